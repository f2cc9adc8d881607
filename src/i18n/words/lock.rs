//! The lock.

words! {
    lk_lock => "Lock", "锁定";
    lk_lock_title(keys: &str) => "Lock all tabs ({keys})", "锁定所有标签页（{keys}）";
    lk_title => "Locked", "已锁定";
    lk_by_hand(time: &str) => "Locked by hand at {time}.", "{time} 手动锁定。";
    lk_idle(time: &str) => "Locked at {time}, since nothing was done for a while.", "因长时间无操作，{time} 自动锁定。";
    lk_hidden(time: &str) => "Locked at {time}, since the tab was hidden for a while.", "因标签页长时间处于后台，{time} 自动锁定。";
    lk_slept(time: &str) => "Locked at {time}, since this computer slept or its clock was set.", "因电脑曾休眠或系统时间被更改，{time} 自动锁定。";
    lk_what => "No secret is held any more, and nothing of your servers is on this page; a reload also gives the memory back. The link and what you typed are kept.",
        "此标签页不再持有密钥，页面上也没有服务器的任何数据；刷新还会释放内存。链接和已输入的内容均已保留。";
    lk_lost => "Gone with the memory: secrets of robots that were not noted yet.", "已随内存清除：尚未记下的机器人密钥。";
    lk_ready => "The secret of “firetower demo” came with the page. Type it, or reload the page once it is open.",
        "“firetower demo” 的密钥随页面提供。解锁后请输入密钥，或刷新页面。";
    lk_open => "Open again", "重新打开";
    lk_open_hint => "Pages ask for the secret, as after a reload.", "与刷新后一样，页面会要求输入密钥。";
    lk_without_vault => "Open without the vault", "不使用保险库打开";
    lk_after => "Lock when idle for", "闲置多久后锁定";
    lk_off => "Never", "从不";
    lk_minutes(count: u16) => "{count} min", "{count} 分钟";
    lk_hours(count: u16) => "{count} h", "{count} 小时";
    lk_after_why(keys: &str) => "If nobody types, clicks, scrolls or moves the pointer in any tab for so long, all tabs are locked, and at once when the computer slept. Locked, this browser forgets every secret and shows nothing. By hand: {keys}.",
        "所有标签页在此时间内均无键入、点击、滚动或移动鼠标时，全部锁定；电脑休眠后立即锁定。锁定后，浏览器会清除所有密钥，且不显示任何数据。手动锁定：{keys}。";
    lk_never_why(hours: u16, keys: &str) => "Idleness locks nothing. All tabs are still locked at once when the computer slept or its clock was set, and after none of them was in sight for {hours} h. Locked, this browser forgets every secret and shows nothing. By hand: {keys}.",
        "闲置时不会锁定。但电脑休眠或系统时间被更改后，会立即锁定所有标签页；所有标签页均处于后台满 {hours} 小时，也会锁定。锁定后，浏览器会清除所有密钥，且不显示任何数据。手动锁定：{keys}。";
}
