//! The journal of what was written.

words! {
    cg_about(count: usize) => "{count} written from this browser", "此浏览器共写入 {count} 次";
    cg_about_here(count: usize) => "{count}, in this tab only", "{count} 条，仅限此标签页";
    cg_kept => "Kept in this browser, without secrets", "保存在此浏览器中，不含密钥";
    cg_only_here => "The browser does not keep this list: it refuses its database, or has no room left. What is written from this tab is listed until the tab closes.",
        "浏览器没有保存此列表：它拒绝使用数据库，或空间不足。此标签页的写入会一直列出，直到标签页关闭。";
    cg_filter => "Which changes", "筛选变更";
    cg_all(count: usize) => "All {count}", "全部 {count}";
    cg_verified(count: usize) => "Verified {count}", "已核实 {count}";
    cg_unknown(count: usize) => "Nobody knows {count}", "结果未知 {count}";
    cg_failed(count: usize) => "Not as meant {count}", "未如愿 {count}";
    cg_accepted(count: usize) => "Not verifiable {count}", "无法核实 {count}";
    cg_kind => "What was changed", "变更对象";
    cg_kind_any => "Everything", "全部对象";
    cg_kind_system => "System settings", "系统设置";
    cg_kind_user => "User settings", "用户设置";
    cg_kind_pin => "Pins", "会话置顶";
    cg_kind_robot => "Robots", "机器人";
    cg_kind_console => "API console", "接口调试";
    cg_text => "Find in changes", "在变更中查找";
    cg_text_hint => "ID, value, connection…", "ID、值、连接…";
    cg_table => "Changes, newest first", "变更，最新在前";
    cg_col_when => "When", "时间";
    cg_col_connection => "Connection", "连接";
    cg_col_operation => "Operation", "操作";
    cg_col_target => "Target", "对象";
    cg_col_before => "Before", "写入前";
    cg_col_after => "After", "写入后";
    cg_col_outcome => "Outcome", "结果";
    cg_op_system => "Write setting", "写入系统设置";
    cg_op_user => "Write user setting", "写入用户设置";
    cg_op_pin => "Pin", "置顶";
    cg_op_unpin => "Unpin", "取消置顶";
    cg_op_robot => "Write robot", "修改机器人";
    cg_op_robot_new => "Create robot", "创建机器人";
    cg_op_console => "Console call", "接口调试调用";
    cg_undo_of(operation: &str) => "Undo: {operation}", "撤销：{operation}";
    cg_pinned => "pinned", "已置顶";
    cg_not_pinned => "not pinned", "未置顶";
    cg_more_fields(count: usize) => "+{count} more", "另 {count} 项";
    cg_o_writing => "Writing…", "正在写入…";
    cg_o_sent => "Nobody knows", "无人知晓";
    cg_o_refused => "Refused", "被拒绝";
    cg_o_accepted => "Accepted", "已接受";
    cg_w_writing => "This tab still waits for the answer.", "此标签页仍在等待响应。";
    cg_w_sent => "It was sent, and no end was noted: its tab was closed or reloaded before an answer came, or another tab still waits for one.",
        "请求已发送，但没有记录结果：标签页在收到响应前被关闭或刷新，或另一个标签页仍在等待。";
    cg_w_verified => "The server held what was written when it was read back.", "读回时服务器上即为写入的内容。";
    cg_w_differs => "The server accepted the write and held something else when it was read back.", "服务器接受了写入，但读回时内容不同。";
    cg_w_not_written => "The answer was lost, and the server still held what it had held before.", "响应丢失，服务器上仍是写入前的内容。";
    cg_w_unverified => "The server accepted the write, and reading it back failed.", "服务器接受了写入，但读回失败。";
    cg_w_unknown => "Neither the write nor the reading after it got an answer.", "写入和读回都没有得到响应。";
    cg_w_refused => "It was refused, and nothing was written.", "写入被拒绝，没有写入任何内容。";
    cg_w_accepted => "The server accepted the call. What it did cannot be read back here.", "服务器接受了调用。其效果无法在这里读回。";
    cg_came_back => "Came back", "读回的内容";
    cg_iso => "Copy as ISO 8601", "复制为 ISO 8601";
    cg_address_then => "Address then", "当时的地址";
    cg_address_other(address: &str) => "Today it is {address}.", "现在是 {address}。";
    cg_name_other(name: &str) => "Called {name} today.", "现在名为 {name}。";
    cg_elsewhere => "at another address than today’s", "与现在的地址不同";
    cg_go_to => "Open its page", "打开所在页面";
    cg_rotated => "The secret was to be replaced too. Secrets are not kept, so neither is shown.", "同时要更换密钥。密钥不保存，因此都不显示。";
    cg_again => "Write it again", "重新写入";
    cg_needs_secret => "This needs the connection’s secret, which a reload forgets.", "此操作需要连接的密钥，刷新后密钥即被清除。";
    cg_enter_secret => "Enter the secret…", "输入密钥…";
    cg_first_read_back => "Nobody knows what it came to. Read back first; undo or another try is offered after that.", "结果尚不清楚。请先读回，之后才能撤销或重试。";
    cg_n_console => "The API console sent it, and nobody knows how to read it back: it cannot be undone here.", "由接口调试发送，无法读回，因此不能在这里撤销。";
    cg_n_address => "It was written at another address than this connection has today, which may be another server. So it is not undone from here.",
        "写入时连接的地址与现在不同，可能是另一台服务器，因此不能从这里撤销。";
    cg_n_not_there => "It was not there before, and nothing in the API deletes it: this cannot be undone.", "写入前不存在，而接口没有删除操作：不能撤销。";
    cg_n_secret_gone => "Only the secret was replaced, and a replaced secret does not come back: this cannot be undone.", "只更换了密钥，被替换的密钥无法恢复：不能撤销。";
    cg_n_secret_not_kept => "It would replace the secret, and secrets are not kept. Do it again on the robot’s page.", "此操作会更换密钥，而密钥不保存。请在机器人页面重新操作。";
    cg_n_secret_cannot_tell => "Only a secret tells whether it was written, and secrets are not kept. Compare the robot’s secret on its page.",
        "只有密钥能说明是否已写入，而密钥不保存。请在机器人页面核对密钥。";
    cg_n_nothing => "The server held the same before and after: there is nothing to undo.", "写入前后服务器内容相同：无可撤销。";
    cg_detail => "Change detail", "变更详情";
    cg_gone_title => "This change is not in this browser", "此浏览器中没有这条变更";
    cg_gone_why => "Changes are kept in the browser that made them, and it may have been forgotten since.", "变更保存在发起它的浏览器中，也可能已被清除。";
    cg_empty_title => "Nothing was changed from this browser yet", "此浏览器尚未做过变更";
    cg_empty_why => "Each write to this connection’s server is listed here: when, what it was before and after, and how it ended. It stays in this browser, without secrets, and can be undone where the API has a way back.",
        "对此连接服务器的每次写入都会列在这里：时间、写入前后的内容和结果。记录保存在此浏览器中，不含密钥；接口允许时可以撤销。";
    cg_empty_go => "Open the system settings", "打开系统设置";
    cg_none_match => "None of the changes kept matches these filters.", "没有符合筛选条件的变更。";
    cg_shown(shown: usize, all: usize) => "{shown} of {all} shown", "显示 {shown} / {all} 条";
    cg_more(count: usize) => "Show {count} more", "再显示 {count} 条";
    cg_export_csv => "Export CSV", "导出 CSV";
    cg_export_json => "Export JSON", "导出 JSON";
    cg_export_what => "Exports hold what the filters let through, without secrets.", "导出内容为筛选结果，不含密钥。";
    cg_forget => "Forget all…", "全部清除…";
    cg_forget_title(name: &str) => "Forget the changes of {name}?", "清除 {name} 的变更记录？";
    cg_forget_why(count: usize) => "{count} entries go from this browser for good, with their Undo. The server is not touched.", "将从此浏览器永久删除 {count} 条记录，也无法再撤销。服务器不受影响。";
    cg_forget_do => "Forget them", "清除";
    cg_forget_failed => "The browser did not forget what it keeps. Read again shows what is left.", "浏览器未能清除所保存的内容。重新读取可查看剩余记录。";
}
