//! The exchanges of this tab: what was sent and what came back, without secrets and signatures.

use std::borrow::Cow;
use std::collections::VecDeque;
use std::sync::Arc;

use firetower_protocol::{Code, TimestampMs, WireForm};
use leptos::prelude::*;

use crate::error::ApiError;
use crate::state::page::Page;

/// How many exchanges a connection keeps.
pub(crate) const KEPT: usize = 500;
/// How much of an answer is kept, in bytes; enough to see what it is.
pub(crate) const KEPT_BYTES: usize = 64 * 1024;
/// From here on an exchange counts as slow.
pub(crate) const SLOW_MS: u32 = 1_000;

/// The number of an exchange, counted from 1 in the order of sending.
pub(crate) type ExchangeId = u32;

/// One request and what became of it. Everything here may be shown, copied and exported.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Exchange {
    pub(crate) id: ExchangeId,
    pub(crate) time: TimestampMs,
    pub(crate) page: Page,
    pub(crate) method: &'static str,
    /// As the API has it, e.g. `/admin/health`.
    pub(crate) path: Cow<'static, str>,
    /// The whole address that was called.
    pub(crate) url: String,
    /// `None` for a call that was typed by hand.
    pub(crate) form: Option<WireForm>,
    pub(crate) writes: bool,
    pub(crate) signed: bool,
    /// The time that it was signed with, if it was: a correction, or a search for the server's clock, makes it another one.
    pub(crate) signed_at: Option<TimestampMs>,
    /// JSON with secrets taken out.
    pub(crate) body: Option<String>,
    pub(crate) took_ms: u32,
    pub(crate) answer: Option<Answer>,
    /// `None` is success.
    pub(crate) failure: Option<ApiError>,
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    /// The headers that tell something, lower case.
    pub(crate) headers: Vec<(String, String)>,
    /// The first [`KEPT_BYTES`], with secrets taken out.
    pub(crate) text: String,
    /// Of the whole answer, in bytes.
    pub(crate) size: usize,
    pub(crate) code: Option<Code>,
    pub(crate) is_html: bool,
}

impl Exchange {
    pub(crate) fn failed(&self) -> bool {
        self.failure.is_some()
    }

    pub(crate) fn slow(&self) -> bool {
        self.took_ms >= SLOW_MS
    }
}

/// The ring of the last [`KEPT`] exchanges, newest first.
#[derive(Clone)]
pub(crate) struct Exchanges {
    ring: ArcRwSignal<VecDeque<Arc<Exchange>>>,
    next: ArcRwSignal<ExchangeId>,
}

impl Default for Exchanges {
    fn default() -> Self {
        Self { ring: ArcRwSignal::default(), next: ArcRwSignal::new(1) }
    }
}

impl Exchanges {
    pub(crate) fn next_id(&self) -> ExchangeId {
        let id = self.next.get_untracked();
        self.next.set(id.saturating_add(1));
        id
    }

    pub(crate) fn push(&self, exchange: Exchange) {
        self.ring.update(|ring| {
            ring.push_front(Arc::new(exchange));
            ring.truncate(KEPT);
        });
    }

    /// An answer whose frame was fine and whose content was not.
    pub(crate) fn mark_failed(&self, id: ExchangeId, error: ApiError) {
        self.ring.update(|ring| {
            if let Some(exchange) = ring.iter_mut().find(|exchange| exchange.id == id) {
                *exchange = Arc::new(Exchange { failure: Some(error), ..Exchange::clone(exchange) });
            }
        });
    }

    pub(crate) fn clear(&self) {
        self.ring.update(VecDeque::clear);
    }

    pub(crate) fn with<T>(&self, read: impl FnOnce(&VecDeque<Arc<Exchange>>) -> T) -> T {
        self.ring.with(read)
    }

    pub(crate) fn find(&self, id: ExchangeId) -> Option<Arc<Exchange>> {
        self.ring.with(|ring| ring.iter().find(|exchange| exchange.id == id).cloned())
    }
}
