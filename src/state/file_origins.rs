//! Whose files may be shown in the page: the hoster's list and the connection's. Nobody else's, since showing a file tells
//! its host who looks at it, and when.

use firetower_protocol::file_url::WebFile;
use firetower_protocol::gateway::FILE_ORIGINS_META;
use firetower_protocol::medium::Medium;
use firetower_protocol::origin::{Origin, origins};
use leptos::prelude::{document, location};

use crate::state::config::config;
use crate::state::connection::Connection;
use firetower_protocol::address::is_loopback;

#[derive(Clone, Debug)]
pub(crate) struct FileOrigins(Vec<Origin>);

impl FileOrigins {
    /// The hoster's are what the gateway wrote into the page, and what the configuration says.
    pub(crate) fn of(connection: &Connection) -> Self {
        let meta = document().query_selector(&format!("meta[name={FILE_ORIGINS_META}]")).ok().flatten();
        let by_hoster = meta.and_then(|meta| meta.get_attribute("content")).unwrap_or_default();
        let mut allowed = Self::from_lists(&by_hoster, &connection.file_origins);
        allowed.0.extend_from_slice(&config().file_origins);
        allowed
    }

    fn from_lists(by_hoster: &str, by_connection: &[String]) -> Self {
        let mut allowed = origins(by_hoster).unwrap_or_default();
        allowed.extend(by_connection.iter().filter_map(|text| text.parse().ok()));
        Self(allowed)
    }

    fn allows(&self, origin: Option<&Origin>) -> bool {
        origin.is_some_and(|origin| self.0.contains(origin))
    }
}

/// Whether a file can be shown in the page, and what keeps it from that.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Preview {
    Offered,
    /// Not an image, audio, video or text.
    NotThisKind,
    /// Over http, into a page that came over https.
    Mixed,
    NotAllowed,
}

impl Preview {
    pub(crate) fn of(file: &WebFile, medium: Option<Medium>, allowed: &FileOrigins) -> Self {
        let page_is_https = location().protocol().is_ok_and(|protocol| protocol == "https:");
        Self::judge(file, medium, allowed, page_is_https)
    }

    fn judge(file: &WebFile, medium: Option<Medium>, allowed: &FileOrigins, page_is_https: bool) -> Self {
        if medium.is_none() {
            Self::NotThisKind
        } else if page_is_https && !file.is_https && !is_loopback(&file.host) {
            Self::Mixed
        } else if allowed.allows(file.origin.as_ref()) {
            Self::Offered
        } else {
            Self::NotAllowed
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use firetower_protocol::file_url::FileUrl;

    fn file(url: &str) -> WebFile {
        match FileUrl::of(Some(url)) {
            FileUrl::Web(file) => file,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn either_list_allows_and_what_is_no_origin_does_not() {
        let allowed =
            FileOrigins::from_lists("https://a http://b:1", &["https://c:443".to_owned(), "*".to_owned()]);
        let of = |url: &str| Preview::judge(&file(url), Some(Medium::Image), &allowed, false);
        for url in ["https://a/x.png", "https://A:443/x", "http://b:1/", "https://c/?y"] {
            assert_eq!(of(url), Preview::Offered, "{url}");
        }
        for url in
            ["http://a/x.png", "https://b:1/", "http://b/", "https://c:8443/", "https://d/", "https://[::1]/"]
        {
            assert_eq!(of(url), Preview::NotAllowed, "{url}");
        }
    }

    #[test]
    fn an_https_page_shows_no_http_file_unless_it_is_on_this_machine() {
        let allowed = FileOrigins::from_lists("http://f http://127.0.0.1:9", &[]);
        let on_https = |url: &str| Preview::judge(&file(url), Some(Medium::Video), &allowed, true);
        assert_eq!(on_https("http://f/a"), Preview::Mixed);
        assert_eq!(on_https("http://not-allowed/a"), Preview::Mixed, "allowing it would not help");
        assert_eq!(on_https("http://127.0.0.1:9/a"), Preview::Offered);
        let on_http = Preview::judge(&file("http://f/a"), Some(Medium::Video), &allowed, false);
        assert_eq!(on_http, Preview::Offered);
    }

    #[test]
    fn other_kinds_are_not_taken_in_from_anywhere() {
        let allowed = FileOrigins::from_lists("https://f", &[]);
        let judged = Preview::judge(&file("https://f/a.pdf"), None, &allowed, true);
        assert_eq!(judged, Preview::NotThisKind);
    }
}
