//! The palette: pages and connections by a few letters of their name. Ctrl or Cmd with K opens it.

mod search;

use crate::dom::focus;
use crate::dom::prelude::*;
use crate::i18n::{Lang, tr};
use crate::state::connection::Connection;
use crate::state::session::Session;
use crate::ui::dialog::{closed, follow};
use crate::ui::field::problem;
use crate::ui::icon::{Icon, icon};
use crate::ui::keys::is_mac;
use crate::ui::not_loaded::NotLoaded;

type Search = fn(StoredValue<Connection>, Memo<Option<String>>, RwSignal<bool>) -> AnyView;

/// See `routes/later.rs`.
#[cfg_attr(feature = "split", wasm_split_helpers::wasm_split(more, fallible))]
fn the_search() -> Result<Search, NotLoaded> {
    Ok(search::search)
}

#[cfg(feature = "split")]
async fn load() -> Result<Search, NotLoaded> {
    the_search().await
}

/// A build for development is one module.
#[cfg(not(feature = "split"))]
#[expect(clippy::unused_async, reason = "the split build waits here")]
async fn load() -> Result<Search, NotLoaded> {
    the_search()
}

/// The field in the rail, which is a button, and the dialog behind it.
pub(crate) fn palette(session: &Session, page: Memo<Option<String>>) -> AnyView {
    let open = RwSignal::new(false);
    let keys = window_event_listener(leptos::ev::keydown, move |event| {
        let is_meant = (event.ctrl_key() || event.meta_key()) && !event.shift_key() && !event.alt_key();
        if is_meant && event.key().eq_ignore_ascii_case("k") {
            event.prevent_default();
            open.set(true);
        }
    });
    on_cleanup(move || keys.remove());
    let connection = StoredValue::new(session.connection.clone());
    view! {
        <button type="button" class="jump" aria-keyshortcuts="Control+K Meta+K" on:click=move |_| open.set(true)>
            {icon(Icon::Search)}<span>{tr(Lang::pl_open)}</span><kbd>{if is_mac() { "⌘K" } else { "Ctrl K" }}</kbd>
        </button>
        <dialog class="palette" aria-label=tr(Lang::pl_title) node_ref=move |element: &web_sys::Element| follow(element, open) on:close=move |event| closed(&event, open)>
            {move || open.get().then(|| later(connection, page, open))}
        </dialog>
    }
    .into_any()
}

/// Opened again, it is asked for again.
fn later(connection: StoredValue<Connection>, page: Memo<Option<String>>, open: RwSignal<bool>) -> AnyView {
    let came = RwSignal::new(None::<Option<Search>>);
    spawn(async move {
        let loaded = load().await.ok();
        // It may have been closed meanwhile.
        if came.try_set(Some(loaded)).is_none() {
            request_animation_frame(|| focus(".palette input"));
        }
    });
    (move || match came.get() {
        None => view! { <p class="muted nothing" role="status">{tr(Lang::loading)}</p> }.into_any(),
        Some(None) => view! { <div role="alert">{problem(tr(Lang::later_title))}</div> }.into_any(),
        Some(Some(search)) => search(connection, page, open),
    })
    .into_any()
}
