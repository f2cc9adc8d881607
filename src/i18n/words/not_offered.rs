//! What an edition does not have: a state, not an error.

words! {
    no_title(page: &str) => "{page}: only in the professional edition", "{page}：需要专业版";
    no_before(name: &str, path: &str) => "{name} is a community server, and those do not have {path}. Nothing was sent, and nothing is broken.",
        "{name} 是社区版服务器，没有 {path}。未发送任何请求，这不是故障。";
    no_after(name: &str, path: &str) => "{name} does not know {path}. It answered as to any path that it does not have; nothing is broken.",
        "{name} 没有 {path}。其响应与请求不存在的路径时相同，这不是故障。";
    no_how => "How we know", "判断依据";
    no_how_before => "It answers settings as the community edition does, and no /admin/customer.", "它以社区版的方式响应设置接口，且没有 /admin/customer。";
    no_how_after => "HTTP 404, or HTTP 500 with an empty body, to every form of this call.", "此接口的每种形式都返回 HTTP 404 或空的 HTTP 500。";
    no_how_checked(time: &str) => "As the connection check of {time} found: HTTP 404, or HTTP 500 with an empty body, to every form of this call.", "{time} 的连接诊断发现：此接口的每种形式都返回 HTTP 404 或空的 HTTP 500。";
    no_works => "Works here", "可用功能";
    no_try => "Try it anyway", "仍要尝试";
    no_again => "Upgraded since? Check again", "已升级？重新检查";
}
