//! System settings: list, editor, conflict and receipt.

words! {
    ss_list => "Settings you know", "已知设置";
    ss_list_where => "in this browser", "保存在此浏览器";
    ss_open_other => "Open another ID…", "打开其他 ID…";
    ss_open_label => "Setting ID", "设置 ID";
    ss_open_go => "Open", "打开";
    ss_open_error => "A setting’s id is a whole number from −2147483648 to 2147483647.", "设置 ID 是 −2147483648 到 2147483647 之间的整数。";
    ss_forget(id: i32) => "Forget setting {id} in this browser", "从此浏览器移除设置 {id}";
    ss_group_size => "Largest group size", "最大群成员数";
    ss_number(id: i32) => "Setting {id}", "设置 {id}";
    ss_setting => "setting", "设置";
    ss_not_read => "not read yet", "尚未读取";
    ss_failed => "could not be read", "读取失败";
    ss_none => "No such setting", "没有此设置";
    ss_none_title(id: i32) => "Setting {id} is not set", "设置 {id} 未设置";
    ss_none_why => "The server answered 253: there is no such setting. That is a state, not an error. Writing creates it, and nothing deletes a setting afterwards.",
        "服务器返回 253，表示没有此设置，这不是错误。写入会创建它，之后无法删除。";
    ss_pick_title => "Choose a setting", "请选择设置";
    ss_pick_why => "System settings are read one by one, by number. Setting 1 is the largest group size; others belong to your own systems.",
        "系统设置按编号逐个读取。设置 1 是最大群成员数，其他由您的业务系统定义。";
    ss_value => "Value", "值";
    ss_desc => "Description", "描述";
    ss_length(now: usize, most: usize) => "{now} of {most} characters", "{now} / {most} 个字符";
    ss_group_size_hint => "Whole numbers only, 1 and up: the server takes anything else as no limit at all. It counts members who join; members added through the Admin API are not checked against it. The server’s default is 3000.",
        "只能填写 1 及以上的整数：其他内容会被服务器当作不限制。仅限制主动入群的成员，通过管理接口添加的成员不受限。默认值 3000。";
    ss_e_group_size => "Only a whole number from 1 to 2147483647: the server would take this as no limit at all.", "只能是 1 到 2147483647 的整数，否则服务器会当作不限制。";
    ss_e_empty => "The server refuses an empty value (251).", "服务器拒绝空值（251）。";
    ss_e_too_long => "The community server stores 64 characters at most and refuses more (code 4).", "社区版服务器最多保存 64 个字符，超出会被拒绝（4）。";
    ss_w_too_long => "More than 64 characters. The community server would refuse it; this one may hold more.", "超过 64 个字符。社区版会拒绝，此服务器或许可以保存。";
    ss_w_control => "Contains control or invisible characters, shown as their code below.", "包含控制字符或不可见字符，下方以编码显示。";
    ss_both_stored => "A write stores both fields; one that is left out is erased. It is read back and compared before it counts as done.",
        "写入会同时保存两个字段，缺少的会被清空。写入后会读回比较，一致才算完成。";
    ss_nothing => "Nothing to write: the fields are as on the server.", "没有需要写入的内容：与服务器一致。";
    ss_confirm_why(id: i32) => "This is a production server. Setting {id} changes for everyone at once.", "这是生产服务器。设置 {id} 会立即对所有人生效。";
    ss_confirm_why_named(id: i32, title: &str) => "This is a production server. Setting {id}, {title}, changes for everyone at once.", "这是生产服务器。设置 {id}（{title}）会立即对所有人生效。";
    ss_back => "Settings you know", "已知设置";
    ss_leave_draft => "draft", "草稿";
    ss_server => "This server", "此服务器";
    ss_customer => "Customer", "客户信息";
    ss_customer_missing => "not offered", "未提供";
    ss_customer_why => "Whom this server is licensed to, as it says itself. The Admin API cannot change it.", "此服务器的授权客户，由服务器自行提供，无法通过管理接口修改。";
    ss_customer_documented => "Answered as the vendor’s document has it: an ID and a name.", "按厂商文档的形式返回：ID 和名称。";
    ss_customer_sdk => "Answered as the vendor’s SDKs expect it: one text, without an ID.", "按厂商 SDK 的形式返回：一段文本，没有 ID。";
    ss_customer_text => "Text", "文本";
    ss_copy_name => "Copy", "复制";
    ss_copy_id => "Copy ID", "复制 ID";
    ss_customer_none => "Customer: not offered by this server", "客户信息：此服务器未提供";
    ss_customer_none_why(name: &str) => "{name} does not know /admin/customer, which only professional servers have. Nothing is broken.", "{name} 没有 /admin/customer，此接口仅专业版提供。没有任何故障。";
    ss_scan_open => "Find IDs that are set…", "查找已设置的 ID…";
    ss_scan => "Find IDs that are set", "查找已设置的 ID";
    ss_scan_reads => "only reads", "仅读取";
    ss_scan_why(known: usize) => "Reads every ID of a range and lists those that are set. At most 10 000 IDs at once, four at a time and no more than 250 a second, since everybody who uses the Admin API shares one limit of 10 000 calls in 10 s. What is found joins the settings you know, up to {known} of them. Requests keeps its last 500 only. The search goes on while you look at a setting, and ends when you leave this page.",
        "逐个读取范围内的 ID，列出已设置的。一次最多 10 000 个，同时 4 个、每秒不超过 250 个，因为所有管理端共用 10 秒 10 000 次的限额。找到的会加入已知设置，最多 {known} 个。请求记录只保留最近 500 条。查看其他设置时查找会继续，离开本页即结束。";
    ss_scan_from => "From ID", "起始 ID";
    ss_scan_to => "To ID", "结束 ID";
    ss_scan_count(count: u32) => "IDs to read: {count}", "将读取 {count} 个 ID";
    ss_scan_backwards => "The first ID is greater than the last.", "起始 ID 大于结束 ID。";
    ss_scan_too_many => "At most 10 000 IDs at once: choose a smaller range.", "一次最多 10 000 个 ID，请缩小范围。";
    ss_scan_start => "Start reading", "开始读取";
    ss_scan_id => "ID", "ID";
    ss_scan_found(count: usize) => "Set: {count}", "已设置：{count} 个";
    ss_scan_short(done: u32, count: u32) => "{done}/{count}", "{done}/{count}";
    ss_scan_done(done: u32, count: u32) => "{done} of {count} read", "已读取 {done} / {count}";
    ss_scan_going(rate: u32, left: u32, seconds: u32) => "{rate} a second, {left} left, about {seconds} s", "每秒 {rate} 个，剩余 {left} 个，约 {seconds} 秒";
    ss_scan_waits(seconds: u32) => "Too many calls (250), by all clients together: goes on by itself in {seconds} s", "请求过于频繁（250），所有管理端共用限额：{seconds} 秒后自动继续";
    ss_scan_cancelled(next: i32) => "Cancelled before ID {next}. What was found stays.", "已在 ID {next} 之前取消，已找到的结果保留。";
    ss_scan_stopped(next: i32) => "Stopped at ID {next}, which could not be read. What was found stays.", "读取 ID {next} 失败，已停止。已找到的结果保留。";
    ss_scan_ended(count: u32) => "The whole range was read: {count} IDs.", "整个范围已读取完毕，共 {count} 个 ID。";
    ss_scan_go_on(next: i32) => "Go on from {next}", "从 {next} 继续";
    ss_scan_none => "None of these IDs is set: the server answered 253 to each. That is a state, not an error.", "这些 ID 都未设置：服务器均返回 253，这不是错误。";
}
