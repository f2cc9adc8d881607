//! Faults on every path that a page reads or writes, asked for by prefix and by the remote control: user settings, pins
//! and robots have no ids of their own that would ask for one, as system settings do.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test stops at the first surprise"
)]

mod support;

use std::time::{Duration, Instant};

use firetower_protocol::{Operation, WireForm};
use firetower_simulator::{Data, Fault, Options};
use serde_json::{Value, json};
use support::faults::{assert_fault, immediate};
use support::{Running, read_to_end, signed};

const SECRET: &str = "123456";

async fn start() -> Running {
    Running::start(Options { data: Data::Demo, ..Options::professional() }).await
}

/// The ways to ask that take any path. A rule hits once, so that the reading afterwards is well.
#[derive(Clone, Copy, Debug)]
enum By {
    Prefix,
    Control,
}

impl By {
    /// The path to call so that the fault hits.
    async fn path(self, server: &Running, fault: Fault, path: &str) -> String {
        match self {
            Self::Prefix => format!("/fault-{fault}{path}"),
            Self::Control => {
                let rule = json!({"fault": fault.name(), "path": path, "times": 1}).to_string();
                assert_eq!(server.control("PUT", "faults", &rule).await.status, 200);
                path.to_owned()
            }
        }
    }
}

#[tokio::test]
async fn a_fault_that_comes_at_once_hits_every_operation() {
    let server = start().await;
    let forms = [WireForm::Documented, WireForm::Sdk];
    let paths = Operation::ALL.iter().flat_map(|operation| forms.map(|form| operation.path(form))).flatten();
    for path in paths {
        let method = if path == "/admin/health" { "GET" } else { "POST" };
        for fault in immediate() {
            for by in [By::Prefix, By::Control] {
                let asked = by.path(&server, fault, path).await;
                let answer = server.send(method, &asked, &signed(SECRET), "{}").await;
                assert_fault(fault, answer, &format!("{by:?} on {path}"));
            }
        }
    }
    server.stop().await;
}

