//! Every address of the dashboard, made and taken apart in this one file. Each names its connection.
//!
//! They are relative to the document's `<base href>`, so that one build lives under any path: as `href` they are right
//! as they are, and `Location::go` takes them too.

mod changes;
mod files;
mod manage;
mod pasted;
mod query;
mod robots;

use firetower_protocol::SettingId;
use leptos::prelude::document;

pub(crate) use changes::{ChangeEnd, ChangeKind, ChangesAt};
pub(crate) use files::{
    FileColumn, FileFilter, FileKind, FileSort, FilesAt, FilesPlace, FilesRow, FilesView,
};
pub(crate) use manage::{
    changes, console, console_request, conversation_files, file, files, pin, pins, pins_in, pins_of, robot,
    robots, user_files, user_setting, user_settings,
};
pub(crate) use pasted::{Pasted, conversation_of, pasted};
use query::Query;
pub(crate) use robots::{RobotsAt, RobotsOpen};

/// The choice of a connection. A lone dot is the base itself.
pub(crate) const ROOT: &str = ".";
pub(crate) const CONNECTIONS: &str = "connections";
pub(crate) const NEW_CONNECTION: &str = "connections/new";

/// What the system settings have open beside a setting, by its name in the address.
pub(crate) const CUSTOMER: &str = "customer";
pub(crate) const SCAN: &str = "scan";
/// In the query of the check's address: it begins by itself.
pub(crate) const BEGIN: &str = "begin";

pub(crate) fn new_connection_named(slug: &str) -> String {
    format!("{NEW_CONNECTION}?slug={slug}")
}

/// A page by its name in an address, of a connection; the overview where there is none, or where it is of one connection alone.
pub(crate) fn same_page(slug: &str, page: Option<&str>) -> String {
    match page {
        Some(page) if page != "connection" => format!("c/{slug}/{page}"),
        _ => overview(slug),
    }
}

/// A form that begins from what another connection has.
pub(crate) fn copy_of_connection(slug: &str) -> String {
    format!("{NEW_CONNECTION}?from={slug}")
}

pub(crate) fn overview(slug: &str) -> String {
    format!("c/{slug}/overview")
}

pub(crate) fn system_settings(slug: &str) -> String {
    format!("c/{slug}/system-settings")
}

pub(crate) fn system_setting(slug: &str, id: SettingId) -> String {
    format!("c/{slug}/system-settings/{id}")
}

/// Who the server is licensed to, among the system settings.
pub(crate) fn customer(slug: &str) -> String {
    format!("c/{slug}/system-settings/{CUSTOMER}")
}

/// The search for settings that are set, with what is in its form.
pub(crate) fn scan(slug: &str, range: Option<(i32, i32)>) -> String {
    let query = Query::to(slug, &format!("system-settings/{SCAN}"));
    match range {
        Some((from, to)) => query.with("from", &from.to_string()).with("to", &to.to_string()).address(),
        None => query.address(),
    }
}

/// Which exchanges the Requests page lists.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum RequestFilter {
    All,
    Failed,
    Slow,
}

impl RequestFilter {
    pub(crate) fn from_key(key: Option<&str>) -> Self {
        match key {
            Some("failed") => Self::Failed,
            Some("slow") => Self::Slow,
            _ => Self::All,
        }
    }
}

/// The Requests page with its filter and the open exchange.
pub(crate) fn requests(slug: &str, filter: RequestFilter, open: Option<u32>) -> String {
    let query = Query::to(slug, "requests");
    let query = match filter {
        RequestFilter::All => query,
        RequestFilter::Failed => query.with("show", "failed"),
        RequestFilter::Slow => query.with("show", "slow"),
    };
    query.maybe("open", open.map(|id| id.to_string()).as_deref()).address()
}

pub(crate) fn connections(slug: &str) -> String {
    format!("c/{slug}/connections")
}

