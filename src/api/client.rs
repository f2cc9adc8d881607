//! From an operation to an answer: capability → wire form → guard → sign → send → classify → keep.

use firetower_protocol::capability::{Sighting, Unsendable};
use firetower_protocol::{
    Call, Capability, CapabilityTable, Code, DecodeError, Envelope, Method, Operation, TimestampMs, WireForm,
    health, sign,
};
use leptos::prelude::*;

use super::classify::{RawAnswer, classify, sighting};
use super::fetch::{self, Outgoing};
use super::guard::{self, By};
use super::redact::redact;
use crate::error::{ApiError, Kind};
use crate::state::change::Target;
use crate::state::exchange::{Answer, Exchange, ExchangeId, KEPT_BYTES};
use crate::state::page::Page;
use crate::state::session::{Session, SignIn};
use crate::state::{time, vault};
use firetower_protocol::address::keys::keys;
use firetower_protocol::address::{Address, origin_of};

/// A value that was read, and when.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Reading<T> {
    pub(crate) value: T,
    pub(crate) time: TimestampMs,
    pub(crate) took_ms: u32,
    /// The number of the exchange; 0 where nothing was sent.
    pub(crate) exchange: ExchangeId,
}

impl<T> Reading<T> {
    /// The value, and the reading without it.
    pub(crate) fn apart(self) -> (T, Reading<()>) {
        (self.value, Reading { value: (), time: self.time, took_ms: self.took_ms, exchange: self.exchange })
    }

    pub(crate) fn map<U>(self, change: impl FnOnce(T) -> U) -> Reading<U> {
        let (value, meta) = self.apart();
        meta.with(change(value))
    }

    pub(crate) fn with<U>(self, value: U) -> Reading<U> {
        Reading { value, time: self.time, took_ms: self.took_ms, exchange: self.exchange }
    }
}

/// What an operation came to: an envelope, or the server's word that there is no such thing (253).
pub(super) enum Answered {
    Envelope(Envelope),
    NotExist(String),
}

/// Ends the reads of a page when it is left. Writes are not ended: a write that is cut off is one whose outcome nobody
/// knows.
#[derive(Clone, Copy)]
pub(crate) struct Leave(StoredValue<Option<web_sys::AbortController>, LocalStorage>);

impl Leave {
    pub(crate) fn with_page() -> Self {
        let leave = Self(StoredValue::new_local(web_sys::AbortController::new().ok()));
        on_cleanup(move || leave.now());
        leave
    }

    /// Ends what is being read, and lets what comes after be read.
    pub(crate) fn renew(self) {
        self.now();
        self.0.try_set_value(web_sys::AbortController::new().ok());
    }

    fn now(self) {
        self.0.try_with_value(|controller| controller.as_ref().map(web_sys::AbortController::abort));
    }

    pub(super) fn signal(self) -> Option<web_sys::AbortSignal> {
        self.0
            .try_with_value(|controller| controller.as_ref().map(web_sys::AbortController::signal))
            .flatten()
    }
}

#[derive(Clone)]
pub(crate) struct Client {
    pub(crate) session: Session,
    page: Page,
    leave: Option<Leave>,
}

/// What one exchange came to, before anything is made of it.
struct Outcome {
    result: Result<Envelope, Kind>,
    reading: Reading<()>,
}

impl Client {
    /// Its reads end with the page.
    pub(crate) fn of_page(session: Session, page: Page, leave: Leave) -> Self {
        Self { session, page, leave: Some(leave) }
    }

    /// Its calls belong to no page and end with nobody.
    pub(crate) fn of_session(session: Session, page: Page) -> Self {
        Self { session, page, leave: None }
    }

    /// Its calls go on when the page is left, for a write and what belongs to it.
    pub(crate) fn to_the_end(&self) -> Self {
        Self { leave: None, ..self.clone() }
    }

