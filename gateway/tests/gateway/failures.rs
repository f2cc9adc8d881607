//! The gateway's own failures: each way in which an upstream fails has its own name.

use firetower_gateway::Limits;

use crate::support::{RawUpstream, Reply, before, gateway, get, http, post, quick, refusing};

const PATH: &str = "/im/main/admin/health";

async fn from(upstream: &RawUpstream) -> Reply {
    let gateway = before(upstream).await;
    let reply = get(gateway.address, PATH).await;
    if let Some(step) = reply.step() {
        let address = upstream.address.to_string();
        assert!(reply.message().contains(&address), "{step}: {}", reply.message());
        assert_eq!(reply.json()["firetower"]["upstream"], "main");
        assert_eq!(
            reply.header("content-security-policy"),
            Some("sandbox; default-src 'none'; frame-ancestors 'none'")
        );
        assert_eq!(reply.header("cache-control"), Some("no-store"));
    }
    reply
}

async fn step_of(upstream: &RawUpstream) -> (u16, Option<String>) {
    let reply = from(upstream).await;
    (reply.status, reply.step())
}

fn failed(status: u16, step: &str) -> (u16, Option<String>) {
    (status, Some(step.to_owned()))
}

#[tokio::test]
async fn a_name_that_does_not_resolve() {
    // A label of 64 characters fits no DNS question, so the resolver refuses it without asking anybody.
    let name = format!("{}.example", "x".repeat(64));
    let gateway = gateway(&[format!("main=http://{name}:18080")], Limits::default()).await;
    let reply = get(gateway.address, PATH).await;
    assert_eq!((reply.status, reply.step()), failed(502, "dns"));
    assert!(reply.message().contains(&format!("{name}:18080")), "{}", reply.message());
}

#[tokio::test]
async fn nobody_listens() {
    let (_socket, port) = refusing();
    let gateway = gateway(&[format!("main=http://127.0.0.1:{port}")], quick()).await;
    let reply = get(gateway.address, PATH).await;
    assert_eq!((reply.status, reply.step()), failed(502, "connect"));
    let message = reply.message();
    assert!(
        message.contains(&format!("127.0.0.1:{port}")) && message.contains("connection refused"),
        "{message}"
    );
}

#[tokio::test]
async fn no_answer_in_time() {
    assert_eq!(step_of(&RawUpstream::hanging_after("").await).await, failed(504, "timeout"));
}

#[tokio::test]
async fn half_an_answer_in_time() {
    for half in [
        "HTTP/1.1 200 OK\r\n",
        "HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\nhalf",
        "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n2\r\n{}\r\n",
        "HTTP/1.1 200 OK\r\n\r\nwithout an end",
    ] {
        let upstream = RawUpstream::hanging_after(half).await;
        assert_eq!(step_of(&upstream).await, failed(504, "timeout"), "{half:?}");
    }
}

#[tokio::test]
async fn a_connection_that_closes_early() {
    for part in [
        "",
        "HTTP/1.1 200 OK\r\ncont",
        "HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\nhalf",
        "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n4\r\nab",
        "HTTP/1.1 100 Continue\r\n\r\n",
    ] {
        assert_eq!(step_of(&RawUpstream::answering(part).await).await, failed(502, "closed"), "{part:?}");
    }
}

#[tokio::test]
async fn something_that_is_no_http() {
    for answer in [
        b"hello there\r\n\r\n".as_slice(),
        b"\x15\x03\x01\x00\x02\x02\x50",
        b"HTTP/1.1 abc\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nno header\r\n\r\n",
        b"HTTP/1.1 200 OK\r\ncontent-length: x\r\n\r\n",
        b"HTTP/1.1 200 OK\r\ncontent-length: 1\r\ncontent-length: 2\r\n\r\nab",
        b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\nzz\r\n",
        b"HTTP/1.1 101 Switching Protocols\r\nupgrade: websocket\r\nconnection: upgrade\r\n\r\n",
    ] {
        let shown = String::from_utf8_lossy(answer).into_owned();
        assert_eq!(
            step_of(&RawUpstream::answering(answer).await).await,
            failed(502, "not-http"),
            "{shown:?}"
        );
    }
}

#[tokio::test]
async fn a_server_that_speaks_first() {
    let upstream = RawUpstream::speaking_first("SSH-2.0-OpenSSH_9.2\r\n").await;
    // The greeting may arrive before or after the request leaves.
    for _ in 0..50 {
        assert_eq!(step_of(&upstream).await, failed(502, "not-http"));
    }
}

#[tokio::test]
async fn an_answer_with_huge_headers() {
    let huge = http("200 OK", &[&format!("x: {}", "y".repeat(200_000))], "{}");
    assert_eq!(step_of(&RawUpstream::answering(huge).await).await, failed(502, "answer-too-large"));
    let line = "x: y";
    let many = http("200 OK", &[line; 500], "{}");
    assert_eq!(step_of(&RawUpstream::answering(many).await).await, failed(502, "answer-too-large"));
}

#[tokio::test]
async fn an_answer_that_is_too_large() {
    let limits = Limits { answer_body_bytes: 1000, ..quick() };
    let chunk = format!("200\r\n{}\r\n", "x".repeat(512));
    for (answer, fits) in [
        (http("200 OK", &[], "x".repeat(1000)), true),
        (http("200 OK", &[], "x".repeat(1001)), false),
        (b"HTTP/1.1 200 OK\r\ncontent-length: 99999999999999999\r\n\r\n".to_vec(), false),
        (
            format!("HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n{chunk}{chunk}0\r\n\r\n")
                .into_bytes(),
            false,
        ),
        (format!("HTTP/1.1 200 OK\r\n\r\n{}", "x".repeat(1001)).into_bytes(), false),
    ] {
        let upstream = RawUpstream::answering(answer).await;
        let gateway = gateway(&[format!("main=http://{}", upstream.address)], limits).await;
        let reply = get(gateway.address, PATH).await;
        let expected = if fits { (200, None) } else { failed(502, "answer-too-large") };
        assert_eq!((reply.status, reply.step()), expected);
    }
}

#[tokio::test]
async fn an_answer_of_many_megabytes_comes_through() {
    let body = "x".repeat(32 * 1024 * 1024);
    let upstream = RawUpstream::answering(http("200 OK", &["content-type: application/json"], &body)).await;
    let gateway = gateway(&[format!("main=http://{}", upstream.address)], Limits::default()).await;
    let reply = post(gateway.address, PATH, b"{}").await;
    assert_eq!((reply.status, reply.body.len()), (200, body.len()));
}

#[tokio::test]
async fn a_server_that_is_back_answers_again() {
    let (socket, port) = refusing();
    let gateway = gateway(&[format!("main=http://127.0.0.1:{port}")], quick()).await;
    assert_eq!(get(gateway.address, PATH).await.step().as_deref(), Some("connect"));
    let listener = socket.listen(8).unwrap();
    tokio::spawn(async move {
        use tokio::io::AsyncWriteExt;
        let (mut stream, _) = listener.accept().await.unwrap();
        stream.write_all(b"HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n{}").await.unwrap();
        std::future::pending::<()>().await;
    });
    assert_eq!(get(gateway.address, PATH).await.text(), "{}");
}
