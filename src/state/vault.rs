//! Secrets at rest on this computer, under one passphrase. The vault is closed until the passphrase opens it; what is in
//! it, by name, can be seen before.
//!
//! The crypto is no part of the first view: `vault/work.rs` is loaded when the vault is first opened or made.

mod awaited;
mod look;
mod moves;
mod trouble;
mod wait;
mod work;

use firetower_protocol::Secret;
use firetower_vault::{DataKey, Label, Zeroizing};
use leptos::prelude::*;

use crate::dom::prelude::spawn;
use crate::state::connection::{Connection, Slug};
use crate::state::storage;

use awaited::VAULT;
pub(crate) use awaited::accepted;
pub(crate) use look::Stored;
pub(crate) use trouble::Trouble;
use wait::{drawn, later};
use work::{Made, Opened, Work};

/// Where the vault is stored.
const KEY: &str = "firetower.vault";

/// What the vault holds for a connection.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Holds {
    Nothing,
    ItsSecret,
    /// Of another address, which may be another server.
    OfAddress(String),
}

struct Open {
    key: DataKey,
    secrets: Vec<(Label, Zeroizing<String>)>,
    tampered: Vec<Label>,
}

#[derive(Clone, Copy)]
pub(crate) struct Vault {
    stored: RwSignal<Stored>,
    open: RwSignal<Option<Open>>,
    /// How often it was closed: what began before must not open it after.
    closings: StoredValue<u32>,
}

/// What a secret that is to be kept goes by, as it is by now.
pub(crate) type LabelNow = dyn Fn() -> Option<Label>;

/// The label of a connection's own secret.
pub(crate) fn label_of(connection: &Connection) -> Label {
    Label::Connection {
        slug: connection.slug.as_str().to_owned(),
        address: connection.address.as_str().to_owned(),
    }
}

impl Vault {
    pub(crate) fn provide() -> Self {
        let vault = Self {
            stored: RwSignal::new(look::stored()),
            open: RwSignal::new(None),
            closings: StoredValue::new(0),
        };
        VAULT.set(Some(vault));
        provide_context(vault);
        vault
    }

    /// Tracked, as all that asks.
    pub(crate) fn exists(self) -> bool {
        self.stored.with(|stored| *stored != Stored::Nothing)
    }

    pub(crate) fn is_open(self) -> bool {
        self.open.with(Option::is_some)
    }

    /// A passphrase may open it.
    pub(crate) fn is_closed(self) -> bool {
        !self.is_open() && self.stored.with(|stored| matches!(stored, Stored::Labels(_)))
    }

    /// Why it can't be asked for its passphrase, where there is one.
    pub(crate) fn unreadable(self) -> Option<Trouble> {
        self.stored.with(|stored| match stored {
            Stored::Nothing | Stored::Labels(_) => None,
            Stored::Damaged => Some(Trouble::Damaged),
            Stored::Newer => Some(Trouble::Newer),
        })
    }

    pub(crate) fn stored(self) -> Stored {
        self.stored.get()
    }

    pub(crate) fn holds(self, connection: &Connection) -> Holds {
        let wanted = label_of(connection);
        self.stored.with(|stored| {
            let Stored::Labels(labels) = stored else { return Holds::Nothing };
            let own = |label: &&Label| {
                matches!(label, Label::Connection { slug, .. } if slug == connection.slug.as_str())
            };
            match labels.iter().find(own) {
                Some(label) if *label == wanted => Holds::ItsSecret,
                Some(label) => Holds::OfAddress(firetower_protocol::address::keys::without_keys(label.address())),
                None => Holds::Nothing,
            }
        })
    }

    /// The secret did not open although the vault did.
    pub(crate) fn is_tampered(self, label: &Label) -> bool {
        self.open.with(|open| open.as_ref().is_some_and(|open| open.tampered.contains(label)))
    }

    /// While the vault is open.
    pub(crate) fn secret_of(self, connection: &Connection) -> Option<Secret> {
        let wanted = label_of(connection);
        self.open.with(|open| {
            let known = open.as_ref()?.secrets.iter().find(|(label, _)| *label == wanted);
            known.map(|(_, secret)| Secret::new(secret.as_str()))
        })
    }

    /// Takes some tenths of a second, during which nothing else runs; what the page says before it is drawn first.
    pub(crate) async fn open(self, passphrase: Zeroizing<String>) -> Result<(), Trouble> {
        let begun = self.closings.get_value();
        let work = Self::work().await?;
        drawn().await;
        let opened = (work.open)(&passphrase);
        self.take_unless_closed(begun, opened)
    }

    /// A vault of its own for this browser, open and without secrets.
    pub(crate) async fn create(self, passphrase: Zeroizing<String>) -> Result<(), Trouble> {
        let begun = self.closings.get_value();
        let work = Self::work().await?;
        drawn().await;
        let made = (work.create)(&passphrase);
        self.store(begun, work, made).await
    }

    /// Wipes the key and the opened secrets. What sessions were given, they keep.
    pub(crate) fn close(self) {
        self.closings.update_value(|times| *times = times.wrapping_add(1));
        self.open.set(None);
        self.awaits_nothing();
    }

