//! The connections that the hoster gives, over those that this browser has. What an admin adds to a given one is stored
//! apart, and for its address alone.

use serde::{Deserialize, Serialize};

use crate::state::config::{Config, config};
use crate::state::connection::{Connection, SecretSource, Slug, capped};
use crate::state::drafts::Drafts;
use crate::state::storage;
use firetower_protocol::address::Address;

/// Where the additions are stored; other tabs watch it.
pub(crate) const KEY: &str = "firetower.given";

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Addition {
    slug: Slug,
    /// A correction that was confirmed for one server says nothing of another.
    address: Address,
    #[serde(default)]
    secret_source: SecretSource,
    #[serde(default, deserialize_with = "capped")]
    clock_correction_ms: i64,
}

/// What is shown: the given ones first, then this browser's, if it may have any. One of this browser's that has a given
/// one's name in links is kept and not shown.
pub(crate) fn over(own: &[Connection]) -> Vec<Connection> {
    merged(config(), own, &additions())
}

fn merged(config: &Config, own: &[Connection], additions: &[Addition]) -> Vec<Connection> {
    let mut list: Vec<Connection> =
        config.given().iter().map(|given| with_addition(given, additions)).collect();
    if config.add_connections {
        list.extend(own.iter().filter(|known| !config.is_given(&known.slug)).cloned());
    }
    for known in &mut list {
        known.read_only |= config.read_only;
    }
    list
}

fn with_addition(given: &Connection, additions: &[Addition]) -> Connection {
    let added = additions.iter().find(|added| added.slug == given.slug && added.address == given.address);
    match added {
        Some(added) => Connection {
            secret_source: added.secret_source,
            clock_correction_ms: added.clock_correction_ms,
            ..given.clone()
        },
        None => given.clone(),
    }
}

fn additions() -> Vec<Addition> {
    storage::read_json(KEY).unwrap_or_default()
}

fn addition(connection: &Connection) -> Addition {
    Addition {
        slug: connection.slug.clone(),
        address: connection.address.clone(),
        secret_source: connection.secret_source,
        clock_correction_ms: connection.clock_correction_ms,
    }
}

/// Keeps what may be added to a given connection. Whether the browser kept it.
pub(crate) fn keep(connection: &Connection) -> bool {
    let Some(given) = config().given().iter().find(|given| given.slug == connection.slug) else {
        return false;
    };
    let mut additions = additions();
    additions.retain(|added| added.slug != given.slug);
    additions.push(Addition { address: given.address.clone(), ..addition(connection) });
    storage::write_json(KEY, &additions)
}

/// At the start: a given connection may have moved since, been given for the first time, or no longer be given. A draft
/// that began from what another server held would tell a lie, so it goes, and so do additions.
pub(crate) fn settle(own: &[Connection]) {
    let before = additions();
    let now: Vec<Addition> =
        config().given().iter().map(|given| addition(&with_addition(given, &before))).collect();
    if now == before {
        return;
    }
    for slug in moved(own, &before, &now) {
        Drafts::load(&slug).forget_all();
    }
    // Not kept? Then the next start settles it.
    let _ = storage::write_json(KEY, &now);
}

/// Whose address is another than when it was last shown.
fn moved(own: &[Connection], before: &[Addition], now: &[Addition]) -> Vec<Slug> {
    let own_address = |slug: &Slug| own.iter().find(|known| known.slug == *slug).map(|known| &known.address);
    let address = |list: &[Addition], slug: &Slug| {
        let listed = list.iter().find(|given| given.slug == *slug).map(|given| &given.address);
        listed.or_else(|| own_address(slug)).cloned()
    };
    let mut slugs: Vec<Slug> = before.iter().chain(now).map(|given| given.slug.clone()).collect();
    slugs.sort();
    slugs.dedup();
    slugs.retain(|slug| address(before, slug).is_some_and(|shown| Some(shown) != address(now, slug)));
    slugs
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::state::connection::Environment;
    use firetower_protocol::address::understand;

    fn connection(slug: &str, address: &str) -> Connection {
        let address = understand(address, "http://own").unwrap().address;
        Connection::new(Slug::parse(slug).unwrap(), slug.to_owned(), address, Environment::Test)
    }

    fn config(json: &str) -> Config {
        Config::of(firetower_protocol::config::read(json).unwrap(), "http://own")
    }

    fn shown(
        config: &Config,
        own: &[Connection],
        additions: &[Addition],
    ) -> Vec<(String, String, bool, i64)> {
        let list = merged(config, own, additions).into_iter();
        list.map(|one| {
            (
                one.slug.as_str().to_owned(),
                one.address.as_str().to_owned(),
                one.read_only,
                one.clock_correction_ms,
            )
        })
        .collect()
    }

    fn row(slug: &str, address: &str, read_only: bool, correction: i64) -> (String, String, bool, i64) {
        (slug.to_owned(), address.to_owned(), read_only, correction)
    }

    const GIVEN: &str = r#""connections": [{"slug": "b", "address": "/b"}, {"slug": "a", "address": "/a", "readOnly": true}]"#;

    #[test]
    fn the_given_ones_come_first_and_lie_over_those_of_the_same_name() {
        let own = [connection("a", "/mine"), connection("c", "/c")];
        let open = config(&format!("{{{GIVEN}}}"));
        let expected = [row("b", "/b", false, 0), row("a", "/a", true, 0), row("c", "/c", false, 0)];
        assert_eq!(shown(&open, &own, &[]), expected);
        let closed = config(&format!("{{{GIVEN}, \"addConnections\": false, \"readOnly\": true}}"));
        assert_eq!(shown(&closed, &own, &[]), [row("b", "/b", true, 0), row("a", "/a", true, 0)]);
        let all_read_only = config(r#"{"readOnly": true}"#);
        assert_eq!(shown(&all_read_only, &own, &[])[1], row("c", "/c", true, 0));
    }

    #[test]
    fn an_addition_is_for_one_address_alone() {
        let open = config(&format!("{{{GIVEN}}}"));
        let corrected = |address: &str| {
            [addition(&Connection { clock_correction_ms: 7, read_only: true, ..connection("b", address) })]
        };
        assert_eq!(shown(&open, &[], &corrected("/b"))[0], row("b", "/b", false, 7));
        assert_eq!(shown(&open, &[], &corrected("/elsewhere"))[0], row("b", "/b", false, 0));
    }

    #[test]
    fn who_moved_is_whoever_shows_another_address_than_before() {
        let at = |slug: &str, address: &str| addition(&connection(slug, address));
        let own = [connection("a", "/mine"), connection("c", "/c")];
        let slugs = |before: &[Addition], now: &[Addition]| {
            moved(&own, before, now).iter().map(|slug| slug.as_str().to_owned()).collect::<Vec<_>>()
        };
        assert_eq!(slugs(&[at("b", "/b")], &[at("b", "/b")]), Vec::<String>::new());
        assert_eq!(slugs(&[at("b", "/b")], &[at("b", "/other")]), ["b"]);
        // Given for the first time, over one of the browser's own, and no longer given.
        assert_eq!(slugs(&[], &[at("a", "/a"), at("b", "/b"), at("c", "/c")]), ["a"]);
        assert_eq!(slugs(&[at("a", "/a"), at("c", "/c"), at("b", "/b")], &[]), ["a", "b"]);
    }
}
