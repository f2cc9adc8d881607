//! Out and in again, what is refused, and what an import would do.

use super::*;
use proptest::prelude::*;

fn connection_at(slug: &str, address: &str) -> Connection {
    let address = understand(address, OWN).unwrap().address;
    Connection::new(Slug::parse(slug).unwrap(), slug.to_owned(), address, Environment::Test)
}

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
    let [item] = &read(&export(&[there]), std::slice::from_ref(&here), OWN).unwrap()[..] else { panic!() };
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
        (list(&good.replace("\"name\"", "\"secret\":\"x\",\"name\"")), NotAList::Secret("secret".to_owned())),
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

#[test]
fn a_key_in_a_template_neither_leaves_nor_comes_in() {
    let keyed = connection_at("k", "https://proxy.corp/?apikey=hunter2&url={target} http://im:18080");
    let plain = connection_at("p", "https://proxy.corp/?url={target} http://im:18080");
    let text = export(&[keyed.clone(), plain]);
    assert!(!text.contains("hunter2") && text.contains("\"p\""), "{text}");
    let by_hand = export(&[connection_at("k", "/im/k")]).replace("/im/k", keyed.address.as_str());
    for by_hand in [by_hand.clone(), by_hand.replace("?apikey=", "？apikey＝")] {
        assert_eq!(read(&by_hand, &[], OWN), Err(NotAList::Secret("apikey".to_owned())));
    }
}

#[test]
fn a_second_door_to_a_guarded_server_is_known() {
    let production = Connection { environment: Environment::Production, ..connection_at("prod", "/im/a") };
    let closed = Connection { read_only: true, ..connection_at("closed", "/im/b") };
    let known = [production.clone(), closed.clone(), connection_at("open", "/im/c")];
    let unguarded = |one: Connection| read(&export(&[one]), &known, OWN).unwrap()[0].unguarded.clone();
    assert_eq!(unguarded(connection_at("x", "/im/a")).as_deref(), Some("prod"));
    assert_eq!(unguarded(connection_at("x", "/im/b")).as_deref(), Some("closed"));
    let same = |guarded: &Connection| Connection { slug: Slug::parse("x").unwrap(), ..guarded.clone() };
    for one in [same(&production), same(&closed), connection_at("x", "/im/c"), connection_at("x", "/im/d")] {
        assert_eq!(unguarded(one), None);
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
