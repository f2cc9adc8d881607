//! Secrets that were to be kept when no server could say yet whether they are right. They wait in memory for the first answer
//! that accepts them; a lock, or closing the vault or the tab, ends that, and nothing is stored.

use std::cell::Cell;

use firetower_protocol::Secret;
use firetower_vault::{Label, Zeroizing};
use leptos::prelude::*;

use super::{Trouble, Vault, label_of};
use crate::dom::prelude::spawn;
use crate::state::connection::{Connection, Slug};
use crate::state::watched::Watched;

/// One secret, or why it could not be kept although it was accepted.
pub(super) struct Awaited {
    label: Label,
    secret: Result<Secret, Trouble>,
}

thread_local! {
    static AWAITED: Watched<Vec<Awaited>> = Watched::default();
    /// For the client, which knows of no vault.
    pub(super) static VAULT: Cell<Option<Vault>> = const { Cell::new(None) };
}

/// The server of a connection accepted a signature by this secret.
pub(crate) fn accepted(connection: &Connection, secret: &Secret) {
    if let Some(vault) = VAULT.get() {
        vault.accepted(&label_of(connection), secret);
    }
}

/// One task at a time does so, and none from within.
fn update(write: impl FnOnce(&mut Vec<Awaited>)) {
    AWAITED.with(Watched::clone).update(write);
}

impl Vault {
    /// Of an open vault. What was awaited for the same connection is not, any more.
    pub(crate) fn keep_once_accepted(self, label: Label, secret: Secret) {
        self.await_this(label, Ok(secret));
    }

    fn await_this(self, label: Label, secret: Result<Secret, Trouble>) {
        update(|all| {
            all.retain(|one| one.label != label);
            all.push(Awaited { label, secret });
        });
    }

    pub(crate) fn awaits_no_more(self, label: &Label) {
        update(|all| all.retain(|one| one.label != *label));
    }

    /// Tracked. Something is to be said of a secret: it is awaited, or could not be kept.
    pub(crate) fn awaits(self, label: &Label) -> bool {
        AWAITED.with(Watched::clone).with(|all| all.iter().any(|one| one.label == *label))
    }

    /// Tracked. Why what was accepted was not kept.
    pub(crate) fn unkept(self, label: &Label) -> Option<Trouble> {
        AWAITED
            .with(Watched::clone)
            .with(|all| all.iter().find(|one| one.label == *label)?.secret.as_ref().err().copied())
    }

    fn accepted(self, label: &Label, secret: &Secret) {
        let known = AWAITED.with(Watched::clone).with_untracked(|all| {
            let one = all.iter().find(|one| one.label == *label)?;
            Some(one.secret.as_ref().ok()? == secret)
        });
        let Some(is_this) = known else { return };
        // One that was typed after it is right: whoever typed it said what is to become of that one.
        self.awaits_no_more(label);
        if !is_this {
            return;
        }
        let (label, text) = (label.clone(), Zeroizing::new(secret.expose().to_owned()));
        let begun = self.closings.get_value();
        spawn(async move {
            let wanted = label.clone();
            if let Err(why) = self.keep(&move || Some(wanted.clone()), text).await
                && self.closings.get_value() == begun
            {
                self.await_this(label, Err(why));
            }
        });
    }

    pub(super) fn awaits_nothing(self) {
        update(Vec::clear);
    }

    /// The connection is gone, or is at another address.
    pub(crate) fn awaits_nothing_of(self, slug: &Slug) {
        update(|all| all.retain(|one| one.label.slug() != slug.as_str()));
    }

    pub(crate) fn awaited_renamed(self, before: &Slug, after: &Slug) {
        update(|all| {
            for one in all.iter_mut().filter(|one| one.label.slug() == before.as_str()) {
                one.label = one.label.of_connection(after.as_str());
            }
        });
    }
}
