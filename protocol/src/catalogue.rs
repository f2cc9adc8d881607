//! Every call of the vendor's published pages, for a console: what it does, whether it only reads, what to begin with.
//!
//! The pages' own list is `golden/endpoints.json`; `tests/catalogue.rs` holds this one to it. The last four are not on
//! those pages: the SDKs send them, and the community server answers them.

use crate::endpoint::Method;

/// A call as a template.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Entry {
    pub method: Method,
    pub path: &'static str,
    pub english: &'static str,
    pub chinese: &'static str,
    /// Nothing changes by it. Where that is in doubt, the call counts as a write: getting a token makes one, and
    /// checking an application's code uses it up.
    pub reads: bool,
    /// The answer holds a secret or a token of somebody.
    pub hands_out_keys: bool,
    /// The community server has it; professional servers have all.
    pub in_community: bool,
    /// JSON with all fields that the call must have and names of nobody, or empty where it takes no body. As it stands
    /// it reaches nobody.
    pub body: &'static str,
}

/// The first entry of a path. Some paths have several, which differ in words and body alone.
#[must_use]
pub fn find(path: &str) -> Option<&'static Entry> {
    CATALOGUE.iter().find(|entry| entry.path == path)
}

macro_rules! catalogue {
    ($($kind:ident $edition:ident $path:literal $english:literal $chinese:literal $body:literal)*) => {
        /// In the order of the vendor's pages.
        pub static CATALOGUE: &[Entry] = &[$(Entry {
            method: catalogue!(@method $kind),
            path: concat!("/admin/", $path),
            english: $english,
            chinese: $chinese,
            reads: catalogue!(@reads $kind),
            hands_out_keys: catalogue!(@keys $kind),
            in_community: catalogue!(@community $edition),
            body: $body,
        }),*];
    };
    (@method get) => { Method::Get };
    (@method $other:ident) => { Method::Post };
    (@reads get) => { true };
    (@reads read) => { true };
    (@reads read_keys) => { true };
    (@reads write) => { false };
    (@reads write_keys) => { false };
    (@keys read_keys) => { true };
    (@keys write_keys) => { true };
    (@keys $other:ident) => { false };
    (@community both) => { true };
    (@community closed) => { false };
}

