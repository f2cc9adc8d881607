//! What a page may do with a file's address. Whoever sends a file may have chosen it, so it is read by a narrow rule: what
//! a browser might understand otherwise than it looks is no link, and says why.

use crate::origin::{Origin, is_host_name, port_of};

/// An address as a row gives it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FileUrl {
    /// The row has none.
    Absent,
    /// Shown as text, never followed.
    Odd(Odd),
    Web(WebFile),
}

/// Why an address is no link.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Odd {
    Empty,
    /// A control character somewhere, or a blank at an end: browsers take them out, and another address may come to light.
    Unseen,
    /// No scheme, so it would lead to a place on the dashboard's own host.
    Relative,
    /// Another scheme than http and https, in lower case: `javascript`, `data`, `file`.
    Scheme(String),
    /// `http:host` and the like, which browsers mend in ways of their own.
    Slashes,
    /// A user name before the host, which may look like one. The host is what stands behind the `@`.
    UserInfo {
        host: String,
    },
    /// The host is none in plain ASCII, or its port is none.
    Host,
}

/// An address that a new tab may open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WebFile {
    pub url: String,
    pub is_https: bool,
    /// Host and port as written.
    pub host: String,
    /// For lists of allowed ones; `None` where a list can't name it (an IPv6 address).
    pub origin: Option<Origin>,
}

impl FileUrl {
    #[must_use]
    pub fn of(url: Option<&str>) -> Self {
        match url {
            None => Self::Absent,
            Some(url) => web(url).map_or_else(Self::Odd, Self::Web),
        }
    }
}

fn web(url: &str) -> Result<WebFile, Odd> {
    if url.is_empty() {
        return Err(Odd::Empty);
    }
    if url.trim() != url || url.chars().any(char::is_control) {
        return Err(Odd::Unseen);
    }
    let scheme = scheme_of(url).ok_or(Odd::Relative)?;
    let rest = &url[scheme.len() + 1..];
    let scheme = scheme.to_ascii_lowercase();
    let is_https = match scheme.as_str() {
        "http" => false,
        "https" => true,
        _ => return Err(Odd::Scheme(scheme)),
    };
    let rest = rest.strip_prefix("//").filter(|rest| !rest.starts_with(['/', '\\'])).ok_or(Odd::Slashes)?;
    // A backslash ends a host too, for browsers.
    let authority = &rest[..rest.find(['/', '?', '#', '\\']).unwrap_or(rest.len())];
    if let Some((_, host)) = authority.rsplit_once('@') {
        return Err(Odd::UserInfo { host: host.to_owned() });
    }
    if !is_authority(authority) {
        return Err(Odd::Host);
    }
    let origin = format!("{scheme}://{authority}").parse().ok();
    Ok(WebFile { url: url.to_owned(), is_https, host: authority.to_ascii_lowercase(), origin })
}

/// What stands before the first colon, if it is a scheme.
fn scheme_of(url: &str) -> Option<&str> {
    let (scheme, _) = url.split_once(':')?;
    let fits = scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.'));
    fits.then_some(scheme)
}

fn is_authority(authority: &str) -> bool {
    let (host, port) = match authority.strip_prefix('[') {
        Some(rest) => {
            let Some((inside, after)) = rest.split_once(']') else { return false };
            if inside.parse::<core::net::Ipv6Addr>().is_err() {
                return false;
            }
            (None, after)
        }
        None => {
            let end = authority.find(':').unwrap_or(authority.len());
            (Some(&authority[..end]), &authority[end..])
        }
    };
    let port_fits = port.is_empty() || port.strip_prefix(':').is_some_and(|port| port_of(port).is_some());
    port_fits && host.is_none_or(|host| is_host_name(host) && !is_half_an_address(host))
}

