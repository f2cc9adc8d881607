//! The dashboard's own policy as a step of its own: the browser tells a violation only as an event, beside a fetch that
//! fails like any other.

use std::cell::RefCell;

use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;

use crate::state::time;

/// How long after a fetch began its violation may come.
const KEPT_MS: f64 = 30_000.0;

thread_local! {
    static BLOCKED: RefCell<Vec<(f64, String)>> = const { RefCell::new(Vec::new()) };
}

/// Listens for the life of the page.
pub(crate) fn watch() {
    let note = Closure::<dyn Fn(_)>::new(|event: web_sys::SecurityPolicyViolationEvent| {
        if matches!(event.effective_directive().as_str(), "connect-src" | "img-src" | "media-src") {
            let now = time::ticks_ms();
            BLOCKED.with_borrow_mut(|blocked| {
                blocked.retain(|(at, _)| now - at < KEPT_MS);
                blocked.push((now, event.blocked_uri()));
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
    BLOCKED.with_borrow(|blocked| {
        blocked.iter().any(|(at, uri)| {
            *at >= since_ms && !uri.is_empty() && (url.starts_with(uri) || uri.starts_with(url))
        })
    })
}
