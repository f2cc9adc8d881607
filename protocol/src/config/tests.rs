//! What is read, what is refused, and that nothing panics.

use proptest::prelude::*;
use serde_json::Value;

use super::json::{self, Kind, Node};
use super::secrets::looks_secret;
use super::*;
use crate::origin::NotAnOrigin;

fn problems(text: &str) -> Vec<(u32, String, What)> {
    let Err(problems) = read(text) else { return Vec::new() };
    problems.into_iter().map(|problem| (problem.line, problem.key, problem.what)).collect()
}

fn only(text: &str) -> (u32, String, What) {
    let mut found = problems(text);
    assert_eq!(found.len(), 1, "{text}: {found:?}");
    found.remove(0)
}

#[test]
fn an_empty_object_is_as_no_file() {
    for text in ["{}", " {\r\n} ", "\u{feff}{ \"$schema\": \"config.schema.json\" }"] {
        assert_eq!(read(text), Ok(Config::default()), "{text}");
    }
}

#[test]
fn every_key_is_read() {
    let text = r#"{
        "title": " Ops 上海 ", "language": "zh", "addConnections": false, "readOnly": true, "lockAfterMinutes": 0,
        "fileOrigins": ["https://Files.example", "https://files.example:443"],
        "thresholds": {
            "diskUsablePercent": {"attention": 20, "critical": 10},
            "memoryUsedPercent": {"critical": 99.5},
            "loadPerCore": {"attention": 1, "critical": 2},
            "answerMs": {"attention": 500, "critical": 500}
        },
        "connections": [
            {"slug": "a", "name": "Alpha", "address": "https://proxy.corp:8443/im/a", "environment": "test",
             "readOnly": true, "fileOrigins": ["http://10.0.0.5:9000"]},
            {"slug": "b-2", "address": "/im/b"}
        ]
    }"#;
    let config = read(text).unwrap();
    assert_eq!((config.title.as_deref(), config.language), (Some("Ops 上海"), Some("zh")));
    assert!(!config.add_connections && config.read_only);
    assert_eq!(config.lock_after_minutes, Some("0"));
    assert_eq!(config.file_origins, ["https://files.example".parse().unwrap()]);
    let limits = |attention, critical| Limits { attention, critical };
    let expected = Thresholds {
        disk_usable: limits(0.2, 0.1),
        heap_used: limits(0.9, 0.995),
        load_per_core: limits(1.0, 2.0),
        answer_ms: limits(500.0, 500.0),
    };
    assert_eq!(config.thresholds, expected);
    let [a, b] = config.connections.as_slice() else { panic!("{config:?}") };
    assert_eq!((a.name.as_str(), a.environment, a.read_only), ("Alpha", "test", true));
    assert_eq!(a.origin().unwrap().unwrap().as_str(), "https://proxy.corp:8443");
    assert_eq!(a.address_line, 11);
    assert_eq!(a.file_origins.len(), 1);
    assert_eq!((b.name.as_str(), b.environment, b.read_only), ("b-2", "production", false));
    assert_eq!(b.origin(), None);
}

#[test]
fn a_syntax_error_has_its_line_and_the_key_that_was_read() {
    for (text, line, key, syntax) in [
        ("", 1, "", Syntax::Value),
        ("<html>", 1, "", Syntax::Value),
        ("{\n  \"title\": ops\n}", 2, "title", Syntax::Value),
        ("{\n  \"title\": \"a\"\n  \"readOnly\": true\n}", 3, "", Syntax::CommaOrEnd),
        ("{\n  \"title\" \"a\"\n}", 2, "title", Syntax::Colon),
        ("{\n  title: \"a\"\n}", 2, "", Syntax::Key),
        ("{\n  \"readOnly\": true,\n}", 3, "", Syntax::TrailingComma),
        ("{\"fileOrigins\": [\"https://a\",\n]}", 2, "fileOrigins", Syntax::TrailingComma),
        ("{ // all\n}", 1, "", Syntax::Comment),
        ("{\n\"connections\": [{}, {\"slug\": \"a\nb\"}]}", 2, "connections[1].slug", Syntax::Text),
        ("{\"title\": \"\\x\"}", 1, "title", Syntax::Text),
        ("{}\n{}", 2, "", Syntax::MoreAfterEnd),
        ("{\"title\": 01}", 1, "title", Syntax::Value),
        ("{", 1, "", Syntax::Key),
        ("{\"a\": [1", 1, "a", Syntax::CommaOrEnd),
        ("[[[[[[[[[[[[", 1, "[0][0][0][0][0][0][0][0][0]", Syntax::TooDeep),
    ] {
        assert_eq!(only(text), (line, key.to_owned(), What::Syntax(syntax)), "{text}");
    }
}

