//! Each set-up that goes wrong, as a browser sees it, and what the check makes of it.

use firetower_protocol::gateway::{FAILURE_HEADER, Failure};
use proptest::prelude::*;

use super::judge::*;
use super::verdict::{Fact, Outcome, Trouble};
use crate::api::classify::RawAnswer;
use crate::api::fetch::Probed;

const OWN: &str = "https://tower.corp";

fn scene(address: &str) -> Scene {
    scene_from(OWN, address)
}

fn scene_from(own: &str, address: &str) -> Scene {
    let url = if address.starts_with('/') { format!("{own}{address}") } else { address.to_owned() };
    let origin: String = url.splitn(4, '/').take(3).collect::<Vec<_>>().join("/");
    let host = origin.split("://").nth(1).unwrap().to_owned();
    Scene {
        own: own.to_owned(),
        url: format!("{url}/admin/health"),
        shown: format!("{url}/admin/health"),
        target: Some(origin).filter(|origin| origin != own),
        host,
    }
}

fn near() -> Scene {
    scene("/im/main")
}

fn far() -> Scene {
    scene("https://proxy.corp/im")
}

fn said(status: u16, kind: &str, text: &str) -> Probed {
    let headers = vec![("content-type".to_owned(), kind.to_owned())];
    Probed::Answer(RawAnswer { status, headers, text: text.to_owned() })
}

fn json(status: u16, text: &str) -> Probed {
    said(status, "application/json", text)
}

fn html(status: u16, text: &str) -> Probed {
    said(status, "text/html", text)
}

