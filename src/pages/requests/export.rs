//! The exchanges as a JSON file, without secrets: they were taken out before anything was kept.

use std::sync::Arc;

use serde_json::{Value, json};

use crate::i18n::Lang;
use crate::state::exchange::{Exchange, Exchanges};
use crate::state::time;
use crate::ui::download::download as offer;

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
    offer("firetower-requests.json", "application/json", &text);
}
