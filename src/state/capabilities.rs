//! What the last connection check found that a server answers, kept per connection in this browser, for the address it was
//! found at and no other.

use firetower_protocol::capability::Sighting;
use firetower_protocol::{Capability, CapabilityTable, Operation, TimestampMs, WireForm};
use serde::{Deserialize, Serialize};

use crate::state::connection::{Connection, Slug};
use crate::state::storage;

const TABLE: &str = "firetower.capabilities.";
const VERDICT: &str = "firetower.check.";

#[derive(Serialize, Deserialize)]
struct Stored {
    address: String,
    time: i64,
    /// An operation, by its first path, and how it is answered: `documented`, `sdk` or `none`.
    rows: Vec<(String, String)>,
}

/// How the last check ended, in a line and in both languages.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Verdict {
    pub(crate) address: String,
    pub(crate) time: i64,
    pub(crate) en: String,
    pub(crate) zh: String,
}

fn place(slug: &Slug) -> String {
    format!("{TABLE}{}", slug.as_str())
}

fn verdict_place(slug: &Slug) -> String {
    format!("{VERDICT}{}", slug.as_str())
}

/// The connection whose table a key of the storage holds.
pub(crate) fn slug_of(key: &str) -> Option<&str> {
    key.strip_prefix(TABLE)
}

/// The table that was found at this very address, and when.
pub(crate) fn load(connection: &Connection) -> Option<(CapabilityTable, TimestampMs)> {
    let stored: Stored = storage::read_json(&place(&connection.slug))?;
    (stored.address == connection.address.as_str()).then(|| (table(&stored.rows), TimestampMs(stored.time)))
}

pub(crate) fn keep(connection: &Connection, table: &CapabilityTable, time: TimestampMs) {
    let address = connection.address.as_str().to_owned();
    storage::write_json(&place(&connection.slug), &Stored { address, time: time.0, rows: rows(table) });
}

/// One operation is to be asked anew.
pub(crate) fn forget(connection: &Connection, operation: Operation) {
    if let Some((mut table, time)) = load(connection) {
        table.forget(operation);
        keep(connection, &table, time);
    }
}

pub(crate) fn forget_table(slug: &Slug) {
    storage::remove(&place(slug));
}

pub(crate) fn forget_all(slug: &Slug) {
    forget_table(slug);
    storage::remove(&verdict_place(slug));
}

/// How the last check ended is so no more, and what it found the server to answer still is.
pub(crate) fn forget_verdict(slug: &Slug) {
    storage::remove(&verdict_place(slug));
}

pub(crate) fn renamed(from: &Slug, to: &Slug) {
    for (old, new) in [(place(from), place(to)), (verdict_place(from), verdict_place(to))] {
        storage::moved(&old, &new);
    }
}

pub(crate) fn verdict(connection: &Connection) -> Option<Verdict> {
    let kept: Verdict = storage::read_json(&verdict_place(&connection.slug))?;
    (kept.address == connection.address.as_str()).then_some(kept)
}

pub(crate) fn keep_verdict(slug: &Slug, verdict: &Verdict) {
    storage::write_json(&verdict_place(slug), verdict);
}

fn name(operation: Operation) -> Option<&'static str> {
    operation.forms().first().and_then(|form| operation.path(*form))
}

fn rows(table: &CapabilityTable) -> Vec<(String, String)> {
    let row = |operation: &Operation| {
        let how = match table.get(*operation) {
            Capability::Answers(WireForm::Documented) => "documented",
            Capability::Answers(WireForm::Sdk) => "sdk",
            Capability::NotOffered => "none",
            Capability::Unknown => return None,
        };
        Some((name(*operation)?.to_owned(), how.to_owned()))
    };
    Operation::ALL.iter().filter_map(row).collect()
}

/// A row that this Firetower does not know is left out: it asks for itself again.
fn table(rows: &[(String, String)]) -> CapabilityTable {
    let mut table = CapabilityTable::default();
    for (path, how) in rows {
        let Some(operation) = Operation::ALL.iter().copied().find(|known| name(*known) == Some(path)) else {
            continue;
        };
        match how.as_str() {
            "documented" => table.learn(operation, WireForm::Documented, Sighting::Answered),
            "sdk" => table.learn(operation, WireForm::Sdk, Sighting::Answered),
            "none" => {
                for form in operation.forms() {
                    table.learn(operation, *form, Sighting::NotThere);
                }
            }
            _ => {}
        }
    }
    table
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_comes_back_as_it_was_kept() {
        let mut known = CapabilityTable::default();
        for (number, operation) in Operation::ALL.iter().enumerate() {
            match number % 4 {
                0 => known.learn(*operation, WireForm::Documented, Sighting::Answered),
                1 => known.learn(*operation, WireForm::Sdk, Sighting::Answered),
                2 => {
                    for form in operation.forms() {
                        known.learn(*operation, *form, Sighting::NotThere);
                    }
                }
                _ => {}
            }
        }
        let back = table(&rows(&known));
        for operation in Operation::ALL {
            assert_eq!(back.get(*operation), known.get(*operation), "{operation:?}");
        }
    }

    #[test]
    fn each_operation_has_a_name_of_its_own() {
        let names: Vec<_> = Operation::ALL.iter().map(|operation| name(*operation)).collect();
        for (at, name) in names.iter().enumerate() {
            assert!(name.is_some() && !names[..at].contains(name), "{name:?}");
        }
    }

    #[test]
    fn what_nobody_knows_is_left_out() {
        let odd = [("/admin/of-tomorrow", "sdk"), ("/admin/customer", "in-another-way")]
            .map(|(a, b)| (a.into(), b.into()));
        assert_eq!(table(&odd), CapabilityTable::default());
    }

    #[test]
    fn a_key_of_the_storage_names_its_connection() {
        assert_eq!(slug_of("firetower.capabilities.im-1"), Some("im-1"));
        assert_eq!(slug_of("firetower.connections"), None);
    }
}
