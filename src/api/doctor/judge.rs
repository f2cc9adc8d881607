//! From what was seen to what it means. Nothing here asks anybody: each verdict is a function of what came back, so that
//! every one can be tested.

use firetower_protocol::gateway::Failure;
use firetower_protocol::{Code, DecodeError};

use super::verdict::{Fact, Outcome, Trouble};
use crate::api::classify::{RawAnswer, classify};
use crate::api::fetch::Probed;
use crate::error::Kind;
use firetower_protocol::address::is_loopback;

/// Where the page is and where it asks.
#[derive(Clone, Debug)]
pub(super) struct Scene {
    /// The page's own origin.
    pub(super) own: String,
    /// The address of health, as the browser calls it.
    pub(super) url: String,
    /// The same without a proxy's keys: what of it becomes words.
    pub(super) shown: String,
    /// Scheme and authority where that is another origin.
    pub(super) target: Option<String>,
    /// With its port.
    pub(super) host: String,
}

impl Scene {
    fn given(&self) -> &'static str {
        let origin = self.target.as_deref().unwrap_or(&self.own);
        if origin.starts_with("https:") { "https" } else { "http" }
    }

    /// The other scheme at the same host, where a page of this one may ask it, and an answer there would show that the
    /// address has the wrong one.
    pub(super) fn other_scheme(&self, unread: Unread) -> Option<(String, &'static str)> {
        let target = self.target.as_deref()?;
        let rest = self.url.split_once("://")?.1;
        // One port speaks one scheme. Without a port, the other scheme is another port, at which anybody may listen:
        // what is missing there may be CORS, or a certificate that is trusted, and nobody is to drop TLS for that.
        let is_same_port = names_port(target);
        match (self.given(), unread) {
            (_, Unread::LedElsewhere) => None,
            // A port of TLS answers plain http too, with a page that says so.
            ("http", Unread::Answered) if !is_same_port => None,
            ("http", _) => Some((format!("https://{rest}"), "https")),
            (_, Unread::Answered) => None,
            _ if !is_same_port || (self.own.starts_with("https:") && !is_loopback(target)) => None,
            _ => Some((format!("http://{rest}"), "http")),
        }
    }
}

fn names_port(origin: &str) -> bool {
    origin.rsplit_once(':').is_some_and(|(before, port)| before.contains("://") && !port.contains(']'))
}

/// What a request without CORS showed, which nobody may read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Unread {
    #[default]
    Nothing,
    Answered,
    /// The page's policy blocked it though it did not block the same with CORS: it was led elsewhere.
    LedElsewhere,
}

/// What the browser knows of itself.
#[derive(Clone, Debug, Default)]
pub(super) struct Browser {
    pub(super) offline: bool,
    /// The permission for the local network, where the browser has one and it is not granted.
    pub(super) local: Option<String>,
}

pub(super) fn address(scene: &Scene, parses: bool) -> Outcome {
    let whole = scene.shown.strip_suffix("/admin/health").unwrap_or(&scene.shown).to_owned();
    if !parses {
        return Outcome::Failed(Trouble::Address);
    }
    if is_admin_port(scene) {
        return Outcome::Hint(Fact::AdminPort(whole));
    }
    Outcome::Passed(Fact::Address(whole))
}

/// Another origin at the port that the admin port has unless somebody changed it.
fn is_admin_port(scene: &Scene) -> bool {
    scene.target.as_ref().is_some_and(|target| target.ends_with(":18080"))
}

pub(super) fn mixed(scene: &Scene) -> Outcome {
    let asked = scene.target.as_deref().unwrap_or(&scene.own);
    let is_plain = !asked.starts_with("https:") && !is_loopback(asked);
    match (scene.target.is_some(), scene.own.starts_with("https:"), asked.starts_with("https:")) {
        (true, true, false) if is_plain => Outcome::Failed(Trouble::Mixed),
        _ if is_plain => Outcome::Hint(Fact::PlainHttp),
        (false, ..) => Outcome::Passed(Fact::SameOrigin),
        (true, true, true) => Outcome::Passed(Fact::BothHttps),
        (true, true, false) => Outcome::Passed(Fact::Loopback),
        (true, false, _) => Outcome::Passed(Fact::PageOverHttp),
    }
}

/// `blocked`: the directive by which the page's policy blocked the request.
pub(super) fn policy(scene: &Scene, blocked: Option<&str>) -> Outcome {
    match (blocked, &scene.target) {
        (Some(directive), target) => Outcome::Failed(Trouble::Policy {
            origin: target.clone().unwrap_or_else(|| scene.own.clone()),
            directive: directive.to_owned(),
        }),
        (None, Some(target)) => Outcome::Passed(Fact::PolicyAllows(target.clone())),
        (None, None) => Outcome::Passed(Fact::PolicyOwn),
    }
}

