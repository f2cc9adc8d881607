//! What was changed from this browser: when, where, from what to what, and how it ended. Kept in IndexedDB, so that a
//! reload loses nothing; secrets are no part of it.
//!
//! An entry is written down before its write is sent, and finished after it: a tab that is closed in between leaves an
//! entry that says that nobody knows.

pub(crate) mod moves;
mod store;

use firetower_protocol::TimestampMs;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use crate::state::change::{Held, Stored, Target, Undo};
use crate::state::connection::{Connection, Slug};
use crate::state::time;

/// How a write ended, as far as it is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) enum Outcome {
    /// Under way; or its tab went before an answer came.
    Sent,
    Verified,
    /// The server holds something else.
    Differs,
    /// The answer was lost, and the server holds what it held.
    NotWritten,
    /// Accepted, and reading it back failed.
    Unverified,
    /// Neither the write nor the reading after it was answered.
    Unknown,
    Refused,
    /// Accepted, and there is no way to read it back.
    Accepted,
}

/// One change. The texts of its fields are the server's or the admin's.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Entry {
    /// Its key in the store: the connection, the time, and something to tell two of one millisecond apart.
    pub(crate) id: String,
    pub(crate) at: TimestampMs,
    /// The connection's name and address then; they may be others now.
    pub(crate) name: String,
    pub(crate) address: String,
    pub(crate) target: Target,
    /// `None`: it was not set, or could not be read.
    pub(crate) before: Option<Stored>,
    /// What was to be written.
    pub(crate) after: Option<Stored>,
    /// What came back, where that differs.
    pub(crate) found: Option<Stored>,
    pub(crate) outcome: Outcome,
    /// The write replaced a robot's secret.
    #[serde(default)]
    pub(crate) rotated: bool,
    /// It took back an earlier one.
    #[serde(default)]
    pub(crate) is_undo: bool,
}

impl Entry {
    pub(crate) fn new(connection: &Connection, target: Target, before: &Held, after: &Held) -> Self {
        let at = time::now();
        let stored = |held: &Held| held.as_ref().map(crate::state::change::Record::stored);
        let rotated = match (before, after) {
            (Some(before), Some(after)) => before.secret("secret") != after.secret("secret"),
            _ => false,
        };
        Self {
            id: store::key(connection.slug.as_str(), at),
            at,
            name: connection.name.clone(),
            address: connection.address.as_str().to_owned(),
            target,
            before: stored(before),
            after: stored(after),
            found: None,
            outcome: Outcome::Sent,
            rotated,
            is_undo: false,
        }
    }

    pub(crate) fn before(&self) -> Held {
        self.before.as_ref().map(|stored| stored.record(&self.target))
    }

    pub(crate) fn after(&self) -> Held {
        self.after.as_ref().map(|stored| stored.record(&self.target))
    }

    pub(crate) fn undo(&self) -> Undo {
        self.target.undo(&self.before(), self.rotated)
    }
}

/// Whether the browser keeps the journal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Keeping {
    NotLoaded,
    Loaded,
    /// The browser refused; what is here ends with the tab.
    OnlyHere,
}

/// The journal of one connection. A handle.
#[derive(Clone)]
pub(crate) struct Journal {
    slug: Slug,
    /// Newest first.
    pub(crate) entries: ArcRwSignal<Vec<Entry>>,
    pub(crate) keeping: ArcRwSignal<Keeping>,
}

impl Journal {
    pub(crate) fn of(slug: &Slug) -> Self {
        Self {
            slug: slug.clone(),
            entries: ArcRwSignal::default(),
            keeping: ArcRwSignal::new(Keeping::NotLoaded),
        }
    }

    /// Reads what the browser keeps, of other tabs too.
    pub(crate) async fn load(&self) {
        self.settle().await;
        match read(self.slug.as_str()).await {
            Ok(mut entries) => {
                entries.sort_by(|one, other| other.id.cmp(&one.id));
                self.entries.set(entries);
                self.keeping.set(Keeping::Loaded);
            }
            Err(_) => self.keeping.set(Keeping::OnlyHere),
        }
    }

    /// Writes an entry down, or its end. The list follows at once.
    pub(crate) async fn note(&self, entry: Entry) {
        self.settle().await;
        let text = serde_json::to_string(&entry).unwrap_or_default();
        let key = entry.id.clone();
        self.entries.update(|entries| match entries.iter_mut().find(|known| known.id == entry.id) {
            Some(known) => *known = entry,
            None => entries.insert(0, entry),
        });
        if store::put(&key, &text).await.is_err() {
            self.keeping.set(Keeping::OnlyHere);
        }
    }

    /// Follows what happened to connections meanwhile.
    async fn settle(&self) {
        let moves = moves::all();
        if moves.is_empty() {
            return;
        }
        for (from, to) in moves {
            if let Some(to) = to {
                for mut entry in read(&from).await.unwrap_or_default() {
                    entry.id = entry.id.replacen(&from, &to, 1);
                    let text = serde_json::to_string(&entry).unwrap_or_default();
                    if store::put(&entry.id, &text).await.is_err() {
                        // Nothing is forgotten that could not be kept under its new name.
                        return;
                    }
                }
            }
            if store::forget(&from).await.is_err() {
                return;
            }
        }
        moves::done();
    }
}

async fn read(slug: &str) -> Result<Vec<Entry>, idb::Error> {
    let texts = store::all_of(slug).await?;
    Ok(texts.iter().filter_map(|text| crate::state::storage::from_text(text)).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::state::change::Record;

    #[test]
    fn an_entry_comes_back_from_its_text_without_secrets() {
        let secret = |text: &str| Some(firetower_protocol::robot::RobotSecret::new(text.to_owned()));
        let record =
            |name: &str, text| Some(Record::default().with("name", name).with_secret("secret", secret(text)));
        let target = Target::Robot { id: firetower_protocol::UserId("r".to_owned()) };
        let entry = Entry {
            id: store::key("a", TimestampMs(7)),
            at: TimestampMs(7),
            name: "IM".to_owned(),
            address: "/im/a".to_owned(),
            target,
            before: record("old", "hush-1").as_ref().map(Record::stored),
            after: record("new", "hush-2").as_ref().map(Record::stored),
            found: None,
            outcome: Outcome::Verified,
            rotated: true,
            is_undo: false,
        };
        let text = serde_json::to_string(&entry).unwrap();
        assert!(!text.contains("hush"), "{text}");
        let back: Entry = serde_json::from_str(&text).unwrap();
        assert_eq!(back, entry);
        assert_eq!(back.before().unwrap().text("name"), "old");
        assert_eq!(back.undo(), Undo::AllButTheSecret);
    }
}
