//! What was typed and not yet written, per setting. It outlives errors, other pages and a switch of the language.

use firetower_protocol::SettingId;
use firetower_protocol::system_setting::SystemSetting;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use crate::state::connection::Slug;
use crate::state::small_map::SmallMap;
use crate::state::storage;

/// A form's content, and what the server held when it was begun (`None`: the setting did not exist).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct SettingDraft {
    pub(crate) value: String,
    pub(crate) desc: String,
    pub(crate) from: Option<SystemSetting>,
    /// When `from` was read.
    pub(crate) read_at: firetower_protocol::TimestampMs,
}

/// The drafts of one connection. They are kept in the browser, so that a reload loses nothing.
#[derive(Clone)]
pub(crate) struct Drafts {
    key: String,
    settings: ArcRwSignal<SmallMap<SettingId, SettingDraft>>,
}

impl Drafts {
    pub(crate) fn load(slug: &Slug) -> Self {
        let key = format!("firetower.drafts.{}", slug.as_str());
        let settings = ArcRwSignal::new(storage::read_json(&key).unwrap_or_default());
        Self { key, settings }
    }

    pub(crate) fn get(&self, id: SettingId) -> Option<SettingDraft> {
        self.settings.with(|drafts| drafts.get(&id).cloned())
    }

    pub(crate) fn get_untracked(&self, id: SettingId) -> Option<SettingDraft> {
        self.settings.with_untracked(|drafts| drafts.get(&id).cloned())
    }

    pub(crate) fn has(&self, id: SettingId) -> bool {
        self.settings.with(|drafts| drafts.contains(&id))
    }

    pub(crate) fn set(&self, id: SettingId, draft: SettingDraft) {
        self.settings.update(|drafts| {
            drafts.insert(id, draft);
        });
        self.store();
    }

    pub(crate) fn drop_one(&self, id: SettingId) {
        self.settings.update(|drafts| {
            drafts.remove(&id);
        });
        self.store();
    }

    pub(crate) fn forget_all(&self) {
        self.settings.update(SmallMap::clear);
        storage::remove(&self.key);
    }

    fn store(&self) {
        self.settings.with_untracked(|drafts| {
            if drafts.is_empty() {
                storage::remove(&self.key);
            } else {
                storage::write_json(&self.key, drafts);
            }
        });
    }
}
