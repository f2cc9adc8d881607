//! Drawing: a thin layer between the signals of Leptos and the document.
//!
//! There is one type of view, and everything that changes is a boxed closure, so that a page costs a call per element
//! rather than a type per element: with Leptos' own renderer the same pages weigh half as much again. Signals, effects and
//! owners are Leptos'.

mod attribute;
mod each;
mod element;
mod into_view;
mod location;
mod once;
pub(crate) mod prelude;

use leptos::prelude::{RenderEffect, document, on_cleanup};
use send_wrapper::SendWrapper;
use wasm_bindgen::JsCast;
use web_sys::Node;

pub(crate) use each::each;
pub(crate) use element::{
    attr, child, close, done, on, open, open_several, open_svg, prop, reopen, shapes, style, text, text_attr,
    toggle_class, with,
};
pub(crate) use into_view::{CollectView, IntoView, show};
pub(crate) use location::{Location, redirect, use_location};

/// Nodes that are made and not yet placed: an element, a text, or a fragment of several. Placing it uses it up.
pub(crate) struct AnyView(Option<Node>);

impl AnyView {
    fn nothing() -> Self {
        Self(None)
    }

    fn of(node: Node) -> Self {
        Self(Some(node))
    }
}

/// Puts a view at the end of the body, for good.
pub(crate) fn place_in_body(view: AnyView) {
    if let (Some(body), Some(node)) = (document().body(), view.0) {
        append(&body, &node);
    }
}

/// Moves the focus to the first element that a selector of ours names.
pub(crate) fn focus(selector: &str) {
    let found = document().query_selector(selector).ok().flatten();
    if let Some(found) = found.and_then(|found| found.dyn_into::<web_sys::HtmlElement>().ok()) {
        // What can't take the focus leaves it where it is.
        let _ = found.focus();
    }
}

fn append(parent: &Node, child: &Node) {
    // It fails only where a node would become its own ancestor, which new nodes can't.
    let _ = parent.append_child(child);
}

fn insert_before(child: &Node, reference: &Node) {
    if let Some(parent) = reference.parent_node() {
        // As above; the reference is a child of this parent by construction.
        let _ = parent.insert_before(child, Some(reference));
    }
}

fn fragment() -> Node {
    document().create_document_fragment().into()
}

/// An unseen mark that holds a place.
fn place() -> Node {
    document().create_text_node("").into()
}

fn remove_between(start: &Node, end: &Node) {
    while let Some(node) = start.next_sibling().filter(|node| !node.is_same_node(Some(end))) {
        if let Some(parent) = node.parent_node() {
            // A child can always be removed from its parent.
            let _ = parent.remove_child(&node);
        }
    }
}

/// Runs now and again whenever a signal that it read changes, as long as what it belongs to is shown.
fn follow(run: Box<dyn Fn()>) {
    keep(RenderEffect::new(move |_: Option<()>| run()));
}

/// Keeps something alive until its owner goes.
fn keep<T: 'static>(value: T) {
    let value = SendWrapper::new(value);
    on_cleanup(move || drop(value));
}

/// A view that is made anew whenever a signal that it read changes. Everything made in it goes with it.
fn dynamic(make: Box<dyn Fn() -> AnyView>) -> AnyView {
    let (whole, start, end) = (fragment(), place(), place());
    append(&whole, &start);
    append(&whole, &end);
    follow(Box::new(move || {
        let made = make();
        remove_between(&start, &end);
        if let Some(node) = made.0 {
            insert_before(&node, &end);
        }
    }));
    AnyView::of(whole)
}
