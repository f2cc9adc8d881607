//! Firetower: the open admin dashboard for WildfireChat servers, as a single-page app.
//!
//! `docs/ARCHITECTURE.md` has the bird's-eye view. Dependencies point one way:
//! [`ui`] ← [`components`] ← [`pages`] ← [`routes`] ← [`app`]; pages never import pages, and only [`api`] fetches.

mod api;
mod app;
mod components;
mod dom;
mod error;
mod i18n;
mod later;
mod pages;
mod paths;
mod routes;
mod start;
mod state;
mod ui;

use wasm_bindgen::JsValue;

/// Overwrites whatever is given back, so that a secret's text does not outlive the session, the field or the call that had it.
#[cfg(target_arch = "wasm32")]
#[global_allocator]
static ALLOCATOR: zeroizing_alloc::ZeroAlloc<std::alloc::System> =
    zeroizing_alloc::ZeroAlloc(std::alloc::System);

fn main() {
    std::panic::set_hook(Box::new(|info| fell(&info.to_string())));
    leptos::mount::mount_to_body(start::start);
}

/// WebAssembly can't be trusted to draw anything after a panic: `boot.js` says what happened.
fn fell(what: &str) {
    let init = web_sys::CustomEventInit::new();
    init.set_detail(&JsValue::from_str(what));
    if let (Some(window), Ok(event)) =
        (web_sys::window(), web_sys::CustomEvent::new_with_event_init_dict("firetower:panic", &init))
    {
        // Nothing is left to do about an event that can't be dispatched.
        let _ = window.dispatch_event(&event);
    }
}
