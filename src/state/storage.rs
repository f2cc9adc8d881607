//! localStorage, with its refusals as values: a full disk or a blocked site must not end the app.

use serde::Serialize;
use serde::de::DeserializeOwned;

fn local() -> Option<web_sys::Storage> {
    web_sys::window()?.local_storage().ok()?
}

pub(crate) fn read(key: &str) -> Option<String> {
    local()?.get_item(key).ok()?
}

/// Whether the browser kept it.
pub(crate) fn write(key: &str, value: &str) -> bool {
    local().is_some_and(|storage| storage.set_item(key, value).is_ok())
}

pub(crate) fn remove(key: &str) {
    if let Some(storage) = local() {
        // A refusal leaves the old value, which the next read shows; there is nothing else to do about it.
        let _ = storage.remove_item(key);
    }
}

/// What is under one key lies under another. A storage that is full has no room for both at once.
pub(crate) fn moved(from: &str, to: &str) {
    if let Some(text) = read(from) {
        remove(from);
        if !write(to, &text) {
            write(from, &text);
        }
    }
}

pub(crate) fn read_json<T: DeserializeOwned>(key: &str) -> Option<T> {
    from_text(&read(key)?)
}

/// By way of a JSON value, as everywhere: one reader for all types keeps the wasm small.
pub(crate) fn from_text<T: DeserializeOwned>(text: &str) -> Option<T> {
    serde_json::from_value(serde_json::from_str(text).ok()?).ok()
}

pub(crate) fn write_json<T: Serialize>(key: &str, value: &T) -> bool {
    serde_json::to_string(value).is_ok_and(|text| write(key, &text))
}
