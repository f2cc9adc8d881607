//! What can stand between braces in a view.

use leptos::prelude::{Get, document};

use super::once::memo;
use super::{AnyView, append, dynamic, fragment};

pub(crate) trait IntoView {
    fn into_any(self) -> AnyView;
}

impl IntoView for AnyView {
    fn into_any(self) -> AnyView {
        self
    }
}

impl IntoView for () {
    fn into_any(self) -> AnyView {
        AnyView::nothing()
    }
}

impl IntoView for &str {
    fn into_any(self) -> AnyView {
        AnyView::of(document().create_text_node(self).into())
    }
}

impl IntoView for String {
    fn into_any(self) -> AnyView {
        self.as_str().into_any()
    }
}

impl<V: IntoView> IntoView for Option<V> {
    fn into_any(self) -> AnyView {
        self.map_or_else(AnyView::nothing, V::into_any)
    }
}

impl<V: IntoView> IntoView for Vec<V> {
    fn into_any(self) -> AnyView {
        self.into_iter().collect_view()
    }
}

/// A closure is a view that follows the signals it reads.
impl<V: IntoView, F: Fn() -> V + 'static> IntoView for F {
    fn into_any(self) -> AnyView {
        dynamic(Box::new(move || self().into_any()))
    }
}

pub(crate) trait CollectView {
    fn collect_view(self) -> AnyView;
}

impl<V: IntoView, I: Iterator<Item = V>> CollectView for I {
    fn collect_view(self) -> AnyView {
        let whole = fragment();
        for view in self {
            if let Some(node) = view.into_any().0 {
                append(&whole, &node);
            }
        }
        AnyView::of(whole)
    }
}

/// Made when `when` becomes true, and gone when it becomes false; it stays as it is while `when` is asked again.
pub(crate) fn show(
    when: impl Fn() -> bool + Send + Sync + 'static,
    view: impl Fn() -> AnyView + 'static,
) -> AnyView {
    let when = memo(when);
    dynamic(Box::new(move || if when.get() { view() } else { AnyView::nothing() }))
}
