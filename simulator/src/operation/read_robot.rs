//! `user/get_robot_info`: one robot, with its secret in the clear.

use firetower_protocol::Code;

use crate::gson::{Exception, Fields, Reader};
use crate::operation::Call;
use crate::operation::profile_fields::given;
use crate::reply::Reply;
use crate::state::World;

#[derive(Default)]
struct RobotId(Option<String>);

impl Fields for RobotId {
    fn field(&mut self, name: &str, reader: &mut Reader) -> Result<(), Exception> {
        match name {
            "robotId" => self.0 = reader.text()?,
            _ => reader.skip()?,
        }
        Ok(())
    }
}

pub(crate) fn answer(world: &mut World, call: &Call<'_>) -> Result<Reply, Reply> {
    let RobotId(id) = call.read()?;
    let id = given(id).ok_or_else(|| Reply::code(Code::InvalidParameter))?;
    let robot = world.people.by_id(&id).and_then(|person| person.robot_info());
    Ok(robot.map_or_else(|| Reply::code(Code::NotExist), Reply::result))
}
