//! Every fault, over a real socket, in each of the ways to ask for it.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test stops at the first surprise"
)]

mod support;

use std::time::{Duration, Instant};

use firetower_simulator::{Fault, Options};
use support::faults::{assert_fault, immediate};
use support::{Headers, Running, read_to_end, signed};

const READ: &str = "/admin/system/get_setting";
const WRITE: &str = "/admin/system/put_setting";
const SECRET: &str = "123456";

fn secret_of(fault: Fault) -> String {
    format!("fault-{fault}")
}

async fn value(server: &Running, id: i32) -> Option<String> {
    let answer = server.post(SECRET, READ, &format!(r#"{{"id":{id}}}"#)).await.json();
    answer["result"]["value"].as_str().map(str::to_owned)
}

#[tokio::test]
async fn by_every_way_on_reads_and_writes() {
    let server = Running::start(Options::community()).await;
    for fault in immediate() {
        for path in [READ, WRITE] {
            let body = r#"{"id":7,"value":"v","desc":"d"}"#;
            let by_secret = server.send("POST", path, &signed(&secret_of(fault)), body).await;
            assert_fault(fault, by_secret, "secret");

            let reserved = format!(r#"{{"id":{},"value":"v","desc":"d"}}"#, fault.setting_id());
            assert_fault(fault, server.send("POST", path, &signed(SECRET), &reserved).await, "id");
            assert_fault(fault, server.send("POST", path, &Headers::new(), &reserved).await, "id, unsigned");

            let prefixed = format!("/fault-{fault}{path}");
            assert_fault(fault, server.send("POST", &prefixed, &signed(SECRET), body).await, "prefix");

            let rule = format!(r#"{{"fault":"{fault}","path":"{path}","times":1}}"#);
            assert_eq!(server.control("PUT", "faults", &rule).await.status, 200);
            assert_fault(fault, server.send("POST", path, &signed(SECRET), body).await, "control");
        }
        let health = format!("/fault-{fault}/admin/health");
        assert_fault(
            fault,
            server.send("GET", &health, &Headers::new(), "").await,
            "prefix, unsigned health",
        );
    }
    assert_eq!(value(&server, 7).await, None, "no faulty write took effect");
    server.stop().await;
}

#[tokio::test]
async fn latency_is_late_and_right() {
    let server = Running::start(Options::community()).await;
    let start = Instant::now();
    let answer = server.post(&secret_of(Fault::Latency), WRITE, r#"{"id":7,"value":"v"}"#).await;
    assert!(start.elapsed() >= Duration::from_millis(Fault::LATENCY_MS));
    assert_eq!(answer.body, r#"{"code":0,"msg":"success"}"#);
    assert_eq!(value(&server, 7).await.as_deref(), Some("v"));
    server.stop().await;
}

#[tokio::test]
async fn what_is_held_is_answered_once_the_faults_are_cleared() {
    let server = Running::start(Options::community()).await;
    let rule = r#"{"fault":"held","path":"/admin/system/get_setting"}"#;
    assert_eq!(server.control("PUT", "faults", rule).await.status, 200);
    let held = server.open("POST", READ, &signed(SECRET), r#"{"id":1}"#).await;
    server.received(1).await;
    assert!(held.try_read(&mut [0]).is_err(), "not a byte, and not closed");
    assert_eq!(server.control("DELETE", "faults", "").await.status, 200);
    let answer = String::from_utf8(read_to_end(held).await).unwrap();
    assert!(answer.starts_with("HTTP/1.1 200 "), "{answer}");
    assert_eq!(value(&server, 1).await.as_deref(), Some("3000"), "what comes after is not held");
    server.stop().await;
}

#[tokio::test]
async fn a_hang_lasts_until_the_server_stops() {
    let server = Running::start(Options::community()).await;
    let body = format!(r#"{{"id":{}}}"#, Fault::Hang.setting_id());
    let hanging = [
        server.open("GET", "/fault-hang/admin/health", &Headers::new(), "").await,
        server.open("POST", READ, &signed(&secret_of(Fault::Hang)), r#"{"id":1}"#).await,
        server.open("POST", READ, &signed(SECRET), &body).await,
    ];
    let received = server.received(hanging.len()).await;
    assert!(received.iter().all(|request| request["fault"] == "hang"), "{received:?}");
    assert_eq!(value(&server, 1).await.as_deref(), Some("3000"), "others are answered meanwhile");
    for stream in &hanging {
        assert!(stream.try_read(&mut [0]).is_err(), "not a byte, and not closed");
    }
    server.stop().await;
    for stream in hanging {
        assert_eq!(read_to_end(stream).await, b"");
    }
}

#[tokio::test]
async fn a_write_takes_effect_and_its_answer_is_lost() {
    let server = Running::start(Options::community()).await;
    for (fault, id) in [(Fault::ClosedAfter, 7), (Fault::EmptyAfter, 8)] {
        for (id, secret) in [(id, secret_of(fault)), (fault.setting_id(), SECRET.to_owned())] {
            let body = format!(r#"{{"id":{id},"value":"new"}}"#);
            let answer = server.send("POST", WRITE, &signed(&secret), &body).await;
            let seen = answer.map(|answer| (answer.status, answer.body));
            assert_eq!(seen, (fault == Fault::EmptyAfter).then(|| (200, String::new())), "{fault}");
            assert_eq!(value(&server, id).await.as_deref(), Some("new"), "{fault}");
        }
    }
    let hanging = server.open("POST", WRITE, &signed("fault-hang-after"), r#"{"id":9,"value":"new"}"#).await;
    let stored = async { while value(&server, 9).await.is_none() {} };
    tokio::time::timeout(Duration::from_secs(20), stored).await.expect("the write takes effect");
    assert!(hanging.try_read(&mut [0]).is_err(), "not a byte, and not closed");
    server.stop().await;
    assert_eq!(read_to_end(hanging).await, b"");
}

#[tokio::test]
async fn a_write_says_done_and_is_not() {
    let server = Running::start(Options::community()).await;
    for (fault, kept) in [(Fault::IgnoredWrite, Some("3000")), (Fault::ChangedWrite, Some("45"))] {
        let answer = server.post(&secret_of(fault), WRITE, r#"{"id":1,"value":"4567","desc":"d"}"#).await;
        assert_eq!(answer.body, r#"{"code":0,"msg":"success"}"#, "{fault}");
        assert_eq!(value(&server, 1).await.as_deref(), kept, "{fault}");
        let read = server.post(&secret_of(fault), READ, r#"{"id":1}"#).await;
        assert_eq!(read.json()["result"]["value"].as_str(), kept, "{fault} leaves reads alone");
    }
    let prefixed = format!("/fault-ignored-write{WRITE}");
    let unsigned = server.send("POST", &prefixed, &Headers::new(), r#"{"id":1,"value":"1"}"#).await;
    assert_eq!(unsigned.unwrap().json()["code"], 239, "a prefix vouches for nobody");
    server.stop().await;
}

#[tokio::test]
async fn an_id_is_faulty_only_where_the_path_is_known() {
    let server = Running::start(Options::community()).await;
    let body = format!(r#"{{"id":{}}}"#, Fault::Html502.setting_id());
    let documented = server.post(SECRET, "/admin/get_setting", &body).await;
    assert_eq!((documented.status, documented.body.as_str()), (500, ""));
    let by_secret = server.post(&secret_of(Fault::Html502), "/admin/no/such/path", "").await;
    assert_eq!(by_secret.status, 502, "a secret is faulty everywhere");
    let unknown = server.health("/fault-hnag").await;
    assert!(unknown.status == 404 && unknown.body.contains("hang"), "{}", unknown.body);
    server.stop().await;
}
