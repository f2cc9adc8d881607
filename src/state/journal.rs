//! What was changed from this browser: when, where, from what to what, and how it ended. Kept in IndexedDB, so that a
//! reload loses nothing; secrets are no part of it.
//!
//! An entry is written down before its write is sent, and finished after it: a tab that is closed in between leaves an
//! entry that says that nobody knows.

pub(crate) mod moves;
mod store;
mod tabs;
mod way;

use firetower_protocol::TimestampMs;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use crate::state::change::{Held, Record, Stored, Target, Undo};
use crate::state::connection::{Connection, Slug};
use crate::state::time;
use crate::state::watched::Watched;

pub(crate) use way::{Way, WhyNot, other_tab_ms, way};

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
    /// The connection's name and address then; they may be others now. A proxy's keys are no part of it, but in what an
    /// earlier version stored.
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
        let stored = |held: &Held| held.as_ref().map(Record::stored);
        Self {
            id: store::key(connection.slug.as_str(), at),
            at,
            name: connection.name.clone(),
            address: connection.address.without_keys().as_str().to_owned(),
            target,
            before: stored(before),
            after: stored(after),
            found: None,
            outcome: Outcome::Sent,
            rotated: is_rotated(before, after),
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

    /// Its key without the connection, for an address.
    pub(crate) fn number(&self) -> &str {
        number_of(&self.id)
    }

    /// A secret was to be replaced and nothing else: no reading without that secret can tell whether it was.
    pub(crate) fn is_only_a_secret(&self) -> bool {
        self.rotated && self.before == self.after
    }

    /// How it ended, as a later reading shows. `wanted` is what was sent, with its secret where that is still known.
    /// `None`: the reading does not tell.
    pub(crate) fn told_by(&self, held: &Held, wanted: &Held) -> Option<(Outcome, Option<Stored>)> {
        let knows_secret = wanted.as_ref().is_some_and(|wanted| wanted.secret("secret").is_some());
        if self.is_only_a_secret() && !knows_secret {
            return None;
        }
        let differs = || (Outcome::Differs, held.as_ref().map(Record::stored));
        Some(if held == wanted {
            (Outcome::Verified, None)
        } else if *held != self.before() || matches!(self.outcome, Outcome::Unverified | Outcome::Differs) {
            // What was accepted and is not there is no lost write.
            differs()
        } else {
            (Outcome::NotWritten, None)
        })
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
    /// Shared by all clones: what is under way when its connection gets another name in links is kept under that one.
    slug: Watched<Slug>,
    /// Newest first.
    pub(crate) entries: ArcRwSignal<Vec<Entry>>,
    pub(crate) keeping: ArcRwSignal<Keeping>,
    /// What this tab is waiting for. By numbers, as the two lists below: they stay when the connection's name does not.
    under_way: ArcRwSignal<Vec<String>>,
    /// What the browser does not keep, or not yet.
    unkept: ArcRwSignal<Vec<String>>,
    /// What this tab began. Not kept: a tab is another one after a reload.
    of_this_tab: ArcRwSignal<Vec<String>>,
}

impl Journal {
    pub(crate) fn of(slug: &Slug) -> Self {
        Self {
            slug: Watched::new(slug.clone()),
            entries: ArcRwSignal::default(),
            keeping: ArcRwSignal::new(Keeping::NotLoaded),
            under_way: ArcRwSignal::default(),
            unkept: ArcRwSignal::default(),
            of_this_tab: ArcRwSignal::default(),
        }
    }

    /// Its connection may have another name in links by now.
    pub(crate) fn go_by(&self, slug: &Slug) {
        self.slug.update(|known| *known = slug.clone());
    }

    /// Reads what the browser keeps, of other tabs too.
    pub(crate) async fn load(&self) {
        store::ask_again();
        self.settle().await;
        let here = self.entries.get_untracked();
        for entry in here.iter().filter(|entry| self.is_unkept(entry.number())) {
            // It may be kept now. Where it is not, it stays in this tab.
            if store::put(&self.key_of(entry.number()), &text_of(entry)).await.is_ok() {
                self.unkept.update(|unkept| unkept.retain(|number| number != entry.number()));
            }
        }
        let Ok(texts) = store::all_of(self.slug().as_str()).await else {
            return self.keeping.set(Keeping::OnlyHere);
        };
        let stored = texts.into_iter().filter_map(|(key, text)| {
            // What can't be read may be a newer version's; it stays in the store.
            let mut entry: Entry = crate::state::storage::from_text(&text)?;
            // The key is what counts: a connection that was renamed has other keys.
            entry.id = key;
            Some(entry)
        });
        let entries = untrack(|| {
            self.unkept.with(|unkept| self.entries.with(|here| merged(stored.collect(), here, unkept)))
        });
        if self.entries.with_untracked(|here| *here != entries) {
            self.entries.set(entries);
        }
        let all_kept = self.unkept.with_untracked(Vec::is_empty);
        self.keeping.set(if all_kept { Keeping::Loaded } else { Keeping::OnlyHere });
    }

    /// Writes an entry down, or its end. The list follows at once.
    pub(crate) async fn note(&self, entry: Entry) {
        let begins = entry.outcome == Outcome::Sent;
        // One that was never kept is kept whole at its end.
        let is_new = begins || self.is_unkept(entry.number());
        let (number, text) = (entry.number().to_owned(), text_of(&entry));
        if begins {
            self.claim(&entry.id);
        }
        for (list, holds) in [(&self.under_way, begins), (&self.unkept, is_new)] {
            list.update(|list| {
                list.retain(|known| *known != number);
                if holds {
                    list.push(number.clone());
                }
            });
        }
        self.entries.update(|entries| match entries.iter_mut().find(|known| known.number() == number) {
            Some(known) => *known = entry,
            None if begins => entries.insert(0, entry),
            // Forgotten while it was under way.
            None => {}
        });
        self.settle().await;
        // Its connection may have got another name since the entry was begun.
        let key = self.key_of(&number);
        let kept = if is_new { store::put(&key, &text).await } else { store::replace(&key, &text).await };
        if kept.is_ok() {
            self.unkept.update(|unkept| unkept.retain(|known| *known != number));
            tabs::tell(self.slug().as_str());
        } else {
            self.keeping.set(Keeping::OnlyHere);
        }
    }

    /// Forgets every entry, in this browser. Whether it did.
    pub(crate) async fn forget(&self) -> bool {
        store::ask_again();
        self.settle().await;
        let forgotten = store::forget(self.slug().as_str()).await.is_ok();
        if forgotten || self.keeping.get_untracked() == Keeping::OnlyHere {
            self.unkept.set(Vec::new());
            self.entries.set(Vec::new());
        }
        tabs::tell(self.slug().as_str());
        forgotten
    }

    /// Runs when another tab wrote or forgot something, for as long as what calls this is shown.
    pub(crate) fn when_told(&self, run: impl Fn() + 'static) {
        tabs::listen(self.slug().as_str().to_owned(), run);
    }

    /// Whether this tab still waits for how it ends. Another tab's end is heard of when it is noted.
    pub(crate) fn is_under_way(&self, id: &str) -> bool {
        self.under_way.with(|numbers| numbers.iter().any(|known| known == number_of(id)))
    }

    /// Whether this tab wrote it down, since it was loaded.
    pub(crate) fn is_of_this_tab(&self, id: &str) -> bool {
        self.of_this_tab.with_untracked(|numbers| numbers.iter().any(|known| known == number_of(id)))
    }

    pub(crate) fn claim(&self, id: &str) {
        self.of_this_tab.update(|numbers| numbers.push(number_of(id).to_owned()));
    }

    fn is_unkept(&self, number: &str) -> bool {
        self.unkept.with_untracked(|numbers| numbers.iter().any(|known| known == number))
    }

    /// The name in links that its connection has by now.
    pub(crate) fn slug(&self) -> Slug {
        self.slug.with_untracked(Slug::clone)
    }

    fn key_of(&self, number: &str) -> String {
        format!("{}/{number}", self.slug().as_str())
    }

    /// Follows what happened to connections meanwhile.
    async fn settle(&self) {
        for step in moves::all() {
            let carried_out = match &step {
                (from, Some(to)) => store::rename(from, to).await,
                (from, None) => store::forget(from).await,
            };
            // The later ones build on this one.
            if carried_out.is_err() {
                return;
            }
            moves::done(&step);
        }
    }
}

fn number_of(id: &str) -> &str {
    id.split_once('/').map_or("", |(_, number)| number)
}

fn is_rotated(before: &Held, after: &Held) -> bool {
    match (before, after) {
        (Some(before), Some(after)) => before.secret("secret") != after.secret("secret"),
        _ => false,
    }
}

fn text_of(entry: &Entry) -> String {
    serde_json::to_string(entry).unwrap_or_default()
}

/// What the browser keeps, and what only this tab has; newest first.
fn merged(stored: Vec<Entry>, here: &[Entry], unkept: &[String]) -> Vec<Entry> {
    let mut entries = stored;
    for entry in here.iter().filter(|entry| unkept.iter().any(|number| number == entry.number())) {
        match entries.iter_mut().find(|known| known.number() == entry.number()) {
            Some(known) => *known = entry.clone(),
            None => entries.push(entry.clone()),
        }
    }
    entries.sort_by(|one, other| other.number().cmp(one.number()));
    entries
}

#[cfg(test)]
mod tests;
