//! Connections as a file, for a colleague or another browser. Never a secret: none is written, and a file that holds
//! something that looks like one is refused.

use firetower_protocol::config::looks_secret;
use firetower_protocol::origin::Origin;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::state::connection::{Connection, Environment, Slug};
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
}

impl Item {
    /// It leads a known name to another server.
    pub(crate) fn moves(&self) -> bool {
        self.changes(Part::Address)
    }

    /// It takes away what keeps an admin from writing by mistake: read-only, or production's questions.
    pub(crate) fn loosens(&self) -> bool {
        self.changes(Part::ReadOnly) && !self.connection.read_only
            || self.changes(Part::Environment) && !self.connection.is_production()
    }

    fn changes(&self, part: Part) -> bool {
        matches!(&self.standing, Standing::Changed { parts, .. } if parts.contains(&part))
    }
}

/// The file's text.
pub(crate) fn export(connections: &[Connection]) -> String {
    let rows: Vec<Row> = connections
        .iter()
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
        return Item { connection, standing: Standing::New };
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
    Item { connection, standing }
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

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const OWN: &str = "https://ops.example";

    fn made(slug: &str, address: &str) -> Connection {
        let address = understand(address, OWN).unwrap().address;
        Connection::new(Slug::parse(slug).unwrap(), format!("IM {slug}"), address, Environment::Production)
    }

    #[test]
    fn what_goes_out_comes_in_as_the_same() {
        let known = [
            made("a", "/im/a"),
            Connection {
                read_only: true,
                file_origins: vec!["https://files.example".to_owned()],
                clock_correction_ms: 5,
                ..made("b", "https://proxy.example/im")
            },
            made("root", "/"),
        ];
        let text = export(&known);
        assert!(!text.contains("clock") && !text.contains("secret"), "{text}");
        let items = read(&text, &known, OWN).unwrap();
        for (item, known) in items.iter().zip(&known) {
            assert_eq!((&item.standing, &item.connection), (&Standing::Same, known));
        }
        assert!(read(&text, &[], OWN).unwrap().iter().all(|item| item.standing == Standing::New));
    }

    #[test]
    fn a_known_name_that_leads_elsewhere_says_so_and_loses_its_clock() {
        let here = Connection { clock_correction_ms: 7, ..made("a", "/im/a") };
        let there = Connection { name: "Other".to_owned(), ..made("a", "https://evil.example/im") };
        let [item] = &read(&export(&[there]), std::slice::from_ref(&here), OWN).unwrap()[..] else {
            panic!()
        };
        assert!(item.moves());
        let parts = vec![Part::Name, Part::Address];
        assert_eq!(item.standing, Standing::Changed { parts, address_here: here.address.clone() });
        assert_eq!(item.connection.clock_correction_ms, 0);
        let renamed = Connection { name: "Other".to_owned(), ..here.clone() };
        let [item] = &read(&export(&[renamed]), &[here], OWN).unwrap()[..] else { panic!() };
        assert!(!item.moves());
        assert_eq!(item.connection.clock_correction_ms, 7);
    }

    #[test]
    fn a_file_that_takes_a_guard_away_is_known() {
        let here = Connection { read_only: true, ..made("a", "/im/a") };
        let loosens = |file: Connection| {
            let items = read(&export(&[file]), std::slice::from_ref(&here), OWN).unwrap();
            items[0].loosens()
        };
        assert!(loosens(Connection { read_only: false, ..here.clone() }));
        assert!(loosens(Connection { environment: Environment::Test, ..here.clone() }));
        assert!(!loosens(Connection { name: "Other".to_owned(), ..here.clone() }) && !loosens(here.clone()));
        let tightens = read(&export(&[here]), &[made("a", "/im/a")], OWN).unwrap();
        assert!(!tightens[0].loosens());
    }

    #[test]
    fn what_another_tab_did_since_is_compared_anew() {
        let here = Connection { clock_correction_ms: 7, ..made("a", "/im/a") };
        let items = read(&export(std::slice::from_ref(&here)), std::slice::from_ref(&here), OWN).unwrap();
        assert_eq!(items[0].standing, Standing::Same);
        let elsewhere = [made("a", "/im/b")];
        let now = against(items.clone(), &elsewhere);
        assert!(now[0].moves() && now[0].connection.clock_correction_ms == 0, "{now:?}");
        let gone = against(items, &[]);
        assert_eq!((&gone[0].standing, gone[0].connection.clock_correction_ms), (&Standing::New, 0));
    }

    #[test]
    fn what_is_no_list_says_why() {
        let list = |rows: &str| format!(r#"{{"firetower_connections":1,"connections":[{rows}]}}"#);
        let good = r#"{"slug":"a","name":"A","address":"/im/a","environment":"test"}"#;
        let row = |number, wrong| NotAList::Row { number, wrong };
        let cases = [
            ("".to_owned(), NotAList::NotJson { line: 1, column: 0 }),
            ("{\n\"a\" 1}".to_owned(), NotAList::NotJson { line: 2, column: 5 }),
            ("[]".to_owned(), NotAList::NotOurs),
            (r#"{"firetower_connections":1}"#.to_owned(), NotAList::NotOurs),
            (r#"{"firetower_connections":2,"connections":[]}"#.to_owned(), NotAList::Newer(2)),
            (
                list(&good.replace("\"name\"", "\"secret\":\"x\",\"name\"")),
                NotAList::Secret("secret".to_owned()),
            ),
            (list(&format!("{good},{good}")), row(2, Wrong::Twice)),
            (list(&good.replace("\"a\"", "\"A b\"")), row(1, Wrong::Slug)),
            (list(&good.replace("\"A\"", "\" \"")), row(1, Wrong::Name)),
            (list(&good.replace("/im/a", "javascript:alert(1)")), row(1, Wrong::Address)),
            (list(&good.replace("test", "prod")), row(1, Wrong::Shape)),
            (list(&good.replace("}", ",\"file_origins\":[\"x\"]}")), row(1, Wrong::FileOrigin)),
            (" ".repeat(LARGEST_BYTES + 1), NotAList::TooLarge),
        ];
        for (text, expected) in cases {
            assert_eq!(read(&text, &[], OWN), Err(expected), "{}", &text[..text.len().min(80)]);
        }
    }

    fn any_connection() -> impl Strategy<Value = Connection> {
        let address = prop_oneof![
            Just("/".to_owned()),
            "/[a-z]{1,8}(/[a-z0-9]{1,8}){0,2}",
            "https?://[a-z]{1,8}\\.example(:8[0-9]{3})?(/[a-z]{1,8})?",
            "https://proxy\\.example/[a-z]{1,8}\\?url=\\{(target|target_raw)\\}(\\{path\\})? http://[a-z]{1,8}:18080",
        ];
        let environment = proptest::sample::select(Environment::ALL.to_vec());
        ("[a-z0-9]{1,20}", "\\S(.{0,60}\\S)?", address, environment, any::<bool>()).prop_map(
            |(slug, name, address, environment, read_only)| Connection {
                read_only,
                ..Connection::new(
                    Slug::parse(&slug).unwrap(),
                    name.trim().to_owned(),
                    understand(&address, OWN).unwrap().address,
                    environment,
                )
            },
        )
    }

    proptest! {
        /// Whatever they are called and wherever they lead, a proxy's template included.
        #[test]
        fn any_connections_come_in_as_they_went_out(mut known in proptest::collection::vec(any_connection(), 0..8)) {
            known.sort_by(|one, other| one.slug.as_str().cmp(other.slug.as_str()));
            known.dedup_by(|one, other| one.slug == other.slug);
            let items = read(&export(&known), &known, OWN).unwrap();
            prop_assert!(items.iter().all(|item| item.standing == Standing::Same), "{items:?}");
            prop_assert_eq!(items.into_iter().map(|item| item.connection).collect::<Vec<_>>(), known);
        }

        #[test]
        fn any_text_is_read_without_a_panic(text in ".{0,200}") {
            let _ = read(&text, &[], OWN);
        }
    }
}
