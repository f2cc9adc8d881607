//! The pieces of which an address is understood.

use super::{Mended, NotAnAddress};

/// A Chinese input method turns `http://a.b` into `ｈｔｔｐ：／／ａ。ｂ`.
pub(super) fn narrow(character: char) -> char {
    match character {
        '\u{3002}' => '.',
        '\u{3000}' => ' ',
        full @ '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(full) - 0xfee0).unwrap_or(full),
        other => other,
    }
}

pub(super) fn without_wrapping(text: &str, mended: &mut Vec<Mended>) -> String {
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

pub(super) fn note(mended: &mut Vec<Mended>, one: Mended) {
    if !mended.contains(&one) {
        mended.push(one);
    }
}

pub(super) fn without_tail(text: &str, mended: &mut Vec<Mended>) -> String {
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

pub(super) fn split_scheme(text: &str) -> Result<Option<(String, String)>, NotAnAddress> {
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
pub(super) fn looks_like_a_path(text: &str) -> bool {
    let first = text.split('/').next().unwrap_or_default();
    text.contains('/')
        && !text.starts_with('/')
        && !first.contains(['.', ':', '[', '@'])
        && first != "localhost"
}

pub(crate) fn check_authority(authority: &str) -> Result<(), NotAnAddress> {
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
    let numbered = bracketed && is_ipv6(&host[1..host.len() - 1]);
    if port_fits && (named || numbered) { Ok(()) } else { Err(NotAnAddress::Host) }
}

/// Groups of hexadecimal digits, eight of them or `::` for those that are 0; the last two may be written as IPv4.
fn is_ipv6(text: &str) -> bool {
    let number = |part: &str| {
        let fits = |group: &&str| {
            (1..=4).contains(&group.len()) && group.bytes().all(|byte| byte.is_ascii_hexdigit())
        };
        let (groups, ipv4) = match part.rsplit_once(':') {
            Some((groups, last)) if last.contains('.') => (groups, Some(last)),
            None if part.contains('.') => ("", Some(part)),
            _ => (part, None),
        };
        let ipv4_fits = ipv4.is_none_or(|ipv4| {
            ipv4.split('.').count() == 4 && ipv4.split('.').all(|part| part.parse::<u8>().is_ok())
        });
        let mut groups = groups.split(':').filter(|_| !groups.is_empty());
        let count = groups.clone().count() + if ipv4.is_some() { 2 } else { 0 };
        (ipv4_fits && groups.all(|group| fits(&group))).then_some(count)
    };
    match text.split_once("::") {
        Some((head, tail)) => {
            let count = number(head).zip(number(tail)).map(|(head, tail)| head + tail);
            !head.contains('.') && count.is_some_and(|count| count < 8)
        }
        None => number(text) == Some(8),
    }
}

pub(super) fn checked_path(path: &str) -> Result<String, NotAnAddress> {
    let path = path.trim_matches('/');
    let bad =
        |part: &str| part.is_empty() || part == "." || part == ".." || part.contains(['\\', '"', '<', '>']);
    if !path.is_empty() && path.split('/').any(bad) { Err(NotAnAddress::Path) } else { Ok(path.to_owned()) }
}
