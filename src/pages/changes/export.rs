//! The entries that are listed, as a file. The journal holds no secrets, so a file has none either: a proxy's key, which
//! earlier versions stored with its address, is left out. Every id is text, since the programs that open it round long numbers.

use firetower_protocol::TimestampMs;
use firetower_protocol::address::keys::without_keys;
use serde_json::{Map, Value, json};

use super::filter::kind_of;
use crate::state::change::Stored;
use crate::state::csv::csv;
use crate::state::journal::Entry;
use crate::state::time;

const HEADS: [&str; 12] = [
    "time",
    "connection",
    "address",
    "kind",
    "target",
    "before",
    "after",
    "cameBack",
    "outcome",
    "isUndo",
    "secretReplaced",
    "entry",
];

/// How a time is written; passed in, so that this can be tested without a browser.
type Iso = fn(TimestampMs) -> String;

pub(super) fn as_csv(entries: &[Entry]) -> String {
    csv_with(entries, time::iso)
}

pub(super) fn as_json(name: &str, entries: &[Entry]) -> String {
    json_with(name, entries, time::iso)
}

/// Empty where there is none: it was not set.
fn held(stored: Option<&Stored>) -> String {
    stored.map(|stored| fields(stored).to_string()).unwrap_or_default()
}

/// A secret is null.
fn fields(stored: &Stored) -> Value {
    let fields = stored.0.iter().map(|(name, text)| (name.clone(), text.clone().into()));
    Value::Object(fields.collect::<Map<_, _>>())
}

/// As it is stored, e.g. `notWritten`.
fn outcome(entry: &Entry) -> Value {
    serde_json::to_value(entry.outcome).unwrap_or_default()
}

fn csv_with(entries: &[Entry], iso: Iso) -> String {
    let rows = entries.iter().map(|entry| {
        vec![
            iso(entry.at),
            entry.name.clone(),
            without_keys(&entry.address),
            kind_of(&entry.target).key().to_owned(),
            entry.target.key(),
            held(entry.before.as_ref()),
            held(entry.after.as_ref()),
            held(entry.found.as_ref()),
            outcome(entry).as_str().unwrap_or_default().to_owned(),
            entry.is_undo.to_string(),
            entry.rotated.to_string(),
            entry.number().to_owned(),
        ]
    });
    csv(std::iter::once(HEADS.map(str::to_owned).to_vec()).chain(rows))
}

fn json_with(name: &str, entries: &[Entry], iso: Iso) -> String {
    let changes: Vec<Value> = entries
        .iter()
        .map(|entry| {
            let held = |stored: Option<&Stored>| stored.map_or(Value::Null, fields);
            json!({
                "time": iso(entry.at),
                "connection": entry.name,
                "address": without_keys(&entry.address),
                "kind": kind_of(&entry.target).key(),
                "target": entry.target.key(),
                "before": held(entry.before.as_ref()),
                "after": held(entry.after.as_ref()),
                "cameBack": held(entry.found.as_ref()),
                "outcome": outcome(entry),
                "isUndo": entry.is_undo,
                "secretReplaced": entry.rotated,
                "entry": entry.number(),
            })
        })
        .collect();
    serde_json::to_string_pretty(&json!({ "connection": name, "changes": changes })).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::state::change::{Record, Target};
    use crate::state::journal::Outcome;
    use firetower_protocol::UserId;
    use firetower_protocol::robot::RobotSecret;

    fn entry() -> Entry {
        let record = |name: &str, secret: &str| {
            let secret = Some(RobotSecret::new(secret.to_owned()));
            Some(Record::default().with("name", name).with_secret("secret", secret).stored())
        };
        Entry {
            id: "a/0000000000000007-0001".to_owned(),
            at: TimestampMs(7),
            name: "=IM".to_owned(),
            address: "/im/a".to_owned(),
            target: Target::Robot { id: UserId("75735276990792721".to_owned()) },
            before: None,
            after: record("a, \"b\"", "hush-1"),
            found: record("9007199254740993", "hush-2"),
            outcome: Outcome::Differs,
            rotated: true,
            is_undo: false,
        }
    }

    /// As an earlier version stored it.
    #[test]
    fn a_file_has_no_key_of_a_proxys() {
        let address = "https://p.corp/?key=tr0ub4d;url={target}{path} http://im:18080".to_owned();
        let entry = Entry { address, ..entry() };
        for text in [csv_with(std::slice::from_ref(&entry), iso), json_with("im", &[entry], iso)] {
            assert!(
                text.contains("https://p.corp/?key=<PROXY_KEY>;url={target}{path} http://im:18080"),
                "{text}"
            );
        }
    }

    fn iso(time: TimestampMs) -> String {
        format!("T{time}")
    }

    #[test]
    fn a_file_has_every_digit_and_no_secret() {
        let (csv, json) = (csv_with(&[entry()], iso), json_with("im", &[entry()], iso));
        for text in [&csv, &json] {
            assert!(!text.contains("hush"), "{text}");
            assert!(text.contains("75735276990792721"), "{text}");
        }
        assert_eq!(
            csv.lines().nth(1).unwrap(),
            r#""T7","'=IM","/im/a","robot","robot 75735276990792721","","{""name"":""a, \""b\"""",""secret"":null}","{""name"":""9007199254740993"",""secret"":null}","differs","false","true","0000000000000007-0001""#
        );
        let file: Value = serde_json::from_str(&json).unwrap();
        let change = &file["changes"][0];
        assert_eq!(change["cameBack"]["name"], "9007199254740993");
        assert_eq!(change["before"], Value::Null);
        assert_eq!(change["after"]["secret"], Value::Null);
        assert_eq!(change["outcome"], "differs");
    }
}
