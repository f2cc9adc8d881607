//! Where a change goes, and what the API lets one take back.

use firetower_protocol::conversation::Conversation;
use firetower_protocol::system_setting::LARGEST_GROUP_SIZE;
use firetower_protocol::user_setting::Scope;
use firetower_protocol::{SettingId, UserId};
use serde::{Deserialize, Serialize};

use crate::i18n::Lang;
use crate::paths;
use crate::state::change::{Content, Held, Record};

/// The fields of a robot.
pub(crate) const ROBOT_FIELDS: [&str; 14] = [
    "name",
    "displayName",
    "callback",
    "secret",
    "owner",
    "portrait",
    "gender",
    "mobile",
    "email",
    "address",
    "company",
    "social",
    "extra",
    "robotExtra",
];

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) enum Target {
    SystemSetting {
        id: SettingId,
    },
    UserSetting {
        user: UserId,
        scope: Scope,
        key: String,
    },
    Pin {
        user: UserId,
        conversation: Conversation,
    },
    Robot {
        id: UserId,
    },
    /// Sent by the API console: nobody knows how to read it back.
    Raw {
        path: String,
    },
}

/// What can be taken back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Undo {
    Whole,
    /// A rotated secret does not come back.
    AllButTheSecret,
    /// It was not there before, and nothing deletes it.
    NotThereBefore,
    /// What was sent can't be read, so there is nothing to go back to.
    Unknown,
}

impl Target {
    /// Names it among the drafts of a connection.
    pub(crate) fn key(&self) -> String {
        match self {
            Self::SystemSetting { id } => format!("system-setting {id}"),
            Self::UserSetting { user, scope, key } => format!("user-setting {} {} {key}", scope.0, user.0),
            Self::Pin { user, conversation } => format!("pin {conversation} {}", user.0),
            Self::Robot { id } => format!("robot {}", id.0),
            Self::Raw { path } => format!("raw {path}"),
        }
    }

    /// The API's names of its fields, in the order in which they are shown.
    pub(crate) fn fields(&self) -> &'static [&'static str] {
        match self {
            Self::SystemSetting { .. } => &["value", "desc"],
            Self::UserSetting { .. } => &["value"],
            Self::Pin { .. } => &["top"],
            Self::Robot { .. } => &ROBOT_FIELDS,
            Self::Raw { .. } => &["body"],
        }
    }

    /// What the server makes of a record that is written over `from`, where it is known to fill in what is empty: a robot
    /// without an owner becomes its own, and a gender that is left out becomes 0.
    pub(crate) fn settled(&self, from: &Held, wanted: Record) -> Record {
        let Self::Robot { id } = self else { return wanted };
        let mut settled = wanted;
        if settled.text("owner").is_empty() {
            settled = settled.replacing("owner", Content::Text(id.0.clone()));
        }
        // A server that never says a gender is not expected to say one after a write.
        let says_gender = from.as_ref().is_none_or(|from| !from.text("gender").is_empty());
        if settled.text("gender").is_empty() && says_gender {
            settled = settled.replacing("gender", Content::Text("0".to_owned()));
        }
        settled
    }

    /// `Largest group size`, `Setting 1001`, `Pin of 1-0-g1 for u1`.
    pub(crate) fn title(&self, lang: Lang) -> String {
        match self {
            Self::SystemSetting { id } if *id == LARGEST_GROUP_SIZE => lang.ss_group_size().to_owned(),
            Self::SystemSetting { id } => lang.ss_number(id.0),
            Self::UserSetting { user, scope, key } if key.is_empty() => {
                lang.ch_user_setting(scope.0, &user.0)
            }
            Self::UserSetting { user, scope, key } => lang.ch_user_setting_key(scope.0, key, &user.0),
            Self::Pin { user, conversation } => lang.ch_pin(conversation, &user.0),
            Self::Robot { id } => lang.ch_robot(&id.0),
            Self::Raw { path } => path.clone(),
        }
    }

    /// A setting that clients read, in a format that they depend on.
    pub(crate) fn is_built_in(&self) -> bool {
        matches!(self, Self::UserSetting { scope, .. } if scope.is_built_in())
    }

    /// Whom it belongs to.
    pub(crate) fn user(&self) -> Option<&UserId> {
        match self {
            Self::UserSetting { user, .. } | Self::Pin { user, .. } => Some(user),
            Self::Robot { id } => Some(id),
            Self::SystemSetting { .. } | Self::Raw { .. } => None,
        }
    }

    /// The page that shows it.
    pub(crate) fn address(&self, slug: &str) -> String {
        match self {
            Self::SystemSetting { id } => paths::system_setting(slug, *id),
            Self::UserSetting { user, scope, key } => {
                paths::user_setting(slug, user, Some(*scope), Some(key))
            }
            Self::Pin { user, conversation } => paths::pin(slug, user, conversation),
            Self::Robot { id } => paths::robot(slug, id),
            Self::Raw { .. } => paths::console(slug),
        }
    }

    /// What remains of a change from `before` to `after` if it is taken back. A secret that was not stored counts as
    /// rotated only where `rotated` says so.
    pub(crate) fn undo(&self, before: &Held, rotated: bool) -> Undo {
        match self {
            Self::Raw { .. } => Undo::Unknown,
            _ if before.is_none() => Undo::NotThereBefore,
            _ if rotated => Undo::AllButTheSecret,
            _ => Undo::Whole,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use firetower_protocol::conversation::ConversationType;

    fn targets() -> [Target; 5] {
        let user = UserId("u1".to_owned());
        let conversation = Conversation { kind: ConversationType::GROUP, target: "g".to_owned(), line: 0 };
        [
            Target::SystemSetting { id: SettingId(1) },
            Target::UserSetting { user: user.clone(), scope: Scope(1001), key: "k".to_owned() },
            Target::Pin { user: user.clone(), conversation },
            Target::Robot { id: user },
            Target::Raw { path: "/admin/x".to_owned() },
        ]
    }

    #[test]
    fn each_has_a_key_of_its_own_and_comes_back_from_text() {
        let keys = targets().map(|target| target.key());
        for (at, key) in keys.iter().enumerate() {
            assert!(!keys[..at].contains(key), "{key}");
        }
        for target in targets() {
            let text = serde_json::to_string(&target).unwrap();
            assert_eq!(serde_json::from_str::<Target>(&text).unwrap(), target);
        }
    }

    #[test]
    fn only_what_was_there_can_be_taken_back() {
        let [setting, .., raw] = targets();
        let before = Some(crate::state::change::Record::default());
        assert_eq!(setting.undo(&None, false), Undo::NotThereBefore);
        assert_eq!(setting.undo(&before, false), Undo::Whole);
        assert_eq!(setting.undo(&before, true), Undo::AllButTheSecret);
        assert_eq!(raw.undo(&before, false), Undo::Unknown);
    }

    #[test]
    fn what_a_robots_server_fills_in_is_expected_of_it() {
        let [setting, _, _, robot, _] = targets();
        let empty = || Record::default().with("owner", "").with("gender", "");
        let settled = robot.settled(&None, empty());
        assert_eq!((settled.text("owner"), settled.text("gender")), ("u1", "0"));
        let from = Some(Record::default().with("owner", "o").with("gender", ""));
        assert_eq!(robot.settled(&from, empty()).text("gender"), "");
        let full = Record::default().with("owner", "o").with("gender", "2");
        assert_eq!(robot.settled(&None, full.clone()), full);
        assert_eq!(setting.settled(&None, empty()), empty());
    }
}
