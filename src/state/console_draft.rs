//! What was typed into the API console. It outlives other pages, and a reload unless it holds a secret.

use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use crate::state::connection::Slug;
use crate::state::storage;
use crate::state::watched::Watched;

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct ConsoleDraft {
    pub(crate) path: String,
    /// The template that it began from.
    pub(crate) template: Option<String>,
    pub(crate) body: String,
}

/// The draft of one connection.
#[derive(Clone)]
pub(crate) struct ConsoleDrafts {
    key: Watched<String>,
    draft: ArcRwSignal<Option<ConsoleDraft>>,
}

fn key(slug: &Slug) -> String {
    format!("firetower.console.{}", slug.as_str())
}

pub(super) fn renamed(from: &Slug, to: &Slug) {
    storage::moved(&key(from), &key(to));
}

impl ConsoleDrafts {
    pub(crate) fn load(slug: &Slug) -> Self {
        let key = key(slug);
        let draft = ArcRwSignal::new(storage::read_json(&key));
        Self { key: Watched::new(key), draft }
    }

    pub(super) fn go_by(&self, slug: &Slug) {
        self.key.update(|name| *name = key(slug));
    }

    pub(crate) fn get_untracked(&self) -> Option<ConsoleDraft> {
        self.draft.get_untracked()
    }

    /// `holds_secret`: kept in memory alone, and what was stored before goes.
    pub(crate) fn set(&self, draft: ConsoleDraft, holds_secret: bool) {
        if holds_secret {
            storage::remove(&self.key.with_untracked(String::clone));
        } else {
            storage::write_json(&self.key.with_untracked(String::clone), &draft);
        }
        self.draft.set(Some(draft));
    }

    /// What is in memory alone goes, since it holds a secret.
    pub(crate) fn forget_unstored(&self) {
        self.draft.set(storage::read_json(&self.key.with_untracked(String::clone)));
    }

    pub(crate) fn forget(&self) {
        self.draft.set(None);
        storage::remove(&self.key.with_untracked(String::clone));
    }
}
