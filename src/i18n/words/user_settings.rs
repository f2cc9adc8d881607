//! Settings of one user: the question, the catalogue of scopes, the warnings, one setting.

words! {
    us_which => "Which setting", "查询哪个设置";
    us_which_why => "User settings are read one by one, by user, scope and key: the Admin API lists none. Reading changes nothing.",
        "用户设置按用户、类型（scope）和 key 逐个读取，接口不提供列表。读取不会改变任何内容。";
    us_which_other => "Change user, scope or key", "更换用户、类型或 key";
    us_user => "User", "用户";
    us_by_id => "By ID", "按 ID";
    us_by_name => "By login name", "按登录名";
    us_by_mobile => "By mobile", "按手机号";
    us_user_id => "User ID", "用户 ID";
    us_login_name => "Login name", "登录名";
    us_mobile => "Mobile number", "手机号";
    us_display_name => "Display name", "显示名";
    us_type => "Type", "类型";
    us_find => "Find user", "查找用户";
    us_finding => "Looking for the user…", "正在查找用户…";
    us_u_user => "User", "普通用户";
    us_u_robot => "Robot", "机器人";
    us_u_admin => "Administrator", "管理员";
    us_not_given => "not given", "未提供";
    us_copy_id => "Copy ID", "复制 ID";
    us_nobody_id(id: &str) => "Nobody has the ID {id} (253).", "没有 ID 为 {id} 的用户（253）。";
    us_nobody_name(name: &str) => "Nobody has the login name {name} (253).", "没有登录名为 {name} 的用户（253）。";
    us_nobody_mobile(mobile: &str) => "Nobody has the mobile number {mobile} (253).", "没有手机号为 {mobile} 的用户（253）。";
    us_nobody_still => "Settings under this ID can be read all the same: a server may keep those of a user who is gone.",
        "仍可读取此 ID 下的设置：服务器可能保留已删除用户的设置。";
    us_nobody_next => "The server compares the whole text, not a part of it; display names are not searched.", "服务器按完整内容匹配，不支持模糊查找，也不会查找显示名。";

    us_scope => "Scope number", "类型编号";
    us_scope_of => "scope", "类型";
    us_scope_hint => "1 to 28 are built in, 1000 and up your own.", "1–28 为内置类型，1000 及以上为自定义。";
    us_catalogue => "Scope", "类型";
    us_catalogue_none => "Choose a scope, or type its number", "选择类型，或填写编号";
    us_catalogue_own => "1000 and up · your own", "1000 及以上 · 自定义";
    us_key => "Key", "Key";
    us_k_free => "Exactly as it was written; the empty key is a key too.", "须与写入时完全一致，空 key 也是有效的 key。";
    us_k_conversation => "One setting per conversation: type-line-target, such as 1-0-g001 for group g001 on line 0.", "每个会话一个设置：类型-线路-目标，例如群 g001、线路 0 为 1-0-g001。";
    us_k_group => "One setting per group: the key is the group’s ID alone.", "每个群一个设置：key 就是群 ID。";
    us_w_conversation => "Not of the form type-line-target, in which clients write the keys of this scope.", "不符合客户端写入此类型时使用的“类型-线路-目标”格式。";
    us_w_group => "This is a conversation’s key; clients write the group’s ID alone in this scope.", "这是会话格式的 key，客户端在此类型下只写群 ID。";
    us_take_group(group: &str) => "Use {group}", "改用 {group}";
    us_build => "Build the key", "生成 key";
    us_build_type => "Type", "会话类型";
    us_build_line => "Line", "线路";
    us_build_target => "Target", "目标";
    us_read => "Read setting", "读取设置";
    us_read_hint => "Only reads. The address becomes a link to it.", "仅读取，地址栏即为该设置的链接。";
    us_e_user => "Say whose setting it is.", "请填写用户。";
    us_e_no_scope => "Choose a scope, or type its number.", "请选择类型，或填写编号。";
    us_e_scope => "A scope is a whole number from −2147483648 to 2147483647.", "类型是 −2147483648 到 2147483647 之间的整数。";
    us_e_line => "A line is a whole number, 0 and up.", "线路是 0 及以上的整数。";
    us_w_blanks => "Begins or ends with a space, and is sent exactly so.", "首尾有空格，将原样发送。";
    us_w_unseen => "Contains control or invisible characters, and is sent exactly so.", "包含控制字符或不可见字符，将原样发送。";

    us_looked => "Looked at", "最近查看";
    us_looked_none => "What you read is listed here, up to 50 settings.", "读取过的设置会列在这里，最多 50 个。";
    us_forget(title: &str) => "Forget in this browser: {title}", "从此浏览器移除：{title}";
    us_back => "Another setting", "查询其他设置";

    us_value => "Value", "值";
    us_length(count: usize) => "Length {count}", "{count} 个字符";
    us_no_key => "no key", "无 key";
    us_go_files => "This user’s files", "此用户的文件";
    us_go_robot => "This robot", "此机器人";
    us_go_pin => "This pin on the Pins page", "在会话置顶页查看";
    us_go_conversation => "Files of this conversation", "此会话的文件";
    us_none_title => "Not set", "未设置";
    us_none_why => "The server holds no value under this user, scope and key. It may say so as 253, as a result without a value, or as null; all mean the same, and none is an error. Writing sets it, and nothing deletes a setting afterwards.",
        "服务器在此用户、类型和 key 下没有值。服务器可能返回 253、不含 value 的结果或 null，含义相同，都不是错误。写入即会设置，之后无法删除。";
    us_set_empty => "Set it to the empty text", "设置为空值";
    us_nothing => "Nothing to write: the value is as on the server.", "没有需要写入的内容：与服务器一致。";
    us_e_untouched => "Type a value first.", "请先填写值。";
    us_e_knows => "Tick above that you know the format.", "请先在上方勾选确认格式。";
    us_e_knows_below => "To overwrite it, tick below that you know the format.", "要覆盖，请先在下方勾选确认格式。";
    us_read_back => "It is read back and compared before it counts as done. Nothing deletes a setting: going back means writing the old value again.",
        "写入后会读回比较，一致才算完成。设置无法删除，恢复就是再次写入旧值。";
    us_confirm_why(title: &str) => "This is a production server. {title} changes at once, on every device of this user.", "这是生产服务器。“{title}”会立即生效，并同步到该用户的所有设备。";
    us_w_value => "Published clients write 1 or 0 here and nothing else.", "已发布的客户端在此只写入 1 或 0。";
    us_w_value_blanks => "Begins or ends with white space, which counts.", "首尾有空白字符，会一并保存。";
    us_w_control => "Contains line breaks, control or invisible characters, shown as their code below.", "包含换行、控制字符或不可见字符，下方以编码显示。";
    us_w_return => "Contains U+000D. Once you edit it here, the browser sends line breaks as U+000A alone.", "包含 U+000D。在此编辑后，浏览器只会以 U+000A 发送换行。";

    us_danger => "Built-in scope: clients depend on its format", "内置类型：客户端依赖其格式";
    us_danger_why => "The setting is pushed to every device of this user at once. A value or key in a wrong format can break their app, even crash it whenever it starts, until it is put right.",
        "设置会立即同步到该用户的所有设备。值或 key 格式错误可能导致应用异常，甚至每次启动都崩溃，直到改正为止。";
    us_knows => "I know the format that clients expect here", "我清楚客户端要求的格式";
    us_w_own => "Your own: 1000 and up belong to your systems, and no published client reads them.", "自定义：1000 及以上由您的业务系统使用，已发布的客户端不会读取。";
    us_w_built_in => "Built in: WildfireChat’s clients and servers read it.", "内置类型：野火的客户端和服务器都会读取。";
    us_w_stack => "The protocol stack’s own: the vendor says not to use it directly.", "协议栈专用：厂商说明不能直接使用。";
    us_w_reserved => "Reserved: below 1000 and not in the vendor’s list, so a newer version may use it.", "系统保留：小于 1000 且不在厂商列表中，新版本可能会使用。";

    us_s_own => "Your own scope", "自定义类型";
    us_s_reserved => "Reserved scope", "保留类型";
    us_s_1 => "Conversation silent", "会话静音";
    us_s_2 => "Global silent", "全局静音";
    us_s_3 => "Conversation on top", "会话置顶";
    us_s_4 => "Hidden notification detail", "隐藏通知详情";
    us_s_5 => "Group hide nickname", "群组隐藏昵称";
    us_s_6 => "Favourite group", "收藏群组";
    us_s_7 => "Conversation sync", "会话阅读状态同步";
    us_s_8 => "My channel", "拥有的频道";
    us_s_9 => "Listened channel", "订阅的频道";
    us_s_10 => "PC online", "PC 在线状态";
    us_s_11 => "Conversation read", "会话已读状态";
    us_s_12 => "Web online", "Web 在线状态";
    us_s_13 => "Disable receipt", "禁止回执";
    us_s_14 => "Favourite user", "收藏用户";
    us_s_15 => "Mute when PC online", "PC 在线时静音";
    us_s_16 => "Lines read", "线路已读状态";
    us_s_17 => "No disturbing", "免打扰";
    us_s_18 => "Conversation clear message", "清空会话消息";
    us_s_19 => "Conversation draft", "会话草稿";
    us_s_20 => "Disable sync draft", "禁止草稿同步";
    us_s_21 => "Voip silent", "音视频通话静音";
    us_s_22 => "PTT reserved", "对讲保留";
    us_s_23 => "Custom state", "自定义状态";
    us_s_24 => "Disable secret chat", "禁止密聊";
    us_s_25 => "PTT silent", "对讲静音";
    us_s_26 => "Group remark", "群备注";
    us_s_27 => "Privacy searchable", "隐私：可被搜索";
    us_s_28 => "Add friend without verification", "加好友无需验证";
    us_f_none => "The vendor publishes no format for it. Read what a client wrote before you write, and keep to that.", "厂商没有公布其格式。写入前请先读取客户端写入的内容，并保持一致。";
    us_f_1 => "Known format: the key is type-line-target; 1 is silent, 0 is not. Clients take the key apart as numbers.", "已知格式：key 为“类型-线路-目标”；1 静音，0 不静音。客户端会把 key 拆成数字解析。";
    us_f_2 => "Known format: no key; 1 silences every conversation, 0 does not.", "已知格式：无 key；1 全部静音，0 不静音。";
    us_f_3 => "Known format: the key is type-line-target; 1 is pinned, 0 is not. Clients take key and value apart as numbers.", "已知格式：key 为“类型-线路-目标”；1 置顶，0 不置顶。客户端会把 key 和值按数字解析。";
    us_f_4 => "Known format: no key; 1 hides the message’s text in notifications, 0 shows it.", "已知格式：无 key；1 在通知中隐藏消息内容，0 显示。";
    us_f_5 => "Known format: the key is the group’s ID; the value is 1 or 0. Published clients differ on which of the two shows the names.", "已知格式：key 为群 ID；值为 1 或 0。不同客户端对哪个值表示显示昵称并不一致。";
    us_f_6 => "Known format: the key is the group’s ID; 1 is a favourite, 0 is not.", "已知格式：key 为群 ID；1 已收藏，0 未收藏。";
    us_f_7 => "Known format: the key is type-line-target; the value is a time in milliseconds. Clients take both apart as numbers.", "已知格式：key 为“类型-线路-目标”；值为毫秒时间。客户端会按数字解析两者。";
    us_f_8 => "Known format: the key is the channel’s ID; the server writes 1 when a channel is created.", "已知格式：key 为频道 ID；创建频道时由服务器写入 1。";
    us_f_10 => "Known format: the key is PC, and the server itself writes time|platform|client ID|device name, or nothing when the computer leaves.", "已知格式：key 为 PC，由服务器自行写入“时间|平台|客户端 ID|设备名”，电脑端离线时为空。";
}
