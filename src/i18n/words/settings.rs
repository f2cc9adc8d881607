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
    ss_change_on(name: &str) => "What will change on {name}", "{name} 上将发生的变化";
    ss_col_field => "Field", "字段";
    ss_col_server(time: &str) => "On the server, {time}", "服务器上，{time}";
    ss_col_server_short => "On the server", "服务器上";
    ss_col_after => "After this write", "写入后";
    ss_col_read(time: &str) => "You read, {time}", "您读到的，{time}";
    ss_col_read_short => "You read", "您读到的";
    ss_col_want => "You want", "您想要的";
    ss_same_sent => "the same, sent again", "不变，一并发送";
    ss_same => "the same", "不变";
    ss_not_set => "not set", "未设置";
    ss_empty => "empty", "空";
    ss_both_stored => "A write stores both fields; one that is left out is erased. It is read back and compared before it counts as done.",
        "写入会同时保存两个字段，缺少的会被清空。写入后会读回比较，一致才算完成。";
    ss_write_to(name: &str) => "Write to {name}", "写入 {name}";
    ss_write_to_ask(name: &str) => "Write to {name}…", "写入 {name}…";
    ss_discard => "Discard", "放弃修改";
    ss_discard_draft => "Discard my draft", "放弃我的草稿";
    ss_draft_kept => "Draft kept in this browser", "草稿保留在此浏览器";
    ss_your_draft_kept => "Your draft is kept", "已保留您的草稿";
    ss_nothing => "Nothing to write: the fields are as on the server.", "没有需要写入的内容：与服务器一致。";
    ss_writing => "Writing…", "正在写入…";
    ss_confirm_title(name: &str) => "Write to {name}?", "写入 {name}？";
    ss_confirm_why(id: i32) => "This is a production server. Setting {id} changes for everyone at once.", "这是生产服务器。设置 {id} 会立即对所有人生效。";
    ss_confirm_why_named(id: i32, title: &str) => "This is a production server. Setting {id}, {title}, changes for everyone at once.", "这是生产服务器。设置 {id}（{title}）会立即对所有人生效。";
    ss_confirm_do(name: &str) => "Write to {name}", "写入 {name}";
    ss_conflict_title => "Someone else changed this setting", "此设置已被他人修改";
    ss_conflict_why(seen: &str, found: &str) => "You started from {seen}; the server now holds {found}. Nothing was written.", "您基于 {seen} 修改，服务器现在是 {found}。没有写入任何内容。";
    ss_conflict_three => "Three versions", "三个版本";
    ss_conflict_who => "The server does not say who changed it. It was not this tab.", "服务器不提供修改者信息。不是此标签页所改。";
    ss_conflict_take(found: &str) => "Start again from {found}", "从 {found} 重新开始";
    ss_conflict_overwrite(found: &str, wanted: &str) => "Overwrite {found} with {wanted}…", "用 {wanted} 覆盖 {found}…";
    ss_verified => "Verified", "已核实";
    ss_verified_why => "the server holds what you wrote", "服务器上即为您写入的内容";
    ss_verified_lost => "the answer to the write was lost, and the server holds what you wrote", "写入的响应丢失，但服务器上即为您写入的内容";
    ss_differs => "Not what was written", "与写入内容不符";
    ss_differs_why => "The server accepted the write and holds something else. Your draft is kept.", "服务器接受了写入，但保存的内容不同。已保留您的草稿。";
    ss_not_written => "Not written", "未写入";
    ss_not_written_why => "The answer was lost, and the server still holds the old value. Your draft is kept; you can write again.", "响应丢失，服务器仍是旧值。已保留您的草稿，可再次写入。";
    ss_unknown => "Outcome unknown", "结果未知";
    ss_unknown_why => "Neither the write nor the reading after it got an answer. Read back before you write again; your draft is kept.", "写入和读回都没有得到响应。请先读回再决定是否重写；已保留您的草稿。";
    ss_unverified => "Written, not verified", "已写入，未核实";
    ss_unverified_why => "The server accepted the write, but reading it back failed. Read back to be sure.", "服务器接受了写入，但读回失败。请再次读回确认。";
    ss_refused_why => "Nothing was written. Your draft is kept.", "没有写入。已保留您的草稿。";
    ss_read_back => "Read back", "读回";
    ss_step_read => "Read", "读取";
    ss_step_wrote => "Wrote", "写入";
    ss_step_read_back => "Read back", "读回";
    ss_step_failed => "failed", "失败";
    ss_undo_to(value: &str) => "Undo, back to {value}", "撤销，恢复为 {value}";
    ss_undo_none => "There was no setting before, and nothing deletes one: this cannot be undone.", "之前没有此设置，且无法删除：不能撤销。";
    ss_copy_receipt => "Copy receipt", "复制回执";
    ss_back => "Settings you know", "已知设置";
    ss_leave_draft => "draft", "草稿";
}
