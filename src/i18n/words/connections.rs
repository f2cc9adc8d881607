//! Connections: list, form and its check.

words! {
    cn_title => "Connections", "连接管理";
    cn_about(count: usize) => "{count} in this browser; secrets are in memory, and in the vault where you keep them", "此浏览器中有 {count} 个；密钥在内存中，也可存入保险库";
    cn_add => "Add connection…", "添加连接…";
    cn_edit => "Edit", "编辑";
    cn_remove => "Remove…", "移除…";
    cn_name => "Name", "名称";
    cn_address => "Address", "地址";
    cn_environment => "Environment", "环境";
    cn_secret_state => "Secret", "密钥";
    cn_secret_here => "In memory", "已在内存中";
    cn_secret_in_vault => "In the vault", "在保险库中";
    cn_secret_missing => "Asked when opened", "打开时询问";
    cn_actions => "Actions", "操作";
    cn_current => "open now", "当前";
    cn_empty_title => "No connection yet", "尚无连接";
    cn_remove_title(name: &str) => "Remove {name}?", "移除 {name}？";
    cn_remove_why => "This browser forgets its address, the settings you opened on it, unsaved drafts and its secrets, in the vault too. Nothing changes on the server.",
        "此浏览器将清除其地址、打开过的设置、未保存的草稿和密钥（包括保险库中的）。服务器上不会有任何改变。";
    cn_remove_do => "Remove from this browser", "从此浏览器移除";

    cf_title_new => "Connect an IM server", "连接 IM 服务器";
    cf_title_edit(name: &str) => "Edit {name}", "编辑 {name}";
    cf_intro => "A browser reaches the admin port only through a proxy. Paste that proxy’s address as you have it.",
        "浏览器只能通过代理访问管理端口。请直接粘贴代理地址。";
    cf_address_hint => "A path on this host, such as /im/main, or a whole address.", "本站路径（如 /im/main）或完整地址。";
    cf_understood => "Understood as ", "识别为 ";
    cf_left_out(what: &str) => "Left out: {what}.", "已去除：{what}。";
    cf_left_quotes => "the quotes", "引号";
    cf_left_spaces => "spaces", "空格";
    cf_left_slash => "a trailing slash", "末尾斜杠";
    cf_left_admin => "/admin and what follows, which Firetower adds itself", "/admin 及其后内容（由 Firetower 自行添加）";
    cf_left_query => "what follows ? or #", "? 或 # 之后的内容";
    cf_wide => "full-width characters made narrow", "全角字符已转为半角";
    cf_added_scheme(scheme: &str) => "{scheme}:// was added.", "已补上 {scheme}://。";
    cf_e_empty => "Enter the proxy’s address.", "请输入代理地址。";
    cf_e_scheme(scheme: &str) => "{scheme}: is no address of a web server; it begins with http:// or https://, or with / for this host.",
        "{scheme}: 不是网站地址；应以 http:// 或 https:// 开头，本站路径以 / 开头。";
    cf_e_credentials => "Take the user name and password out of the address; browsers refuse to call it so.",
        "请去掉地址中的用户名和密码，浏览器不允许这样访问。";
    cf_e_host => "The host name in this address is not complete.", "地址中的主机名不完整。";
    cf_e_path => "This path cannot be forwarded: it contains . or .. or an empty part.", "此路径无法转发：包含 .、.. 或空段。";
    cf_key_in_address(key: &str) => "“{key}” looks like a key. It is stored in the clear and stands in each request’s address; nothing that is copied or exported holds it.", "“{key}”疑似密钥。它以明文保存，并包含在每个请求的地址中；复制和导出的内容均不含它。";
    cf_filled => "Health is then asked at ", "健康检查将请求 ";
    cf_template_hint(target: &str, raw: &str, path: &str) => "A template: it takes {target} (percent-encoded) or {raw}, and {path}.", "模板：包含 {target}（百分号编码）或 {raw}，以及 {path}。";
    cf_target => "Target address", "目标地址";
    cf_target_hint => "The IM server as the proxy sees it, such as http://im:18080.", "代理所见的 IM 服务器，例如 http://im:18080。";
    cf_e_placeholder(name: &str, known: &str) => "{name} is no placeholder. A template knows these: {known}", "{name} 不是占位符。模板只支持：{known}";
    cf_e_twice(path: &str) => "A template has one target and at most one {path}.", "模板中只能有一个目标，{path} 最多一个。";
    cf_e_no_target(target: &str, raw: &str) => "This template has no {target} and no {raw}.", "此模板缺少 {target} 或 {raw}。";
    cf_e_in_host => "A placeholder can’t be part of the host: it would decide where the signature goes.", "占位符不能出现在主机名中，否则签名会被发往它所指的地方。";
    cf_e_target => "Enter the IM server’s address as the proxy sees it.", "请输入代理所见的 IM 服务器地址。";
    cf_e_target_scheme => "The target begins with http:// or https://.", "目标地址应以 http:// 或 https:// 开头。";
    cf_third_party(host: &str) => "Whoever runs {host} sees every signed request and can act as admin with any of them, for two hours after the last one, and longer where this computer’s clock is ahead of the server’s.",
        "{host} 的运营者能看到每个签名请求，并可凭其中任何一个以管理员身份操作，直到最后一个请求后两小时；若本机时钟快于服务器，则更久。";
    cf_direct_port => "Port 18080 is usually the admin port itself, which no browser can call directly. Use the address of a proxy that forwards to it.",
        "18080 通常就是管理端口，浏览器无法直接访问。请填写转发到它的代理地址。";
    cf_plain_http => "Over plain http everyone on the way sees the signed requests, and can act as admin for two hours with one of them.",
        "使用 http 明文时，途中的任何人都能看到签名请求，并可凭其中一个在两小时内以管理员身份操作。";
    cf_cross_origin(origin: &str) => "Another origin: its proxy must allow {origin} by CORS, and so must this dashboard’s connect-src.",
        "跨域地址：代理须通过 CORS 允许 {origin}，管理后台的 connect-src 也须包含它。";
    cf_secret_note => "http.admin.secret_key", "http.admin.secret_key";
    cf_secret_keep => "Leave empty to keep the one in memory.", "留空则保留内存中的密钥。";
    cf_secret_later => "May stay empty: it is asked for when the connection is opened.", "可留空，打开连接时再输入。";
    cf_name => "Name", "名称";
    cf_e_name => "Give the connection a name.", "请填写连接名称。";
    cf_environment => "Environment", "环境";
    cf_production_note => "Production shows this edge on every page and asks before each write.", "生产环境会在每个页面显示此边线，并在每次写入前确认。";
    cf_read_only => "Read-only", "只读";
    cf_read_only_hint => "Firetower refuses every write through this connection, and what hands out keys. It guards against mistakes; whoever has the secret can still write by other means.",
        "Firetower 将拒绝通过此连接的一切写入，以及会交出密钥的读取。这只防误操作；持有密钥的人仍可用其他方式写入。";
    cf_slug => "Name in links", "链接中的名称";
    cf_slug_hint(slug: &str) => "Links read /c/{slug}/… Lower-case letters, digits and hyphens.", "链接形如 /c/{slug}/…，只能用小写字母、数字和连字符。";
    cf_e_slug => "Use 1 to 40 lower-case letters, digits and hyphens.", "请使用 1 到 40 个小写字母、数字或连字符。";
    cf_e_slug_taken(slug: &str) => "Another connection already uses {slug}.", "{slug} 已被其他连接使用。";
    cf_files => "File origins", "文件来源";
    cf_files_aside => "optional", "可选";
    cf_files_hint => "Files are previewed only from these origins, and from those that this dashboard’s hoster allows. One a line, such as https://files.example.com.",
        "只预览来自这些来源的文件，以及部署者允许的来源。每行一个，如 https://files.example.com。";
    cf_e_files_scheme(piece: &str) => "{piece} is no origin: it begins with http:// or https://.", "{piece} 不是来源：应以 http:// 或 https:// 开头。";
    cf_e_files_ipv6(piece: &str) => "{piece}: a security policy cannot name an IPv6 address. Give the host a name.", "{piece}：安全策略不支持 IPv6 地址，请为主机起一个域名。";
    cf_e_files_host(piece: &str) => "{piece} is no origin: write scheme, host and at most a port, without a path or a wildcard.", "{piece} 不是来源：只写协议、主机和可选端口，不含路径和通配符。";
    cf_e_files_port(piece: &str) => "{piece}: a port is a number from 1 to 65535.", "{piece}：端口是 1 到 65535 之间的数字。";
    cf_save_open => "Save and open", "保存并打开";
    cf_check => "Check", "检查";
    cf_try_demo => "Open the demo server", "打开演示服务器";
    cf_found => "What Firetower found", "检查结果";
    cf_found_hint => "only reads", "只读";
    cf_found_before => "Check goes from this browser to the address step by step and, with the secret, tries each kind of reading. It changes nothing, and it sends a signed request only when you press it.",
        "“检查”会从此浏览器到该地址逐步诊断，并用密钥尝试每一类读取。它不会更改任何内容，只有按下时才会发送签名请求。";
    cf_step_secret => "Secret", "密钥";
    cf_found_no_secret => "no secret to try", "未填写密钥";
    cf_clock_note => "The IM server tells no time of its own. A wrong clock shows later as code 243.", "IM 服务器不提供时间；时钟不准会在之后以错误码 243 体现。";
    cf_overtaken => "This tab no longer follows the others", "此标签页已不再与其他标签页同步";
    cf_overtaken_why => "Another tab stored the connections in a way that this tab can’t read: it may run a newer Firetower. Until it is reloaded, this tab writes to no server and stores no changes to the connections.",
        "另一个标签页以此标签页无法读取的格式保存了连接，可能运行着较新版本的 Firetower。刷新之前，此标签页不会向任何服务器写入，也不会保存对连接的更改。";
    cf_stored_broken => "The connections stored in this browser could not be read. They were set aside unchanged under firetower.connections.unreadable.",
        "无法读取此浏览器中保存的连接，已原样转存到 firetower.connections.unreadable。";
    cf_storage_failed => "The browser did not store this; it is kept until this tab closes.", "浏览器未能保存，仅保留到此标签页关闭。";
}
