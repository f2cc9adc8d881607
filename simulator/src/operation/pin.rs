//! `conversation/top` and `conversation/is_top`: the document's way to a user setting that the SDKs write themselves.

use firetower_protocol::Code;
use firetower_protocol::conversation::{Conversation, Pinned};

use crate::operation::Call;
use crate::operation::file_fields::{ConversationFields, PinFields, required_user};
use crate::reply::Reply;
use crate::state::World;

pub(crate) fn read(world: &mut World, call: &Call<'_>) -> Result<Reply, Reply> {
    let fields: PinFields = call.read()?;
    let user = required_user(fields.user_id)?;
    let conversation = required(fields.conversation)?;
    Ok(Reply::result(Pinned { value: world.user_settings.is_top(&user, &conversation) }))
}

pub(crate) fn write(world: &mut World, call: &Call<'_>) -> Result<Reply, Reply> {
    let fields: PinFields = call.read()?;
    let user = required_user(fields.user_id)?;
    let conversation = required(fields.conversation)?;
    let top = match fields.top {
        0 => false,
        1 => true,
        _ => return Err(Reply::code(Code::InvalidParameter)),
    };
    // Of a yes or no, only the opposite is another value.
    world.user_settings.set_top(user, &conversation, top != call.changes_writes);
    Ok(Reply::done())
}

fn required(fields: Option<ConversationFields>) -> Result<Conversation, Reply> {
    fields.ok_or_else(|| Reply::code(Code::InvalidParameter))?.conversation()
}
