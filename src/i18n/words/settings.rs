//! System settings: list, editor, conflict and receipt.

words! {
    ss_list => "Settings you know", "已知设置";
    ss_list_where => "in this browser", "保存在此浏览器";
    ss_open_other => "Open another ID…", "打开其他 ID…";
    ss_open_label => "Setting ID", "设置 ID";
    ss_open_go => "Open", "打开";
    ss_open_error => "A setting’s id is a whole number from −2147483648 to 2147483647.", "设置 ID 是 −2147483648 到 2147483647 之间的整数。";
    ss_forget(id: i32) => "Forget setting {id} in this browser", "在此浏览器中忘记设置 {id}";
    ss_group_size => "Largest group size", "最大群成员数";
    ss_number(id: i32) => "Setting {id}", "设置 {id}";
    ss_setting => "setting", "设置";
    ss_not_read => "not read yet", "尚未读取";
    ss_failed => "could not be read", "读取失败";
    ss_none => "No such setting", "没有此设置";
    ss_none_title(id: i32) => "Setting {id} is not set", "设置 {id} 未设置";
    ss_none_why => "The server answered 253: there is no such setting. That is a state, not an error. Writing creates it, and nothing deletes a setting afterwards.",
        "服务器返回 253：没有此设置。这是一种状态而非错误。写入会创建它，之后无法删除。";
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
}
