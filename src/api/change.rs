//! Any target read and written as a record: the one place that knows which call is behind which target.

use firetower_protocol::UserId;
use firetower_protocol::conversation::{IsTop, Top};
use firetower_protocol::robot::{self, Robot};
use firetower_protocol::system_setting;
use firetower_protocol::user_setting;
use std::cell::RefCell;

use super::client::{Client, Reading};
use super::guard;
use super::verified::{Ending, Report, verified};
use crate::error::{ApiError, Kind};
use crate::state::change::{Held, Intent, Record, Target};
use crate::state::journal::{Entry, Outcome};

type Opened<T> = Result<Reading<T>, ApiError>;

/// `top` of a pin that is set; anything else is none.
pub(crate) const PINNED: &str = "1";
pub(crate) const NOT_PINNED: &str = "0";

/// What a write came to, and the entry that it left in the journal: none where nothing was sent.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Changed {
    pub(crate) report: Report<Held>,
    pub(crate) entry: Option<Entry>,
    /// What was sent, secrets and all; in memory only.
    pub(crate) sent: Held,
}

impl Client {
    /// The way of every change: read, compare, write down, write, read back, write down how it ended.
    pub(crate) async fn change(&self, target: &Target, intent: &Intent) -> Changed {
        let (connection, journal) = (&self.session.connection, &self.session.journal);
        let begun: RefCell<Option<(Entry, Held)>> = RefCell::new(None);
        let report = verified(
            &intent.from,
            |before: &Held| Some(target.settled(before, intent.to.clone().keeping_secrets_of(before))),
            async || self.read_target(target).await,
            async |before, wanted| {
                // What is not sent is not noted either. The reading may have taken a while.
                if let Some(kind) = guard::refuses_writes(&self.session) {
                    return Err(self.error(kind, true, None));
                }
                let mut entry = Entry::new(connection, target.clone(), before, wanted);
                entry.is_undo = intent.is_undo;
                begun.replace(Some((entry.clone(), wanted.clone())));
                journal.note(entry).await;
                self.write_target(target, wanted.as_ref().unwrap_or(&intent.to)).await
            },
        )
        .await;
        if let Ending::Refused(error) = &report.ending {
            self.note_stopped(error, target);
        }
        let Some((mut entry, sent)) = begun.into_inner() else {
            return Changed { report, entry: None, sent: None };
        };
        (entry.outcome, entry.found) = outcome_of(&report.ending);
        journal.note(entry.clone()).await;
        Changed { report, entry: Some(entry), sent }
    }

    /// Of a write that its connection, read-only by then, did not let pass: whatever asked for it offers none on such a
    /// connection, so its page is drawn anew by now and can't say it.
    pub(crate) fn note_stopped(&self, error: &ApiError, target: &Target) {
        if error.kind == Kind::ReadOnly {
            self.session.stopped.update(|stopped| stopped.push(target.clone()));
        }
    }

    /// Looks again at what an earlier write came to, and writes it down. `sent` is what that write sent, with its secret
    /// where that is still known. Gives the entry as it is then; a reading that does not tell leaves it as it was.
    pub(crate) async fn look_again(
        &self,
        mut entry: Entry,
        sent: &Held,
    ) -> Result<(Reading<Held>, Entry), ApiError> {
        let reading = self.read_target(&entry.target).await?;
        if let Some((outcome, found)) = entry.told_by(&reading.value, sent) {
            (entry.outcome, entry.found) = (outcome, found);
            self.session.journal.note(entry.clone()).await;
        }
        Ok((reading, entry))
    }

    /// What the server holds. The console's targets can't be read.
    pub(crate) async fn read_target(&self, target: &Target) -> Opened<Held> {
        match target {
            Target::SystemSetting { id } => Ok(self.system_setting(*id).await?.map(system_setting_record)),
            Target::UserSetting { user, scope, key } => {
                let read = user_setting::Read { user_id: user.clone(), scope: *scope, key: key.clone() };
                let reading = self.user_setting(&read).await?;
                Ok(reading.map(|value| value.map(|value| Record::default().with("value", value))))
            }
            Target::Pin { user, conversation } => {
                let read = IsTop { user_id: user.clone(), conversation: conversation.clone() };
                Ok(self.is_top(&read).await?.map(|pinned| Some(pin_record(pinned))))
            }
            Target::Robot { id } => Ok(self.robot(id).await?.map(|robot| robot.map(robot_record))),
            Target::Raw { .. } => Err(self.impossible()),
        }
    }

    pub(crate) async fn write_target(&self, target: &Target, wanted: &Record) -> Opened<()> {
        let text = |name| wanted.text(name).to_owned();
        match target {
            Target::SystemSetting { id } => {
                let write = system_setting::Write { id: *id, value: text("value"), desc: text("desc") };
                self.write_system_setting(&write).await
            }
            Target::UserSetting { user, scope, key } => {
                let write = user_setting::Write {
                    user_id: user.clone(),
                    scope: *scope,
                    key: key.clone(),
                    value: text("value"),
                };
                self.write_user_setting(&write).await
            }
            Target::Pin { user, conversation } => {
                let top = u8::from(wanted.text("top") == PINNED);
                let write = Top { user_id: user.clone(), conversation: conversation.clone(), top };
                self.set_top(&write).await
            }
            // Without one the server invents another secret, and every running bot is locked out.
            Target::Robot { .. } if !has_secret(wanted) => Err(self.error(Kind::SecretUnknown, true, None)),
            Target::Robot { id } => {
                let written = self.write_robot(&robot_write(id, wanted)).await?;
                Ok(written.map(|_| ()))
            }
            Target::Raw { .. } => Err(self.impossible()),
        }
    }

