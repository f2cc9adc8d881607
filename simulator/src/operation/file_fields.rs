//! The bodies of the calls on files and pins. What is not sent is 0, false or null, as in the server's Java classes.

use firetower_protocol::conversation::{Conversation, ConversationType};
use firetower_protocol::{Code, UserId};

use crate::gson::{Exception, Fields, Reader};
use crate::reply::Reply;

#[derive(Debug, Default)]
pub(crate) struct ConversationFields {
    kind: i32,
    target: Option<String>,
    line: i32,
}

impl Fields for ConversationFields {
    fn field(&mut self, name: &str, reader: &mut Reader) -> Result<(), Exception> {
        match name {
            "type" => self.kind = reader.int()?.unwrap_or(self.kind),
            "target" => self.target = reader.text()?,
            "line" => self.line = reader.int()?.unwrap_or(self.line),
            _ => reader.skip()?,
        }
        Ok(())
    }
}

impl ConversationFields {
    /// # Errors
    /// Code 251 without a target.
    pub(crate) fn conversation(self) -> Result<Conversation, Reply> {
        let kind = ConversationType(self.kind);
        Ok(Conversation { kind, target: required(self.target)?, line: self.line })
    }
}

/// What lists of files are asked with, in every form; each form looks at its own.
#[derive(Debug, Default)]
pub(crate) struct ListFields {
    pub(crate) user_id: Option<String>,
    pub(crate) conversation: Option<ConversationFields>,
    pub(crate) from_time: i64,
    pub(crate) order: i32,
    pub(crate) conversation_type: i32,
    pub(crate) target: Option<String>,
    pub(crate) line: i32,
    pub(crate) offset: i32,
    pub(crate) desc: bool,
    pub(crate) count: i32,
}

impl Fields for ListFields {
    fn field(&mut self, name: &str, reader: &mut Reader) -> Result<(), Exception> {
        match name {
            "userId" => self.user_id = reader.text()?,
            "conversation" => self.conversation = reader.nested()?,
            "fromTime" => self.from_time = reader.long()?.unwrap_or(self.from_time),
            "order" => self.order = reader.int()?.unwrap_or(self.order),
            "conversationType" => self.conversation_type = reader.int()?.unwrap_or(self.conversation_type),
            "target" => self.target = reader.text()?,
            "line" => self.line = reader.int()?.unwrap_or(self.line),
            "offset" => self.offset = reader.int()?.unwrap_or(self.offset),
            "desc" => self.desc = reader.boolean()?.unwrap_or(self.desc),
            "count" => self.count = reader.int()?.unwrap_or(self.count),
            _ => reader.skip()?,
        }
        Ok(())
    }
}

#[derive(Debug, Default)]
pub(crate) struct OneFields {
    /// The document's.
    pub(crate) message_uid: Option<i64>,
    /// The SDKs'.
    pub(crate) value: Option<i64>,
}

impl Fields for OneFields {
    fn field(&mut self, name: &str, reader: &mut Reader) -> Result<(), Exception> {
        match name {
            "messageUid" => self.message_uid = reader.long()?,
            "value" => self.value = reader.long()?,
            _ => reader.skip()?,
        }
        Ok(())
    }
}

#[derive(Debug, Default)]
pub(crate) struct PinFields {
    pub(crate) user_id: Option<String>,
    pub(crate) conversation: Option<ConversationFields>,
    pub(crate) top: i32,
}

impl Fields for PinFields {
    fn field(&mut self, name: &str, reader: &mut Reader) -> Result<(), Exception> {
        match name {
            "userId" => self.user_id = reader.text()?,
            "conversation" => self.conversation = reader.nested()?,
            "top" => self.top = reader.int()?.unwrap_or(self.top),
            _ => reader.skip()?,
        }
        Ok(())
    }
}

/// # Errors
/// Code 251 where it is absent or empty.
pub(crate) fn required(text: Option<String>) -> Result<String, Reply> {
    text.filter(|text| !text.is_empty()).ok_or_else(|| Reply::code(Code::InvalidParameter))
}

/// # Errors
/// Code 251 where it is absent or empty.
pub(crate) fn required_user(text: Option<String>) -> Result<UserId, Reply> {
    required(text).map(UserId)
}
