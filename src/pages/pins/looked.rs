//! The conversations that were looked at, as they were last read on this page.

use std::collections::VecDeque;
use std::sync::Arc;

use crate::dom::prelude::*;
use firetower_protocol::TimestampMs;
use leptos::prelude::ArcRwSignal;

use super::pace::Pace;
use crate::api::change::PINNED;
use crate::api::{Client, Reading};
use crate::components::change::Source;
use crate::error::{ApiError, Kind};
use crate::state::change::Held;
use crate::state::connection::Slug;
use crate::state::looked_pins::{self, Pin};
use crate::state::time;

#[derive(Clone, Debug, PartialEq)]
pub(super) enum State {
    NotRead,
    Failed(ApiError, TimestampMs),
    Read(Reading<Held>),
}

impl State {
    /// Whether it is pinned, where that was read.
    pub(super) fn pinned(&self) -> Option<bool> {
        match self {
            Self::Read(reading) => Some(is_pinned(&reading.value)),
            Self::NotRead | Self::Failed(..) => None,
        }
    }

    pub(super) fn time(&self) -> Option<TimestampMs> {
        match self {
            Self::NotRead => None,
            Self::Failed(_, time) => Some(*time),
            Self::Read(reading) => Some(reading.time),
        }
    }
}

pub(super) fn is_pinned(held: &Held) -> bool {
    held.as_ref().is_some_and(|record| record.text("top") == PINNED)
}

/// A click on Pin or Unpin. The number makes each its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Act {
    pub(super) pins: bool,
    pub(super) number: u32,
}

/// One conversation. Its signals are its own, since it outlives what looked it up.
#[derive(Clone)]
pub(super) struct Row {
    pub(super) pin: Arc<Pin>,
    pub(super) state: ArcRwSignal<State>,
    pub(super) is_read: ArcRwSignal<bool>,
    pub(super) act: ArcRwSignal<Option<Act>>,
    pub(super) writes: ArcRwSignal<bool>,
}

impl Row {
    fn new(pin: Pin) -> Self {
        Self {
            pin: Arc::new(pin),
            state: ArcRwSignal::new(State::NotRead),
            is_read: ArcRwSignal::new(false),
            act: ArcRwSignal::default(),
            writes: ArcRwSignal::new(false),
        }
    }

    pub(super) fn begin(&self, pins: bool) {
        self.act.update(|act| {
            let number = act.map_or(0, |act| act.number.wrapping_add(1));
            *act = Some(Act { pins, number });
        });
    }
}

#[derive(Clone, Copy)]
pub(super) struct Looked {
    client: StoredValue<Client>,
    slug: StoredValue<Slug>,
    pub(super) rows: RwSignal<Vec<Row>>,
    queue: StoredValue<VecDeque<Row>>,
    /// While the queue is worked off.
    pub(super) pace: RwSignal<Option<Pace>>,
}

impl Looked {
    pub(super) fn begin(client: &Client) -> Self {
        let slug = client.session.connection.slug.clone();
        let rows = looked_pins::load(&slug).into_iter().map(Row::new).collect();
        let looked = Self {
            client: StoredValue::new(client.clone()),
            slug: StoredValue::new(slug),
            rows: RwSignal::new(rows),
            queue: StoredValue::new(VecDeque::new()),
            pace: RwSignal::new(None),
        };
        looked.read_all();
        looked
    }

    pub(super) fn client(self) -> Client {
        self.client.get_value()
    }

    fn shown(self) -> Vec<Pin> {
        self.rows.with_untracked(|rows| rows.iter().map(|row| Pin::clone(&row.pin)).collect())
    }

    pub(super) fn find(self, pin: &Pin) -> Option<Row> {
        self.rows.with(|rows| rows.iter().find(|row| *row.pin == *pin).cloned())
    }

    /// Adds it to the list, if it is not there; and reads it before all others.
    pub(super) fn look_up(self, pin: &Pin) {
        if untrack(|| self.find(pin)).is_none() {
            let pins = self.slug.with_value(|slug| looked_pins::add(slug, self.shown(), pin.clone()));
            self.follow(pins);
        }
        if let Some(row) = untrack(|| self.find(pin)) {
            self.read(&row);
        }
    }

