//! From a page of a list to the call that reads it.

use firetower_protocol::conversation::Conversation;
use firetower_protocol::file::{OfConversation, OfConversationSdk, OfUser, Order};
use firetower_protocol::file_row::FileRows;
use firetower_protocol::paging::{Ask, Position};
use firetower_protocol::{Capability, MessageUid, Operation, UserId, WireForm};

use super::list::{List, Subject};
use crate::api::{Client, Reading};
use crate::dom::prelude::WithUntracked;
use crate::error::ApiError;

/// Whether this server takes the documented form for the files of a conversation, which pages by time; the SDKs' pages
/// by offset. Both go to one path, so the form is that of one file, which is asked for once: no message has this id, and
/// "does not exist" teaches as much as a file would.
pub(super) async fn pages_by_time(client: &Client) -> Result<bool, ApiError> {
    let known = || client.session.capabilities.with_untracked(|table| table.get(Operation::OneFile));
    if !matches!(known(), Capability::Answers(_)) {
        let asked = client.one_file(MessageUid(0)).await;
        // A server that takes 0 for an invalid id has answered too.
        if let (Err(error), false) = (asked, matches!(known(), Capability::Answers(_))) {
            return Err(error);
        }
    }
    Ok(!matches!(known(), Capability::Answers(WireForm::Sdk)))
}

/// `None`: 253. `backwards` asks against the order of the list.
pub(super) async fn ask(
    client: &Client,
    list: &List,
    ask: Ask,
    backwards: bool,
) -> Result<Reading<Option<FileRows>>, ApiError> {
    let is_oldest_first = list.oldest_first != backwards;
    let (from_time, offset) = match ask.position {
        Position::FromTime(time) => (Some(time), 0),
        Position::Offset(offset) => (None, offset),
    };
    let (count, desc) = (ask.count, !is_oldest_first);
    match &list.subject {
        Subject::User(user) => {
            client.user_files(&OfUser { user_id: user.clone(), offset, desc, count }).await
        }
        Subject::Conversation(user, conversation) => {
            let order = if is_oldest_first { Order::OLDEST_FIRST } else { Order::NEWEST_FIRST };
            let documented = OfConversation {
                user_id: user.clone(),
                conversation: conversation.clone(),
                count,
                from_time,
                order,
            };
            client.conversation_files(&documented, &sdk(user, conversation, offset, desc, count)).await
        }
    }
}

fn sdk(user: &UserId, conversation: &Conversation, offset: i32, desc: bool, count: i32) -> OfConversationSdk {
    OfConversationSdk {
        conversation_type: conversation.kind,
        target: conversation.target.clone(),
        line: conversation.line,
        user_id: user.clone(),
        offset,
        desc,
        count,
    }
}
