//! Jumping by keyboard.

words! {
    pl_open => "Search or jump…", "搜索或跳转…";
    pl_title => "Search or jump", "搜索或跳转";
    pl_hint => "A page, a connection", "页面、连接";
    pl_found => "Found", "结果";
    pl_page => "page", "页面";
    pl_nothing => "Nothing is called so.", "没有匹配项。";
    pl_keys => "↑ ↓ choose · Enter opens · Esc closes", "↑ ↓ 选择 · Enter 打开 · Esc 关闭";
}
