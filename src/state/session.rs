//! What is known of one server while the tab lives: its secret, what it answers, how it is.
//!
//! A session belongs to one connection at one address. When the address changes, a new session begins, so that nothing
//! of the old server is ever shown under the new one's name.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use firetower_protocol::customer::Customer;
use firetower_protocol::{Capability, CapabilityTable, Edition, Operation, Secret, TimestampMs};
use leptos::prelude::*;

use crate::state::capabilities;
use crate::state::change::Target;
use crate::state::connection::{Connection, MAX_CLOCK_CORRECTION_MS};
use crate::state::drafts::Drafts;
use crate::state::exchange::Exchanges;
use crate::state::health_log::HealthLog;
use crate::state::journal::Journal;
use crate::state::lock;
use crate::state::names::Names;
use crate::state::new_secrets::NewSecrets;
use crate::state::time;
use crate::state::watched::Watched;

/// Whether this browser may speak for the admin. Only a signed answer says so; an open port or health does not.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum SignIn {
    #[default]
    NotAsked,
    SignedIn,
    Refused,
    Unreachable,
}

/// What is so of a connection by now: what is under way began with a copy of it, and is judged by this. All sessions of a
/// connection at one address have the same, one after the other.
#[derive(Clone, Debug, Default)]
pub(crate) struct Standing(Arc<AtomicBool>);

impl Standing {
    pub(crate) fn new(is_set: bool) -> Self {
        Self(Arc::new(AtomicBool::new(is_set)))
    }

    pub(crate) fn is_set(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }

    pub(crate) fn set(&self, is_set: bool) {
        self.0.store(is_set, Ordering::Relaxed);
    }
}

/// A handle: cloning it is cheap, and all clones are the same session.
#[derive(Clone)]
pub(crate) struct Session(Arc<Inside>);

#[derive(Clone)]
pub(crate) struct Inside {
    pub(crate) connection: Connection,
    /// It writes nothing.
    pub(crate) read_only: Standing,
    /// It is gone, or at another address.
    pub(crate) has_ended: Standing,
    /// Shared with the sessions before and after it, so that what takes it from one takes it from all.
    pub(crate) secret: ArcRwSignal<Option<Secret>>,
    /// How often the tab was locked when its secret was given only for what is being tried; see [`lock::times`].
    tried_at: Option<u32>,
    pub(crate) capabilities: ArcRwSignal<CapabilityTable>,
    /// When a connection check found out what the table says, if one did.
    pub(crate) checked: ArcRwSignal<Option<TimestampMs>>,
    pub(crate) sign_in: ArcRwSignal<SignIn>,
    pub(crate) answer_ms: ArcRwSignal<Option<u32>>,
    /// Who the server is licensed to, where it tells.
    pub(crate) customer: ArcRwSignal<Option<Customer>>,
    pub(crate) exchanges: Exchanges,
    pub(crate) health: ArcRwSignal<HealthLog>,
    pub(crate) drafts: Drafts,
    pub(crate) journal: Journal,
    pub(crate) names: Names,
    pub(crate) new_secrets: NewSecrets,
    /// Writes that were stopped before they were sent, until the admin has seen it: their own page may be gone.
    pub(crate) stopped: Watched<Vec<Target>>,
}

impl std::ops::Deref for Session {
    type Target = Inside;

    fn deref(&self) -> &Inside {
        &self.0
    }
}

impl Session {
    pub(crate) fn new(connection: Connection, secret: Option<Secret>) -> Self {
        let (table, checked) = capabilities::load(&connection).unzip();
        Self(Arc::new(Inside {
            read_only: Standing::new(connection.read_only),
            has_ended: Standing::default(),
            drafts: Drafts::load(&connection.slug),
            journal: Journal::of(&connection.slug),
            connection,
            secret: ArcRwSignal::new(secret),
            tried_at: None,
            capabilities: ArcRwSignal::new(table.unwrap_or_default()),
            checked: ArcRwSignal::new(checked),
            sign_in: ArcRwSignal::default(),
            answer_ms: ArcRwSignal::default(),
            customer: ArcRwSignal::default(),
            exchanges: Exchanges::default(),
            health: ArcRwSignal::new(HealthLog::new(time::now())),
            names: Names::default(),
            new_secrets: NewSecrets::default(),
            stopped: Watched::default(),
        }))
    }

