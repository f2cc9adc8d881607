//! Tabs of one browser tell each other that a connection's journal changed. What changed is read from the store, so that
//! nothing but a connection's name travels.

use leptos::prelude::on_cleanup;
use send_wrapper::SendWrapper;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{BroadcastChannel, MessageEvent};

const CHANNEL: &str = "firetower.journal";

/// A browser without such channels has one tab that knows, and the others when they are looked at.
pub(super) fn tell(slug: &str) {
    if let Ok(channel) = BroadcastChannel::new(CHANNEL) {
        // A text can always be sent.
        let _ = channel.post_message(&JsValue::from_str(slug));
        channel.close();
    }
}

/// Listens for as long as what calls this is shown.
pub(super) fn listen(slug: String, run: impl Fn() + 'static) {
    let Ok(channel) = BroadcastChannel::new(CHANNEL) else { return };
    let heard = Closure::<dyn Fn(MessageEvent)>::new(move |event: MessageEvent| {
        if event.data().as_string().as_deref() == Some(&slug) {
            run();
        }
    });
    channel.set_onmessage(Some(heard.as_ref().unchecked_ref()));
    let listening = SendWrapper::new((channel, heard));
    on_cleanup(move || listening.take().0.close());
}
