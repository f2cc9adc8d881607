//! Jumping by keyboard.

words! {
    pl_open => "Search or jump…", "搜索或跳转…";
    pl_title => "Search or jump", "搜索或跳转";
    pl_hint => "A page, a connection, an ID or a link", "页面、连接、ID 或链接";
    pl_found => "Found", "结果";
    pl_id => "by ID", "按 ID";
    pl_link => "from the link", "来自链接";
    pl_user_settings(id: &str) => "Open user settings of {id}", "打开 {id} 的用户设置";
    pl_user_files(id: &str) => "Files sent by {id}", "{id} 发送的文件";
    pl_robot(id: &str) => "Open robot {id}", "打开机器人 {id}";
    pl_pins_of(id: &str) => "Pins of {id}", "{id} 的置顶";
    pl_setting(id: &str) => "Open system setting {id}", "打开系统设置 {id}";
    pl_message(id: &str) => "File of message {id}", "消息 {id} 中的文件";
    pl_pin(conversation: &str) => "Pin of {conversation}", "会话 {conversation} 的置顶";
    pl_conversation_files(conversation: &str) => "Files of {conversation}", "会话 {conversation} 的文件";
    pl_page => "page", "页面";
    pl_nothing => "Nothing is called so.", "没有匹配项。";
    pl_keys => "↑ ↓ choose · Enter opens · Esc closes", "↑ ↓ 选择 · Enter 打开 · Esc 关闭";
}
