//! What is known of one server while the tab lives: its secret, what it answers, how it is.
//!
//! A session belongs to one connection at one address. When the address changes, a new session begins, so that nothing
//! of the old server is ever shown under the new one's name.

use std::sync::Arc;

use firetower_protocol::customer::Customer;
use firetower_protocol::{Capability, CapabilityTable, Edition, Operation, Secret, TimestampMs};
use leptos::prelude::*;

use crate::state::capabilities;
use crate::state::connection::{Connection, MAX_CLOCK_CORRECTION_MS};
use crate::state::drafts::Drafts;
use crate::state::exchange::Exchanges;
use crate::state::health_log::HealthLog;
use crate::state::journal::Journal;
use crate::state::names::Names;
use crate::state::new_secrets::NewSecrets;
use crate::state::time;

/// Whether this browser may speak for the admin. Only a signed answer says so; an open port or health does not.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum SignIn {
    #[default]
    NotAsked,
    SignedIn,
    Refused,
    Unreachable,
}

/// A handle: cloning it is cheap, and all clones are the same session.
#[derive(Clone)]
pub(crate) struct Session(Arc<Inside>);

#[derive(Clone)]
pub(crate) struct Inside {
    pub(crate) connection: Connection,
    pub(crate) secret: ArcRwSignal<Option<Secret>>,
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
}

impl std::ops::Deref for Session {
    type Target = Inside;

    fn deref(&self) -> &Inside {
        &self.0
    }
}

impl Session {
    /// `new_secrets`: those of the session before, at the same address.
    pub(crate) fn new(connection: Connection, secret: Option<Secret>, new_secrets: NewSecrets) -> Self {
        let (table, checked) = capabilities::load(&connection).unzip();
        Self(Arc::new(Inside {
            drafts: Drafts::load(&connection.slug),
            journal: Journal::of(&connection.slug),
            connection,
            secret: ArcRwSignal::new(secret),
            capabilities: ArcRwSignal::new(table.unwrap_or_default()),
            checked: ArcRwSignal::new(checked),
            sign_in: ArcRwSignal::default(),
            answer_ms: ArcRwSignal::default(),
            customer: ArcRwSignal::default(),
            exchanges: Exchanges::default(),
            health: ArcRwSignal::new(HealthLog::new(time::now())),
            names: Names::default(),
            new_secrets,
        }))
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

    pub(crate) fn secret_now(&self) -> Option<Secret> {
        self.secret.get_untracked()
    }

    /// The same session with a secret, and a correction of the clock, that are only being tried: what it finds out and what
    /// it exchanges is shared.
    pub(crate) fn trial(&self, secret: Secret, clock_correction_ms: i64) -> Self {
        Self(Arc::new(Inside {
            secret: ArcRwSignal::new(Some(secret)),
            connection: Connection { clock_correction_ms, ..self.connection.clone() },
            ..Inside::clone(&self.0)
        }))
    }

    /// The same session with this secret and with nothing known yet of what the server answers: a check finds that out anew.
    pub(crate) fn apart(&self, secret: Option<Secret>) -> Self {
        Self(Arc::new(Inside {
            secret: ArcRwSignal::new(secret),
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
