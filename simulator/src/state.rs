//! Everything that a running simulator remembers.

use std::sync::{Mutex, MutexGuard, PoisonError};

use serde_json::value::RawValue;
use tokio::sync::watch;

use crate::blocked::Blocked;
use crate::clock::Clock;
use crate::files::Files;
use crate::habits::Habits;
use crate::journal::Journal;
use crate::options::Options;
use crate::people::People;
use crate::rate::RateLimit;
use crate::rules::Rules;
use crate::settings::Settings;
use crate::user_settings::UserSettings;

pub(crate) struct Shared {
    pub(crate) options: Options,
    state: Mutex<State>,
    stopping: watch::Sender<bool>,
}

#[derive(Debug)]
pub(crate) struct State {
    pub(crate) world: World,
    pub(crate) clock: Clock,
    pub(crate) rules: Rules,
    pub(crate) journal: Journal,
    pub(crate) rate: RateLimit,
}

/// What the calls of the API read and change. It can be copied, so that a write can be taken back.
#[derive(Clone, Debug)]
pub(crate) struct World {
    pub(crate) settings: Settings,
    pub(crate) people: People,
    pub(crate) blocked: Blocked,
    pub(crate) user_settings: UserSettings,
    pub(crate) files: Files,
    pub(crate) habits: Habits,
    /// Stands in for the nodes of the data.
    pub(crate) nodes: Option<Box<RawValue>>,
}

impl World {
    pub(crate) fn new(options: &Options) -> Self {
        Self {
            settings: Settings::new(options.data),
            people: People::new(options.data, options.seed),
            blocked: Blocked::new(options.data),
            user_settings: UserSettings::new(options.data),
            files: Files::new(options),
            habits: options.habits,
            nodes: None,
        }
    }
}

impl Shared {
    pub(crate) fn new(options: Options) -> Self {
        let state = State {
            world: World::new(&options),
            clock: Clock::default(),
            rules: Rules::default(),
            journal: Journal::default(),
            rate: RateLimit::default(),
        };
        Self { options, state: Mutex::new(state), stopping: watch::Sender::new(false) }
    }

    pub(crate) fn lock(&self) -> MutexGuard<'_, State> {
        // A panic in one call must not turn every later one into another panic.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Ends every hang, so that the server can shut down.
    pub(crate) fn stop(&self) {
        self.stopping.send_replace(true);
    }

    pub(crate) async fn stopped(&self) {
        // Fails only when the sender is gone, which lives as long as this.
        let _ = self.stopping.subscribe().wait_for(|stopping| *stopping).await;
    }
}
