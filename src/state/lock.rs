//! The lock: no secret in memory and nothing on the page, in all tabs at once, until somebody opens it again.
//!
//! Tabs tell each other over a `BroadcastChannel`, and by way of localStorage where there is none. There also stands that
//! others are locked, so that a tab that is opened or reloaded then is locked from its start.

mod rule;
mod tabs;

use std::cell::Cell;

use leptos::ev;
use leptos::prelude::*;

use crate::dom::prelude::window_event_listener;
use crate::state::config::config;
use crate::state::connections::Connections;
use crate::state::storage;
use crate::state::time;
use crate::state::vault::Vault;
use firetower_protocol::TimestampMs;
pub(crate) use rule::{After, HIDDEN_MINUTES, Why};
use rule::{Stand, due, last_active};

const AFTER: &str = "firetower.lock_after";
const ACTIVE: &str = "firetower.active";
const LOCKED: &str = "firetower.locked";

/// Stands where the lock will stand. Both are of one length, so that a full storage takes one in the place of the other.
const OPEN: &str = "open____________________________";

const LOOK_MS: u64 = 5_000;
/// Other tabs need not hear of every key.
const TELL_MS: i64 = 5_000;

/// That it is locked: since when, and why.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Locked {
    pub(crate) at: TimestampMs,
    pub(crate) why: Why,
    /// Something went with the memory that nobody had noted, such as a robot's new secret.
    pub(crate) lost: bool,
}

thread_local! {
    /// How often this tab was locked. What was begun before a lock must bring no secret back after it.
    static TIMES: Cell<u32> = const { Cell::new(0) };
}

/// Compare two of these around a wait: if they differ, there was a lock between them.
pub(crate) fn times() -> u32 {
    TIMES.get()
}

#[derive(Clone, Copy)]
pub(crate) struct Lock {
    connections: Connections,
    vault: Vault,
    locked: RwSignal<Option<Locked>>,
    after: RwSignal<After>,
    stand: StoredValue<Stand>,
    told: StoredValue<i64>,
}

impl Lock {
    /// Watches the clock and what is done, for the life of the page.
    pub(crate) fn provide(connections: Connections) -> Self {
        let now = time::now().0;
        let lock = Self {
            connections,
            vault: expect_context(),
            locked: RwSignal::new(None),
            after: RwSignal::new(stored_after()),
            stand: StoredValue::new(Stand { now, active: now, hidden_since: None, looked: now }),
            told: StoredValue::new(0),
        };
        provide_context(lock);
        let stored = storage::read(LOCKED);
        if let Some((at, why)) = stored.as_deref().and_then(from_text) {
            lock.take_in(at, why);
        } else {
            // Never over what another tab may be writing right now.
            if stored.is_none() {
                storage::write(LOCKED, OPEN);
            }
            lock.active();
        }
        lock.see();
        set_interval(move || lock.look(), std::time::Duration::from_millis(LOOK_MS));
        let acts = ["pointerdown", "pointermove", "keydown", "wheel", "touchstart", "scroll", "focus"];
        tabs::listen_to(&acts, move || {
            // First: what happened while nobody was here is not undone by somebody's coming.
            lock.look();
            lock.active();
        });
        tabs::listen_to(&["visibilitychange"], move || {
            lock.see();
            lock.look();
        });
        tabs::listen(move |text| {
            if let Some((at, why)) = from_text(&text) {
                lock.take_in(at, why);
            }
        });
        window_event_listener(ev::storage, move |event| match event.key().as_deref() {
            Some(AFTER) => lock.after.set(stored_after()),
            Some(LOCKED) => {
                if let Some((at, why)) = event.new_value().as_deref().and_then(from_text) {
                    lock.take_in(at, why);
                }
            }
            _ => {}
        });
        lock
    }

    /// Tracked.
    pub(crate) fn locked(self) -> Option<Locked> {
        self.locked.get()
    }

    /// Tracked.
    pub(crate) fn after(self) -> After {
        self.after.get()
    }

    pub(crate) fn set_after(self, after: After) {
        self.after.set(after);
        storage::write(AFTER, &after.key());
    }

    /// Here and in all other tabs.
    pub(crate) fn lock(self, why: Why) {
        if self.is_locked() {
            return;
        }
        let at = time::now();
        let text = as_text(at, why);
        self.take_in(at, why);
        storage::write(LOCKED, &text);
        tabs::tell(&text);
    }

    /// Opens this tab. The others stay as they are, and what is opened anew is open.
    pub(crate) fn open(self) {
        storage::write(LOCKED, OPEN);
        let now = time::now().0;
        self.stand.update_value(|stand| stand.looked = now);
        self.active();
        self.locked.set(None);
    }

    pub(crate) fn is_locked(self) -> bool {
        self.locked.with_untracked(Option::is_some)
    }

    fn take_in(self, at: TimestampMs, why: Why) {
        if self.is_locked() {
            return;
        }
        TIMES.set(TIMES.get().wrapping_add(1));
        // First of all, so that nothing is drawn of pages that find themselves without a secret.
        let lost = self.connections.hold_new_secrets();
        self.locked.set(Some(Locked { at, why, lost }));
        self.connections.forget_secrets();
        self.vault.close();
    }

    /// Somebody does something here.
    fn active(self) {
        let now = time::now().0;
        self.stand.update_value(|stand| stand.active = now);
        if self.is_locked() || (now - self.told.get_value()).abs() < TELL_MS {
            return;
        }
        self.told.set_value(now);
        storage::write(ACTIVE, &now.to_string());
    }

    fn see(self) {
        let is_hidden = document().visibility_state() == web_sys::VisibilityState::Hidden;
        let now = time::now().0;
        self.stand.update_value(|stand| {
            stand.hidden_since = is_hidden.then(|| stand.hidden_since.unwrap_or(now));
        });
    }

    fn look(self) {
        if self.is_locked() {
            return;
        }
        let now = time::now().0;
        let shared = storage::read(ACTIVE).and_then(|text| text.parse().ok());
        let mut stand = self.stand.get_value();
        stand.now = now;
        stand.active = last_active(stand.active, shared, now);
        let why = due(self.after.get_untracked(), &stand);
        self.stand.update_value(|stand| stand.looked = now);
        match why {
            Some(why) => self.lock(why),
            // On a screen that is only looked at, say on a wall, nobody is idle: the tabs behind it stay open with it.
            None if stand.hidden_since.is_none() && self.after.get_untracked() == After::Off => self.active(),
            None => {}
        }
    }
}

fn stored_after() -> After {
    let chosen = storage::read(AFTER).and_then(|key| After::from_key(&key));
    chosen.or_else(|| config().lock_after_minutes.and_then(After::from_key)).unwrap_or_default()
}

/// `1795514400000 idle`, and spaces.
fn as_text(at: TimestampMs, why: Why) -> String {
    let text = format!("{} {}", at.0, why.key());
    format!("{text:<width$}", width = OPEN.len())
}

fn from_text(text: &str) -> Option<(TimestampMs, Why)> {
    let (at, why) = text.trim_end().split_once(' ')?;
    Some((TimestampMs(at.parse().ok()?), Why::from_key(why)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_lock_takes_exactly_the_place_of_none() {
        for (why, _) in Why::ALL {
            let text = as_text(TimestampMs(1_795_514_400_000), why);
            assert_eq!(text.len(), OPEN.len());
            assert_eq!(from_text(&text), Some((TimestampMs(1_795_514_400_000), why)));
        }
        assert_eq!(from_text(OPEN), None);
    }
}
