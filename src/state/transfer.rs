//! Connections as a file, for a colleague or another browser. Never a secret: none is written, and a file that holds
//! something that looks like one is refused.

#[cfg(test)]
mod tests;

use firetower_protocol::config::looks_secret;
use firetower_protocol::origin::Origin;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::state::connection::{Connection, Environment, Slug};
use firetower_protocol::address::keys::secret_parameter;
use firetower_protocol::address::{Address, understand};

const VERSION: u64 = 1;
/// More is no list of connections.
pub(crate) const LARGEST_BYTES: usize = 1024 * 1024;
const LONGEST_NAME: usize = 200;

/// One connection in a file. The clock's correction is this computer's, and stays here.
#[derive(Serialize, Deserialize)]
struct Row {
    slug: String,
    name: String,
    address: String,
    environment: Environment,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    file_origins: Vec<String>,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    read_only: bool,
}

/// Why a file is no list of connections.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum NotAList {
    TooLarge,
    NotJson {
        line: usize,
        column: usize,
    },
    NotOurs,
    Newer(u64),
    /// The key that looks like a secret's; never its value.
    Secret(String),
    /// Counted from 1, with what is wrong with it.
    Row {
        number: usize,
        wrong: Wrong,
    },
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Wrong {
    Shape,
    Slug,
    Name,
    Address,
    FileOrigin,
    /// Another one before it has the same name in links.
    Twice,
}

/// A part of a connection that a file may change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Part {
    Name,
    Address,
    Environment,
    FileOrigins,
    ReadOnly,
}

/// How a connection in a file stands to those that are here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Standing {
    New,
    Same,
    /// With the address that it has here.
    Changed {
        parts: Vec<Part>,
        address_here: Address,
    },
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Item {
    pub(crate) connection: Connection,
    pub(crate) standing: Standing,
    /// The connection here whose address a new one has too, without what guards that one: a second door to its server.
    pub(crate) unguarded: Option<String>,
}

impl Item {
    /// It leads a known name to another server.
    pub(crate) fn moves(&self) -> bool {
        self.changes(Part::Address)
    }

    /// It takes away what keeps an admin from writing by mistake: read-only, or production's questions.
    pub(crate) fn loosens(&self) -> bool {
        self.unguarded.is_some()
            || self.changes(Part::ReadOnly) && !self.connection.read_only
            || self.changes(Part::Environment) && !self.connection.is_production()
    }

    fn changes(&self, part: Part) -> bool {
        matches!(&self.standing, Standing::Changed { parts, .. } if parts.contains(&part))
    }
}

/// Whether a file may hold it. A proxy's template may have a key of the proxy's in it.
pub(crate) fn can_leave(connection: &Connection) -> bool {
    secret_parameter(connection.address.proxy()).is_none()
}

/// The file's text, without those that can't leave.
pub(crate) fn export(connections: &[Connection]) -> String {
    let rows: Vec<Row> = connections
        .iter()
        .filter(|known| can_leave(known))
        .map(|known| Row {
            slug: known.slug.as_str().to_owned(),
            name: known.name.clone(),
            address: known.address.as_str().to_owned(),
            environment: known.environment,
            file_origins: known.file_origins.clone(),
            read_only: known.read_only,
        })
        .collect();
    let whole = serde_json::json!({ "firetower_connections": VERSION, "connections": rows });
    // Texts and truths alone: it does not fail.
    serde_json::to_string_pretty(&whole).unwrap_or_default()
}

