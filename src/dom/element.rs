//! Elements while they are being made: `view!` expands to calls of these, in the order in which it is read.
//!
//! What is open stands on a stack rather than in values that are handed from call to call, so that an attribute or a
//! child costs one call with constants. Views that are made while another is open are done before it goes on.

use std::cell::RefCell;

use leptos::prelude::{document, on_cleanup};
use send_wrapper::SendWrapper;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::Node;

use super::attribute::{IntoSource, Source};
use super::{AnyView, IntoView, append, follow, fragment};

thread_local! {
    static OPEN: RefCell<Vec<Node>> = const { RefCell::new(Vec::new()) };
}

fn push(node: Option<Node>) {
    // A tag's name is a constant of ours and so a valid one; were it not, its content would still be shown.
    let node = node.unwrap_or_else(fragment);
    OPEN.with_borrow_mut(|open| open.push(node));
}

fn pop() -> Option<Node> {
    OPEN.with_borrow_mut(Vec::pop)
}

fn top() -> Option<web_sys::Element> {
    OPEN.with_borrow(|open| open.last().cloned()).and_then(|node| node.dyn_into().ok())
}

pub(crate) fn open(tag: &'static str) {
    push(document().create_element(tag).ok().map(Node::from));
}

pub(crate) fn open_svg(tag: &'static str) {
    push(document().create_element_ns(Some("http://www.w3.org/2000/svg"), tag).ok().map(Node::from));
}

/// Several views one after the other.
pub(crate) fn open_several() {
    push(None);
}

/// Ends an element inside another one.
pub(crate) fn close() {
    if let Some(node) = pop() {
        place(&node);
    }
}

/// Ends the outermost element: the view is made.
pub(crate) fn done() -> AnyView {
    AnyView(pop())
}

fn place(node: &Node) {
    OPEN.with_borrow(|open| {
        if let Some(parent) = open.last() {
            append(parent, node);
        }
    });
}

pub(crate) fn child(view: impl IntoView) {
    add(view.into_any());
}

fn add(view: AnyView) {
    if let Some(node) = view.0 {
        place(&node);
    }
}

pub(crate) fn text(text: &'static str) {
    place(&document().create_text_node(text));
}

pub(crate) fn text_attr(name: &'static str, value: &'static str) {
    if let Some(element) = top() {
        set(&element, name, Some(value));
    }
}

pub(crate) fn attr(name: &'static str, value: impl IntoSource<Option<String>>) {
    attr_from(name, value.into_source());
}

fn attr_from(name: &'static str, source: Source<Option<String>>) {
    bind(source, move |element, value| set(element, name, value.as_deref()));
}

pub(crate) fn toggle_class(class: &'static str, on: impl IntoSource<bool>) {
    class_from(class, on.into_source());
}

fn class_from(class: &'static str, on: Source<bool>) {
    bind(on, move |element, on| {
        // A class that is a valid token is never refused.
        let _ = element.class_list().toggle_with_force(class, on);
    });
}

/// Through the style object: `style` attributes are forbidden by the policy.
pub(crate) fn style(property: &'static str, value: String) {
    if let Some(element) = top().and_then(|element| element.dyn_into::<web_sys::HtmlElement>().ok()) {
        // An unknown property is ignored by the browser.
        let _ = element.style().set_property(property, &value);
    }
}

pub(crate) fn prop(name: &'static str, value: impl IntoSource<JsValue>) {
    prop_from(name, value.into_source());
}

fn prop_from(name: &'static str, source: Source<JsValue>) {
    bind(source, move |element, value| {
        let name = JsValue::from_str(name);
        let same = js_sys::Reflect::get(element, &name).is_ok_and(|now| now == value);
        // Setting an input's value moves its caret, so it is set only when it differs.
        if !same {
            // The properties that are set here exist and can be written.
            let _ = js_sys::Reflect::set(element, &name, &value);
        }
    });
}

pub(crate) fn on<E: JsCast + 'static>(event: &'static str, run: impl Fn(E) + 'static) {
    listen(event, Box::new(move |event| run(event.unchecked_into())));
}

fn listen(event: &'static str, run: Box<dyn Fn(web_sys::Event)>) {
    if let Some(element) = top() {
        let closure = Closure::<dyn Fn(web_sys::Event)>::wrap(run);
        // Adding and removing a listener does not fail.
        let _ = element.add_event_listener_with_callback(event, closure.as_ref().unchecked_ref());
        let listener = SendWrapper::new((element, closure));
        // An event may still be on its way when the element goes, and must not find a closure that is gone.
        on_cleanup(move || {
            let (element, closure) = listener.take();
            let _ = element.remove_event_listener_with_callback(event, closure.as_ref().unchecked_ref());
        });
    }
}

/// The shapes of a drawing, such as `<path d="…"/><circle r="3"/>`, one after the other and none in another. They are
/// read here, for the policy keeps the browser from making elements out of a text.
pub(crate) fn shapes(drawing: &'static str) {
    for (tag, attributes) in tags(drawing) {
        open_svg(tag);
        if let Some(element) = top() {
            for (name, value) in attributes {
                // The drawings are ours, and their attributes have good names.
                let _ = element.set_attribute(name, value);
            }
        }
        close();
    }
}

/// Each tag with its attributes.
fn tags(drawing: &str) -> impl Iterator<Item = (&str, impl Iterator<Item = (&str, &str)>)> {
    drawing.split('<').skip(1).map(|tag| {
        let (tag, attributes) = tag.split_once(' ').unwrap_or((tag, ""));
        let mut pieces = attributes.split('"');
        let pairs =
            std::iter::from_fn(move || Some((pieces.next()?.trim().strip_suffix('=')?, pieces.next()?)));
        (tag, pairs)
    })
}

/// Hands out the element, for what only the document's own interface can do.
pub(crate) fn with(run: impl FnOnce(&web_sys::Element)) {
    if let Some(element) = top() {
        run(&element);
    }
}

/// Goes on with the element that a selector of ours names, for a part that comes later than the element.
pub(crate) fn reopen(selector: &str, go_on: impl FnOnce()) {
    if let Some(element) = document().query_selector(selector).ok().flatten() {
        push(Some(element.into()));
        go_on();
        pop();
    }
}

fn bind<T: 'static>(source: Source<T>, apply: impl Fn(&web_sys::Element, T) + 'static) {
    if let Some(element) = top() {
        match source {
            Source::Fixed(value) => apply(&element, value),
            Source::Following(value) => follow(Box::new(move || apply(&element, value()))),
        }
    }
}

fn set(element: &web_sys::Element, name: &str, value: Option<&str>) {
    // An attribute's name is a constant of ours, so it is a valid one.
    let _ = match value {
        Some(value) => element.set_attribute(name, value),
        None => element.remove_attribute(name),
    };
}

#[cfg(test)]
mod tests {
    use super::tags;

    #[test]
    fn a_drawing_is_its_shapes_with_their_attributes() {
        let drawing = "<path d=\"M2 5h11 M1-.5\"/><circle class=\"lit\" cx=\"8\" r=\"3\" />";
        let read: Vec<(&str, Vec<(&str, &str)>)> =
            tags(drawing).map(|(tag, attributes)| (tag, attributes.collect())).collect();
        let expected = [
            ("path", vec![("d", "M2 5h11 M1-.5")]),
            ("circle", vec![("class", "lit"), ("cx", "8"), ("r", "3")]),
        ];
        assert_eq!(read, expected);
    }
}
