//! What kinds of conversation there are.

words! {
    cv_single => "Single", "单聊";
    cv_group => "Group", "群组";
    cv_chatroom => "Chatroom", "聊天室";
    cv_channel => "Channel", "频道";
    cv_thing => "Thing", "物联网";
    cv_secret_chat => "Secret chat", "密聊";
    cv_kind(number: i32) => "Type {number}", "类型 {number}";
    cv_line(line: i32) => "line {line}", "线路 {line}";
}
