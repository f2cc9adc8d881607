//! The pages that the first view does without. They lie in a module of their own, which is loaded when one of them is
//! opened; what fails to load says so, and can be tried again.

use crate::dom::prelude::*;

use crate::components::bar::bar;
use crate::components::frame::strip;
use crate::i18n::{Lang, Word, say, tr};
use crate::pages::changes::changes_page;
use crate::pages::check::check_page;
use crate::pages::connections::{connections_page, edit_page, list_page, new_page};
use crate::pages::console::console_page;
use crate::pages::files::files_page;
use crate::pages::pins::pins_page;
use crate::pages::requests::requests_page;
use crate::pages::robots::robots_page;
use crate::pages::system_settings::system_settings_page;
use crate::pages::user_settings::user_settings_page;
use crate::paths::ConnectionPage;
use crate::state::session::Session;
use crate::ui::not_loaded::NotLoaded;
use crate::ui::statement::{Gravity, statement};

type Page = fn(Session) -> AnyView;
type Lone = fn() -> AnyView;

/// What only this function reaches is split off. It must therefore stay the only way to these pages.
#[cfg_attr(feature = "split", wasm_split_helpers::wasm_split(more, fallible))]
fn page_of(page: ConnectionPage) -> Result<Option<Page>, NotLoaded> {
    Ok(Some(match page {
        ConnectionPage::SystemSettings => system_settings_page,
        ConnectionPage::UserSettings => user_settings_page,
        ConnectionPage::Files => files_page,
        ConnectionPage::Pins => pins_page,
        ConnectionPage::Robots => robots_page,
        ConnectionPage::Changes => changes_page,
        ConnectionPage::Requests => requests_page,
        ConnectionPage::Console => console_page,
        ConnectionPage::Connections => connections_page,
        ConnectionPage::EditConnection => edit_page,
        ConnectionPage::Check => check_page,
        ConnectionPage::Overview => return Ok(None),
    }))
}

/// A page outside any connection.
#[derive(Clone, Copy)]
pub(super) enum LonePage {
    List,
    New,
}

/// As [`page_of`].
#[cfg_attr(feature = "split", wasm_split_helpers::wasm_split(more, fallible))]
fn lone_of(page: LonePage) -> Result<Lone, NotLoaded> {
    Ok(match page {
        LonePage::List => list_page,
        LonePage::New => new_page,
    })
}

#[cfg(feature = "split")]
async fn load_lone(page: LonePage) -> Result<Lone, NotLoaded> {
    lone_of(page).await
}

#[cfg(not(feature = "split"))]
#[expect(clippy::unused_async, reason = "the split build waits here")]
async fn load_lone(page: LonePage) -> Result<Lone, NotLoaded> {
    lone_of(page)
}

#[cfg(feature = "split")]
async fn load(page: ConnectionPage) -> Result<Option<Page>, NotLoaded> {
    page_of(page).await
}

/// A build for development is one module.
#[cfg(not(feature = "split"))]
#[expect(clippy::unused_async, reason = "the split build waits here")]
async fn load(page: ConnectionPage) -> Result<Option<Page>, NotLoaded> {
    page_of(page)
}

#[derive(Clone, Copy)]
enum State<T> {
    Loading,
    Failed,
    Loaded(T),
}

pub(super) fn later(session: Session, page: ConnectionPage) -> AnyView {
    let state = RwSignal::new(State::Loading);
    let begin = move || {
        state.set(State::Loading);
        spawn(async move {
            let loaded = load(page).await.map_or(State::Failed, State::Loaded);
            // The page may have been left meanwhile.
            state.try_set(loaded);
        });
    };
    begin();
    (move || match state.get() {
        State::Loading => waiting(),
        State::Failed => view! { {head(&session, page)}{failed(begin)} }.into_any(),
        State::Loaded(page) => page.map_or_else(|| ().into_any(), |page| page(session.clone())),
    })
    .into_any()
}

pub(super) fn later_lone(page: LonePage) -> AnyView {
    let state = RwSignal::new(State::Loading);
    let begin = move || {
        state.set(State::Loading);
        spawn(async move {
            state.try_set(load_lone(page).await.map_or(State::Failed, State::Loaded));
        });
    };
    begin();
    (move || match state.get() {
        State::Loading => waiting(),
        State::Failed => failed(begin),
        State::Loaded(list) => list(),
    })
    .into_any()
}

/// No bar yet: the page brings its own, and what had the focus in this one would lose it.
fn waiting() -> AnyView {
    view! {
        <div class="wait-line"><div class="progress"></div></div>
        <p class="offscreen" role="status">{tr(Lang::loading)}</p>
    }
    .into_any()
}

/// The bar that the page will have: its title, and on a small screen the way to the navigation.
fn head(session: &Session, page: ConnectionPage) -> AnyView {
    let title: Word = match page {
        ConnectionPage::Overview => Lang::nav_overview,
        ConnectionPage::SystemSettings => Lang::nav_system_settings,
        ConnectionPage::UserSettings => Lang::nav_user_settings,
        ConnectionPage::Files => Lang::nav_files,
        ConnectionPage::Pins => Lang::nav_pins,
        ConnectionPage::Robots => Lang::nav_robots,
        ConnectionPage::Changes => Lang::nav_changes,
        ConnectionPage::Requests => Lang::nav_requests,
        ConnectionPage::Console => Lang::nav_console,
        ConnectionPage::Check => Lang::nav_check,
        ConnectionPage::Connections | ConnectionPage::EditConnection => Lang::nav_connections,
    };
    let name = Some(session.name().to_owned());
    view! { {bar(title, name, ().into_any(), ().into_any())}{strip(session)} }.into_any()
}

fn failed(begin: impl Fn() + Send + Sync + 'static) -> AnyView {
    let reload = move |_| {
        // Nothing is left to do where a browser refuses to load its own page.
        let _ = window().location().reload();
    };
    let action = view! {
        <div class="row">
            <button type="button" class="btn" on:click=reload>{tr(Lang::later_reload)}</button>
            <button type="button" class="btn go" on:click=move |_| begin()>{tr(Lang::retry)}</button>
        </div>
    }
    .into_any();
    let title = say(|lang| lang.later_title().to_owned());
    let why = say(|lang| lang.later_why().to_owned());
    view! {
        <div class="page">
            <section class="card trouble">{statement(Gravity::Bad, true, title, why, action)}</section>
        </div>
    }
    .into_any()
}