/// `simple`: a GET without headers of its own. `unread`: the same without CORS. `other`: the scheme under which it was
/// answered, if that is the other one. Both are only asked where `simple` came to nothing.
pub(super) fn reach(
    scene: &Scene,
    simple: &Probed,
    unread: Unread,
    other: Option<&'static str>,
    browser: &Browser,
) -> Outcome {
    match simple {
        Probed::Answer(answer) => match classify(answer) {
            Err(Kind::Gateway { failure, upstream, message }) if is_about_upstream(failure) => {
                Outcome::Failed(Trouble::Gateway { failure, upstream, message })
            }
            _ => Outcome::Passed(Fact::Answered {
                by: answer.header("server").map(str::to_owned),
                status: answer.status,
            }),
        },
        Probed::Redirected => Outcome::Passed(Fact::AnsweredRedirect),
        Probed::TimedOut { after_ms } => Outcome::Failed(Trouble::TimedOut {
            host: scene.host.clone(),
            after_ms: *after_ms,
            local: browser.local.clone().filter(|_| local_network_matters(scene)),
        }),
        Probed::Nothing => match other {
            Some(works) => Outcome::Failed(Trouble::Scheme {
                host: scene.host.clone(),
                given: scene.given(),
                works,
                upstream: false,
            }),
            None if unread == Unread::Answered => Outcome::Passed(Fact::AnsweredUnread),
            None if unread == Unread::LedElsewhere => Outcome::Passed(Fact::AnsweredRedirect),
            None if browser.offline => Outcome::Failed(Trouble::Offline),
            None => Outcome::Failed(Trouble::Unreachable {
                host: scene.host.clone(),
                local: browser.local.clone().filter(|_| local_network_matters(scene)),
            }),
        },
    }
}

/// A page that came from this very machine needs no permission to call what is near, nor does any to call its own origin.
pub(super) fn local_network_matters(scene: &Scene) -> bool {
    scene.target.is_some() && !is_loopback(&scene.own)
}

fn is_about_upstream(failure: Failure) -> bool {
    matches!(failure, Failure::Dns | Failure::Connect | Failure::Timeout | Failure::Closed | Failure::NotHttp)
}