catalogue! {
    write_keys both "channel/create" "Create a channel" "创建频道"
        r#"{"owner":"","name":""}"#
    write both "channel/destroy" "Destroy a channel" "销毁频道"
        r#"{"channelId":""}"#
    read_keys closed "channel/get_info" "Read a channel" "读取频道信息"
        r#"{"channelId":""}"#
    write both "channel/subscribe" "Subscribe a user to a channel" "让用户订阅频道"
        r#"{"channelId":"","userId":"","state":1}"#
    write both "channel/subscribe" "Unsubscribe a user from a channel" "取消用户对频道的订阅"
        r#"{"channelId":"","userId":"","state":0}"#
    read both "channel/is_subscribed" "Is a user subscribed to a channel?" "查询用户是否订阅了频道"
        r#"{"channelId":"","userId":""}"#

    write both "chatroom/create" "Create or replace a chatroom" "创建或更新聊天室"
        r#"{"chatroomId":"","title":""}"#
    read both "chatroom/info" "Read a chatroom" "读取聊天室信息"
        r#"{"chatroomId":""}"#
    write both "chatroom/del" "Destroy a chatroom" "销毁聊天室"
        r#"{"chatroomId":""}"#
    write closed "chatroom/set_black_status" "Mute or ban a user in a chatroom, or lift it" "在聊天室禁言、封禁用户或解除"
        r#"{"chatroomId":"","userId":"","status":0,"expiredTime":0}"#
    read closed "chatroom/get_black_status" "Users muted or banned in a chatroom" "聊天室的禁言与封禁名单"
        r#"{"chatroomId":""}"#
    write closed "chatroom/set_manager" "Make a user manager of a chatroom, or undo it" "设置或取消聊天室管理员"
        r#"{"chatroomId":"","userId":"","status":0}"#
    read closed "chatroom/get_manager_list" "Managers of a chatroom" "聊天室的管理员名单"
        r#"{"chatroomId":""}"#
    write closed "chatroom/mute_all" "Mute everybody in a chatroom, or lift it" "开启或关闭聊天室全员禁言"
        r#"{"chatroomId":"","status":0}"#
    read both "chatroom/members" "Members of a chatroom" "聊天室的成员"
        r#"{"chatroomId":""}"#
    read both "chatroom/user_chatroom" "The chatroom that a user is in" "用户所在的聊天室"
        r#"{"userId":""}"#

    write closed "conference/create" "Create a conference" "创建会议"
        r#"{"roomId":"","description":"","pin":""}"#
    write closed "conference/destroy" "Destroy a conference" "销毁会议"
        r#"{"roomId":"","advance":false}"#
    read closed "conference/list" "All conferences" "会议列表" ""
    read closed "conference/list_participant" "Participants of a conference" "会议的参与者"
        r#"{"roomId":"","advance":false}"#
    read closed "conference/exist" "Does a conference exist?" "查询会议是否存在"
        r#"{"roomId":""}"#
    write closed "conference/recording" "Start or stop recording a conference" "开启或停止会议录制"
        r#"{"roomId":"","advance":false,"recording":false}"#
    write closed "conference/rtp_forward" "Forward a conference's RTP" "转发会议的 RTP 流"
        r#"{"roomId":"","publisherId":"","host":"","audioPort":0,"audioPt":0,"audioSSRC":0,"videoPort":0,"videoPt":0,"videoSSRC":0}"#
    write closed "conference/stop_rtp_forward" "Stop forwarding RTP" "停止转发 RTP 流"
        r#"{"roomId":"","publisherId":"","streamId":0}"#
    read closed "conference/list_rtp_forward" "RTP forwarders of a conference" "会议的 RTP 转发列表"
        r#"{"roomId":""}"#

    write closed "user/put_setting" "Write a user setting" "写入用户设置"
        r#"{"userId":"","scope":1000,"key":"","value":""}"#
    read closed "user/get_setting" "Read a user setting" "读取用户设置"
        r#"{"userId":"","scope":1000,"key":""}"#
    read closed "get_setting" "Read a system setting" "读取系统设置"
        r#"{"id":1}"#
    write closed "modify_setting" "Write a system setting" "写入系统设置"
        r#"{"id":0,"value":"","desc":""}"#
    read closed "file/conversation_files" "Files of a conversation" "会话的文件"
        r#"{"userId":"","conversation":{"type":0,"target":"","line":0},"count":20,"order":0}"#
    read closed "file/user_files" "Files of a user" "用户的文件"
        r#"{"userId":"","offset":0,"desc":true,"count":20}"#
    read closed "file/get" "One file by its message UID" "按消息 UID 读取文件"
        r#"{"messageUid":0}"#
    write closed "conversation/top" "Pin or unpin a conversation" "置顶会话或取消置顶"
        r#"{"userId":"","conversation":{"type":0,"target":"","line":0},"top":0}"#
    read closed "conversation/is_top" "Is a conversation pinned?" "查询会话是否置顶"
        r#"{"userId":"","conversation":{"type":0,"target":"","line":0}}"#
    read closed "healthcheck" "Health of the server" "服务健康状态" ""
    read closed "customer" "Whom the server is licensed to" "服务授权的客户" ""

    write both "group/create" "Create a group" "创建群组"
        r#"{"operator":"","group":{"group_info":{"name":"","owner":"","type":2},"members":[]}}"#
    write both "group/del" "Destroy a group" "销毁群组"
        r#"{"operator":"","group_id":""}"#
    read both "group/get_info" "Read a group" "读取群组信息"
        r#"{"groupId":""}"#
    read closed "group/batch_infos" "Read several groups" "批量读取群组信息"
        r#"{"groupIds":[]}"#
    write both "group/transfer" "Give a group to another owner" "转让群组"
        r#"{"operator":"","group_id":"","new_owner":""}"#
    write both "group/modify" "Change one property of a group" "修改群组的一项信息"
        r#"{"operator":"","group_id":"","type":0,"value":""}"#
    read both "group/member/list" "Members of a group" "群组的成员"
        r#"{"groupId":""}"#
    read both "group/member/get" "One member of a group" "群组的一个成员"
        r#"{"groupId":"","memberId":""}"#
    write both "group/member/add" "Add members to a group" "添加群成员"
        r#"{"operator":"","group_id":"","members":[]}"#
    write both "group/member/del" "Remove members from a group" "移除群成员"
        r#"{"operator":"","group_id":"","members":[]}"#
    write both "group/member/quit" "Leave a group" "退出群组"
        r#"{"operator":"","group_id":""}"#
    write both "group/member/set_alias" "Set a member's name in a group" "设置群成员的群昵称"
        r#"{"operator":"","group_id":"","memberId":"","alias":""}"#
    write both "group/member/set_extra" "Set a member's extra data" "设置群成员的附加信息"
        r#"{"operator":"","group_id":"","memberId":"","extra":""}"#
    write both "group/manager/set" "Make members managers, or undo it" "设置或取消群管理员"
        r#"{"operator":"","group_id":"","members":[],"is_manager":false}"#
    write closed "group/manager/allow" "Let members speak while the group is muted, or undo it" "设置或取消群白名单成员"
        r#"{"operator":"","group_id":"","members":[],"is_manager":false}"#
    read both "group/of_user" "Groups of a user; slow" "用户的群组（较慢）"
        r#"{"userId":""}"#
    read both "group/common_group" "Groups that two users share; slow" "两个用户的共同群组（较慢）"
        r#"{"first":"","second":""}"#
    read both "group/of_user_by_type" "Groups of a user, by kind of membership" "按成员类型读取用户的群组"
        r#"{"userId":"","groupMemberType":[]}"#
    write closed "group/manager/mute" "Mute members of a group, or lift it" "禁言群成员或解除"
        r#"{"operator":"","group_id":"","members":[],"is_manager":false}"#
    write closed "user/put_setting" "Write a user's remark on a group" "写入用户的群备注"
        r#"{"userId":"","scope":26,"key":"","value":""}"#
    read closed "user/get_setting" "Read a user's remark on a group" "读取用户的群备注"
        r#"{"userId":"","scope":26,"key":""}"#
    write closed "user/put_setting" "Make a group a user's favourite, or undo it" "收藏群组或取消收藏"
        r#"{"userId":"","scope":6,"key":"","value":""}"#
    read closed "user/get_setting" "Is a group a user's favourite?" "查询用户是否收藏了群组"
        r#"{"userId":"","scope":6,"key":""}"#

    write closed "domain/create" "Create a domain of the mesh" "创建网状网络的域"
        r#"{"domainId":"","name":""}"#
    read closed "user/batch_get_infos" "Read several users" "批量读取用户信息"
        r#"{"list":[]}"#
    write both "friend/send_request" "Send a friend request" "发送好友请求"
        r#"{"userId":"","friendUid":"","reason":""}"#
    write both "message/send" "Send a message over the mesh" "发送网状网络消息"
        r#"{"sender":"","conv":{"type":0,"target":"","line":0},"payload":{"type":1,"searchableContent":""},"meshMessage":true}"#
    write closed "mesh/group_sync" "Synchronise a group of the mesh" "同步网状网络的群组"
        r#"{"group_info":{"target_id":"","name":"","owner":"","type":2},"members":[]}"#
    write closed "conference/user_request" "Pass on a user's conference request" "处理用户的会议请求"
        r#"{"clientID":"","fromUser":"","request":"","sessionId":0,"roomId":""}"#

    write both "message/send" "Send a message" "发送消息"
        r#"{"sender":"","conv":{"type":0,"target":"","line":0},"payload":{"type":1,"searchableContent":""}}"#
    write closed "message/update" "Replace a message's content" "更新消息内容"
        r#"{"operator":"","messageUid":0,"payload":{"type":1,"searchableContent":""},"distribute":0}"#
    write both "message/recall" "Recall a message" "撤回消息"
        r#"{"operator":"","messageUid":0}"#
    write both "message/multicast" "Send a message to many users" "组播消息"
        r#"{"sender":"","targets":[],"line":0,"payload":{"type":1,"searchableContent":""}}"#
    write both "message/broadcast" "Send a message to everybody" "广播消息"
        r#"{"sender":"","line":0,"payload":{"type":1,"searchableContent":""}}"#
    write closed "message/delete" "Delete a message" "删除消息"
        r#"{"messageUid":0}"#
    write closed "message/clear_by_user" "Clear a user's messages in a conversation" "清除用户在会话中的消息"
        r#"{"userId":"","conversation":{"type":0,"target":"","line":0},"startTime":0,"endTime":0}"#
    write closed "conversation/delete" "Delete a user's conversation" "删除用户的会话"
        r#"{"userId":"","conversation":{"type":0,"target":"","line":0}}"#
    read both "message/get_one" "Read one message" "读取单条消息"
        r#"{"messageUid":0}"#
    write closed "message/recall_broadcast" "Recall a broadcast" "撤回广播消息"
        r#"{"operator":"","messageUid":0}"#
    write both "message/recall_multicast" "Recall a multicast" "撤回组播消息"
        r#"{"operator":"","messageUid":0,"receivers":[]}"#
    write closed "message/delete_broadcast" "Delete a broadcast" "删除广播消息"
        r#"{"operator":"","messageUid":0}"#
    write closed "message/delete_multicast" "Delete a multicast" "删除组播消息"
        r#"{"operator":"","messageUid":0,"receivers":[]}"#
    read closed "message/conv_read" "How far a user has read a conversation" "用户在会话中的已读时间"
        r#"{"userId":"","type":0,"target":"","line":0}"#
    read closed "message/delivery" "How far messages were delivered to a user" "消息投递给用户的时间"
        r#"{"userId":""}"#
    write closed "message/import" "Import old messages, before the server is in use" "导入历史消息（仅限正式使用前）"
        r#"{"messages":[{"sender":"","conversation":{"type":0,"target":"","line":0},"payload":{"type":1,"searchableContent":""},"timestamp":0}]}"#

    write closed "moments/feed/post" "Post to a user's moments" "发布朋友圈动态"
        r#"{"sender":"","text":"","medias":[{"type":0,"url":""}]}"#

    write both "sensitive/add" "Add sensitive words" "添加敏感词"
        r#"{"words":[]}"#
    write both "sensitive/del" "Remove sensitive words" "删除敏感词"
        r#"{"words":[]}"#
    read both "sensitive/query" "All sensitive words" "敏感词列表"
        r#"{"words":[]}"#

    write_keys both "user/get_token" "Make a sign-in token of a user" "生成用户的登录 token"
        r#"{"userId":"","clientId":"","platform":0}"#
    write both "user/create" "Create or replace a user" "创建或更新用户"
        r#"{"userId":"","name":"","displayName":""}"#
    write_keys both "robot/create" "Create or replace a robot; without its secret, that changes" "创建或更新机器人（不带密钥会更换密钥）"
        r#"{"userId":"","name":"","displayName":"","owner":"","secret":"","callback":""}"#
    write both "user/update" "Change some fields of a user" "更新用户的部分信息"
        r#"{"flag":0,"userInfo":{"userId":""}}"#
    read both "user/get_info" "Read a user by id; or by name or mobile" "按 ID、登录名或手机号读取用户"
        r#"{"userId":""}"#
    read both "user/get_info_by_email" "Find users by email" "按邮箱查找用户"
        r#"{"email":""}"#
    read both "user/all" "All users, by page" "所有用户（分页）"
        r#"{"count":20,"offset":0}"#
    read closed "user/batch_get_infos" "Read several users" "批量读取用户信息"
        r#"{"list":[]}"#
    write both "user/update_block_status" "Mute or forbid a user, or lift it" "禁言、封禁用户或解除"
        r#"{"userId":"","status":0}"#
    read both "user/check_block_status" "Is a user muted or forbidden?" "查询用户的禁言与封禁状态"
        r#"{"userId":""}"#
    read both "user/get_blocked_list" "Users muted or forbidden" "禁言与封禁用户列表" ""
    read both "user/onlinestatus" "Is a user online?" "查询用户在线状态"
        r#"{"userId":""}"#
    write both "user/kickoff_client" "Sign a user out, on one client or on all" "强制用户下线（一个或全部客户端）"
        r#"{"first":"","second":""}"#
    read_keys both "user/get_robot_info" "Read a robot, secret included" "读取机器人信息（含密钥）"
        r#"{"robotId":""}"#
    read_keys closed "user/get_all_robots" "All robots, by page, secrets included" "所有机器人（分页，含密钥）"
        r#"{"count":20,"offset":0}"#
    write both "user/destroy" "Destroy a user or robot" "销毁用户或机器人"
        r#"{"userId":""}"#
    write both "user/app_get_user_info" "Check an application's code and learn its user" "验证应用授权码并读取用户"
        r#"{"authCode":""}"#
    write_keys closed "device/create_or_update" "Create or replace a device" "创建或更新设备"
        r#"{"deviceId":"","owners":[]}"#
    read_keys closed "device/get" "Read a device, secret included" "读取设备信息（含密钥）"
        r#"{"deviceId":""}"#
    read_keys closed "device/user_devices" "Devices of a user, secrets included" "用户的设备（含密钥）"
        r#"{"userId":""}"#
    read both "user/online_count" "How many users are online" "在线用户数量" ""
    read both "user/online_list" "Users online on a node" "节点的在线用户"
        r#"{"nodeId":1,"offset":0,"count":20}"#
    read_keys both "user/session_list" "Sessions of a user, push tokens included" "用户的会话（含推送 token）"
        r#"{"userId":""}"#

    write both "friend/status" "Make two users friends, or strangers" "设置两个用户的好友关系"
        r#"{"userId":"","friendUid":"","status":0}"#
    read both "friend/list" "Friends of a user" "用户的好友"
        r#"{"userId":""}"#
    write both "blacklist/status" "Put a user on another's blacklist, or take off" "加入或移出黑名单"
        r#"{"userId":"","targetUid":"","status":1}"#
    write both "friend/set_alias" "Set a user's name for a friend" "设置好友备注"
        r#"{"operator":"","targetId":"","alias":""}"#
    write both "friend/set_extra" "Set extra data of a friend" "设置好友附加信息"
        r#"{"operator":"","targetId":"","extra":""}"#
    write both "friend/send_request" "Send a friend request" "发送好友请求"
        r#"{"userId":"","friendUid":"","reason":""}"#

    read both "system/get_setting" "Read a system setting, as the SDKs do" "读取系统设置（SDK 方式）"
        r#"{"id":1}"#
    write both "system/put_setting" "Write a system setting, as the SDKs do" "写入系统设置（SDK 方式）"
        r#"{"id":0,"value":"","desc":""}"#
    read closed "file/message_file" "One file by its message UID, as the SDKs do" "按消息 UID 读取文件（SDK 方式）"
        r#"{"value":0}"#
    get both "health" "Load, memory and disk of each node" "各节点的负载、内存与磁盘" ""
}
