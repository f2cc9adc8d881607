//! The connections of this browser and their sessions.

mod stored;
mod tabs;

use firetower_protocol::Secret;
use leptos::prelude::*;

use crate::dom::prelude::watch;
use crate::state::config::config;
use crate::state::connection::{Connection, Slug};
use crate::state::drafts::Drafts;
use crate::state::journal::moves;
use crate::state::session::Session;
use crate::state::small_map::SmallMap;
use crate::state::vault::Vault;
use crate::state::{
    capabilities, drafts, given, kept, known_settings, looked_pins, looked_settings, storage,
};

pub(crate) use stored::StorageState;
use stored::{KEY, Stored, load};

/// The connection that `firetower demo` handed to this page, if any.
#[derive(Clone)]
pub(crate) struct ReadyConnection(pub(crate) Option<Slug>);

#[derive(Clone, Copy)]
pub(crate) struct Connections {
    /// This browser's own, as they are stored; the hoster's are no part of them.
    own: StoredValue<Vec<Connection>>,
    /// What is shown: see [`Self::shown`].
    list: RwSignal<Vec<Connection>>,
    /// Not a signal: what is in a session is.
    sessions: StoredValue<SmallMap<Slug, Session>>,
    pub(crate) storage: RwSignal<StorageState>,
    /// How often a session ended whose connection is as it was all the same: gone and back again before this tab heard of it.
    replaced: RwSignal<u32>,
    vault: Vault,
}

impl Connections {
    pub(crate) fn provide(vault: Vault) -> Self {
        let (own, state) = load();
        given::settle(&own);
        let connections = Self {
            list: RwSignal::new(given::over(&own)),
            own: StoredValue::new(own),
            sessions: StoredValue::default(),
            storage: RwSignal::new(state),
            replaced: RwSignal::new(0),
            vault,
        };
        provide_context(connections);
        watch(move || {
            if vault.is_open() {
                connections.take_from_vault();
            }
        });
        connections
    }

    /// Whether they are what is stored under a key, which another tab may have changed.
    pub(crate) fn lie_in(key: &str) -> bool {
        [KEY, given::KEY].contains(&key)
    }

    /// Whether the list itself is.
    pub(crate) fn is_list(key: &str) -> bool {
        key == KEY
    }

    /// How many of this browser's own are kept and not shown, because of what the hoster set.
    pub(crate) fn hidden(self) -> usize {
        self.own.with_value(|own| own.iter().filter(|known| self.is_hidden(&known.slug)).count())
    }

    /// Whether this browser has one of its own by this name, which is not shown.
    pub(crate) fn hides(self, slug: &Slug) -> bool {
        self.is_hidden(slug) && self.own.with_value(|own| own.iter().any(|known| known.slug == *slug))
    }

    fn is_hidden(self, slug: &Slug) -> bool {
        !config().add_connections || config().is_given(slug)
    }

    /// See [`given::over`]. A tab that can't read what others store does not hear of their changes either, such as one to
    /// read-only: it writes nothing.
    fn shown(self, own: &[Connection]) -> Vec<Connection> {
        let mut list = given::over(own);
        if self.is_overtaken() {
            list.iter_mut().for_each(|known| known.read_only = true);
        }
        list
    }

    pub(crate) fn all(self) -> Vec<Connection> {
        self.list.get()
    }

    /// As the admin chose them: without the read-only that the hoster set over them.
    pub(crate) fn chosen(self) -> Vec<Connection> {
        let mut all = self.list.get();
        self.own.with_value(|own| {
            for shown in all.iter_mut().filter(|shown| !self.is_hidden(&shown.slug)) {
                if let Some(own) = own.iter().find(|own| own.slug == shown.slug) {
                    shown.read_only = own.read_only;
                }
            }
        });
        all
    }

    pub(crate) fn find(self, slug: &str) -> Option<Connection> {
        self.list.with(|list| list.iter().find(|known| known.slug.as_str() == slug).cloned())
    }

    /// Whoever shows a session draws it anew when another one took its place although the connection is the same.
    pub(crate) fn follow_replaced(self) {
        self.replaced.track();
    }