    /// Sends an operation in the form that the server answers, finding it out by trying a read in both.
    pub(super) async fn run(
        &self,
        operation: Operation,
        call: &dyn Fn(WireForm) -> Call,
    ) -> Result<Reading<Answered>, ApiError> {
        let plan = self.session.capabilities.with_untracked(|table| table.plan(operation));
        let forms = plan.map_err(|unsendable| {
            let kind = match unsendable {
                Unsendable::NotOffered => Kind::NotOffered,
                Unsendable::ReadFirst(_) => Kind::ReadFirst,
            };
            self.error(kind, operation.writes(), None)
        })?;
        // Where the form is known, what it answered is what matters; the other one was only worth a try.
        let form_is_known =
            self.session.capabilities.with_untracked(|table| table.get(operation)) != Capability::Unknown;
        let mut told: Option<(Kind, Option<ExchangeId>)> = None;
        for form in forms {
            let outcome = self.exchange(Some((operation, *form)), By::Page, &call(*form)).await;
            let seen = sighting(&outcome.result);
            self.session
                .capabilities
                .update(|table: &mut CapabilityTable| table.learn(operation, *form, seen));
            let exchange = Some(outcome.reading.exchange).filter(|id| *id > 0);
            match outcome.result {
                Ok(envelope) => return Ok(outcome.reading.with(Answered::Envelope(envelope))),
                Err(Kind::Server { code: Code::NotExist, msg }) => {
                    return Ok(outcome.reading.with(Answered::NotExist(msg)));
                }
                // A page of HTML under 404 may be the server's way, or a proxy's: the other form is worth a try.
                Err(kind) if seen == Sighting::NotThere || kind == (Kind::Html { status: 404 }) => {
                    // A page of HTML says more than a missing path.
                    let keeps = told
                        .as_ref()
                        .is_some_and(|(first, _)| form_is_known || matches!(first, Kind::Html { .. }));
                    if !keeps {
                        told = Some((kind, exchange));
                    }
                }
                Err(kind) => return Err(self.error(kind, operation.writes(), exchange)),
            }
        }
        let (kind, exchange) = told.unwrap_or((Kind::NotOffered, None));
        Err(self.error(kind, operation.writes(), exchange))
    }

    /// Sends what was typed by hand, as it was typed. It teaches nothing about operations: nobody knows what it was for.
    pub(crate) async fn raw(
        &self,
        method: Method,
        path: String,
        body: Option<String>,
    ) -> Result<Reading<Envelope>, ApiError> {
        let (call, by) = guard::by_hand(method, path, body);
        let outcome = self.exchange(None, by, &call).await;
        let exchange = Some(outcome.reading.exchange).filter(|id| *id > 0);
        match outcome.result {
            Ok(envelope) => Ok(outcome.reading.with(envelope)),
            Err(kind) => {
                let error = self.error(kind, call.writes, exchange);
                self.note_stopped(&error, &Target::Raw { path: call.path.into_owned() });
                Err(error)
            }
        }
    }

    /// An answer that was understood as an envelope and not as what it should hold. Its exchange is marked too.
    pub(super) fn undecodable(&self, error: DecodeError, exchange: ExchangeId) -> ApiError {
        let error = self.error(Kind::Decode(error), false, Some(exchange));
        self.session.exchanges.mark_failed(exchange, error.clone());
        error
    }

    /// The server's 253, where it is an error.
    pub(super) fn not_exist(&self, msg: String, exchange: ExchangeId) -> ApiError {
        self.error(Kind::Server { code: Code::NotExist, msg }, false, Some(exchange))
    }

    pub(super) fn error(&self, kind: Kind, writes: bool, exchange: Option<ExchangeId>) -> ApiError {
        let own_host = location().host().unwrap_or_default();
        let host = self.session.connection.address.host(&own_host).to_owned();
        ApiError { kind, host, writes, exchange }
    }

    /// `asked` is what the call is a form of; `None` for one that was typed by hand.
    async fn exchange(&self, asked: Option<(Operation, WireForm)>, by: By, call: &Call) -> Outcome {
        let session = &self.session;
        let time = time::now();
        let permit = match guard::permit(session, call, by) {
            Ok(permit) => permit,
            Err(kind) => {
                return Outcome {
                    result: Err(kind),
                    reading: Reading { value: (), time, took_ms: 0, exchange: 0 },
                };
            }
        };
        let url = session.connection.address.join(&call.path);
        let signature =
            permit.secret.as_ref().map(|secret| sign::sign(secret, &nonce(), session.signing_time()));
        let mut headers = Vec::new();
        if call.method == Method::Post {
            headers.push(("content-type", "application/json; charset=utf-8".to_owned()));
        }
        if let Some(signature) = &signature {
            headers.push(("nonce", signature.nonce.clone()));
            headers.push(("timestamp", signature.timestamp.to_string()));
            headers.push(("sign", signature.sign.clone()));
        }
        let probe = session.connection.address.join(health::NODES.path);
        let leave = if call.writes { None } else { self.leave.and_then(Leave::signal) };
        let id = session.exchanges.next_id();
        let began_ms = time::ticks_ms();
        let sent = fetch::send(
            &permit,
            &Outgoing {
                is_get: call.method == Method::Get,
                url: &url,
                headers: &headers,
                body: call.body.as_deref(),
                leave: leave.as_ref(),
                probe: &probe,
            },
        )
        .await;
        let took_ms = time::elapsed_ms(began_ms, time::ticks_ms());
        let result = sent.as_ref().map_err(Clone::clone).and_then(classify);
        // A call that nobody waits for any more is no failure of the server's.
        if !matches!(result, Err(Kind::Left)) {
            let literals: Vec<&str> = [
                signature.as_ref().map(|signature| signature.sign.as_str()),
                permit.secret.as_ref().map(|secret| secret.expose()),
            ]
            .into_iter()
            .flatten()
            .chain(keys(session.connection.address.as_str()))
            .collect();
            let finding_out = asked.is_some_and(|(operation, form)| {
                let known = session.capabilities.with_untracked(|table| table.get(operation));
                known != Capability::Answers(form)
            });
            let failed = result.as_ref().err().filter(|kind| !is_state(kind, finding_out));
            let failure = failed.map(|kind| self.error(kind.clone(), call.writes, Some(id)));
            session.exchanges.push(Exchange {
                id,
                time,
                page: self.page,
                method: call.method.as_str(),
                path: call.path.clone(),
                url: shown_url(&session.connection.address, &call.path),
                form: asked.map(|(_, form)| form),
                writes: call.writes,
                signed: call.signed,
                signed_at: signature.as_ref().map(|signature| signature.timestamp),
                body: call.body.as_deref().map(|body| redact(body, &literals)),
                took_ms,
                answer: sent.as_ref().ok().map(|raw| kept(raw, &result, &literals)),
                failure,
            });
            self.note(call, &result, took_ms);
            if let (Ok(_), Some(secret), Some(connection)) =
                (&result, &permit.secret, session.connection_now())
            {
                vault::accepted(&connection, secret);
            }
        }
        Outcome { result, reading: Reading { value: (), time, took_ms, exchange: id } }
    }

