//! Understanding a pasted address: quotes, spaces, full-width characters, a trailing slash, a missing scheme and
//! `/admin` at the end are forgiven, and what was understood is said.

use serde::{Deserialize, Serialize};

/// Where a connection's requests go: a path on the dashboard's own origin (`/im/main`) or a whole address
/// (`https://proxy.corp/im`). Without a trailing slash, and without the API's own `/admin`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub(crate) struct Address(String);

impl Address {
    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }

    /// The address of a call, e.g. `/im/main` + `/admin/health`.
    pub(crate) fn join(&self, path: &str) -> String {
        format!("{}{path}", self.0)
    }

    /// Scheme and authority, unless it is a path on the dashboard's origin.
    pub(crate) fn origin(&self) -> Option<&str> {
        origin_of(&self.0)
    }

    /// The host, with its port; the dashboard's own host where it is a path.
    pub(crate) fn host<'a>(&'a self, own_host: &'a str) -> &'a str {
        self.origin().and_then(|origin| origin.split("://").nth(1)).unwrap_or(own_host)
    }
}

/// Scheme and authority of a whole address; `None` for a path of the own origin.
pub(crate) fn origin_of(url: &str) -> Option<&str> {
    let start = url.find("://")? + 3;
    let end = url[start..].find('/').map_or(url.len(), |slash| start + slash);
    Some(&url[..end])
}

/// An origin on this very machine: nobody is on the way, and browsers let an https page call it over http.
pub(crate) fn is_loopback(origin: &str) -> bool {
    let host = origin.split("://").nth(1).unwrap_or(origin);
    let name = if host.starts_with('[') { host.split(']').next() } else { host.split(':').next() };
    matches!(name, Some("localhost" | "127.0.0.1" | "[::1"))
}

