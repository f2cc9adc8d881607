//! The address bar as a signal: links, Back and Forward without loading the page again.
//!
//! Leptos' router matches routes, nests them and parses parameters; here `paths` does that in one file, so all that is
//! needed is where we are and how to go elsewhere. The difference is 20 kB of wasm.

use leptos::ev;
use leptos::prelude::{Memo, RwSignal, Set, With, document, provide_context, untrack, use_context, window};
use wasm_bindgen::{JsCast, JsValue};

use super::AnyView;
use super::once::{memo, watch, window_event_listener};

/// Path and query as the browser shows them, base and all.
#[derive(Clone, Debug, Default, PartialEq)]
struct Here {
    path: String,
    query: String,
}

#[derive(Clone, Copy)]
pub(crate) struct Location(RwSignal<Here>);

impl Location {
    /// Listens to links, Back and Forward for the life of the page.
    pub(crate) fn provide() -> Self {
        let here = Self(RwSignal::new(shown()));
        window_event_listener(ev::popstate, move |_| here.0.set(shown()));
        window_event_listener(ev::click, move |event| {
            if let Some(address) = followed(&event) {
                event.prevent_default();
                here.go(&address, false);
            }
        });
        provide_context(here);
        here
    }

    /// The path, for whoever follows it.
    pub(crate) fn path(self) -> Memo<String> {
        memo(move || self.0.with(|here| here.path.clone()))
    }

    pub(crate) fn with_path<T>(self, read: impl FnOnce(&str) -> T) -> T {
        self.0.with(|here| read(&here.path))
    }

    /// A parameter of the query, decoded.
    pub(crate) fn query(self, name: &str) -> Option<String> {
        self.0.with(|here| web_sys::UrlSearchParams::new_with_str(&here.query).ok()?.get(name))
    }

    /// Goes to the new path of the same place, with its query and without a step for Back, where `moved` gives one.
    pub(crate) fn stay_with(self, moved: impl FnOnce(&str) -> Option<String>) {
        let address = untrack(|| self.0.with(|here| Some(format!("{}{}", moved(&here.path)?, here.query))));
        if let Some(address) = address {
            self.go(&address, true);
        }
    }

    /// Goes to an address relative to the base; `replace` leaves no step behind for Back.
    pub(crate) fn go(self, address: &str, replace: bool) {
        let Some(history) = window().history().ok() else { return };
        let base = document().base_uri().ok().flatten().unwrap_or_default();
        let Ok(url) = web_sys::Url::new_with_base(address, &base) else { return };
        let (state, href) = (JsValue::NULL, url.href());
        let moved = if replace {
            history.replace_state_with_url(&state, "", Some(&href))
        } else {
            history.push_state_with_url(&state, "", Some(&href))
        };
        // A browser limits how often this may be done; then the address lags behind and the page is right all the same.
        let _ = moved;
        self.0.set(Here { path: url.pathname(), query: url.search() });
    }
}

/// Call it while a component is being made.
pub(crate) fn use_location() -> Location {
    use_context::<Location>().unwrap_or_else(|| Location(RwSignal::new(shown())))
}

/// A view that goes on at once, without leaving a step behind for Back.
pub(crate) fn redirect(address: String) -> AnyView {
    let location = use_location();
    watch(move || location.go(&address, true));
    AnyView::nothing()
}

fn shown() -> Here {
    let location = window().location();
    Here { path: location.pathname().unwrap_or_default(), query: location.search().unwrap_or_default() }
}

/// The address of a plain click on one of our links; the browser keeps everything else (a new tab, another origin, a
/// download, a place on this page).
fn followed(event: &web_sys::MouseEvent) -> Option<String> {
    let is_plain = event.button() == 0
        && !(event.default_prevented()
            || event.meta_key()
            || event.ctrl_key()
            || event.alt_key()
            || event.shift_key());
    let target = event.target().filter(|_| is_plain)?.dyn_into::<web_sys::Element>().ok()?;
    let link = target.closest("a[href]").ok()??.dyn_into::<web_sys::HtmlAnchorElement>().ok()?;
    let ours = link.origin() == window().location().origin().ok()?
        && link.target().is_empty()
        && !link.has_attribute("download")
        && link.get_attribute("rel").is_none_or(|rel| rel != "external");
    ours.then(|| link.href())
}