/// A write, with two contents, and how to read what is held.
struct Write {
    path: &'static str,
    before: Value,
    after: Value,
    read: (&'static str, Value),
    /// Where in the result it stands, and what stands there by the contents.
    at: &'static str,
    held: [Value; 2],
}

fn writes() -> Vec<Write> {
    let conversation = json!({"type": 1, "target": "g003", "line": 0});
    let pin = |top: u8| json!({"userId": "u0001", "conversation": conversation, "top": top});
    let pin_setting = |value: &str| json!({"userId": "u0001", "scope": 3, "key": "1-0-g004", "value": value});
    let setting = |value: &str| json!({"userId": "u0001", "scope": 1000, "key": "k", "value": value});
    let robot = |name: &str| json!({"userId": "bot", "name": "bot", "displayName": name, "secret": "kept"});
    let block = |status: u8| json!({"userId": "robot09", "status": status});
    let system = |value: &str| json!({"id": 1, "value": value, "desc": "d"});
    let write = |path, contents: [Value; 2], read, at, held| {
        let [before, after] = contents;
        Write { path, before, after, read, at, held }
    };
    vec![
        write(
            "/admin/modify_setting",
            [system("3000"), system("4000")],
            ("/admin/get_setting", json!({"id": 1})),
            "/value",
            [json!("3000"), json!("4000")],
        ),
        write(
            "/admin/user/put_setting",
            [setting("dark"), setting("light")],
            ("/admin/user/get_setting", json!({"userId": "u0001", "scope": 1000, "key": "k"})),
            "/value",
            [json!("dark"), json!("light")],
        ),
        write(
            "/admin/conversation/top",
            [pin(0), pin(1)],
            ("/admin/conversation/is_top", json!({"userId": "u0001", "conversation": conversation})),
            "/value",
            [json!(false), json!(true)],
        ),
        write(
            "/admin/user/put_setting",
            [pin_setting("1"), pin_setting("0")],
            ("/admin/user/get_setting", json!({"userId": "u0001", "scope": 3, "key": "1-0-g004"})),
            "/value",
            [json!("1"), json!("0")],
        ),
        write(
            "/admin/robot/create",
            [robot("first"), robot("second")],
            ("/admin/user/get_robot_info", json!({"robotId": "bot"})),
            "/displayName",
            [json!("first"), json!("second")],
        ),
        write(
            "/admin/user/update_block_status",
            [block(0), block(2)],
            ("/admin/user/check_block_status", json!({"userId": "robot09"})),
            "/status",
            [json!(0), json!(2)],
        ),
    ]
}

async fn held(server: &Running, write: &Write) -> Value {
    let answer = server.post(SECRET, write.read.0, &write.read.1.to_string()).await.json();
    answer["result"].pointer(write.at).unwrap_or_else(|| panic!("{}: {answer}", write.path)).clone()
}

/// `before` is held, well written.
async fn begin(server: &Running, write: &Write) {
    assert_eq!(server.post(SECRET, write.path, &write.before.to_string()).await.json()["code"], 0);
    assert_eq!(held(server, write).await, write.held[0], "{}", write.path);
}

#[tokio::test]
async fn every_write_takes_effect_and_loses_its_answer() {
    let server = start().await;
    for write in writes() {
        for by in [By::Prefix, By::Control] {
            for fault in [Fault::ClosedAfter, Fault::EmptyAfter, Fault::HangAfter] {
                let how = format!("{fault} by {by:?} on {}", write.path);
                begin(&server, &write).await;
                let path = by.path(&server, fault, write.path).await;
                let stream = server.open("POST", &path, &signed(SECRET), &write.after.to_string()).await;
                if fault == Fault::HangAfter {
                    let stored = async { while held(&server, &write).await != write.held[1] {} };
                    tokio::time::timeout(Duration::from_secs(20), stored).await.expect(&how);
                    assert!(stream.try_read(&mut [0]).is_err(), "{how}: not a byte, and not closed");
                    continue;
                }
                let answer = String::from_utf8(read_to_end(stream).await).unwrap();
                if fault == Fault::ClosedAfter {
                    assert_eq!(answer, "", "{how}");
                } else {
                    assert!(
                        answer.starts_with("HTTP/1.1 200") && answer.ends_with("\r\n\r\n"),
                        "{how}: {answer}"
                    );
                }
                assert_eq!(held(&server, &write).await, write.held[1], "{how}");
            }
        }
    }
    server.stop().await;
}

#[tokio::test]
async fn every_write_says_done_and_is_not() {
    let server = start().await;
    for write in writes() {
        for by in [By::Prefix, By::Control] {
            for fault in [Fault::IgnoredWrite, Fault::ChangedWrite] {
                let how = format!("{fault} by {by:?} on {}", write.path);
                begin(&server, &write).await;
                let path = by.path(&server, fault, write.path).await;
                let answer = server.post(SECRET, &path, &write.after.to_string()).await;
                assert_eq!(answer.json()["code"], 0, "{how}");
                let held = held(&server, &write).await;
                assert_ne!(held, write.held[1], "{how}: not what was sent");
                if fault == Fault::IgnoredWrite {
                    assert_eq!(held, write.held[0], "{how}");
                }
            }
        }
    }
    server.stop().await;
}

#[tokio::test]
async fn a_rule_hits_its_own_path_alone() {
    let server = start().await;
    for write in writes() {
        begin(&server, &write).await;
        let rule = json!({"fault": "502-html", "path": write.read.0}).to_string();
        server.control("PUT", "faults", &rule).await;
        assert_eq!(server.post(SECRET, write.path, &write.after.to_string()).await.json()["code"], 0);
        assert_eq!(server.post(SECRET, write.read.0, &write.read.1.to_string()).await.status, 502);
        server.control("DELETE", "faults", "").await;
        assert_eq!(held(&server, &write).await, write.held[1], "{}", write.path);
    }
    server.stop().await;
}

#[tokio::test]
async fn reads_and_writes_are_late_and_right() {
    let server = start().await;
    let rule = json!({"fault": "latency"}).to_string();
    let writes = writes();
    for write in &writes {
        begin(&server, write).await;
    }
    server.control("PUT", "faults", &rule).await;
    let start = Instant::now();
    // All at once, so that the test waits for one of them.
    let mut late = Vec::new();
    for write in &writes {
        late.push(server.open("POST", write.read.0, &signed(SECRET), &write.read.1.to_string()).await);
    }
    for stream in late {
        let answer = String::from_utf8(read_to_end(stream).await).unwrap();
        assert!(answer.starts_with("HTTP/1.1 200") && answer.contains(r#""code":0"#), "{answer}");
    }
    assert!(start.elapsed() >= Duration::from_millis(Fault::LATENCY_MS));
    server.stop().await;
}