    /// The session of a known connection. It is made anew when the connection was changed.
    pub(crate) fn session(self, slug: &str) -> Option<Session> {
        let connection = self.find(slug)?;
        let known = self.sessions.with_value(|sessions| sessions.get(&connection.slug).cloned());
        if let Some(session) = known.filter(|session| session.connection == connection) {
            return Some(session);
        }
        let session = self.anew(&connection, None);
        self.sessions.update_value(|sessions| sessions.insert(connection.slug.clone(), session.clone()));
        Some(session)
    }

    /// What is open already and has no secret gets the vault's.
    fn take_from_vault(self) {
        let sessions: Vec<Session> =
            self.sessions.with_value(|sessions| sessions.values().cloned().collect());
        for session in sessions.iter().filter(|session| session.secret_now().is_none()) {
            if let Some(secret) = untrack(|| self.vault.secret_of(&session.connection)) {
                session.set_secret(Some(secret));
            }
        }
    }

    /// No session has a secret any more, its own or one that a robot was just given, nor what was typed with one in it.
    pub(crate) fn forget_secrets(self) {
        for session in self.sessions.with_value(|sessions| sessions.values().cloned().collect::<Vec<_>>()) {
            session.set_secret(None);
            session.drafts.console.forget_unstored();
        }
    }

    /// Whether a robot was given a secret that nobody has noted yet.
    pub(crate) fn hold_new_secrets(self) -> bool {
        self.sessions
            .with_value(|sessions| sessions.values().any(|session| session.new_secrets.is_at_stake()))
    }

    /// Secrets stay with their connection through a change of name or environment, never of address.
    fn anew(self, connection: &Connection, secret: Option<Secret>) -> Session {
        let known = self.sessions.with_value(|sessions| sessions.get(&connection.slug).cloned());
        let kept = || untrack(|| self.vault.secret_of(connection));
        match known {
            Some(known) if known.connection.address == connection.address => {
                let session = known.followed_by(connection.clone());
                let secret = secret.or_else(|| if known.secret_now().is_none() { kept() } else { None });
                if secret.is_some() {
                    session.secret.set(secret);
                }
                session
            }
            known => {
                if let Some(known) = known {
                    known.journal.go_by(&connection.slug);
                    known.end();
                    self.vault.awaits_nothing_of(&connection.slug);
                }
                Session::new(connection.clone(), secret.or_else(kept))
            }
        }
    }

    /// Adds a connection, or replaces the one that was called `before`. Of a given one only what an admin may add to it is
    /// kept, and where the hoster allows no others, none is added.
    pub(crate) fn save(self, connection: Connection, before: Option<&Slug>, secret: Option<Secret>) {
        kept::forget(before.map_or(kept::NO_CONNECTION, Slug::as_str), kept::CONNECTION);
        if config().is_given(&connection.slug) {
            self.kept(given::keep(&connection));
            self.list.set(self.own.with_value(|own| self.shown(own)));
            if let Some(known) = untrack(|| self.find(connection.slug.as_str())) {
                self.renew(&known, secret);
            }
            return;
        }
        if !config().add_connections {
            return;
        }
        let moved = before.filter(|slug| **slug != connection.slug).cloned();
        if let Some(old) = &moved {
            let is_elsewhere =
                untrack(|| self.find(old.as_str())).is_some_and(|known| known.address != connection.address);
            if is_elsewhere {
                self.forget_drafts(old);
            }
            self.sessions.update_value(|sessions| {
                if let Some(session) = sessions.remove(old) {
                    sessions.insert(connection.slug.clone(), session);
                }
            });
            kept::renamed(old.as_str(), connection.slug.as_str());
            self.take_along(old, &connection.slug);
        }
        let renamed = moved.map(|old| (old, connection.slug.clone()));
        let slug = connection.slug.clone();
        let mut own = self.own.get_value();
        self.put(&mut own, connection, before);
        let list = self.shown(&own);
        if let Some(known) = list.iter().find(|known| known.slug == slug) {
            self.renew(known, secret);
        }
        self.store(own, renamed);
        self.list.set(list);
    }

    /// What is stored of a connection goes along with its name in links, before the list says so: whoever reads the list
    /// looks for it there.
    fn take_along(self, old: &Slug, new: &Slug) {
        if self.is_overtaken() {
            self.vault.awaited_renamed(old, new);
            return;
        }
        drafts::renamed(old, new);
        known_settings::renamed(old, new);
        looked_pins::renamed(old, new);
        looked_settings::renamed(old, new);
        capabilities::renamed(old, new);
        moves::renamed(old, new);
        self.vault.renamed(old, new);
    }

