//! The good way: what an upstream gets, and how its answer comes back.

use firetower_gateway::Limits;

use crate::support::{RawUpstream, ask, before, gateway, get, http, post, quick};

/// As the community server answers, byte for byte.
const OBSERVED: &str = "{\"code\":253,\"msg\":\"not exist\"}";

#[tokio::test]
async fn an_answer_comes_through_unchanged() {
    let upstream = RawUpstream::answering(http(
        "200 OK",
        &["Content-Type: application/json; charset=UTF-8", "content-encoding: utf-8"],
        OBSERVED,
    ))
    .await;
    let gateway = before(&upstream).await;
    let reply = post(gateway.address, "/im/main/admin/system/get_setting", b"{\"id\":1}").await;
    assert_eq!((reply.status, reply.text().as_str()), (200, OBSERVED));
    assert_eq!(reply.header("content-type"), Some("application/json"));
    assert_eq!(reply.header("content-encoding"), None, "utf-8 is no encoding");
    assert_eq!(reply.header("firetower-failure"), None);
    assert_eq!(reply.header("firetower-upstream-content-type"), None);
    assert!(reply.header("date").is_some(), "the gateway's clock");
}

#[tokio::test]
async fn bytes_and_statuses_survive() {
    let body: Vec<u8> = (0..=255).cycle().take(100_000).collect();
    for status in [200, 201, 400, 401, 403, 404, 429, 500, 502, 503, 599] {
        let upstream =
            RawUpstream::answering(http(&format!("{status} X"), &["content-type: application/json"], &body))
                .await;
        let gateway = before(&upstream).await;
        let reply = get(gateway.address, "/im/main/admin/health").await;
        assert_eq!((reply.status, &reply.body), (status, &body));
        assert_eq!(reply.step(), None);
    }
}

#[tokio::test]
async fn an_empty_error_stays_empty() {
    let upstream =
        RawUpstream::answering("HTTP/1.1 500 Internal Server Error\r\ncontent-length: 0\r\n\r\n").await;
    let gateway = before(&upstream).await;
    let reply = post(gateway.address, "/im/main/admin/customer", b"").await;
    assert_eq!((reply.status, reply.body.len()), (500, 0));
    assert_eq!(reply.header("content-type"), Some("text/plain; charset=utf-8"));
    assert_eq!(reply.header("firetower-upstream-content-type"), None, "it gave none");
}

#[tokio::test]
async fn only_listed_headers_go_up() {
    let upstream = RawUpstream::answering(http("200 OK", &[], "{}")).await;
    let gateway = before(&upstream).await;
    let headers = [
        ("content-type", "application/json; charset=utf-8"),
        ("nonce", "76616"),
        ("timestamp", "1558350862502"),
        ("sign", "b98f9b0717f59febccf1440067a7f50d9b31bdde"),
        ("accept", "application/json"),
        ("cookie", "a=b"),
        ("authorization", "Basic x"),
        ("origin", "http://evil.example"),
        ("referer", "http://evil.example/"),
        ("accept-encoding", "gzip"),
        ("user-agent", "x"),
        ("x-forwarded-for", "1.2.3.4"),
        ("forwarded", "for=1.2.3.4"),
        ("x-real-ip", "1.2.3.4"),
        ("te", "trailers"),
        ("x-anything", "x"),
    ];
    ask(gateway.address, "POST /im/main/admin/a?secret=1", &headers, b"{\"id\":1}").await;
    let request = upstream.request();
    let mut lines: Vec<&str> = request.split("\r\n").collect();
    lines.sort_unstable();
    let mut expected = vec![
        "POST /admin/a HTTP/1.1".to_owned(),
        format!("host: {}", upstream.address),
        "content-type: application/json; charset=utf-8".to_owned(),
        "accept: application/json".to_owned(),
        "nonce: 76616".to_owned(),
        "timestamp: 1558350862502".to_owned(),
        "sign: b98f9b0717f59febccf1440067a7f50d9b31bdde".to_owned(),
        "content-length: 8".to_owned(),
        String::new(),
        "{\"id\":1}".to_owned(),
    ];
    expected.sort_unstable();
    assert_eq!(lines, expected);
}

