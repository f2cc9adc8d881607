//! `user/check_block_status` and `user/update_block_status`: whether somebody is muted or forbidden.

use firetower_protocol::block::{BlockStatus, Checked};
use firetower_protocol::{Code, Endpoint};

use crate::gson::{Exception, Fields, Reader};
use crate::operation::Call;
use crate::operation::profile_fields::given;
use crate::reply::Reply;
use crate::state::World;

/// The dashboard blocks nobody, so `protocol` has no such call.
pub(crate) const UPDATE: Endpoint<(), ()> = Endpoint::write("/admin/user/update_block_status");

#[derive(Default)]
struct StatusOfUser {
    user_id: Option<String>,
    status: i32,
}

impl Fields for StatusOfUser {
    fn field(&mut self, name: &str, reader: &mut Reader) -> Result<(), Exception> {
        match name {
            "userId" => self.user_id = reader.text()?,
            "status" => self.status = reader.int()?.unwrap_or(self.status),
            _ => reader.skip()?,
        }
        Ok(())
    }
}

/// The real server doesn't look whether there is such a user.
pub(crate) fn read(world: &mut World, call: &Call<'_>) -> Result<Reply, Reply> {
    let fields: StatusOfUser = call.read()?;
    let id = given(fields.user_id).ok_or_else(|| Reply::code(Code::InvalidParameter))?;
    Ok(Reply::result(Checked { status: world.blocked.get(&id) }))
}

pub(crate) fn write(world: &mut World, call: &Call<'_>) -> Result<Reply, Reply> {
    let fields: StatusOfUser = call.read()?;
    let id = given(fields.user_id).ok_or_else(|| Reply::code(Code::InvalidParameter))?;
    let asked = BlockStatus(fields.status);
    let stored = match (call.changes_writes, asked) {
        (false, _) => asked,
        (true, BlockStatus::NORMAL) => BlockStatus::MUTED,
        (true, _) => BlockStatus::NORMAL,
    };
    world.blocked.set(id, stored);
    Ok(Reply::done())
}
