//! The server's clock: how it is found, what is proposed, and what a confirmed correction is.

words! {
    cl_title => "Server’s clock", "服务器时钟";
    cl_about => "The server tells no time. Firetower can find it out by what it refuses: about 20 reads, each with another time and a signature that is no good, so nobody on the way gains anything by them.",
        "服务器不会告知时间。Firetower 可以根据它拒绝的内容推算：约 20 次读取，每次使用不同的时间和无效的签名，途中任何人都得不到可用的东西。";
    cl_find => "Find the server’s clock", "推算服务器时钟";
    cl_again => "Find it again", "重新推算";
    cl_seeking(count: usize) => "Asking, {count} so far…", "正在询问，已 {count} 次…";

    cl_behind(by: &str) => "This computer is {by} behind the server.", "本机比服务器慢 {by}。";
    cl_ahead(by: &str) => "This computer is {by} ahead of the server.", "本机比服务器快 {by}。";
    cl_same => "This computer’s clock agrees with the server’s to the minute.", "本机时钟与服务器一致，相差不到一分钟。";
    cl_fits(by: &str) => "The correction fits: the server is at this computer’s time {by}.", "校正值正确：服务器时间为本机时间 {by}。";
    cl_needless(by: &str) => "This computer’s clock is right again: the correction of {by} does harm.", "本机时钟已恢复准确：{by}的校正反而有害。";
    cl_no_check => "The server checks no times, so nothing needs correcting.", "服务器不校验时间，无需校正。";
    cl_beyond => "More than 24 h lie between this computer’s clock and the server’s. Set the clock that is wrong: no correction goes that far.",
        "本机时钟与服务器相差超过 24 小时。请校准不准的一方，校正值不会超过这个范围。";
    cl_unclear => "The answers fit no clock. Find it again, or compare the clocks by hand.", "响应与任何时钟都对不上。请重新推算，或手动比对时钟。";
    cl_mute => "The server refuses without saying whether for its time or its secret, so its clock can’t be found this way. Compare the clocks by hand.",
        "服务器拒绝时没有说明是因为时间还是密钥，无法以此推算其时钟。请手动比对时钟。";
    cl_signature_first => "The server looks at the signature before the time, so its clock can’t be found this way. Compare the clocks by hand.",
        "服务器先校验签名再校验时间，无法以此推算其时钟。请手动比对时钟。";
    cl_unheard => "An answer did not come, or was no answer of an IM server. Find it again once the server answers.",
        "有一次未得到响应，或响应并非来自 IM 服务器。请在服务器恢复响应后重新推算。";

    cl_evidence => "Evidence", "依据";
    cl_signed_at => "Time, from this computer’s clock", "时间（相对本机时钟）";
    cl_came => "What the server said", "服务器的回应";
    cl_refused => "refused as too old (243)", "因过旧被拒绝（243）";
    cl_taken => "not too old", "未因过旧被拒绝";
    cl_so => "It takes times up to 2 h old, so its clock is at", "它接受 2 小时以内的时间，因此其时钟为";
    cl_proxy => "Clock of the proxy (Date), a hint", "代理的时钟（Date，仅供参考）";
    cl_proxy_hidden => "Clock of the proxy: not shown to this page", "代理的时钟：未向本页提供";
    cl_proxy_differs => "The proxy’s clock is another one. What the server refuses decides, but one of the two is wrong: find out which before you confirm.",
        "代理的时钟与此不同。以服务器的拒绝结果为准，但二者必有一个不准：确认前请先查明。";
    cl_all(count: usize) => "All {count} questions", "全部 {count} 次询问";

    cl_hand => "Compare the clocks by hand", "手动比对时钟";
    cl_hand_how => "Run this on the IM server itself, and paste at once what it prints. A correction goes up to 24 h.",
        "请在 IM 服务器上执行以下命令，并立即粘贴输出。校正值最多 24 小时。";
    cl_hand_label => "What the server printed", "服务器的输出";
    cl_hand_wrong => "Paste the seconds since 1970, such as 1790000000.", "请粘贴自 1970 年起的秒数，如 1790000000。";
    cl_hand_compare => "Compare", "比对";
    cl_hand_evidence(server: &str, own: &str) => "Server, as you pasted it: {server}. This computer: {own}.", "服务器（您粘贴的时间）：{server}。本机：{own}。";

    cl_forward_why => "Whoever runs what lies between could have made these answers up, and a signature that is ahead of the true time stays good for longer than two hours. Compare with the server’s own clock before you confirm:",
        "途中服务的运营者可以伪造这些响应，而超前于真实时间的签名有效期会超过两小时。确认前请与服务器自身的时钟比对：";
    cl_compared(by: &str) => "I looked at the server’s own clock, and it is {by} ahead of this computer’s", "我已查看服务器自身的时钟，它比本机快 {by}";
    cl_backward_why => "Signed with an older time, a request stays good for two hours and not longer. The correction holds for this connection at its address.",
        "使用较早的时间签名后，请求的有效期为两小时，不会更长。校正仅用于此连接的当前地址。";
    cl_only_signing => "It is added where Firetower signs, and to no time that is shown.", "校正仅用于签名，不影响界面显示的时间。";
    cl_sign_with(by: &str) => "Sign with {by}", "以 {by} 签名";
    cl_not_now => "Not now", "暂不";
    cl_remove => "Remove the correction", "移除校正";
    cl_chip(by: &str) => "Clock {by}", "时钟 {by}";
    cl_kept(by: &str) => "Signs with {by}: you confirmed that this computer’s clock is off by that much.", "以 {by} 签名：您已确认本机时钟存在此偏差。";
}
