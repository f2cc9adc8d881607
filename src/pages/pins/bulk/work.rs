//! Several at once: the lines, what the server holds of each, and the two ways through them, reading and writing.

use crate::dom::prelude::*;
use leptos::prelude::ArcRwSignal;

use super::lines::{self, Lines};
use super::rows::{Counts, Row};
use super::stand::{Came, ENOUGH, Seen, Stand, meets_all};
use crate::api::change::pin_record;
use crate::api::{Client, Reading};
use crate::error::{ApiError, Kind};
use crate::pages::pins::looked::{Looked, is_pinned};
use crate::pages::pins::pace::Pace;
use crate::state::change::Intent;
use crate::state::connection::Slug;
use crate::state::journal::Outcome;
use crate::state::looked_pins::{self, Pasted, Pin};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Doing {
    Nothing,
    Reading,
    Writing,
}

#[derive(Clone, Copy)]
pub(super) struct Work {
    client: StoredValue<Client>,
    slug: StoredValue<Slug>,
    looked: Looked,
    pub(super) text: RwSignal<String>,
    pub(super) unpins: RwSignal<bool>,
    pub(super) is_kept: RwSignal<bool>,
    pub(super) rows: RwSignal<Vec<Row>>,
    pub(super) left_out: RwSignal<usize>,
    pub(super) doing: RwSignal<Doing>,
    pub(super) pace: RwSignal<Option<Pace>>,
    /// The whole was ended by failures in a row.
    pub(super) gave_up: RwSignal<bool>,
    ends: StoredValue<bool>,
}

impl Work {
    /// Takes up what was pasted before.
    pub(super) fn begin(client: &Client, looked: Looked) -> Self {
        let slug = client.session.connection.slug.clone();
        let Pasted { text, unpins } = looked_pins::load_pasted(&slug);
        let work = Self {
            client: StoredValue::new(client.clone()),
            slug: StoredValue::new(slug),
            looked,
            text: RwSignal::new(text),
            unpins: RwSignal::new(unpins),
            is_kept: RwSignal::new(true),
            rows: RwSignal::new(Vec::new()),
            left_out: RwSignal::new(0),
            doing: RwSignal::new(Doing::Nothing),
            pace: RwSignal::new(None),
            gave_up: RwSignal::new(false),
            ends: StoredValue::new(false),
        };
        work.follow();
        work
    }

    pub(super) fn typed(self, text: String) {
        self.text.set(text);
        self.gave_up.set(false);
        self.follow();
        self.keep();
    }

    pub(super) fn turn(self, unpins: bool) {
        self.unpins.set(unpins);
        self.gave_up.set(false);
        self.keep();
    }

    fn keep(self) {
        let pasted = Pasted { text: self.text.get_untracked(), unpins: self.unpins.get_untracked() };
        self.is_kept.set(self.slug.with_value(|slug| looked_pins::keep_pasted(slug, &pasted)));
    }

    fn follow(self) {
        let Lines { lines, left_out } = self.text.with_untracked(|text| lines::read(text));
        let mut known = self.rows.get_untracked();
        known.retain(|row| row.pin().is_some());
        known.sort_by(|one, other| one.pin().map(Pin::order).cmp(&other.pin().map(Pin::order)));
        let seen_of = |pin: &Pin| {
            let found = known.binary_search_by(|row| row.pin().map(Pin::order).cmp(&Some(pin.order())));
            found.ok().and_then(|at| known.get(at)).map(|row| row.seen.clone())
        };
        let rows = lines
            .into_iter()
            .map(|line| {
                let seen = line.pin().and_then(seen_of).unwrap_or_else(|| ArcRwSignal::new(Seen::NotRead));
                Row { line, seen }
            })
            .collect();
        self.left_out.set(left_out);
        self.rows.set(rows);
    }

    /// Whether it is to be pinned. Tracked.
    pub(super) fn wanted(self) -> bool {
        !self.unpins.get()
    }

    /// How many lines stand how. Tracked.
    pub(super) fn counts(self) -> Counts {
        let wanted = self.wanted();
        self.rows.with(|rows| Counts::of(rows, wanted))
    }

    fn rows_that(self, fits: impl Fn(Stand) -> bool) -> Vec<Row> {
        untrack(|| {
            let wanted = self.wanted();
            let fits = |row: &&Row| row.stand(wanted).is_some_and(&fits);
            self.rows.with(|rows| rows.iter().filter(fits).cloned().collect())
        })
    }

    /// Those that were not read, or could not be.
    pub(super) fn read_rest(self) {
        self.read(self.rows_that(|stand| stand == Stand::Unread));
    }

    pub(super) fn read_all(self) {
        self.read(self.rows_that(|_| true));
    }

    pub(super) fn to_write(self) -> Vec<Row> {
        self.rows_that(|stand| stand == Stand::Will)
    }

    pub(super) fn to_retry(self) -> Vec<Row> {
        self.rows_that(|stand| matches!(stand, Stand::Failed | Stand::Unknown))
    }

    /// After the row that is under way.
    pub(super) fn end(self) {
        self.ends.set_value(true);
    }

