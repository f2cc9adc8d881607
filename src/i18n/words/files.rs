//! File messages.

words! {
    fi_views => "Whose files", "查看方式";
    fi_conversation => "Conversation", "会话";
    fi_user => "User", "用户";
    fi_message => "Message UID", "消息 UID";
    fi_read_as => "Read as", "查看身份";
    fi_user_id => "User ID", "用户 ID";
    fi_type => "Type", "类型";
    fi_other_type => "Other…", "其他…";
    fi_type_number => "Type number", "类型编号";
    fi_target => "Target", "目标 ID";
    fi_target_hint => "A key type-line-target can be pasted here", "可粘贴 type-line-target 形式的会话键";
    fi_line => "Line", "线路";
    fi_from => "From", "起始时间";
    fi_from_sdk => "This server takes the form of the SDKs, which pages by offset and knows no time to begin with.",
        "此服务器使用 SDK 形式的接口，按偏移分页，不支持起始时间。";
    fi_order => "Order", "顺序";
    fi_newest_first => "Newest first", "最新在前";
    fi_oldest_first => "Oldest first", "最旧在前";
    fi_show => "Show files", "查看文件";
    fi_show_one => "Show file", "查看文件";
    fi_uid_wrong => "A message UID is a whole number of up to 19 digits.", "消息 UID 是最多 19 位的整数。";

    fi_filter => "Filter of these rows", "筛选当前行";
    fi_name => "Name", "名称";
    fi_any => "any", "不限";
    fi_least => "Size from", "大小从";
    fi_most => "Size to", "大小至";
    fi_size_hint => "e.g. 10 MiB", "例如 10 MiB";
    fi_size_wrong => "A size is a number of bytes, or with a unit: 500 KiB, 10 MiB, 1.5 GiB.", "大小可为字节数，或带单位：500 KiB、10 MiB、1.5 GiB。";
    fi_since => "Sent from", "发送时间从";
    fi_until => "Sent to", "发送时间至";
    fi_clear => "Clear the filter", "清除筛选";
    fi_image => "Image", "图片";
    fi_audio => "Audio", "音频";
    fi_video => "Video", "视频";
    fi_document => "Document", "文档";
    fi_archive => "Archive", "压缩包";
    fi_other => "Other", "其他";

    fi_find => "Find…", "查找…";
    fi_find_on => "Find on further pages", "在后续页中查找";
    fi_find_next => "Find the next one", "查找下一个";
    fi_find_unsaid => "Say what to find: a part of the name, a type, a size or a time. Find then goes on reading pages until a row matches.",
        "请先填写查找条件：名称的一部分、类型、大小或时间。随后将逐页读取，直到有一行符合条件。";
    fi_matching(matching: usize, rows: usize) => "{matching} of these {rows} rows match. Filter and sort look through these rows only.",
        "当前 {rows} 行中有 {matching} 行符合条件。筛选和排序仅针对当前行。";
    fi_finding(files: &str, pages: &str, rate: &str) => "Looked at so far: files {files}, pages {pages}, {rate} files/s", "已检查 {pages} 页共 {files} 个文件，每秒 {rate} 个";
    fi_finding_rest => "How many are left is not known: the server tells no total.", "剩余数量未知：服务器不提供总数。";
    fi_reached(time: &str) => "up to {time}", "已到 {time}";
    fi_stopped(files: &str, pages: &str) => "Stopped. Looked at: files {files}, pages {pages}; none matches.", "已停止：检查了 {pages} 页共 {files} 个文件，均不符合条件。";
    fi_go_on => "Go on", "继续查找";
    fi_show_stopped => "Show where it stopped", "查看停止处";
    fi_found(files: &str) => "Found. Files looked at: {files}.", "已找到，共检查 {files} 个文件。";
    fi_not_found(files: &str) => "The end of the list was reached, and nothing matches. Files looked at from here on: {files}.", "已到列表末尾，没有符合条件的文件。从此处起共检查 {files} 个文件。";
    fi_none_match(rows: usize) => "None of the loaded rows ({rows}) matches the filter.", "已加载的 {rows} 行均不符合筛选条件。";

    fi_table => "Files", "文件";
    fi_size => "Size", "大小";
    fi_sender => "Sender", "发送者";
    fi_sent => "Sent", "发送时间";
    fi_downloads => "Downloads", "下载次数";
    fi_uid => "Message UID", "消息 UID";
    fi_exact(bytes: &str) => "{bytes} bytes", "{bytes} 字节";
    fi_no_name => "no name", "无名称";
    fi_no_uid => "no UID", "无 UID";
    fi_derived => "derived", "推算";
    fi_derived_why => "The server gave no time; this one is derived from the message UID.", "服务器未提供时间，此时间由消息 UID 推算。";
    fi_not_given => "not given", "未提供";
    fi_copy_uid(uid: &str) => "Copy message UID {uid}", "复制消息 UID {uid}";
    fi_copy_sender(id: &str) => "Copy user ID {id}", "复制用户 ID {id}";
    fi_copied => "Copied", "已复制";

    fi_nothing => "Nothing loaded", "尚未读取";
    fi_range(from: usize, to: usize) => "Files {from} to {to}", "第 {from} 至 {to} 个文件";
    fi_count(count: usize) => "Files on this page: {count}", "本页 {count} 个文件";
    fi_rows => "Rows", "每页行数";
    fi_newest => "Newest", "最新";
    fi_oldest => "Oldest", "最旧";
    fi_newer => "Newer", "较新";
    fi_older => "Older", "较旧";
    fi_pages => "Pages of the list", "列表分页";
    fi_first_page => "This is the first page.", "这是第一页。";
    fi_last_page => "This is the last page.", "这是最后一页。";
    fi_scope(rows: usize) => "Filter and sort look through these {rows} rows only.", "筛选和排序仅针对当前 {rows} 行。";
    fi_crowded(time: &str) => "More may have been sent at {time} than is shown: the server gives no more of one millisecond at once.",
        "{time} 这一毫秒内的文件可能多于所显示的：服务器一次无法返回该毫秒内的全部文件。";
    fi_crowded_more(count: usize, time: &str) => "More may have been sent than is shown in {count} milliseconds, the last of them {time}: the server gives no more of one at once.",
        "有 {count} 个毫秒内的文件可能多于所显示的，最近一个是 {time}：服务器一次无法返回同一毫秒内的全部文件。";
    fi_gave_up => "There may be more: the server answered every further position with files that were already shown.",
        "可能还有更多文件：对后续每个位置，服务器都返回了已显示的文件。";
    fi_export_csv(rows: usize) => "Export {rows} rows as CSV", "导出 {rows} 行为 CSV";
    fi_export_json(rows: usize) => "Export {rows} rows as JSON", "导出 {rows} 行为 JSON";
    fi_keys => "↑ ↓ Enter opens, Esc closes, C copies the UID.", "↑ ↓ 选择，Enter 打开，Esc 关闭，C 复制 UID。";

    fi_pick_title => "Whose files?", "查看哪些文件？";
    fi_pick_conversation => "Name the user as whom to read, and the conversation: its type, its target and its line. A key such as 1-0-g001 can be pasted into the target.",
        "请填写查看身份和会话（类型、目标 ID、线路）。也可将 1-0-g001 这样的会话键粘贴到目标 ID 中。";
    fi_pick_user => "Name a user, and the files that this user sent are listed.", "请填写用户 ID，将列出此用户发送的文件。";
    fi_pick_message => "Name a message by its UID, and the file that it carries is shown.", "请填写消息 UID，将显示该消息携带的文件。";
    fi_empty_user(user: &str) => "{user} has sent no files", "{user} 没有发送过文件";
    fi_empty_conversation(user: &str, conversation: &str) => "{user} sees no files in {conversation}", "{user} 在 {conversation} 中看不到文件";
    fi_empty_why(took: &str) => "The server answered in {took} with an empty list. Images, videos, voice and documents sent as messages would appear here.",
        "服务器在 {took} 内返回了空列表。以消息发送的图片、视频、语音和文档会显示在这里。";
    fi_empty_from(time: &str) => "Asked from {time} on.", "查询起始时间：{time}。";
    fi_empty_253(took: &str) => "The server answered 253 in {took}: there is no such user or conversation, or it holds no files.",
        "服务器在 {took} 内返回 253：用户或会话不存在，或其中没有文件。";
    fi_without_from => "Ask without a time to begin with", "不限起始时间";
    fi_line_0 => "Look at line 0", "查看线路 0";
    fi_try_conversation => "Look at a conversation instead", "改为查看会话";
    fi_try_user(user: &str) => "All files that {user} sent", "{user} 发送的全部文件";
    fi_try_first => "Go to the first page", "前往第一页";

    fi_panel => "File", "文件详情";
    fi_previous => "Previous file", "上一个文件";
    fi_next => "Next file", "下一个文件";
    fi_no_uid_title => "A file without a UID", "没有 UID 的文件";
    fi_not_here_title(uid: &str) => "Message {uid} is not on this page", "消息 {uid} 不在此页";
    fi_not_here_why => "The link names a message that is not among these rows. More files may have come since, or it was deleted.",
        "链接中的消息不在当前行中。可能已有新文件到达，或该消息已被删除。";
    fi_not_here_go => "Show this message", "查看此消息";
    fi_none_title(uid: &str) => "No file is known for message {uid}", "没有找到消息 {uid} 的文件";
    fi_none_why => "The server answered 253: there is no such message, or it carries no file. Compare all digits; numbers copied from a spreadsheet or a script often lose the last ones.",
        "服务器返回 253：消息不存在，或不携带文件。请核对全部数字；从电子表格或脚本中复制的数字常会丢失末尾几位。";
}
