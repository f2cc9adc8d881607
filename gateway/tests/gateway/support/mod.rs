//! What the tests share: a gateway on a free port, raw upstreams, a raw client.

mod client;
mod upstream;

use std::future::pending;
use std::net::SocketAddr;
use std::path::Path;
use std::time::Duration;

use firetower_gateway::dashboard::Dashboard;
use firetower_gateway::dashboard::policy::Allowed;
use firetower_gateway::forward::Forwarder;
use firetower_gateway::forward::upstream::{Upstream, Upstreams};
use firetower_gateway::host::HostRule;
use firetower_gateway::{Gateway, Limits, server};
use tempfile::TempDir;
use tokio::net::TcpListener;

pub(crate) use client::{Reply, ask, get, post, send};
pub(crate) use upstream::{RawUpstream, http, refusing};

pub(crate) const INDEX: &str =
    "<!doctype html><html><head><base href=\"/\"><title>Firetower</title></head><body>page</body></html>";

/// A dashboard as the builder leaves it, with empty and precompressed files among the others.
pub(crate) fn dist() -> TempDir {
    let dist = TempDir::new().unwrap();
    let write = |name: &str, bytes: &[u8]| std::fs::write(dist.path().join(name), bytes).unwrap();
    write("index.html", INDEX.as_bytes());
    write("boot.js", b"export {};");
    write("app-0123456789abcdef.js", b"export default 1;");
    write("app-0123456789abcdef_bg.wasm", b"\0asm\x01\0\0\0");
    write("app-0123456789abcdef_bg.wasm.br", b"br of the wasm");
    write("app-0123456789abcdef_bg.wasm.gz", b"gz of the wasm");
    write("style-fedcba9876543210.css", b"body{}");
    write("icon.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>");
    std::fs::create_dir(dist.path().join("fonts")).unwrap();
    write("fonts/mono.woff2", b"wOF2");
    dist
}

/// Limits that end a test soon.
pub(crate) fn quick() -> Limits {
    Limits {
        request_time: Duration::from_millis(300),
        answer_time: Duration::from_millis(300),
        ..Limits::default()
    }
}

/// A gateway that runs as long as the test does.
pub(crate) struct Running {
    pub(crate) address: SocketAddr,
    _dist: TempDir,
}

pub(crate) async fn gateway(upstreams: &[String], limits: Limits) -> Running {
    let dist = dist();
    let address = gateway_for(dist.path(), upstreams, limits).await;
    Running { address, _dist: dist }
}

pub(crate) async fn gateway_for(dist: &Path, upstreams: &[String], limits: Limits) -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let upstreams = Upstreams::new(upstreams.iter().map(|text| text.parse::<Upstream>().unwrap())).unwrap();
    let allowed = Allowed { connect_src: vec!["https://im.example".parse().unwrap()], ..Allowed::default() };
    let gateway = Gateway::new(
        HostRule::new(address, vec!["given.example".parse().unwrap()]),
        Dashboard::open(dist, &allowed, None).unwrap(),
        Forwarder::new(upstreams, limits),
    );
    tokio::spawn(server::serve(listener, gateway, limits, pending()));
    address
}

/// A gateway before one upstream named `main`.
pub(crate) async fn before(upstream: &RawUpstream) -> Running {
    gateway(&[format!("main=http://{}", upstream.address)], quick()).await
}
