//! Overview: verdict, nodes, charts, customer.

words! {
    ov_checked(ago: &str) => "checked {ago}", "{ago}检查";
    ov_now => "just now", "刚刚";
    ov_seconds_ago(count: i64) => "{count} s ago", "{count} 秒前";
    ov_minutes_ago(count: i64) => "{count} min ago", "{count} 分钟前";
    ov_hours_ago(count: i64) => "{count} h ago", "{count} 小时前";
    ov_customer(who: &str) => "Customer {who}", "客户 {who}";
    ov_refresh => "Refresh", "刷新间隔";
    ov_refresh_off => "Off", "关闭";
    ov_every(period: &str) => "Every {period}", "每 {period}";
    ov_5_s => "5 s", "5 秒";
    ov_30_s => "30 s", "30 秒";
    ov_1_min => "1 min", "1 分钟";
    ov_check_now => "Check now", "立即检查";
    ov_as_tables => "Show charts as tables", "以表格显示图表";
    ov_healthy => "Healthy.", "健康。";
    ov_healthy_since(time: &str) => "Nothing over its threshold since you opened this page at {time}.", "自 {time} 打开本页以来，没有指标超过阈值。";
    ov_healthy_now(time: &str) => "Nothing over its threshold; last trouble ended {time}.", "当前没有指标超过阈值，上次异常结束于 {time}。";
    ov_node(name: &str) => "Node {name}", "节点 {name}";
    ov_nodes => "Nodes", "节点";
    ov_worst_first => "worst first", "最差在前";
    ov_state_healthy => "Healthy", "健康";
    ov_state_load => "Load high", "负载偏高";
    ov_state_heap => "Heap high", "堆内存偏高";
    ov_state_disk => "Low on disk", "磁盘不足";
    ov_state_missing => "Missing", "缺失";
    ov_state => "State", "状态";
    ov_trend => "Trend", "趋势";
    ov_trend_hint => "trend: CPU load, or the measure that offends; last 15 min", "趋势：CPU 负载或超限指标，最近 15 分钟";
    ov_cpu => "CPU load", "CPU 负载";
    ov_heap => "Heap", "堆内存";
    ov_disk => "Disk /", "磁盘 /";
    ov_of(used: &str, total: &str) => "{used} of {total}", "{used} / {total}";
    ov_of_total(total: &str) => "of {total}", "/ {total}";
    ov_not_known => "not known", "未知";
    ov_no_load => "This system gives no CPU load (−1).", "该系统不提供 CPU 负载（−1）。";
    ov_not_given => "not given", "未提供";
    ov_last_15 => "last 15 min", "最近 15 分钟";
    ov_since(time: &str) => "since {time}", "自 {time}";
    ov_chart_limit(what: &str, limit: &str) => "{what}, limit {limit}", "{what}，阈值 {limit}";
    ov_disk_usable => "Disk / usable", "磁盘 / 可用";
    ov_last_values(time: &str) => "last values, {time}", "最后的数值，{time}";
    ov_answer_time => "Answer time", "响应时间";
    ov_median => "Median", "中位数";
    ov_median_small => "median", "中位数";
    ov_slowest => "Slowest", "最慢";
    ov_failed => "Failed", "失败";
    ov_failed_of(failed: usize, all: usize) => "{failed} of {all}", "{failed} / {all}";
    ov_events => "Since you opened this page", "打开本页以来";
    ov_events_where => "kept in this tab", "保留在此标签页";
    ov_level_healthy => "Healthy", "健康";
    ov_level_attention => "Attention", "需注意";
    ov_level_critical => "Critical", "严重";
    ov_event_healthy(count: usize) => "Nothing over its threshold, nodes: {count}", "没有指标超过阈值，节点数：{count}";
    ov_what_to_do => "What to do", "如何处理";
    ov_offers => "What this server offers", "此服务器提供的功能";
    ov_works => "Works", "可用";
    ov_not_offered => "Not offered", "不提供";
    ov_not_tried => "Not tried yet", "尚未尝试";
    ov_again => "Check again", "重新检查";
    ov_op_health => "Health, per node", "节点健康状态";
    ov_op_healthcheck => "Health check", "健康检查";
    ov_op_setting => "System settings", "系统设置";
    ov_op_customer => "Customer", "客户信息";
    ov_documented => "as documented", "文档形式";
    ov_sdk => "SDK form", "SDK 形式";

    ov_say_missing(node: &str) => "Node {node} is missing from the cluster’s answer", "集群响应中缺少节点 {node}";
    ov_why_missing(time: &str, left: usize) => "Last seen at {time}. Nodes that still answer: {left}.", "最后出现于 {time}，仍有响应的节点数：{left}。";
    ov_do_missing => "Look whether that node’s process runs and whether it can reach the others (cluster port, firewall). Users connected to it reconnect elsewhere; if you stopped it on purpose, reload this page to forget it.",
        "请检查该节点进程是否在运行、能否与其他节点通信（集群端口、防火墙）。其上的用户会重连到别处；若是您主动停止的，刷新本页即可不再提示。";
    ov_say_disk(node: &str, usable: &str, space: &str) => "Node {node} is low on disk: {usable} of {space} left on /", "节点 {node} 磁盘不足：/ 剩余 {usable} / {space}";
    ov_why_disk(percent: &str, time: &str) => "Below your {percent} threshold since {time}", "自 {time} 起低于 {percent} 阈值";
    ov_why_disk_rate(rate: &str, hours: &str) => " and shrinking by {rate} an hour: full in about {hours}", "，每小时减少 {rate}，约 {hours} 后写满";
    ov_hours(count: i64) => "{count} h", "{count} 小时";
    ov_minutes(count: i64) => "{count} min", "{count} 分钟";
    ov_days(count: i64) => "{count} days", "{count} 天";
    ov_do_disk => "Free space on the root file system: old logs, heap dumps, uploaded media that another store already holds. The figure is of / alone; if data lives on a volume of its own, look at that too. A full disk stops message storage.",
        "请清理根文件系统：旧日志、堆转储、已转存他处的媒体文件。该数值只针对 /；若数据在独立卷上，也请一并检查。磁盘写满会导致消息无法存储。";
    ov_say_heap(node: &str, percent: &str) => "Node {node} uses {percent} of its heap", "节点 {node} 已使用 {percent} 的堆内存";
    ov_why_heap(used: &str, max: &str, time: &str) => "{used} of {max}, over the threshold since {time}.", "{used} / {max}，自 {time} 起超过阈值。";
    ov_do_heap => "A sawtooth that comes down again is normal; a plateau at the top is not. Raise -Xmx if the machine has memory left, and look in the server’s log for OutOfMemoryError or long garbage collections.",
        "锯齿状回落属正常，持续停在高位则不正常。若机器仍有内存，可调大 -Xmx，并查看服务器日志中的 OutOfMemoryError 或长时间 GC。";
    ov_say_load(node: &str, load: &str, cores: i32) => "Node {node} has a load of {load} on {cores} cores", "节点 {node} 的负载为 {load}（{cores} 核）";
    ov_why_load(time: &str) => "Over the threshold since {time}. The load is the average of the last minute.", "自 {time} 起超过阈值。负载为最近一分钟平均值。";
    ov_do_load => "See with top which process takes the CPU. If it is the IM server: a burst of connections or broadcasts, or garbage collection under a full heap.",
        "请用 top 查看占用 CPU 的进程。若是 IM 服务器，可能是大量连接或广播，或堆内存不足导致频繁 GC。";
    ov_say_answer(time: &str) => "The server took {time} to answer", "服务器响应用时 {time}";
    ov_why_answer(time: &str) => "Over the threshold since {time}. It includes the network and the proxy between here and the server.", "自 {time} 起超过阈值。其中包含网络和代理的耗时。";
    ov_do_answer => "Compare with a call made on the server itself (Requests, Copy as curl). If that is fast, the proxy or the network is slow.",
        "请与在服务器本机发起的请求比较（请求记录，复制为 curl）。若本机很快，则是代理或网络较慢。";
    ov_say_status(status: &str) => "The server calls itself {status}", "服务器自报状态为 {status}";
    ov_why_status => "The health check answered something else than healthy, the only documented word.", "健康检查返回的不是 healthy（唯一有文档说明的状态）。";
    ov_do_status => "Look into the server’s log; the health check says no more than this word.", "请查看服务器日志，健康检查不提供更多信息。";
    ov_more(count: usize) => "Further findings: {count}.", "另有 {count} 项。";
    ov_failing_since(time: &str) => "Values of {time}; every check since has failed.", "数值截至 {time}，此后的检查均失败。";
    ov_failing_never => "Nothing could be read yet.", "尚未读到任何数据。";
    ov_no_health_title => "This server does not report its health", "此服务器不提供健康状态";
    ov_no_health_why => "It knows neither GET /admin/health nor healthcheck.", "它既没有 GET /admin/health，也没有 healthcheck。";
    ov_empty_title => "The server names no node", "服务器没有返回任何节点";
    ov_empty_why => "Health answered with an empty list.", "健康接口返回了空列表。";
    ov_chart_summary(what: &str, low: &str, high: &str, last: &str) => "{what}: from {low} to {high}, last {last}", "{what}：{low} 至 {high}，最新 {last}";
    ov_chart_waiting => "collecting", "正在收集";
}