pub(crate) fn edit_connection(slug: &str) -> String {
    format!("c/{slug}/connection")
}

/// From this browser to a signed answer, step by step.
pub(crate) fn check(slug: &str) -> String {
    format!("c/{slug}/check")
}

/// The same for who comes with an error: it begins at once, whatever the last one found.
pub(crate) fn check_now(slug: &str) -> String {
    format!("c/{slug}/check?{BEGIN}=1")
}

/// The connection that an address names, whether or not this browser knows it. `path` is what the browser shows, base
/// and all.
pub(crate) fn slug_of<'a>(path: &'a str, base: &str) -> Option<&'a str> {
    let slug = path.strip_prefix(base)?.strip_prefix("/c/")?.split('/').next()?;
    (!slug.is_empty()).then_some(slug)
}

/// The same place under the name in links that its connection has now: relative to the base, without the query. `None` where the
/// path names another connection, or none.
pub(crate) fn renamed(path: &str, base: &str, from: &str, to: &str) -> Option<String> {
    let rest = path.strip_prefix(base)?.strip_prefix("/c/")?.strip_prefix(from)?;
    (rest.is_empty() || rest.starts_with('/')).then(|| format!("c/{to}{rest}"))
}

/// The page's name in an address, e.g. `overview`.
pub(crate) fn page_of<'a>(path: &'a str, base: &str) -> Option<&'a str> {
    path.strip_prefix(base)?.strip_prefix("/c/")?.split('/').nth(1)
}

/// What a page has open, e.g. the id of a setting.
pub(crate) fn item_of<'a>(path: &'a str, base: &str) -> Option<&'a str> {
    path.strip_prefix(base)?.strip_prefix("/c/")?.split('/').nth(2).filter(|item| !item.is_empty())
}

/// A page of a connection, whatever it has open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ConnectionPage {
    Overview,
    SystemSettings,
    UserSettings,
    Files,
    Pins,
    Robots,
    Changes,
    Requests,
    Console,
    Connections,
    EditConnection,
    Check,
}

/// Where an address leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Place {
    Root,
    Connections,
    NewConnection,
    /// Only a connection is named: its overview.
    Connection(String),
    Page(String, ConnectionPage),
    Nowhere,
}

impl Place {
    pub(crate) fn of(path: &str, base: &str) -> Self {
        let Some(path) = path.strip_prefix(base) else { return Self::Nowhere };
        let parts: Vec<&str> = path.trim_matches('/').split('/').collect();
        let page = |slug: &str, page| Self::Page(slug.to_owned(), page);
        match parts.as_slice() {
            [""] => Self::Root,
            ["connections"] => Self::Connections,
            ["connections", "new"] => Self::NewConnection,
            ["c", slug] => Self::Connection((*slug).to_owned()),
            ["c", slug, "overview"] => page(slug, ConnectionPage::Overview),
            ["c", slug, "system-settings"] | ["c", slug, "system-settings", _] => {
                page(slug, ConnectionPage::SystemSettings)
            }
            ["c", slug, "user-settings"] => page(slug, ConnectionPage::UserSettings),
            ["c", slug, "files"] => page(slug, ConnectionPage::Files),
            ["c", slug, "pins"] => page(slug, ConnectionPage::Pins),
            ["c", slug, "robots"] => page(slug, ConnectionPage::Robots),
            ["c", slug, "changes"] => page(slug, ConnectionPage::Changes),
            ["c", slug, "console"] => page(slug, ConnectionPage::Console),
            ["c", slug, "requests"] => page(slug, ConnectionPage::Requests),
            ["c", slug, "connections"] => page(slug, ConnectionPage::Connections),
            ["c", slug, "check"] => page(slug, ConnectionPage::Check),
            ["c", slug, "connection"] => page(slug, ConnectionPage::EditConnection),
            _ => Self::Nowhere,
        }
    }
}