#[tokio::test]
async fn each_method_arrives_as_itself() {
    let upstream = RawUpstream::answering(http("200 OK", &["allow: X"], "")).await;
    let gateway = before(&upstream).await;
    for head in
        ["GET /im/main/admin/health", "OPTIONS /im/main/admin/health", "POST /im/main/admin/healthcheck"]
    {
        let reply = ask(gateway.address, head, &[], b"").await;
        assert_eq!((reply.status, reply.header("allow")), (200, None), "{head}");
    }
    let heads: Vec<String> =
        upstream.requests().iter().map(|request| request.lines().next().unwrap().into()).collect();
    assert_eq!(
        heads,
        ["GET /admin/health HTTP/1.1", "OPTIONS /admin/health HTTP/1.1", "POST /admin/healthcheck HTTP/1.1"]
    );
    let requests = upstream.requests();
    assert!(requests[2].contains("content-length: 0\r\n"), "{}", requests[2]);
    assert!(!requests[0].contains("content-length"), "{}", requests[0]);
}

#[tokio::test]
async fn a_base_path_goes_in_front() {
    let upstream = RawUpstream::answering(http("200 OK", &[], "{}")).await;
    let gateway = gateway(&[format!("based=http://{}/im/one/", upstream.address)], quick()).await;
    assert_eq!(get(gateway.address, "/im/based/admin/health").await.status, 200);
    assert!(upstream.request().starts_with("GET /im/one/admin/health HTTP/1.1\r\n"));
}

#[tokio::test]
async fn an_upstream_is_chosen_by_name_alone() {
    let one = RawUpstream::answering(http("200 OK", &[], "one")).await;
    let two = RawUpstream::answering(http("200 OK", &[], "two")).await;
    let upstreams = [format!("one=http://{}", one.address), format!("two=http://{}", two.address)];
    let gateway = gateway(&upstreams, quick()).await;
    assert_eq!(get(gateway.address, "/im/one/admin/health").await.text(), "one");
    assert_eq!(get(gateway.address, "/im/two/admin/health").await.text(), "two");
    for name in ["three", "ONE", "", "one%20", &one.address.to_string(), "one@two", "http:"] {
        let reply = get(gateway.address, &format!("/im/{name}/admin/health")).await;
        assert_eq!((reply.status, reply.step().as_deref()), (404, Some("unknown-upstream")), "{name}");
        assert_eq!(reply.json()["firetower"]["upstream"], serde_json::Value::Null);
    }
    assert_eq!((one.requests().len(), two.requests().len()), (1, 1));
}

#[tokio::test]
async fn every_framing_of_an_answer_is_read() {
    for answer in [
        "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n4\r\n{\"a\"\r\n3\r\n:1}\r\n0\r\n\r\n",
        "HTTP/1.1 200 OK\r\n\r\n{\"a\":1}",
        "HTTP/1.0 200 OK\r\n\r\n{\"a\":1}",
        "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\ncontent-length: 7\r\n\r\n{\"a\":1}",
    ] {
        let upstream = RawUpstream::answering(answer).await;
        let gateway = before(&upstream).await;
        let reply = get(gateway.address, "/im/main/admin/health").await;
        assert_eq!((reply.status, reply.text().as_str()), (200, "{\"a\":1}"), "{answer:?}");
    }
}

#[tokio::test]
async fn a_compressed_answer_stays_compressed_and_says_so() {
    for (given, passed) in [
        ("gzip", Some("gzip")),
        ("br", Some("br")),
        ("utf-8", None),
        ("identity", None),
        ("gzip, utf-8", None),
        ("", None),
    ] {
        let upstream =
            RawUpstream::answering(http("200 OK", &[&format!("content-encoding: {given}")], "\x1f\u{8}x"))
                .await;
        let gateway = before(&upstream).await;
        let reply = get(gateway.address, "/im/main/admin/health").await;
        assert_eq!(reply.header("content-encoding"), passed, "{given}");
        assert_eq!(reply.text(), "\x1f\u{8}x");
    }
}

#[tokio::test]
async fn a_host_name_works_as_an_address_does() {
    let upstream = RawUpstream::answering(http("200 OK", &[], "{}")).await;
    let port = upstream.address.port();
    // Longer than a test's usual limit: "localhost" may resolve to ::1 first, where nobody listens.
    let gateway = gateway(&[format!("main=http://localhost:{port}")], Limits::default()).await;
    assert_eq!(get(gateway.address, "/im/main/admin/health").await.status, 200);
    assert!(upstream.request().contains(&format!("host: localhost:{port}\r\n")));
}
