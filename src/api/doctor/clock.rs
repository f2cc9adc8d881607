//! Asking for the server's clock: see [`search`](super::search) for what is asked.
//!
//! A server looks at a request's time before it looks at its signature: an old one is 243, a wrong signature 244. So
//! everything here is signed with a word that was made up, and is worth nothing to whoever reads it on the way. A proxy's
//! `Date` is shown beside, and decides nothing.

use firetower_protocol::sign::{SIGNATURE_LIFETIME_MS, Secret};
use firetower_protocol::user::{self, Find};
use firetower_protocol::{Call, Code, TimestampMs, UserId};

use super::ask::{Asker, NOBODY};
use super::search::{Next, Search};
use super::verdict::How;
use crate::api::classify::classify;
use crate::api::client::{Leave, nonce};
use crate::api::fetch::Probed;
use crate::error::Kind;
use crate::state::session::Session;
use crate::state::time;

pub(crate) use super::search::Found;

/// A time that was tried, as its distance from this computer's clock, and whether the server took it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Tried {
    pub(crate) offset_ms: i64,
    pub(crate) is_taken: bool,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Sought {
    pub(crate) found: Found,
    pub(crate) tried: Vec<Tried>,
    /// How far the clock of who answered lies ahead, as its `Date` says, in whole seconds.
    pub(crate) proxy_ahead_ms: Option<i64>,
}

impl Sought {
    /// The newest time that was refused for its age, and the oldest that was taken.
    pub(crate) fn edge(&self) -> Option<(i64, i64)> {
        let Found::Ahead(ahead) = self.found else { return None };
        let refused = ahead - SIGNATURE_LIFETIME_MS;
        let taken =
            self.tried.iter().filter(|one| one.is_taken && one.offset_ms > refused).map(|one| one.offset_ms);
        Some((refused, taken.min()?))
    }
}

/// Why nothing was found out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum NotFound {
    /// It refuses without saying what for.
    Mute,
    /// It looks at the signature before the time.
    SignatureFirst,
    /// Something else came, or nothing.
    Unheard,
}

/// Asks until it is known; `heard` is told how often it asked.
pub(crate) async fn seek(session: &Session, leave: Leave, heard: impl Fn(usize)) -> Result<Sought, NotFound> {
    let mut tried = Vec::new();
    let (first, proxy_ahead_ms) = ask(session, leave, None, 0).await;
    let made_up = is_taken(first)?;
    // With the real secret: the same must be said of the same time, or the order is another one.
    if let Some(secret) = session.secret_now() {
        let (real, _) = ask(session, leave, Some(secret), 0).await;
        if is_taken(real)? != made_up {
            return Err(NotFound::SignatureFirst);
        }
    }
    let mut search = Search::new(proxy_ahead_ms);
    let mut known = Some(made_up);
    loop {
        match search.next() {
            Next::Ask(offset_ms) => {
                heard(tried.len());
                let is_taken = match known.take() {
                    Some(is_taken) => is_taken,
                    None => is_taken(ask(session, leave, None, offset_ms).await.0)?,
                };
                tried.push(Tried { offset_ms, is_taken });
                search.hear(is_taken);
            }
            // To be believed, that nothing is checked must be so for a good signature as well. It is an old one.
            Next::Done(Found::NoCheck) => {
                let oldest = tried.last().map_or(0, |one| one.offset_ms);
                if let Some(secret) = session.secret_now()
                    && !is_taken(ask(session, leave, Some(secret), oldest).await.0)?
                {
                    return Err(NotFound::SignatureFirst);
                }
                return Ok(Sought { found: Found::NoCheck, tried, proxy_ahead_ms });
            }
            Next::Done(found) => return Ok(Sought { found, tried, proxy_ahead_ms }),
        }
    }
}

/// A reading of somebody who is not there, which every edition has, with a time that lies so far ahead of this computer's.
pub(super) async fn ask(
    session: &Session,
    leave: Leave,
    secret: Option<Secret>,
    offset_ms: i64,
) -> (Result<(), Kind>, Option<i64>) {
    let secret = secret.unwrap_or_else(|| Secret::new(nonce()));
    let call: Call = user::INFO.call(&Find::Id(UserId(NOBODY.to_owned())));
    let asker = Asker { session: session.apart(Some(secret.clone())), leave };
    let at = TimestampMs(time::now().0.saturating_add(offset_ms));
    let asked = asker.signed_call(&call, &secret, at, How::SignedOld).await;
    match &asked.came {
        Probed::Answer(answer) => {
            let date = answer.header("date").and_then(time::from_date_header);
            (classify(answer).map(|_| ()), date.map(|date| date.0 - asked.at.0))
        }
        Probed::Redirected => (Err(Kind::Redirected), None),
        Probed::TimedOut { after_ms } => (Err(Kind::TimedOut { after_ms: *after_ms }), None),
        Probed::Nothing => (Err(Kind::Unreachable), None),
    }
}

/// Whether the time was no reason to refuse.
pub(super) fn is_taken(answer: Result<(), Kind>) -> Result<bool, NotFound> {
    match answer {
        Ok(()) | Err(Kind::Server { code: Code::SignatureRefused | Code::NotExist, .. }) => Ok(true),
        Err(Kind::Server { code: Code::SignatureExpired, .. }) => Ok(false),
        Err(Kind::Unauthorized) => Err(NotFound::Mute),
        Err(_) => Err(NotFound::Unheard),
    }
}
