//! A row of a file list, read tolerantly: the document says only "Object[]", the SDKs say `name` where the document's
//! single file says `filename`, and a conversation may be nested or flat.

use serde::Deserialize;
use serde_json::Value;

use crate::conversation::Conversation;
use crate::file::Raw;
use crate::ids::{MessageUid, TimestampMs, UserId};

/// What could be read of a row. A field that is absent or of another type is `None`; the row keeps it in `raw`.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct FileRow {
    /// `None`: the row can't be opened, and is shown as what it is, never dropped.
    pub message_uid: Option<MessageUid>,
    pub user_id: Option<UserId>,
    pub conversation: Option<Conversation>,
    pub name: Option<String>,
    pub url: Option<String>,
    /// In bytes.
    pub size: Option<i64>,
    pub download_count: Option<i64>,
    pub timestamp: Option<TimestampMs>,
    pub raw: Raw,
}

/// When a file was sent, and how one knows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SentAt {
    Given(TimestampMs),
    /// From the `messageUid`, see [`MessageUid::derived_time`].
    Derived(TimestampMs),
}

impl SentAt {
    #[must_use]
    pub fn time(self) -> TimestampMs {
        match self {
            Self::Given(time) | Self::Derived(time) => time,
        }
    }
}

const KNOWN: [&str; 13] = [
    "messageUid",
    "userId",
    "conversation",
    "conversationType",
    "type",
    "target",
    "line",
    "name",
    "filename",
    "url",
    "size",
    "downloadCount",
    "timestamp",
];

impl FileRow {
    #[must_use]
    pub fn of(raw: Raw) -> Self {
        let text = |key: &str| raw.get(key).and_then(Value::as_str).map(str::to_owned);
        // Some servers write 64-bit numbers as text, so that JavaScript keeps them whole.
        let long = |key: &str| match raw.get(key)? {
            Value::String(text) => text.parse().ok(),
            other => other.as_i64(),
        };
        let nested = raw.get("conversation").and_then(|nested| Conversation::deserialize(nested).ok());
        let flat = || {
            let kind = raw.get("conversationType").or_else(|| raw.get("type"))?;
            let target = raw.get("target")?;
            let line = raw.get("line").cloned().unwrap_or(Value::from(0));
            let joined = serde_json::json!({ "type": kind, "target": target, "line": line });
            Conversation::deserialize(joined).ok()
        };
        Self {
            message_uid: long("messageUid").map(MessageUid),
            user_id: text("userId").map(UserId),
            conversation: nested.or_else(flat),
            name: text("name").or_else(|| text("filename")),
            url: text("url"),
            size: long("size"),
            download_count: long("downloadCount"),
            timestamp: long("timestamp").filter(|time| *time > 0).map(TimestampMs),
            raw,
        }
    }

    #[must_use]
    pub fn sent_at(&self) -> Option<SentAt> {
        let given = self.timestamp.map(SentAt::Given);
        given.or_else(|| self.message_uid.map(|uid| SentAt::Derived(uid.derived_time())))
    }

    /// The fields that nobody told us about, by name.
    pub fn unknown(&self) -> impl Iterator<Item = (&String, &Value)> {
        self.raw.iter().filter(|(key, _)| !KNOWN.contains(&key.as_str()))
    }
}

impl<'de> Deserialize<'de> for FileRow {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Raw::deserialize(deserializer).map(Self::of)
    }
}

/// A page of rows: an array, or an object that holds one.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct FileRows(pub Vec<FileRow>);

impl<'de> Deserialize<'de> for FileRows {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let list = match Value::deserialize(deserializer)? {
            Value::Null => Vec::new(),
            Value::Array(list) => list,
            Value::Object(fields) => fields
                .into_iter()
                .find_map(|(_, value)| match value {
                    Value::Array(list) => Some(list),
                    _ => None,
                })
                .ok_or_else(|| serde::de::Error::custom("no list of files"))?,
            _ => return Err(serde::de::Error::custom("no list of files")),
        };
        let rows = list.into_iter().map(|row| match row {
            Value::Object(raw) => FileRow::of(raw),
            // Not even an object: shown as it is.
            other => FileRow { raw: Raw::from_iter([(String::from("?"), other)]), ..FileRow::default() },
        });
        Ok(Self(rows.collect()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::conversation::ConversationType;

    fn row(text: &str) -> FileRow {
        serde_json::from_str(text).unwrap()
    }

    #[test]
    fn nested_and_flat_conversations_are_one() {
        let nested = row(r#"{"messageUid":1,"conversation":{"type":1,"target":"g","line":0}}"#);
        let flat = row(r#"{"messageUid":1,"conversationType":1,"target":"g"}"#);
        let expected = Conversation { kind: ConversationType::GROUP, target: "g".to_owned(), line: 0 };
        assert_eq!(nested.conversation, Some(expected.clone()));
        assert_eq!(flat.conversation, Some(expected));
    }

    #[test]
    fn either_name_is_read() {
        assert_eq!(row(r#"{"name":"a"}"#).name, row(r#"{"filename":"a"}"#).name);
    }

    #[test]
    fn large_numbers_stay_exact() {
        let read = row(r#"{"messageUid":75735276990792721,"size":4294967297}"#);
        assert_eq!(read.message_uid, Some(MessageUid(75_735_276_990_792_721)));
        assert_eq!(row(r#"{"messageUid":"75735276990792721"}"#).message_uid, read.message_uid);
        assert_eq!(read.size, Some(4_294_967_297));
    }

    #[test]
    fn a_missing_time_is_derived_and_said_so() {
        let uid = (1_795_000_000_000_i64 - 1_514_736_000_000) << 21 | 5;
        assert_eq!(
            row(&format!(r#"{{"messageUid":{uid}}}"#)).sent_at(),
            Some(SentAt::Derived(TimestampMs(1_795_000_000_000)))
        );
        assert_eq!(row(r#"{"timestamp":9}"#).sent_at(), Some(SentAt::Given(TimestampMs(9))));
        assert_eq!(row("{}").sent_at(), None);
    }

    #[test]
    fn unknown_fields_are_kept() {
        let read = row(r#"{"messageUid":1,"md5":"x","size":"many"}"#);
        assert_eq!(read.unknown().map(|(key, _)| key.as_str()).collect::<Vec<_>>(), ["md5"]);
        assert_eq!(read.size, None);
        assert_eq!(read.raw["size"], "many");
    }

    #[test]
    fn a_list_is_found_and_no_row_is_dropped() {
        let rows = |text: &str| serde_json::from_str::<FileRows>(text).map(|rows| rows.0.len());
        assert_eq!(rows(r#"[{"messageUid":1},7,{}]"#).unwrap(), 3);
        assert_eq!(rows(r#"{"total":1,"files":[{"messageUid":1}]}"#).unwrap(), 1);
        assert_eq!(rows("null").unwrap(), 0);
        assert!(rows(r#""none""#).is_err());
        assert!(rows(r#"{"total":1}"#).is_err());
    }
}
