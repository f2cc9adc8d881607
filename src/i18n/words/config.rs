//! `config.json`: why it is refused, and what it took from the admin's hands.

words! {
    co_secret_title => "A secret stands in config.json", "config.json 中写有密钥";
    co_secret_why => "Whoever can open this page can read that file. Take the secret out, and change it where it is used: it has to be taken as known. Nothing was started.",
        "凡是能打开此页面的人都能读取该文件。请将密钥从文件中删除，并在使用它的地方更换密钥：应视其为已泄露。Firetower 未启动任何功能。";
    co_refused_title => "config.json is refused", "config.json 有误，已拒绝";
    co_refused_why => "Firetower does not start with half of its configuration: what the hoster meant to forbid might then be allowed. Mend the file beside index.html, then retry.",
        "Firetower 不会带着残缺的配置启动，否则部署者本想禁止的操作可能会被放行。请修正 index.html 旁的该文件，然后重试。";
    co_unread_title => "config.json could not be read", "无法读取 config.json";
    co_unreachable_why => "The server of this page gave no whole answer. The hoster’s rules may stand in that file, so Firetower does not start without it.",
        "此页面所在的服务器未返回完整应答。该文件中可能有部署者设定的规则，因此 Firetower 在读到它之前不会启动。";
    co_status_why(status: u16) => "The server of this page answered {status}. Where there is no such file it must answer 404; an empty one holds a pair of braces.",
        "此页面所在的服务器返回了 {status}。若没有该文件，服务器应返回 404；不需要任何配置时，文件内容可以只写一对花括号。";
    co_redirected_why => "The server of this page sends the browser elsewhere, perhaps to a login page. Reload the page to sign in there.",
        "此页面所在的服务器将请求重定向到了别处，可能是登录页。请重新加载页面并在那里登录。";
    co_line(line: u32) => "Line {line}", "第 {line} 行";
    co_where => "Where", "位置";
    co_key => "Key", "键";
    co_what => "What is wrong", "问题";
    co_is_secret => "This looks like a secret.", "这看起来是密钥。";

    co_too_large => "The file is larger than 256 KiB.", "文件超过 256 KiB。";
    co_s_value => "A value is expected here: a text between double quotes, a number, true, false, a list or an object.",
        "此处应为一个值：双引号中的文本、数字、true、false、列表或对象。";
    co_s_key => "A key between double quotes is expected here.", "此处应为双引号中的键名。";
    co_s_colon => "A colon is expected after the key.", "键名后应有冒号。";
    co_s_comma => "A comma or the closing bracket is expected here.", "此处应为逗号或右括号。";
    co_s_trailing => "There is a comma too many before this bracket.", "此括号前多了一个逗号。";
    co_s_comment => "JSON has no comments.", "JSON 不支持注释。";
    co_s_text => "This text lacks its closing quote, is broken over lines, or has an escape that does not exist.",
        "此文本缺少右引号、跨行，或含有不存在的转义。";
    co_s_more => "Something follows the end.", "文件结尾之后还有内容。";
    co_s_deep => "This is nested deeper than any key of the file.", "嵌套层数超过了该文件的任何键。";
    co_unknown => "There is no such key.", "没有这个键。";
    co_unknown_near(near: &str) => "There is no such key. Did you mean {near}?", "没有这个键。是否想写 {near}？";
    co_twice => "This key is there twice.", "此键重复出现。";
    co_missing(key: &str) => "{key} is missing.", "缺少 {key}。";
    co_object => "An object between braces is expected.", "应为花括号中的对象。";
    co_list => "A list between square brackets is expected.", "应为方括号中的列表。";
    co_flag => "true or false is expected, without quotes.", "应为 true 或 false，不加引号。";
    co_text(most: usize) => "A text of 1 to {most} characters in one line is expected.", "应为 1 到 {most} 个字符的单行文本。";
    co_one_of(choices: &str) => "One of these is expected: {choices}.", "应为以下之一：{choices}。";
    co_number(least: f64, most: f64) => "A number from {least} to {most} is expected.", "应为 {least} 到 {most} 之间的数字。";
    co_order_more => "critical must not be less than attention.", "critical 不得小于 attention。";
    co_order_less => "critical must not be more than attention.", "critical 不得大于 attention。";
    co_slug_taken(line: u32) => "The connection on line {line} has this slug already.", "第 {line} 行的连接已使用此 slug。";
    co_o_scheme => "An origin that begins with http:// or https:// is expected.", "应为以 http:// 或 https:// 开头的来源。";
    co_o_host => "A scheme, a host and at most a port are expected, without a wildcard.", "应只包含协议、主机和可选端口，不含通配符。";
    co_o_ipv6 => "A security policy cannot name an IPv6 address. Give the host a name.", "安全策略无法写入 IPv6 地址，请为主机起一个名字。";
    co_o_port => "A port is a number from 1 to 65535.", "端口应为 1 到 65535 的数字。";
    co_address => "An address begins with /, http:// or https://.", "地址应以 /、http:// 或 https:// 开头。";
    co_template(target: &str, raw: &str, path: &str) => "A template has one {target} or {raw}, at most one {path}, and no other braces.", "模板中须有且仅有一个 {target} 或 {raw}，{path} 最多一个，且不得有其他花括号。";
    co_target => "After the template and a space stands the server’s address, which begins with http:// or https://.", "模板后空一格写服务器地址，以 http:// 或 https:// 开头。";
    co_path => "A path has no empty part, no . or .., nothing after ? or #, and no /admin, which Firetower adds itself.",
        "路径中不得有空段、. 或 ..、? 或 # 之后的内容，也不得包含 /admin（由 Firetower 自行添加）。";

    cg_given => "given by the hoster", "由部署者提供";
    cg_view => "View", "查看";
    cg_why => "The hoster gives this connection in config.json. Its name, address and environment are changed there and nowhere else; its secret is yours.",
        "此连接由部署者在 config.json 中提供，名称、地址和环境只能在该文件中修改；密钥由您自行输入。";
    cg_hides => "This browser has a connection of its own by this name in links. It is kept, and shown again when the hoster gives none.",
        "此浏览器中有一个链接名称相同的自有连接。它会被保留，在部署者不再提供此连接后重新显示。";
    cg_note => "What the hoster gives can’t be edited or removed here.", "部署者提供的连接不能在此编辑或移除。";
    cg_all_read_only => "The hoster made every connection of this Firetower read-only.", "部署者已将此 Firetower 的所有连接设为只读。";
    cg_yes => "yes", "是";
    cg_no => "no", "否";
    cg_closed => "The hoster gives the connections of this Firetower; no others can be added.", "此 Firetower 的连接均由部署者提供，不能添加其他连接。";
    cg_closed_title => "No connection can be added", "不能添加连接";
    cg_none_title => "The hoster gives no connection", "部署者没有提供连接";
    cg_hidden(count: usize) => "{count} of this browser’s own are kept and not shown.", "此浏览器自有的 {count} 个连接已保留，但不显示。";
    cg_to_list => "To the connections", "前往连接列表";
}
