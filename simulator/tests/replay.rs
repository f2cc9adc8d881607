//! What a real community server answered, asked again: the vectors are copied from it, so the client and the simulator
//! can't be wrong together.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test stops at the first surprise"
)]

mod support;

use std::collections::HashMap;

use firetower_simulator::Options;
use serde_json::Value;
use support::{Answer, Headers, Running, signed, signed_at};

const OBSERVED: &str = include_str!("../../protocol/golden/observed-community.jsonl");
const SECRET: &str = "123456";
const MINUTE_MS: i64 = 60_000;

/// Three invented secrets, one made id, and seven times.
const MADE_UP: usize = 11;

/// Exchanges that the record leaves out, after the one of each name: its list of users has what they made.
const LEFT_OUT: [(&str, &str); 2] = [
    ("robot create no id", r#"{"userId":"robot3","name":"robot3","displayName":"No owner"}"#),
    ("robot create no name", r#"{"userId":"robot5","name":"robot5"}"#),
];

/// What a server makes up, the real one's and ours: each value of the real server stands for one of ours, wherever it
/// comes back. The built-in users' `updateDt`, 1, is no such value.
#[derive(Default)]
struct MadeUp(HashMap<String, String>);

impl MadeUp {
    /// The real server's answer with our made-up values in place of its own.
    fn translate(&mut self, name: &str, expected: &str, answer: &str) -> String {
        let mut ours = made_up(name, answer).into_iter();
        let mut translated = expected.to_owned();
        for real in made_up(name, expected) {
            let Some(our) = ours.next() else { break };
            assert_eq!(shape_of_made_up(&real), shape_of_made_up(&our), "{name}");
            let known = self.0.entry(real).or_insert_with(|| our.clone());
            assert_eq!(*known, our, "{name}: the same value comes back");
        }
        for (real, our) in &self.0 {
            translated = translated.replace(real, our);
        }
        translated
    }
}

/// Invented secrets, the id of the robot without one, and times, in their order.
fn made_up(name: &str, answer: &str) -> Vec<String> {
    let mut found = Vec::new();
    let parts = answer.split(['{', ',', '}']).map(|part| part.trim_end_matches(']'));
    for (key, value) in parts.filter_map(|part| part.rsplit_once(':')) {
        let text = value.trim_matches('"');
        let is_made_up = match key {
            r#""secret""# => text.len() == 32,
            r#""updateDt""# => text != "1",
            r#""userId""# => name == "robot create no id",
            _ => false,
        };
        if is_made_up {
            found.push(text.to_owned());
        }
    }
    found
}

/// What a made-up value must have in common with the real server's.
fn shape_of_made_up(value: &str) -> (usize, bool, bool) {
    let all = |holds: fn(&u8) -> bool| value.as_bytes().iter().all(holds);
    let is_id = all(|byte| byte.is_ascii_digit() || byte.is_ascii_lowercase());
    let is_random_uuid = value.len() == 32
        && all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
        && value.as_bytes()[12] == b'4'
        && b"89ab".contains(&value.as_bytes()[16]);
    (value.len(), is_id, is_random_uuid)
}

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
    let mut made_up = MadeUp::default();
    for line in OBSERVED.lines() {
        let exchange: Value = serde_json::from_str(line).unwrap();
        let text = |field: &str| exchange[field].as_str().unwrap();
        let (name, path, expected) = (text("name"), text("path"), text("answer"));
        let answer = server.send(text("method"), path, &headers(&exchange), text("body")).await.expect(name);
        assert_eq!(Value::from(answer.status), exchange["status"], "{name}: {}", answer.body);
        if path == "/admin/health" {
            assert_eq!(shape(&answer.body), shape(expected), "{name}");
        } else {
            assert_eq!(answer.body, made_up.translate(name, expected, &answer.body), "{name}");
        }
        assert_headers(&answer, name);
        replayed += 1;
        for (_, body) in LEFT_OUT.iter().filter(|(after, _)| *after == name) {
            assert_eq!(server.post(SECRET, "/admin/robot/create", body).await.json()["code"], 0);
        }
    }
    // So that a line that is lost on the way does not pass for one that agrees.
    assert_eq!(replayed, 63);
    // And so that nothing made up passes unseen.
    assert_eq!(made_up.0.len(), MADE_UP);
    server.stop().await;
}
