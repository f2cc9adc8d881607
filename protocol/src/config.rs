//! `config.json`: what a hoster sets for everybody who opens a dashboard. `docs/CONFIG.md` describes it.
//!
//! [`read`] is the one reader, of the dashboard and of `firetower serve --config` alike. It knows every key, and a file
//! with anything wrong in it is no configuration at all: what the hoster meant to forbid must not be allowed by a typing
//! error. No complaint holds a value of the file, since one of them may be a secret.

mod json;
mod near;
mod place;
mod problem;
mod reader;
mod secrets;

pub use problem::{Problem, Syntax, Template, What};
pub use secrets::looks_secret;

use crate::address::origin_of;
use crate::origin::{NotAnOrigin, Origin};

/// The keys of the whole file. `$schema` is for editors.
pub const ROOT_KEYS: &[&str] = &[
    "$schema",
    "title",
    "language",
    "addConnections",
    "readOnly",
    "lockAfterMinutes",
    "fileOrigins",
    "thresholds",
    "connections",
];
/// The keys below `thresholds`, and those below each of them.
pub const THRESHOLD_KEYS: &[&str] = &["diskUsablePercent", "memoryUsedPercent", "loadPerCore", "answerMs"];
pub const LIMIT_KEYS: &[&str] = &["attention", "critical"];
/// The keys of each of `connections`.
pub const CONNECTION_KEYS: &[&str] = &["slug", "name", "address", "environment", "readOnly", "fileOrigins"];
pub const LANGUAGES: &[&str] = &["en", "zh"];
/// From harmless to the one that asks before each write.
pub const ENVIRONMENTS: &[&str] = &["development", "test", "production"];
/// Characters of a title or a name.
pub const LONGEST_NAME: usize = 60;
/// The choices that an admin has too; 0 is never.
pub const LOCK_AFTER_MINUTES: &[&str] = &["0", "1", "5", "15", "30", "60", "240", "480"];
/// More is no configuration, and nobody waits for it at each start.
pub const LARGEST_BYTES: usize = 256 * 1024;

/// What a file says; what it leaves out is as without a file.
#[derive(Clone, Debug, PartialEq)]
pub struct Config {
    /// Follows the name in the rail, and ends the document's title.
    pub title: Option<String>,
    /// One of [`LANGUAGES`]: that of an admin who has chosen none.
    pub language: Option<&'static str>,
    /// Whether an admin may have connections besides the given ones.
    pub add_connections: bool,
    /// Nothing is written through any connection.
    pub read_only: bool,
    /// One of [`LOCK_AFTER_MINUTES`], where an admin has chosen no other.
    pub lock_after_minutes: Option<&'static str>,
    /// Whose files may be shown, for all connections.
    pub file_origins: Vec<Origin>,
    pub thresholds: Thresholds,
    pub connections: Vec<Given>,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            title: None,
            language: None,
            add_connections: true,
            read_only: false,
            lock_after_minutes: None,
            file_origins: Vec::new(),
            thresholds: Thresholds::default(),
            connections: Vec::new(),
        }
    }
}

/// A connection that the hoster gives.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Given {
    /// Fits [`is_slug`]; no two are the same.
    pub slug: String,
    pub name: String,
    /// A path of the dashboard's own origin, a whole http or https address, or a proxy's template with its target: see
    /// [`crate::address`].
    pub address: String,
    /// The line of `address`, for whoever finds more to say of it.
    pub address_line: u32,
    /// One of [`ENVIRONMENTS`].
    pub environment: &'static str,
    pub read_only: bool,
    pub file_origins: Vec<Origin>,
}

impl Given {
    /// Scheme and host of where its calls go, which of a template is the proxy; `None` for a path of the own origin.
    ///
    /// # Errors
    /// A policy can't name an IPv6 address.
    pub fn origin(&self) -> Option<Result<Origin, NotAnOrigin>> {
        origin_of(&self.address).map(str::parse)
    }
}

/// A pair of limits: from the first on it deserves attention, from the second on it is critical.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Limits {
    pub attention: f64,
    pub critical: f64,
}

/// From which values on the overview gives a verdict.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Thresholds {
    /// Share of the disk that is still usable, from 0 to 1: less is worse.
    pub disk_usable: Limits,
    /// Used share of the heap, from 0 to 1.
    pub heap_used: Limits,
    /// Load a core.
    pub load_per_core: Limits,
    /// Milliseconds until an answer.
    pub answer_ms: Limits,
}

impl Default for Thresholds {
    fn default() -> Self {
        Self {
            disk_usable: Limits { attention: 0.15, critical: 0.05 },
            heap_used: Limits { attention: 0.90, critical: 0.97 },
            load_per_core: Limits { attention: 0.8, critical: 1.5 },
            answer_ms: Limits { attention: 1_000.0, critical: 5_000.0 },
        }
    }
}

/// Whether a text may name a connection in links: 1 to 40 lower-case letters, digits and hyphens.
#[must_use]
pub fn is_slug(text: &str) -> bool {
    (1..=40).contains(&text.len())
        && text.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
}

/// Reads a file.
///
/// # Errors
/// What is wrong with it, in the order of its lines. Where something looks like a secret, that alone: it is what must
/// be dealt with first.
pub fn read(text: &str) -> Result<Config, Vec<Problem>> {
    if text.len() > LARGEST_BYTES {
        return Err(vec![Problem { line: 1, key: String::new(), what: What::TooLarge }]);
    }
    // Some editors put a mark of the byte order before everything else.
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let secrets = secrets::keys(text);
    if !secrets.is_empty() {
        return Err(secrets);
    }
    let root = json::parse(text).map_err(|problem| vec![problem])?;
    reader::config(&root)
}

#[cfg(test)]
mod tests;
