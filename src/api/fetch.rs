//! One fetch, and the finding out why it failed.
//!
//! JavaScript sees a dead port, a blocked answer and a broken connection as one and the same `TypeError`. What can be
//! told apart is: before sending (mixed content), by an event (the page's policy), by the browser (offline), and by a second, unsigned
//! request without CORS, which reaches a server that the first one could not read.

use gloo_net::http::Response;
use gloo_timers::future::TimeoutFuture;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;

use super::classify::RawAnswer;
use super::csp;
use super::guard::Permit;
use crate::error::Kind;
use crate::state::time;
use firetower_protocol::address::{is_loopback, origin_of};

/// How long an answer may take, longer than the gateway's own 10 s, so that the gateway can still say what happened.
pub(crate) const TIMEOUT_MS: u32 = 15_000;
const PROBE_TIMEOUT_MS: u32 = 4_000;
/// The headers that tell something about an answer.
const TELLING: [&str; 7] = [
    "content-type",
    "date",
    "server",
    "content-length",
    "www-authenticate",
    firetower_protocol::gateway::FAILURE_HEADER,
    firetower_protocol::gateway::UPSTREAM_TYPE_HEADER,
];

pub(super) struct Outgoing<'a> {
    pub(super) is_get: bool,
    /// As the browser resolves it: a path of the own origin, or a whole address.
    pub(super) url: &'a str,
    pub(super) headers: &'a [(&'static str, String)],
    pub(super) body: Option<&'a str>,
    /// Ends the call when its page is left.
    pub(super) leave: Option<&'a web_sys::AbortSignal>,
    /// Where a probe without CORS goes: an address that answers without a signature.
    pub(super) probe: &'a str,
}

/// Sends. The permit is the proof that the guard agreed.
pub(super) async fn send(_permit: &Permit, out: &Outgoing<'_>) -> Result<RawAnswer, Kind> {
    let target = origin_of(out.url).map(str::to_owned);
    if let Some(kind) = refused_before_sending(target.as_deref()) {
        return Err(kind);
    }
    let began_ms = time::ticks_ms();
    let signal = any_of(out.leave, TIMEOUT_MS);
    match exchange(out, &signal).await {
        Ok(answer) => Ok(answer),
        Err(Lost::Redirected) => Err(Kind::Redirected),
        Err(Lost::Failed) if out.leave.is_some_and(web_sys::AbortSignal::aborted) => Err(Kind::Left),
        Err(Lost::Failed) if signal.aborted() => Err(Kind::TimedOut { after_ms: TIMEOUT_MS }),
        Err(Lost::Failed) => Err(diagnose(out, target, began_ms).await),
    }
}

/// What a request came to whose failure nobody finds the cause of: for the connection check, which does so itself.
#[derive(Debug)]
pub(crate) enum Probed {
    Answer(RawAnswer),
    Redirected,
    TimedOut {
        after_ms: u32,
    },
    /// The browser gave the page nothing: nobody is there, or the answer is not for this page.
    Nothing,
}

/// As [`send`], without finding out why.
pub(super) async fn probe(_permit: &Permit, out: &Outgoing<'_>) -> Probed {
    let signal = any_of(out.leave, TIMEOUT_MS);
    match exchange(out, &signal).await {
        Ok(answer) => Probed::Answer(answer),
        Err(Lost::Redirected) => Probed::Redirected,
        Err(Lost::Failed) if signal.aborted() => Probed::TimedOut { after_ms: TIMEOUT_MS },
        Err(Lost::Failed) => Probed::Nothing,
    }
}

enum Lost {
    Redirected,
    Failed,
}

async fn exchange(out: &Outgoing<'_>, signal: &web_sys::AbortSignal) -> Result<RawAnswer, Lost> {
    let init = web_sys::RequestInit::new();
    init.set_method(if out.is_get { "GET" } else { "POST" });
    init.set_signal(Some(signal));
    init.set_cache(web_sys::RequestCache::NoStore);
    // A signed request must go nowhere but where it was sent.
    init.set_redirect(web_sys::RequestRedirect::Manual);
    init.set_referrer_policy(web_sys::ReferrerPolicy::NoReferrer);
    let headers: js_sys::Array =
        out.headers.iter().map(|(name, value)| js_sys::Array::of2(&(*name).into(), &value.into())).collect();
    init.set_headers(&headers);
    if let Some(body) = out.body {
        init.set_body(&body.into());
    }
    // Not by gloo's builder: it ends a query with an ampersand, which a proxy would take for a part of its target.
    let fetched = JsFuture::from(leptos::prelude::window().fetch_with_str_and_init(out.url, &init)).await;
    let response = fetched.ok().and_then(|response| response.dyn_into::<web_sys::Response>().ok());
    let response = Response::from(response.ok_or(Lost::Failed)?);
    if response.type_() == web_sys::ResponseType::Opaqueredirect {
        return Err(Lost::Redirected);
    }
    let headers = response.headers();
    let headers = TELLING
        .iter()
        .filter_map(|name| headers.get(name).map(|value| ((*name).to_owned(), value)))
        .collect();
    let status = response.status();
    let text = response.text().await.map_err(|_| Lost::Failed)?;
    Ok(RawAnswer { status, headers, text })
}

fn refused_before_sending(target: Option<&str>) -> Option<Kind> {
    let own = leptos::prelude::location().protocol().unwrap_or_default();
    if let Some(target) = target
        && own == "https:"
        && target.starts_with("http://")
        && !is_loopback(target)
    {
        return Some(Kind::MixedContent { address: target.to_owned() });
    }
    None
}

async fn diagnose(out: &Outgoing<'_>, target: Option<String>, began_ms: f64) -> Kind {
    // The violation's event is a task of its own, which may come just after the rejection.
    TimeoutFuture::new(20).await;
    if let Some(origin) = &target
        && csp::blocked(out.url, began_ms)
    {
        return Kind::Csp { origin: origin.clone() };
    }
    if !leptos::prelude::window().navigator().on_line() {
        return Kind::Offline;
    }
    if target.is_some() && answers_without_cors(out.probe).await {
        let origin = leptos::prelude::location().origin().unwrap_or_default();
        return Kind::Cors { origin };
    }
    Kind::Unreachable
}

/// An unsigned GET whose answer nobody may read: it only shows whether somebody is there, or where it was led, since a browser
/// lets such a request do nothing but follow redirects.
pub(super) async fn answers_without_cors(url: &str) -> bool {
    let init = web_sys::RequestInit::new();
    init.set_method("GET");
    init.set_mode(web_sys::RequestMode::NoCors);
    init.set_credentials(web_sys::RequestCredentials::Omit);
    init.set_cache(web_sys::RequestCache::NoStore);
    init.set_signal(Some(&any_of(None, PROBE_TIMEOUT_MS)));
    let fetched = leptos::prelude::window().fetch_with_str_and_init(url, &init);
    JsFuture::from(fetched).await.is_ok_and(|response| response.is_instance_of::<web_sys::Response>())
}

pub(super) fn any_of(leave: Option<&web_sys::AbortSignal>, timeout_ms: u32) -> web_sys::AbortSignal {
    let timeout = web_sys::AbortSignal::timeout_with_u32(timeout_ms);
    match leave {
        Some(leave) => web_sys::AbortSignal::any(&js_sys::Array::of2(leave, &timeout)),
        None => timeout,
    }
}
