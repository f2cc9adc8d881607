//! What tabs tell each other of the lock, and what somebody does in this one.

use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{BroadcastChannel, MessageEvent};

const CHANNEL: &str = "firetower.lock";

pub(super) fn tell(text: &str) {
    if let Ok(channel) = BroadcastChannel::new(CHANNEL) {
        // A text can always be sent.
        let _ = channel.post_message(&JsValue::from_str(text));
        channel.close();
    }
}

/// For the life of the page.
pub(super) fn listen(run: impl Fn(String) + 'static) {
    let Ok(channel) = BroadcastChannel::new(CHANNEL) else { return };
    let heard = Closure::<dyn Fn(MessageEvent)>::new(move |event: MessageEvent| {
        if let Some(text) = event.data().as_string() {
            run(text);
        }
    });
    channel.set_onmessage(Some(heard.as_ref().unchecked_ref()));
    heard.forget();
    // The browser keeps a channel that listens; the handle may go.
}

/// Before anything on the page hears of it, for the life of the page.
pub(super) fn listen_to(events: &[&str], run: impl Fn() + 'static) {
    let heard = Closure::<dyn Fn()>::new(run);
    for event in events {
        // Adding a listener does not fail.
        let _ = leptos::prelude::document().add_event_listener_with_callback_and_bool(
            event,
            heard.as_ref().unchecked_ref(),
            true,
        );
    }
    heard.forget();
}
