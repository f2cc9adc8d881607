//! The palette: pages and connections by a few letters of their name. Ctrl or Cmd with K opens it.

mod search;

use crate::dom::focus;
use crate::dom::prelude::*;
use crate::i18n::{Lang, tr};
use crate::later::{NotLoaded, Part, later, wanted};
use crate::state::connection::Connection;
use crate::state::session::Session;
use crate::ui::dialog::{closed, follow};
use crate::ui::field::problem;
use crate::ui::icon::{Icon, icon};
use crate::ui::keys::is_mac;

/// What is searched, and where it is typed.
#[derive(Clone, Copy)]
struct Asked {
    /// The one whose pages and ids are found; outside any, other connections are all there is.
    connection: StoredValue<Option<Connection>>,
    page: Memo<Option<String>>,
    open: RwSignal<bool>,
    typed: RwSignal<String>,
}

type Search = fn(Asked) -> AnyView;

const FIELD: &str = ".palette input";

later! {
    async fn load() -> Result<Search, NotLoaded> = more::the_search { Ok(search::search) }
}

/// The field in the rail, which is a button, and the dialog behind it.
pub(crate) fn palette(session: &Session, page: Memo<Option<String>>) -> AnyView {
    let open = RwSignal::new(false);
    view! {
        <button type="button" class="jump" aria-keyshortcuts="Control+K Meta+K" on:click=move |_| open.set(true)>
            {icon(Icon::Search)}<span>{tr(Lang::pl_open)}</span><kbd>{if is_mac() { "⌘K" } else { "Ctrl K" }}</kbd>
        </button>
        {by_keys(Some(session.connection.clone()), page, open)}
    }
    .into_any()
}

/// The dialog alone: outside any connection there is no rail.
pub(crate) fn by_keys(
    connection: Option<Connection>,
    page: Memo<Option<String>>,
    open: RwSignal<bool>,
) -> AnyView {
    let keys = window_event_listener(leptos::ev::keydown, move |event| {
        let is_meant = (event.ctrl_key() || event.meta_key()) && !event.shift_key() && !event.alt_key();
        if is_meant && event.key().eq_ignore_ascii_case("k") {
            event.prevent_default();
            open.set(true);
        }
    });
    on_cleanup(move || keys.remove());
    let connection = StoredValue::new(connection);
    view! {
        <dialog class="palette" aria-label=tr(Lang::pl_title) node_ref=move |element: &web_sys::Element| follow(element, open) on:close=move |event| closed(&event, open)>
            {move || open.get().then(|| opened(connection, page, open))}
        </dialog>
    }
    .into_any()
}

/// Opened again, it is asked for again. The field is there from the start, since whoever pressed the keys types on.
fn opened(
    connection: StoredValue<Option<Connection>>,
    page: Memo<Option<String>>,
    open: RwSignal<bool>,
) -> AnyView {
    let part = wanted(load);
    let typed = RwSignal::new(String::new());
    // As soon as it stands in the document.
    spawn(async { focus(FIELD) });
    view! {
        <input class="in" type="text" name="palette" autocomplete="off" spellcheck="false" aria-label=tr(Lang::pl_title)
            placeholder=tr(Lang::pl_hint) on:input=move |event| typed.set(event_target_value(&event)) />
        {move || match part.get() {
            Part::Loading => view! { <p class="muted nothing" role="status">{tr(Lang::loading)}</p> }.into_any(),
            Part::Failed => view! { <div role="alert">{problem(tr(Lang::later_title))}</div> }.into_any(),
            Part::Loaded(search) => search(Asked { connection, page, open, typed }),
        }}
    }
    .into_any()
}
