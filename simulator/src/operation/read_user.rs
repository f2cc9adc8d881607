//! `user/get_info`: one user, or robot, by id, login name or mobile number.

use firetower_protocol::Code;

use crate::gson::{Exception, Fields, Reader};
use crate::operation::Call;
use crate::operation::profile_fields::given;
use crate::options::Edition;
use crate::reply::Reply;
use crate::state::World;

#[derive(Default)]
struct FindFields {
    user_id: Option<String>,
    name: Option<String>,
    mobile: Option<String>,
}

impl Fields for FindFields {
    fn field(&mut self, name: &str, reader: &mut Reader) -> Result<(), Exception> {
        match name {
            "userId" => self.user_id = reader.text()?,
            "name" => self.name = reader.text()?,
            "mobile" => self.mobile = reader.text()?,
            _ => reader.skip()?,
        }
        Ok(())
    }
}

pub(crate) fn answer(world: &mut World, call: &Call<'_>) -> Result<Reply, Reply> {
    let fields: FindFields = call.read()?;
    let people = &world.people;
    let keys = [given(fields.user_id), given(fields.name), given(fields.mobile)];
    let count = keys.iter().flatten().count();
    // The document wants exactly one; the community server takes the first of the three.
    if count == 0 || (count > 1 && call.options.edition == Edition::Professional) {
        return Err(Reply::code(Code::InvalidParameter));
    }
    let found = match keys {
        [Some(id), ..] => people.by_id(&id),
        [_, Some(name), _] => people.by_name(&name),
        [_, _, Some(mobile)] => people.by_mobile(&mobile),
        _ => None,
    };
    Ok(found.map_or_else(|| Reply::code(Code::NotExist), |person| Reply::result(person.user_info())))
}
