//! Watching one pin: it is read every few seconds, and each flip is written down, for a user whose pin keeps coming back.

mod card;
mod log;
mod ours;

use std::sync::Arc;
use std::time::Duration;

use crate::dom::prelude::*;
use leptos::ev;
use leptos::prelude::IntervalHandle;

use super::looked::{Looked, is_pinned};
use crate::api::Client;
use crate::error::Kind;
use crate::state::looked_pins::Pin;
use crate::state::time;

pub(super) use card::card;
use log::{Event, Log};
use ours::Used;

/// Seconds between two readings.
pub(super) const PERIODS_S: [u32; 4] = [2, 5, 15, 60];
const USUAL_S: u32 = 5;

#[derive(Clone, Copy)]
pub(super) struct Watching {
    client: StoredValue<Client>,
    looked: Looked,
    /// What is watched, or was last.
    pub(super) pin: RwSignal<Option<Arc<Pin>>>,
    pub(super) is_on: RwSignal<bool>,
    /// The tab is not in sight, so nothing is read.
    pub(super) rests: RwSignal<bool>,
    pub(super) period_s: RwSignal<u32>,
    log: RwSignal<Log>,
    is_reading: StoredValue<bool>,
    /// Counts what was begun: a reading that comes after its watch has ended is no other's.
    run: StoredValue<u32>,
    timer: StoredValue<Option<IntervalHandle>, leptos::prelude::LocalStorage>,
    used: StoredValue<Used>,
}

impl Watching {
    /// It ends when the page is left.
    pub(super) fn idle(client: &Client, looked: Looked) -> Self {
        let watching = Self {
            client: StoredValue::new(client.clone()),
            looked,
            pin: RwSignal::new(None),
            is_on: RwSignal::new(false),
            rests: RwSignal::new(false),
            period_s: RwSignal::new(USUAL_S),
            log: RwSignal::new(Log::default()),
            is_reading: StoredValue::new(false),
            run: StoredValue::new(0),
            timer: StoredValue::new_local(None),
            used: StoredValue::new(Used::default()),
        };
        let sight = window_event_listener(ev::visibilitychange, move |_| watching.look());
        on_cleanup(move || {
            watching.clear_timer();
            sight.remove();
        });
        watch(move || {
            let period_s = watching.period_s.get();
            if watching.is_on.get() {
                watching.set_timer(period_s);
            }
        });
        watching
    }

    /// Starts, or goes on with the same.
    pub(super) fn begin(self, pin: &Arc<Pin>) {
        if self.is_on.get_untracked() {
            return;
        }
        let is_other = self.pin.with_untracked(|known| known.as_ref() != Some(pin));
        if is_other {
            self.log.set(Log::default());
            self.pin.set(Some(pin.clone()));
        }
        self.run.update_value(|run| *run = run.wrapping_add(1));
        self.is_reading.set_value(false);
        self.rests.set(document().hidden());
        self.is_on.set(true);
        self.read();
    }

    pub(super) fn stop(self) {
        if self.is_on.get_untracked() {
            self.is_on.set(false);
            self.clear_timer();
            self.log.update(|log| log.stop(time::now()));
        }
    }

    fn clear_timer(self) {
        if let Some(timer) = self.timer.try_update_value(Option::take).flatten() {
            timer.clear();
        }
    }

    fn set_timer(self, period_s: u32) {
        self.clear_timer();
        let timer = set_interval_with_handle(move || self.read(), Duration::from_secs(period_s.into())).ok();
        self.timer.set_value(timer);
    }

    /// The tab came in sight, or went.
    fn look(self) {
        if self.is_on.try_get_untracked() != Some(true) {
            return;
        }
        let hidden = document().hidden();
        if self.rests.get_untracked() != hidden {
            self.rests.set(hidden);
            let event = if hidden { Event::Rested } else { Event::Resumed };
            self.log.update(|log| log.note(time::now(), event));
            self.read();
        }
    }

    /// One reading; while one is under way another is not begun.
    fn read(self) {
        let may = self.is_on.try_get_untracked() == Some(true)
            && self.rests.try_get_untracked() == Some(false)
            && self.is_reading.try_get_value() == Some(false);
        let Some(pin) = self.pin.try_get_untracked().flatten().filter(|_| may) else { return };
        let Some(client) = self.client.try_get_value() else { return };
        let run = self.run.get_value();
        let target = pin.target();
        let before = ours::ended(&client.session.journal, &target);
        self.is_reading.set_value(true);
        spawn(async move {
            let answer = client.read_target(&target).await;
            if self.run.try_get_value() != Some(run) {
                return;
            }
            self.is_reading.try_update_value(|reading| *reading = false);
            if self.is_on.try_get_untracked() != Some(true) {
                return;
            }
            match answer {
                Ok(reading) => {
                    let pinned = is_pinned(&reading.value);
                    let mut used = self.used.try_get_value().unwrap_or_default();
                    let ours = |since, now| used.explains(&client.session.journal, &target, since, now);
                    self.log.try_update(|log| log.read(reading.time, pinned, ours));
                    used.add(before);
                    self.used.try_set_value(used);
                    self.looked.put(&pin, reading);
                }
                Err(error) if error.kind == Kind::Left => {}
                Err(error) => {
                    self.log.try_update(|log| log.failed(time::now(), error));
                }
            }
        });
    }
}
