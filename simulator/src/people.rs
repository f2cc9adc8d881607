//! Who is on the server: persons, robots and the built-in ones, in the order in which they came.

use firetower_protocol::robot::RobotSecret;
use firetower_protocol::user::UserType;
use firetower_protocol::{TimestampMs, UserId};
use serde::Serialize;

use crate::demo::mix;
use crate::demo_people;
use crate::options::Data;

/// What persons and robots have in common, in the order in which the real server writes it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Profile {
    pub(crate) user_id: String,
    /// The login name; no two have the same.
    pub(crate) name: String,
    pub(crate) display_name: String,
    pub(crate) portrait: String,
    pub(crate) gender: i32,
    pub(crate) mobile: String,
    pub(crate) email: String,
    pub(crate) address: String,
    pub(crate) company: String,
    pub(crate) social: String,
    pub(crate) extra: String,
}

/// What only robots have.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct RobotPart {
    pub(crate) owner: UserId,
    pub(crate) secret: RobotSecret,
    pub(crate) callback: String,
    pub(crate) robot_extra: String,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Person {
    pub(crate) profile: Profile,
    pub(crate) kind: UserType,
    pub(crate) update_dt: TimestampMs,
    /// Boxed, since few have one.
    pub(crate) robot: Option<Box<RobotPart>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct UserInfo<'a> {
    #[serde(flatten)]
    profile: &'a Profile,
    r#type: UserType,
    update_dt: TimestampMs,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct RobotInfo<'a> {
    #[serde(flatten)]
    profile: &'a Profile,
    update_dt: TimestampMs,
    #[serde(flatten)]
    robot: &'a RobotPart,
}

impl Person {
    pub(crate) fn user_info(&self) -> UserInfo<'_> {
        UserInfo { profile: &self.profile, r#type: self.kind, update_dt: self.update_dt }
    }

    /// `None` for whoever is no robot.
    pub(crate) fn robot_info(&self) -> Option<RobotInfo<'_>> {
        let robot = self.robot.as_deref()?;
        Some(RobotInfo { profile: &self.profile, update_dt: self.update_dt, robot })
    }
}

/// Somebody else has this login name.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct NameTaken;

#[derive(Clone, Debug)]
pub(crate) struct People {
    all: Vec<Person>,
    seed: u64,
    invented: u64,
}

impl People {
    pub(crate) fn new(data: Data, seed: u64) -> Self {
        let mut all = built_in();
        if data == Data::Demo {
            all.extend(demo_people::all(seed));
        }
        Self { all, seed, invented: 0 }
    }

    pub(crate) fn by_id(&self, id: &str) -> Option<&Person> {
        self.all.iter().find(|person| person.profile.user_id == id)
    }

    pub(crate) fn by_name(&self, name: &str) -> Option<&Person> {
        self.all.iter().find(|person| person.profile.name == name)
    }

    pub(crate) fn by_mobile(&self, mobile: &str) -> Option<&Person> {
        self.all.iter().find(|person| person.profile.mobile == mobile)
    }

    pub(crate) fn all(&self) -> impl Iterator<Item = &Person> {
        self.all.iter()
    }

    /// Adds a person, or replaces the one with the same id in its place.
    pub(crate) fn put(&mut self, person: Person) -> Result<(), NameTaken> {
        let named = self.by_name(&person.profile.name);
        if named.is_some_and(|other| other.profile.user_id != person.profile.user_id) {
            return Err(NameTaken);
        }
        match self.all.iter_mut().find(|known| known.profile.user_id == person.profile.user_id) {
            Some(known) => *known = person,
            None => self.all.push(person),
        }
        Ok(())
    }

    /// An id of the real server's shape that nobody has: nine digits and small letters.
    pub(crate) fn invent_id(&mut self, now: TimestampMs) -> UserId {
        loop {
            let mut left = self.invent(now);
            let digits = (0..9).map(|_| {
                let digit = u32::try_from(left % 36).unwrap_or_default();
                left /= 36;
                char::from_digit(digit, 36).unwrap_or('0')
            });
            let id: String = digits.collect();
            if self.by_id(&id).is_none() {
                return UserId(id);
            }
        }
    }