    pub(super) fn forget(self, pin: &Pin) {
        self.follow(self.slug.with_value(|slug| looked_pins::forget(slug, self.shown(), pin)));
    }

    pub(super) fn forget_all(self) {
        self.slug.with_value(looked_pins::forget_list);
        self.follow(Vec::new());
    }

    /// Another tab may have added some: those are read too.
    fn follow(self, pins: Vec<Pin>) {
        let known = self.rows.get_untracked();
        let rows: Vec<Row> = pins
            .into_iter()
            .map(|pin| known.iter().find(|row| *row.pin == pin).cloned().unwrap_or_else(|| Row::new(pin)))
            .collect();
        let is_new = |row: &&Row| row.state.with_untracked(|state| *state == State::NotRead);
        let new: Vec<Row> = rows.iter().filter(is_new).cloned().collect();
        self.queue.update_value(|queue| queue.retain(|row| rows.iter().any(|kept| kept.pin == row.pin)));
        self.rows.set(rows);
        self.enqueue(new, false);
    }

    /// Where one row's change finds what the server holds.
    pub(super) fn source(self, row: &Row) -> Source {
        let (reading, put, read) = (row.state.clone(), row.state.clone(), row.clone());
        Source {
            reading: Box::new(move || match reading.get() {
                State::Read(reading) => Some(reading),
                State::NotRead | State::Failed(..) => None,
            }),
            put: Box::new(move |reading| put.set(State::Read(reading))),
            read: Box::new(move || self.read(&read)),
        }
    }

    /// What another part of the page found out.
    pub(super) fn put(self, pin: &Pin, reading: Reading<Held>) {
        let rows = self.rows.try_with_untracked(|rows| rows.iter().find(|row| *row.pin == *pin).cloned());
        if let Some(row) = rows.flatten() {
            row.state.set(State::Read(reading));
        }
    }

    /// One, before all that wait.
    pub(super) fn read(self, row: &Row) {
        self.enqueue(vec![row.clone()], true);
    }

    pub(super) fn read_all(self) {
        self.enqueue(self.rows.get_untracked(), false);
    }

    /// Those that wait are not read; the one under way is.
    pub(super) fn cancel(self) {
        self.queue.update_value(VecDeque::clear);
        self.pace.update(|pace| {
            if let Some(pace) = pace {
                pace.all = pace.done + 1;
            }
        });
    }

    fn enqueue(self, rows: Vec<Row>, first: bool) {
        let waiting = self.queue.try_update_value(|queue| {
            queue.retain(|waiting| !rows.iter().any(|row| row.pin == waiting.pin));
            for row in rows {
                if first { queue.push_front(row) } else { queue.push_back(row) }
            }
            queue.len()
        });
        let Some(waiting) = waiting.filter(|count| *count > 0) else { return };
        let works = self.pace.with_untracked(Option::is_some);
        self.pace.update(|pace| match pace {
            // One is under way.
            Some(pace) => pace.all = pace.done + 1 + waiting,
            None => *pace = Some(Pace::begin(waiting)),
        });
        if !works {
            spawn(self.work());
        }
    }

    /// One after the other: the limit of calls is shared with everybody, and the first finds out the form for the rest.
    async fn work(self) {
        while let Some(row) = self.queue.try_update_value(VecDeque::pop_front).flatten() {
            let Some(client) = self.client.try_get_value() else { return };
            let before = row.state.get_untracked();
            row.is_read.set(true);
            let answer = client.read_target(&row.pin.target()).await;
            row.is_read.set(false);
            let state = match answer {
                Ok(reading) => State::Read(reading),
                Err(error) if error.kind == Kind::Left => return,
                Err(error) => State::Failed(error, time::now()),
            };
            // What a write found out meanwhile is newer.
            if row.state.with_untracked(|now| *now == before) {
                row.state.set(state);
            }
            let counted = self.pace.try_update(|pace| {
                if let Some(pace) = pace {
                    pace.done += 1;
                }
            });
            if counted.is_none() {
                return;
            }
        }
        self.pace.try_set(None);
    }
}