    fn start(self, doing: Doing, count: usize) -> bool {
        if count == 0 || self.doing.get_untracked() != Doing::Nothing {
            return false;
        }
        self.ends.set_value(false);
        self.gave_up.set(false);
        self.doing.set(doing);
        self.pace.set(Some(Pace::begin(count)));
        true
    }

    /// Whether to go on: not when it was ended, the page was left, or too much failed in a row.
    fn goes_on(self, error: Option<&ApiError>, failed: &mut u32) -> bool {
        *failed = if error.is_some_and(meets_all) { *failed + 1 } else { 0 };
        self.pace.try_update(|pace| {
            if let Some(pace) = pace {
                pace.done += 1;
            }
        });
        if *failed == ENOUGH {
            self.gave_up.try_set(true);
        }
        *failed < ENOUGH && self.ends.try_get_value() == Some(false)
    }

    fn done(self) {
        self.doing.try_set(Doing::Nothing);
        self.pace.try_set(None);
    }

    fn read(self, rows: Vec<Row>) {
        if !self.start(Doing::Reading, rows.len()) {
            return;
        }
        let client = self.client.get_value();
        spawn(async move {
            let mut failed = 0;
            for row in rows {
                let error = self.read_one(&client, &row).await;
                if !self.goes_on(error.as_ref(), &mut failed) {
                    break;
                }
            }
            self.done();
        });
    }

    async fn read_one(self, client: &Client, row: &Row) -> Option<ApiError> {
        let pin = row.pin()?;
        let before = row.seen.get_untracked();
        if let Seen::Ended(Came::Unknown { .. }) = before {
            return self.settle(client, row).await;
        }
        row.seen.set(Seen::Reading);
        match client.read_target(&pin.target()).await {
            Ok(reading) => {
                row.seen.set(Seen::Read { pinned: is_pinned(&reading.value) });
                self.looked.put(pin, reading);
                None
            }
            Err(error) => {
                let left = error.kind == Kind::Left;
                row.seen.set(if left { before } else { Seen::Failed(error.clone()) });
                Some(error)
            }
        }
    }

    /// Reads back what a write of unknown outcome came to, and finishes its entry in the journal.
    async fn settle(self, client: &Client, row: &Row) -> Option<ApiError> {
        let pin = row.pin()?;
        let Seen::Ended(Came::Unknown { error, entry, accepted }) = row.seen.get_untracked() else {
            return None;
        };
        match client.look_again((*entry).clone(), &entry.after()).await {
            Ok((reading, entry)) => {
                let pinned = is_pinned(&reading.value);
                row.seen.set(Seen::Ended(match entry.outcome {
                    Outcome::Verified => Came::Verified { pinned, at: reading.time, answer_lost: true },
                    Outcome::NotWritten => Came::NotWritten { from: pinned, error },
                    _ => Came::Differs { pinned },
                }));
                self.looked.put(pin, reading);
                None
            }
            Err(error) => {
                row.seen.set(Seen::Ended(Came::Unknown { error: error.clone(), entry, accepted }));
                Some(error)
            }
        }
    }

    /// One row's unknown outcome.
    pub(super) fn read_back(self, row: &Row) {
        if !self.start(Doing::Reading, 1) {
            return;
        }
        let (client, row) = (self.client.with_value(Client::to_the_end), row.clone());
        spawn(async move {
            self.settle(&client, &row).await;
            self.done();
        });
    }

    /// Row after row, each verified. What was begun ends also when the page is left; what was not is not begun then.
    pub(super) fn write(self, rows: Vec<Row>) {
        if !self.start(Doing::Writing, rows.len()) {
            return;
        }
        let wanted = untrack(|| self.wanted());
        let client = self.client.with_value(Client::to_the_end);
        spawn(async move {
            let mut failed = 0;
            for row in rows {
                let error = self.write_one(&client, &row, wanted).await;
                if !self.goes_on(error.as_ref(), &mut failed) {
                    break;
                }
            }
            self.done();
        });
    }

    async fn write_one(self, client: &Client, row: &Row, wanted: bool) -> Option<ApiError> {
        let pin = row.pin()?;
        // Nothing is written over an outcome that nobody knows.
        let unsettled = self.settle(client, row).await;
        if unsettled.is_some() {
            return unsettled;
        }
        let from = row.seen.with_untracked(Seen::pinned).filter(|from| *from != wanted)?;
        row.seen.set(Seen::Writing { from });
        let intent = Intent { from: Some(pin_record(from)), to: pin_record(wanted), is_undo: false };
        let changed = client.change(&pin.target(), &intent).await;
        let read =
            changed.report.lines.iter().rev().filter(|line| line.act != crate::api::verified::Act::Write);
        if let Some(done) = read.filter_map(|line| line.done.as_ref()).next() {
            let reading =
                Reading { value: done.value.clone(), time: done.time, took_ms: done.took_ms, exchange: 0 };
            self.looked.put(pin, reading);
        }
        let came = Came::of(changed, from);
        let error = came.error().cloned();
        row.seen.set(Seen::Ended(came));
        error
    }
}
