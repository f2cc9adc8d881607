//! A file as lists and `message_file` show it: the SDKs' record, or as the habits bend it.

use firetower_protocol::conversation::{Conversation, ConversationType};
use firetower_protocol::{MessageUid, TimestampMs, UserId};
use serde::Serialize;

use crate::files::File;
use crate::habits::{Habits, RowConversation, RowName, RowTime};

/// What is `None` is not there.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Row {
    user_id: UserId,
    #[serde(skip_serializing_if = "Option::is_none")]
    conversation: Option<Conversation>,
    #[serde(flatten)]
    flat: Option<Flat>,
    #[serde(skip_serializing_if = "Option::is_none")]
    message_uid: Option<MessageUid>,
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    filename: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<String>,
    size: i64,
    download_count: i64,
    #[serde(skip_serializing_if = "Option::is_none")]
    timestamp: Option<TimestampMs>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Flat {
    conversation_type: ConversationType,
    target: String,
    line: i32,
}

pub(crate) fn row(habits: &Habits, file: File) -> Row {
    let anonymous = habits.without_uid_every != 0 && file.number.is_multiple_of(habits.without_uid_every);
    let (conversation, flat) = match habits.row_conversation {
        RowConversation::Nested => (Some(file.conversation), None),
        RowConversation::Flat => {
            let Conversation { kind, target, line } = file.conversation;
            (None, Some(Flat { conversation_type: kind, target, line }))
        }
    };
    let (name, filename) = match habits.row_name {
        RowName::Name => (Some(file.name), None),
        RowName::Filename => (None, Some(file.name)),
    };
    Row {
        user_id: file.sender,
        conversation,
        flat,
        message_uid: (!anonymous).then_some(file.uid),
        name,
        filename,
        url: file.url,
        size: file.size,
        download_count: file.download_count,
        timestamp: (habits.row_time == RowTime::Given).then_some(file.sent_at),
    }
}
