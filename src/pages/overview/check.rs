//! Reading the health again and again: by hand, by interval, never while the page is hidden.

use std::time::Duration;

use crate::dom::prelude::*;
use firetower_protocol::health::{Healthcheck, Node};
use firetower_protocol::system_setting::LARGEST_GROUP_SIZE;
use firetower_protocol::{Capability, Operation, TimestampMs};
use leptos::ev;

use crate::api::{Client, Leave, Reading};
use crate::error::{ApiError, Kind};
use crate::state::health_log::Sample;
use crate::state::page::Page;
use crate::state::prefs::Prefs;
use crate::state::session::Session;
use crate::state::time;

/// What the server showed of its health so far.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Seen {
    Nothing,
    Something,
    /// It knows neither form of a health call.
    NotOffered,
}

#[derive(Clone, Copy)]
pub(super) struct Checks {
    client: StoredValue<Client>,
    pub(super) busy: RwSignal<bool>,
    /// Why the last check failed; the values of the one before stay.
    pub(super) error: RwSignal<Option<ApiError>>,
    pub(super) seen: RwSignal<Seen>,
    /// The wall clock, every second, for "3 s ago".
    pub(super) now: RwSignal<TimestampMs>,
}

impl Checks {
    pub(super) fn begin(session: &Session) -> Self {
        let client = Client::of_page(session.clone(), Page::Overview, Leave::with_page());
        let seen = if session.health.with_untracked(|log| log.last().is_some()) {
            Seen::Something
        } else {
            Seen::Nothing
        };
        let checks = Self {
            client: StoredValue::new(client),
            busy: RwSignal::new(false),
            error: RwSignal::new(None),
            seen: RwSignal::new(seen),
            now: RwSignal::new(time::now()),
        };
        checks.run_now();
        checks.keep_going();
        checks
    }

    fn keep_going(self) {
        let prefs = expect_context::<Prefs>();
        let interval = StoredValue::new_local(None::<leptos::prelude::IntervalHandle>);
        let stop = move || {
            if let Some(handle) = interval.try_update_value(Option::take).flatten() {
                handle.clear();
            }
        };
        watch(move || {
            stop();
            if let Some(period_ms) = prefs.refresh.get().period_ms() {
                let period = Duration::from_millis(period_ms.into());
                // Without a timer the page still reads by hand.
                let handle = set_interval_with_handle(move || self.run_unless_hidden(), period).ok();
                interval.set_value(handle);
            }
        });
        let clock = set_interval_with_handle(
            move || {
                self.now.try_set(time::now());
            },
            Duration::from_secs(1),
        );
        // Back in sight: what is on the screen may be old.
        let shown = window_event_listener(ev::visibilitychange, move |_| {
            if prefs.refresh.get_untracked().period_ms().is_some() {
                self.run_unless_hidden();
            }
        });
        on_cleanup(move || {
            stop();
            if let Ok(clock) = clock {
                clock.clear();
            }
            shown.remove();
        });
    }

    fn run_unless_hidden(self) {
        if !document().hidden() {
            self.run_now();
        }
    }

    /// One check; while one is under way another is not begun.
    pub(super) fn run_now(self) {
        if self.busy.try_get_untracked() != Some(false) {
            return;
        }
        self.busy.set(true);
        let Some(client) = self.client.try_get_value() else { return };
        spawn(async move {
            let outcome = check(&client).await;
            let log = client.session.health.clone();
            match outcome {
                Ok(Some(sample)) => {
                    log.update(|log| log.record(sample));
                    self.went_well(Seen::Something);
                }
                Ok(None) => {
                    self.went_well(Seen::NotOffered);
                }
                Err(error) if error.kind == Kind::Left => {}
                Err(error) => {
                    log.update(|log| log.record_failure(time::now()));
                    self.error.try_set(Some(error));
                }
            }
            self.now.try_set(time::now());
            self.busy.try_set(false);
        });
    }

    /// Signals are set only when they change: what stands on the page and was opened there stays as it is.
    fn went_well(self, seen: Seen) {
        if self.error.try_with_untracked(Option::is_some) == Some(true) {
            self.error.try_set(None);
        }
        if self.seen.try_get_untracked().is_some_and(|before| before != seen) {
            self.seen.try_set(seen);
        }
    }

    /// After an upgrade of the server: everything is tried again.
    pub(super) fn ask_again(self) {
        let Some(client) = self.client.try_get_value() else { return };
        client.session.ask_anew();
        self.run_now();
        spawn(async move {
            // What they come to shows in the table of what the server offers.
            let _ = client.system_setting(LARGEST_GROUP_SIZE).await;
            let _ = client.customer().await;
        });
    }
}

/// The nodes where offered, `healthcheck` otherwise, both when both. `None`: neither is offered.
async fn check(client: &Client) -> Result<Option<Sample>, ApiError> {
    let nodes = offered(client, Operation::HealthNodes, client.health_nodes()).await?;
    let status = offered(client, Operation::HealthCheck, client.health_check()).await?;
    Ok(sample(nodes, status))
}

fn sample(nodes: Option<Reading<Vec<Node>>>, status: Option<Reading<Healthcheck>>) -> Option<Sample> {
    let (time, answer_ms) = match (&nodes, &status) {
        (Some(nodes), _) => (nodes.time, nodes.took_ms),
        (None, Some(status)) => (status.time, status.took_ms),
        (None, None) => return None,
    };
    let status = status.map(|reading| reading.value.status);
    Some(Sample { time, answer_ms, nodes: nodes.map(|reading| reading.value).unwrap_or_default(), status })
}

/// An operation that the server does not have is a state; anything else that goes wrong is an error.
async fn offered<T>(
    client: &Client,
    operation: Operation,
    read: impl Future<Output = Result<Reading<T>, ApiError>>,
) -> Result<Option<Reading<T>>, ApiError> {
    if client.session.capabilities.with_untracked(|table| table.get(operation)) == Capability::NotOffered {
        return Ok(None);
    }
    match read.await {
        Ok(reading) => Ok(Some(reading)),
        Err(error) => {
            let now = client.session.capabilities.with_untracked(|table| table.get(operation));
            if now == Capability::NotOffered { Ok(None) } else { Err(error) }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reading<T>(value: T, took_ms: u32) -> Reading<T> {
        Reading { value, time: TimestampMs(1), took_ms, exchange: 1 }
    }

    #[test]
    fn either_form_of_health_makes_a_sample() {
        let status = || Healthcheck { status: "healthy".to_owned() };
        assert_eq!(sample(None, None), None);
        assert_eq!(sample(Some(reading(vec![], 7)), None).map(|sample| sample.answer_ms), Some(7));
        let both = sample(Some(reading(vec![], 7)), Some(reading(status(), 9))).unwrap();
        assert_eq!((both.answer_ms, both.status.as_deref()), (7, Some("healthy")));
        assert_eq!(sample(None, Some(reading(status(), 9))).unwrap().answer_ms, 9);
    }
}
