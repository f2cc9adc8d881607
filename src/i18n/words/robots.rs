//! Robots.

words! {
    rb_list => "Robots", "机器人";
    rb_new => "New robot…", "新建机器人…";
    rb_no_name => "no name", "无名称";
    rb_about(count: usize, time: &str) => "{count} loaded, read {time}", "已加载 {count} 个，读取于 {time}";
    rb_about_all(count: usize, time: &str) => "{count} robots, read {time}", "共 {count} 个机器人，读取于 {time}";
    rb_filter(count: usize) => "Filter these {count}", "筛选这 {count} 个";
    rb_filter_page(count: usize) => "Looks only at the {count} robots of this page.", "仅筛选本页的 {count} 个机器人。";
    rb_filter_loaded(count: usize) => "Looks only at the {count} robots read so far.", "仅筛选已读取的 {count} 个机器人。";
    rb_filter_all(count: usize) => "Looks at all {count} robots.", "筛选全部 {count} 个机器人。";
    rb_filter_whole => "Read all, then filter", "读取全部后筛选";
    rb_none_match => "None of these has it in its name or ID.", "名称和 ID 中都没有这段文字。";
    rb_none_page(page: u32) => "The server has no robots on page {page}.", "第 {page} 页没有机器人。";
    rb_first_page => "To the first page", "回到第一页";
    rb_none_yet => "No robots so far.", "尚未读到机器人。";
    rb_empty => "No robots here", "没有机器人";
    rb_empty_why => "The server answered with an empty list. Robots that are created on it appear here.", "服务器返回了空列表。在此服务器上创建的机器人会显示在这里。";
    rb_progress(read: usize, rate: u32) => "{read} robots read, {rate} a second", "已读取 {read} 个机器人，每秒 {rate} 个";
    rb_progress_users(read: usize, found: usize, rate: u32) => "{read} users read, {found} robots among them, {rate} a second", "已读取 {read} 个用户，其中 {found} 个机器人，每秒 {rate} 个";
    rb_range(from: usize, to: usize) => "{from} to {to}, others follow", "第 {from}–{to} 个，后面还有";
    rb_range_of(from: usize, to: usize, of: usize) => "{from} to {to} of {of}", "第 {from}–{to} 个，共 {of} 个";
    rb_range_so_far(from: usize, to: usize, of: usize) => "{from} to {to} of {of} so far", "第 {from}–{to} 个，已读到 {of} 个";
    rb_range_stopped(from: usize, to: usize, of: usize) => "{from} to {to} of {of}; stopped before the end", "第 {from}–{to} 个，已读 {of} 个，未读完";
    rb_found(count: usize, of: usize) => "{count} of the {of} on this page", "本页 {of} 个中的 {count} 个";
    rb_previous => "Previous page", "上一页";
    rb_next => "Next page", "下一页";
    rb_go_on => "Go on reading", "继续读取";
    rb_among_users => "This server has no list of robots (/admin/user/get_all_robots is professional). They are picked out of all users, built-in ones too.",
        "此服务器没有机器人列表接口（/admin/user/get_all_robots 需要专业版），因此从全部用户中挑出机器人，包括内置机器人。";
    rb_open_label => "Robot ID", "机器人 ID";
    rb_pick => "Choose a robot", "请选择机器人";
    rb_pick_why => "A robot is a user that a program speaks for. Open one to change it, to rotate its secret or to check why it does not answer; any ID can be opened below the list.",
        "机器人是由程序代为收发消息的用户。打开一个即可修改、更换密钥，或检查它为何没有响应；列表下方可打开任意 ID。";
    rb_nobody(id: &str) => "There is no robot {id}", "没有机器人 {id}";
    rb_nobody_why => "The server answered 253 to /admin/user/get_robot_info. That is a state, not an error.", "服务器对 /admin/user/get_robot_info 返回 253，表示没有这个机器人，这不是错误。";
    rb_nobody_free => "No user has this ID either.", "也没有用户使用此 ID。";
    rb_nobody_unknown => "Whether a user has this ID could not be found out.", "无法查明是否有用户使用此 ID。";
    rb_new_with_id => "New robot with this ID…", "以此 ID 新建机器人…";
    rb_is_user => "A user has this ID, and it is not a robot. Creating a robot under it would replace that user.", "此 ID 属于一个普通用户。以此 ID 创建机器人会替换该用户。";
    rb_is_built_in => "The server lists it as a robot of its own and keeps nothing of one under this ID: no owner, no secret, no callback. There is nothing to change here.",
        "服务器将其列为内置机器人，但没有所有者、密钥和回调等资料，因此没有可修改的内容。";
    rb_type => "Type", "类型";

    rb_name => "Name", "用户名";
    rb_display_name => "Display name", "显示名称";
    rb_callback => "Callback", "回调地址";
    rb_secret => "Secret", "密钥";
    rb_owner => "Owner", "所有者";
    rb_mobile => "Mobile", "手机号";
    rb_extra => "Extra", "附加信息 extra";
    rb_portrait => "Portrait", "头像";
    rb_gender => "Gender", "性别";
    rb_email => "Email", "邮箱";
    rb_address => "Address", "地址";
    rb_company => "Company", "公司";
    rb_social => "Social", "社交账号";
    rb_robot_extra => "Robot extra", "机器人附加信息 robotExtra";
    rb_more => "Portrait, gender, email, address, company, social, robotExtra", "头像、性别、邮箱、地址、公司、社交账号、robotExtra";
    rb_filled(count: usize) => "{count} filled", "已填 {count} 项";
    rb_was(value: &str) => "was {value}", "原为 {value}";
    rb_was_empty => "was empty", "原为空";
    rb_fields_changed(count: usize) => "{count} changed", "改动 {count} 项";
    rb_copy => "Copy", "复制";
    rb_copy_id => "Copy ID", "复制 ID";
    rb_callback_erased => "This write erases the callback: the server then sends the bot no more messages.", "写入会清空回调地址：服务器将不再向机器人推送消息。";
    rb_callback_odd => "Not an http or https address: the server cannot call it.", "不是 http 或 https 地址，服务器无法调用。";
    rb_owner_empty => "Empty: the server makes the robot its own owner.", "留空时，服务器会把机器人设为自己的所有者。";
    rb_owner_self => "The robot is its own owner.", "所有者是机器人自己。";
    rb_gender_hint => "A whole number. Where it is empty, the server stores 0.", "整数。留空时服务器保存为 0。";
    rb_portrait_open => "Open in a new tab", "在新标签页打开";
    rb_portrait_odd => "Not an http or https address, so it is not offered as a link.", "不是 http 或 https 地址，因此不提供链接。";
    rb_preview_hint => "A robot is written whole. It is read back and compared before it counts as done.", "机器人会整体写入，写入后读回比较，一致才算完成。";
    rb_e_name => "The server refuses a robot without a name (251).", "服务器拒绝没有用户名的机器人（251）。";
    rb_e_gender => "The gender is a whole number from −2147483648 to 2147483647, in plain digits.", "性别是 −2147483648 到 2147483647 之间的整数。";
    rb_e_secret_empty => "An empty secret makes the server invent one.", "密钥为空时，服务器会自动生成新密钥。";
    rb_e_secret_same => "This is the secret that the robot has already.", "这就是机器人当前的密钥。";
    rb_e_secret_unknown => "The server does not hand out this robot’s secret, and a write without it makes the server invent another. Rotate it on purpose, or leave the robot as it is.",
        "服务器没有返回此机器人的密钥，不带密钥写入会让服务器自动生成新密钥。请明确选择更换密钥，否则无法写入。";
    rb_server_says => "The server says:", "服务器提示：";
    rb_name_taken => "Another user or robot most likely has this name: names are unique across both, and the server answers code 4.",
        "很可能已有其他用户或机器人使用此用户名：用户名在两者之间必须唯一，重名时服务器返回 4。";

    rb_kept => "kept as it is", "保持不变";
    rb_kept_unknown => "not handed out by the server", "服务器未返回";
    rb_kept_why => "It goes back as it was read. Left out, the server invents a new one and running bots are locked out.", "按读取时的内容原样发回。若缺少，服务器会自动生成新密钥，运行中的机器人将无法登录。";
    rb_rotate => "Rotate…", "更换…";
    rb_rotating => "Rotate the secret", "更换密钥";
    rb_rotate_warning => "Running bots stop: from the moment this is written they cannot sign in until they have the new secret. The old one does not come back.",
        "运行中的机器人会中断：写入后，在换上新密钥之前无法登录。旧密钥无法恢复。";
    rb_secret_new => "New secret", "新密钥";
    rb_secret_made => "Made in this browser. Type over it to use another. It is not part of the draft, so a reload forgets it.", "由此浏览器生成，也可自行输入。密钥不会存入草稿，刷新后即丢失。";
    rb_secret_blanks => "It begins or ends with a space, and is used exactly as it is.", "首尾有空格，将原样使用。";
    rb_make_another => "Make another", "重新生成";
    rb_keep => "Keep the old secret", "保留旧密钥";
    rb_once => "New secret of this robot", "此机器人的新密钥";
    rb_once_why => "Give it to the bot now. It stays here, in this tab’s memory alone, until you press Done or the tab is closed or reloaded; after that you won’t see it here again.",
        "请立即配置到机器人程序中。它只留在此标签页的内存中；点击“已保存，隐藏”或关闭、刷新标签页后，不会再次显示。";
    rb_once_not_compared => "The server does not hand out secrets, so whether it holds this one could not be compared.", "服务器不返回密钥，因此无法核对它保存的是否就是这一个。";
    rb_once_done => "Done, hide it", "已保存，隐藏";

    rb_sent => "What will be sent", "将要发送的内容";
    rb_sent_why => "A robot write replaces the whole robot. Everything you did not touch goes back as it was read.", "写入会替换整个机器人，未改动的内容按读取时原样发回。";
    rb_sent_why_new => "This creates the robot. What is empty is not sent.", "此请求会创建机器人，空的内容不发送。";
    rb_changed => "Changed", "改动";
    rb_nothing_changed => "nothing", "无";
    rb_erased => "Erased", "清空";
    rb_again => "Sent again", "原样发回";
    rb_again_count(count: usize) => "{count} fields, as read", "{count} 个字段，与读取时一致";
    rb_secret_again => "sent again, not shown", "原样发回，不显示";
    rb_secret_replaced => "a new one, not shown", "新密钥，不显示";
    rb_secret_none => "unknown, so nothing can be sent", "未知，因此不能发送";

    rb_check => "Check robot", "检查机器人";
    rb_blocked => "Blocked", "封禁状态";
    rb_block_normal => "Not blocked", "未封禁";
    rb_block_muted => "Muted: it signs in and reads, and cannot send", "已禁言：可以登录和接收，不能发送";
    rb_block_forbidden => "Forbidden: it cannot sign in", "已封禁：不能登录";
    rb_block_other(status: i32) => "Status {status}, which Firetower does not know", "状态 {status}，无法识别";
    rb_block_not_offered => "This server has no call that tells (/admin/user/check_block_status).", "此服务器没有查询接口（/admin/user/check_block_status）。";
    rb_bots_secret => "Secret that the bot uses", "机器人程序使用的密钥";
    rb_bots_secret_hint => "Compared in this browser with what the server holds; neither is shown, kept or sent.", "在此浏览器中与服务器上的密钥比较，两者都不会显示、保存或发送。";
    rb_compare => "Compare", "比较";
    rb_compared(result: &str, time: &str) => "{result} (server read {time})", "{result}（读取于 {time}）";
    rb_is_equal => "Equal to the server’s", "与服务器一致";
    rb_is_different => "Different from the server’s", "与服务器不同";
    rb_is_blanks => "Differs only by spaces around it", "仅首尾空格不同";
    rb_is_case => "Differs only in capital and small letters", "仅大小写不同";
    rb_is_blanks_case => "Differs only by spaces around it and in capital and small letters", "仅首尾空格和大小写不同";
    rb_compare_nothing => "The server does not hand out the secret, so there is nothing to compare with.", "服务器没有返回密钥，无法比较。";
    rb_try_callback => "Try the callback", "测试回调";
    rb_try_callback_hint => "Run it on the IM host, in a shell: the callback has to be reachable from there, not from this browser. It carries a message like the server’s and no secret. The bot may answer to it.",
        "请在 IM 服务器主机的命令行中运行：回调只需从那里可达。其中是一条类似服务器推送的消息，不含密钥；机器人可能会做出响应。";
    rb_no_callback => "The robot has no callback: the server sends it no messages.", "此机器人没有回调地址，服务器不会向它推送消息。";
    rb_odd_callback => "The callback is not an http or https address, so the server cannot call it, and there is no line to try it with.", "回调不是 http 或 https 地址，服务器无法调用，因此不提供测试命令。";

    rb_new_title => "New robot", "新建机器人";
    rb_id => "User ID", "用户 ID";
    rb_id_optional => "optional", "可选";
    rb_id_made(id: &str) => "Empty: {id}, made in this browser, so that the robot is found again if the answer is lost.", "留空则使用此浏览器生成的 {id}，响应丢失时也能找回该机器人。";
    rb_id_asking => "Looking up the ID…", "正在查询 ID…";
    rb_id_taken(id: &str) => "{id} exists already", "{id} 已存在";
    rb_id_taken_robot => "Creating it again would replace that robot and its secret. Nothing was written.", "再次创建会替换该机器人及其密钥。没有写入任何内容。";
    rb_id_taken_user => "It is a user, and creating a robot under its ID would replace that user. Choose another ID. Nothing was written.", "这是一个普通用户，以其 ID 创建机器人会替换该用户。请换一个 ID。没有写入任何内容。";
    rb_id_taken_open => "Open that robot", "打开该机器人";
    rb_e_id_taken => "Choose another ID: somebody has this one.", "此 ID 已被使用，请换一个。";
    rb_id_not_asked => "Whether somebody has the ID must be known before a robot is created under it. Nothing was written.", "创建前必须先确认 ID 未被使用。没有写入任何内容。";
    rb_create_on(name: &str) => "Create on {name}", "在 {name} 上创建";
    rb_create_on_ask(name: &str) => "Create on {name}…", "在 {name} 上创建…";
    rb_create_for_good => "Nothing deletes a robot once it is created.", "机器人创建后无法删除。";
    rb_create_confirm(id: &str) => "This is a production server. Robot {id} is created at once, and nothing deletes a robot.", "这是生产服务器。机器人 {id} 会立即创建，且无法删除。";
    rb_created(id: &str) => "Robot {id} is on the server", "机器人 {id} 已创建";
    rb_created_open => "Open it", "打开";
    rb_created_another => "Create another", "再建一个";
}
