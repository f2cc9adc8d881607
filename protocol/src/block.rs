//! Whether a user or robot is muted or forbidden. Every edition has the call, in one form.

use serde::{Deserialize, Serialize};

use crate::endpoint::Endpoint;
use crate::ids::UserId;

/// The community server answers [`BlockStatus::NORMAL`] for an id that nobody has, so an answer doesn't say that the
/// user is there.
pub const CHECK: Endpoint<Check, Checked> = Endpoint::read("/admin/user/check_block_status");

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Check {
    /// A robot's id as well.
    pub user_id: UserId,
}

/// Unknown statuses keep their number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct BlockStatus(pub i32);

impl BlockStatus {
    pub const NORMAL: Self = Self(0);
    /// Signs in and reads, but can't send.
    pub const MUTED: Self = Self(1);
    /// Can't sign in.
    pub const FORBIDDEN: Self = Self(2);
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Checked {
    pub status: BlockStatus,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_call_is_the_documents() {
        let call = CHECK.call(&Check { user_id: UserId("a".to_owned()) });
        assert_eq!(call.body.as_deref(), Some(r#"{"userId":"a"}"#));
        assert!(call.signed && !call.writes);
    }

    #[test]
    fn an_unknown_status_keeps_its_number_and_none_is_an_error() {
        let read = |text: &str| serde_json::from_str::<Checked>(text).map(|checked| checked.status);
        assert_eq!(read(r#"{"status":0}"#).unwrap(), BlockStatus::NORMAL);
        assert_eq!(read(r#"{"status":2}"#).unwrap(), BlockStatus::FORBIDDEN);
        assert_eq!(read(r#"{"status":9}"#).unwrap(), BlockStatus(9));
        assert!(read("{}").is_err(), "no status must never read as normal");
    }
}
