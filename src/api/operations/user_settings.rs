//! User settings, and the pins that are kept in them. Professional servers only.

use firetower_protocol::conversation::{self, IsTop, Pinned, Top};
use firetower_protocol::user_setting::{self, Held, Read, Write};
use firetower_protocol::{Operation, WireForm};

use super::Opened;
use crate::api::client::Client;

/// The value of the setting that says *pinned*.
const PINNED: &str = "1";

impl Client {
    /// `None`: not set, in whichever of its shapes (253, no value, null).
    pub(crate) async fn user_setting(&self, read: &Read) -> Opened<Option<String>> {
        let answer = self.run(Operation::ReadUserSetting, &|_| user_setting::READ.call(read)).await;
        let reading = self.opened_or_none::<Held>(answer)?;
        Ok(reading.map(|held| held.and_then(|held| held.value)))
    }

    pub(crate) async fn write_user_setting(&self, write: &Write) -> Opened<()> {
        let answer = self.run(Operation::WriteUserSetting, &|_| user_setting::WRITE.call(write)).await;
        // `{}` is all that the document promises.
        answer.map(|reading| reading.with(()))
    }

    pub(crate) async fn is_top(&self, read: &IsTop) -> Opened<bool> {
        let answer = self
            .run(Operation::IsTop, &|form| match form {
                WireForm::Documented => conversation::IS_TOP.call(read),
                WireForm::Sdk => user_setting::READ.call(&read.as_setting()),
            })
            .await;
        let reading = self.opened_or_none::<Pin>(answer)?;
        Ok(reading.map(|pin| pin.is_some_and(|pin| pin.0)))
    }

    pub(crate) async fn set_top(&self, write: &Top) -> Opened<()> {
        let answer = self
            .run(Operation::SetTop, &|form| match form {
                WireForm::Documented => conversation::TOP.call(write),
                WireForm::Sdk => user_setting::WRITE.call(&write.as_setting()),
            })
            .await;
        answer.map(|reading| reading.with(()))
    }
}

/// A pin as either form answers it: a bool of its own, or the text of a user setting.
struct Pin(bool);

impl<'de> serde::Deserialize<'de> for Pin {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let value = serde_json::Value::deserialize(deserializer)?;
        if value.get("value").is_some_and(serde_json::Value::is_boolean) {
            let pinned = Pinned::deserialize(value).map_err(serde::de::Error::custom)?;
            return Ok(Self(pinned.value));
        }
        let held = Held::deserialize(value).map_err(serde::de::Error::custom)?;
        Ok(Self(held.value.as_deref() == Some(PINNED)))
    }
}
