//! Requests that the gateway refuses before any upstream hears of them.

use std::time::Duration;

use firetower_gateway::Limits;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use crate::support::{RawUpstream, Reply, ask, before, gateway, http, post, quick, send};

const PATH: &str = "/im/main/admin/a";

fn assert_refused(reply: &Reply, status: u16, step: &str, upstream: &RawUpstream) {
    assert_eq!((reply.status, reply.step().as_deref()), (status, Some(step)));
    assert_eq!(upstream.requests(), Vec::<String>::new());
}

#[tokio::test]
async fn other_methods() {
    let upstream = RawUpstream::answering(http("200 OK", &[], "{}")).await;
    let gateway = before(&upstream).await;
    for method in ["PUT", "DELETE", "PATCH", "TRACE", "CONNECT", "PROPFIND", "post"] {
        let reply = ask(gateway.address, &format!("{method} {PATH}"), &[], b"").await;
        assert_refused(&reply, 405, "method-not-allowed", &upstream);
        assert_eq!(reply.header("allow"), Some("GET, POST, OPTIONS"));
    }
    let head = ask(gateway.address, &format!("HEAD {PATH}"), &[], b"").await;
    assert_eq!((head.status, head.header("firetower-failure")), (405, Some("method-not-allowed")));
}

#[tokio::test]
async fn bodies_up_to_the_limit_pass() {
    let upstream = RawUpstream::answering(http("200 OK", &[], "{}")).await;
    let gateway = gateway(&[format!("main=http://{}", upstream.address)], Limits::default()).await;
    let limit = Limits::default().request_body_bytes;
    assert_eq!(post(gateway.address, PATH, &vec![b'x'; limit]).await.status, 200);
    assert!(upstream.request().ends_with(&"x".repeat(limit)));
}

#[tokio::test]
async fn larger_bodies_do_not() {
    let upstream = RawUpstream::answering(http("200 OK", &[], "{}")).await;
    let gateway = gateway(&[format!("main=http://{}", upstream.address)], Limits::default()).await;
    let limit = Limits::default().request_body_bytes;
    // The client gets to read the answer although it is still sending.
    for size in [limit + 1, 4 * limit] {
        assert_refused(
            &post(gateway.address, PATH, &vec![b'x'; size]).await,
            413,
            "request-too-large",
            &upstream,
        );
    }
    let chunked = format!(
        "POST {PATH} HTTP/1.1\r\nhost: {}\r\nconnection: close\r\ntransfer-encoding: chunked\r\n\r\n{:x}\r\n{}\r\n0\r\n\r\n",
        gateway.address,
        limit + 1,
        "x".repeat(limit + 1)
    );
    assert_refused(&send(gateway.address, chunked.as_bytes()).await, 413, "request-too-large", &upstream);
}

#[tokio::test]
async fn a_chunked_body_arrives_whole() {
    let upstream = RawUpstream::answering(http("200 OK", &[], "{}")).await;
    let gateway = before(&upstream).await;
    let chunked = format!(
        "POST {PATH} HTTP/1.1\r\nhost: {}\r\nconnection: close\r\ntransfer-encoding: chunked\r\n\r\n1\r\n{{\r\n1\r\n}}\r\n0\r\n\r\n",
        gateway.address
    );
    assert_eq!(send(gateway.address, chunked.as_bytes()).await.status, 200);
    let request = upstream.request();
    assert!(request.contains("content-length: 2\r\n") && request.ends_with("\r\n\r\n{}"), "{request}");
    assert!(!request.contains("transfer-encoding"), "{request}");
}

#[tokio::test]
async fn large_headers() {
    let upstream = RawUpstream::answering(http("200 OK", &[], "{}")).await;
    let gateway = before(&upstream).await;
    let reply = ask(gateway.address, &format!("GET {PATH}"), &[("x", &"y".repeat(20_000))], b"").await;
    assert_refused(&reply, 413, "request-too-large", &upstream);
}

#[tokio::test]
async fn headers_without_an_end() {
    let upstream = RawUpstream::answering(http("200 OK", &[], "{}")).await;
    let gateway = before(&upstream).await;
    let mut stream = TcpStream::connect(gateway.address).await.unwrap();
    stream.write_all(format!("GET {PATH} HTTP/1.1\r\nx: ").as_bytes()).await.unwrap();
    let mut written = 0_usize;
    while stream.write_all(&[b'y'; 65_536]).await.is_ok() {
        written += 65_536;
        assert!(written < 64 * 1024 * 1024, "the gateway still reads");
    }
    assert_eq!(upstream.requests(), Vec::<String>::new());
}

#[tokio::test]
async fn a_body_that_does_not_arrive() {
    let upstream = RawUpstream::answering(http("200 OK", &[], "{}")).await;
    let gateway = before(&upstream).await;
    let half = format!(
        "POST {PATH} HTTP/1.1\r\nhost: {}\r\nconnection: close\r\ncontent-length: 9\r\n\r\nhalf",
        gateway.address
    );
    assert_refused(&send(gateway.address, half.as_bytes()).await, 408, "request-timeout", &upstream);
}

#[tokio::test]
async fn headers_that_do_not_arrive() {
    let upstream = RawUpstream::answering(http("200 OK", &[], "{}")).await;
    let gateway = before(&upstream).await;
    for half in ["", "GET /im/main/admin/a HTTP/1.1\r\nhost"] {
        let mut stream = TcpStream::connect(gateway.address).await.unwrap();
        stream.write_all(half.as_bytes()).await.unwrap();
        let mut rest = Vec::new();
        let closing = tokio::time::timeout(Duration::from_secs(20), stream.read_to_end(&mut rest));
        closing.await.expect("the gateway closes").unwrap();
    }
    assert_eq!(upstream.requests(), Vec::<String>::new());
}

#[tokio::test]
async fn two_lengths_and_other_smuggling() {
    let upstream = RawUpstream::answering(http("200 OK", &[], "{}")).await;
    let gateway = gateway(&[format!("main=http://{}", upstream.address)], quick()).await;
    for lines in [
        "content-length: 1\r\ncontent-length: 2",
        "content-length: 3, 4",
        "transfer-encoding: gzip",
        "transfer-encoding: identity, chunked, x",
        "bad header: x",
        "x : y",
    ] {
        let request = format!(
            "POST {PATH} HTTP/1.1\r\nhost: {}\r\nconnection: close\r\n{lines}\r\n\r\nabc",
            gateway.address
        );
        assert_eq!(send(gateway.address, request.as_bytes()).await.status, 400, "{lines}");
    }
    assert_eq!(upstream.requests(), Vec::<String>::new());
}
