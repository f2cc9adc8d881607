//! `user/create`: makes a person, or replaces one whole.

use firetower_protocol::user::UserType;
use firetower_protocol::{Code, Endpoint};
use serde::Serialize;

use crate::operation::Call;
use crate::operation::profile_fields::{self, ProfileFields};
use crate::reply::Reply;
use crate::state::World;

/// The dashboard makes no users, so `protocol` has no such call.
pub(crate) const CREATE: Endpoint<(), ()> = Endpoint::write("/admin/user/create");

/// Above the administrators in the real server's source.
const SUPER_ADMINISTRATOR: UserType = UserType(100);

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Created {
    user_id: String,
    name: String,
}

pub(crate) fn answer(world: &mut World, call: &Call<'_>) -> Result<Reply, Reply> {
    let mut fields: ProfileFields = call.read()?;
    let kind = UserType(fields.kind);
    if ![UserType::USER, UserType::ADMINISTRATOR, SUPER_ADMINISTRATOR].contains(&kind) {
        return Err(Reply::code(Code::InvalidParameter));
    }
    let is_named_empty = fields.display_name.as_deref() == Some("");
    let mut profile = fields.profile(&mut world.people, call)?;
    // An empty display name becomes the login name, but no display name at all stays empty.
    if is_named_empty {
        profile.display_name = call.stored(profile.name.clone());
    }
    let created = Created { user_id: profile.user_id.clone(), name: profile.name.clone() };
    // The real server keeps robots in a table of their own, which this call does not touch.
    let robot = world.people.by_id(&profile.user_id).and_then(|known| known.robot.clone());
    profile_fields::put(&mut world.people, profile, kind, call.now, robot)?;
    Ok(Reply::result(created))
}
