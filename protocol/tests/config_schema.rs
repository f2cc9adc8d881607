//! The schema, the reader and the documented example say the same.

#![cfg(test)]
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "the helpers of tests may stop at the first surprise too"
)]

use firetower_protocol::config::{
    CONNECTION_KEYS, Config, ENVIRONMENTS, LANGUAGES, LIMIT_KEYS, LOCK_AFTER_MINUTES, LONGEST_NAME,
    ROOT_KEYS, THRESHOLD_KEYS, read,
};
use serde_json::Value;

const SCHEMA: &str = include_str!("../../docs/config.schema.json");
const DOCUMENT: &str = include_str!("../../docs/CONFIG.md");
const EXAMPLE: &str = include_str!("../../deploy/config.example.json");

fn schema() -> Value {
    serde_json::from_str(SCHEMA).unwrap()
}

/// As much of JSON Schema as ours uses; a word that it does not know fails the test.
fn validate(root: &Value, schema: &Value, value: &Value, at: &str, found: &mut Vec<String>) {
    for (word, rule) in schema.as_object().unwrap() {
        let fits = match word.as_str() {
            "$schema" | "$defs" | "title" | "description" | "default" => true,
            "$ref" => {
                let pointer = rule.as_str().unwrap().strip_prefix('#').unwrap();
                validate(root, root.pointer(pointer).unwrap(), value, at, found);
                true
            }
            "type" => match rule.as_str().unwrap() {
                "object" => value.is_object(),
                "array" => value.is_array(),
                "string" => value.is_string(),
                "boolean" => value.is_boolean(),
                "number" => value.is_number(),
                "integer" => value.is_u64() || value.is_i64(),
                other => panic!("{other}"),
            },
            "enum" => rule.as_array().unwrap().contains(value),
            "minimum" => value.as_f64().is_none_or(|value| value >= rule.as_f64().unwrap()),
            "maximum" => value.as_f64().is_none_or(|value| value <= rule.as_f64().unwrap()),
            "minLength" => {
                value.as_str().is_none_or(|text| text.chars().count() as u64 >= rule.as_u64().unwrap())
            }
            "maxLength" => {
                value.as_str().is_none_or(|text| text.chars().count() as u64 <= rule.as_u64().unwrap())
            }
            // What they say of a text is said by the reader's own tests.
            "pattern" => true,
            "required" => {
                let keys = rule.as_array().unwrap().iter().filter_map(Value::as_str);
                value.as_object().is_none_or(|object| keys.clone().all(|key| object.contains_key(key)))
            }
            "additionalProperties" => {
                assert_eq!(rule, false);
                let known = schema["properties"].as_object().unwrap();
                value.as_object().is_none_or(|object| object.keys().all(|key| known.contains_key(key)))
            }
            "properties" => {
                for (key, schema) in rule.as_object().unwrap() {
                    if let Some(value) = value.get(key) {
                        validate(root, schema, value, &format!("{at}/{key}"), found);
                    }
                }
                true
            }
            "items" => {
                for (index, item) in value.as_array().into_iter().flatten().enumerate() {
                    validate(root, rule, item, &format!("{at}/{index}"), found);
                }
                true
            }
            other => panic!("{other} at {at}"),
        };
        if !fits {
            found.push(format!("{at}: {word}"));
        }
    }
}

fn is_valid(text: &str) -> bool {
    let mut found = Vec::new();
    validate(&schema(), &schema(), &serde_json::from_str(text).unwrap(), "", &mut found);
    found.is_empty()
}

/// The keys of an object of the schema, sorted.
fn keys(pointer: &str) -> Vec<String> {
    let properties = schema().pointer(&format!("{pointer}/properties")).unwrap().clone();
    sorted(properties.as_object().unwrap().keys().map(String::as_str))
}

fn sorted<'a>(keys: impl Iterator<Item = &'a str>) -> Vec<String> {
    let mut keys: Vec<String> = keys.map(str::to_owned).collect();
    keys.sort();
    keys
}