    /// A robot's secret of the real server's shape.
    pub(crate) fn invent_secret(&mut self, now: TimestampMs) -> RobotSecret {
        secret(self.invent(now))
    }

    fn invent(&mut self, now: TimestampMs) -> u64 {
        self.invented += 1;
        // With the time, so that a write that was taken back and is made again does not give the same secret.
        mix(self.seed ^ mix(self.invented) ^ mix(now.0.unsigned_abs()))
    }
}

/// A random UUID without its dashes, as far as 64 bits make one. No secret of a simulator keeps anybody out.
pub(crate) fn secret(from: u64) -> RobotSecret {
    let (high, low) = (mix(from), mix(!from));
    let version = (high & !0xf000) | 0x4000;
    let variant = (low & !(0b11 << 62)) | (0b10 << 62);
    RobotSecret::new(format!("{version:016x}{variant:016x}"))
}

/// Whom a freshly installed community server has.
fn built_in() -> Vec<Person> {
    let robot = RobotPart {
        owner: UserId("FireRobot".to_owned()),
        secret: RobotSecret::new("123456".to_owned()),
        callback: "http://127.0.0.1:8883/robot/recvmsg".to_owned(),
        robot_extra: String::new(),
    };
    let person = |id: &str, display_name: &str, portrait: &str, kind, robot| Person {
        profile: Profile {
            user_id: id.to_owned(),
            name: id.to_owned(),
            display_name: display_name.to_owned(),
            portrait: portrait.to_owned(),
            ..Profile::default()
        },
        kind,
        update_dt: TimestampMs(1),
        robot,
    };
    let fire_portrait = "http://cdn2.wildfirechat.cn/robot.png";
    let file_portrait = "https://static.wildfirechat.cn/wfc_file_transfer.png";
    vec![
        person("FireRobot", "小火", fire_portrait, UserType::ROBOT, Some(Box::new(robot))),
        person("admin", "系统管理员", "", UserType::ADMINISTRATOR, None),
        person("wfc_file_transfer", "文件传输助手", file_portrait, UserType::ROBOT, None),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn person(id: &str, name: &str) -> Person {
        let profile = Profile { user_id: id.to_owned(), name: name.to_owned(), ..Profile::default() };
        Person { profile, kind: UserType::USER, update_dt: TimestampMs(1), robot: None }
    }

    #[test]
    fn a_name_belongs_to_one() {
        let mut people = People::new(Data::Fresh, 0);
        assert_eq!(people.put(person("a", "one")), Ok(()));
        assert_eq!(people.put(person("b", "one")), Err(NameTaken));
        assert_eq!(people.put(person("a", "two")), Ok(()), "who changes the name leaves it to others");
        assert_eq!(people.put(person("b", "one")), Ok(()));
        let ids: Vec<&str> = people.all().map(|person| person.profile.user_id.as_str()).collect();
        assert_eq!(ids, ["FireRobot", "admin", "wfc_file_transfer", "a", "b"]);
    }

    #[test]
    fn what_is_invented_has_the_real_shape_and_differs() {
        let mut people = People::new(Data::Fresh, 0);
        let now = TimestampMs(1_795_395_895_531);
        let (first, second) = (people.invent_secret(now), people.invent_secret(now));
        assert_ne!(first, second);
        let text = first.expose();
        assert!(text.len() == 32 && text.bytes().all(|byte| byte.is_ascii_hexdigit()), "{text}");
        assert!(text.chars().nth(12) == Some('4') && "89ab".contains(&text[16..17]), "{text}");
        let (first, second) = (people.invent_id(now), people.invent_id(now));
        assert_ne!(first, second);
        assert!(first.0.len() == 9 && first.0.chars().all(|digit| digit.is_digit(36)), "{first}");
    }
}
