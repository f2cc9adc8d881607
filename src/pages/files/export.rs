//! The rows that are shown, as a file. Numbers of 64 bits are text in both formats, since the programs that open them
//! round at 2^53; and no cell of the CSV begins a formula, since names and addresses are a stranger's.

use std::sync::Arc;

use firetower_protocol::file_row::{FileRow, SentAt};
use serde_json::{Value, json};

use crate::state::csv::csv as table;
use crate::state::time;

const HEADS: [&str; 12] = [
    "messageUid",
    "name",
    "size",
    "userId",
    "conversationType",
    "target",
    "line",
    "sentAt",
    "timestamp",
    "timeIsDerived",
    "downloadCount",
    "url",
];

/// How a time is written; passed in, so that this can be tested without a browser.
type Iso = fn(firetower_protocol::TimestampMs) -> String;

fn fields(row: &FileRow, iso: Iso) -> [Option<String>; 12] {
    let number = |value: Option<i64>| value.map(|value| value.to_string());
    let conversation = row.conversation.as_ref();
    let sent = row.sent_at();
    [
        row.message_uid.map(|uid| uid.to_string()),
        row.name.clone(),
        number(row.size),
        row.user_id.as_ref().map(|user| user.0.clone()),
        conversation.map(|conversation| conversation.kind.0.to_string()),
        conversation.map(|conversation| conversation.target.clone()),
        conversation.map(|conversation| conversation.line.to_string()),
        sent.map(|sent| iso(sent.time())),
        sent.map(|sent| sent.time().to_string()),
        sent.map(|sent| matches!(sent, SentAt::Derived(_)).to_string()),
        number(row.download_count),
        row.url.clone(),
    ]
}

pub(super) fn csv(rows: &[Arc<FileRow>]) -> String {
    csv_with(rows, time::iso)
}

fn csv_with(rows: &[Arc<FileRow>], iso: Iso) -> String {
    let heads = HEADS.map(str::to_owned).to_vec();
    let records = rows.iter().map(|row| fields(row, iso).map(Option::unwrap_or_default).to_vec());
    table(std::iter::once(heads).chain(records))
}

pub(super) fn json(name: &str, asked: &str, rows: &[Arc<FileRow>]) -> String {
    json_with(name, asked, rows, time::iso)
}

/// `asked` is the address of the page, so that whoever gets the file knows what it is a list of.
fn json_with(name: &str, asked: &str, rows: &[Arc<FileRow>], iso: Iso) -> String {
    let files: Vec<Value> = rows
        .iter()
        .map(|row| {
            let mut file: serde_json::Map<String, Value> = HEADS
                .iter()
                .zip(fields(row, iso))
                .map(|(head, field)| ((*head).to_owned(), field.map_or(Value::Null, Value::String)))
                .collect();
            let derived = row.sent_at().map(|sent| matches!(sent, SentAt::Derived(_)));
            file.insert("timeIsDerived".to_owned(), derived.map_or(Value::Null, Value::Bool));
            let other: serde_json::Map<String, Value> =
                row.unknown().map(|(key, value)| (key.clone(), as_text(value))).collect();
            if !other.is_empty() {
                file.insert("otherFields".to_owned(), Value::Object(other));
            }
            Value::Object(file)
        })
        .collect();
    serde_json::to_string_pretty(&json!({ "connection": name, "page": asked, "files": files }))
        .unwrap_or_default()
}

/// Numbers become text: whoever reads the file may have no more than 53 bits for them.
fn as_text(value: &Value) -> Value {
    match value {
        Value::Number(number) => Value::String(number.to_string()),
        Value::Array(list) => Value::Array(list.iter().map(as_text).collect()),
        Value::Object(fields) => {
            Value::Object(fields.iter().map(|(key, value)| (key.clone(), as_text(value))).collect())
        }
        other => other.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn iso(time: firetower_protocol::TimestampMs) -> String {
        format!("T{time}")
    }

    fn row(text: &str) -> Arc<FileRow> {
        Arc::new(serde_json::from_str(text).unwrap())
    }

    /// The cells of a CSV, read back as RFC 4180 says.
    fn read(text: &str) -> Vec<Vec<String>> {
        let mut records = vec![vec![String::new()]];
        let mut quoted = false;
        let mut characters = text.strip_prefix('\u{feff}').unwrap().chars().peekable();
        while let Some(character) = characters.next() {
            let record = records.last_mut().unwrap();
            match character {
                '"' if quoted && characters.peek() == Some(&'"') => {
                    characters.next();
                    record.last_mut().unwrap().push('"');
                }
                '"' => quoted = !quoted,
                ',' if !quoted => record.push(String::new()),
                '\r' if !quoted => assert_eq!(characters.next(), Some('\n')),
                _ => record.last_mut().unwrap().push(character),
            }
            if character == '\r' && !quoted {
                records.push(vec![String::new()]);
            }
        }
        assert_eq!(records.pop(), Some(vec![String::new()]), "each record ends its line");
        records
    }

    const WHOLE: &str = r#"{"messageUid":75735276990792721,"name":"a, \"b\"\r\n.pdf","size":4294967297,"userId":"=u",
        "conversation":{"type":1,"target":"g","line":0},"timestamp":1795000000000,"downloadCount":2,"url":"http://x","md5":9007199254740993}"#;

    #[test]
    fn a_row_is_a_record_with_every_digit() {
        let records = read(&csv_with(&[row(WHOLE), row("{}")], iso));
        assert_eq!(records[0], HEADS);
        assert_eq!(
            records[1],
            [
                "75735276990792721",
                "a, \"b\"\r\n.pdf",
                "4294967297",
                "'=u",
                "1",
                "g",
                "0",
                "T1795000000000",
                "1795000000000",
                "false",
                "2",
                "http://x"
            ]
        );
        assert_eq!(records[2], [""; 12]);
    }

    #[test]
    fn json_has_long_numbers_as_text_and_unknown_fields_too() {
        let text = json_with("im", "c/im/files", &[row(WHOLE)], iso);
        let file: Value = serde_json::from_str(&text).unwrap();
        assert_eq!(file["files"][0]["messageUid"], "75735276990792721");
        assert_eq!(file["files"][0]["size"], "4294967297");
        assert_eq!(file["files"][0]["otherFields"]["md5"], "9007199254740993");
        assert_eq!(file["files"][0]["timeIsDerived"], false);
        assert_eq!(file["page"], "c/im/files");
    }

    proptest! {
        #[test]
        fn every_text_comes_back_and_is_no_formula(name in ".*", user in ".*", url in "(?s).*") {
            let made = serde_json::json!({ "messageUid": 1, "name": name, "userId": user, "url": url });
            let records = read(&csv_with(&[row(&made.to_string())], iso));
            prop_assert_eq!(records.len(), 2);
            prop_assert_eq!(records[1].len(), HEADS.len());
            for (cell, text) in [(&records[1][1], &name), (&records[1][3], &user), (&records[1][11], &url)] {
                prop_assert!(cell == text || cell.strip_prefix('\'') == Some(text.as_str()));
                prop_assert!(!cell.starts_with(['=', '+', '-', '@', '\t', '\r']));
            }
        }
    }
}
