//! Origins that somebody allows: the hoster to fetch from or to show files of, an admin to show files of.

use std::fmt;
use std::str::FromStr;

/// `scheme://host[:port]`, known to hold nothing that could end one CSP directive and begin another. A port that goes
/// without saying is left out, so that equal origins are equal texts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Origin(String);

impl Origin {
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Why a text is no origin.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotAnOrigin {
    /// It does not begin with `http://` or `https://`.
    Scheme,
    /// A content security policy can't name an IPv6 address.
    Ipv6,
    /// More or less than one host: a path, a wildcard, a user name.
    Host,
    Port,
}

impl FromStr for Origin {
    type Err = NotAnOrigin;

    fn from_str(text: &str) -> Result<Self, NotAnOrigin> {
        let (scheme, rest) = text.split_once("://").ok_or(NotAnOrigin::Scheme)?;
        let scheme = scheme.to_ascii_lowercase();
        let usual_port = match scheme.as_str() {
            "http" => 80,
            "https" => 443,
            _ => return Err(NotAnOrigin::Scheme),
        };
        if rest.starts_with('[') {
            return Err(NotAnOrigin::Ipv6);
        }
        let (host, port) = match rest.split_once(':') {
            Some((host, port)) => (host, Some(port)),
            None => (rest, None),
        };
        if !is_host_name(host) {
            return Err(NotAnOrigin::Host);
        }
        let port = port.map(|port| port_of(port).ok_or(NotAnOrigin::Port)).transpose()?;
        let port = port.filter(|port| *port != usual_port).map(|port| format!(":{port}")).unwrap_or_default();
        Ok(Self(format!("{scheme}://{}{port}", host.to_ascii_lowercase())))
    }
}

/// Digits alone: `parse` would take a sign.
pub(crate) fn port_of(text: &str) -> Option<u16> {
    let is_plain = text.bytes().all(|byte| byte.is_ascii_digit());
    text.parse().ok().filter(|port| is_plain && *port > 0)
}

/// Letters, digits, dots, hyphens, and the underscores that container networks use.
#[must_use]
pub fn is_host_name(host: &str) -> bool {
    (1..=253).contains(&host.len())
        && host.split('.').all(|label| {
            !label.is_empty()
                && label.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'))
        })
}

/// Several origins as an admin writes them: between blanks, lines or commas, also those of a Chinese keyboard. The first
/// that is none is the error. One that is written twice is kept once.
///
/// # Errors
/// The piece that is no origin, and why.
pub fn origins(text: &str) -> Result<Vec<Origin>, (String, NotAnOrigin)> {
    let mut found = Vec::new();
    let separates = |c: char| c.is_whitespace() || matches!(c, ',' | ';' | '，' | '；' | '、');
    for piece in text.split(separates).filter(|piece| !piece.is_empty()) {
        // A browser's address bar gives an origin with a slash.
        let bare = piece.strip_suffix('/').unwrap_or(piece);
        let origin = bare.parse::<Origin>().map_err(|error| (piece.to_owned(), error))?;
        if !found.contains(&origin) {
            found.push(origin);
        }
    }
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn plain_origins_pass() {
        for text in ["https://im.example.com", "http://10.0.0.5:8080", "http://localhost:1"] {
            assert_eq!(text.parse::<Origin>().map(|origin| origin.to_string()), Ok(text.to_owned()));
        }
    }

    #[test]
    fn what_is_the_same_is_written_the_same() {
        for (text, origin) in [
            ("HTTPS://IM.Example", "https://im.example"),
            ("https://im.example:443", "https://im.example"),
            ("http://im.example:80", "http://im.example"),
            ("http://im.example:0443", "http://im.example:443"),
        ] {
            assert_eq!(text.parse::<Origin>().map(|origin| origin.to_string()), Ok(origin.to_owned()));
        }
    }

    #[test]
    fn everything_else_is_refused() {
        for text in [
            "",
            "*",
            "im.example.com",
            "https:",
            "https://",
            "https://*",
            "https://*.example.com",
            "https://a/",
            "https://a/path",
            "https://a?x",
            "https://a#x",
            "https://a:0",
            "https://a:",
            "https://a:+1",
            "https://a:65536",
            "https://a:1:2",
            "https://user@a",
            "https://a; script-src *",
            "https://a, default-src *",
            "https://a 'unsafe-inline'",
            "https://a\r\nx: y",
            "https://[::1]:80",
            "wss://a",
            "data:",
            "javascript://a",
            "'self'",
        ] {
            assert!(text.parse::<Origin>().is_err(), "{text}");
        }
    }

    #[test]
    fn a_list_is_taken_apart_at_whatever_separates() {
        let list = origins(" https://a/，http://b:80\nhttps://c;https://A ").unwrap();
        let texts: Vec<&str> = list.iter().map(Origin::as_str).collect();
        assert_eq!(texts, ["https://a", "http://b", "https://c"]);
        assert_eq!(origins(" \n,"), Ok(Vec::new()));
        assert_eq!(origins("https://a, b"), Err(("b".to_owned(), NotAnOrigin::Scheme)));
    }

    proptest! {
        #[test]
        fn what_passes_is_one_source_expression(text in "https?://.{0,20}|\\PC{0,30}") {
            if let Ok(origin) = text.parse::<Origin>() {
                prop_assert!(origin.as_str().bytes().all(|byte| byte.is_ascii_alphanumeric() || b".-_:/".contains(&byte)));
                prop_assert_eq!(origin.as_str().parse::<Origin>(), Ok(origin.clone()));
            }
        }

        #[test]
        fn any_list_is_read_without_a_panic(text: String) {
            if let Ok(found) = origins(&text) {
                let joined: Vec<&str> = found.iter().map(Origin::as_str).collect();
                prop_assert_eq!(origins(&joined.join("\n")), Ok(found.clone()));
            }
        }
    }
}
