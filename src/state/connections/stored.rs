//! The list of connections as it is stored.

use serde::{Deserialize, Serialize};

use crate::state::connection::{Connection, Slug};
use crate::state::storage;

/// Where this browser's own are stored.
pub(super) const KEY: &str = "firetower.connections";
const UNREADABLE: &str = "firetower.connections.unreadable";

/// What is stored. The version lets a later Firetower know what it reads.
#[derive(Serialize, Deserialize)]
pub(super) struct Stored {
    pub(super) version: u32,
    pub(super) connections: Vec<Connection>,
    /// The name in links before, and the one after, where this list was stored to change it: for other tabs.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) renamed: Option<(Slug, Slug)>,
}

/// How the stored list fared.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum StorageState {
    #[default]
    Fine,
    /// It could not be read and was set aside, unchanged.
    Unreadable,
    /// The browser did not keep the last change.
    NotStored,
    /// Another tab stored one that this tab can't read. It is left as it is, and this tab stores nothing over it.
    Overtaken,
}

/// What a text holds, where this Firetower can read it.
pub(super) fn read(text: &str) -> Option<Stored> {
    storage::from_text(text).filter(|stored: &Stored| stored.version == 1)
}

/// A list that can't be read is set aside rather than overwritten: it may be a newer Firetower's.
pub(super) fn load() -> (Vec<Connection>, StorageState) {
    let Some(text) = storage::read(KEY) else { return (Vec::new(), StorageState::Fine) };
    match read(&text) {
        Some(Stored { connections, .. }) => (connections, StorageState::Fine),
        None => {
            storage::write(UNREADABLE, &text);
            (Vec::new(), StorageState::Unreadable)
        }
    }
}
