//! What the check asks beside the API's own operations: requests without a signature, and signed ones with another time or
//! secret. Each is a read, passes the guard, and becomes evidence; what is answered stands among the exchanges too.

use firetower_protocol::address::keys::keys;
use firetower_protocol::endpoint::Method;
use firetower_protocol::system_setting::{self, LARGEST_GROUP_SIZE};
use firetower_protocol::user::{self, Find};
use firetower_protocol::{Call, Operation, Secret, TimestampMs, UserId, WireForm, health, sign};

use super::verdict::{Came, Evidence, How};
use crate::api::classify::{RawAnswer, classify};
use crate::api::client::{Leave, kept, nonce, shown_url};
use crate::api::fetch::{self, Outgoing, Probed};
use crate::api::guard::{self, By};
use crate::api::redact::redact;
use crate::error::Kind;
use crate::state::exchange::{Answer, Exchange};
use crate::state::page::Page;
use crate::state::session::Session;
use crate::state::time;

/// Somebody who is most likely not there, so that no answer holds anybody's data. 253 is an answer as well.
pub(super) const NOBODY: &str = "firetower-check";
/// The headers that make a browser ask first.
pub(super) const HEADERS: [&str; 4] = ["content-type", "nonce", "timestamp", "sign"];
/// How much of an answer is shown as evidence.
const SHOWN: usize = 400;

pub(super) struct Asker {
    pub(super) session: Session,
    pub(super) leave: Leave,
}

/// What an asking came to, how long it took, and what of it is shown.
pub(super) struct Asked {
    pub(super) came: Probed,
    pub(super) took_ms: u32,
    /// When it came.
    pub(super) at: TimestampMs,
    pub(super) evidence: Evidence,
}

/// Health, which needs no signature.
pub(super) fn health_call() -> Call {
    health::NODES.bare()
}

/// What every edition has, sent without a signature: to be refused.
pub(super) fn unsigned_call() -> Call {
    Call { signed: false, ..user::INFO.call(&Find::Id(UserId(NOBODY.to_owned()))) }
}

fn setting_call(form: WireForm) -> Call {
    let read = system_setting::Read { id: LARGEST_GROUP_SIZE };
    match form {
        WireForm::Documented => system_setting::READ_DOCUMENTED.call(&read),
        WireForm::Sdk => system_setting::READ_SDK.call(&read),
    }
}

impl Asker {
    pub(super) fn url(&self, call: &Call) -> String {
        self.session.connection.address.join(&call.path)
    }

