//! Effects, memos and tasks, boxed: Leptos compiles each of them once per closure, these once per type or once at all.

use std::future::Future;
use std::pin::Pin;

use leptos::ev::EventDescriptor;
use leptos::prelude::{Effect, Memo, WindowListenerHandle, window_event_listener_untyped};
use wasm_bindgen::JsCast;

/// Runs after what is being drawn stands, and again whenever a signal that it read changes.
pub(crate) fn watch(run: impl Fn() + 'static) {
    watch_boxed(Box::new(run));
}

fn watch_boxed(run: Box<dyn Fn()>) {
    Effect::new(move |_: Option<()>| run());
}

/// A value that is worked out anew when a signal that it read changes, and tells others only when it differs.
pub(crate) fn memo<T: PartialEq + Send + Sync + 'static>(
    work_out: impl Fn() -> T + Send + Sync + 'static,
) -> Memo<T> {
    memo_boxed(Box::new(work_out))
}

fn memo_boxed<T: PartialEq + Send + Sync + 'static>(work_out: Box<dyn Fn() -> T + Send + Sync>) -> Memo<T> {
    Memo::new(move |_| work_out())
}

/// Hears an event of the window, until it is removed.
pub(crate) fn window_event_listener<E: EventDescriptor>(
    event: E,
    run: impl Fn(E::EventType) + 'static,
) -> WindowListenerHandle
where
    E::EventType: JsCast,
{
    listen(&event.name(), Box::new(move |event| run(event.unchecked_into())))
}

fn listen(event: &str, run: Box<dyn Fn(web_sys::Event)>) -> WindowListenerHandle {
    window_event_listener_untyped(event, run)
}

/// Runs beside everything else, until it is done.
pub(crate) fn spawn(task: impl Future<Output = ()> + 'static) {
    let task: Pin<Box<dyn Future<Output = ()>>> = Box::pin(task);
    leptos::task::spawn_local(task);
}