/// What else was asked across origins, each as far as the one before made it worth asking.
#[derive(Debug, Default)]
pub(super) struct Across {
    /// A POST with all four headers, as the API's calls have them.
    pub(super) whole: Option<Probed>,
    /// The same without any header that makes the browser ask first.
    pub(super) bare: Option<Probed>,
    /// Each header alone: whether it passed.
    pub(super) each: Vec<(&'static str, bool)>,
}

/// Whether it is worth asking more across origins: what is no API has no headers to allow.
pub(super) fn is_worth_asking(simple: &Probed) -> bool {
    matches!(simple, Probed::Answer(answer) if who_of(answer).is_none())
}

pub(super) fn cors(scene: &Scene, simple: &Probed, unread: Unread, across: &Across) -> Outcome {
    let host = || scene.host.clone();
    if scene.target.is_none() {
        return Outcome::Passed(Fact::NoCorsNeeded);
    }
    if matches!(simple, Probed::Nothing) {
        return Outcome::Failed(match unread {
            Unread::LedElsewhere => Trouble::Redirect,
            _ if is_admin_port(scene) => Trouble::AdminPort { host: host() },
            _ => Trouble::Cors { host: host() },
        });
    }
    match &across.whole {
        None => return Outcome::Passed(Fact::CorsReadable(scene.own.clone())),
        Some(Probed::Answer(_) | Probed::Redirected) => {
            return Outcome::Passed(Fact::CorsAllowed(scene.own.clone()));
        }
        Some(Probed::TimedOut { after_ms }) => {
            return Outcome::Failed(Trouble::TimedOut { host: host(), after_ms: *after_ms, local: None });
        }
        Some(Probed::Nothing) => {}
    }
    // What is refused may not be read; what is accepted perhaps may, so the signature decides.
    if matches!(across.bare, Some(Probed::Nothing)) {
        return Outcome::Warned(Fact::CorsOnErrors(scene.own.clone()));
    }
    let missing: Vec<&'static str> =
        across.each.iter().filter(|(_, passed)| !passed).map(|(name, _)| *name).collect();
    let some_pass = across.each.iter().any(|(_, passed)| *passed);
    Outcome::Failed(if some_pass && !missing.is_empty() {
        Trouble::CorsHeaders { missing }
    } else {
        Trouble::Preflight
    })
}

pub(super) fn who(scene: &Scene, simple: &Probed) -> Outcome {
    let answer = match simple {
        Probed::Answer(answer) => answer,
        Probed::Redirected => return Outcome::Failed(Trouble::Redirect),
        // Step 4 or 5 stopped at these.
        Probed::TimedOut { .. } | Probed::Nothing => return Outcome::Failed(Trouble::Odd { status: 0 }),
    };
    match who_of(answer) {
        Some(Trouble::Scheme { given, works, upstream, .. }) => {
            Outcome::Failed(Trouble::Scheme { host: scene.host.clone(), given, works, upstream })
        }
        Some(Trouble::Portal { status: 200 }) if scene.target.is_none() && is_own_page(answer) => {
            Outcome::Failed(Trouble::OwnPage)
        }
        Some(trouble) => Outcome::Failed(trouble),
        None => Outcome::Passed(Fact::ImBehind(answer.header("server").map(str::to_owned))),
    }
}

/// A host that gives the dashboard as its answer to any address.
fn is_own_page(answer: &RawAnswer) -> bool {
    answer.text.contains("<title>Firetower")
}

/// What an answer is, if it is none of an API's.
fn who_of(answer: &RawAnswer) -> Option<Trouble> {
    match classify(answer) {
        Ok(_) | Err(Kind::Server { .. } | Kind::Exception { .. } | Kind::NotThere { .. }) => None,
        // JSON of another kind is the next step's.
        Err(Kind::Decode(DecodeError::NoCode | DecodeError::WrongType(_))) => None,
        Err(Kind::Gateway { failure, upstream, message }) => {
            Some(Trouble::Gateway { failure, upstream, message })
        }
        Err(Kind::Unauthorized) => Some(Trouble::ProxyAuth),
        Err(Kind::Forbidden) => Some(Trouble::Forbidden),
        Err(Kind::Html { status } | Kind::Http { status }) => Some(page(status, answer)),
        Err(Kind::Decode(DecodeError::Empty)) => Some(Trouble::Empty),
        Err(_) => Some(Trouble::Odd { status: answer.status }),
    }
}

/// A page, or a text, under a status.
fn page(status: u16, answer: &RawAnswer) -> Trouble {
    match status {
        404 => Trouble::WrongPath { status },
        502..=504 => Trouble::BadGateway { status },
        // nginx's words for plain http at a port of TLS.
        400 if answer.text.contains("plain HTTP request was sent to HTTPS port") => {
            Trouble::Scheme { host: String::new(), given: "http", works: "https", upstream: true }
        }
        _ if answer.is_html() => Trouble::Portal { status },
        _ => Trouble::Odd { status },
    }
}

/// Whether health alone leaves open what this is.
pub(super) fn needs_second_question(simple: &Probed) -> bool {
    matches!(simple, Probed::Answer(answer) if nodes_of(answer).is_none() && match classify(answer) {
        Err(Kind::Server { code, .. }) => !refuses_as_im(code),
        Err(Kind::Decode(DecodeError::NoCode)) => false,
        _ => true,
    })
}

/// How IM servers refuse what is not signed, or what is asked too often. Many services wrap what they say in `code` and `msg`,
/// and a signed request is not for them.
fn refuses_as_im(code: Code) -> bool {
    code.refuses_signature() || code == Code::OverFrequency
}

fn nodes_of(answer: &RawAnswer) -> Option<usize> {
    let envelope = classify(answer).ok()?;
    Some(envelope.result?.as_array()?.len())
}

/// `unsigned`: a POST of the API without a signature, which an IM server refuses in its own way.
pub(super) fn server(simple: &Probed, unsigned: Option<&Probed>) -> Outcome {
    let Probed::Answer(health) = simple else { return Outcome::Failed(Trouble::NotIm) };
    if let Some(count) = nodes_of(health) {
        return Outcome::Passed(Fact::Nodes(count));
    }
    match classify(health) {
        Err(Kind::Server { code, .. }) if refuses_as_im(code) => {
            return Outcome::Passed(Fact::Refuses(code.into()));
        }
        Err(Kind::Decode(DecodeError::NoCode)) => return Outcome::Failed(Trouble::NotIm),
        _ => {}
    }
    let Some(Probed::Answer(refused)) = unsigned else { return Outcome::Failed(Trouble::NotIm) };
    match classify(refused) {
        Err(Kind::Server { code, .. }) if refuses_as_im(code) => Outcome::Passed(Fact::Refuses(code.into())),
        Err(Kind::Unauthorized) if asks_to_sign_in(refused) => Outcome::Failed(Trouble::ProxyAuth),
        // Whatever asks for a signature here knows the path, and health, which asks for none, it does not have.
        Err(Kind::Unauthorized) => Outcome::Passed(Fact::Refuses(401)),
        Err(Kind::NotThere { status }) => Outcome::Failed(Trouble::NoPath { status }),
        Ok(_) | Err(Kind::Server { .. } | Kind::Decode(_)) => Outcome::Failed(Trouble::NotIm),
        Err(_) => Outcome::Failed(who_of(refused).unwrap_or(Trouble::NotIm)),
    }
}

/// A 401 that is a proxy's: IM servers answer with no page, and know no sign-in of HTTP's own.
fn asks_to_sign_in(answer: &RawAnswer) -> bool {
    is_proxys_sign_in(answer.status, answer.is_html(), &answer.headers)
}

/// The same of an answer that the client kept.
pub(super) fn is_proxys_sign_in(status: u16, is_html: bool, headers: &[(String, String)]) -> bool {
    status == 401 && (is_html || headers.iter().any(|(name, _)| name == "www-authenticate"))
}

/// By how much the proxy's clock is ahead. A header of whole seconds says nothing below two.
pub(super) fn proxy_clock(ahead_ms: Option<i64>) -> Outcome {
    Outcome::Hint(match ahead_ms {
        Some(ahead) if ahead.abs() < 2_000 => Fact::Clock(0),
        Some(ahead) => Fact::Clock(ahead),
        None => Fact::ClockHidden,
    })
}