    /// Puts a secret into the open vault. `label` says what it goes by once nothing is waited for any more, and that it goes
    /// by nothing where its connection is gone by then.
    pub(crate) async fn keep(self, label: &LabelNow, secret: Zeroizing<String>) -> Result<(), Trouble> {
        let work = Self::work().await?;
        let key = self.key()?;
        let label = label().ok_or(Trouble::Gone)?;
        let opened = (work.put)(key, label.clone(), &secret);
        self.take(opened)?;
        // Whatever was to be said of one that waited, or was not kept, is so no more.
        self.awaits_no_more(&label);
        Ok(())
    }

    pub(crate) async fn read(self, label: Label) -> Result<Zeroizing<String>, Trouble> {
        let work = Self::work().await?;
        (work.read)(self.key()?, &label)
    }

    /// Needs no passphrase, as emptying the browser's storage needs none.
    pub(crate) async fn forget(self, which: Which) -> Result<(), Trouble> {
        let work = Self::work().await?;
        let done = (work.forget)(&which);
        self.reload();
        done
    }

    /// Also a vault that can't be read.
    pub(crate) fn forget_all(self) {
        storage::remove(KEY);
        storage::remove(moves::KEY);
        self.reload();
    }

    /// Changes nothing where a secret does not open: it would be gone.
    pub(crate) async fn change_passphrase(
        self,
        now: Zeroizing<String>,
        new: Zeroizing<String>,
    ) -> Result<(), Trouble> {
        let begun = self.closings.get_value();
        let work = Self::work().await?;
        drawn().await;
        let made = (work.change)(&now, &new);
        self.store(begun, work, made).await
    }

    /// A connection was renamed: what is kept of it goes along, now or when the vault is next opened.
    pub(crate) fn renamed(self, before: &Slug, after: &Slug) {
        self.awaited_renamed(before, after);
        if holds_of(before) {
            moves::note(before.as_str(), after.as_str());
            self.reload();
        }
    }

    pub(crate) fn forget_connection(self, slug: &Slug) {
        self.awaits_nothing_of(slug);
        if holds_of(slug) {
            let slug = slug.as_str().to_owned();
            spawn(async move {
                // Where it fails, the list still shows it, and can forget it.
                let _ = self.forget(Which::OfConnection(slug)).await;
            });
        }
    }

    /// Whether it is what is stored under a key, which another tab may have changed.
    pub(crate) fn lies_in(key: &str) -> bool {
        [KEY, moves::KEY].contains(&key)
    }

    /// Another tab changed what is stored, or this one did.
    pub(crate) fn reload(self) {
        self.stored.set(look::stored());
        let Ok(key) = self.key() else { return };
        spawn(async move {
            let opened = match Self::work().await {
                Ok(work) => (work.again)(key),
                Err(trouble) => Err(trouble),
            };
            match opened {
                // It may have been closed meanwhile.
                Ok(opened) if self.open.with_untracked(Option::is_some) => {
                    // Nothing is left to be said: what changed is shown.
                    let _ = self.take(Ok(opened));
                }
                Ok(_) => {}
                // Another passphrase, no vault any more or one that can't be read: this key opens nothing.
                Err(_) => self.close(),
            }
        });
    }

    fn key(self) -> Result<DataKey, Trouble> {
        self.open.with_untracked(|open| open.as_ref().map(|open| open.key.clone())).ok_or(Trouble::Gone)
    }

    /// In a task of its own: what another tab stored while the key was derived is not seen before.
    async fn store(self, begun: u32, work: Work, made: Result<Made, Trouble>) -> Result<(), Trouble> {
        let stored = match made {
            Ok(made) => {
                later().await;
                (work.store)(made)
            }
            Err(trouble) => Err(trouble),
        };
        self.take_unless_closed(begun, stored)
    }

    /// Whoever closed the vault, or locked everything, while its key was being derived is obeyed.
    fn take_unless_closed(self, begun: u32, opened: Result<Opened, Trouble>) -> Result<(), Trouble> {
        if self.closings.get_value() == begun {
            return self.take(opened);
        }
        self.stored.set(look::stored());
        Err(opened.err().unwrap_or(Trouble::Gone))
    }

    fn take(self, opened: Result<Opened, Trouble>) -> Result<(), Trouble> {
        self.stored.set(look::stored());
        let opened = opened.inspect_err(|trouble| match trouble {
            Trouble::Damaged => self.stored.set(Stored::Damaged),
            Trouble::Gone => self.close(),
            _ => {}
        })?;
        let Opened { key, secrets, tampered } = opened;
        self.open.set(Some(Open { key, secrets, tampered }));
        Ok(())
    }

    async fn work() -> Result<Work, Trouble> {
        work::load().await.map_err(|_| Trouble::NotLoaded)
    }
}

/// Asked of what is stored: another tab may have kept something just now.
fn holds_of(slug: &Slug) -> bool {
    let is_of = |label: &Label| label.slug() == slug.as_str();
    matches!(look::stored(), Stored::Labels(labels) if labels.iter().any(is_of))
}

/// What is to be forgotten.
#[derive(Clone, Debug)]
pub(crate) enum Which {
    One(Label),
    OfConnection(String),
}
