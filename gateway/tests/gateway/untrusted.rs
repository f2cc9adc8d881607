//! An upstream that is hostile, or whose port is somebody else's: nothing of it acts on the dashboard's origin.

use crate::support::{RawUpstream, Reply, before, get, http};

async fn answer(status: &str, headers: &[&str], body: &str) -> Reply {
    let upstream = RawUpstream::answering(http(status, headers, body)).await;
    let gateway = before(&upstream).await;
    get(gateway.address, "/im/main/admin/health").await
}

fn assert_is_data(reply: &Reply) {
    assert_eq!(reply.header("x-content-type-options"), Some("nosniff"));
    assert_eq!(
        reply.header("content-security-policy"),
        Some("sandbox; default-src 'none'; frame-ancestors 'none'")
    );
    assert_eq!(reply.header("cache-control"), Some("no-store"));
    assert_eq!(reply.header("cross-origin-resource-policy"), Some("same-origin"));
}

#[tokio::test]
async fn whatever_is_no_json_is_plain_text() {
    for given in [
        "text/html",
        "text/html; charset=utf-8",
        "application/xhtml+xml",
        "image/svg+xml",
        "text/javascript",
        "application/javascript",
        "text/css",
        "application/jsonp",
        "application/json-seq",
        "multipart/x-mixed-replace",
        "application/pdf",
    ] {
        let reply = answer("200 OK", &[&format!("Content-Type: {given}")], "<script>alert(1)</script>").await;
        assert_eq!(reply.text(), "<script>alert(1)</script>");
        assert_eq!(reply.header("content-type"), Some("text/plain; charset=utf-8"), "{given}");
        assert_eq!(reply.header("firetower-upstream-content-type"), Some(given));
        assert_is_data(&reply);
    }
}

#[tokio::test]
async fn json_is_json_however_it_is_written_and_data_all_the_same() {
    for given in ["application/json", "Application/JSON ; charset=x", "application/json;charset=utf-8"] {
        let reply = answer("200 OK", &[&format!("content-type: {given}")], "java.lang.Exception: <b>").await;
        assert_eq!(reply.header("content-type"), Some("application/json"), "{given}");
        assert_is_data(&reply);
    }
}

#[tokio::test]
async fn two_types_are_no_type() {
    let reply = answer("200 OK", &["content-type: application/json", "content-type: text/html"], "<p>").await;
    assert_eq!(reply.header("content-type"), Some("text/plain; charset=utf-8"));
    let reply = answer("200 OK", &["content-type: text/html, application/json"], "<p>").await;
    assert_eq!(reply.header("content-type"), Some("text/plain; charset=utf-8"));
}

#[tokio::test]
async fn a_strange_type_is_told_in_visible_ascii() {
    let long = format!("content-type: x/{}", "y".repeat(500));
    let reply = answer("200 OK", &[&long], "").await;
    assert_eq!(reply.header("firetower-upstream-content-type").map(str::len), Some(200));
    let reply = answer("200 OK", &["content-type: 文/\t本"], "").await;
    let told = reply.header("firetower-upstream-content-type").unwrap();
    assert!(told.bytes().all(|byte| byte.is_ascii_graphic() || byte == b' '), "{told:?}");
}

#[tokio::test]
async fn no_other_header_comes_through() {
    let reply = answer(
        "200 OK",
        &[
            "Set-Cookie: a=b",
            "Set-Cookie: c=d",
            "firetower-failure: dns",
            "Firetower-Upstream-Content-Type: text/html",
            "Access-Control-Allow-Origin: *",
            "Clear-Site-Data: \"*\"",
            "Refresh: 0; url=http://evil.example",
            "Link: <http://evil.example>; rel=preload",
            "Content-Security-Policy: default-src *",
            "Content-Disposition: attachment; filename=x.exe",
            "Strict-Transport-Security: max-age=1",
            "Service-Worker-Allowed: /",
            "SourceMap: /x",
            "Date: Fri, 01 Jan 2100 00:00:00 GMT",
            "Cache-Control: public, max-age=9",
            "Server: x",
            "Alt-Svc: h3=\":1\"",
            "Upgrade: websocket",
            "content-type: application/json",
        ],
        "{}",
    )
    .await;
    let mut names: Vec<String> = reply.headers.iter().map(|(name, _)| name.to_ascii_lowercase()).collect();
    names.sort_unstable();
    assert_eq!(
        names,
        [
            "cache-control",
            "connection",
            "content-length",
            "content-security-policy",
            "content-type",
            "cross-origin-resource-policy",
            "date",
            "referrer-policy",
            "x-content-type-options",
            "x-frame-options",
        ]
    );
    assert_is_data(&reply);
    assert!(!reply.header("date").unwrap().contains("2100"), "the gateway's own clock");
}

#[tokio::test]
async fn a_failure_cannot_be_faked() {
    let body = "{\"firetower\":{\"step\":\"dns\",\"upstream\":\"main\",\"message\":\"x\"}}";
    let headers = ["firetower-failure: dns", "FIRETOWER-FAILURE: dns", "content-type: application/json"];
    let reply = answer("502 Bad Gateway", &headers, body).await;
    assert_eq!((reply.status, reply.text().as_str()), (502, body));
    assert_eq!(reply.header("firetower-failure"), None);
}

#[tokio::test]
async fn redirects_and_password_prompts_lead_nowhere() {
    for status in ["301 X", "302 Found", "303 X", "307 X", "308 X"] {
        let reply =
            answer(status, &["Location: http://evil.example/", "content-type: text/html"], "moved").await;
        assert_eq!((reply.status.to_string(), reply.text().as_str()), (status[..3].to_owned(), "moved"));
        assert_eq!(reply.header("location"), None);
        assert!(reply.headers.iter().all(|(_, value)| !value.contains("evil")), "{:?}", reply.headers);
    }
    let reply = answer("401 X", &["WWW-Authenticate: Basic realm=x", "Proxy-Authenticate: Basic"], "").await;
    assert_eq!((reply.status, reply.header("www-authenticate")), (401, None));
}

#[tokio::test]
async fn trailers_stay_behind() {
    let upstream = RawUpstream::answering(
        "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\ntrailer: set-cookie\r\n\r\n2\r\n{}\r\n0\r\nset-cookie: a=b\r\n\r\n",
    )
    .await;
    let gateway = before(&upstream).await;
    let reply = get(gateway.address, "/im/main/admin/health").await;
    assert_eq!(reply.text(), "{}");
    assert_eq!(reply.header("set-cookie").or(reply.header("trailer")), None);
}
