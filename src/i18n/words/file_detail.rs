//! One file in full, and its preview.

words! {
    fd_name => "Name", "名称";
    fd_uid => "Message UID", "消息 UID";
    fd_size => "Size", "大小";
    fd_sender => "Sender", "发送者";
    fd_conversation => "Conversation", "会话";
    fd_sent => "Sent", "发送时间";
    fd_downloads => "Downloads", "下载次数";
    fd_url => "URL", "URL";
    fd_not_given => "not given by this server", "服务器未提供";
    fd_not_understood => "as the server sent it, not understood", "服务器原样返回，无法识别";
    fd_no_uid => "No UID", "无 UID";
    fd_no_uid_why => "nothing can open this row by itself", "无法单独打开此条";
    fd_empty_name => "empty", "空";
    fd_bytes(count: &str) => "{count} bytes", "{count} 字节";
    fd_derived => "derived from the message UID, since this server gives no time", "由消息 UID 推算，服务器未提供时间";
    fd_by_uid => "Asked for one message, this server gives only its UID, name, URL and size. The rest stands in the lists of its conversation and of its sender.",
        "按消息查询时，此服务器只提供 UID、名称、URL 和大小。其余字段见所在会话或发送者的文件列表。";

    fd_copy_name => "Copy the name", "复制名称";
    fd_copy_uid => "Copy the message UID", "复制消息 UID";
    fd_copy_size => "Copy the size in bytes", "复制字节数";
    fd_copy_sender => "Copy the sender’s id", "复制发送者 ID";
    fd_copy_conversation => "Copy the conversation as type-line-target", "复制会话（type-line-target）";
    fd_copy_time => "Copy the time as ISO 8601", "复制 ISO 8601 时间";
    fd_copy_url => "Copy URL", "复制 URL";
    fd_copy_json => "Copy JSON", "复制 JSON";

    fd_user_files(id: &str) => "{id}’s files", "{id} 的文件";
    fd_user_settings(id: &str) => "{id}’s settings", "{id} 的设置";
    fd_conversation_files => "This conversation’s files", "此会话的文件";
    fd_pin(id: &str) => "Pinned for {id}?", "{id} 是否置顶";
    fd_message => "This message", "此消息";
    fd_onward => "Where this leads", "相关页面";
    fd_unknown => "Fields that Firetower does not know", "Firetower 无法识别的字段";
    fd_json(count: usize) => "Answer as JSON, fields: {count}", "JSON 原文，{count} 个字段";
    fd_open => "Open in a new tab", "在新标签页打开";
    fd_open_hint(host: &str) => "At {host}, which is not told where you come from.", "将打开 {host}，不会向对方发送来源页地址。";

    fd_u_empty => "It is empty, so there is nothing to open.", "地址为空，无法打开。";
    fd_u_unseen => "Not a link: it holds a control character, or begins or ends with a blank. Browsers drop those, so it may lead elsewhere than it seems.",
        "不作为链接：含控制字符，或首尾有空白。浏览器会去掉它们，实际去向可能与看上去不同。";
    fd_u_relative => "Not a link: without http:// or https:// in front it would lead to a place on this dashboard’s own host.",
        "不作为链接：开头没有 http:// 或 https://，会指向本管理后台所在的主机。";
    fd_u_scheme(scheme: &str) => "Not a link: {scheme}: is not an address of a web server. It could run something here, or read from this computer.",
        "不作为链接：{scheme}: 不是网站地址，可能在此运行代码或读取本机内容。";
    fd_u_slashes => "Not a link: two slashes and a host must follow http: or https:. Browsers mend anything else in ways of their own.",
        "不作为链接：http: 或 https: 之后应是两个斜杠和主机名，其他写法浏览器会自行改写。";
    fd_u_user_info(host: &str) => "Not a link: what stands before the @ is a user name and not the host. It would lead to {host}.",
        "不作为链接：@ 之前是用户名而不是主机，实际会前往 {host}。";
    fd_u_host => "Not a link: its host is not a plain name or address, so it may lead elsewhere than it seems.",
        "不作为链接：主机不是普通的域名或地址，实际去向可能与看上去不同。";

    fd_preview => "Preview", "预览";
    fd_show => "Show preview", "显示预览";
    fd_hide => "Hide preview", "收起预览";
    fd_show_hint(host: &str) => "Nothing is fetched from {host} before you press it.", "点按之前不会从 {host} 读取任何内容。";
    fd_alt(name: &str) => "Preview of {name}", "{name} 的预览";
    fd_text_of(name: &str) => "Text of {name}", "{name} 的文本";
    fd_unnamed => "a file without a name", "未命名文件";
    fd_again => "Try again", "重试";
    fd_text_empty => "The file is empty.", "文件为空。";
    fd_text_cut(size: &str) => "Only the first {size} are read.", "只读取前 {size}。";
    fd_text_encoding(encoding: &str) => "Read as {encoding}, since it is not UTF-8.", "不是 UTF-8，按 {encoding} 读取。";

    fd_p_kind => "No preview: only images, audio, video and text are shown here.", "无预览：此处只显示图片、音频、视频和文本。";
    fd_p_mixed => "No preview: this page came over https and the file is on http, so the browser would block it or try https in its place. Open it in a new tab, or give the file store https.",
        "无预览：本页面为 https，文件地址为 http，浏览器会拦截或改用 https。请在新标签页打开，或为文件服务启用 https。";
    fd_p_not_allowed(origin: &str) => "No preview: {origin} is not allowed", "无预览：未允许来源 {origin}";
    fd_p_allow(origin: &str) => "Neither this connection nor whoever hosts this dashboard allows files from {origin} to be shown here. To allow them, add it to the connection’s File origins, and have the gateway started with --file-src {origin}; hosted otherwise, it goes into img-src, media-src and connect-src of the page’s Content-Security-Policy. Opening in a new tab always works.",
        "此连接和部署者都未允许在此显示来自 {origin} 的文件。如需允许，请将它加入连接的“文件来源”，并用 --file-src {origin} 启动网关；若以其他方式托管，则加入页面 Content-Security-Policy 的 img-src、media-src 和 connect-src。在新标签页打开不受影响。";
    fd_p_ipv6(host: &str) => "No preview: a security policy cannot name an IPv6 address such as {host}. Give the file store’s host a name.",
        "无预览：安全策略不支持 {host} 这样的 IPv6 地址，请为文件服务的主机起一个域名。";
    fd_p_edit => "File origins of this connection", "此连接的文件来源";

    fd_t_policy(origin: &str) => "Blocked by this page’s own security policy (CSP), which does not list {origin}. Start the gateway with --file-src {origin}; hosted otherwise, add it to img-src, media-src and connect-src. If it is listed already, the file store redirects to another origin, which must be listed too.",
        "被本页面的安全策略（CSP）拦截，其中未包含 {origin}。请用 --file-src {origin} 启动网关；若以其他方式托管，请加入 img-src、media-src 和 connect-src。若已包含，则是文件服务重定向到了另一来源，也须加入。";
    fd_t_offline => "This computer is offline. Reconnect, then try again.", "本机已离线，请恢复网络后重试。";
    fd_t_timed_out(seconds: u32, host: &str) => "No answer from {host} within {seconds} s. Try again, or open it in a new tab.", "{host} 在 {seconds} 秒内没有响应。请重试，或在新标签页打开。";
    fd_t_unreachable(host: &str) => "Nobody answers at {host}. This browser may be outside the file store’s network, or the file store is down; open it in a new tab to see what the browser says.",
        "{host} 没有响应。此浏览器可能不在文件服务所在的网络，或文件服务已停止；可在新标签页打开，查看浏览器的提示。";
    fd_t_unreadable(host: &str, origin: &str) => "{host} answers, but lets no page read its text (CORS), or the file is gone. Have the file store allow the origin {origin}, or open the file in a new tab.",
        "{host} 有响应，但不允许页面读取文本（CORS），或文件已不存在。请让文件服务允许来源 {origin}，或在新标签页打开。";
    fd_t_status(status: u16) => "The file store answers HTTP {status}: the file is gone, its link has expired, or it asks for a sign-in. Open it in a new tab to see what it says.",
        "文件服务返回 HTTP {status}：文件已不存在、链接已过期或需要登录。可在新标签页打开查看。";
    fd_t_not_showable => "The file store answers, but with nothing that this browser can show: the file is gone, its link has expired, or it is not what its name says. Open it in a new tab to see what comes.",
        "文件服务有响应，但内容无法显示：文件已不存在、链接已过期，或格式与名称不符。可在新标签页打开查看。";
}
