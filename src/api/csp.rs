//! The dashboard's own policy as a step of its own: the browser tells a violation only as an event, beside a fetch that
//! fails like any other.

use std::cell::RefCell;

use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;

use crate::state::time;

/// How long after a fetch began its violation may come.
const KEPT_MS: f64 = 30_000.0;

/// One request that the page's own policy kept from being sent.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Violation {
    at_ms: f64,
    /// What was to be called: of another origin, its origin alone.
    pub(crate) uri: String,
    /// The part of the policy, e.g. `connect-src`.
    pub(crate) directive: String,
}

thread_local! {
    static BLOCKED: RefCell<Vec<Violation>> = const { RefCell::new(Vec::new()) };
}

/// Listens for the life of the page.
pub(crate) fn watch() {
    let note = Closure::<dyn Fn(_)>::new(|event: web_sys::SecurityPolicyViolationEvent| {
        let directive = event.effective_directive();
        if matches!(directive.as_str(), "connect-src" | "img-src" | "media-src") {
            let now = time::ticks_ms();
            BLOCKED.with_borrow_mut(|blocked| {
                blocked.retain(|known| now - known.at_ms < KEPT_MS);
                blocked.push(Violation { at_ms: now, uri: event.blocked_uri(), directive });
            });
        }
    });
    let added = leptos::prelude::document()
        .add_event_listener_with_callback("securitypolicyviolation", note.as_ref().unchecked_ref());
    if added.is_ok() {
        note.forget();
    }
}

/// Whether a call to this address, or a file at it, was blocked since then.
pub(super) fn blocked(url: &str, since_ms: f64) -> bool {
    violation(url, since_ms).is_some()
}

/// The violation by which it was.
pub(super) fn violation(url: &str, since_ms: f64) -> Option<Violation> {
    BLOCKED.with_borrow(|blocked| {
        blocked
            .iter()
            .find(|known| {
                let uri = known.uri.as_str();
                known.at_ms >= since_ms && !uri.is_empty() && (url.starts_with(uri) || uri.starts_with(url))
            })
            .cloned()
    })
}
