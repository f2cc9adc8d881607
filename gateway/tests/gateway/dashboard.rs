//! The dashboard's files: pages of the app, types, caches, policies.

use crate::support::{INDEX, Reply, Running, ask, dist, gateway, gateway_for, get, quick};

const WASM: &str = "/app-0123456789abcdef_bg.wasm";

async fn dashboard() -> Running {
    gateway(&[], quick()).await
}

fn assert_is_index(reply: &Reply) {
    assert_eq!((reply.status, reply.text().as_str()), (200, INDEX));
    assert_eq!(reply.header("content-type"), Some("text/html; charset=utf-8"));
    assert_eq!(reply.header("cache-control"), Some("no-cache"));
}

#[tokio::test]
async fn addresses_of_the_app_are_its_page() {
    let gateway = dashboard().await;
    for path in [
        "/",
        "/index.html",
        "/c/main/overview",
        "/c/main/system-settings/1",
        "/nowhere",
        "/fonts",
        "/c/a?x=a.b",
    ] {
        assert_is_index(&get(gateway.address, path).await);
    }
    let navigation = [("accept", "text/html,*/*;q=0.8"), ("sec-fetch-mode", "navigate")];
    assert_is_index(&ask(gateway.address, "GET /c/main/users/jo.doe", &navigation, b"").await);
}

#[tokio::test]
async fn a_missing_file_is_never_html() {
    let gateway = dashboard().await;
    for path in [
        "/gone.js",
        "/app-1111111111111111_bg.wasm",
        "/x/y.css",
        "/c/main/app.js",
        "/boot.js/x.map",
        "/%00",
        "/a%0ab",
    ] {
        let reply = get(gateway.address, path).await;
        assert_eq!(reply.status, 404, "{path}");
        assert_eq!(reply.header("content-type"), Some("text/plain; charset=utf-8"), "{path}");
        assert_eq!(reply.header("cache-control"), Some("no-cache"), "{path}");
    }
    let script = [("accept", "*/*"), ("sec-fetch-mode", "cors")];
    assert_eq!(ask(gateway.address, "GET /c/main/users/jo.doe", &script, b"").await.status, 404);
    let data = [("accept", "application/json")];
    assert_eq!(ask(gateway.address, "GET /c/main/overview", &data, b"").await.status, 404);
}

#[tokio::test]
async fn each_file_has_its_type_and_lifetime() {
    let gateway = dashboard().await;
    let forever = "public, max-age=31536000, immutable";
    for (path, content_type, cache) in [
        (WASM, "application/wasm", forever),
        ("/style-fedcba9876543210.css", "text/css; charset=utf-8", forever),
        ("/app-0123456789abcdef.js", "text/javascript; charset=utf-8", "no-cache"),
        ("/boot.js", "text/javascript; charset=utf-8", "no-cache"),
        ("/icon.svg", "image/svg+xml", "no-cache"),
        ("/fonts/mono.woff2", "font/woff2", "no-cache"),
    ] {
        let reply = get(gateway.address, path).await;
        assert_eq!((reply.status, reply.header("content-type")), (200, Some(content_type)), "{path}");
        assert_eq!(reply.header("cache-control"), Some(cache), "{path}");
        assert!(reply.header("etag").or(reply.header("last-modified")).is_none(), "{path}");
    }
}

#[tokio::test]
async fn a_file_time_never_keeps_an_old_page() {
    let gateway = dashboard().await;
    let later = [("if-modified-since", "Fri, 01 Jan 2100 00:00:00 GMT"), ("if-none-match", "*")];
    for path in ["/", "/boot.js", "/c/main/overview"] {
        assert_eq!(ask(gateway.address, &format!("GET {path}"), &later, b"").await.status, 200, "{path}");
    }
}

#[tokio::test]
async fn a_new_build_is_served_whole() {
    let dist = dist();
    let address = gateway_for(dist.path(), &[], quick()).await;
    std::fs::write(dist.path().join("index.html"), "new").unwrap();
    assert_eq!(get(address, "/c/main/overview").await.text(), "new");
    std::fs::remove_file(dist.path().join("index.html")).unwrap();
    let reply = get(address, "/").await;
    assert_eq!((reply.status, reply.header("cache-control")), (503, Some("no-cache")));
}

#[tokio::test]
async fn precompressed_files_are_used_by_those_who_take_them() {
    let gateway = dashboard().await;
    for (accepted, encoding, body) in [
        ("gzip, deflate, br", Some("br"), "br of the wasm"),
        ("gzip", Some("gzip"), "gz of the wasm"),
        ("identity", None, "\0asm\u{1}\0\0\0"),
    ] {
        let reply = ask(gateway.address, &format!("GET {WASM}"), &[("accept-encoding", accepted)], b"").await;
        assert_eq!(reply.header("content-encoding"), encoding);
        assert_eq!(reply.text(), body);
        assert_eq!(reply.header("content-type"), Some("application/wasm"));
        assert_eq!(reply.header("vary"), Some("accept-encoding"));
    }
}

#[tokio::test]
async fn the_dashboard_is_only_read() {
    let gateway = dashboard().await;
    let head = ask(gateway.address, "HEAD /boot.js", &[], b"").await;
    assert_eq!((head.status, head.body.len(), head.header("content-length")), (200, 0, Some("10")));
    for method in ["POST", "PUT", "DELETE", "OPTIONS", "PATCH", "TRACE"] {
        let reply = ask(gateway.address, &format!("{method} /"), &[], b"").await;
        assert_eq!((reply.status, reply.header("allow")), (405, Some("GET, HEAD")), "{method}");
    }
}

#[tokio::test]
async fn nothing_outside_the_folder_is_served() {
    let dist = dist();
    let address = gateway_for(&dist.path().join("fonts/.."), &[], quick()).await;
    let inner = gateway_for_inner(&dist).await;
    assert_eq!(get(address, "/boot.js").await.status, 200);
    for path in
        ["/../boot.js", "/%2e%2e/boot.js", "/..%2fboot.js", "/x/../../boot.js", "/..%5cboot.js", "//boot.js"]
    {
        assert!(!get(inner, path).await.text().contains("export"), "{path}");
    }
}

/// A dashboard in a folder inside another one that has files too.
async fn gateway_for_inner(dist: &tempfile::TempDir) -> std::net::SocketAddr {
    let inner = dist.path().join("fonts");
    std::fs::write(inner.join("index.html"), "inner").unwrap();
    gateway_for(&inner, &[], quick()).await
}
