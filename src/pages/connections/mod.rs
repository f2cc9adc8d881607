//! Connections: the choice at the start, the list, and the form.

mod address_field;
mod fields;
mod file_origins;
mod form;
mod given;
mod keys;
mod list;
mod locking;
mod probe;
mod transfer;
mod typed;

use crate::dom::prelude::*;
use crate::dom::redirect;

use crate::components::bar::{bar, entitle};
use crate::components::frame::strip;
use crate::i18n::{Lang, say, tr};
use crate::paths;
use crate::state::config::config;
use crate::state::connections::{Connections, ReadyConnection, StorageState};
use crate::state::session::Session;
use crate::ui::field::{caution, problem};
use crate::ui::icon::{Icon, icon};

/// The root: a ready or an only connection opens, several are listed, none is the first run.
/// `first_run` draws the form that adds a connection.
pub(crate) fn home_page(first_run: fn() -> AnyView) -> AnyView {
    let connections = expect_context::<Connections>();
    let all = untrack(|| connections.all());
    let ready = expect_context::<ReadyConnection>().0;
    let only = match all.as_slice() {
        [one] => Some(one.slug.clone()),
        _ => None,
    };
    match ready.or(only) {
        Some(slug) => redirect(paths::overview(slug.as_str())),
        None if all.is_empty() => first_run(),
        // It has an address of its own, and lies in the module of the pages that come later.
        None => redirect(paths::CONNECTIONS.to_owned()),
    }
}

/// The list outside any connection.
pub(crate) fn list_page() -> AnyView {
    entitle(Lang::cn_title, None);
    view! { <div class="page lone"><h1>{tr(Lang::cn_title)}</h1>{storage_note()}{list::list(None)}{transfer::transfer()}{keys::keys()}{locking::locking()}</div> }
}

pub(crate) fn new_page() -> AnyView {
    if !config().add_connections {
        return view! { <div class="page lone">{given::closed()}</div> };
    }
    entitle(Lang::cf_title_new, None);
    let slug = untrack(|| use_location().query("slug"));
    let from = untrack(|| use_location().query("from"));
    let chosen = |slug: String| {
        let all = untrack(|| expect_context::<Connections>().chosen());
        all.into_iter().find(|known| known.slug.as_str() == slug)
    };
    let copied = from.and_then(chosen);
    view! { <div class="page lone">{storage_note()}{form::form(None, slug, copied)}</div> }.into_any()
}

pub(crate) fn edit_page(session: Session) -> AnyView {
    view! {
        {bar(Lang::nav_connections, Some(session.name().to_owned()), ().into_any(), ().into_any())}
        {strip(&session)}
        <div class="page lone">{storage_note()}{form::form(Some(session), None, None)}</div>
    }
    .into_any()
}

pub(crate) fn connections_page(session: Session) -> AnyView {
    let connections = expect_context::<Connections>();
    let about = say(move |lang| lang.cn_about(connections.all().len()));
    let add = config().add_connections.then(|| {
        view! { <a class="btn" href=paths::NEW_CONNECTION>{icon(Icon::Plus)}<span class="wide">{tr(Lang::cn_add)}</span></a> }
    });
    view! {
        {bar(Lang::nav_connections, Some(session.name().to_owned()), about.into_any(), add.into_any())}
        {strip(&session)}
        <div class="page">{storage_note()}{list::list(Some(session.slug().to_owned()))}{transfer::transfer()}{keys::keys()}{locking::locking()}</div>
    }
    .into_any()
}

fn storage_note() -> AnyView {
    let storage = expect_context::<Connections>().storage;
    (move || match storage.get() {
        // The frame says so on every page, since it writes nothing any more.
        StorageState::Fine | StorageState::Overtaken => ().into_any(),
        StorageState::Unreadable => problem(tr(Lang::cf_stored_broken)),
        StorageState::NotStored => caution(tr(Lang::cf_storage_failed)),
    })
    .into_any()
}
