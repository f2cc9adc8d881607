//! A user's settings: by scope and key, professional servers only. Nothing deletes one.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::endpoint::Endpoint;
use crate::ids::UserId;

/// One path and one body in both forms.
pub const READ: Endpoint<Read, Held> = Endpoint::read("/admin/user/get_setting");
pub const WRITE: Endpoint<Write, Value> = Endpoint::write("/admin/user/put_setting");

/// What a setting is about. Unknown scopes keep their number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Scope(pub i32);

/// What the keys of a scope are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Keyed {
    /// `type-line-target`.
    ByConversation,
    /// A group's id.
    ByGroup,
    /// A format that the documents don't give, or none.
    Freely,
}

impl Scope {
    pub const CONVERSATION_SILENT: Self = Self(1);
    pub const CONVERSATION_TOP: Self = Self(3);
    pub const GROUP_HIDE_NICKNAME: Self = Self(5);
    /// From here on they are the customer's own; clients depend on the format of every one below.
    pub const FIRST_OWN: Self = Self(1000);
    /// The last one that the vendor's document names.
    pub const LAST_BUILT_IN: Self = Self(28);

    /// A scope that clients read: a value in a wrong format can crash them.
    #[must_use]
    pub fn is_built_in(self) -> bool {
        self < Self::FIRST_OWN
    }

    /// The protocol stack's own, which the document says not to use directly.
    #[must_use]
    pub fn belongs_to_the_stack(self) -> bool {
        (15..=28).contains(&self.0)
    }

    #[must_use]
    pub fn keyed(self) -> Keyed {
        match self {
            Self::CONVERSATION_SILENT | Self::CONVERSATION_TOP => Keyed::ByConversation,
            Self::GROUP_HIDE_NICKNAME => Keyed::ByGroup,
            _ => Keyed::Freely,
        }
    }
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Read {
    pub user_id: UserId,
    pub scope: Scope,
    #[serde(default)]
    pub key: String,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Write {
    pub user_id: UserId,
    pub scope: Scope,
    #[serde(default)]
    pub key: String,
    #[serde(default)]
    pub value: String,
}

/// What a read answers, as far as it matters: a result without a value, `null` and 253 all mean "not set".
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Held {
    pub value: Option<String>,
}

impl<'de> Deserialize<'de> for Held {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        match Value::deserialize(deserializer)? {
            Value::Null => Ok(Self::default()),
            Value::Object(mut fields) => match fields.remove("value") {
                None | Some(Value::Null) => Ok(Self::default()),
                Some(Value::String(value)) => Ok(Self { value: Some(value) }),
                Some(_) => Err(serde::de::Error::custom("value is no string")),
            },
            _ => Err(serde::de::Error::custom("the setting is no object")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn not_set_has_three_shapes_and_an_empty_value_is_set() {
        let held = |text: &str| serde_json::from_str::<Held>(text).unwrap().value;
        assert_eq!(held("null"), None);
        assert_eq!(held(r#"{"userId":"a","scope":1,"key":"b"}"#), None);
        assert_eq!(held(r#"{"value":null}"#), None);
        assert_eq!(held(r#"{"value":""}"#), Some(String::new()));
        assert_eq!(held(r#"{"value":"c"}"#), Some("c".to_owned()));
        assert!(serde_json::from_str::<Held>(r#"{"value":1}"#).is_err());
        assert!(serde_json::from_str::<Held>("[]").is_err());
    }

    #[test]
    fn built_in_scopes_end_below_a_thousand() {
        assert!(Scope(999).is_built_in() && !Scope(1000).is_built_in());
        assert!(Scope(15).belongs_to_the_stack() && !Scope(14).belongs_to_the_stack());
    }
}
