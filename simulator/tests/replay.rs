//! What a real community server answered, asked again: the vectors are copied from it, so the client and the simulator
//! can't be wrong together.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test stops at the first surprise"
)]

mod support;

use firetower_simulator::Options;
use serde_json::Value;
use support::{Answer, Headers, Running, signed, signed_at};

const OBSERVED: &str = include_str!("../../protocol/golden/observed-community.jsonl");
const SECRET: &str = "123456";
const MINUTE_MS: i64 = 60_000;

/// Calls that the real server has and the simulator does not have yet.
const NOT_YET: [&str; 5] = [
    "/admin/robot/create",
    "/admin/user/get_robot_info",
    "/admin/user/create",
    "/admin/user/get_info",
    "/admin/user/all",
];

/// Signed, or not, as `name` says.
fn headers(exchange: &Value) -> Headers {
    match exchange["name"].as_str().unwrap() {
        "wrong secret" => signed("another secret"),
        "slow 119 min" => signed_at(SECRET, -119 * MINUTE_MS),
        "slow 121 min" => signed_at(SECRET, -121 * MINUTE_MS),
        "fast 121 min" => signed_at(SECRET, 121 * MINUTE_MS),
        "timestamp not a number" => {
            let signed = signed(SECRET).into_iter();
            let not_a_number = |name, value| if name == "timestamp" { "soon".to_owned() } else { value };
            signed.map(|(name, value)| (name, not_a_number(name, value))).collect()
        }
        "no content type" => signed(SECRET).into_iter().filter(|header| header.0 != "content-type").collect(),
        "origin header on post" => {
            let mut headers = signed(SECRET);
            headers.push(("origin", "http://elsewhere.example".to_owned()));
            headers
        }
        _ if exchange["signed"] == true => signed(SECRET),
        _ => Vec::new(),
    }
}

/// Every run of digits becomes a `#`: what stays is the shape and the order of keys.
fn shape(text: &str) -> String {
    let mut shape = String::new();
    for character in text.chars() {
        let blurred = if character.is_ascii_digit() { '#' } else { character };
        if blurred != '#' || !shape.ends_with('#') {
            shape.push(blurred);
        }
    }
    shape
}

fn assert_headers(answer: &Answer, name: &str) {
    assert_eq!(answer.header("content-encoding"), Some("utf-8"), "{name}");
    assert_eq!(answer.header("content-type"), Some("application/json"), "{name}");
    assert_eq!(answer.header("date"), None, "{name}");
    let cors = answer.headers.iter().find(|header| header.0.starts_with("access-control-"));
    assert_eq!(cors, None, "{name}");
}

#[tokio::test]
async fn the_real_servers_answers() {
    let server = Running::start(Options::community()).await;
    let mut replayed = 0;
    let mut skipped = 0;
    for line in OBSERVED.lines() {
        let exchange: Value = serde_json::from_str(line).unwrap();
        let text = |field: &str| exchange[field].as_str().unwrap();
        let (name, path, expected) = (text("name"), text("path"), text("answer"));
        if NOT_YET.contains(&path) {
            skipped += 1;
            continue;
        }
        let answer = server.send(text("method"), path, &headers(&exchange), text("body")).await.expect(name);
        assert_eq!(Value::from(answer.status), exchange["status"], "{name}: {}", answer.body);
        if path == "/admin/health" {
            assert_eq!(shape(&answer.body), shape(expected), "{name}");
        } else {
            assert_eq!(answer.body, expected, "{name}");
        }
        assert_headers(&answer, name);
        replayed += 1;
    }
    // So that a line that is lost on the way does not pass for one that agrees.
    assert_eq!(replayed + skipped, OBSERVED.lines().count());
    assert_eq!(skipped, 15, "robots and users");
    server.stop().await;
}
