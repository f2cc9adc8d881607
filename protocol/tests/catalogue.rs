//! The console's catalogue against the vendor's own list of calls.

#![cfg(test)]
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "the helpers of tests may stop at the first surprise too"
)]

use std::collections::BTreeSet;

use firetower_protocol::catalogue::{CATALOGUE, Entry, find};
use firetower_protocol::{Method, Operation, WireForm};
use serde_json::Value;

/// Each published call, with its parameters, and whether the community server was seen to have it.
const PUBLISHED: &str = include_str!("../golden/endpoints.json");

fn published() -> Vec<Value> {
    serde_json::from_str(PUBLISHED).unwrap()
}

fn body(entry: &Entry) -> Option<Value> {
    (!entry.body.is_empty()).then(|| serde_json::from_str(entry.body).unwrap())
}

/// Every value under this key, however deep, since the pages list fields of what is nested beside the others.
fn under<'a>(value: &'a Value, key: &str, found: &mut Vec<&'a Value>) {
    match value {
        Value::Object(fields) => {
            found.extend(fields.get(key));
            fields.values().for_each(|inside| under(inside, key, found));
        }
        Value::Array(items) => items.iter().for_each(|inside| under(inside, key, found)),
        _ => {}
    }
}

fn is_of_type(value: &Value, published: &str) -> bool {
    match published {
        "string" => value.is_string(),
        "int" | "long" => value.is_i64(),
        "bool" | "boolean" => value.is_boolean(),
        "json" => value.is_object(),
        _ => value.is_array(),
    }
}

#[test]
fn every_published_call_is_there_and_in_order() {
    let published = published();
    assert_eq!(published.len(), 114);
    let (first, more) = CATALOGUE.split_at(published.len());
    for (entry, call) in first.iter().zip(&published) {
        assert_eq!(entry.path, call["path"]);
        assert_eq!(entry.method, Method::Post);
        assert_eq!(entry.in_community, call["community"] == true, "{}", entry.path);
    }
    let here: BTreeSet<&str> = more.iter().map(|entry| entry.path).collect();
    let forms = [WireForm::Documented, WireForm::Sdk];
    let ours = Operation::ALL.iter().flat_map(|operation| forms.map(|form| operation.path(form))).flatten();
    let not_published: BTreeSet<&str> =
        ours.filter(|path| published.iter().all(|call| call["path"] != *path)).collect();
    assert_eq!(here, not_published, "what the dashboard calls besides");
    assert_eq!(more.len(), here.len());
}

#[test]
fn a_template_has_what_the_call_must_have_and_nothing_unknown() {
    for (entry, call) in CATALOGUE.iter().zip(&published()) {
        let body = body(entry).unwrap_or_default();
        let parameters = call["params"].as_array().unwrap();
        for parameter in parameters.iter().filter(|parameter| parameter["required"] == true) {
            let (name, kind) = (parameter["name"].as_str().unwrap(), parameter["type"].as_str().unwrap());
            let mut found = Vec::new();
            under(&body, name, &mut found);
            assert!(!found.is_empty(), "{} lacks {name}", entry.path);
            assert!(found.iter().any(|value| is_of_type(value, kind)), "{} {name}: {kind}", entry.path);
        }
        for (key, value) in body.as_object().into_iter().flatten() {
            let known = parameters
                .iter()
                .any(|p| p["name"] == key.as_str() && is_of_type(value, p["type"].as_str().unwrap()));
            assert!(known, "{} has no {key}", entry.path);
        }
    }
}

/// Sent by mistake, a template must find nobody: every text in it is empty, and so is every list of ids or words.
#[test]
fn a_template_names_nobody() {
    fn nobody(value: &Value) -> bool {
        match value {
            Value::String(text) => text.is_empty(),
            Value::Array(items) => items.iter().all(|item| item.is_object() && nobody(item)),
            Value::Object(fields) => fields.values().all(nobody),
            _ => true,
        }
    }
    for entry in CATALOGUE {
        assert!(body(entry).as_ref().is_none_or(nobody), "{}", entry.path);
    }
}

#[test]
fn reads_and_writes_are_those_of_our_operations() {
    for operation in Operation::ALL {
        for form in [WireForm::Documented, WireForm::Sdk] {
            let Some(path) = operation.path(form) else { continue };
            let entry = find(path).unwrap_or_else(|| panic!("{path} is not there"));
            assert_eq!(entry.reads, !operation.writes(), "{path}");
        }
    }
    for robots in [Operation::ReadRobot, Operation::WriteRobot, Operation::AllRobots] {
        let path = robots.path(WireForm::Documented).unwrap();
        assert!(find(path).is_some_and(|entry| entry.hands_out_keys), "{path}");
    }
}

/// A name that tells of looking, and no other, is a read's; but for the two that look like one and change something.
#[test]
fn what_reads_is_called_so() {
    /// A name, or what it begins with before a `_`.
    const LOOKING: &str = "all batch common conv_read conversation_files customer delivery exist get health healthcheck \
        info is list members message_file of query user_chatroom user_files";
    const LOOKING_TOO: &str =
        "check_block_status online_count online_list onlinestatus session_list user_devices";
    const CHANGING: [&str; 2] = ["/admin/user/get_token", "/admin/user/app_get_user_info"];
    for entry in CATALOGUE {
        let name = entry.path.rsplit('/').next().unwrap();
        let begins_with = |word: &str| name == word || name.starts_with(&format!("{word}_"));
        let is_looking = LOOKING.split_whitespace().any(begins_with)
            || LOOKING_TOO.split_whitespace().any(|word| name == word);
        let expected = is_looking && !CHANGING.contains(&entry.path);
        assert_eq!(entry.reads, expected, "{}", entry.path);
    }
}

#[test]
fn entries_of_one_path_differ_in_words_and_body_alone() {
    for entry in CATALOGUE {
        let first = find(entry.path).unwrap();
        let same = Entry { english: entry.english, chinese: entry.chinese, body: entry.body, ..*first };
        assert_eq!(*entry, same);
        assert!(!entry.english.is_empty() && !entry.chinese.is_empty(), "{}", entry.path);
    }
    assert_eq!(find("/admin/no/such/path"), None);
    assert_eq!(find("/admin/user/put_setting").unwrap().english, "Write a user setting");
}

/// The dashboard ships it.
#[test]
fn it_stays_small() {
    let texts = |entry: &Entry| [entry.path, entry.english, entry.chinese, entry.body].map(str::len);
    let bytes: usize = CATALOGUE.iter().flat_map(texts).sum();
    assert!(bytes < 16_000, "{bytes}");
}