    /// Adds what an import brings, each in the place of the one that has its name in links. The list is written once, and
    /// so other tabs hear of it once, however many they are.
    pub(crate) fn save_all(self, connections: Vec<Connection>) {
        let mut own = self.own.get_value();
        let mut saved = Vec::new();
        for connection in connections.into_iter().filter(|one| !self.is_hidden(&one.slug)) {
            let slug = connection.slug.clone();
            kept::forget(slug.as_str(), kept::CONNECTION);
            self.put(&mut own, connection, None);
            saved.push(slug);
        }
        let list = self.shown(&own);
        // What nobody has opened gets its session once somebody does.
        saved.retain(|slug| self.sessions.with_value(|sessions| sessions.get(slug).is_some()));
        list.iter().filter(|known| saved.contains(&known.slug)).for_each(|known| self.renew(known, None));
        self.store(own, None);
        self.list.set(list);
    }

    /// Into a list that is stored afterwards: at the end, or over the one that was called `before` or has the same name.
    fn put(self, own: &mut Vec<Connection>, mut connection: Connection, before: Option<&Slug>) {
        let slug = connection.slug.clone();
        // A draft began from what the server at the old address held; under the new one it would tell a lie.
        let is_elsewhere = |known: &Connection| known.slug == slug && known.address != connection.address;
        if own.iter().any(is_elsewhere) && !self.is_overtaken() {
            capabilities::forget_all(&slug);
            self.forget_drafts(&slug);
        }
        let known = own.iter_mut().find(|known| Some(&known.slug) == before || known.slug == slug);
        if config().read_only
            && let Some(known) = &known
        {
            // The hoster's wish, for as long as it is one; what the admin chose stays under it.
            connection.read_only = known.read_only;
        }
        match known {
            Some(known) => *known = connection,
            None => own.push(connection),
        }
    }

    fn forget_drafts(self, slug: &Slug) {
        if self.is_overtaken() {
            return;
        }
        match self.sessions.with_value(|sessions| sessions.get(slug).cloned()) {
            Some(session) => session.drafts.forget_all(),
            None => Drafts::load(slug).forget_all(),
        }
    }

    /// The session of a connection that was saved. One whose connection is as it was goes on with its new secret: what
    /// shows it would not hear of another one.
    fn renew(self, connection: &Connection, secret: Option<Secret>) {
        let slug = connection.slug.clone();
        let same = self.sessions.with_value(|sessions| {
            sessions.get(&slug).filter(|session| session.connection == *connection).cloned()
        });
        match (same, secret) {
            (Some(session), Some(secret)) => session.set_secret(Some(secret)),
            (Some(_), None) => {}
            (None, secret) => {
                let session = self.anew(connection, secret);
                self.sessions.update_value(|sessions| sessions.insert(slug, session));
            }
        }
    }

    pub(crate) fn remove(self, slug: &Slug) {
        if self.is_hidden(slug) {
            return;
        }
        self.forget_drafts(slug);
        let session = self.sessions.try_update_value(|sessions| sessions.remove(slug)).flatten();
        if let Some(session) = session {
            session.end();
        }
        kept::forget_all(slug.as_str());
        self.vault.awaits_nothing_of(slug);
        // In a list that this tab does not store it stays, and so does what is kept of it.
        if !self.is_overtaken() {
            known_settings::forget_all(slug);
            looked_pins::forget_all(slug);
            looked_settings::forget_all(slug);
            capabilities::forget_all(slug);
            moves::forgotten(slug);
            self.vault.forget_connection(slug);
        }
        let mut own = self.own.get_value();
        own.retain(|known| known.slug != *slug);
        let list = self.shown(&own);
        self.store(own, None);
        self.list.set(list);
    }

    fn is_overtaken(self) -> bool {
        self.storage.get_untracked() == StorageState::Overtaken
    }

    fn kept(self, kept: bool) {
        if !self.is_overtaken() {
            self.storage.set(if kept { StorageState::Fine } else { StorageState::NotStored });
        }
    }

    fn store(self, own: Vec<Connection>, renamed: Option<(Slug, Slug)>) {
        let stored = Stored { version: 1, connections: own, renamed };
        // What this tab can't read is not written over: the change holds here alone, and the frame says so.
        if !self.is_overtaken() {
            self.kept(storage::write_json(KEY, &stored));
        }
        self.own.set_value(stored.connections);
    }
}
