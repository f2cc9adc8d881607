//! The connection check: its steps, what each came to, and what to change.

words! {
    nav_check => "Connection check", "连接诊断";
    ck_going(step: usize, of: usize) => "Step {step} of {of}…", "第 {step} 步，共 {of} 步…";
    ck_stopped(step: usize, of: usize, time: &str) => "Stopped at step {step} of {of} · {time}", "停在第 {step} 步，共 {of} 步 · {time}";
    ck_passed(of: usize, time: &str) => "All {of} steps passed · {time}", "{of} 步全部通过 · {time}";
    ck_warned(count: usize, time: &str) => "Passed, warnings: {count} · {time}", "已通过，警告 {count} 项 · {time}";
    ck_all_passed(of: usize) => "All {of} steps passed", "{of} 步全部通过";
    ck_passed_warned(count: usize) => "Passed, warnings: {count}", "已通过，警告 {count} 项";
    ck_cancelled => "Cancelled", "已取消";
    ck_start_over => "Start over", "重新诊断";
    ck_back => "Back to the page that failed", "返回出错的页面";
    ck_copy_report => "Copy report", "复制报告";
    ck_intro => "From this browser to a signed answer, step by step, up to the first that fails. It only reads: nothing on the server changes.",
        "从此浏览器到签名被接受，逐步检查，遇到第一个失败即停。只读取，不会更改服务器上的任何内容。";
    ck_last(verdict: &str, time: &str) => "Last check, {time}: {verdict}", "上次诊断（{time}）：{verdict}";
    ck_not_tried => "Not tried yet", "尚未执行";
    ck_trying_at(at: usize, of: usize) => "Asking {at} of {of}…", "正在询问第 {at} 个，共 {of} 个…";
    ck_trying => "Trying…", "正在检查…";
    ck_not_loaded => "The check did not load", "诊断功能未能加载";

    ck_step_address => "Address understood", "地址可识别";
    ck_step_mixed => "Mixed content", "混合内容";
    ck_step_policy => "This page’s policy", "本页安全策略";
    ck_step_reach => "Reachable", "可以连通";
    ck_step_cors => "Cross-origin", "跨域";
    ck_step_who => "Who answers", "由谁响应";
    ck_step_server => "IM server", "IM 服务器";
    ck_step_clock => "Proxy clock", "代理时钟";
    ck_step_signature => "Signature", "签名";
    ck_step_default => "Default secret", "默认密钥";
    ck_step_time => "Time check", "时间校验";
    ck_step_edition => "Edition", "版本";
    ck_step_operations => "Operations", "接口";

    ck_admin_port(address: &str) => "{address}: port 18080 is usually the admin port itself, which lets no page from another origin read its answers", "{address}：18080 通常就是管理端口本身，不允许其他来源的页面读取其响应";
    ck_both_https => "Page and address both use https", "页面和地址都使用 https";
    ck_same_origin => "Same origin as this page", "与本页同源";
    ck_page_http => "This page came over http, so nothing is mixed", "本页通过 http 打开，不存在混合内容";
    ck_loopback => "On this very computer, which an https page may call", "位于本机，https 页面可以访问";
    ck_policy_allows(origin: &str) => "connect-src lets this page call {origin}", "connect-src 允许本页访问 {origin}";
    ck_policy_own => "connect-src lets this page call its own origin", "connect-src 允许本页访问自身来源";
    ck_answered(who: &str, status: u16) => "{who} answered {status}", "{who} 返回 {status}";
    ck_answered_plain(status: u16) => "It answered {status}", "返回 {status}";
    ck_answered_unread => "It answers; what it says this page may not read yet", "有响应，但本页还不能读取其内容";
    ck_answered_redirect => "It answers with a redirect", "返回了重定向";
    ck_no_cors_needed => "Same origin, so no CORS is needed", "同源，无需跨域许可";
    ck_cors_allowed(origin: &str) => "{origin} and the four headers are allowed", "已允许 {origin} 和四个请求头";
    ck_cors_readable(origin: &str) => "{origin} may read the answer; the headers are not tried on what is no API", "{origin} 可以读取响应；因为不是接口响应，未检查请求头";
    ck_im_behind(who: &str) => "An API behind {who}, not a page of the proxy’s own", "{who} 之后的接口，而不是代理自己的页面";
    ck_im_itself => "An API, not a page of the proxy’s own", "接口响应，而不是代理自己的页面";
    ck_nodes(count: usize) => "GET /admin/health lists nodes: {count}; it needs no secret", "GET /admin/health 列出 {count} 个节点，无需密钥";
    ck_refuses(code: i32) => "It refuses an unsigned request with code {code}, as IM servers do", "以错误码 {code} 拒绝未签名的请求，符合 IM 服务器的行为";
    ck_clock_ahead(by: &str) => "{by} ahead of this browser. The IM server’s own clock is not known", "比此浏览器快 {by}。IM 服务器自身的时钟未知";
    ck_clock_behind(by: &str) => "{by} behind this browser. The IM server’s own clock is not known", "比此浏览器慢 {by}。IM 服务器自身的时钟未知";
    ck_clock_same => "In step with this browser. The IM server’s own clock is not known", "与此浏览器一致。IM 服务器自身的时钟未知";
    ck_clock_hidden => "Not shown to this page. The IM server’s own clock is not known", "未向本页提供。IM 服务器自身的时钟未知";
    ck_signed => "The server accepted it", "服务器已接受";
    ck_secret_own => "Not the one that every server ships with", "不是出厂默认密钥";
    ck_secret_shipped => "123456 is in use, which every server ships with: anyone who reaches the admin port can sign", "正在使用出厂默认密钥 123456：任何能访问管理端口的人都可以签名";
    ck_secret_shipped_fix => "Set another http.admin.secret_key in config/wildfirechat.conf and restart the server. This makes one:", "请在 config/wildfirechat.conf 中更换 http.admin.secret_key 并重启服务器。可用此命令生成：";
    ck_old_refused => "A signature that is 3 h old was refused", "3 小时前的签名被拒绝";
    ck_old_accepted => "A signature that is 30 days old was accepted: the check is off, and who saw one request can repeat it for ever", "30 天前的签名仍被接受：时间校验已关闭，任何见过一次请求的人都可以永久重放";
    ck_old_accepted_fix => "Turn it on in config/wildfirechat.conf and restart the server:", "请在 config/wildfirechat.conf 中开启并重启服务器：";
    ck_old_fast => "On: 30 days old was refused, 3 h old was not. This computer’s clock is at least 1 h ahead of the server’s", "已开启：30 天前的签名被拒绝，3 小时前的被接受。本机时钟至少比服务器快 1 小时";
    ck_old_unclear => "Not found out: the old signature was answered neither way", "未能确定：对旧签名的响应不明确";
    ck_correction_off(by: &str) => "The correction of {by} no longer fits: the server’s clock is elsewhere by more than a minute", "{by}的校正值已不合适：服务器时钟与之相差超过一分钟";
    ck_correction_needed(by: &str) => "The correction of {by} fits and is needed: without it the time is refused", "{by}的校正值正确且必要：不校正时会被拒绝";
    ck_correction_spare(by: &str) => "The correction of {by} fits, and this computer’s own time would be accepted as well", "{by}的校正值正确，但不校正时也会被接受";
    ck_correction_fits(by: &str) => "The correction of {by} fits", "{by}的校正值正确";
    ck_operations(answered: usize, of: usize, documented: usize, sdk: usize, missing: usize) => "{answered} of {of} answered: {documented} documented, {sdk} SDK; {missing} missing", "{of} 个接口中 {answered} 个有响应：文档形式 {documented} 个，SDK 形式 {sdk} 个，缺少 {missing} 个";
    ck_operations_unclear(count: usize) => "; not found out: {count}", "；未能确定 {count} 个";
    ck_operations_how => "Which operation answers how", "各接口的响应方式";
    ck_op_operation => "Operation", "接口";
    ck_op_form => "Form", "形式";
    ck_op_documented => "documented", "文档";
    ck_op_sdk => "SDK", "SDK";
    ck_op_missing => "not offered", "未提供";
    ck_op_unclear => "not found out", "未能确定";
    ck_op_write => "write, in the form of its read", "写入，形式随其读取";

    ck_evidence => "Evidence", "依据";
    ck_meaning => "Meaning", "含义";
    ck_fix => "Fix", "处理";
    ck_at(step: usize, name: &str) => "Step {step}, {name}.", "第 {step} 步：{name}。";
    ck_at_after(step: usize, name: &str, took: &str) => "Step {step}, {name}. It answered after {took}.", "第 {step} 步：{name}。用时 {took}。";
    ck_ev_blocked => "The browser gave this page no answer", "浏览器未给出任何响应";
    ck_ev_unread => "Answered, but not for this page to read", "有响应，但本页不能读取";
    ck_ev_nothing => "Nothing answered", "没有任何响应";
    ck_ev_redirect => "A redirect, which is not followed", "重定向（不会跟随）";
    ck_ev_redirect_blocked => "A redirect to where this page’s policy lets nothing go", "重定向到本页策略不允许访问的地址";
    ck_ev_timeout(seconds: u32) => "No answer within {seconds} s", "{seconds} 秒内没有响应";
    ck_ev_addresses(page: &str, asked: &str) => "Page {page}, address {asked}; nothing was sent", "页面 {page}，地址 {asked}；没有发送任何请求";
    ck_ev_policy(directive: &str, blocked: &str) => "The page’s policy blocked {blocked} by {directive}; nothing was sent", "本页策略的 {directive} 拦截了 {blocked}，未发送任何请求";
    ck_ev_permission(name: &str, state: &str) => "Permission {name}: {state}", "权限 {name}：{state}";
    ck_ev_offline => "The browser reports no network", "浏览器报告没有网络";
    ck_ev_no_body => "no body", "空响应";
    ck_how_no_cors => "without CORS", "不要求跨域许可";
    ck_how_headers(names: &str) => "with {names}, unsigned", "带 {names}，未签名";
    ck_how_signed => "signed", "已签名";
    ck_how_signed_old => "signed, backdated", "以较早的时间签名";

    ck_fix_nginx_same => "Forwarded by the nginx that serves this page, it needs no CORS:", "由提供本页的 nginx 转发，则无需跨域许可：";
    ck_fix_nginx_cors => "In nginx, for this very origin:", "在 nginx 中，针对当前来源：";
    ck_fix_gateway => "Or let Firetower’s own gateway serve this dashboard, and stand before the server:", "或由 Firetower 自带的网关提供此管理后台并转发到服务器：";
    ck_fix_nginx_there => "If nginx has this location already, let these lines take its place: it refuses the same one twice.", "如果 nginx 中已有此 location，请用这些行替换：重复的 location 会被拒绝。";
    ck_fix_then_address(address: &str) => "Then let the connection’s address be {address}.", "然后将连接地址改为 {address}。";
    ck_fix_preflight => "See what the browser asks first, and what comes back:", "查看浏览器的预检请求及其响应：";
    ck_fix_port => "On the IM server, see its admin port:", "在 IM 服务器上查看管理端口：";
    ck_fix_secret => "On the IM server, see which secret it was started with:", "在 IM 服务器上查看启动时的密钥：";
    ck_fix_secret_here => "Then enter it here. It signs in this browser and is never sent.", "然后在此输入。它只用于在此浏览器中签名，不会发送。";
    ck_fix_secret_hint => "Check for stray spaces. A secret changed in the file takes effect after a restart.", "注意首尾空格。修改文件后需重启服务器才会生效。";
    ck_retry_secret => "Retry with this secret", "用此密钥重试";
    ck_use_trimmed => "Use it without the spaces", "去掉空格后使用";
    ck_use_spaced => "Use it with the space", "加上空格后使用";
    ck_fix_clock => "Set this computer’s clock, or the server’s, then retry.", "请校准本机或服务器的时钟，然后重试。";
    ck_fix_clock_hand => "If the secret is right, the clock may be the cause. This server does not say which it is: compare the clocks by hand.",
        "如果密钥无误，原因可能是时钟。此服务器不说明是哪一种，请手动比对时钟。";
    ck_fix_direct => "From here, without Firetower in between:", "不经过 Firetower，直接从本机查看：";

    ck_x_address => "The browser cannot read this address", "浏览器无法识别此地址";
    ck_x_address_why => "No request can be made of it.", "无法用它发送请求。";
    ck_x_address_fix => "Paste the proxy’s address again, such as /im/main or https://proxy.example/im.", "请重新粘贴代理地址，如 /im/main 或 https://proxy.example/im。";
    ck_x_mixed => "An https page may not call an http address", "https 页面不能访问 http 地址";
    ck_x_mixed_why => "Browsers block it before anything is sent, whatever the proxy allows, but for an address in the local network that one has allowed. Firetower sends nothing there in either case.", "无论代理如何设置，浏览器都会在发送前拦截，除非地址位于已允许访问的本地网络。两种情况下 Firetower 都不会发送。";
    ck_x_mixed_fix => "Give the proxy https, or forward it from this page’s own host.", "请为代理启用 https，或由本页所在的主机转发。";
    ck_x_policy(origin: &str) => "This page’s own policy does not allow {origin}", "本页的安全策略不允许访问 {origin}";
    ck_x_policy_why(directive: &str) => "The dashboard is served with a Content-Security-Policy. Its {directive} names whom this page may call, and this origin is not among them. Nothing was sent.",
        "管理后台带有 Content-Security-Policy。其 {directive} 列出了本页可以访问的来源，不包含此来源。没有发送任何请求。";
    ck_x_policy_gateway => "Served by the gateway, start it with:", "由网关提供页面时，启动参数：";
    ck_x_policy_header => "Hosted otherwise, add it to this part of the header there:", "以其他方式托管时，在响应头的这一部分加入：";
    ck_x_offline => "This computer is offline", "本机已离线";
    ck_x_offline_why => "Nothing answered, and the browser reports no network.", "没有任何响应，浏览器报告没有网络。";
    ck_x_offline_fix => "Reconnect, then retry.", "请恢复网络后重试。";
    ck_x_unreachable(host: &str) => "Cannot reach {host}", "无法连接 {host}";
    ck_x_unreachable_why => "Neither a request with CORS nor one without got an answer. A browser does not say which of these it is: the name does not resolve, nothing listens at the port, a firewall drops it, it redirects to where nobody answers, or, with https, the certificate is not trusted or the port speaks plain http.",
        "带与不带跨域许可的请求都没有响应。浏览器不会说明原因：可能是主机名无法解析、端口没有监听、被防火墙丢弃，或重定向到无人响应的地址；使用 https 时，也可能证书不受信任，或端口只支持 http。";
    ck_x_unreachable_local(host: &str, state: &str) => "The browser’s permission for the local network stands at “{state}”: if {host} is in the local network, that alone would explain it.", "浏览器的本地网络权限为“{state}”：如果 {host} 位于本地网络，仅此一项就足以造成这种情况。";
    ck_x_unreachable_local_fix(host: &str) => "If {host} is in the local network, allow local network access for this site beside the address bar, then retry.", "如果 {host} 位于本地网络，请在地址栏旁的网站设置中允许访问本地网络，然后重试。";
    ck_x_unreachable_local_http => "A page that came over plain http from outside the local network is kept from it by the browser, and may not even ask.", "页面如果从局域网之外以 http 打开，浏览器会禁止它访问局域网，也不会询问。";
    ck_x_unreachable_local_http_fix => "If this page came from outside the network of the address, open it over https, or from inside.", "如果本页不是从该地址所在的网络打开，请改用 https 打开，或在该网络内打开。";
    ck_x_unreachable_fix => "Ask it from a terminal on this computer, which does say why:", "请在本机终端中执行，它会说明原因：";
    ck_x_scheme(host: &str, scheme: &str) => "Wrong scheme: {host} answers over {scheme}", "协议不对：{host} 使用 {scheme}";
    ck_x_scheme_why(given: &str, scheme: &str) => "Over {given} nothing sensible answers there; over {scheme} somebody does.", "以 {given} 访问得不到正常响应，以 {scheme} 访问则有响应。";
    ck_x_scheme_fix(scheme: &str) => "Let the address begin with {scheme}://.", "请将地址改为以 {scheme}:// 开头。";
    ck_x_scheme_upstream(scheme: &str) => "Let the proxy’s own target begin with {scheme}://.", "请将代理的目标地址改为以 {scheme}:// 开头。";
    ck_x_timeout(host: &str, seconds: u32) => "No answer from {host} within {seconds} s", "{host} 在 {seconds} 秒内没有响应";
    ck_x_timeout_why => "It takes the connection and does not answer, or a firewall swallows the packets.", "连接已建立但没有响应，或数据包被防火墙丢弃。";
    ck_x_gw_fix => "See the target that the gateway was started with, and whether the IM server runs there:", "请检查网关启动时指定的目标，以及 IM 服务器是否在那里运行：";
    ck_x_gw_why(message: &str) => "The gateway is there and says: {message}", "网关可以访问，它的说明是：{message}";
    ck_x_cors(host: &str) => "CORS: {host} does not let this page read its answers", "跨域：{host} 不允许本页读取响应";
    ck_x_cors_why(origin: &str) => "Somebody answers there, but not for {origin}. A browser does not say which of these it is: no Access-Control-Allow-Origin at all, one for another origin, a redirect to a sign-in page, or an error answer without the header, as a port of https gives to plain http.",
        "对方有响应，但未对 {origin} 开放。浏览器不会说明原因：可能没有 Access-Control-Allow-Origin、只允许了其他来源、被重定向到登录页，或错误响应没有带该响应头（例如以 http 访问 https 端口）。";
    ck_x_cors_tell => "This shows which; look for access-control-allow-origin and for location:", "用此命令区分，注意 access-control-allow-origin 和 location：";
    ck_x_admin_port(host: &str) => "CORS: {host} is probably the admin port itself", "跨域：{host} 可能就是管理端口本身";
    ck_x_admin_port_why => "The admin port sends no CORS header, so no page from another origin can read its answers. It needs a proxy before it.",
        "管理端口不发送跨域响应头，其他来源的页面无法读取其响应，必须在前面加一个代理。";
    ck_x_cors_headers(names: &str) => "CORS: the proxy does not allow the headers {names}", "跨域：代理未允许请求头 {names}";
    ck_x_cors_headers_why(origin: &str) => "It lets {origin} read, and its answer to OPTIONS allows some headers but not these, so the browser sends no signed request.",
        "它允许 {origin} 读取，但对 OPTIONS 的响应没有包含这些请求头，因此浏览器不会发送签名请求。";
    ck_x_cors_preflight => "CORS: the preflight (OPTIONS) is refused", "跨域：预检请求（OPTIONS）被拒绝";
    ck_x_cors_preflight_why(origin: &str) => "Without headers of its own {origin} may read; with any of content-type, nonce, timestamp and sign the browser asks first by OPTIONS, and that does not pass. A browser does not say which of these it is: OPTIONS answered with 405, an error or a redirect, or without Access-Control-Allow-Headers.",
        "不带自定义请求头时，{origin} 可以读取；只要带上 content-type、nonce、timestamp 或 sign，浏览器就会先发送 OPTIONS，而它没有通过。浏览器不会说明原因：可能是 OPTIONS 返回了 405、错误或重定向，也可能缺少 Access-Control-Allow-Headers。";
    ck_x_cors_errors => "CORS: some answers lack the header", "跨域：部分响应缺少响应头";
    ck_x_cors_errors_why(origin: &str) => "{origin} may read /admin/health, and not the answer to another call. With nginx, add_header without “always” leaves error answers out, or only one path has it; and where errors lack it, a preflight (OPTIONS) that is refused looks the same.",
        "{origin} 可以读取 /admin/health，但不能读取另一个接口的响应。nginx 的 add_header 不加 always 时不会作用于错误响应，也可能只在某个路径上设置；错误响应缺少该响应头时，预检请求（OPTIONS）被拒绝也是同样的表现。";
    ck_x_cors_errors_accepted => "The secret is right: another call that is signed with it was accepted.", "密钥正确：用它签名的另一个请求已被接受。";
    ck_x_redirect => "The proxy redirects, probably to a sign-in page", "代理返回重定向，可能是跳转到登录页";
    ck_x_redirect_why => "No call of the API follows a redirect, since a signed request must go nowhere but where it was sent.", "接口调用不会跟随重定向，因为签名后的请求不能发往他处。";
    ck_x_redirect_fix => "Sign in there in another tab, or take this path out of the proxy’s sign-in. See where it leads:", "请在另一个标签页登录，或让代理对此路径免登录。查看跳转目标：";
    ck_x_redirect_far_fix => "Take this path out of the proxy’s sign-in: to another origin Firetower sends no cookies, so signing in there changes nothing. See where it leads:", "请让代理对此路径免登录：Firetower 不会向其他来源发送 Cookie，在那里登录也无济于事。查看跳转目标：";
    ck_x_proxy_auth => "A proxy asks for a sign-in of its own (HTTP 401)", "代理要求另行登录（HTTP 401）";
    ck_x_proxy_auth_why => "An IM server has no sign-in of this kind, so what answered is not its API.", "IM 服务器没有这种登录，响应并非来自其接口。";
    ck_x_proxy_auth_fix => "Enter the proxy’s password where the browser asks for it, or take this path out of the proxy’s sign-in. In nginx:", "请在浏览器询问时输入代理的密码，或让代理对此路径免登录。nginx 中：";
    ck_x_proxy_auth_far_fix => "Take this path out of the proxy’s sign-in: to another origin Firetower sends no password of a proxy’s own. In nginx:", "请让代理对此路径免登录：Firetower 不会向其他来源发送代理的密码。nginx 中：";
    ck_x_forbidden => "Forbidden on the way (HTTP 403)", "途中被拒绝（HTTP 403）";
    ck_x_forbidden_why => "The IM server never answers 403, so a proxy or a firewall refuses this path or this computer.", "IM 服务器不会返回 403，应是代理或防火墙拒绝了此路径或本机。";
    ck_x_forbidden_fix => "Allow this path there, for this computer’s address in place of 192.0.2.10, and for nobody else. In nginx:", "请在那里放行此路径，且只放行本机：将 192.0.2.10 换成本机地址。nginx 中：";
    ck_x_own_page => "The dashboard’s own page answers, not the API", "响应的是管理后台自己的页面，不是接口";
    ck_x_own_page_why(path: &str) => "Nothing forwards {path} here, so the host gives Firetower’s page as to any other address.", "这里没有转发 {path}，因此主机返回了 Firetower 的页面。";
    ck_x_portal(status: u16) => "A web page answers instead of the API (HTTP {status})", "响应的是网页，不是接口（HTTP {status}）";
    ck_x_portal_why => "A portal, a sign-in page or another site stands at this address.", "此地址是一个门户、登录页或其他网站。";
    ck_x_portal_fix => "Sign in there in another tab, or forward the path to the IM server:", "请在另一个标签页登录，或将此路径转发到 IM 服务器：";
    ck_x_portal_far_fix => "Forward the path to the IM server, without a sign-in: to another origin Firetower sends no cookies.", "请将此路径转发到 IM 服务器并免登录：Firetower 不会向其他来源发送 Cookie。";
    ck_x_wrong_path(status: u16) => "Nothing at this path (HTTP {status})", "此路径下没有内容（HTTP {status}）";
    ck_x_wrong_path_why => "A web server answers, and it does not know the path. Either the connection’s address has the wrong path, or the proxy forwards another one.",
        "响应来自 Web 服务器，但它没有此路径。可能是连接地址的路径不对，也可能代理转发的是另一路径。";
    ck_x_wrong_path_fix(path: &str) => "What is asked for is {path}. Let the proxy forward it, slashes as here:", "请求的路径是 {path}。请让代理转发它，斜杠与此一致：";
    ck_x_template_fix(asked: &str, wanted: &str) => "What is asked for is {asked}, and the proxy is to ask {wanted} for it. How it makes the one of the other stands in its own configuration.", "请求的是 {asked}，代理应据此访问 {wanted}。如何转换由代理自身的配置决定。";
    ck_x_bad_gateway(status: u16) => "The proxy cannot reach the IM server (HTTP {status})", "代理无法连接 IM 服务器（HTTP {status}）";
    ck_x_bad_gateway_why => "The proxy is there; what it forwards to does not answer it. The server may be down, or the proxy’s target wrong.", "代理可以访问，但它转发的目标没有响应。可能服务器未运行，或代理的目标不对。";
    ck_x_bad_gateway_fix => "On the IM server, see whether it runs and at which port:", "在 IM 服务器上查看是否在运行及其端口：";
    ck_x_gw_upstream_fix => "Compare the connection’s address with the gateway’s --upstream names:", "请将连接地址与网关的 --upstream 名称核对：";
    ck_x_gw_host_fix => "Start the gateway with this name as well:", "请在网关启动参数中加入此名称：";
    ck_x_empty => "An empty answer (HTTP 200)", "空响应（HTTP 200）";
    ck_x_empty_why => "The API always answers with JSON, so something on the way swallowed it.", "接口总会返回 JSON，说明途中有环节丢掉了内容。";
    ck_x_odd(status: u16) => "Something else answers (HTTP {status})", "响应来自其他服务（HTTP {status}）";
    ck_x_odd_why => "Neither an IM server nor Firetower’s gateway answers like this.", "IM 服务器和 Firetower 网关都不会这样响应。";
    ck_x_not_im => "This is no IM server: it answers other JSON", "这不是 IM 服务器：返回的是其他 JSON";
    ck_x_not_im_why => "An API answers, and not the admin API of WildfireChat. The path or the port is probably another service’s.", "响应来自某个接口，但不是野火 IM 的管理接口。路径或端口可能属于其他服务。";
    ck_x_no_path(status: u16) => "No admin API at this path (HTTP {status})", "此路径下没有管理接口（HTTP {status}）";
    ck_x_no_path_why => "Every path was answered as one that does not exist. IM servers answer so where the path before /admin is wrong, or where the IM port was taken for the admin port.",
        "所有路径的响应都表示不存在。/admin 之前的路径不对，或把 IM 端口当作管理端口时，IM 服务器会这样响应。";
    ck_x_no_secret => "Enter the secret to go on", "请输入密钥以继续";
    ck_x_no_secret_why => "So far nothing needed it. From here on it signs what is asked.", "此前的步骤都不需要密钥，之后的请求需要用它签名。";
    ck_x_239 => "Headers lost (239): the signature did not arrive whole", "请求头丢失（239）：签名未完整到达";
    ck_x_239_why => "Firetower sent nonce, timestamp and sign; the server missed at least one. A proxy on the way drops it.", "Firetower 发送了 nonce、timestamp 和 sign，服务器至少缺少其中一个，应是途中的代理丢弃了。";
    ck_x_239_fix => "Let the proxy pass them on. In nginx, in this location:", "请让代理转发它们。nginx 中，在此 location 内：";
    ck_x_243 => "Clocks too far apart (243): the signature counts as expired", "时钟相差过大（243）：签名被视为过期";
    ck_x_243_why => "The secret was not even looked at. This computer’s clock is more than 2 h behind the server’s, or, where the server checks both ways, ahead of it.",
        "尚未核对密钥。本机时钟比服务器慢 2 小时以上；双向校验的服务器也会拒绝过快的时钟。";
    ck_x_244 => "Wrong secret (244): the server refused the signature", "密钥不正确（244）：服务器拒绝了签名";
    ck_x_244_why => "The request arrived complete and in time. Only the secret used here is not the one the server was started with.", "请求完整且及时到达，只是此处使用的密钥与服务器启动时的不同。";
    ck_x_401 => "Signature refused (HTTP 401): secret or clock", "签名被拒绝（HTTP 401）：密钥或时钟";
    ck_x_401_why => "Professional servers answer so to a wrong secret, to a clock more than 2 h off, and to headers lost on the way, without saying which.", "专业版服务器在密钥错误、时钟相差 2 小时以上或请求头丢失时都会这样响应，不说明是哪一种。";
    ck_x_spaces => "A secret with a stray space", "密钥首尾有多余的空格";
    ck_x_spaces_typed_why => "As typed the server refused it; without the space at its end or beginning the server accepts it.", "按输入的原样被拒绝，去掉首尾空格后被接受。";
    ck_x_spaces_server_why => "The server’s own secret ends with a space: it refused the one typed, and accepts it with a space behind. Its configuration file has that space at the end of the line.",
        "服务器自己的密钥以空格结尾：按输入的原样被拒绝，末尾加一个空格后被接受。其配置文件该行末尾有空格。";
    ck_x_spaces_server_fix => "Remove it there and restart the server, or use the secret with the space:", "请在那里删除空格并重启服务器，或使用带空格的密钥：";
    ck_x_half => "The proxy forwards health, and nothing else", "代理只转发了健康接口";
    ck_x_half_why => "/admin/health is answered, and the reading of setting 1 as a path that does not exist, in both of its forms.", "/admin/health 有响应，而读取设置 1 的两种形式都被当作不存在的路径。";
    ck_x_other_fix => "Look at the answer under Evidence, and at the log of what answered.", "请查看“依据”中的响应，以及响应方的日志。";

    ck_report(name: &str) => "Firetower connection check: {name}", "Firetower 连接诊断：{name}";
    ck_report_address(address: &str) => "Address: {address}", "地址：{address}";
    ck_report_page(origin: &str) => "Page: {origin}", "页面：{origin}";
    ck_report_time(time: &str) => "Time: {time}", "时间：{time}";
    ck_report_no_secret => "This report holds no secret and no signature.", "本报告不含密钥和签名。";
    ck_mark_passed => "passed", "通过";
    ck_mark_hint => "note", "提示";
    ck_mark_warned => "warning", "警告";
    ck_mark_failed => "FAILED", "失败";
}
