//! What was typed and not yet written, per target. It outlives errors, other pages, a switch of the language and a
//! reload; secrets are not part of it.

use firetower_protocol::TimestampMs;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use crate::state::change::Stored;
use crate::state::connection::Slug;
use crate::state::console_draft::{self, ConsoleDrafts};
use crate::state::small_map::SmallMap;
use crate::state::storage;
use crate::state::watched::Watched;

/// A form's content, and what the server held when it was begun (`None`: it was not set).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Draft {
    /// The form's fields by name, which need not be those of the record.
    pub(crate) texts: Vec<(String, String)>,
    pub(crate) from: Option<Stored>,
    /// When `from` was read.
    pub(crate) read_at: TimestampMs,
}

/// The drafts of one connection, by [`Target::key`](crate::state::change::Target::key). They are kept in the browser.
#[derive(Clone)]
pub(crate) struct Drafts {
    /// Shared by all clones: what is under way when its connection gets another name in links ends under that one.
    key: Watched<String>,
    drafts: ArcRwSignal<SmallMap<String, Draft>>,
    pub(crate) console: ConsoleDrafts,
}

fn key(slug: &Slug) -> String {
    format!("firetower.drafts.{}", slug.as_str())
}

/// What is stored goes along with the name in links. A tab that heard of it late has stored its latest draft under the old name:
/// that comes to the others.
pub(crate) fn renamed(from: &Slug, to: &Slug) {
    console_draft::renamed(from, to);
    let (old, new) = (key(from), key(to));
    let there: Option<SmallMap<String, Draft>> = storage::read_json(&new);
    if let (Some(mut there), Some(late)) = (there, storage::read_json(&old)) {
        there.take_in(late);
        // Both are as they were where there is no room for them together.
        if storage::write_json(&new, &there) {
            storage::remove(&old);
        }
        return;
    }
    storage::moved(&old, &new);
}

impl Drafts {
    pub(crate) fn load(slug: &Slug) -> Self {
        let key = key(slug);
        let drafts = ArcRwSignal::new(storage::read_json(&key).unwrap_or_default());
        Self { key: Watched::new(key), drafts, console: ConsoleDrafts::load(slug) }
    }

    /// Their connection may have another name in links by now.
    pub(crate) fn go_by(&self, slug: &Slug) {
        self.key.update(|name| *name = key(slug));
        self.console.go_by(slug);
    }

    pub(crate) fn get(&self, of: &String) -> Option<Draft> {
        self.drafts.with(|drafts| drafts.get(of).cloned())
    }

    pub(crate) fn has(&self, of: &String) -> bool {
        self.drafts.with(|drafts| drafts.contains(of))
    }

    /// For a form that is opened: what another tab made of this draft meanwhile.
    pub(crate) fn take_up(&self, of: &String) -> Option<Draft> {
        let stored = self.stored().get(of).cloned();
        if let Some(draft) = stored.filter(|draft| untrack(|| self.get(of).as_ref() != Some(draft))) {
            self.drafts.update(|drafts| drafts.insert(of.clone(), draft));
        }
        untrack(|| self.get(of))
    }

    pub(crate) fn set(&self, of: String, draft: Draft) {
        self.change(|drafts| drafts.insert(of.clone(), draft.clone()));
    }

    pub(crate) fn drop_one(&self, of: &String) {
        if untrack(|| !self.has(of)) {
            return;
        }
        self.change(|drafts| {
            drafts.remove(of);
        });
    }

    pub(crate) fn forget_all(&self) {
        self.drafts.update(SmallMap::clear);
        storage::remove(&self.key.with_untracked(String::clone));
        self.console.forget();
    }

    fn stored(&self) -> SmallMap<String, Draft> {
        storage::read_json(&self.key.with_untracked(String::clone)).unwrap_or_default()
    }

    /// One draft changes, here and in the browser. What is there is read anew: other tabs have drafts of their own.
    fn change(&self, one: impl Fn(&mut SmallMap<String, Draft>)) {
        self.drafts.update(&one);
        let mut stored = self.stored();
        one(&mut stored);
        let key = self.key.with_untracked(String::clone);
        if stored.is_empty() {
            storage::remove(&key);
        } else {
            storage::write_json(&key, &stored);
        }
    }
}