/// The path of `<base href>` without its trailing slash: empty at the root of a host.
pub(crate) fn base() -> String {
    let uri = document().base_uri().ok().flatten().unwrap_or_default();
    let path = web_sys::Url::new(&uri).map(|url| url.pathname()).unwrap_or_default();
    path.trim_end_matches('/').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_connection_address_names_its_connection() {
        let made = [
            overview("im-1"),
            system_settings("im-1"),
            system_setting("im-1", SettingId(1)),
            customer("im-1"),
            scan("im-1", Some((1, 100))),
            requests("im-1", RequestFilter::Failed, Some(3)),
            connections("im-1"),
            edit_connection("im-1"),
            check("im-1"),
            check_now("im-1"),
        ];
        for path in made {
            assert!(!path.starts_with('/'), "{path} would leave the base");
            assert_eq!(slug_of(&format!("/{path}"), ""), Some("im-1"), "{path}");
            assert_eq!(slug_of(&format!("/tower/{path}"), "/tower"), Some("im-1"), "{path}");
        }
        assert_eq!(slug_of("/connections/new", ""), None);
        assert_eq!(slug_of("/c//overview", ""), None);
        assert_eq!(page_of("/c/im-1/overview", ""), Some("overview"));
    }

    #[test]
    fn a_renamed_connection_has_the_same_pages() {
        let renamed = |path| renamed(path, "/tower", "im-1", "im-2");
        assert_eq!(renamed("/tower/c/im-1/system-settings/7").as_deref(), Some("c/im-2/system-settings/7"));
        assert_eq!(renamed("/tower/c/im-1").as_deref(), Some("c/im-2"));
        for other in
            ["/tower/c/im-10/overview", "/tower/c/im-2/overview", "/tower/connections", "/c/im-1/overview"]
        {
            assert_eq!(renamed(other), None, "{other}");
        }
    }

    #[test]
    fn every_address_that_is_made_leads_somewhere() {
        use ConnectionPage::{Check, Connections, EditConnection, Overview, Requests, SystemSettings};
        let page = |page| Place::Page("a".to_owned(), page);
        let cases = [
            (overview("a"), page(Overview)),
            (system_settings("a"), page(SystemSettings)),
            (system_setting("a", SettingId(-1)), page(SystemSettings)),
            (customer("a"), page(SystemSettings)),
            (scan("a", None), page(SystemSettings)),
            (requests("a", RequestFilter::All, None), page(Requests)),
            (connections("a"), page(Connections)),
            (edit_connection("a"), page(EditConnection)),
            (check("a"), page(Check)),
            (NEW_CONNECTION.to_owned(), Place::NewConnection),
            (CONNECTIONS.to_owned(), Place::Connections),
            (String::new(), Place::Root),
            ("c/a".to_owned(), Place::Connection("a".to_owned())),
            ("c/a/nothing".to_owned(), Place::Nowhere),
            ("elsewhere".to_owned(), Place::Nowhere),
        ];
        for (path, place) in cases {
            assert_eq!(Place::of(&format!("/tower/{path}"), "/tower"), place, "{path}");
            assert_eq!(Place::of(&format!("/{path}"), ""), place, "{path}");
        }
        assert_eq!(item_of("/c/a/system-settings/1001", ""), Some("1001"));
        assert_eq!(item_of("/c/a/system-settings/", ""), None);
    }

    #[test]
    fn a_search_keeps_its_range() {
        assert_eq!(scan("a", None), "c/a/system-settings/scan");
        assert_eq!(scan("a", Some((-5, -1))), "c/a/system-settings/scan?from=-5&to=-1");
    }

    #[test]
    fn a_requests_address_keeps_filter_and_open_row() {
        assert_eq!(requests("a", RequestFilter::All, None), "c/a/requests");
        assert_eq!(requests("a", RequestFilter::Slow, Some(7)), "c/a/requests?show=slow&open=7");
    }
}
