//! The lists: `user/all` and `user/get_all_robots` by page, `user/batch_get_infos` by ids.

use firetower_protocol::{Code, WireForm};
use serde::Serialize;

use crate::gson::{Exception, Fields, Reader};
use crate::operation::Call;
use crate::options::Edition;
use crate::people::{RobotInfo, UserInfo};
use crate::reply::Reply;
use crate::state::World;

#[derive(Default)]
struct PageFields {
    count: i32,
    offset: i32,
}

impl Fields for PageFields {
    fn field(&mut self, name: &str, reader: &mut Reader) -> Result<(), Exception> {
        match name {
            "count" => self.count = reader.int()?.unwrap_or(self.count),
            "offset" => self.offset = reader.int()?.unwrap_or(self.offset),
            _ => reader.skip()?,
        }
        Ok(())
    }
}

impl PageFields {
    fn of<T>(&self, all: impl Iterator<Item = T>) -> Result<Vec<T>, Reply> {
        match (usize::try_from(self.count), usize::try_from(self.offset)) {
            (Ok(count), Ok(offset)) if count > 0 => Ok(all.skip(offset).take(count).collect()),
            _ => Err(Reply::code(Code::InvalidParameter)),
        }
    }
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct UserList<'a> {
    user_info_list: Vec<UserInfo<'a>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct RobotList<'a> {
    robot_info_list: Vec<RobotInfo<'a>>,
}

/// Everybody, robots and built-in users among them.
pub(crate) fn users(world: &mut World, call: &Call<'_>) -> Result<Reply, Reply> {
    let page: PageFields = call.read()?;
    let user_info_list = page.of(world.people.all().map(|person| person.user_info()))?;
    // The SDKs are made for both editions and read the object alone; the document has the array.
    Ok(match (call.options.edition, call.form) {
        (Edition::Professional, WireForm::Documented) => Reply::result(user_info_list),
        _ => Reply::result(UserList { user_info_list }),
    })
}

pub(crate) fn robots(world: &mut World, call: &Call<'_>) -> Result<Reply, Reply> {
    let page: PageFields = call.read()?;
    let robot_info_list = page.of(world.people.all().filter_map(|person| person.robot_info()))?;
    Ok(Reply::result(RobotList { robot_info_list }))
}

#[derive(Default)]
struct Ids(Option<Vec<String>>);

impl Fields for Ids {
    fn field(&mut self, name: &str, reader: &mut Reader) -> Result<(), Exception> {
        match name {
            "list" => self.0 = reader.texts()?,
            _ => reader.skip()?,
        }
        Ok(())
    }
}

/// Those of the ids that somebody has, in the order asked.
pub(crate) fn batch(world: &mut World, call: &Call<'_>) -> Result<Reply, Reply> {
    let Ids(ids) = call.read()?;
    let ids = ids.ok_or_else(|| Reply::code(Code::InvalidParameter))?;
    let found = ids.iter().filter_map(|id| world.people.by_id(id)).map(|person| person.user_info());
    Ok(Reply::result(found.collect::<Vec<_>>()))
}
