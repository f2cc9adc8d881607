//! Whatever path is asked for, an upstream only ever sees canonical ones under `/admin/`.

use std::sync::LazyLock;

use firetower_gateway::forward::path::is_canonical;
use proptest::prelude::*;
use tokio::runtime::Runtime;

use crate::support::{RawUpstream, Running, before, get, http, send};

#[tokio::test]
async fn refused_paths_are_not_found_and_name_the_rule() {
    let upstream = RawUpstream::answering(http("200 OK", &[], "{}")).await;
    let gateway = before(&upstream).await;
    for path in [
        "",
        "/",
        "/admin",
        "/admin/",
        "/api/x",
        "/administrator",
        "//admin/x",
        "/admin//x",
        "/admin/../x",
        "/admin/./x",
        "/admin/%2e%2e/x",
        "/admin/..%2fx",
        "/admin/a%5cb",
        "/admin\\..\\x",
        "/admin/%00",
        "/admin/%0d%0ax:%20y",
        "/admin/%252e",
        "/admin/..;/x",
        "/%61dmin/x",
        "/../main/admin/x",
    ] {
        let reply = get(gateway.address, &format!("/im/main{path}")).await;
        assert_eq!((reply.status, reply.step().as_deref()), (404, Some("path-not-allowed")), "{path}");
        assert_eq!(reply.json()["firetower"]["upstream"], "main");
    }
    let query = get(gateway.address, "/im/main/admin/health?x=../..//%00").await;
    assert_eq!(query.status, 200, "a query string does nothing");
    assert!(upstream.request().starts_with("GET /admin/health HTTP/1.1\r\n"));
}

struct World {
    runtime: Runtime,
    upstream: RawUpstream,
    gateway: Running,
}

static WORLD: LazyLock<World> = LazyLock::new(|| {
    let runtime = Runtime::new().unwrap();
    let (upstream, gateway) = runtime.block_on(async {
        let upstream = RawUpstream::answering(http("200 OK", &[], "{}")).await;
        let gateway = before(&upstream).await;
        (upstream, gateway)
    });
    World { runtime, upstream, gateway }
});

/// Bytes of a request target: everything but what ends it or the line.
fn target() -> impl Strategy<Value = Vec<u8>> {
    let piece = prop_oneof![
        prop::sample::select(vec![
            "/", "/", "//", ".", "..", "\\", "%2e", "%2f", "%5c", "%25", "%00", ";", "?", "#", "admin",
            "/admin/", "im", "main", "a", "%c0%ae", "@", ":", "http://",
        ])
        .prop_map(|text| text.as_bytes().to_vec()),
        prop::collection::vec(any::<u8>().prop_filter("ends the target", |byte| *byte > b' '), 0..3),
    ];
    prop::collection::vec(piece, 0..8)
        .prop_map(|pieces| [b"/im/main/admin/".to_vec(), pieces.concat()].concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(500))]

    #[test]
    fn an_upstream_sees_canonical_admin_paths_only(target in target()) {
        let world = &*WORLD;
        let host = format!(" HTTP/1.1\r\nhost: {}\r\nconnection: close\r\n\r\n", world.gateway.address);
        let request = [b"GET ".as_slice(), &target, host.as_bytes()].concat();
        let reply = world.runtime.block_on(send(world.gateway.address, &request));
        prop_assert!(matches!(reply.status, 200 | 400 | 404), "{}", reply.status);
        for request in world.upstream.requests() {
            let path = request.strip_prefix("GET ").and_then(|rest| rest.split(' ').next()).unwrap_or_default();
            prop_assert!(path.starts_with("/admin/") && is_canonical(path), "{path:?}");
        }
    }
}
