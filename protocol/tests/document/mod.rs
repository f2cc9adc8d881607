//! The vendor's document, taken apart: its examples as JSON. The simulator's tests look at it too.
#![allow(dead_code, unreachable_pub, reason = "each test binary uses its own part of this")]

use serde_json::Value;

pub const DOCUMENT: &str = include_str!("../../golden/general-api.zh.txt");

/// The example of a documented call: its request body and its answer, as printed.
pub fn example(path: &str) -> (Option<Value>, Value) {
    let command = DOCUMENT
        .split("curl -X POST")
        .skip(1)
        .find(|part| {
            part.split_once("\n{").is_some_and(|(curl, _)| {
                let curl = curl.trim_end();
                curl.ends_with(&format!("http://localhost:18080{path}"))
            })
        })
        .unwrap_or_else(|| panic!("the document has no example of {path}"));
    let (curl, rest) = command.split_once("\n{").unwrap();
    let body = curl.split_once("-d ").map(|(_, data)| {
        let json = &data[data.find('"').unwrap() + 1..data.rfind('"').unwrap()];
        serde_json::from_str(&json.replace("\\\"", "\"").replace("\\\n", "\n")).unwrap()
    });
    let end = rest.find("\n}").unwrap() + 2;
    (body, serde_json::from_str(&corrected(&format!("{{{}", &rest[..end]))).unwrap())
}

/// Answers as they were meant: the document prints one with `\"`, and lists of files as `[...]`.
fn corrected(answer: &str) -> String {
    answer.replace("\\\"", "\"").replace("[...]", "[]")
}
