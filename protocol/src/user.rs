//! Who a user is, for names beside ids.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::endpoint::Endpoint;
use crate::ids::{TimestampMs, UserId};

pub const INFO: Endpoint<Find, User> = Endpoint::read("/admin/user/get_info");
pub const ALL: Endpoint<Page, Users> = Endpoint::read("/admin/user/all");
pub const BATCH: Endpoint<Batch, Users> = Endpoint::read("/admin/user/batch_get_infos");

/// Exactly one of the three, as the server wants it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Find {
    #[serde(rename = "userId")]
    Id(UserId),
    #[serde(rename = "name")]
    Name(String),
    #[serde(rename = "mobile")]
    Mobile(String),
}

/// A page by offset, for users and for robots.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Page {
    pub count: i32,
    pub offset: i32,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Batch {
    pub list: Vec<UserId>,
}

/// `type` of a user. Unknown kinds keep their number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct UserType(pub i32);

impl UserType {
    pub const USER: Self = Self(0);
    pub const ROBOT: Self = Self(1);
    pub const ADMINISTRATOR: Self = Self(3);
}

/// Every text may be absent or null; `user_id` may not.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct User {
    pub user_id: UserId,
    /// The login name; for a person's name see `display_name`.
    #[serde(default)]
    pub name: Option<String>,
    #[serde(default)]
    pub display_name: Option<String>,
    #[serde(default)]
    pub mobile: Option<String>,
    #[serde(default, rename = "type")]
    pub kind: Option<UserType>,
    #[serde(default)]
    pub update_dt: Option<TimestampMs>,
}

/// A list of users: a bare array (doc+, sdk), or under `userInfoList` (com).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Users(pub Vec<User>);

impl<'de> Deserialize<'de> for Users {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let list = match Value::deserialize(deserializer)? {
            Value::Object(mut fields) => fields.remove("userInfoList").unwrap_or(Value::Null),
            other => other,
        };
        let users = Option::<Vec<User>>::deserialize(list).map_err(serde::de::Error::custom)?;
        Ok(Self(users.unwrap_or_default()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn exactly_one_way_to_find_a_user_is_sent() {
        let sent = |find| serde_json::to_string(&find).unwrap();
        assert_eq!(sent(Find::Id(UserId("u1".to_owned()))), r#"{"userId":"u1"}"#);
        assert_eq!(sent(Find::Mobile("139".to_owned())), r#"{"mobile":"139"}"#);
    }

    #[test]
    fn a_list_comes_bare_or_wrapped() {
        let bare: Users = serde_json::from_str(r#"[{"userId":"a","type":1}]"#).unwrap();
        let wrapped: Users = serde_json::from_str(r#"{"userInfoList":[{"userId":"a","type":1}]}"#).unwrap();
        assert_eq!(bare, wrapped);
        assert_eq!(bare.0[0].kind, Some(UserType::ROBOT));
        assert_eq!(serde_json::from_str::<Users>(r#"{"userInfoList":null}"#).unwrap(), Users(vec![]));
        assert!(serde_json::from_str::<Users>(r#"[{"name":"a"}]"#).is_err());
    }
}
