//! What the browser tells of itself. Names of permissions differ from browser to browser, and an unknown one is refused:
//! that is no answer, and no failure either.

use leptos::prelude::window;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

use super::judge::Browser;
use super::verdict::Evidence;

/// The names under which browsers keep the permission to call the local network.
const LOCAL_NETWORK: [&str; 3] = ["local-network-access", "local-network", "loopback-network"];

/// `near`: whether the permission for the local network may matter.
pub(super) async fn ask(near: bool) -> (Browser, Vec<Evidence>) {
    let offline = !window().navigator().on_line();
    let mut evidence = Vec::new();
    if offline {
        evidence.push(Evidence::Offline);
    }
    let mut local = None;
    for name in LOCAL_NETWORK.into_iter().filter(|_| near) {
        if let Some(state) = permission(name).await {
            if state != "granted" && local.as_deref() != Some("denied") {
                local = Some(state.clone());
            }
            evidence.push(Evidence::Permission { name, state });
        }
    }
    (Browser { offline, local }, evidence)
}

/// `granted`, `denied` or `prompt`.
async fn permission(name: &str) -> Option<String> {
    let navigator: JsValue = window().navigator().into();
    let permissions = js_sys::Reflect::get(&navigator, &"permissions".into()).ok()?;
    let query: js_sys::Function =
        js_sys::Reflect::get(&permissions, &"query".into()).ok()?.dyn_into().ok()?;
    let wanted = js_sys::Object::new();
    js_sys::Reflect::set(&wanted, &"name".into(), &name.into()).ok()?;
    let promise: js_sys::Promise = query.call1(&permissions, &wanted).ok()?.dyn_into().ok()?;
    let status = JsFuture::from(promise).await.ok()?;
    js_sys::Reflect::get(&status, &"state".into()).ok()?.as_string()
}
