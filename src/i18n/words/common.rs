//! The frame, and words that every page uses.

words! {
    nav_label => "Pages", "页面";
    nav_watch => "Watch", "监控";
    nav_manage => "Manage", "管理";
    nav_trace => "Trace", "排查";
    nav_setup => "Setup", "接入";
    nav_overview => "Overview", "概览";
    nav_system_settings => "System settings", "系统设置";
    nav_user_settings => "User settings", "用户设置";
    nav_files => "Files", "文件";
    nav_pins => "Pins", "会话置顶";
    nav_robots => "Robots", "机器人";
    nav_changes => "Changes", "变更记录";
    nav_console => "API console", "接口调试";
    nav_pro => "Pro", "专业版";
    nav_requests => "Requests", "请求记录";
    nav_connections => "Connections", "连接管理";
    nav_failed(count: usize) => "{count} failed", "{count} 个失败";
    skip_to_content => "Skip to the content", "跳到内容";
    menu_open => "Open the menu", "打开菜单";
    menu_close => "Close the menu", "关闭菜单";
    theme_light => "Theme: light. Switch to dark", "主题：浅色。切换到深色";
    theme_dark => "Theme: dark. Switch to light", "主题：深色。切换到浅色";
    switch_language => "中文", "English";
    switch_connection => "Switch connection", "切换连接";

    ro_chip => "Read-only", "只读";
    ro_why => "Nothing is written through this connection", "此连接不写入任何内容";

    env_development => "Development", "开发";
    env_test => "Test", "测试";
    env_production => "Production", "生产";
    edition_community => "Community", "社区版";
    edition_professional => "Professional", "专业版";
    edition_unknown => "Edition unknown", "版本未知";
    state_signed_in => "Signed in", "已登录";
    state_not_signed_in => "Not signed in", "未登录";
    state_unreachable => "Unreachable", "无法连接";
    state_not_asked => "Not asked yet", "尚未查询";

    later_title => "This page did not load", "此页面未能加载";
    later_why => "Part of the app could not be fetched from where it is hosted. The network may be down, or an upgrade may have replaced its files; then reload. Nothing was sent to the IM server.", "应用的一部分未能从托管它的服务器加载。可能是网络中断；如果升级后文件已被替换，请重新加载。没有向 IM 服务器发送任何请求。";
    later_reload => "Reload", "重新加载";
    retry => "Retry", "重试";
    cancel => "Cancel", "取消";
    close => "Close", "关闭";
    copy => "Copy", "复制";
    copied => "Copied", "已复制";
    copy_by_hand => "Select and copy", "请选中后复制";
    copy_as_curl => "Copy as curl", "复制为 curl";
    details => "Details", "详情";
    read_again => "Read again", "重新读取";
    read_at_below(time: &str) => "What stands below was read {time}.", "以下内容读取于 {time}。";
    read_at(time: &str) => "Read {time}", "读取于 {time}";
    loading => "Reading…", "正在读取…";
    show => "Show", "显示";
    hide => "Hide", "隐藏";
    times_in(zone: &str) => "Times in {zone}", "时间所在时区：{zone}";

    not_found_title => "There is no such page", "没有这个页面";
    not_found_why(path: &str) => "Firetower has nothing at {path}.", "Firetower 中没有 {path}。";
    not_found_go => "Go to the overview", "前往概览";

    unknown_connection_title(slug: &str) => "This browser has no connection “{slug}”", "此浏览器没有名为“{slug}”的连接";
    unknown_connection_why => "The link names a connection that is not stored here. Nothing was sent, and no other connection is used in its place. Add it, or choose one that you know.",
        "链接中的连接未保存在此浏览器。没有发送任何请求，也不会改用其他连接。请添加该连接，或选择已有连接。";
    unknown_connection_add(slug: &str) => "Add “{slug}”…", "添加“{slug}”…";
    unknown_connection_list => "Connections you have", "已有连接";

    secret_title(name: &str) => "Secret for {name}", "{name} 的密钥";
    secret_why => "The secret is kept in memory only, so a reload forgets it, unless you keep it in the vault. After this the page you asked for opens.",
        "密钥只保存在内存中，刷新后需重新输入；也可保存到保险库。输入后将打开您要访问的页面。";
    secret_label => "Secret", "密钥";
    secret_hint => "Signs requests in this browser and is never sent. Held until this tab is locked, closed or reloaded.",
        "用于在此浏览器中签名，不会发送。锁定、关闭或刷新标签页后即清除。";
    secret_open => "Open", "打开";
    secret_checking => "Checking the signature…", "正在核对签名…";
    secret_edit => "Edit this connection", "编辑此连接";
    secret_default_warning => "This is the secret that every server ships with. Anyone who reaches the admin port knows it; change http.admin.secret_key on the server.",
        "这是服务器出厂默认密钥，任何能访问管理端口的人都知道它。请在服务器上修改 http.admin.secret_key。";
    secret_spaces_warning => "The secret begins or ends with a space. It is used exactly as typed.", "密钥首尾有空格，将原样使用。";
    secret_missing => "Enter the secret.", "请输入密钥。";
}