#[test]
fn the_schema_has_the_keys_of_the_reader_and_no_others() {
    let known = |keys: &[&'static str]| sorted(keys.iter().copied());
    assert_eq!(keys(""), known(ROOT_KEYS));
    assert_eq!(keys("/properties/thresholds"), known(THRESHOLD_KEYS));
    assert_eq!(keys("/$defs/connection"), known(CONNECTION_KEYS));
    for limits in ["percent", "load", "duration"] {
        assert_eq!(keys(&format!("/$defs/{limits}")), known(LIMIT_KEYS));
    }
    let schema = schema();
    assert_eq!(schema["properties"]["language"]["enum"], serde_json::json!(LANGUAGES));
    assert_eq!(
        schema["$defs"]["connection"]["properties"]["environment"]["enum"],
        serde_json::json!(ENVIRONMENTS)
    );
    assert_eq!(schema["$defs"]["name"]["maxLength"], LONGEST_NAME);
    let minutes = schema["properties"]["lockAfterMinutes"]["enum"].as_array().unwrap();
    assert_eq!(minutes.iter().map(ToString::to_string).collect::<Vec<_>>(), LOCK_AFTER_MINUTES);
}

#[test]
fn the_document_describes_each_key_and_shows_the_example() {
    for key in ROOT_KEYS.iter().chain(THRESHOLD_KEYS).chain(CONNECTION_KEYS) {
        assert!(DOCUMENT.contains(&format!("\n| `{key}` |")), "{key}");
    }
    let shown = DOCUMENT.split("```json\n").nth(1).unwrap().split("```").next().unwrap();
    assert_eq!(shown, EXAMPLE);
}

#[test]
fn the_example_has_every_key_is_read_and_is_valid() {
    let config = read(EXAMPLE).unwrap();
    assert!(is_valid(EXAMPLE));
    assert_eq!(config.thresholds, Config::default().thresholds, "what it shows are the defaults");
    let [prod, staging, branch] = config.connections.as_slice() else { panic!("{config:?}") };
    assert!(prod.read_only && !staging.read_only);
    let origins =
        [prod, staging, branch].map(|given| given.origin().map(|origin| origin.unwrap().to_string()));
    assert_eq!(
        origins.each_ref().map(Option::as_deref),
        [None, Some("https://im-staging.example.com"), Some("https://proxy.example.com")]
    );
    for key in ROOT_KEYS.iter().chain(THRESHOLD_KEYS).chain(CONNECTION_KEYS).chain(LIMIT_KEYS) {
        assert!(EXAMPLE.contains(&format!("\"{key}\":")), "{key}");
    }
}

/// Each once right and once wrong, by both.
#[test]
fn what_the_schema_refuses_the_reader_refuses() {
    let example: Value = serde_json::from_str(EXAMPLE).unwrap();
    for (pointer, wrong) in [
        ("", serde_json::json!([])),
        ("/title", serde_json::json!("")),
        ("/title", serde_json::json!("x".repeat(61))),
        ("/language", serde_json::json!("de")),
        ("/addConnections", serde_json::json!("no")),
        ("/readOnly", serde_json::json!(1)),
        ("/lockAfterMinutes", serde_json::json!(20)),
        ("/lockAfterMinutes", serde_json::json!(1.5)),
        ("/lockAfterMinutes", serde_json::json!(-1)),
        ("/fileOrigins", serde_json::json!({})),
        ("/fileOrigins/0", serde_json::json!(7)),
        ("/thresholds", serde_json::json!([])),
        ("/thresholds/answerMs", serde_json::json!(7)),
        ("/thresholds/answerMs/critical", serde_json::json!(600_001)),
        ("/thresholds/memoryUsedPercent/critical", serde_json::json!(101)),
        ("/thresholds/loadPerCore/critical", serde_json::json!(1_001)),
        ("/thresholds/diskUsablePercent/attention", serde_json::json!(-1)),
        ("/connections", serde_json::json!({})),
        ("/connections/0", serde_json::json!({"slug": "a"})),
        ("/connections/0", serde_json::json!({"address": "/a"})),
        ("/connections/0", serde_json::json!({"slug": "a", "address": "/a", "nmae": "A"})),
        ("/connections/0/environment", serde_json::json!("prod")),
    ] {
        let mut changed = example.clone();
        *changed.pointer_mut(pointer).unwrap() = wrong;
        let text = changed.to_string();
        assert!(!is_valid(&text), "{text}");
        assert!(read(&text).is_err(), "{text}");
    }
}
