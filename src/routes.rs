//! Which address is which page. The only place that knows all pages.

use leptos_router::hooks::use_location;
use leptos_router::location::{BrowserUrl, LocationProvider};

use crate::components::connected::{known, signed};
use crate::dom::prelude::*;
use crate::i18n::Lang;
use crate::pages::connections::{connections_page, edit_page, home_page, new_page};
use crate::pages::not_found::not_found;
use crate::pages::overview::overview_page;
use crate::pages::requests::requests_page;
use crate::pages::system_settings::system_settings_page;
use crate::paths::{self, ConnectionPage, Place};
use crate::state::session::Session;

/// The page that the address names. It is kept while only what it has open changes.
pub(crate) fn pages() -> AnyView {
    let pathname = use_location().pathname;
    let browser = use_context::<BrowserUrl>();
    watch(move || {
        pathname.track();
        // The router writes a link's address into the browser once the page says that it is there.
        if let Some(browser) = &browser {
            browser.ready_to_complete();
        }
    });
    let base = paths::base();
    let place = memo(move || pathname.with(|path| Place::of(path, &base)));
    (move || match place.get() {
        Place::Root => home_page(),
        Place::NewConnection => new_page(),
        Place::Connection(slug) => to(paths::overview(&slug)),
        Place::Page(slug, page) => known(slug, page_of(page)),
        Place::Nowhere => not_found(),
    })
    .into_any()
}

fn page_of(page: ConnectionPage) -> fn(Session) -> AnyView {
    match page {
        ConnectionPage::Overview => |session| signed(session, Lang::nav_overview, overview_page),
        ConnectionPage::SystemSettings => |session| signed(session, Lang::nav_system_settings, system_settings_page),
        ConnectionPage::Requests => requests_page,
        ConnectionPage::Connections => connections_page,
        ConnectionPage::EditConnection => edit_page,
    }
}

fn to(path: String) -> AnyView {
    let replace = paths::replace();
    watch(move || replace(&path));
    ().into_any()
}