    /// The session that comes after this one, whose connection was edited and is at the same address. What this one still
    /// has under way stops where the next one may not write, and has no secret any more where the next one has none.
    pub(crate) fn followed_by(&self, connection: Connection) -> Self {
        self.read_only.set(connection.read_only);
        self.drafts.go_by(&connection.slug);
        self.journal.go_by(&connection.slug);
        let Self(next) = Self::new(connection, None);
        Self(Arc::new(Inside {
            drafts: self.drafts.clone(),
            journal: self.journal.clone(),
            read_only: self.read_only.clone(),
            has_ended: self.has_ended.clone(),
            secret: self.secret.clone(),
            new_secrets: self.new_secrets.clone(),
            stopped: self.stopped.clone(),
            ..Arc::unwrap_or_clone(next)
        }))
    }

    /// Its connection is gone, or at another address: what came from this server, and what is worth something there, leaves
    /// the memory.
    pub(crate) fn end(&self) {
        self.has_ended.set(true);
        self.exchanges.clear();
        self.set_secret(None);
    }

    /// Its connection by the name in links that it has by now; none where it is gone, or at another address.
    pub(crate) fn connection_now(&self) -> Option<Connection> {
        let slug = self.journal.slug();
        (!self.has_ended.is_set()).then(|| Connection { slug, ..self.connection.clone() })
    }

    pub(crate) fn slug(&self) -> &str {
        self.connection.slug.as_str()
    }

    pub(crate) fn name(&self) -> &str {
        &self.connection.name
    }

    pub(crate) fn has_secret(&self) -> bool {
        self.secret.with(Option::is_some)
    }

    /// This computer's time with the correction that an admin confirmed: for signatures, and for nothing that is shown. What
    /// is stored may be anything, and a signature far ahead is good for as long.
    pub(crate) fn signing_time(&self) -> TimestampMs {
        let correction = self.connection.clock_correction_ms;
        let capped = correction.clamp(-MAX_CLOCK_CORRECTION_MS, MAX_CLOCK_CORRECTION_MS);
        TimestampMs(time::now().0.saturating_add(capped))
    }

    /// What was only tried has none any more once the tab was locked, or the connection is gone.
    pub(crate) fn secret_now(&self) -> Option<Secret> {
        let is_locked_since = self.tried_at.is_some_and(|times| times != lock::times());
        if is_locked_since || self.has_ended.is_set() { None } else { self.secret.get_untracked() }
    }

    /// The same session with a secret, and a correction of the clock, that are only being tried: what it finds out and what
    /// it exchanges is shared.
    pub(crate) fn trial(&self, secret: Secret, clock_correction_ms: i64) -> Self {
        Self(Arc::new(Inside {
            secret: ArcRwSignal::new(Some(secret)),
            tried_at: self.tried_at.or_else(|| Some(lock::times())),
            connection: Connection { clock_correction_ms, ..self.connection.clone() },
            ..Inside::clone(&self.0)
        }))
    }

    /// The same session with this secret and with nothing known yet of what the server answers: a check finds that out anew.
    pub(crate) fn apart(&self, secret: Option<Secret>) -> Self {
        Self(Arc::new(Inside {
            secret: ArcRwSignal::new(secret),
            tried_at: self.tried_at.or_else(|| Some(lock::times())),
            capabilities: ArcRwSignal::default(),
            ..Inside::clone(&self.0)
        }))
    }

    /// A new secret starts the sign-in anew; what the server offers stays known.
    pub(crate) fn set_secret(&self, secret: Option<Secret>) {
        if secret.is_none() {
            self.new_secrets.forget_all();
        }
        self.sign_in.set(SignIn::NotAsked);
        self.secret.set(secret);
    }

    /// Nothing is known any more of what the server answers.
    pub(crate) fn ask_anew(&self) {
        capabilities::forget_table(&self.connection.slug);
        self.capabilities.set(CapabilityTable::default());
        self.checked.set(None);
    }

    /// What a check found, here or in another tab.
    pub(crate) fn learn_all(&self, table: CapabilityTable, time: TimestampMs) {
        self.capabilities.set(table);
        self.checked.set(Some(time));
    }

    pub(crate) fn capabilities_now(&self) -> CapabilityTable {
        self.capabilities.get_untracked()
    }

    pub(crate) fn edition(&self) -> Edition {
        self.capabilities.with(CapabilityTable::edition)
    }

    pub(crate) fn capability(&self, operation: Operation) -> Capability {
        self.capabilities.with(|table| table.get(operation))
    }
}