    /// What the exchange says about the connection as a whole.
    fn note(&self, call: &Call, result: &Result<Envelope, Kind>, took_ms: u32) {
        let sign_in = &self.session.sign_in;
        let heard = match result {
            Err(kind) if kind.refuses_signature() => Some(SignIn::Refused),
            Err(kind) if kind.is_unreachable() => Some(SignIn::Unreachable),
            Ok(_) | Err(Kind::Server { .. } | Kind::Exception { .. }) if call.signed => {
                Some(SignIn::SignedIn)
            }
            // An unsigned answer shows that the server is there again, and nothing about the secret.
            Ok(_) => (sign_in.get_untracked() == SignIn::Unreachable).then_some(SignIn::NotAsked),
            Err(_) => None,
        };
        if let Some(heard) = heard.filter(|heard| *heard != sign_in.get_untracked()) {
            sign_in.set(heard);
        }
        if !matches!(result, Err(kind) if !is_state(kind, false)) {
            self.session.answer_ms.set(Some(took_ms));
        }
    }
}

/// "Does not exist" is an answer, and so is "no such path" while we find out which form a server speaks.
fn is_state(kind: &Kind, finding_out: bool) -> bool {
    match kind {
        Kind::Server { code: Code::NotExist, .. } => true,
        Kind::NotThere { .. } => finding_out,
        _ => false,
    }
}

pub(super) fn kept(raw: &RawAnswer, result: &Result<Envelope, Kind>, literals: &[&str]) -> Answer {
    let code = match result {
        Ok(envelope) => Some(envelope.code),
        Err(Kind::Server { code, .. }) => Some(*code),
        Err(_) => None,
    };
    // Redacted before it is cut: a secret must not survive because its closing quote fell away.
    let mut text = redact(&raw.text, literals);
    if text.len() > KEPT_BYTES {
        let end = (0..=KEPT_BYTES).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
        text.truncate(end);
    }
    Answer {
        status: raw.status,
        headers: raw.headers.clone(),
        text,
        size: raw.text.len(),
        code,
        is_html: raw.is_html(),
    }
}

/// The whole address of a call as it may be kept, shown and copied: without the keys that a proxy's template may have.
pub(crate) fn shown_url(address: &Address, path: &str) -> String {
    absolute(&address.without_keys().join(path))
}

/// With the own origin before a path.
pub(crate) fn absolute(url: &str) -> String {
    if origin_of(url).is_some() {
        url.to_owned()
    } else {
        format!("{}{url}", location().origin().unwrap_or_default())
    }
}

/// From the browser's generator, which works on plain http too.
pub(super) fn nonce() -> String {
    let mut bytes = [0_u8; 8];
    let filled = window().crypto().and_then(|crypto| crypto.get_random_values_with_u8_array(&mut bytes));
    match filled {
        Ok(_) => u64::from_le_bytes(bytes).to_string(),
        // The nonce protects nothing by being unguessable (the server keeps none); it must only not be empty.
        Err(_) => time::ticks_ms().to_bits().to_string(),
    }
}
