//! `robot/create`: makes a robot, or replaces one whole. What is not sent is erased, the secret by another one.

use firetower_protocol::UserId;
use firetower_protocol::robot::{RobotSecret, Written};
use firetower_protocol::user::UserType;

use crate::operation::Call;
use crate::operation::profile_fields::{self, ProfileFields, given};
use crate::people::RobotPart;
use crate::reply::Reply;
use crate::state::World;

pub(crate) fn answer(world: &mut World, call: &Call<'_>) -> Result<Reply, Reply> {
    let mut fields: ProfileFields = call.read()?;
    let profile = fields.profile(&mut world.people, call)?;
    let user_id = UserId(profile.user_id.clone());
    let secret = given(fields.secret).map_or_else(|| world.people.invent_secret(call.now), RobotSecret::new);
    let robot = RobotPart {
        owner: given(fields.owner).map_or_else(|| user_id.clone(), UserId),
        secret: secret.clone(),
        callback: fields.callback.unwrap_or_default(),
        robot_extra: fields.robot_extra.unwrap_or_default(),
    };
    profile_fields::put(&mut world.people, profile, UserType::ROBOT, call.now, Some(Box::new(robot)))?;
    Ok(Reply::result(Written { user_id, secret: Some(secret) }))
}
