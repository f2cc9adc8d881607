//! Secrets that robots were just given, until the admin says that they are noted. No server need hand them out again, so
//! they outlive the form: in this tab's memory, and nowhere else.
//!
//! While there is one, or one is being written, the browser asks before it closes or reloads the tab.

use std::sync::{Arc, Mutex, PoisonError};

use firetower_protocol::robot::RobotSecret;
use leptos::ev;
use leptos::leptos_dom::helpers::WindowListenerHandle;
use leptos::prelude::*;

use crate::dom::prelude::window_event_listener;

/// What a write of a new secret came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fate {
    /// The server holds it, as far as it tells.
    Holds,
    Unknown,
    /// It was not written.
    Not,
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) struct NewSecret {
    pub(crate) secret: RobotSecret,
    /// It was read back, or its write was accepted by a server that hands out none.
    pub(crate) is_verified: bool,
}

/// By [`Target::key`](crate::state::change::Target::key), oldest first. A robot has several while nobody knows which holds.
#[derive(Default)]
struct Kept {
    secrets: Vec<(String, NewSecret)>,
    writing: u32,
}

impl Kept {
    fn told(&mut self, key: &str, secret: RobotSecret, fate: Fate) {
        // What is verified takes the place of all before it; what failed leaves those before it.
        self.secrets.retain(|(known, kept)| known != key || (fate != Fate::Holds && kept.secret != secret));
        if fate != Fate::Not {
            let new = NewSecret { secret, is_verified: fate == Fate::Holds };
            self.secrets.push((key.to_owned(), new));
        }
    }

    fn of(&self, key: &str) -> Vec<NewSecret> {
        self.secrets.iter().filter(|(known, _)| known == key).map(|(_, new)| new.clone()).collect()
    }

    fn is_at_stake(&self) -> bool {
        self.writing > 0 || !self.secrets.is_empty()
    }
}

/// Of one session. A handle, as the session is.
#[derive(Clone, Default)]
pub(crate) struct NewSecrets {
    kept: ArcRwSignal<Kept>,
    guard: Arc<Mutex<Option<WindowListenerHandle>>>,
}

impl NewSecrets {
    /// Latest last. Tracked.
    pub(crate) fn of(&self, key: &str) -> Vec<NewSecret> {
        self.kept.with(|kept| kept.of(key))
    }

    pub(crate) fn begin(&self) {
        self.change(|kept| kept.writing += 1);
    }

    /// What was begun has ended.
    pub(crate) fn ended(&self, key: &str, secret: RobotSecret, fate: Fate) {
        self.change(|kept| {
            kept.writing = kept.writing.saturating_sub(1);
            kept.told(key, secret, fate);
        });
    }

    /// A later reading told more of a write that had ended.
    pub(crate) fn told(&self, key: &str, secret: RobotSecret, fate: Fate) {
        self.change(|kept| kept.told(key, secret, fate));
    }

    /// The admin has it.
    pub(crate) fn noted(&self, key: &str) {
        self.change(|kept| kept.secrets.retain(|(known, _)| known != key));
    }

    pub(crate) fn is_at_stake(&self) -> bool {
        self.kept.with_untracked(Kept::is_at_stake)
    }

    pub(crate) fn forget_all(&self) {
        self.change(|kept| kept.secrets.clear());
    }

    fn change(&self, change: impl FnOnce(&mut Kept)) {
        self.kept.update(change);
        let mut guard = self.guard.lock().unwrap_or_else(PoisonError::into_inner);
        match (self.kept.with_untracked(Kept::is_at_stake), guard.take()) {
            // A listener that stands for nothing would keep the page out of the browser's own cache.
            (false, Some(listener)) => listener.remove(),
            (true, None) => {
                *guard = Some(window_event_listener(ev::beforeunload, |event| event.prevent_default()));
            }
            (_, as_it_is) => *guard = as_it_is,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn secret(text: &str) -> RobotSecret {
        RobotSecret::new(text.to_owned())
    }

    fn held(kept: &Kept, key: &str) -> Vec<(String, bool)> {
        kept.of(key).into_iter().map(|new| (new.secret.expose().to_owned(), new.is_verified)).collect()
    }

    #[test]
    fn a_secret_stays_until_it_is_noted_and_a_failed_write_takes_nothing_away() {
        let mut kept = Kept::default();
        kept.told("a", secret("one"), Fate::Holds);
        kept.told("b", secret("other"), Fate::Holds);
        kept.told("a", secret("two"), Fate::Not);
        assert_eq!(held(&kept, "a"), [("one".to_owned(), true)]);
        kept.told("a", secret("three"), Fate::Unknown);
        assert_eq!(held(&kept, "a"), [("one".to_owned(), true), ("three".to_owned(), false)]);
        kept.told("a", secret("three"), Fate::Not);
        assert_eq!(held(&kept, "a"), [("one".to_owned(), true)]);
        kept.told("a", secret("four"), Fate::Holds);
        assert_eq!(held(&kept, "a"), [("four".to_owned(), true)]);
        assert_eq!(held(&kept, "b"), [("other".to_owned(), true)]);
    }

    #[test]
    fn something_is_at_stake_while_one_is_written_or_not_noted() {
        let mut kept = Kept::default();
        assert!(!kept.is_at_stake());
        kept.writing = 1;
        assert!(kept.is_at_stake());
        kept.writing = 0;
        kept.told("a", secret("one"), Fate::Unknown);
        assert!(kept.is_at_stake());
        kept.told("a", secret("one"), Fate::Not);
        assert!(!kept.is_at_stake());
    }
}
