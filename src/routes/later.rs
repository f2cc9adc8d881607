//! The pages that the first view does without: what fails to load says so, and can be tried again. The blocks below must
//! stay the only way to these pages, or they lie in the first view too.

use crate::dom::prelude::*;

use crate::components::bar::bar;
use crate::components::frame::strip;
use crate::i18n::{Lang, Word, say, tr};
use crate::later::{NotLoaded, Part, later, wanted};
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
use crate::ui::statement::{Gravity, statement};

type Page = fn(Session) -> AnyView;
type Lone = fn() -> AnyView;

later! {
    async fn load(page: ConnectionPage) -> Result<Option<Page>, NotLoaded> = more::page_of {
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
}

/// A page outside any connection.
#[derive(Clone, Copy)]
pub(super) enum LonePage {
    List,
    New,
}

later! {
    async fn load_lone(page: LonePage) -> Result<Lone, NotLoaded> = more::lone_of {
        Ok(match page {
            LonePage::List => list_page,
            LonePage::New => new_page,
        })
    }
}

pub(super) fn page_later(session: Session, page: ConnectionPage) -> AnyView {
    let part = wanted(move || load(page));
    (move || match part.get() {
        Part::Loading => waiting(),
        Part::Failed => view! { {head(&session, page)}{failed(part.again())} }.into_any(),
        Part::Loaded(page) => page.map_or_else(|| ().into_any(), |page| page(session.clone())),
    })
    .into_any()
}

pub(super) fn lone_later(page: LonePage) -> AnyView {
    let part = wanted(move || load_lone(page));
    (move || match part.get() {
        Part::Loading => waiting(),
        Part::Failed => failed(part.again()),
        Part::Loaded(list) => list(),
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

fn failed(again: impl Fn() + 'static) -> AnyView {
    let reload = move |_| {
        // Nothing is left to do where a browser refuses to load its own page.
        let _ = window().location().reload();
    };
    let action = view! {
        <div class="row">
            <button type="button" class="btn" on:click=reload>{tr(Lang::later_reload)}</button>
            <button type="button" class="btn go" on:click=move |_| again()>{tr(Lang::retry)}</button>
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
