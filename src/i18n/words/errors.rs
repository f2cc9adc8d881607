//! What went wrong: a title, what it means and what to do next.

words! {
    e_refused_244 => "Wrong secret (244)", "密钥不正确（244）";
    e_refused_244_why => "The server answered and refused the signature. Compare http.admin.secret_key; check for stray spaces.",
        "服务器已响应，但拒绝签名。请核对 http.admin.secret_key，注意首尾空格。";
    e_expired_243 => "Signature expired (243)", "签名已过期（243）";
    e_expired_243_why => "This computer’s clock is more than 2 h behind the server’s, or ahead of it where the server checks both ways. Set it, then retry.",
        "本机时间比服务器慢 2 小时以上（部分服务器也会拒绝过快的时间）。请校准时间后重试。";
    e_incomplete_239 => "Signature incomplete (239)", "签名信息不完整（239）";
    e_incomplete_239_why => "The proxy may drop the headers nonce, timestamp or sign; let it forward them.",
        "代理可能丢弃了 nonce、timestamp 或 sign 请求头，请让代理转发它们。";
    e_401 => "Not signed in (HTTP 401)", "未通过验证（HTTP 401）";
    e_401_why => "Either the IM server refused the signature (compare http.admin.secret_key and this computer’s clock) or a proxy asks for a sign-in of its own.",
        "可能是 IM 服务器拒绝了签名（请核对 http.admin.secret_key 和本机时间），也可能是代理要求另行登录。";
    e_403 => "Forbidden on the way (HTTP 403)", "途中被拒绝（HTTP 403）";
    e_403_why => "The IM server never answers 403, so a proxy or firewall refused the request. Allow this path and this computer there.",
        "IM 服务器不会返回 403，应是代理或防火墙拒绝了请求。请在那里放行此路径和本机。";
    e_read_only => "This connection is read-only", "此连接为只读";
    e_read_only_why => "Firetower sent nothing: through this connection nothing is written, and no key is handed out. Whoever keeps the connection can change that where it is edited.",
        "没有发送任何请求：此连接不写入任何内容，也不读取会交出密钥的接口。可在编辑连接处更改。";
    e_cors => "The browser probably blocked a cross-origin answer", "浏览器可能拦截了跨域响应";
    e_cors_why(origin: &str) => "The address answers, but the browser may not hand its answer to this page. Allow the origin {origin} at the proxy, with the headers content-type, nonce, timestamp and sign.",
        "该地址有响应，但浏览器不允许本页读取。请在代理上允许来源 {origin}，以及请求头 content-type、nonce、timestamp 和 sign。";
    e_csp => "This page may not call that address", "本页不允许访问该地址";
    e_csp_why(origin: &str) => "The dashboard’s own security policy (CSP connect-src) does not list {origin}. Start the gateway with --connect-src {origin}, or add it to the header where the dashboard is hosted.",
        "管理后台自身的安全策略（CSP connect-src）未包含 {origin}。请用 --connect-src {origin} 启动网关，或在托管处的响应头中加入它。";
    e_mixed => "An https page may not call an http address", "https 页面不能访问 http 地址";
    e_mixed_why(address: &str) => "The browser blocks {address} before anything is sent. Give the proxy https, or open the dashboard over http inside the network.",
        "浏览器在发送前就会拦截 {address}。请为代理启用 https，或在内网通过 http 打开管理后台。";
    e_offline => "This computer is offline", "本机已离线";
    e_offline_why => "The browser reports no network. Reconnect, then retry.", "浏览器报告没有网络。请恢复网络后重试。";
    e_unreachable(host: &str) => "Cannot reach {host}", "无法连接 {host}";
    e_unreachable_why => "Nothing answered. Check address, port, firewall and whether the service runs.",
        "没有任何响应。请检查地址、端口、防火墙和服务状态。";
    e_timeout(seconds: u32) => "No answer within {seconds} s", "{seconds} 秒内没有响应";
    e_timeout_why(host: &str) => "{host} took the request and did not answer in time. It may be overloaded, or a proxy waits for a server that hangs.",
        "{host} 接受了请求，但没有及时响应。它可能过载，或代理正在等待无响应的服务器。";
    e_redirect => "The proxy answers with a redirect", "代理返回了重定向";
    e_redirect_why(host: &str) => "Probably to a sign-in page of {host}. Firetower follows no redirect, since a signed request must go nowhere else. Sign in there in another tab, then retry, or correct the address.",
        "可能是跳转到 {host} 的登录页。签名后的请求不能发往他处，因此不会跟随重定向。请在另一个标签页登录后重试，或更正地址。";
    e_html(status: u16) => "Got a web page instead of the API (HTTP {status})", "收到的是网页，不是接口响应（HTTP {status}）";
    e_html_why => "Check the proxy’s sign-in or its forwarding path; a gateway’s error page looks like this too.",
        "请检查代理登录或转发路径；网关的错误页也是这样。";
    e_not_there(status: u16) => "The server does not offer this call (HTTP {status})", "服务器没有提供此接口（HTTP {status}）";
    e_not_there_why => "It answered as to a path that it does not have. It probably needs the professional edition or the other form of the API.",
        "它的响应与不存在的路径相同。可能需要专业版，或接口版本不同。";
    e_not_there_write(status: u16) => "The write was answered as to an unknown path (HTTP {status})", "写入请求的响应与不存在的路径相同（HTTP {status}）";
    e_not_there_write_why => "A server, or a proxy before it, can answer so when something failed inside too.",
        "服务器或其前面的代理在内部出错时也可能这样响应。";
    e_exception(exception: &str) => "The server could not handle the request ({exception})", "服务器无法处理请求（{exception}）";
    e_exception_why => "Check types and ranges; read back before retrying.", "请检查参数类型和数值范围，重试前先读回。";
    e_http(status: u16) => "Unexpected answer (HTTP {status})", "意外的响应（HTTP {status}）";
    e_http_why => "Neither the IM server nor the gateway answers like this; look at the answer under Details, and at the proxy’s log.",
        "IM 服务器和网关都不会这样响应。请查看“详情”中的响应和代理日志。";
    e_empty => "Empty answer (HTTP 200)", "空响应（HTTP 200）";
    e_empty_why => "The API always answers with JSON, so something between here and the server swallowed the answer. Check the proxy.",
        "接口总会返回 JSON，说明途中有环节丢掉了响应内容。请检查代理。";
    e_not_json => "The answer is not JSON", "响应不是 JSON";
    e_not_json_why(detail: &str) => "Something on the way cut or changed it ({detail}). Look at the answer under Details.",
        "响应在途中被截断或修改（{detail}）。请查看“详情”中的响应。";
    e_wrong_type => "The answer has another shape than expected", "响应的结构与预期不同";
    e_wrong_type_why(detail: &str) => "Probably another version of the server ({detail}). Nothing is shown rather than something wrong; the answer is under Details.",
        "可能是服务器版本不同（{detail}）。为避免显示错误内容，这里不显示；响应见“详情”。";
    e_250 => "Too many calls (250)", "请求过于频繁（250）";
    e_250_why => "All clients of the admin port share one limit. Wait some seconds, then retry.",
        "所有管理端共用限额。请稍候几秒后重试。";
    e_251 => "The server found a parameter invalid (251)", "服务器认为参数无效（251）";
    e_251_why => "An empty value is refused, for instance. Correct it, then try again.", "例如空值会被拒绝。请更正后再试。";
    e_4 => "The server failed (4)", "服务器出错（4）";
    e_4_why => "Nothing was stored. The community server answers so to a text of more than 64 characters.",
        "没有保存任何内容。社区版服务器会对超过 64 个字符的文本这样响应。";
    e_code(code: i32) => "The server answered code {code}", "服务器返回错误码 {code}";
    e_code_why(msg: &str) => "It says: {msg}", "服务器说明：{msg}";
    e_no_secret => "No secret in this tab", "此标签页中没有密钥";
    e_no_secret_why => "Enter it once; the page goes on from here.", "输入一次后即可继续。";
    e_not_offered => "This server does not offer this", "此服务器不提供该功能";
    e_not_offered_why => "Both forms of the call were answered as an unknown path, so it was not sent again.",
        "两种接口形式都被当作未知路径，因此没有再次发送。";
    e_secret_unknown => "The server does not hand out this robot’s secret", "服务器没有返回此机器人的密钥";
    e_secret_unknown_why => "Nothing was sent. A write without the secret makes the server invent another one, and running bots fail to sign in. Rotate the secret on purpose to write this robot.",
        "没有发送任何内容。写入时不带密钥，服务器会自动生成新密钥，运行中的机器人将无法登录。如需写入，请明确选择更换密钥。";
    e_read_first => "Read the value before you write it", "请先读取再写入";
    e_read_first_why => "The form of the write follows from its read, and that was not answered yet.",
        "写入所用的接口形式取决于读取，而读取尚未得到响应。";

    e_gw_dns(upstream: &str) => "The gateway cannot find {upstream}’s host", "网关无法解析 {upstream} 的主机名";
    e_gw_connect(upstream: &str) => "The gateway cannot reach {upstream}", "网关无法连接 {upstream}";
    e_gw_timeout(upstream: &str) => "{upstream} did not answer the gateway in time", "{upstream} 未在限时内响应网关";
    e_gw_closed(upstream: &str) => "{upstream} closed the connection before its answer was whole", "{upstream} 在响应完整前关闭了连接";
    e_gw_not_http(upstream: &str) => "{upstream} does not speak HTTP", "{upstream} 的响应不是 HTTP";
    e_gw_too_large(upstream: &str) => "{upstream}’s answer is too large for the gateway", "{upstream} 的响应超过网关上限";
    e_gw_request => "The gateway did not accept the request", "网关没有接受该请求";
    e_gw_unknown => "The gateway has no such upstream", "网关没有这个上游";
    e_gw_host => "The gateway does not answer to this name", "网关不接受此主机名";
    e_gw_why_server(message: &str) => "{message} Check the address that the gateway was started with, and whether the IM server runs.",
        "{message} 请检查网关启动时指定的地址，以及 IM 服务器是否在运行。";
    e_gw_why_unknown(message: &str) => "{message} Compare the connection’s address with the gateway’s --upstream names.",
        "{message} 请将连接地址与网关的 --upstream 名称核对。";
    e_gw_why_host(message: &str) => "{message} Start the gateway with --allow-host and this name.",
        "{message} 请用 --allow-host 加上此名称启动网关。";

    e_unknown_outcome => "Outcome unknown: nothing came back that says whether it was written. Read back before you retry.",
        "结果未知：没有收到能说明是否已写入的响应。请先读回，再决定是否重试。";

    step_network => "network", "网络";
    step_browser => "browser", "浏览器";
    step_cors => "CORS", "跨域";
    step_proxy => "proxy", "代理";
    step_http => "HTTP", "HTTP";
    step_decoding => "decoding", "解析";
    step_server => "IM server", "IM 服务器";
    step_firetower => "Firetower", "Firetower";
    failed_at(step: &str) => "Failed at: {step}", "失败环节：{step}";
}
