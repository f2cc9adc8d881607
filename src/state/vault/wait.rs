//! Letting the browser do something else before the page's only thread is busy, or before storage is looked at again.

use leptos::prelude::*;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;

/// Two frames, so that what was just drawn is on the screen, on a slow machine too. A hidden tab draws none, and goes on after a moment.
pub(super) async fn drawn() {
    let mut frames = |done: js_sys::Function, _: js_sys::Function| {
        let by_time = done.clone();
        set_timeout(move || call(&by_time), std::time::Duration::from_millis(1000));
        request_animation_frame(move || request_animation_frame(move || call(&done)));
    };
    // It is never rejected.
    let _ = JsFuture::from(js_sys::Promise::new(&mut frames)).await;
}

/// What other tabs stored gets here first. Browsers don't say when it has, and Web Locks, which would order the tabs, are kept from
/// plain http.
pub(super) async fn later() {
    let mut wait = |done: js_sys::Function, _: js_sys::Function| {
        set_timeout(move || call(&done), std::time::Duration::from_millis(300));
    };
    // It is never rejected.
    let _ = JsFuture::from(js_sys::Promise::new(&mut wait)).await;
}

fn call(done: &js_sys::Function) {
    // Resolving a promise twice does nothing, and it does not throw.
    let _ = done.call0(&JsValue::NULL);
}
