//! Newtypes for identifiers and times. 64-bit values stay exact: they are parsed from text by serde_json and shown as
//! text, never as a JavaScript number (a real `messageUid`, 75735276990792720, is beyond 2^53).

use std::fmt;

use serde::{Deserialize, Serialize};

/// Milliseconds since the Unix epoch, the unit of every time in the Admin API.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct TimestampMs(pub i64);

/// The id of a system setting: a Java `int`; a larger number is answered with HTTP 500 by the community server.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct SettingId(pub i32);

/// A user's id, as the server keeps it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct UserId(pub String);

/// A message's unique id: a Java `long`, usually beyond what a JavaScript number holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct MessageUid(pub i64);

impl MessageUid {
    /// The time that the community server built into the id (`(ms − 1514736000000) << 21 | …`), for rows that carry
    /// no time of their own. It is derived, and must be called so where it is shown.
    #[must_use]
    pub fn derived_time(self) -> TimestampMs {
        const UID_EPOCH_MS: i64 = 1_514_736_000_000;
        TimestampMs(UID_EPOCH_MS + (self.0 >> 21))
    }
}

macro_rules! shown_as_its_inside {
    ($($name:ident),*) => {$(
        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }
    )*};
}
shown_as_its_inside!(TimestampMs, SettingId, UserId, MessageUid);

impl std::str::FromStr for SettingId {
    type Err = std::num::ParseIntError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        text.trim().parse().map(Self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_uid_beyond_2_pow_53_keeps_every_digit() {
        let uid: MessageUid = serde_json::from_str("75735276990792720").unwrap();
        assert_eq!(uid.to_string(), "75735276990792720");
        assert_eq!(serde_json::to_string(&uid).unwrap(), "75735276990792720");
    }

    #[test]
    fn a_uid_tells_when_it_was_made() {
        let made = TimestampMs(1_550_849_394_517);
        let uid = MessageUid(((made.0 - 1_514_736_000_000) << 21) | 0b1_0000);
        assert_eq!(uid.derived_time(), made);
    }
}
