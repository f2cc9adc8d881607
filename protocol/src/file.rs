//! File messages: of a conversation, of a user, one by its `messageUid`. Professional servers only.
//!
//! The document and the SDKs page a conversation differently, under one path. A server could answer the wrong body in
//! silence, so the form of [`CONVERSATION_SDK`] is taken from [`ONE_DOCUMENTED`] against [`ONE_SDK`].

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::conversation::{Conversation, ConversationType};
use crate::endpoint::Endpoint;
use crate::file_row::{FileRow, FileRows};
use crate::ids::{MessageUid, TimestampMs, UserId};

pub const CONVERSATION_DOCUMENTED: Endpoint<OfConversation, FileRows> =
    Endpoint::read("/admin/file/conversation_files");
pub const CONVERSATION_SDK: Endpoint<OfConversationSdk, FileRows> =
    Endpoint::read("/admin/file/conversation_files");
/// One body in both forms.
pub const USER: Endpoint<OfUser, FileRows> = Endpoint::read("/admin/file/user_files");
pub const ONE_DOCUMENTED: Endpoint<One, FileRow> = Endpoint::read("/admin/file/get");
pub const ONE_SDK: Endpoint<OneSdk, FileRow> = Endpoint::read("/admin/file/message_file");

/// `order` of the document: a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Order(pub i32);

impl Order {
    pub const NEWEST_FIRST: Self = Self(0);
    pub const OLDEST_FIRST: Self = Self(1);
}

/// Pages by time: newest first goes back from `from_time` (absent: now), oldest first forward (absent: 0). Whether it
/// is inclusive is not said.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct OfConversation {
    pub user_id: UserId,
    pub conversation: Conversation,
    pub count: i32,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from_time: Option<TimestampMs>,
    pub order: Order,
}

/// Pages by offset, and has the conversation flat.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct OfConversationSdk {
    pub conversation_type: ConversationType,
    pub target: String,
    pub line: i32,
    pub user_id: UserId,
    pub offset: i32,
    pub desc: bool,
    pub count: i32,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct OfUser {
    pub user_id: UserId,
    pub offset: i32,
    pub desc: bool,
    pub count: i32,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct One {
    pub message_uid: MessageUid,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OneSdk {
    pub value: MessageUid,
}

/// The raw row as the server sent it, for *raw JSON* and for unknown fields.
pub type Raw = serde_json::Map<String, Value>;
