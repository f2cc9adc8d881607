//! What every answer tells the browser that it may not do.

use crate::support::{RawUpstream, Reply, ask, before, get, http, send};

/// Of the dashboard itself; the page may fetch from one origin besides its own.
const DASHBOARD: [(&str, &str); 6] = [
    (
        "content-security-policy",
        "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self'; \
         connect-src 'self' https://im.example; worker-src 'none'; base-uri 'self'; form-action 'none'; \
         frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'",
    ),
    ("x-content-type-options", "nosniff"),
    ("referrer-policy", "no-referrer"),
    ("x-frame-options", "DENY"),
    ("cross-origin-opener-policy", "same-origin"),
    ("cross-origin-resource-policy", "same-origin"),
];

/// Of what an upstream sent, and of the gateway's own failures.
const DATA: [(&str, &str); 6] = [
    ("content-security-policy", "sandbox; default-src 'none'; frame-ancestors 'none'"),
    ("x-content-type-options", "nosniff"),
    ("referrer-policy", "no-referrer"),
    ("x-frame-options", "DENY"),
    ("cache-control", "no-store"),
    ("cross-origin-resource-policy", "same-origin"),
];

fn assert_carries(reply: &Reply, expected: &[(&str, &str)], what: &str) {
    for (name, value) in expected {
        assert_eq!(reply.header(name), Some(*value), "{what}: {name}");
    }
    assert!(reply.header("date").is_some(), "{what}");
}

#[tokio::test]
async fn every_answer_of_the_dashboard_carries_the_policies() {
    let upstream = RawUpstream::answering(http("200 OK", &[], "{}")).await;
    let gateway = before(&upstream).await;
    for (head, status) in [
        ("GET /", 200),
        ("GET /index.html", 200),
        ("GET /c/main/overview", 200),
        ("GET /boot.js", 200),
        ("GET /app-0123456789abcdef_bg.wasm", 200),
        ("GET /style-fedcba9876543210.css", 200),
        ("GET /icon.svg", 200),
        ("GET /gone.js", 404),
        ("GET /%00", 404),
        ("HEAD /", 200),
        ("POST /", 405),
        ("DELETE /boot.js", 405),
        ("OPTIONS /", 405),
    ] {
        let reply = ask(gateway.address, head, &[], b"").await;
        assert_eq!(reply.status, status, "{head}");
        assert_carries(&reply, &DASHBOARD, head);
        let permissions = reply.header("permissions-policy").unwrap();
        for part in ["camera=()", "clipboard-read=()", "clipboard-write=(self)", "usb=()"] {
            assert!(permissions.split(", ").any(|given| given == part), "{head}: {permissions}");
        }
    }
    let part = ask(gateway.address, "GET /boot.js", &[("range", "bytes=0-3")], b"").await;
    assert_eq!(part.status, 206);
    assert_carries(&part, &DASHBOARD, "a part of a file");
}

#[tokio::test]
async fn every_forwarded_answer_is_data() {
    let html = http("404 Not Found", &["content-type: text/html", "set-cookie: a=b"], "<script>1</script>");
    for (answer, status) in [(http("200 OK", &["content-type: application/json"], "{}"), 200), (html, 404)] {
        let upstream = RawUpstream::answering(answer).await;
        let gateway = before(&upstream).await;
        for head in ["GET /im/main/admin/health", "POST /im/main/admin/get_setting"] {
            let reply = ask(gateway.address, head, &[], b"{}").await;
            assert_eq!(reply.status, status, "{head}");
            assert_carries(&reply, &DATA, head);
        }
    }
}

#[tokio::test]
async fn every_failure_of_the_gateway_is_data() {
    let gateway =
        crate::support::gateway(&["main=http://127.0.0.1:1".to_owned()], crate::support::quick()).await;
    for path in
        ["/im/main/admin/health", "/im/other/admin/health", "/im/main/elsewhere", "/im/main/admin/../x"]
    {
        let reply = get(gateway.address, path).await;
        assert!(reply.header("firetower-failure").is_some(), "{path}: {}", reply.status);
        assert_carries(&reply, &DATA, path);
    }
    for target in ["/", "/im/main/admin/health"] {
        let foreign = format!("GET {target} HTTP/1.1\r\nhost: evil.example\r\nconnection: close\r\n\r\n");
        let reply = send(gateway.address, foreign.as_bytes()).await;
        assert_eq!(reply.header("firetower-failure"), Some("host-not-allowed"));
        assert_carries(&reply, &DATA, target);
    }
}
