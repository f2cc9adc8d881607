//! The body that writes of a person and of a robot share: the real server's class, robot part included.

use firetower_protocol::user::UserType;
use firetower_protocol::{Code, TimestampMs, UserId};

use crate::gson::{Exception, Fields, Reader};
use crate::operation::Call;
use crate::people::{People, Person, Profile, RobotPart};
use crate::reply::Reply;

/// A text that is not sent is null. It has no `Debug`: it holds a secret.
#[derive(Default)]
pub(crate) struct ProfileFields {
    user_id: Option<String>,
    name: Option<String>,
    pub(crate) display_name: Option<String>,
    portrait: Option<String>,
    gender: i32,
    mobile: Option<String>,
    email: Option<String>,
    address: Option<String>,
    company: Option<String>,
    social: Option<String>,
    extra: Option<String>,
    pub(crate) kind: i32,
    pub(crate) owner: Option<String>,
    pub(crate) secret: Option<String>,
    pub(crate) callback: Option<String>,
    pub(crate) robot_extra: Option<String>,
}

impl Fields for ProfileFields {
    fn field(&mut self, name: &str, reader: &mut Reader) -> Result<(), Exception> {
        match name {
            "gender" => self.gender = reader.int()?.unwrap_or(self.gender),
            "type" => self.kind = reader.int()?.unwrap_or(self.kind),
            _ => match self.text(name) {
                Some(text) => *text = reader.text()?,
                // A password is among them: nobody signs in to a simulator.
                None => reader.skip()?,
            },
        }
        Ok(())
    }
}

impl ProfileFields {
    fn text(&mut self, name: &str) -> Option<&mut Option<String>> {
        Some(match name {
            "userId" => &mut self.user_id,
            "name" => &mut self.name,
            "displayName" => &mut self.display_name,
            "portrait" => &mut self.portrait,
            "mobile" => &mut self.mobile,
            "email" => &mut self.email,
            "address" => &mut self.address,
            "company" => &mut self.company,
            "social" => &mut self.social,
            "extra" => &mut self.extra,
            "owner" => &mut self.owner,
            "secret" => &mut self.secret,
            "callback" => &mut self.callback,
            "robotExtra" => &mut self.robot_extra,
            _ => return None,
        })
    }

    /// The profile as it is to be stored: whole, so that what was not sent is empty.
    ///
    /// # Errors
    /// Code 251 without a name.
    pub(crate) fn profile(&mut self, people: &mut People, call: &Call<'_>) -> Result<Profile, Reply> {
        let name = given(self.name.take()).ok_or_else(|| Reply::code(Code::InvalidParameter))?;
        let id = given(self.user_id.take()).map_or_else(|| people.invent_id(call.now), UserId);
        let text = Option::unwrap_or_default;
        Ok(Profile {
            user_id: id.0,
            name,
            display_name: call.stored(text(self.display_name.take())),
            portrait: text(self.portrait.take()),
            gender: self.gender,
            mobile: text(self.mobile.take()),
            email: text(self.email.take()),
            address: text(self.address.take()),
            company: text(self.company.take()),
            social: text(self.social.take()),
            extra: text(self.extra.take()),
        })
    }
}

/// Neither null nor empty. White space counts, as on the real server.
pub(crate) fn given(text: Option<String>) -> Option<String> {
    text.filter(|text| !text.is_empty())
}

/// Stores a person.
///
/// # Errors
/// Code 4 with a Chinese text where another has the name.
pub(crate) fn put(
    people: &mut People,
    profile: Profile,
    kind: UserType,
    now: TimestampMs,
    robot: Option<Box<RobotPart>>,
) -> Result<(), Reply> {
    let person = Person { profile, kind, update_dt: now, robot };
    people.put(person).map_err(|_| Reply::code_saying(Code::ServerError, "用户名已被其他用户使用"))
}