fn health() -> Probed {
    json(200, r#"{"code":0,"msg":"success","result":[{"node":"1"},{"node":"2"}]}"#)
}

fn failed(outcome: Outcome) -> Trouble {
    match outcome {
        Outcome::Failed(trouble) => trouble,
        other => panic!("it passed: {other:?}"),
    }
}

fn reached(scene: &Scene, simple: &Probed, unread: Unread, other: Option<&'static str>) -> Outcome {
    reach(scene, simple, unread, other, &Browser::default())
}

#[test]
fn an_address_is_understood_and_the_admin_port_is_pointed_at() {
    assert_eq!(
        address(&near(), true),
        Outcome::Passed(Fact::Address("https://tower.corp/im/main".to_owned()))
    );
    assert_eq!(failed(address(&near(), false)), Trouble::Address);
    let direct = scene("http://im.corp:18080");
    assert_eq!(address(&direct, true), Outcome::Hint(Fact::AdminPort("http://im.corp:18080".to_owned())));
    // The gateway itself may listen there.
    let own = scene_from("http://im.corp:18080", "/im/main");
    assert!(matches!(address(&own, true), Outcome::Passed(_)));
}

#[test]
fn only_an_https_page_and_an_http_address_elsewhere_are_mixed() {
    assert_eq!(failed(mixed(&scene("http://proxy.corp/im"))), Trouble::Mixed);
    assert_eq!(mixed(&far()), Outcome::Passed(Fact::BothHttps));
    assert_eq!(mixed(&near()), Outcome::Passed(Fact::SameOrigin));
    assert_eq!(mixed(&scene("http://127.0.0.1:8080/im")), Outcome::Passed(Fact::Loopback));
    let from_plain = |address| mixed(&scene_from("http://tower.corp", address));
    assert_eq!(from_plain("https://proxy.corp/im"), Outcome::Passed(Fact::PageOverHttp));
    // Nothing is mixed, and everybody on the way reads it.
    for address in ["http://proxy.corp/im", "/im/main"] {
        assert_eq!(from_plain(address), Outcome::Hint(Fact::PlainHttp));
    }
    let here = scene_from("http://127.0.0.1:8080", "/im/main");
    assert_eq!(mixed(&here), Outcome::Passed(Fact::SameOrigin));
}

#[test]
fn a_policy_that_is_too_narrow_names_origin_and_directive() {
    let expected =
        Trouble::Policy { origin: "https://proxy.corp".to_owned(), directive: "connect-src".to_owned() };
    assert_eq!(failed(policy(&far(), Some("connect-src"))), expected);
    assert_eq!(policy(&far(), None), Outcome::Passed(Fact::PolicyAllows("https://proxy.corp".to_owned())));
    assert_eq!(policy(&near(), None), Outcome::Passed(Fact::PolicyOwn));
}

#[test]
fn what_does_not_answer_is_as_far_away_as_a_browser_can_tell() {
    let host = || "proxy.corp".to_owned();
    let nothing = Probed::Nothing;
    let unreachable = Trouble::Unreachable { host: host(), local: None };
    assert_eq!(failed(reached(&far(), &nothing, Unread::Nothing, None)), unreachable);
    let browser = Browser { offline: false, local: Some("denied".to_owned()) };
    let local = Trouble::Unreachable { host: host(), local: browser.local.clone() };
    assert_eq!(failed(reach(&far(), &nothing, Unread::Nothing, None, &browser)), local);
    // A page from this very machine needs no permission for what is near.
    let on_loopback = scene_from("http://localhost:8080", "https://proxy.corp/im");
    assert_eq!(failed(reach(&on_loopback, &nothing, Unread::Nothing, None, &browser)), unreachable);
    let browser = Browser { offline: true, ..Browser::default() };
    assert_eq!(failed(reach(&far(), &nothing, Unread::Nothing, None, &browser)), Trouble::Offline);
    // Whoever is asked for the permission may not have answered.
    let late = Probed::TimedOut { after_ms: 15_000 };
    let prompt = Browser { offline: false, local: Some("prompt".to_owned()) };
    for (scene, local) in [(far(), prompt.local.clone()), (on_loopback, None)] {
        assert_eq!(
            failed(reach(&scene, &late, Unread::Nothing, None, &prompt)),
            Trouble::TimedOut { host: host(), after_ms: 15_000, local }
        );
    }
    // The same is offline to nobody who got an answer.
    assert_eq!(
        reach(&far(), &nothing, Unread::Answered, None, &browser),
        Outcome::Passed(Fact::AnsweredUnread)
    );
}

#[test]
fn the_other_scheme_is_tried_where_the_page_may() {
    let at =
        |host: &str, given, works| Trouble::Scheme { host: host.to_owned(), given, works, upstream: false };
    let named = scene("https://proxy.corp:9000/im");
    let scheme = at("proxy.corp:9000", "https", "http");
    assert_eq!(failed(reached(&named, &Probed::Nothing, Unread::Nothing, Some("http"))), scheme);
    assert_eq!(far().other_scheme(Unread::Nothing), None, "an https page may not ask over http");
    assert_eq!(near().other_scheme(Unread::Nothing), None);
    let plain = scene_from("http://tower.corp", "https://proxy.corp:9000/im");
    assert_eq!(
        plain.other_scheme(Unread::Nothing),
        Some(("http://proxy.corp:9000/im/admin/health".to_owned(), "http"))
    );
    let loopback = scene("https://127.0.0.1:9000");
    assert_eq!(
        loopback.other_scheme(Unread::Nothing),
        Some(("http://127.0.0.1:9000/admin/health".to_owned(), "http"))
    );
    let insecure = scene_from("http://tower.corp", "http://proxy.corp:8443");
    assert_eq!(
        insecure.other_scheme(Unread::Nothing),
        Some(("https://proxy.corp:8443/admin/health".to_owned(), "https"))
    );
}

/// Without a port the other scheme is another port, at which anybody may listen.
#[test]
fn what_answers_at_another_port_proves_no_scheme_wrong() {
    let secure = scene_from("http://tower.corp", "https://proxy.corp/im");
    assert_eq!(secure.other_scheme(Unread::Nothing), None, "a page at port 80 is no reason to drop TLS");
    assert_eq!(scene_from("http://tower.corp", "https://[fe80::1]/im").other_scheme(Unread::Nothing), None);
    let plain = scene_from("http://tower.corp", "http://proxy.corp/im");
    let https = Some(("https://proxy.corp/im/admin/health".to_owned(), "https"));
    assert_eq!(plain.other_scheme(Unread::Nothing), https);
    // Where nobody answers over http, https is worth naming; where somebody does, it is CORS that is missing.
    let nothing = Probed::Nothing;
    let scheme =
        Trouble::Scheme { host: "proxy.corp".to_owned(), given: "http", works: "https", upstream: false };
    assert_eq!(failed(reached(&plain, &nothing, Unread::Nothing, Some("https"))), scheme);
    assert_eq!(plain.other_scheme(Unread::Answered), None);
    let named = scene_from("http://tower.corp", "http://proxy.corp:8443/im");
    assert!(named.other_scheme(Unread::Answered).is_some(), "one port speaks one scheme");
    let named = scene_from("http://tower.corp", "https://proxy.corp:8443/im");
    assert_eq!(named.other_scheme(Unread::Answered), None, "TLS was spoken");
    assert_eq!(named.other_scheme(Unread::LedElsewhere), None);
}

/// The gateway names what became of its upstream at the network's step, and what it refuses itself at the next.
#[test]
fn the_gateways_own_failures_are_named_by_it() {
    for failure in Failure::ALL {
        let mut answer = RawAnswer {
            status: failure.status(),
            headers: vec![(FAILURE_HEADER.to_owned(), failure.name().to_owned())],
            text: r#"{"firetower":{"upstream":"main","message":"refused"}}"#.to_owned(),
        };
        let expected = Trouble::Gateway {
            failure: *failure,
            upstream: "main".to_owned(),
            message: "refused".to_owned(),
        };
        let simple = Probed::Answer(answer.clone());
        let is_upstreams = matches!(
            failure,
            Failure::Dns | Failure::Connect | Failure::Timeout | Failure::Closed | Failure::NotHttp
        );
        let first = reached(&near(), &simple, Unread::Nothing, None);
        let outcome = if is_upstreams { first } else { who(&near(), &simple) };
        assert_eq!(failed(outcome), expected);
        // An upstream can't fake it by its body.
        answer.headers.clear();
        assert!(reached(&near(), &Probed::Answer(answer), Unread::Nothing, None).failed().is_none());
    }
}

fn across(whole: Probed, bare: Option<Probed>, each: [bool; 4]) -> Across {
    let names = ["content-type", "nonce", "timestamp", "sign"];
    Across { whole: Some(whole), bare, each: names.into_iter().zip(each).collect() }
}

#[test]
fn cors_is_told_apart_as_far_as_a_script_can() {
    let refused = r#"{"code":239,"msg":"not sign"}"#;
    let nothing = || Probed::Nothing;
    let readable = || Some(json(200, refused));
    // No header, another origin, a redirect across origins, an error without the header: one class.
    let class = Trouble::Cors { host: "proxy.corp".to_owned() };
    assert_eq!(failed(cors(&far(), &nothing(), Unread::Nothing, &Across::default())), class);
    let direct = scene("http://im.corp:18080");
    let port = Trouble::AdminPort { host: "im.corp:18080".to_owned() };
    assert_eq!(failed(cors(&direct, &nothing(), Unread::Nothing, &Across::default())), port);
    // 405, an error or a redirect on OPTIONS, or no header allowed: one class.
    let none = across(nothing(), readable(), [false; 4]);
    assert_eq!(failed(cors(&far(), &health(), Unread::Nothing, &none)), Trouble::Preflight);
    let some = across(nothing(), readable(), [true, true, true, false]);
    assert_eq!(
        failed(cors(&far(), &health(), Unread::Nothing, &some)),
        Trouble::CorsHeaders { missing: vec!["sign"] }
    );
    let content_type_alone = across(nothing(), readable(), [true, false, false, false]);
    let missing = vec!["nonce", "timestamp", "sign"];
    assert_eq!(
        failed(cors(&far(), &health(), Unread::Nothing, &content_type_alone)),
        Trouble::CorsHeaders { missing }
    );
    // Each alone and not all together: who knows.
    let odd = across(nothing(), readable(), [true; 4]);
    assert_eq!(failed(cors(&far(), &health(), Unread::Nothing, &odd)), Trouble::Preflight);
    let errors = across(nothing(), Some(nothing()), [false; 4]);
    let outcome = cors(&far(), &health(), Unread::Nothing, &errors);
    assert_eq!(outcome, Outcome::Warned(Fact::CorsOnErrors(OWN.to_owned())), "the signature decides");
    // A policy that blocks the second request and not the first shows a redirect that nobody may see.
    let elsewhere = Unread::LedElsewhere;
    assert_eq!(failed(cors(&far(), &nothing(), elsewhere, &Across::default())), Trouble::Redirect);
    assert_eq!(reached(&far(), &nothing(), elsewhere, None), Outcome::Passed(Fact::AnsweredRedirect));
}

#[test]
fn what_may_be_read_passes() {
    let own = OWN.to_owned();
    assert_eq!(
        cors(&near(), &health(), Unread::Nothing, &Across::default()),
        Outcome::Passed(Fact::NoCorsNeeded)
    );
    let fine = across(json(401, ""), None, [false; 4]);
    assert_eq!(
        cors(&far(), &health(), Unread::Nothing, &fine),
        Outcome::Passed(Fact::CorsAllowed(own.clone()))
    );
    assert!(is_worth_asking(&health()) && is_worth_asking(&json(500, "")));
    let portal = html(200, "<!doctype html>");
    assert!(!is_worth_asking(&portal) && !is_worth_asking(&Probed::Redirected));
    assert_eq!(
        cors(&far(), &portal, Unread::Nothing, &Across::default()),
        Outcome::Passed(Fact::CorsReadable(own))
    );
}

#[test]
fn a_proxy_that_answers_for_itself_is_known_by_how() {
    let who = |simple: Probed| failed(who(&near(), &simple));
    assert_eq!(who(Probed::Redirected), Trouble::Redirect);
    assert_eq!(who(html(200, "<!doctype html><title>Portal</title>")), Trouble::Portal { status: 200 });
    assert_eq!(who(html(200, "<html><title>Firetower</title>")), Trouble::OwnPage);
    assert_eq!(who(html(401, "<html>")), Trouble::ProxyAuth);
    assert_eq!(who(json(401, r#"{"error":"login"}"#)), Trouble::ProxyAuth);
    assert_eq!(who(html(403, "<html>")), Trouble::Forbidden);
    assert_eq!(who(html(404, "<html>nginx")), Trouble::WrongPath { status: 404 });
    for status in [502, 503, 504] {
        assert_eq!(who(html(status, "<html>nginx")), Trouble::BadGateway { status });
        assert_eq!(who(said(status, "text/plain", "")), Trouble::BadGateway { status });
    }
    assert_eq!(who(html(500, "<html>oops")), Trouble::Portal { status: 500 });
    assert_eq!(who(said(418, "text/plain", "teapot")), Trouble::Odd { status: 418 });
    assert_eq!(who(said(200, "text/plain", "")), Trouble::Empty);
    assert_eq!(who(said(200, "text/plain", "hello")), Trouble::Odd { status: 200 });
    let tls = "<html><center>The plain HTTP request was sent to HTTPS port</center>";
    let scheme =
        Trouble::Scheme { host: "tower.corp".to_owned(), given: "http", works: "https", upstream: true };
    assert_eq!(who(html(400, tls)), scheme);
}

#[test]
fn another_hosts_page_is_not_the_dashboards_own() {
    let page = html(200, "<html><title>Firetower</title>");
    assert_eq!(failed(who(&far(), &page)), Trouble::Portal { status: 200 });
}

#[test]
fn what_the_api_may_answer_passes_with_the_servers_name() {
    let mut answers = vec![health(), json(500, ""), json(404, ""), json(200, r#"{"code":239,"msg":""}"#)];
    answers.push(json(401, r#"{"code":244,"msg":"auth failure"}"#));
    // Another service's JSON is the next step's.
    answers.push(json(200, r#"{"status":"up"}"#));
    for simple in answers {
        assert_eq!(who(&near(), &simple), Outcome::Passed(Fact::ImBehind(None)), "{simple:?}");
    }
    let Probed::Answer(mut answer) = health() else { unreachable!() };
    answer.headers.push(("server".to_owned(), "nginx".to_owned()));
    let behind = Outcome::Passed(Fact::ImBehind(Some("nginx".to_owned())));
    assert_eq!(who(&near(), &Probed::Answer(answer)), behind);
}

#[test]
fn an_im_server_is_known_by_its_nodes_or_by_how_it_refuses() {
    assert_eq!(server(&health(), None), Outcome::Passed(Fact::Nodes(2)));
    assert!(!needs_second_question(&health()));
    let unknown = json(500, "");
    assert!(needs_second_question(&unknown));
    let refuses = |text: &str, status| server(&unknown, Some(&json(status, text)));
    assert_eq!(refuses(r#"{"code":239,"msg":"not sign"}"#, 200), Outcome::Passed(Fact::Refuses(239)));
    assert_eq!(refuses(r#"{"code":239,"msg":"not sign"}"#, 401), Outcome::Passed(Fact::Refuses(239)));
    assert_eq!(refuses("", 401), Outcome::Passed(Fact::Refuses(401)));
    assert_eq!(failed(refuses("", 500)), Trouble::NoPath { status: 500 });
    assert_eq!(failed(refuses("", 404)), Trouble::NoPath { status: 404 });
    assert_eq!(failed(refuses(r#"{"status":"up"}"#, 200)), Trouble::NotIm);
    assert_eq!(failed(server(&unknown, Some(&html(404, "<html>")))), Trouble::WrongPath { status: 404 });
    assert_eq!(failed(server(&unknown, Some(&html(405, "<html>")))), Trouble::Portal { status: 405 });
    assert_eq!(failed(server(&json(200, r#"{"status":"up"}"#), None)), Trouble::NotIm);
    assert_eq!(failed(server(&json(200, "[1]"), None)), Trouble::NotIm);
    let asked = json(200, r#"{"code":239,"msg":""}"#);
    assert_eq!(server(&asked, None), Outcome::Passed(Fact::Refuses(239)));
    // An IM server that is asked too often says nothing of signatures.
    assert_eq!(refuses(r#"{"code":250,"msg":"over frequency"}"#, 200), Outcome::Passed(Fact::Refuses(250)));
}

/// Many services wrap their answers in `code` and `msg`. None of them may get a signed request.
#[test]
fn a_code_of_another_service_is_no_im_servers() {
    for text in [
        r#"{"code":401,"msg":"未登录"}"#,
        r#"{"code":404,"msg":"not found"}"#,
        r#"{"code":500,"msg":"error"}"#,
        r#"{"code":0,"msg":"ok"}"#,
    ] {
        let simple = json(200, text);
        assert!(needs_second_question(&simple), "health may be refused for a reason of its own: {text}");
        assert_eq!(failed(server(&simple, Some(&simple))), Trouble::NotIm, "{text}");
        assert_eq!(failed(server(&json(500, ""), Some(&simple))), Trouble::NotIm, "{text}");
        let refused = json(200, r#"{"code":239,"msg":"not sign"}"#);
        assert_eq!(server(&simple, Some(&refused)), Outcome::Passed(Fact::Refuses(239)), "{text}");
    }
}

/// Health may be exempt from a proxy's sign-in.
#[test]
fn a_page_under_401_is_a_proxys() {
    let unknown = json(500, "");
    assert_eq!(failed(server(&unknown, Some(&html(401, "<html>")))), Trouble::ProxyAuth);
    let Probed::Answer(mut asks) = json(401, "") else { unreachable!() };
    asks.headers.push(("www-authenticate".to_owned(), "Basic realm=proxy".to_owned()));
    assert!(is_proxys_sign_in(401, false, &asks.headers));
    assert_eq!(failed(server(&unknown, Some(&Probed::Answer(asks)))), Trouble::ProxyAuth);
    assert!(is_proxys_sign_in(401, true, &[]));
    assert!(!is_proxys_sign_in(401, false, &[]) && !is_proxys_sign_in(200, true, &[]));
}

#[test]
fn the_proxys_clock_is_a_hint_whatever_it_says() {
    let cases = [(Some(1_900), Fact::Clock(0)), (Some(-7_200_000), Fact::Clock(-7_200_000))];
    for (ahead, fact) in cases {
        assert_eq!(proxy_clock(ahead), Outcome::Hint(fact));
    }
    assert_eq!(proxy_clock(None), Outcome::Hint(Fact::ClockHidden));
}

proptest! {
    /// Whatever answers: no panic, and only what the API may say goes on.
    #[test]
    fn any_answer_is_judged(status in 100..600_u16, kind: String, text: String) {
        let simple = said(status, &kind, &text);
        for scene in [near(), far()] {
            let _ = (reached(&scene, &simple, Unread::Nothing, None), cors(&scene, &simple, Unread::Nothing, &Across::default()));
            let passed = who(&scene, &simple).failed().is_none();
            prop_assert_eq!(passed, is_worth_asking(&simple));
            let _ = (server(&simple, None), server(&json(500, ""), Some(&simple)));
        }
    }
}
