//! DNS rebinding: the gateway answers to its own names, for files and forwarding alike.

use crate::support::{RawUpstream, Reply, before, http, send};

async fn with_host(gateway: std::net::SocketAddr, target: &str, hosts: &str) -> Reply {
    send(gateway, format!("GET {target} HTTP/1.1\r\n{hosts}connection: close\r\n\r\n").as_bytes()).await
}

#[tokio::test]
async fn own_and_given_names_pass() {
    let upstream = RawUpstream::answering(http("200 OK", &[], "{}")).await;
    let running = before(&upstream).await;
    let gateway = running.address;
    let port = gateway.port();
    for host in [
        format!("127.0.0.1:{port}"),
        format!("localhost:{port}"),
        format!("[::1]:{port}"),
        "given.example".to_owned(),
        "given.example:8443".to_owned(),
    ] {
        for target in ["/", "/im/main/admin/health"] {
            assert_eq!(with_host(gateway, target, &format!("host: {host}\r\n")).await.status, 200, "{host}");
        }
    }
}

#[tokio::test]
async fn foreign_names_do_not() {
    let upstream = RawUpstream::answering(http("200 OK", &[], "{}")).await;
    let running = before(&upstream).await;
    let gateway = running.address;
    let port = gateway.port();
    for host in [
        String::new(),
        "host: \r\n".to_owned(),
        format!("host: evil.example:{port}\r\n"),
        "host: localhost\r\n".to_owned(),
        format!("host: 192.168.0.1:{port}\r\n"),
        format!("host: localhost:{port}\r\nhost: localhost:{port}\r\n"),
        format!("host: given.example.evil.example:{port}\r\n"),
        format!("x-forwarded-host: localhost:{port}\r\nhost: evil.example\r\n"),
    ] {
        for target in ["/", "/boot.js", "/im/main/admin/health", "/im/none/admin/health"] {
            let reply = with_host(gateway, target, &host).await;
            assert_eq!(
                (reply.status, reply.step().as_deref()),
                (421, Some("host-not-allowed")),
                "{host} {target}"
            );
            assert!(!reply.text().contains("evil"), "the name is not repeated");
        }
    }
    let absolute = format!("http://evil.example:{port}/");
    let reply = with_host(gateway, &absolute, &format!("host: localhost:{port}\r\n")).await;
    assert_eq!(reply.step().as_deref(), Some("host-not-allowed"));
    assert_eq!(upstream.requests(), Vec::<String>::new());
}
