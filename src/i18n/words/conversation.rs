//! What kinds of conversation there are.

words! {
    cv_single => "Single", "单聊";
    cv_group => "Group", "群组";
    cv_chatroom => "Chatroom", "聊天室";
    cv_channel => "Channel", "频道";
    cv_thing => "Thing", "物联网";
    cv_secret_chat => "Secret chat", "密聊";
    cv_e_user => "Enter the user’s ID.", "请输入用户 ID。";
    cv_e_kind => "A type is a whole number from 0 to 2147483647.", "类型是 0 到 2147483647 之间的整数。";
    cv_e_target => "Enter the target: the ID of the group, the other user, the chatroom or the channel.", "请输入目标 ID：群组、对方用户、聊天室或频道的 ID。";
    cv_e_line => "A line is a whole number from 0 to 2147483647, usually 0.", "线路是 0 到 2147483647 之间的整数，通常为 0。";
    cv_kind(number: i32) => "Type {number}", "类型 {number}";
    cv_line(line: i32) => "line {line}", "线路 {line}";
}
