//! What the browser remembers: preferences, connections and drafts (localStorage), changes (IndexedDB), sessions and
//! exchanges (memory).
//!
//! Nothing here fetches, and no secret leaves memory.

pub(crate) mod capabilities;
pub(crate) mod change;
pub(crate) mod config;
pub(crate) mod connection;
pub(crate) mod connections;
pub(crate) mod console_draft;
pub(crate) mod csv;
pub(crate) mod drafts;
pub(crate) mod exchange;
pub(crate) mod file_origins;
pub(crate) mod given;
pub(crate) mod health_log;
pub(crate) mod journal;
pub(crate) mod kept;
pub(crate) mod known_settings;
pub(crate) mod lock;
pub(crate) mod looked_pins;
pub(crate) mod looked_settings;
pub(crate) mod names;
pub(crate) mod new_secrets;
pub(crate) mod page;
pub(crate) mod prefs;
pub(crate) mod session;
pub(crate) mod small_map;
pub(crate) mod storage;
pub(crate) mod time;
pub(crate) mod transfer;
pub(crate) mod user_ids;
pub(crate) mod vault;
pub(crate) mod verdict;
pub(crate) mod watched;
