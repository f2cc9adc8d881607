//! The API console.

words! {
    cs_about => "Any call, signed in this browser", "任意接口，在此浏览器中签名";
    cs_request => "Request", "请求";
    cs_path => "Path", "路径";
    cs_path_hint(name: &str) => "From /admin/ on. It goes to {name}, whatever host you took it from.",
        "从 /admin/ 开始。无论取自哪个主机，都会发往 {name}。";
    cs_path_empty => "Type a path, or pick a template.", "请输入路径或选择模板。";
    cs_path_whole => "Only the path, from /admin/ on: the host is this connection’s.", "只需从 /admin/ 开始的路径，主机由此连接决定。";
    cs_path_admin => "A path of the API begins with /admin/.", "接口路径以 /admin/ 开头。";
    cs_path_query => "Without ? and #: the API reads nothing from there.", "不能含 ? 和 #，接口不读取这部分。";
    cs_path_spelling => "This spelling could be read in two ways, so the gateway refuses it. No empty or dotted parts, no slash at the end, and only what must be escaped as %XX.",
        "这种写法可能有两种解读，网关会拒绝。不能有空段、点段或末尾斜杠，只有必须转义的字符才写成 %XX。";
    cs_path_secret => "The path holds this connection’s secret, which belongs into no address.", "路径中含有此连接的密钥，密钥不应出现在地址中。";
    cs_get_only => "GET, unsigned and without a body", "GET，不签名，无请求体";

    cs_reads => "Known as a read: it changes nothing.", "已知的读取接口，不会更改任何内容。";
    cs_writes => "A write. Nothing here can read back what it did, so it cannot be verified or undone.",
        "写入操作。此处无法读回其结果，因此无法核实，也不能撤销。";
    cs_unknown => "Not a path that Firetower knows, so it counts as a write: what it does cannot be verified or undone here.",
        "Firetower 无法识别此路径，因此按写入处理，此处无法核实，也不能撤销。";
    cs_invents_title => "No secret in it", "请求中没有密钥";
    cs_invents => "Sent without a secret, a robot that exists gets a new one, and a callback that is empty or missing is erased.",
        "不带密钥发送时，已有的机器人会被换上新密钥，空缺的回调地址也会被清空。";
    cs_invents_instead => "The page that sends secret and callback back:", "会原样发回密钥和回调地址的页面：";
    cs_invents_tick => "A new secret will be invented; running bots stop; it will not be shown here",
        "服务器会自动生成新密钥，运行中的机器人程序会停止工作，新密钥不会在此显示";
    cs_unticked => "Tick first that a new secret will be invented.", "请先勾选确认会生成新密钥。";
    cs_keys => "Its answer holds a key. Values of secret, token and password fields are never shown or kept here, so this is no way to copy one.",
        "响应中含有密钥。secret、token、password 字段的值在此不显示也不保留，因此无法从这里复制。";
    cs_verified_on => "With a check that it was stored:", "可核实写入结果的页面：";
    cs_not_community => "A community server does not have this call; it answers as to an unknown path.", "社区版服务器没有此接口，会按未知路径响应。";

    cs_body => "Body", "请求体";
    cs_body_empty => "No body is sent.", "不发送请求体。";
    cs_bytes(count: usize) => "{count} bytes", "{count} 字节";
    cs_body_hint => "Sent as typed, so numbers keep every digit.", "按输入原样发送，数字不会丢失位数。";
    cs_not_json(line: usize, column: usize) => "Not JSON at line {line}, column {column}. It is sent as typed all the same.",
        "第 {line} 行第 {column} 列不是有效 JSON，仍会按原样发送。";
    cs_body_unseen => "It holds characters that cannot be seen.", "含有不可见字符。";
    cs_body_curl => "This is a curl line, not a body.", "这是一条 curl 命令，不是请求体。";
    cs_body_secret => "It holds a secret, so it is not stored: a reload forgets it.", "含有密钥，因此不会存储，刷新后即丢失。";
    cs_placeholder => "A secret in the body is only a placeholder. Put the real value in.", "请求体中的密钥只是占位文字，请填入真实的值。";
    cs_body_get => "GET carries no body; what is typed here is not sent.", "GET 不带请求体，此处内容不会发送。";
    cs_kept => "Draft kept in this browser", "草稿已保存在此浏览器";
    cs_no_users => "No users in it", "未涉及用户";
    cs_clear => "Clear", "清空";
    cs_replaced => "What you had typed was replaced.", "之前输入的内容已被替换。";
    cs_put_back => "Put it back", "恢复";

    cs_send(name: &str) => "Send to {name}", "发送到 {name}";
    cs_send_ask(name: &str) => "Send to {name}…", "发送到 {name}…";
    cs_sending(name: &str) => "Waiting for {name}…", "正在等待 {name}…";
    cs_read_only => "Read-only: this connection sends only what is known to change nothing and to hand out no key.", "只读：此连接只发送已知不会更改内容、也不会交出密钥的请求。";
    cs_keys_hint => "Ctrl+Enter sends a read", "Ctrl+Enter 发送读取请求";
    cs_no_curl => "No curl line: the body holds this connection’s secret", "不提供 curl 命令：请求体含有此连接的密钥";

    cs_ask_title(name: &str) => "Send this to {name}?", "发送到 {name}？";
    cs_ask_why(name: &str) => "It may change something on {name}. Nothing reads back what it did: it cannot be verified or undone here.",
        "它可能更改 {name} 上的内容。没有可用于读回的接口，因此此处无法核实，也不能撤销。";

    cs_answer => "Answer", "响应";
    cs_in_requests => "Open in Requests", "在请求记录中打开";
    cs_read_done => "Answered with success", "请求成功";
    cs_none => "Answered: there is no such thing (253)", "已响应：不存在（253）";
    cs_wrote => "The server accepted it; what it did is not verified", "服务器已接受，结果未核实";
    cs_wrote_why => "Code 0 says only that the call was taken. Look where its effect should show before you rely on it.",
        "错误码 0 只表示调用被接受。请先到应当生效的地方确认结果。";
    cs_outcome_unknown => "Outcome unknown", "结果未知";
    cs_outcome_why(what: &str) => "{what}. The server may have done it or not. Look where its effect should show before you send it again; nothing here sends it twice by itself.",
        "{what}。服务器可能已执行，也可能没有。再次发送前，请先在应当生效的地方确认；这里不会自动重发。";
    cs_code(code: i32, word: &str) => "Code {code}: {word}", "错误码 {code}：{word}";
    cs_code_unlisted => "not listed in the document", "文档中未列出";

    cs_curl => "From a curl line…", "从 curl 命令打开…";
    cs_curl_label => "curl line", "curl 命令";
    cs_curl_hint => "As the document shows it, as a browser copies it, or as Copy as curl gives it. Nothing is run, and it is not kept.",
        "可粘贴文档示例、浏览器复制的命令，或“复制为 curl”的结果。不会执行，也不会保留。";
    cs_curl_open => "Open as a request", "作为请求打开";
    cs_curl_none => "There is no curl command in it.", "其中没有 curl 命令。";
    cs_curl_cut => "A quote is not closed: the line seems to be cut off.", "引号没有闭合，命令可能不完整。";
    cs_curl_no_address => "It has no address.", "其中没有地址。";
    cs_curl_not_admin => "Its address leads elsewhere than below /admin/.", "其地址不在 /admin/ 之下。";
    cs_curl_method(method: &str) => "It asks with {method}; the API has POST, and GET for health alone.", "其方法为 {method}；接口只支持 POST，健康检查支持 GET。";
    cs_curl_file(file: &str) => "Its body lies in the file {file}, which this page cannot read. Paste the body itself.",
        "其请求体在文件 {file} 中，本页无法读取。请直接粘贴请求体。";
    cs_opened => "Opened from a curl line.", "已从 curl 命令打开。";
    cs_left_signature => "Its signature was dropped; this request is signed anew.", "已丢弃原有签名，此请求将重新签名。";
    cs_left_host(host: &str, name: &str) => "{host} is not called: it goes to {name}.", "不会访问 {host}，请求将发往 {name}。";
    cs_left_query => "The query was left out.", "已去掉查询参数。";
    cs_left_headers(names: &str) => "Headers left out: {names}.", "已去掉请求头：{names}。";
    cs_left_variables => "Variables of the shell stay as they were written.", "命令中的变量保持原样，未展开。";
    cs_left_get => "It asked with GET, which the API has for health alone; this is a POST.", "原命令使用 GET，而接口仅健康检查支持 GET，此处改为 POST。";

    cs_templates => "Templates", "模板";
    cs_templates_count(shown: usize, all: usize) => "{shown} of {all}", "{shown} / {all}";
    cs_search => "Search calls", "搜索接口";
    cs_no_template => "No call matches. Type its path beside.", "没有匹配的接口，可直接输入路径。";
    cs_tag_write => "writes", "写入";
    cs_tag_key => "key", "含密钥";

    cs_sent => "Sent from here in this tab", "此标签页中发送过的请求";
    cs_sent_none => "Nothing yet.", "暂无。";
}
