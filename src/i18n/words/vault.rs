//! The vault: keeping secrets on this computer under a passphrase.

words! {
    va_open_title => "Open the vault", "打开保险库";
    va_open_why => "One passphrase opens the secrets that are kept on this computer, for all connections.", "一个口令即可打开本机保存的所有连接密钥。";
    va_passphrase => "Passphrase", "口令";
    va_passphrase_aside => "never sent", "不会发送";
    va_open_do => "Open the vault", "打开保险库";
    va_opening => "Opening…", "正在打开…";
    va_opening_status => "Opening the vault. This takes up to a second.", "正在打开保险库，最多需要一秒。";
    va_by_hand => "Type the secret instead", "改为输入密钥";
    va_by_passphrase => "Open the vault instead", "改为打开保险库";
    va_e_empty => "Enter the passphrase.", "请输入口令。";

    va_e_not_loaded => "The part of the app that opens the vault did not load. The network may be down; try again. Nothing was changed.", "未能加载打开保险库所需的部分，可能是网络中断，请重试。未作任何更改。";
    va_e_wrong => "This passphrase does not open the vault. Nothing was changed. If you are sure of it, somebody may have changed the vault.", "口令无法打开保险库，未作任何更改。如果确定口令无误，保险库可能已被改动。";
    va_e_memory => "This computer did not have enough memory for it. Close other tabs and try again.", "内存不足。请关闭其他标签页后重试。";
    va_e_chance => "This browser gave no random numbers, and without them nothing is sealed.", "浏览器未提供随机数，无法加密。";
    va_e_damaged => "The vault in this browser is damaged: cut off or changed. It is left unchanged under firetower.vault.", "此浏览器中的保险库已损坏（被截断或改动），已原样保留在 firetower.vault。";
    va_e_newer => "The vault in this browser was made by a later version of Firetower. It is left unchanged under firetower.vault.", "此浏览器中的保险库由更高版本的 Firetower 创建，已原样保留在 firetower.vault。";
    va_e_not_stored => "The browser did not store it: its storage may be full or blocked.", "浏览器未能保存，存储空间可能已满或被禁用。";
    va_e_gone => "The vault was closed here, or changed or forgotten in another tab. If there still is one, open it again.", "保险库已在此处关闭，或已在其他标签页中更改或清除。如果仍然存在，请重新打开。";
    va_e_already => "A vault was made in another tab meanwhile. Open that one.", "其他标签页已创建保险库，请打开该保险库。";
    va_e_tampered => "This secret was changed, or was kept for another connection or address. It is not used.", "此密钥已被改动，或属于其他连接或地址，不会使用。";

    va_e_some_tampered => "Secrets in the vault that do not open would be lost. Forget them first; nothing was changed.", "保险库中有无法打开的密钥，更改口令会使其丢失。请先清除它们；未作任何更改。";
    va_keep => "Keep it in the vault on this computer", "保存到本机保险库";
    va_keep_makes => "The vault is new. Choose one passphrase for it: it will open the secrets of all connections after a reload.", "保险库尚未创建。请设置一个口令，刷新后用它打开所有连接的密钥。";
    va_keep_opens => "The vault is closed. Its passphrase is needed to put something in.", "保险库已关闭，存入内容需要口令。";
    va_new => "New passphrase", "新口令";
    va_again => "The same once more", "再次输入";
    va_new_hint => "Several words that nobody would guess, at least 12 characters. A Chinese one counts twice.", "建议由几个不易猜到的词组成，至少 12 个字符（一个汉字算两个）。";
    va_too_short => "Shorter than 12 characters.", "不足 12 个字符。";
    va_too_uniform => "Too few different characters.", "重复字符过多。";
    va_fair => "Fair. A longer one holds out longer if this computer’s files are copied.", "强度一般。文件若被拷走，口令越长越难破解。";
    va_good => "Good: long enough to hold out if this computer’s files are copied.", "强度良好：即使文件被拷走也不易破解。";
    va_differs => "The two are not the same.", "两次输入不一致。";
    va_no_recovery => "Nobody can recover it. If it is forgotten, the secrets are typed anew; nothing on the server is lost.", "口令无法找回。忘记后需重新输入密钥，服务器上的数据不受影响。";

    va_moved(address: &str) => "The vault has the secret of this connection at {address}. At another address it is asked for again, since that may be another server.", "保险库中保存的是此连接在 {address} 的密钥。地址已变，可能是另一台服务器，因此需重新输入。";
    va_awaited => "The vault gets this secret once the server accepts it. Until then nothing is stored.", "服务器接受此密钥后才会存入保险库，在此之前不会保存。";
    va_unkept(why: &str) => "The server accepted this secret, but the vault did not get it. {why}", "服务器已接受此密钥，但未能存入保险库。{why}";
    va_kept => "Kept in the vault", "已存入保险库";
    rb_replaced => "The secret before", "原密钥";
    rb_replaced_why => "The server no longer takes it. The vault can keep it in case this has to be undone; otherwise it is gone once this page is left.", "服务器已不再接受此密钥。可存入保险库以备撤回；否则离开此页面后即消失。";
    rb_replaced_unclear => "Nobody knows yet whether the server still takes it. The vault can keep it in case this has to be undone; otherwise it is gone once this page is left.", "尚不清楚服务器是否仍接受此密钥。可存入保险库以备撤回；否则离开此页面后即消失。";
    rb_replaced_keep => "Keep the old secret in the vault", "将原密钥存入保险库";
    rb_replaced_drop => "Not needed", "不需要";

    va_title => "Vault", "保险库";
    va_state_open => "Open", "已打开";
    va_state_closed => "Closed", "已关闭";
    va_state_unreadable => "Can’t be read", "无法读取";
    va_none => "Nothing is kept on this computer: secrets are typed after each reload. Where one is typed, it can be kept in the vault, encrypted under a passphrase.", "本机未保存任何密钥，每次刷新后需重新输入。输入密钥时可选择存入保险库，用口令加密保存。";
    va_empty => "The vault is empty.", "保险库为空。";
    va_of => "Connection", "连接";
    va_what => "What", "内容";
    va_what_connection => "Secret", "连接密钥";
    va_what_robot(robot: &str, time: &str) => "Old secret of robot {robot}, replaced {time}", "机器人 {robot} 的原密钥，于 {time} 更换";
    va_no_connection => "no connection of this name", "没有此名称的连接";
    va_other_address => "the connection is at another address now, so this is not used", "连接地址已变，不再使用";
    va_not_opened => "Changed; does not open", "已被改动，无法打开";
    va_forget => "Forget…", "清除…";
    va_forget_one_title => "Forget this secret?", "清除此密钥？";
    va_forget_one_why => "It is taken out of the vault on this computer and cannot be brought back. Nothing changes on the server.", "将从本机保险库中清除，无法恢复。服务器上不会有任何改变。";
    va_forget_do => "Forget it", "清除";
    va_forget_all => "Forget all…", "全部清除…";
    va_forget_all_title => "Forget the whole vault?", "清除整个保险库？";
    va_forget_all_why => "All secrets in it and its passphrase are gone from this computer and cannot be brought back. Connections that are open, in any tab, stay open until its reload or lock. Nothing changes on the server.", "其中的所有密钥和口令都将从本机清除，无法恢复。各标签页中已打开的连接会保留到刷新或锁定为止。服务器上不会有任何改变。";
    va_forget_all_do => "Forget the vault", "清除保险库";
    va_change => "Change passphrase…", "更改口令…";
    va_change_title => "Change the passphrase", "更改口令";
    va_change_why => "All secrets are sealed anew under it. A copy of the vault that somebody took before still opens with the old one.", "所有密钥将用新口令重新加密。此前被拷走的保险库仍可用旧口令打开。";
    va_change_now => "Passphrase now", "当前口令";
    va_change_do => "Change passphrase", "更改口令";
    va_changing => "Changing…", "正在更改…";
    va_changed => "The passphrase was changed.", "口令已更改。";
    va_close => "Close the vault", "关闭保险库";
    va_close_hint => "It closes in this tab alone. Connections that are open here keep their secrets in memory until a reload or a lock.", "仅在此标签页中关闭。此处已打开的连接仍在内存中保留密钥，直到刷新或锁定。";
    va_show => "Show", "显示";
    va_hide => "Hide", "隐藏";
    va_copy => "Copy", "复制";
    va_open_for_robot => "Open the vault to see it", "打开保险库后可查看";
}
