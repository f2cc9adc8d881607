//! The list of connections as it is stored.

use serde::{Deserialize, Serialize};

use crate::state::connection::Connection;
use crate::state::storage;

/// Where this browser's own are stored.
pub(super) const KEY: &str = "firetower.connections";
const UNREADABLE: &str = "firetower.connections.unreadable";

/// What is stored. The version lets a later Firetower know what it reads.
#[derive(Serialize, Deserialize)]
pub(super) struct Stored {
    pub(super) version: u32,
    pub(super) connections: Vec<Connection>,
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
}

/// A list that can't be read is set aside rather than overwritten: it may be a newer Firetower's.
pub(super) fn load() -> (Vec<Connection>, StorageState) {
    let Some(text) = storage::read(KEY) else { return (Vec::new(), StorageState::Fine) };
    match storage::from_text(&text) {
        Some(Stored { version: 1, connections }) => (connections, StorageState::Fine),
        _ => {
            storage::write(UNREADABLE, &text);
            (Vec::new(), StorageState::Unreadable)
        }
    }
}
