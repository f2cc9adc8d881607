//! Exchanges: the Requests page and the details of an error.

words! {
    rq_kept(count: usize, most: usize) => "{count} of the last {most} kept, in this tab only", "保留最近 {most} 条中的 {count} 条，仅限此标签页";
    rq_all(count: usize) => "All {count}", "全部 {count}";
    rq_failed(count: usize) => "Failed {count}", "失败 {count}";
    rq_slow(count: usize) => "Slow {count}", "较慢 {count}";
    rq_filter => "Which requests", "筛选请求";
    rq_not_kept => "Secrets and signatures are not kept", "不保留密钥和签名";
    rq_clear => "Clear", "清空";
    rq_export => "Export JSON", "导出 JSON";
    rq_time => "Time", "时间";
    rq_method => "Method", "方法";
    rq_path => "Path", "路径";
    rq_page => "Page", "页面";
    rq_status => "Status", "状态";
    rq_code => "Code", "错误码";
    rq_took => "Took", "耗时";
    rq_size => "Size", "大小";
    rq_table => "Requests, newest first", "请求，最新在前";
    rq_wrote => "wrote", "写入";
    rq_no_answer => "no answer", "无响应";
    rq_empty_title => "No request yet", "尚无请求";
    rq_empty_why => "Each exchange with this connection’s server is listed here while the tab is open: what was sent, what came back, how long it took.",
        "标签页打开期间，与此连接服务器的每次请求都会列在这里：发送了什么、返回了什么、耗时多久。";
    rq_empty_go => "Read the overview", "查看概览";
    rq_none_match => "None of the requests kept matches this filter.", "没有符合筛选条件的请求。";
    rq_shown(shown: usize, all: usize) => "{shown} of {all} shown", "显示 {shown} / {all} 条";
    rq_foot => "Enter opens, C copies as curl. Bars are on a logarithmic scale to 15 s.", "Enter 打开，C 复制为 curl。条形为对数刻度，上限 15 秒。";
    rq_request => "Request", "请求";
    rq_answer => "Answer", "响应";
    rq_as_curl => "As curl", "curl 命令";
    rq_curl_hint => "signs in your shell from $IM_SECRET", "在您的终端中用 $IM_SECRET 签名";
    rq_sign_hidden => "sign: not shown", "sign: 不显示";
    rq_nonce_hidden => "nonce: not shown", "nonce: 不显示";
    rq_no_body => "(no body)", "（无内容）";
    rq_more(size: &str) => "{size} more, shown as text, never run", "另有 {size}，仅以文本显示，不会执行";
    rq_number(id: u32) => "request {id}", "请求 {id}";
    rq_gone_title(id: u32) => "Request {id} is no longer kept", "请求 {id} 已不再保留";
    rq_gone_why => "Requests live in the tab that made them; a reload or Clear drops them.", "请求只保留在发出它的标签页中，刷新或清空后即丢失。";
    rq_detail_title => "Request detail", "请求详情";
    rq_web_page => "a web page, no code", "网页，无错误码";
    rq_slow_from => "Slow is 1 s and more.", "1 秒及以上为较慢。";
}