/// What was left out or added on the way to an [`Address`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Mended {
    Quotes,
    Spaces,
    FullWidth,
    TrailingSlash,
    Admin,
    Query,
    AddedScheme(String),
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum NotAnAddress {
    Empty,
    Scheme(String),
    Credentials,
    Host,
    Path,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Understood {
    pub(crate) address: Address,
    pub(crate) mended: Vec<Mended>,
    /// It names port 18080, the admin port itself, which answers no browser.
    pub(crate) looks_direct: bool,
}

/// Reads an address as an admin pastes it. `own_origin` is the dashboard's, e.g. `https://ops.example`: an address on
/// it becomes a path, and its scheme is the one that is added where none was given.
pub(crate) fn understand(pasted: &str, own_origin: &str) -> Result<Understood, NotAnAddress> {
    let mut mended = Vec::new();
    let narrow: String = pasted.chars().map(narrow).collect();
    if narrow != pasted {
        mended.push(Mended::FullWidth);
    }
    let mut bare = narrow;
    // A tail that falls away may lay bare a quote before it, and the other way round.
    loop {
        let cut = without_tail(&without_wrapping(&bare, &mut mended), &mut mended);
        if cut == bare {
            break;
        }
        bare = cut;
    }
    if bare.is_empty() {
        return Err(NotAnAddress::Empty);
    }
    if let Some(path) = bare.strip_prefix('/').filter(|rest| !rest.starts_with('/')) {
        return own_path(path, mended);
    }
    let (scheme, rest) = match split_scheme(&bare)? {
        Some(split) => split,
        None if looks_like_a_path(&bare) => return own_path(&bare, mended),
        None => {
            let scheme = own_origin.split("://").next().unwrap_or("http").to_owned();
            mended.push(Mended::AddedScheme(scheme.clone()));
            (scheme, bare.trim_start_matches('/').to_owned())
        }
    };
    let (authority, path) = rest.split_once('/').unwrap_or((&rest, ""));
    check_authority(authority)?;
    let origin = format!("{scheme}://{}", authority.to_ascii_lowercase());
    if origin == own_origin {
        return own_path(path, mended);
    }
    let path = checked_path(path)?;
    let separator = if path.is_empty() { "" } else { "/" };
    let looks_direct = authority.ends_with(":18080");
    Ok(Understood { address: Address(format!("{origin}{separator}{path}")), mended, looks_direct })
}

/// The ready connection's address is relative to the base of the dashboard.
pub(crate) fn below_base(relative: &str, base_path: &str) -> Address {
    Address(format!(
        "/{}",
        format!("{base_path}/{relative}")
            .split('/')
            .filter(|part| !part.is_empty())
            .collect::<Vec<_>>()
            .join("/")
    ))
}

fn own_path(path: &str, mended: Vec<Mended>) -> Result<Understood, NotAnAddress> {
    let path = checked_path(path)?;
    let address = if path.is_empty() { String::new() } else { format!("/{path}") };
    Ok(Understood { address: Address(address), mended, looks_direct: false })
}

/// A Chinese input method turns `http://a.b` into `ｈｔｔｐ：／／ａ。ｂ`.
fn narrow(character: char) -> char {
    match character {
        '\u{3002}' => '.',
        '\u{3000}' => ' ',
        full @ '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(full) - 0xfee0).unwrap_or(full),
        other => other,
    }
}

fn without_wrapping(text: &str, mended: &mut Vec<Mended>) -> String {
    let invisible = |c: char| {
        c.is_whitespace() || c.is_control() || matches!(c, '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}')
    };
    let quote = |c: char| {
        matches!(c, '"' | '\'' | '`' | '<' | '>' | '“' | '”' | '‘' | '’' | '「' | '」' | '《' | '》')
    };
    let inner = text.trim_matches(|c| invisible(c) || quote(c));
    let visible: String = inner.chars().filter(|c| !invisible(*c)).collect();
    if text.chars().any(quote)
        && text.chars().filter(|c| quote(*c)).count() > visible.chars().filter(|c| quote(*c)).count()
    {
        note(mended, Mended::Quotes);
    }
    if text.chars().any(invisible) {
        note(mended, Mended::Spaces);
    }
    visible
}

fn note(mended: &mut Vec<Mended>, one: Mended) {
    if !mended.contains(&one) {
        mended.push(one);
    }
}

fn without_tail(text: &str, mended: &mut Vec<Mended>) -> String {
    let mut rest = text;
    if let Some(end) = rest.find(['?', '#']) {
        rest = &rest[..end];
        note(mended, Mended::Query);
    }
    let path_start = rest.find("://").map_or(0, |at| at + 3);
    if let Some(at) = admin_segment(&rest[path_start..]) {
        note(mended, Mended::Admin);
        return rest[..path_start + at].trim_end_matches('/').to_owned();
    }
    let trimmed = &rest[..path_start + rest[path_start..].trim_end_matches('/').len()];
    if trimmed.len() != rest.len() && !trimmed.is_empty() {
        note(mended, Mended::TrailingSlash);
    }
    if trimmed.is_empty() && !rest.is_empty() { "/".to_owned() } else { trimmed.to_owned() }
}

/// Where a path segment `admin` begins, not counting the first part, which may be a host.
fn admin_segment(text: &str) -> Option<usize> {
    let mut from = 0;
    while let Some(at) = text[from..].find("/admin").map(|at| from + at) {
        let after = text[at + "/admin".len()..].chars().next();
        if after.is_none() || after == Some('/') {
            return Some(at);
        }
        from = at + 1;
    }
    None
}

fn split_scheme(text: &str) -> Result<Option<(String, String)>, NotAnAddress> {
    if let Some((scheme, rest)) = text.split_once("://") {
        let scheme = scheme.to_ascii_lowercase();
        return match scheme.as_str() {
            "http" | "https" => Ok(Some((scheme, rest.to_owned()))),
            _ => Err(NotAnAddress::Scheme(scheme)),
        };
    }
    // `javascript:…` and the like: letters, a colon, and no port after it.
    if let Some((scheme, rest)) = text.split_once(':') {
        let is_word = !scheme.is_empty() && scheme.chars().all(|c| c.is_ascii_alphabetic());
        let is_port = rest.chars().next().is_some_and(|c| c.is_ascii_digit());
        if is_word && !is_port {
            return Err(NotAnAddress::Scheme(scheme.to_ascii_lowercase()));
        }
    }
    Ok(None)
}

/// `im/main` is a path, `im.corp/main`, `im:8080` and `localhost` are hosts.
fn looks_like_a_path(text: &str) -> bool {
    let first = text.split('/').next().unwrap_or_default();
    text.contains('/')
        && !text.starts_with('/')
        && !first.contains(['.', ':', '[', '@'])
        && first != "localhost"
}

fn check_authority(authority: &str) -> Result<(), NotAnAddress> {
    if authority.contains('@') {
        return Err(NotAnAddress::Credentials);
    }
    let (host, port) = match authority.rsplit_once(':') {
        Some((host, port)) if !port.contains(']') => (host, Some(port)),
        _ => (authority, None),
    };
    let port_fits = port.is_none_or(|port| port.parse::<u16>().is_ok_and(|port| port > 0));
    let bracketed = host.starts_with('[') && host.ends_with(']') && host.len() > 2;
    let allowed = |c: char| c.is_ascii_alphanumeric() || !c.is_ascii() || matches!(c, '.' | '-' | '_');
    let named =
        !host.is_empty() && host.chars().all(allowed) && !host.starts_with('.') && !host.contains("..");
    let numbered =
        bracketed && host[1..host.len() - 1].chars().all(|c| c.is_ascii_hexdigit() || matches!(c, ':' | '.'));
    if port_fits && (named || numbered) { Ok(()) } else { Err(NotAnAddress::Host) }
}

fn checked_path(path: &str) -> Result<String, NotAnAddress> {
    let path = path.trim_matches('/');
    let bad =
        |part: &str| part.is_empty() || part == "." || part == ".." || part.contains(['\\', '"', '<', '>']);
    if !path.is_empty() && path.split('/').any(bad) { Err(NotAnAddress::Path) } else { Ok(path.to_owned()) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const OWN: &str = "https://ops.example";

    fn address(pasted: &str) -> String {
        understand(pasted, OWN).map(|found| found.address.0).unwrap_or_else(|error| format!("{error:?}"))
    }

    #[test]
    fn what_admins_paste() {
        let cases = [
            (" \"https://im.example.internal/im/admin/\"", "https://im.example.internal/im"),
            ("https://ops.example/im/main/", "/im/main"),
            ("HTTPS://OPS.example/im/main", "/im/main"),
            ("/im/main", "/im/main"),
            ("im/main", "/im/main"),
            ("/im/main/admin/health", "/im/main"),
            ("http://im.corp:8080/im/admin/user/get_info?x=1#y", "http://im.corp:8080/im"),
            ("im.corp/im", "https://im.corp/im"),
            ("localhost:8080", "https://localhost:8080"),
            ("10.0.0.5:8080/im", "https://10.0.0.5:8080/im"),
            ("//im.corp/im", "https://im.corp/im"),
            ("http://[::1]:8080/im", "http://[::1]:8080/im"),
            ("“http://im.corp/im”", "http://im.corp/im"),
            ("http：／／im。corp／im", "http://im.corp/im"),
            ("http://im.corp/im\u{200b}", "http://im.corp/im"),
            ("http://im.corp", "http://im.corp"),
            ("http://im.corp/administration", "http://im.corp/administration"),
            ("http://admin/im", "http://admin/im"),
            ("/", ""),
            ("\"http://im.corp/im\"?x", "http://im.corp/im"),
        ];
        for (pasted, expected) in cases {
            assert_eq!(address(pasted), expected, "{pasted:?}");
        }
    }

    #[test]
    fn what_was_mended_is_said() {
        let found = understand(" 'im.corp:18080/admin/' ", OWN).unwrap();
        assert_eq!(
            found.mended,
            [Mended::Quotes, Mended::Spaces, Mended::Admin, Mended::AddedScheme("https".to_owned())]
        );
        assert!(found.looks_direct);
        assert_eq!(understand("http://a.b/im", OWN).unwrap().mended, []);
    }

    #[test]
    fn what_is_no_address_says_why() {
        let cases = [
            ("", NotAnAddress::Empty),
            ("  \"\" ", NotAnAddress::Empty),
            ("javascript:alert(1)", NotAnAddress::Scheme("javascript".to_owned())),
            ("ftp://im.corp", NotAnAddress::Scheme("ftp".to_owned())),
            ("http://admin:pw@im.corp", NotAnAddress::Credentials),
            ("http://", NotAnAddress::Host),
            ("http://im..corp", NotAnAddress::Host),
            ("http://im.corp:99999", NotAnAddress::Host),
            ("/im/../admin2", NotAnAddress::Path),
            ("http://im.corp/a//b", NotAnAddress::Path),
        ];
        for (pasted, expected) in cases {
            assert_eq!(understand(pasted, OWN).map(|found| found.address), Err(expected), "{pasted:?}");
        }
    }

    #[test]
    fn loopback_is_recognised_by_its_name_alone() {
        for own in ["http://localhost:8080", "http://127.0.0.1", "http://[::1]:80"] {
            assert!(is_loopback(own), "{own}");
        }
        for other in ["http://localhost.evil.example", "http://10.0.0.1", "http://127.0.0.1.nip.example"] {
            assert!(!is_loopback(other), "{other}");
        }
    }

    #[test]
    fn an_address_knows_its_origin() {
        let at = |text: &str| Address(text.to_owned());
        assert_eq!(at("/im").origin(), None);
        assert_eq!(at("http://a.b:1/im").origin(), Some("http://a.b:1"));
        assert_eq!(at("/im").host("own"), "own");
        assert_eq!(at("http://a.b:1").host("own"), "a.b:1");
        assert_eq!(at("/im").join("/admin/health"), "/im/admin/health");
        assert_eq!(below_base("im/demo", "/tower/").as_str(), "/tower/im/demo");
        assert_eq!(below_base("im/demo", "/").as_str(), "/im/demo");
    }

    proptest! {
        #[test]
        fn nothing_panics_and_what_is_understood_is_understood_again(pasted in ".{0,60}") {
            if let Ok(found) = understand(&pasted, OWN) {
                let text = found.address.as_str();
                prop_assert!(text.is_empty() || text.starts_with('/') || text.starts_with("http"));
                prop_assert!(!text.ends_with('/'));
                if !text.is_empty() {
                    prop_assert_eq!(understand(text, OWN).unwrap().address, found.address.clone());
                }
            }
        }
    }
}
