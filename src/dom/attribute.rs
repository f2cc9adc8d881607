//! What can stand behind the `=` of an attribute: text, a flag, an option of text, or a closure of one of them.

use leptos::prelude::{Get, Memo, RwSignal};
use wasm_bindgen::JsValue;

/// A value as an attribute: `None` is no attribute at all.
pub(crate) trait Value {
    fn into_text(self) -> Option<String>;
}

impl Value for &str {
    fn into_text(self) -> Option<String> {
        Some(self.to_owned())
    }
}

impl Value for String {
    fn into_text(self) -> Option<String> {
        Some(self)
    }
}

impl Value for bool {
    fn into_text(self) -> Option<String> {
        self.then(String::new)
    }
}

impl<V: Value> Value for Option<V> {
    fn into_text(self) -> Option<String> {
        self.and_then(V::into_text)
    }
}

/// A value that may change: the closure is asked again whenever a signal that it read changes.
pub(crate) enum Source<T> {
    Fixed(T),
    Following(Box<dyn Fn() -> T>),
}

pub(crate) trait IntoSource<T> {
    fn into_source(self) -> Source<T>;
}

macro_rules! fixed_text {
    ($($type:ty),*) => {$(
        impl IntoSource<Option<String>> for $type {
            fn into_source(self) -> Source<Option<String>> {
                Source::Fixed(self.into_text())
            }
        }
    )*};
}
fixed_text!(&str, String, bool, Option<&str>, Option<String>);

impl<V: Value, F: Fn() -> V + 'static> IntoSource<Option<String>> for F {
    fn into_source(self) -> Source<Option<String>> {
        Source::Following(Box::new(move || self().into_text()))
    }
}

impl<F: Fn() -> bool + 'static> IntoSource<bool> for F {
    fn into_source(self) -> Source<bool> {
        Source::Following(Box::new(self))
    }
}

impl IntoSource<bool> for bool {
    fn into_source(self) -> Source<bool> {
        Source::Fixed(self)
    }
}

impl IntoSource<bool> for Memo<bool> {
    fn into_source(self) -> Source<bool> {
        Source::Following(Box::new(move || self.get()))
    }
}

impl<V: Into<JsValue>, F: Fn() -> V + 'static> IntoSource<JsValue> for F {
    fn into_source(self) -> Source<JsValue> {
        Source::Following(Box::new(move || self().into()))
    }
}

impl IntoSource<JsValue> for RwSignal<String> {
    fn into_source(self) -> Source<JsValue> {
        Source::Following(Box::new(move || self.get().into()))
    }
}
