//! What is typed and not yet sent, where it is no draft of a change: kept with its tab, so that a lock or a reload takes
//! nothing away. It is forgotten once it was sent, and with its connection. Never for a secret.

use leptos::prelude::*;

use crate::dom::prelude::watch;

const PREFIX: &str = "firetower.kept.";

fn of_tab() -> Option<web_sys::Storage> {
    web_sys::window()?.session_storage().ok()?
}

fn key(slug: &str, field: &str) -> String {
    format!("{PREFIX}{slug}.{field}")
}

pub(crate) fn read(slug: &str, field: &str) -> Option<String> {
    of_tab()?.get_item(&key(slug, field)).ok()?
}

/// An empty text is none. A browser that refuses keeps it in the page alone.
pub(crate) fn write(slug: &str, field: &str, text: &str) {
    let Some(storage) = of_tab() else { return };
    let key = key(slug, field);
    let _ = if text.is_empty() { storage.remove_item(&key) } else { storage.set_item(&key, text) };
}

/// A text that is kept under a field's name while it is typed. `usual` stands there otherwise, and is not kept.
pub(crate) fn text_or(slug: &str, field: &'static str, usual: String) -> RwSignal<String> {
    let text = RwSignal::new(read(slug, field).unwrap_or_else(|| usual.clone()));
    let slug = slug.to_owned();
    watch(move || text.with(|text| write(&slug, field, if *text == usual { "" } else { text })));
    text
}

pub(crate) fn text(slug: &str, field: &'static str) -> RwSignal<String> {
    text_or(slug, field, String::new())
}

/// All that was typed for a connection, in this tab.
pub(crate) fn forget_all(slug: &str) {
    let Some(storage) = of_tab() else { return };
    let start = key(slug, "");
    let count = storage.length().unwrap_or_default();
    let keys: Vec<String> = (0..count).filter_map(|index| storage.key(index).ok()?).collect();
    for key in keys.into_iter().filter(|key| key.starts_with(&start)) {
        // What the browser does not let go stays with its tab alone.
        let _ = storage.remove_item(&key);
    }
}
