//! A conversation, and whether it is pinned to the top of a user's list.
//!
//! The document has calls for pins; the SDKs read and write the user setting of [`Scope::CONVERSATION_TOP`] instead.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::endpoint::Endpoint;
use crate::ids::UserId;
use crate::user_setting::{self, Scope};

pub const TOP: Endpoint<Top, ()> = Endpoint::write("/admin/conversation/top");
pub const IS_TOP: Endpoint<IsTop, Pinned> = Endpoint::read("/admin/conversation/is_top");

/// What kind of thing the target is. Unknown kinds keep their number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ConversationType(pub i32);

impl ConversationType {
    pub const SINGLE: Self = Self(0);
    pub const GROUP: Self = Self(1);
    pub const CHATROOM: Self = Self(2);
    pub const CHANNEL: Self = Self(3);
    pub const THING: Self = Self(4);
    pub const SECRET_CHAT: Self = Self(5);
}

/// `line` separates conversations with the same target; 0 is the usual one, and an absent one.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Conversation {
    #[serde(rename = "type")]
    pub kind: ConversationType,
    pub target: String,
    #[serde(default)]
    pub line: i32,
}

/// As the user settings that are keyed by conversation have it: `type-line-target`.
impl fmt::Display for Conversation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{}-{}", self.kind.0, self.line, self.target)
    }
}

/// The text is no `type-line-target`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotAConversation;

impl FromStr for Conversation {
    type Err = NotAConversation;

    /// A target may hold hyphens, so only the first two separate.
    fn from_str(text: &str) -> Result<Self, NotAConversation> {
        let mut parts = text.splitn(3, '-');
        let mut next = || parts.next().filter(|part| !part.is_empty()).ok_or(NotAConversation);
        let (kind, line, target) = (next()?, next()?, next()?);
        Ok(Self {
            kind: ConversationType(kind.parse().map_err(|_| NotAConversation)?),
            line: line.parse().map_err(|_| NotAConversation)?,
            target: target.to_owned(),
        })
    }
}

/// `top` is a number in the document: 1 pins, 0 unpins.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Top {
    pub user_id: UserId,
    pub conversation: Conversation,
    pub top: u8,
}

impl Top {
    /// The same write as the SDKs send it.
    #[must_use]
    pub fn as_setting(&self) -> user_setting::Write {
        user_setting::Write {
            user_id: self.user_id.clone(),
            scope: Scope::CONVERSATION_TOP,
            key: self.conversation.to_string(),
            value: self.top.to_string(),
        }
    }
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct IsTop {
    pub user_id: UserId,
    pub conversation: Conversation,
}

impl IsTop {
    /// The same read as the SDKs send it.
    #[must_use]
    pub fn as_setting(&self) -> user_setting::Read {
        user_setting::Read {
            user_id: self.user_id.clone(),
            scope: Scope::CONVERSATION_TOP,
            key: self.conversation.to_string(),
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pinned {
    pub value: bool,
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_target_keeps_its_hyphens() {
        let conversation = Conversation { kind: ConversationType::GROUP, target: "a-b-".to_owned(), line: 2 };
        assert_eq!(conversation.to_string(), "1-2-a-b-");
        assert_eq!("1-2-a-b-".parse(), Ok(conversation));
    }

    #[test]
    fn half_a_key_is_none() {
        for text in ["", "1", "1-0", "1-0-", "x-0-a", "1--a", "99999999999-0-a"] {
            assert_eq!(text.parse::<Conversation>(), Err(NotAConversation), "{text}");
        }
    }

    #[test]
    fn an_absent_line_is_zero() {
        let conversation: Conversation = serde_json::from_str(r#"{"type":7,"target":"t"}"#).unwrap();
        assert_eq!(conversation.to_string(), "7-0-t");
    }

    #[test]
    fn the_sdks_pin_by_a_user_setting() {
        let conversation = Conversation { kind: ConversationType::SINGLE, target: "u2".to_owned(), line: 0 };
        let top = Top { user_id: UserId("u1".to_owned()), conversation, top: 1 };
        let sent = serde_json::to_string(&top.as_setting()).unwrap();
        assert_eq!(sent, r#"{"userId":"u1","scope":3,"key":"0-0-u2","value":"1"}"#);
    }

    proptest! {
        #[test]
        fn every_conversation_comes_back(kind in 0_i32.., line in 0_i32.., target in ".+") {
            let conversation = Conversation { kind: ConversationType(kind), target, line };
            prop_assert_eq!(conversation.to_string().parse(), Ok(conversation));
        }
    }
}