    /// The console sends its calls itself; here they have neither read nor write.
    fn impossible(&self) -> ApiError {
        self.error(Kind::NotOffered, true, None)
    }
}

/// Whether a robot's record has a secret to send. An empty one counts as none to the server.
pub(crate) fn has_secret(robot: &Record) -> bool {
    robot.secret("secret").is_some_and(|secret| !secret.expose().is_empty())
}

fn outcome_of(ending: &Ending<Held>) -> (Outcome, Option<crate::state::change::Stored>) {
    let outcome = match ending {
        Ending::Verified { .. } => Outcome::Verified,
        Ending::Differs(_) => Outcome::Differs,
        Ending::NotWritten(_) => Outcome::NotWritten,
        Ending::Unverified(_) => Outcome::Unverified,
        Ending::Unknown(_) => Outcome::Unknown,
        Ending::Refused(_) | Ending::NotBegun(_) | Ending::Conflict(_) => Outcome::Refused,
    };
    let found = match ending {
        Ending::Differs(found) => found.as_ref().map(Record::stored),
        _ => None,
    };
    (outcome, found)
}

pub(crate) fn system_setting_record(setting: Option<system_setting::SystemSetting>) -> Held {
    setting.map(|setting| Record::default().with("value", setting.value).with("desc", setting.desc))
}

pub(crate) fn pin_record(pinned: bool) -> Record {
    Record::default().with("top", if pinned { PINNED } else { NOT_PINNED })
}

/// An absent text and an empty one are the same to the server, which stores both as empty.
pub(crate) fn robot_record(robot: Robot) -> Record {
    let text = Option::unwrap_or_default;
    Record::default()
        .with("name", text(robot.name))
        .with("displayName", text(robot.display_name))
        .with("callback", text(robot.callback))
        .with_secret("secret", robot.secret)
        .with("owner", robot.owner.map(|owner| owner.0).unwrap_or_default())
        .with("portrait", text(robot.portrait))
        .with("gender", robot.gender.map(|gender| gender.to_string()).unwrap_or_default())
        .with("mobile", text(robot.mobile))
        .with("email", text(robot.email))
        .with("address", text(robot.address))
        .with("company", text(robot.company))
        .with("social", text(robot.social))
        .with("extra", text(robot.extra))
        .with("robotExtra", text(robot.robot_extra))
}

/// Everything goes back, since what is left out is erased. What is empty is left out, which is the same to the server.
pub(crate) fn robot_write(id: &UserId, wanted: &Record) -> robot::Write {
    let some = |name| Some(wanted.text(name).to_owned()).filter(|text| !text.is_empty());
    robot::Write {
        user_id: Some(id.clone()),
        name: wanted.text("name").to_owned(),
        display_name: wanted.text("displayName").to_owned(),
        portrait: some("portrait"),
        gender: wanted.text("gender").parse().ok(),
        mobile: some("mobile"),
        email: some("email"),
        address: some("address"),
        company: some("company"),
        social: some("social"),
        extra: some("extra"),
        owner: some("owner").map(UserId),
        secret: wanted.secret("secret").cloned(),
        callback: some("callback"),
        robot_extra: some("robotExtra"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use firetower_protocol::robot::RobotSecret;

    const READ: &str = r#"{"userId":"r","name":"r1","displayName":"R","portrait":"p","gender":2,"mobile":"1","email":"e",
        "address":"a","company":"c","social":"s","extra":"x","owner":"o","secret":"hush","callback":"http://c","robotExtra":"y"}"#;

    fn robot(text: &str) -> Robot {
        serde_json::from_str(text).unwrap()
    }

    #[test]
    fn every_field_that_was_read_goes_back() {
        let read = robot(READ);
        let record = robot_record(read.clone());
        assert_eq!(robot_write(&read.user_id.clone(), &record), robot::Write::of(read));
        let names: Vec<_> = record.fields().map(|(name, _)| name).collect();
        let target = Target::Robot { id: UserId("r".to_owned()) };
        assert_eq!(names, target.fields(), "drafts and the journal know the same fields");
    }

    #[test]
    fn an_empty_secret_is_none() {
        let with =
            |text: &str| Record::default().with_secret("secret", Some(RobotSecret::new(text.to_owned())));
        assert!(has_secret(&with("s")) && has_secret(&with(" ")));
        assert!(!has_secret(&with("")) && !has_secret(&Record::default().with_secret("secret", None)));
    }

    #[test]
    fn what_is_absent_stays_absent() {
        let read = robot(r#"{"userId":"r","name":"r1","displayName":"R","secret":"hush"}"#);
        let sent = serde_json::to_string(&robot_write(&read.user_id.clone(), &robot_record(read))).unwrap();
        assert_eq!(sent, r#"{"userId":"r","name":"r1","displayName":"R","secret":"hush"}"#);
    }
}
