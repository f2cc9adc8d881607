//! Robots: read, listed, and created or updated by one call that replaces everything.
//!
//! What an update leaves out is lost: a blank or absent `secret` makes the server invent another one, and every running
//! bot then fails to sign in. So an update begins from what was read ([`Write::of`]).

use std::fmt;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::endpoint::Endpoint;
use crate::ids::{TimestampMs, UserId};
use crate::user::Page;

pub const READ: Endpoint<Read, Robot> = Endpoint::read("/admin/user/get_robot_info");
/// The community server has no such list: there, robots are the users of type 1.
pub const ALL: Endpoint<Page, Robots> = Endpoint::read("/admin/user/get_all_robots");
pub const WRITE: Endpoint<Write, Written> = Endpoint::write("/admin/robot/create");

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Read {
    pub robot_id: UserId,
}

/// The secret that a bot signs with. It can't be printed; [`RobotSecret::expose`] is the only way out.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct RobotSecret(String);

impl RobotSecret {
    #[must_use]
    pub fn new(secret: String) -> Self {
        Self(secret)
    }

    #[must_use]
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for RobotSecret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("RobotSecret(hidden)")
    }
}

/// A robot as a read answers it. Every text may be absent or null.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Robot {
    pub user_id: UserId,
    #[serde(default)]
    pub name: Option<String>,
    #[serde(default)]
    pub display_name: Option<String>,
    #[serde(default)]
    pub portrait: Option<String>,
    #[serde(default)]
    pub gender: Option<i32>,
    #[serde(default)]
    pub mobile: Option<String>,
    #[serde(default)]
    pub email: Option<String>,
    #[serde(default)]
    pub address: Option<String>,
    #[serde(default)]
    pub company: Option<String>,
    #[serde(default)]
    pub social: Option<String>,
    #[serde(default)]
    pub extra: Option<String>,
    #[serde(default)]
    pub update_dt: Option<TimestampMs>,
    /// A user's id; the robot's own where it has no other owner.
    #[serde(default)]
    pub owner: Option<UserId>,
    #[serde(default)]
    pub secret: Option<RobotSecret>,
    #[serde(default)]
    pub callback: Option<String>,
    #[serde(default)]
    pub robot_extra: Option<String>,
}

/// A create or an update. Absent fields are not sent, and thereby erased on the server.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Write {
    /// Absent: the server makes one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub user_id: Option<UserId>,
    pub name: String,
    pub display_name: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub portrait: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub gender: Option<i32>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mobile: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub address: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub company: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub social: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub extra: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub owner: Option<UserId>,
    /// Absent or blank: the server invents another one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub secret: Option<RobotSecret>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub callback: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub robot_extra: Option<String>,
}

impl Write {
    /// The update that changes nothing: everything that was read, sent back.
    #[must_use]
    pub fn of(robot: Robot) -> Self {
        Self {
            user_id: Some(robot.user_id),
            name: robot.name.unwrap_or_default(),
            display_name: robot.display_name.unwrap_or_default(),
            portrait: robot.portrait,
            gender: robot.gender,
            mobile: robot.mobile,
            email: robot.email,
            address: robot.address,
            company: robot.company,
            social: robot.social,
            extra: robot.extra,
            owner: robot.owner,
            secret: robot.secret,
            callback: robot.callback,
            robot_extra: robot.robot_extra,
        }
    }
}

/// What a create or an update answers: the secret that holds from now on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Written {
    pub user_id: UserId,
    #[serde(default)]
    pub secret: Option<RobotSecret>,
}

/// A page of robots: under `robotInfoList` as documented, or a bare array.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Robots(pub Vec<Robot>);

impl<'de> Deserialize<'de> for Robots {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let list = match Value::deserialize(deserializer)? {
            Value::Object(mut fields) => fields.remove("robotInfoList").unwrap_or(Value::Null),
            other => other,
        };
        let robots = Option::<Vec<Robot>>::deserialize(list).map_err(serde::de::Error::custom)?;
        Ok(Self(robots.unwrap_or_default()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const READ_BACK: &str = r#"{"userId":"r","name":"r","displayName":"R","portrait":"p","gender":0,"mobile":"1",
        "email":"","address":"","company":"","social":"","extra":"e","updateDt":1795395895800,"owner":"r",
        "secret":"s3cret","callback":"http://127.0.0.1:9/cb","robotExtra":"x"}"#;

    #[test]
    fn an_update_sends_back_everything_that_was_read() {
        let robot: Robot = serde_json::from_str(READ_BACK).unwrap();
        let mut read: Value = serde_json::from_str(READ_BACK).unwrap();
        read.as_object_mut().unwrap().remove("updateDt");
        assert_eq!(serde_json::to_value(Write::of(robot)).unwrap(), read);
    }

    #[test]
    fn a_robots_secret_is_never_printed() {
        let robot: Robot = serde_json::from_str(READ_BACK).unwrap();
        assert!(!format!("{robot:?}").contains("s3cret"));
    }

    #[test]
    fn a_list_comes_wrapped_or_bare() {
        let wrapped: Robots = serde_json::from_str(r#"{"robotInfoList":[{"userId":"r"}]}"#).unwrap();
        assert_eq!(wrapped, serde_json::from_str(r#"[{"userId":"r"}]"#).unwrap());
    }
}