#[test]
fn each_wrong_value_has_its_line_its_key_and_what_was_expected() {
    let text = |text: &str| (text.to_owned(), 1, None::<&str>);
    for ((json, line, _), key, what) in [
        (text("[]"), "", What::Object),
        (text(r#"{"readonly": true}"#), "readonly", What::Unknown(Some("readOnly"))),
        (text(r#"{"theme": "dark"}"#), "theme", What::Unknown(None)),
        (text(r#"{"title": "a", "title": "b"}"#), "title", What::Twice),
        (text(r#"{"title": "  "}"#), "title", What::Text(LONGEST_NAME)),
        (text(r#"{"title": "a\nb"}"#), "title", What::Text(LONGEST_NAME)),
        (text(r#"{"language": "de"}"#), "language", What::OneOf(LANGUAGES)),
        (text(r#"{"readOnly": "true"}"#), "readOnly", What::Flag),
        (text(r#"{"addConnections": null}"#), "addConnections", What::Flag),
        (text(r#"{"lockAfterMinutes": 20}"#), "lockAfterMinutes", What::OneOf(LOCK_AFTER_MINUTES)),
        (text(r#"{"lockAfterMinutes": 1.5}"#), "lockAfterMinutes", What::OneOf(LOCK_AFTER_MINUTES)),
        (text(r#"{"fileOrigins": "https://a"}"#), "fileOrigins", What::List),
        (
            text(r#"{"fileOrigins": ["https://a", "*"]}"#),
            "fileOrigins[1]",
            What::NotAnOrigin(NotAnOrigin::Scheme),
        ),
        (text(r#"{"fileOrigins": [1]}"#), "fileOrigins[0]", What::NotAnOrigin(NotAnOrigin::Scheme)),
        (
            text(r#"{"thresholds": {"answerMs": {"attention": -1}}}"#),
            "thresholds.answerMs.attention",
            What::Number { least: 0.0, most: 600_000.0 },
        ),
        (
            text(r#"{"thresholds": {"memoryUsedPercent": {"critical": 101}}}"#),
            "thresholds.memoryUsedPercent.critical",
            What::Number { least: 0.0, most: 100.0 },
        ),
        (
            text(r#"{"thresholds": {"memoryUsedPercent": {"critical": 80}}}"#),
            "thresholds.memoryUsedPercent",
            What::Order { critical_is_more: true },
        ),
        (
            text(r#"{"thresholds": {"diskUsablePercent": {"attention": 1}}}"#),
            "thresholds.diskUsablePercent",
            What::Order { critical_is_more: false },
        ),
        (text(r#"{"thresholds": {"disk": {}}}"#), "thresholds.disk", What::Unknown(None)),
        (text(r#"{"connections": {}}"#), "connections", What::List),
        (text(r#"{"connections": [1]}"#), "connections[0]", What::Object),
        (text(r#"{"connections": [{"slug": "a"}]}"#), "connections[0]", What::Missing("address")),
        (text(r#"{"connections": [{"address": "/a"}]}"#), "connections[0]", What::Missing("slug")),
        (text(r#"{"connections": [{"slug": "A b", "address": "/a"}]}"#), "connections[0].slug", What::Slug),
    ] {
        assert_eq!(only(&json), (line, key.to_owned(), what), "{json}");
    }
}

#[test]
fn all_that_is_wrong_is_said_at_once_and_in_order() {
    let text = "{\n\"connections\": [\n{\"slug\": \"a\", \"address\": \"/a\"},\n{\"slug\": \"a\",\n\"address\": \"im\"}],\n\"titel\": 1}";
    let expected = [
        (4, "connections[1].slug".to_owned(), What::SlugTaken(3)),
        (5, "connections[1].address".to_owned(), What::Address),
        (6, "titel".to_owned(), What::Unknown(Some("title"))),
    ];
    assert_eq!(problems(text), expected);
}

#[test]
fn addresses_are_read_strictly() {
    let check = |address: &str| place::check(address);
    for address in [
        "/",
        "/im/main",
        "/im/main/",
        "https://proxy.corp",
        "http://10.0.0.5:8080/im/a",
        "https://a/administration",
        "http://[::1]:18080",
        "https://[2001:db8::5]/im/a",
        "https://proxy.corp/?url={target}{path} http://im:18080",
        "https://proxy.corp/?url={target}{path} http://[::1]:18080/im/",
        "https://proxy.corp:8443/{target_raw}{path} https://im.corp/im",
        "http://[::1]:8080/?url={target} http://im:18080",
        "/cors?url={target} http://im:18080",
        "https://proxy.corp/?key={target} http://im",
    ] {
        assert_eq!(check(address), Ok(()), "{address}");
    }
    for (address, what) in [
        ("", What::Address),
        ("im/main", What::Address),
        ("proxy.corp", What::Address),
        ("ftp://a", What::NotAnOrigin(NotAnOrigin::Scheme)),
        ("http://", What::NotAnOrigin(NotAnOrigin::Host)),
        ("http://[::1", What::NotAnOrigin(NotAnOrigin::Host)),
        ("http://[:]:80", What::NotAnOrigin(NotAnOrigin::Host)),
        ("http://[::1]:0", What::NotAnOrigin(NotAnOrigin::Host)),
        ("http://[::1]:80?x", What::Path),
        ("https://proxy.corp/?url={target}{path}", What::Template(Template::Target)),
        ("https://proxy.corp/?url={target} im:18080", What::Template(Template::Target)),
        ("https://proxy.corp/?url={target} ftp://im", What::Template(Template::Target)),
        ("https://proxy.corp/?url={url} http://im", What::Template(Template::Placeholders)),
        ("https://proxy.corp/{path} http://im", What::Template(Template::Placeholders)),
        ("https://proxy.corp/{target}{target_raw} http://im", What::Template(Template::Placeholders)),
        ("https://{target}/ http://im", What::Template(Template::InHost)),
        ("proxy.corp/?url={target} http://im", What::Address),
        ("cors/{target} http://im", What::Address),
        ("ftp://proxy.corp/{target} http://im", What::NotAnOrigin(NotAnOrigin::Scheme)),
        ("https://群.corp/{target} http://im", What::Path),
        ("https://proxy.corp/../{target} http://im", What::Path),
        ("https://proxy.corp/{target} http://im/admin", What::Path),
        ("https://proxy.corp/{target} http://im?x", What::Path),
        ("https://proxy.corp/{target}#x http://im", What::Path),
        ("https://proxy.corp/{target}  http://im", What::Path),
        ("https://proxy.corp/{target}\thttp://im", What::Path),
        ("ｈttps://proxy.corp/{target} http://im", What::Path),
        ("https://proxy.corp:x/{target} http://im", What::NotAnOrigin(NotAnOrigin::Host)),
        ("https://u:hunter2@proxy.corp/{target} http://im", What::Secret),
        ("https://proxy.corp/{target} http://u:hunter2@im", What::Secret),
        ("https://proxy.corp/?api_key=hunter2&url={target} http://im", What::Secret),
        ("http://a:0", What::NotAnOrigin(NotAnOrigin::Port)),
        ("https://a/?url=x", What::Path),
        ("https://a?x", What::Path),
        ("/a?b", What::Path),
        ("/a#b", What::Path),
        ("/a/../b", What::Path),
        ("/a//b", What::Path),
        ("//evil.example", What::Path),
        ("/im/main/admin", What::Path),
        ("/im/main/admin/health", What::Path),
        ("/a b", What::Path),
        ("/群", What::Path),
        ("https://user:hunter2@a/", What::Secret),
        ("https://user@a", What::Secret),
    ] {
        assert_eq!(check(address), Err(what), "{address}");
    }
}

#[test]
fn what_looks_like_a_secret_refuses_the_file_before_anything_else() {
    for key in [
        "secret",
        "Secret",
        "password",
        "PASSPHRASE",
        "accessToken",
        "api_key",
        "key",
        "http.admin.secret_key",
        "ｓｅｃｒｅｔ",
        "s e c r e t",
        "密钥",
        "管理密码",
        "pass",
        "\\u0073ecret",
    ] {
        let text = format!("{{\n\"connections\": [\n{{\"slug\": \"A\",\n\"{key}\": \"hunter2\"}}]}}");
        let (line, found, what) = only(&text);
        assert_eq!((line, what), (4, What::Secret), "{key}");
        assert!(!found.contains("hunter2"), "{found}");
    }
    for key in ["title", "passage", "compass", "slug", "lockAfterMinutes", "名称"] {
        assert!(!looks_secret(key), "{key}");
    }
    let all = ROOT_KEYS.iter().chain(THRESHOLD_KEYS).chain(LIMIT_KEYS).chain(CONNECTION_KEYS);
    for key in all {
        assert!(!looks_secret(key), "{key}");
    }
}

#[test]
fn a_secret_is_found_in_a_broken_file_and_without_quotes_too() {
    for (text, line, key) in [
        ("{\n\"secret\": \"hunter2\",\n}", 2, "secret"),
        ("{\n  secret: 'hunter2'\n}", 2, "secret"),
        ("{\n  'http.admin.secret_key' : 'hunter2'\n}", 2, "'http.admin.secret_key'"),
        ("http.admin.secret_key = x\npassword: hunter2", 1, "http.admin.secret_key=xpassword"),
        ("{\"a\": 1\n\"token\": \"hunter2\"}", 2, "token"),
        ("{\"token\"\n:\n\"hunter2\"}", 1, "token"),
    ] {
        let (at, found, what) = only(text);
        assert_eq!((at, found.as_str(), what), (line, key, What::Secret), "{text}");
    }
    // A colon in a text is none of the file's.
    assert_eq!(
        read(r#"{"title": "secret: none"}"#).map(|config| config.title),
        Ok(Some("secret: none".to_owned()))
    );
}

#[test]
fn a_password_in_an_address_is_a_secret_too() {
    let text = "{\"fileOrigins\": [\n\"https://u:hunter2@files.example\"], \"titel\": 1}";
    assert_eq!(only(text), (2, "fileOrigins[0]".to_owned(), What::Secret));
    let text = "{\"connections\": [{\"slug\": \"a\",\n\"address\": \"https://u:hunter2@a/im\"}]}";
    assert_eq!(only(text), (2, "connections[0].address".to_owned(), What::Secret));
}

#[test]
fn a_huge_file_is_none() {
    assert_eq!(only(&" ".repeat(LARGEST_BYTES + 1)).2, What::TooLarge);
}

/// As `serde_json` has it, where the last of equal keys counts.
fn plain(node: &Node) -> Value {
    match &node.kind {
        Kind::One(value) => value.clone(),
        Kind::List(items) => Value::Array(items.iter().map(plain).collect()),
        Kind::Object(members) => {
            Value::Object(members.iter().map(|(key, value)| (key.clone(), plain(value))).collect())
        }
    }
}

fn same_as_serde_json(text: &str) {
    match (json::parse(text), serde_json::from_str::<Value>(text)) {
        (Ok(node), Ok(value)) => assert_eq!(plain(&node), value, "{text}"),
        (Err(problem), Ok(_)) => assert_eq!(problem.what, What::Syntax(Syntax::TooDeep), "{text}"),
        (Ok(node), Err(error)) => panic!("{text}: {node:?}, {error}"),
        (Err(_), Err(_)) => {}
    }
}

fn any_json() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::Bool),
        any::<f64>().prop_map(|number| serde_json::json!(number)),
        any::<String>().prop_map(Value::String),
    ];
    leaf.prop_recursive(4, 24, 4, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Value::Array),
            prop::collection::vec((any::<String>(), inner), 0..4)
                .prop_map(|members| Value::Object(members.into_iter().collect())),
        ]
    })
}

proptest! {
    #[test]
    fn any_text_is_read_without_a_panic_and_every_line_exists(text: String) {
        same_as_serde_json(&text);
        if let Err(problems) = read(&text) {
            prop_assert!(!problems.is_empty());
            for problem in problems {
                prop_assert!(usize::try_from(problem.line).unwrap() <= text.matches('\n').count() + 1);
            }
        }
    }

    #[test]
    fn what_is_nearly_json_is_read_as_serde_json_reads_it(text in "[\\[\\]{}:,\"0-9.eE+\\- \n\\\\ntrufals]{0,40}") {
        same_as_serde_json(&text);
        let _ = read(&text);
    }

    #[test]
    fn whole_json_is_read_as_serde_json_reads_it(value in any_json(), cut in any::<prop::sample::Index>()) {
        for text in [value.to_string(), serde_json::to_string_pretty(&value).unwrap()] {
            same_as_serde_json(&text);
            let end = cut.index(text.len() + 1);
            same_as_serde_json(text.get(..end).unwrap_or_default());
        }
    }

    #[test]
    fn an_address_that_passes_begins_at_a_known_place(
        address in "(/|https?://|https://p\\.corp/\\{target\\})?[ -~]{0,24}( http://[ -~]{0,8})?",
    ) {
        if place::check(&address).is_ok() {
            let origin = origin_of(&address);
            prop_assert!(address.starts_with('/') || origin.is_some(), "{}", address);
            prop_assert!(origin.is_none_or(|origin| address.starts_with(origin)), "{}", address);
            prop_assert!(!has_at(&address), "{}", address);
            let is_template = address.contains('{');
            prop_assert!(is_template || !address.contains(['?', '#', '\\', ' ']), "{}", address);
        }
    }

    /// What is in a policy is where the browser turns to.
    #[test]
    fn a_template_leads_to_the_origin_that_is_named(path in "[!-~]{0,12}", target in "[!-~]{0,12}") {
        let address = format!("https://p.corp:8443/{path}{{target}} http://{target}");
        if let Ok(config) = read(&serde_json::json!({"connections": [{"slug": "a", "address": address}]}).to_string()) {
            let origin = config.connections[0].origin().unwrap().unwrap();
            prop_assert_eq!(origin.as_str(), "https://p.corp:8443");
        }
    }
}

fn has_at(address: &str) -> bool {
    super::secrets::has_credentials(address)
}
