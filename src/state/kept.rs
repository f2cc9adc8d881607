//! What is typed and not yet sent, where it is no draft of a change: kept with its tab (sessionStorage), so that a lock or
//! a reload takes nothing away. It is forgotten once it was sent, and with its connection. Never for a secret.

use leptos::prelude::*;

use crate::dom::prelude::watch;

const PREFIX: &str = "firetower.kept.";

/// In the place of the name of a connection that has none yet; no connection can be called so.
pub(crate) const NO_CONNECTION: &str = "+";

/// The form of a connection.
pub(crate) const CONNECTION: &str = "connection";

/// Between what a field would say by itself and what was typed instead; and between the fields of a form.
const BETWEEN: char = '\u{1f}';
const FIELDS: char = '\u{1e}';

fn of_tab() -> Option<web_sys::Storage> {
    web_sys::window()?.session_storage().ok()?
}

fn key(slug: &str, field: &str) -> String {
    format!("{PREFIX}{slug}.{field}")
}

/// Several texts as one.
pub(crate) fn together(fields: &[&str]) -> String {
    fields.join(&FIELDS.to_string())
}

/// The same number of texts again, or nothing.
pub(crate) fn apart<const COUNT: usize>(text: &str) -> Option<[&str; COUNT]> {
    text.split(FIELDS).collect::<Vec<_>>().try_into().ok()
}

/// Keeps what `typed` says as long as it differs from what stands there by itself, `usual`, and puts it back where the
/// same stands there again. Both are tracked. Call it after what fills the field.
pub(crate) fn keep(
    slug: &str,
    field: &'static str,
    usual: impl Fn() -> String + 'static,
    typed: impl Fn() -> String + 'static,
    put: impl Fn(&str) + 'static,
) {
    keep_boxed(key(slug, field), Box::new(usual), Box::new(typed), Box::new(put));
}

fn keep_boxed(
    key: String,
    usual: Box<dyn Fn() -> String>,
    typed: Box<dyn Fn() -> String>,
    put: Box<dyn Fn(&str)>,
) {
    let is_begun = StoredValue::new(false);
    watch(move || {
        let (usual, mut now) = (usual(), typed());
        if !is_begun.get_value() {
            is_begun.set_value(true);
            if let Some(kept) = kept_over(&read(&key).unwrap_or_default(), &usual) {
                put(kept);
                kept.clone_into(&mut now);
            }
        }
        write(&key, &to_keep(&usual, &now));
    });
}

/// For a field that is empty by itself.
pub(crate) fn text(slug: &str, field: &'static str) -> RwSignal<String> {
    let text = RwSignal::new(String::new());
    keep(slug, field, String::new, move || text.get(), move |kept| text.set(kept.to_owned()));
    text
}

fn to_keep(usual: &str, now: &str) -> String {
    if usual == now { String::new() } else { format!("{usual}{BETWEEN}{now}") }
}

fn kept_over<'a>(stored: &'a str, usual: &str) -> Option<&'a str> {
    stored.split_once(BETWEEN).filter(|(over, _)| *over == usual).map(|(_, now)| now)
}

fn read(key: &str) -> Option<String> {
    of_tab()?.get_item(key).ok()?
}

/// An empty text is none. Where a browser refuses, it stays in the page alone.
fn write(key: &str, text: &str) {
    let Some(storage) = of_tab() else { return };
    let _ = if text.is_empty() { storage.remove_item(key) } else { storage.set_item(key, text) };
}

/// It was sent.
pub(crate) fn forget(slug: &str, field: &str) {
    write(&key(slug, field), "");
}

/// All that was typed for a connection, in this tab.
pub(crate) fn forget_all(slug: &str) {
    moved(slug, None);
}

/// All that was typed for a connection goes along with its name in links.
pub(crate) fn renamed(from: &str, to: &str) {
    moved(from, Some(to));
}

fn moved(from: &str, to: Option<&str>) {
    let Some(storage) = of_tab() else { return };
    let start = key(from, "");
    let count = storage.length().unwrap_or_default();
    let keys: Vec<String> = (0..count).filter_map(|index| storage.key(index).ok()?).collect();
    for old in keys {
        let Some(field) = old.strip_prefix(&start) else { continue };
        let text = read(&old).unwrap_or_default();
        write(&old, "");
        if let Some(to) = to {
            write(&key(to, field), &text);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_was_typed_comes_back_only_where_the_same_stands() {
        assert_eq!(kept_over(&to_keep("1", "12"), "1"), Some("12"));
        assert_eq!(kept_over(&to_keep("1", ""), "1"), Some(""));
        assert_eq!(kept_over(&to_keep("1", "12"), "2"), None);
        assert_eq!(kept_over(&to_keep("1", "1"), "1"), None, "nothing was typed");
        assert_eq!(apart::<2>(&together(&["a", ""])), Some(["a", ""]));
        assert_eq!(apart::<3>("a"), None);
    }

    proptest! {
        #[test]
        fn any_text_comes_back(usual in "[^\u{1f}]*", now: String) {
            let kept = to_keep(&usual, &now);
            prop_assert_eq!(kept_over(&kept, &usual), (usual != now).then_some(now.as_str()));
        }

        #[test]
        fn any_fields_come_apart(one in "[^\u{1e}]*", other in "[^\u{1e}]*") {
            let whole = together(&[&one, &other]);
            prop_assert_eq!(apart::<2>(&whole), Some([one.as_str(), other.as_str()]));
        }
    }
}
