//! `file/get` of the document and `file/message_file` of the SDKs: one file by its message.

use firetower_protocol::{Code, MessageUid};
use serde::Serialize;

use crate::files::File;
use crate::operation::Call;
use crate::operation::file_fields::OneFields;
use crate::operation::file_row::row;
use crate::reply::Reply;
use crate::state::World;

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Documented {
    message_uid: MessageUid,
    filename: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<String>,
    size: i64,
}

pub(crate) fn documented(world: &mut World, call: &Call<'_>) -> Result<Reply, Reply> {
    let fields: OneFields = call.read()?;
    let File { uid, name, url, size, .. } = find(world, call, fields.message_uid)?;
    Ok(Reply::result(Documented { message_uid: uid, filename: name, url, size }))
}

pub(crate) fn sdk(world: &mut World, call: &Call<'_>) -> Result<Reply, Reply> {
    let fields: OneFields = call.read()?;
    let file = find(world, call, fields.value)?;
    Ok(Reply::result(row(&world.habits, file)))
}

fn find(world: &World, call: &Call<'_>, uid: Option<i64>) -> Result<File, Reply> {
    let uid = uid.ok_or_else(|| Reply::code(Code::InvalidParameter))?;
    world.files.find(MessageUid(uid), &call.origin()).ok_or_else(|| Reply::code(Code::NotExist))
}
