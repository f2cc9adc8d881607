//! System settings: read and written one by one, by number. Nothing deletes one.

use serde::{Deserialize, Serialize};

use crate::endpoint::Endpoint;
use crate::ids::SettingId;

pub const READ_DOCUMENTED: Endpoint<Read, SystemSetting> = Endpoint::read("/admin/get_setting");
pub const READ_SDK: Endpoint<Read, SystemSetting> = Endpoint::read("/admin/system/get_setting");
pub const WRITE_DOCUMENTED: Endpoint<Write, ()> = Endpoint::write("/admin/modify_setting");
pub const WRITE_SDK: Endpoint<Write, ()> = Endpoint::write("/admin/system/put_setting");

/// The community server's limit for `value` and `desc` each, in UTF-16 units, whatever the script. One more and it
/// answers code 4 and stores nothing. Other servers may hold more: warn there, don't forbid.
pub const COMMUNITY_LIMIT_UTF16: usize = 64;

/// The largest group size: the only setting with a known meaning. A value that is no whole number means "no limit at
/// all" to the community server.
pub const LARGEST_GROUP_SIZE: SettingId = SettingId(1);

/// How long a text is for [`COMMUNITY_LIMIT_UTF16`].
#[must_use]
pub fn utf16_len(text: &str) -> usize {
    text.encode_utf16().count()
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Read {
    pub id: SettingId,
}

/// A write stores both texts: one that is left out is erased. So both are always sent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Write {
    pub id: SettingId,
    pub value: String,
    pub desc: String,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SystemSetting {
    pub id: SettingId,
    #[serde(default, deserialize_with = "null_as_empty")]
    pub value: String,
    #[serde(default, deserialize_with = "null_as_empty")]
    pub desc: String,
}

fn null_as_empty<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<String, D::Error> {
    Ok(Option::deserialize(deserializer)?.unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn length_counts_as_a_database_column_does() {
        assert_eq!(utf16_len("最大群成员数量"), 7);
        assert_eq!(utf16_len("😀"), 2);
    }

    #[test]
    fn an_absent_or_null_text_is_empty() {
        let setting: SystemSetting = serde_json::from_str(r#"{"id":7,"value":null}"#).unwrap();
        assert_eq!(setting, SystemSetting { id: SettingId(7), value: String::new(), desc: String::new() });
    }
}
