//! The exchanges as a JSON file, without secrets: they were taken out before anything was kept.

use std::sync::Arc;

use leptos::prelude::document;
use serde_json::{Value, json};
use wasm_bindgen::JsCast;

use crate::i18n::Lang;
use crate::state::exchange::{Exchange, Exchanges};
use crate::state::time;

fn record(exchange: &Exchange) -> Value {
    json!({
        "id": exchange.id,
        "time": time::iso(exchange.time),
        "method": exchange.method,
        "url": exchange.url,
        "body": exchange.body,
        "tookMs": exchange.took_ms,
        "status": exchange.answer.as_ref().map(|answer| answer.status),
        "code": exchange.answer.as_ref().and_then(|answer| answer.code).map(i32::from),
        "size": exchange.answer.as_ref().map(|answer| answer.size),
        // As text: a messageUid must not become a JavaScript number in whoever reads the file.
        "answer": exchange.answer.as_ref().map(|answer| answer.text.as_str()),
        "failure": exchange.failure.as_ref().map(|error| error.explain(Lang::En).title),
    })
}

pub(super) fn download(name: &str, exchanges: &Exchanges) {
    let records: Vec<Value> = leptos::prelude::untrack(|| {
        exchanges.with(|ring| ring.iter().map(Arc::as_ref).map(record).collect())
    });
    let text =
        serde_json::to_string_pretty(&json!({ "connection": name, "requests": records })).unwrap_or_default();
    // A browser that makes no blob or link has nothing to download with; the page itself still shows everything.
    let _ = offer(&text);
}

fn offer(text: &str) -> Option<()> {
    let options = web_sys::BlobPropertyBag::new();
    options.set_type("application/json");
    let parts = js_sys::Array::of1(&text.into());
    let blob = web_sys::Blob::new_with_str_sequence_and_options(&parts, &options).ok()?;
    let url = web_sys::Url::create_object_url_with_blob(&blob).ok()?;
    let link = document().create_element("a").ok()?.dyn_into::<web_sys::HtmlAnchorElement>().ok()?;
    link.set_href(&url);
    link.set_download("firetower-requests.json");
    link.click();
    web_sys::Url::revoke_object_url(&url).ok()
}
