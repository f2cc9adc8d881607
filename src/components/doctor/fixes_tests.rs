//! What is proposed mends the set-up for this very page, and does no harm beside what is there.

use firetower_protocol::gateway::Failure;

use super::fixes::{Fix, fixes};
use super::place::Place;
use crate::api::doctor::verdict::Trouble;
use crate::i18n::Lang;

const OWN: &str = "https://tower.corp";

fn place(address: &str) -> Place {
    let whole = if address.starts_with('/') { format!("{OWN}{address}") } else { address.to_owned() };
    let [health, call] = ["/admin/health", "/admin/user/get_info"].map(|path| format!("{whole}{path}"));
    Place::new(OWN.to_owned(), "h".to_owned(), health, call)
}

fn template() -> Place {
    let [health, call] = ["health", "user%2Fget_info"]
        .map(|path| format!("https://p.corp/cors/?url=http%3A%2F%2Fim%3A18080%2Fadmin%2F{path}"));
    Place::new(OWN.to_owned(), "p.corp".to_owned(), health, call)
        .through("https://p.corp/cors/?url={target}{path}", "http://im:18080")
}

fn texts(trouble: &Trouble, place: &Place) -> String {
    let said = fixes(trouble, place, Lang::En).into_iter().filter_map(|fix| match fix {
        Fix::Text(text) => Some(text),
        Fix::Code(_) => None,
    });
    said.collect::<Vec<_>>().join("\n")
}

fn locations(trouble: &Trouble, place: &Place) -> Vec<String> {
    let lines = fixes(trouble, place, Lang::En).into_iter().filter_map(|fix| match fix {
        Fix::Code(code) if code.starts_with("location ") => Some(code),
        _ => None,
    });
    lines.collect()
}

/// Those whose lines go into the nginx of the address, once it may be read.
const INSIDE: [Trouble; 8] = [
    Trouble::Portal { status: 200 },
    Trouble::WrongPath { status: 404 },
    Trouble::NoPath { status: 500 },
    Trouble::NotIm,
    Trouble::ProxyAuth,
    Trouble::Forbidden,
    Trouble::HeadersLost,
    Trouble::Half,
];

/// A location takes nothing over from one beside it, so one without CORS would take away what had let the page read.
#[test]
fn a_location_for_another_origin_lets_the_page_read() {
    for trouble in INSIDE {
        let [far] = locations(&trouble, &place("https://proxy.corp/im")).try_into().unwrap();
        let allows = format!("    add_header Access-Control-Allow-Origin \"{OWN}\" always;");
        assert!(far.lines().any(|line| line == allows), "{trouble:?}: {far}");
        assert!(far.contains("        return 204;"), "{trouble:?}: {far}");
        let [near] = locations(&trouble, &place("/im/main")).try_into().unwrap();
        assert!(!near.contains("Access-Control"), "{trouble:?}: {near}");
    }
}

#[test]
fn one_computer_is_let_in_and_nobody_else() {
    let [lines] = locations(&Trouble::Forbidden, &place("/im/main")).try_into().unwrap();
    assert!(lines.contains("    allow 192.0.2.10; # this computer\n    deny all;\n"), "{lines}");
    assert!(!lines.contains("allow all"), "{lines}");
}

/// Only on the page's own origin does a browser send cookies, and ask for a password.
#[test]
fn signing_in_is_proposed_where_it_helps() {
    for trouble in [Trouble::Redirect, Trouble::Portal { status: 200 }] {
        assert!(texts(&trouble, &place("/im/main")).contains("Sign in there in another tab"), "{trouble:?}");
        let far = texts(&trouble, &place("https://proxy.corp/im"));
        assert!(!far.contains("Sign in") && far.contains("no cookies"), "{trouble:?}: {far}");
    }
    assert!(texts(&Trouble::ProxyAuth, &place("/im/main")).starts_with("Enter the proxy’s password"));
    assert!(texts(&Trouble::ProxyAuth, &place("https://proxy.corp/im")).starts_with("Take this path out"));
}

#[test]
fn another_way_to_the_server_comes_with_the_address_it_has_then() {
    let direct = place("http://10.0.0.5:18080");
    for trouble in [Trouble::Mixed, Trouble::AdminPort { host: String::new() }] {
        let said = texts(&trouble, &direct);
        assert!(said.contains("Then let the connection’s address be /im/main."), "{trouble:?}: {said}");
    }
    let far = place("https://proxy.corp/im");
    for trouble in [
        Trouble::Cors { host: String::new() },
        Trouble::Preflight,
        Trouble::CorsHeaders { missing: vec!["sign"] },
    ] {
        let said = texts(&trouble, &far);
        assert!(said.ends_with("Then let the connection’s address be /im/main."), "{trouble:?}: {said}");
    }
    let stays = texts(&Trouble::OwnPage, &place("/im/main"));
    assert!(!stays.contains("address be"), "{stays}");
}

#[test]
fn a_template_is_told_by_what_it_asks_and_where_it_leads() {
    for trouble in INSIDE {
        for lines in locations(&trouble, &template()) {
            assert!(lines.contains(';'), "{trouble:?} has nothing to put in: {lines}");
            assert!(!texts(&trouble, &template()).contains("take its place"), "{trouble:?}");
        }
    }
    let said = texts(&Trouble::WrongPath { status: 404 }, &template());
    for part in [template().health.as_str(), "http://im:18080/admin/health"] {
        assert!(said.contains(part), "{said}");
    }
    assert!(texts(&Trouble::Half, &template()).contains("http://im:18080/admin/user/get_info"));
    let mixed = Trouble::Mixed;
    assert_eq!(
        locations(&mixed, &template()),
        ["location /im/main/admin/ {\n    proxy_pass http://im:18080/admin/;\n}"]
    );
    assert!(texts(&mixed, &template()).contains("address be /im/main."));
}

#[test]
fn a_location_that_is_there_already_is_named_once() {
    for trouble in [Trouble::Cors { host: String::new() }, Trouble::OwnPage, Trouble::HeadersLost] {
        for place in [place("/im/main"), place("https://proxy.corp/im")] {
            let said = texts(&trouble, &place);
            assert_eq!(said.matches("let these lines take its place").count(), 1, "{trouble:?}: {said}");
        }
    }
}

/// The gateway compares a `Host` without a port with that of http, and a proxy may pass on one without.
#[test]
fn a_name_is_allowed_at_every_port() {
    let (own, at) = ("https://tower.corp:8443", "https://tower.corp:8443/im/main/admin/");
    let [health, call] = ["health", "user/get_info"].map(|path| format!("{at}{path}"));
    let place = Place::new(own.to_owned(), "tower.corp:8443".to_owned(), health, call);
    let refused = Trouble::Gateway {
        failure: Failure::HostNotAllowed,
        upstream: String::new(),
        message: String::new(),
    };
    assert!(
        fixes(&refused, &place, Lang::En)
            .contains(&Fix::Code("firetower serve --allow-host tower.corp".to_owned()))
    );
}
