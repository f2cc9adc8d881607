//! What is in the form of a connection, and the connection that it makes.

use super::address_field::understood;
use super::file_origins;
use crate::dom::prelude::*;
use crate::state::connection::{Connection, Environment, Slug};
use crate::state::kept;
use firetower_protocol::address::Address;

/// What is in the form.
#[derive(Clone, Copy)]
pub(super) struct Typed {
    pub(super) address: RwSignal<String>,
    /// Beside a proxy's template: the server as the proxy sees it.
    pub(super) target: RwSignal<String>,
    pub(super) secret: RwSignal<String>,
    pub(super) name: RwSignal<String>,
    pub(super) slug: RwSignal<String>,
    /// Until the link's name is typed it follows the name.
    pub(super) slug_by_hand: RwSignal<bool>,
    pub(super) environment: RwSignal<Environment>,
    pub(super) file_origins: RwSignal<String>,
    pub(super) read_only: RwSignal<bool>,
    /// Not typed: at the same address it stays, unless it is removed, or another one is confirmed in the check.
    pub(super) clock: RwSignal<Option<(Address, i64)>>,
    /// Saving was tried: from now on what is missing is said.
    pub(super) tried: RwSignal<bool>,
}

impl Typed {
    /// `copied`: another one to begin from; its secret and its clock are its own.
    pub(super) fn begin(
        editing: Option<&Connection>,
        slug: Option<String>,
        copied: Option<&Connection>,
    ) -> Self {
        let from = editing.or(copied);
        let lang = crate::i18n::use_lang().get_untracked();
        let copy = copied.map(|known| lang.cn_copy_of(&known.name));
        let target = |connection: &Connection| connection.address.target().map(str::to_owned);
        let shown = |connection: &Connection| match connection.address.proxy() {
            "" => "/".to_owned(),
            address => address.to_owned(),
        };
        Self {
            address: RwSignal::new(from.map(shown).unwrap_or_default()),
            target: RwSignal::new(from.and_then(target).unwrap_or_default()),
            secret: RwSignal::new(String::new()),
            name: RwSignal::new(
                editing.map(|known| known.name.clone()).or(copy).or_else(|| slug.clone()).unwrap_or_default(),
            ),
            slug: RwSignal::new(
                editing
                    .map(|known| known.slug.as_str().to_owned())
                    .or_else(|| slug.clone())
                    .unwrap_or_default(),
            ),
            slug_by_hand: RwSignal::new(editing.is_some() || slug.is_some()),
            environment: RwSignal::new(from.map_or(Environment::Production, |known| known.environment)),
            file_origins: RwSignal::new(from.map(|known| known.file_origins.join("\n")).unwrap_or_default()),
            read_only: RwSignal::new(from.is_some_and(|known| known.read_only)),
            clock: RwSignal::new(editing.map(|known| (known.address.clone(), known.clock_correction_ms))),
            tried: RwSignal::new(false),
        }
    }

    /// All that is typed but the secret.
    pub(super) fn as_text(self) -> String {
        let by_hand = if self.slug_by_hand.get() { "by hand" } else { "" };
        let read_only = if self.read_only.get() { "read-only" } else { "" };
        kept::together(&[
            &self.address.get(),
            &self.target.get(),
            &self.name.get(),
            &self.slug.get(),
            by_hand,
            self.environment.get().key(),
            &self.file_origins.get(),
            read_only,
        ])
    }

    pub(super) fn put(self, kept: &str) {
        let Some([address, target, name, slug, by_hand, environment, file_origins, read_only]) =
            kept::apart(kept)
        else {
            return;
        };
        // First, since the link's name follows the name until then.
        self.slug_by_hand.set(!by_hand.is_empty());
        self.address.set(address.to_owned());
        self.target.set(target.to_owned());
        self.name.set(name.to_owned());
        self.slug.set(slug.to_owned());
        if let Some(environment) = Environment::ALL.into_iter().find(|known| known.key() == environment) {
            self.environment.set(environment);
        }
        self.file_origins.set(file_origins.to_owned());
        self.read_only.set(!read_only.is_empty());
    }

    pub(super) fn understood(self) -> Option<Address> {
        understood(self.address, self.target).ok().map(|found| found.address)
    }

    /// For the address that is typed now, and kept when the form is saved.
    pub(super) fn correct_clock(self, correction_ms: i64) {
        self.clock.set(untrack(|| self.understood()).map(|address| (address, correction_ms)));
    }

    pub(super) fn clock_correction_ms(self) -> i64 {
        let address = self.understood();
        self.clock.get().filter(|(known, _)| Some(known) == address.as_ref()).map_or(0, |(_, by)| by)
    }

    /// The connection as typed, if nothing is wrong with it.
    pub(super) fn connection(self) -> Option<Connection> {
        let slug = Slug::parse(&self.slug.get())?;
        let name = Some(self.name.get().trim().to_owned()).filter(|name| !name.is_empty())?;
        let file_origins = file_origins::understood(&self.file_origins.get())?;
        let address = self.understood()?;
        Some(Connection {
            file_origins,
            read_only: self.read_only.get(),
            clock_correction_ms: self.clock_correction_ms(),
            ..Connection::new(slug, name, address, self.environment.get())
        })
    }
}