/// A host whose last part is a number is an IPv4 address to browsers, in octal and hexadecimal too. Only the usual
/// writing of one means what it looks like.
fn is_half_an_address(host: &str) -> bool {
    let last = host.rsplit('.').next().unwrap_or(host);
    let is_number = last.bytes().all(|byte| byte.is_ascii_digit())
        || last
            .strip_prefix("0x")
            .or_else(|| last.strip_prefix("0X"))
            .is_some_and(|hex| hex.bytes().all(|byte| byte.is_ascii_hexdigit()));
    is_number && host.parse::<core::net::Ipv4Addr>().is_err()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn odd(url: &str) -> Odd {
        match FileUrl::of(Some(url)) {
            FileUrl::Odd(odd) => odd,
            other => panic!("{url}: {other:?}"),
        }
    }

    fn is_web(url: &str) -> bool {
        matches!(FileUrl::of(Some(url)), FileUrl::Web(_))
    }

    #[test]
    fn addresses_of_web_servers_are_links() {
        for (url, host, origin) in [
            ("http://10.0.0.5:9000/a/b.png", "10.0.0.5:9000", Some("http://10.0.0.5:9000")),
            ("HTTPS://Files.Example/年报 (终稿).pdf?x=1#y", "files.example", Some("https://files.example")),
            ("https://files.example:443", "files.example:443", Some("https://files.example")),
            ("http://minio_1/a", "minio_1", Some("http://minio_1")),
            ("http://[::1]:80/a", "[::1]:80", None),
            ("https://h/javascript:alert(1)", "h", Some("https://h")),
            ("https://h/a@b", "h", Some("https://h")),
        ] {
            let FileUrl::Web(web) = FileUrl::of(Some(url)) else { panic!("{url}") };
            assert_eq!((web.url.as_str(), web.host.as_str()), (url, host));
            assert_eq!(web.origin.as_ref().map(Origin::as_str), origin, "{url}");
            assert_eq!(
                web.is_https,
                url.starts_with(['h', 'H']) && url[4..].starts_with(['s', 'S']),
                "{url}"
            );
        }
    }

    #[test]
    fn other_schemes_never_are_whatever_their_dress() {
        for (url, scheme) in [
            ("javascript:alert(1)", "javascript"),
            ("JaVaScRiPt:alert(1)", "javascript"),
            ("javascript://h/%0aalert(1)", "javascript"),
            ("data:text/html,<script>alert(1)</script>", "data"),
            ("file:///etc/passwd", "file"),
            ("blob:https://h/1", "blob"),
            ("vbscript:x", "vbscript"),
            ("filesystem:https://h/x", "filesystem"),
            ("view-source:https://h/", "view-source"),
            ("ftp://h/a", "ftp"),
            ("httpx://h/a", "httpx"),
        ] {
            assert_eq!(odd(url), Odd::Scheme(scheme.to_owned()), "{url}");
        }
        for url in [
            " javascript:alert(1)",
            "\u{1}javascript:alert(1)",
            "java\nscript:alert(1)",
            "http://h\t/",
            "http://h/\r\n",
            " http://h/",
            "http://h/ ",
            "\u{3000}http://h/",
            "\u{7f}http://h/",
            "http://h/\u{85}",
        ] {
            assert_eq!(odd(url), Odd::Unseen, "{url:?}");
        }
    }

    #[test]
    fn what_would_lead_to_the_own_host_is_no_link() {
        for url in [
            "/files/a.png",
            "//h/a.png",
            "a.png",
            "?x",
            "#x",
            "\\\\h\\share",
            "1:2",
            "🙂:x",
            "\u{200b}javascript:alert(1)",
            "&#106;avascript:x",
        ] {
            assert_eq!(odd(url), Odd::Relative, "{url}");
        }
        for url in
            ["http:h/a", "http:/h/a", "http:", "http:///h/a", "https:\\\\h\\a", "http://\\h", "http:\\/h"]
        {
            assert_eq!(odd(url), Odd::Slashes, "{url}");
        }
        assert_eq!(odd(""), Odd::Empty);
        assert_eq!(FileUrl::of(None), FileUrl::Absent);
    }

    #[test]
    fn a_user_name_that_looks_like_a_host_is_told_from_it() {
        for (url, host) in [
            ("https://bank.example@evil.example/a", "evil.example"),
            ("https://a:b@h:8080", "h:8080"),
            ("https://a@b@c/", "c"),
            ("https://@h/", "h"),
            ("https://bank.example%2f@evil.example/", "evil.example"),
        ] {
            assert_eq!(odd(url), Odd::UserInfo { host: host.to_owned() }, "{url}");
        }
    }

    #[test]
    fn a_host_that_is_not_what_it_looks_like_is_no_link() {
        for url in [
            "http://",
            "http://?x",
            "http://h:/",
            "http://h:0/",
            "http://h:99999/",
            "http://h:+80/",
            "http://h:80x/",
            "http://a..b/",
            "http://h./",
            "http://ex%61mple.com/",
            "http://exаmple.com/",
            "http://h。example/",
            "http://a b/",
            "http://[::1/",
            "http://[x]/",
            "http://[::1]x/",
            "http://0x7f.1/",
            "http://2130706433/",
            "http://0177.0.0.1/",
            "http://1.2.3/",
            "http://a.0x/",
            "http://<b>/",
        ] {
            assert_eq!(odd(url), Odd::Host, "{url}");
        }
        assert!(
            is_web("http://127.0.0.1/")
                && is_web("http://1.example/")
                && is_web("http://xn--fiq228c.example/")
        );
    }

    /// Pieces that browsers read in ways of their own, in any order.
    fn pieces() -> impl Strategy<Value = String> {
        let piece = prop_oneof![
            Just("http:".to_owned()),
            Just("HTTPS:".to_owned()),
            Just("javascript:".to_owned()),
            Just("//".to_owned()),
            Just("/".to_owned()),
            Just("\\".to_owned()),
            Just("@".to_owned()),
            Just(":".to_owned()),
            Just("?".to_owned()),
            Just("#".to_owned()),
            Just("h.example".to_owned()),
            Just("127.1".to_owned()),
            Just("0x7f".to_owned()),
            Just("[::1]".to_owned()),
            Just("%2f".to_owned()),
            Just("\t".to_owned()),
            Just(" ".to_owned()),
            Just("8080".to_owned()),
            Just("。".to_owned()),
            Just("ℂ".to_owned()),
            Just("\u{ad}".to_owned()),
            "\\PC{1,3}",
        ];
        proptest::collection::vec(piece, 0..9).prop_map(|pieces| pieces.concat())
    }

    proptest! {
        /// The crate `url` reads addresses as browsers do.
        #[test]
        fn a_link_leads_where_it_seems_to(url in prop_oneof![pieces(), pieces().prop_map(|rest| format!("http://{rest}")), ".*"]) {
            if let FileUrl::Web(web) = FileUrl::of(Some(&url)) {
                let read = url::Url::parse(&url).map_err(|error| TestCaseError::fail(format!("{url:?}: {error}")))?;
                prop_assert_eq!(read.scheme(), if web.is_https { "https" } else { "http" });
                prop_assert!(read.username().is_empty() && read.password().is_none());
                if let Some(origin) = web.origin {
                    prop_assert_eq!(read.origin().ascii_serialization(), origin.as_str());
                }
            }
        }

        #[test]
        fn what_a_browser_would_run_is_never_a_link(before in "[\\x00-\\x20]{0,3}", scheme in "(?i)javascript|data|file|blob|vbscript", rest: String) {
            let url = format!("{before}{scheme}:{rest}");
            prop_assert!(!matches!(FileUrl::of(Some(&url)), FileUrl::Web(_)));
        }
    }
}