/// What a file brings, in its order.
pub(crate) fn read(text: &str, known: &[Connection], own_origin: &str) -> Result<Vec<Item>, NotAList> {
    if text.len() > LARGEST_BYTES {
        return Err(NotAList::TooLarge);
    }
    let value: Value = serde_json::from_str(text.trim_start_matches('\u{feff}'))
        .map_err(|error| NotAList::NotJson { line: error.line(), column: error.column() })?;
    if let Some(key) = secret_key(&value) {
        return Err(NotAList::Secret(key));
    }
    match value.get("firetower_connections").and_then(Value::as_u64) {
        Some(VERSION) => {}
        Some(newer) if newer > VERSION => return Err(NotAList::Newer(newer)),
        _ => return Err(NotAList::NotOurs),
    }
    let Some(Value::Array(rows)) = value.get("connections") else { return Err(NotAList::NotOurs) };
    let mut items: Vec<Item> = Vec::new();
    for (index, row) in rows.iter().enumerate() {
        let at = |wrong| NotAList::Row { number: index + 1, wrong };
        let row = Row::deserialize(row).map_err(|_| at(Wrong::Shape))?;
        let connection = connection(row, own_origin).map_err(at)?;
        // As it would be stored: written by hand, it may have letters in full width.
        if let Some(key) = secret_parameter(connection.address.as_str()) {
            return Err(NotAList::Secret(key.to_owned()));
        }
        if items.iter().any(|item| item.connection.slug == connection.slug) {
            return Err(at(Wrong::Twice));
        }
        items.push(compared(connection, known));
    }
    Ok(items)
}

fn connection(row: Row, own_origin: &str) -> Result<Connection, Wrong> {
    let slug = Slug::parse(&row.slug).ok_or(Wrong::Slug)?;
    let name = row.name.trim().to_owned();
    if name.is_empty() || name.chars().count() > LONGEST_NAME {
        return Err(Wrong::Name);
    }
    // A file names addresses as they are stored; what is understood otherwise was written by hand, and is not guessed at.
    let typed = if row.address.is_empty() { "/" } else { &row.address };
    let address = understand(typed, own_origin).map_err(|_| Wrong::Address)?.address;
    if row.file_origins.iter().any(|origin| origin.parse::<Origin>().is_err()) {
        return Err(Wrong::FileOrigin);
    }
    Ok(Connection {
        file_origins: row.file_origins,
        read_only: row.read_only,
        ..Connection::new(slug, name, address, row.environment)
    })
}

/// The same items beside what is here by now: another tab may have changed it since the file was read.
pub(crate) fn against(items: Vec<Item>, known: &[Connection]) -> Vec<Item> {
    items.into_iter().map(|item| compared(item.connection, known)).collect()
}

/// What is this computer's own stays with a connection whose address stays.
fn compared(mut connection: Connection, known: &[Connection]) -> Item {
    connection.clock_correction_ms = 0;
    let Some(here) = known.iter().find(|here| here.slug == connection.slug) else {
        let guards = |here: &&Connection| {
            here.address == connection.address
                && (here.is_production() && !connection.is_production()
                    || here.read_only && !connection.read_only)
        };
        let unguarded = known.iter().find(guards).map(|here| here.name.clone());
        return Item { connection, standing: Standing::New, unguarded };
    };
    let differs = [
        (Part::Name, here.name != connection.name),
        (Part::Address, here.address != connection.address),
        (Part::Environment, here.environment != connection.environment),
        (Part::FileOrigins, here.file_origins != connection.file_origins),
        (Part::ReadOnly, here.read_only != connection.read_only),
    ];
    let parts: Vec<Part> =
        differs.into_iter().filter(|(_, differs)| *differs).map(|(part, _)| part).collect();
    if here.address == connection.address {
        connection.clock_correction_ms = here.clock_correction_ms;
    }
    connection.secret_source = here.secret_source;
    let address_here = here.address.clone();
    let standing = if parts.is_empty() { Standing::Same } else { Standing::Changed { parts, address_here } };
    Item { connection, standing, unguarded: None }
}

/// The first key, at any depth, under which people keep secrets.
fn secret_key(value: &Value) -> Option<String> {
    match value {
        Value::Object(fields) => fields
            .iter()
            .find_map(|(key, value)| if looks_secret(key) { Some(key.clone()) } else { secret_key(value) }),
        Value::Array(values) => values.iter().find_map(secret_key),
        _ => None,
    }
}