    /// Without a signature. Of `headers`, all but the content's type have a value that means nothing.
    pub(super) async fn unsigned(&self, call: &Call, headers: &[&'static str]) -> Asked {
        let values: Vec<(&'static str, String)> = headers
            .iter()
            .map(|name| match *name {
                "content-type" => (*name, "application/json; charset=utf-8".to_owned()),
                name => (name, "0".to_owned()),
            })
            .collect();
        let how = if headers.is_empty() { How::Plain } else { How::Headers(headers.to_vec()) };
        self.ask(call, &values, how, None).await
    }

    /// Whether the same without CORS is answered. Such a request follows redirects: a browser allows it nothing else.
    /// `shown` is the address as evidence has it.
    pub(super) async fn without_cors(&self, url: &str, shown: &str) -> (bool, Evidence) {
        let answered = fetch::answers_without_cors(url).await;
        let came = if answered { Came::Unread } else { Came::Nothing };
        (answered, Evidence::Asked { line: format!("GET {shown}"), how: How::NoCors, came })
    }

    /// The reading of setting 1, signed with this secret at this time, in whichever form is known or answered.
    pub(super) async fn signed(
        &self,
        secret: &Secret,
        at: TimestampMs,
        how: How,
    ) -> (Result<(), Kind>, Evidence) {
        let session = self.session.apart(Some(secret.clone()));
        let asker = Self { session, leave: self.leave };
        let known = self.session.capabilities_now().plan(Operation::ReadSystemSetting);
        let forms = known.unwrap_or_else(|_| Operation::ReadSystemSetting.forms());
        let mut last = (Err(Kind::Unreachable), Evidence::Offline);
        // As it is now: whoever cancels ends this one, and what is asked next gets another.
        let leave = self.leave.signal();
        for form in forms {
            let asked = asker.ask(&setting_call(*form), &[], how.clone(), Some((secret, at))).await;
            let result = match &asked.came {
                Probed::Answer(answer) => classify(answer).map(|_| ()),
                Probed::Redirected => Err(Kind::Redirected),
                Probed::TimedOut { after_ms } => Err(Kind::TimedOut { after_ms: *after_ms }),
                Probed::Nothing => Err(Kind::Unreachable),
            };
            // What says that a path is not there may lack the header that lets one read it.
            let is_there = !matches!(
                result,
                Err(Kind::NotThere { .. } | Kind::Html { status: 404 } | Kind::Unreachable)
            );
            last = (result, asked.evidence);
            // A reading that was ended says nothing about its form, and nobody waits for the other one.
            let is_left = leave.as_ref().is_some_and(web_sys::AbortSignal::aborted);
            if is_there || is_left {
                break;
            }
        }
        last
    }

    /// A call with this signature's secret and time.
    pub(super) async fn signed_call(&self, call: &Call, secret: &Secret, at: TimestampMs, how: How) -> Asked {
        self.ask(call, &[], how, Some((secret, at))).await
    }

    async fn ask(
        &self,
        call: &Call,
        headers: &[(&'static str, String)],
        how: How,
        signed_by: Option<(&Secret, TimestampMs)>,
    ) -> Asked {
        let url = self.url(call);
        let shown_url = shown_url(&self.session.connection.address, &call.path);
        let line = line(call, &shown_url);
        // It refuses what writes, and what is to be signed without a secret; nothing here is either.
        let Ok(permit) = guard::permit(&self.session, call, By::Page) else {
            let evidence = Evidence::Asked { line, how, came: Came::Nothing };
            return Asked { came: Probed::Nothing, took_ms: 0, at: time::now(), evidence };
        };
        let mut headers = headers.to_vec();
        let signature = signed_by.map(|(secret, at)| sign::sign(secret, &nonce(), at));
        if let Some(signature) = &signature {
            headers.push(("content-type", "application/json; charset=utf-8".to_owned()));
            headers.push(("nonce", signature.nonce.clone()));
            headers.push(("timestamp", signature.timestamp.to_string()));
            headers.push(("sign", signature.sign.clone()));
        }
        let leave = self.leave.signal();
        let (time, began_ms) = (time::now(), time::ticks_ms());
        let outgoing = Outgoing {
            is_get: call.method == Method::Get,
            url: &url,
            headers: &headers,
            body: call.body.as_deref(),
            leave: leave.as_ref(),
            probe: &url,
        };
        let came = fetch::probe(&permit, &outgoing).await;
        let (at, took_ms) = (time::now(), time::elapsed_ms(began_ms, time::ticks_ms()));
        let secret = self.session.secret_now();
        let literals: Vec<&str> = [
            signature.as_ref().map(|signature| signature.sign.as_str()),
            secret.as_ref().map(|secret| secret.expose()),
        ]
        .into_iter()
        .flatten()
        .chain(keys(self.session.connection.address.as_str()))
        .collect();
        if let Probed::Answer(raw) = &came {
            self.session.exchanges.push(Exchange {
                id: self.session.exchanges.next_id(),
                time,
                page: Page::Check,
                method: call.method.as_str(),
                path: call.path.clone(),
                url: shown_url,
                form: None,
                writes: false,
                signed: call.signed,
                signed_at: signature.as_ref().map(|signature| signature.timestamp),
                body: call.body.as_deref().map(|body| redact(body, &literals)),
                took_ms,
                answer: Some(kept(raw, &classify(raw), &literals)),
                // What is refused here was asked to be refused; what fails is the check's to say.
                failure: None,
            });
        }
        let evidence = Evidence::Asked { line, how, came: shown(&came, &literals) };
        Asked { came, took_ms, at, evidence }
    }
}

fn line(call: &Call, url: &str) -> String {
    let body = call.body.as_deref().map(|body| format!(" {body}")).unwrap_or_default();
    format!("{} {url}{body}", call.method.as_str())
}

fn shown(came: &Probed, literals: &[&str]) -> Came {
    match came {
        Probed::Answer(RawAnswer { status, text, .. }) => {
            Came::Answer { status: *status, text: cut(&redact(text, literals)) }
        }
        Probed::Redirected => Came::Redirect,
        Probed::TimedOut { after_ms } => Came::TimedOut { after_ms: *after_ms },
        Probed::Nothing => Came::Nothing,
    }
}

/// The same of an exchange that the client made, which is kept without its secrets already.
pub(super) fn of_exchange(exchange: &Exchange) -> Evidence {
    let body = exchange.body.as_deref().map(|body| format!(" {body}")).unwrap_or_default();
    let came = match &exchange.answer {
        Some(Answer { status, text, .. }) => Came::Answer { status: *status, text: cut(text) },
        None => match exchange.failure.as_ref().map(|failure| &failure.kind) {
            Some(Kind::Redirected) => Came::Redirect,
            Some(Kind::TimedOut { after_ms }) => Came::TimedOut { after_ms: *after_ms },
            Some(Kind::Cors { .. }) => Came::Unread,
            _ => Came::Nothing,
        },
    };
    Evidence::Asked { line: format!("{} {}{body}", exchange.method, exchange.url), how: How::Signed, came }
}

/// The beginning, in one line.
fn cut(text: &str) -> String {
    let flat = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if flat.chars().count() <= SHOWN {
        return flat;
    }
    let mut beginning: String = flat.chars().take(SHOWN).collect();
    beginning.push('…');
    beginning
}
