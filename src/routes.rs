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
use later::{LonePage, later, later_lone};

/// The page that the address names. It is kept while only what it has open changes.
pub(crate) fn pages() -> AnyView {
    let location = use_location();
    let base = paths::base();
    let place = memo(move || location.with_path(|path| Place::of(path, &base)));
    (move || match place.get() {
        Place::Root => home_page(|| later_lone(LonePage::New)),
        Place::Connections => later_lone(LonePage::List),
        Place::NewConnection => later_lone(LonePage::New),
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
            |session| signed(session, Lang::$title, |session| later(session, ConnectionPage::$page))
        };
    }
    match page {
        ConnectionPage::Overview => |session| signed(session, Lang::nav_overview, overview_page),
        ConnectionPage::SystemSettings => behind_secret!(SystemSettings, nav_system_settings),
        ConnectionPage::UserSettings => behind_secret!(UserSettings, nav_user_settings),
        ConnectionPage::Files => behind_secret!(Files, nav_files),
        ConnectionPage::Pins => behind_secret!(Pins, nav_pins),
        ConnectionPage::Robots => behind_secret!(Robots, nav_robots),
        ConnectionPage::Changes => |session| later(session, ConnectionPage::Changes),
        ConnectionPage::Requests => |session| later(session, ConnectionPage::Requests),
        ConnectionPage::Console => behind_secret!(Console, nav_console),
        ConnectionPage::Connections => |session| later(session, ConnectionPage::Connections),
        ConnectionPage::Check => |session| later(session, ConnectionPage::Check),
        ConnectionPage::EditConnection => |session| later(session, ConnectionPage::EditConnection),
    }
}
