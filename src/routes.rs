//! Which address is which page. The only place that knows all pages.

mod later;

use crate::components::connected::{known, signed};
use crate::dom::prelude::*;
use crate::dom::redirect;
use crate::i18n::Lang;
use crate::pages::connections::home_page;
use crate::pages::not_found::not_found;
use crate::pages::overview::overview_page;
use crate::paths::{self, ConnectionPage, Place};
use crate::state::session::Session;
use later::{LonePage, lone_later, page_later};

/// The page that the address names. It is kept while only what it has open changes.
pub(crate) fn pages() -> AnyView {
    let location = use_location();
    let base = paths::base();
    let place = memo(move || location.with_path(|path| Place::of(path, &base)));
    (move || match place.get() {
        Place::Root => home_page(|| lone_later(LonePage::New)),
        Place::Connections => lone_later(LonePage::List),
        Place::NewConnection => lone_later(LonePage::New),
        Place::Connection(slug) => redirect(paths::overview(&slug)),
        Place::Page(slug, page) => known(slug, page_of(page)),
        Place::Nowhere => not_found(),
    })
    .into_any()
}

fn page_of(page: ConnectionPage) -> fn(Session) -> AnyView {
    /// A page that asks for the secret first, if there is none.
    macro_rules! behind_secret {
        ($page:ident, $title:ident) => {
            |session| signed(session, Lang::$title, |session| page_later(session, ConnectionPage::$page))
        };
    }
    match page {
        ConnectionPage::Overview => |session| signed(session, Lang::nav_overview, overview_page),
        ConnectionPage::SystemSettings => behind_secret!(SystemSettings, nav_system_settings),
        ConnectionPage::UserSettings => behind_secret!(UserSettings, nav_user_settings),
        ConnectionPage::Files => behind_secret!(Files, nav_files),
        ConnectionPage::Pins => behind_secret!(Pins, nav_pins),
        ConnectionPage::Robots => behind_secret!(Robots, nav_robots),
        ConnectionPage::Changes => |session| page_later(session, ConnectionPage::Changes),
        ConnectionPage::Requests => |session| page_later(session, ConnectionPage::Requests),
        ConnectionPage::Console => behind_secret!(Console, nav_console),
        ConnectionPage::Connections => |session| page_later(session, ConnectionPage::Connections),
        ConnectionPage::Check => |session| page_later(session, ConnectionPage::Check),
        ConnectionPage::EditConnection => |session| page_later(session, ConnectionPage::EditConnection),
    }
}
