//! The address of a CORS proxy that takes its target with each request, e.g. `https://proxy.corp/?url={target}{path}`.
//!
//! - `{target}` is the server's address as the proxy sees it, without a trailing slash, percent-encoded as a component;
//!   `{target_raw}` is the same as it is. One of them stands there, once.
//! - `{path}` is the API's own path, such as `/admin/health`. In a query beside `{target}` it is encoded like it, so that
//!   what the proxy decodes is target and path as they are; elsewhere it is as it is, and one slash before it is enough.
//! - Without `{path}`, the path belongs to the target: it follows it, encoded like it.
//!
//! None of them is part of the host: it would decide where a signature goes, and no target does.

use super::parts::{check_authority, checked_path, looks_like_a_path, note, split_scheme, without_wrapping};
use super::{Address, Mended, NotAnAddress, Understood, laid_bare, narrowed};

const TARGET: &str = "target";
const TARGET_RAW: &str = "target_raw";
const PATH: &str = "path";

/// A piece of a template.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Piece<'a> {
    Text(&'a str),
    Placeholder(&'a str),
}

/// Whether something pasted is to be read as a template: no other address has braces.
pub fn is_template(pasted: &str) -> bool {
    pasted.contains(['{', '}', '｛', '｝'])
}

/// The template and the target that stands after it, if one does.
pub fn split(pasted: &str) -> (String, String) {
    let narrow = narrowed(pasted.trim(), &mut Vec::new());
    let cut = narrow.rfind(char::is_whitespace).filter(|at| {
        let last = narrow[*at..].trim();
        narrow[..*at].contains('}') && !last.contains(['{', '}']) && last.contains("://")
    });
    match cut {
        Some(at) => (narrow[..at].to_owned(), narrow[at..].trim().to_owned()),
        None => (pasted.to_owned(), String::new()),
    }
}

/// Reads the two fields of the form.
pub fn understand(template: &str, target: &str, own_origin: &str) -> Result<Understood, NotAnAddress> {
    let mut mended = Vec::new();
    let bare = without_wrapping(&narrowed(template, &mut mended), &mut mended);
    let bare = match bare.split_once('#') {
        // It would not be sent.
        Some((sent, _)) => {
            note(&mut mended, Mended::Query);
            sent
        }
        None => &bare,
    };
    let template = checked_template(bare, own_origin, &mut mended)?;
    let target = checked_target(target, &mut mended)?;
    Ok(Understood { address: Address(format!("{template} {target}")), mended, looks_direct: false })
}

fn checked_template(bare: &str, own_origin: &str, mended: &mut Vec<Mended>) -> Result<String, NotAnAddress> {
    check_placeholders(bare)?;
    let before_query = bare.split('?').next().unwrap_or_default();
    let (scheme, rest) = if bare.starts_with('/') && !bare.starts_with("//") {
        return Ok(format!("/{}", checked_rest(&bare[1..])?));
    } else if let Some(split) =
        before_query.contains("://").then(|| split_scheme(bare)).transpose()?.flatten()
    {
        split
    } else if looks_like_a_path(before_query) {
        return Ok(format!("/{}", checked_rest(bare)?));
    } else {
        let scheme = own_origin.split("://").next().unwrap_or("http").to_owned();
        mended.push(Mended::AddedScheme(scheme.clone()));
        (scheme, bare.trim_start_matches('/').to_owned())
    };
    let end = rest.find(['/', '?']).unwrap_or(rest.len());
    let (authority, rest) = rest.split_at(end);
    if authority.contains(['{', '}']) {
        return Err(NotAnAddress::InHost);
    }
    check_authority(authority)?;
    let origin = format!("{scheme}://{}", authority.to_ascii_lowercase());
    let rest = checked_rest(rest.strip_prefix('/').unwrap_or(rest))?;
    // Of the own origin it is a path, as any address is.
    let origin = if origin == own_origin { "" } else { origin.as_str() };
    Ok(format!("{origin}/{rest}"))
}

/// What follows the host: a path of canonical parts, whose last may be empty, and a query.
fn checked_rest(rest: &str) -> Result<String, NotAnAddress> {
    let bad = |c: char| c.is_control() || c.is_whitespace() || matches!(c, '\\' | '"' | '<' | '>');
    let path = rest.split('?').next().unwrap_or_default();
    let parts = path.strip_suffix('/').unwrap_or(path);
    let is_canonical =
        parts.is_empty() && path.len() < 2 || parts.split('/').all(|part| !matches!(part, "" | "." | ".."));
    if rest.contains(bad) || !is_canonical || path.starts_with('/') {
        return Err(NotAnAddress::Path);
    }
    Ok(rest.to_owned())
}

fn check_placeholders(template: &str) -> Result<(), NotAnAddress> {
    let mut seen = Vec::new();
    for piece in pieces(template) {
        match piece {
            Piece::Text(text) => {
                if let Some(at) = text.find(['{', '}']) {
                    return Err(NotAnAddress::Placeholder(text[at..].chars().take(20).collect()));
                }
            }
            Piece::Placeholder(name) if [TARGET, TARGET_RAW, PATH].contains(&name) => seen.push(name),
            Piece::Placeholder(name) => {
                return Err(NotAnAddress::Placeholder(format!("{{{name}}}")));
            }
        }
    }
    let targets = seen.iter().filter(|name| **name != PATH).count();
    match (targets, seen.len() - targets) {
        (0, _) => Err(NotAnAddress::NoTarget),
        (1, 0 | 1) => Ok(()),
        _ => Err(NotAnAddress::Twice),
    }
}

fn checked_target(typed: &str, mended: &mut Vec<Mended>) -> Result<String, NotAnAddress> {
    let inner = |error| NotAnAddress::Target(Box::new(error));
    let (bare, more) = laid_bare(typed);
    more.into_iter().for_each(|one| note(mended, one));
    if bare.is_empty() || bare == "/" {
        return Err(inner(NotAnAddress::Empty));
    }
    let (scheme, rest) = split_scheme(&bare).map_err(inner)?.ok_or(NotAnAddress::TargetScheme)?;
    let (authority, path) = rest.split_once('/').unwrap_or((&rest, ""));
    check_authority(authority).map_err(inner)?;
    let path = checked_path(path).map_err(inner)?;
    if path.contains(['{', '}']) {
        return Err(inner(NotAnAddress::Path));
    }
    let separator = if path.is_empty() { "" } else { "/" };
    Ok(format!("{scheme}://{}{separator}{path}", authority.to_ascii_lowercase()))
}

/// The address of a call. It takes any text, since what is stored may be anything.
pub(super) fn fill(template: &str, target: &str, path: &str) -> String {
    let pieces = pieces(template);
    let has = |name: &str| pieces.contains(&Piece::Placeholder(name));
    let (has_path, is_encoded) = (has(PATH), has(TARGET));
    let mut url = String::new();
    let mut in_query = false;
    for piece in &pieces {
        match *piece {
            Piece::Text(text) => {
                in_query |= text.contains('?');
                url.push_str(text);
            }
            Piece::Placeholder(TARGET) => {
                url.push_str(&component(target));
                if !has_path {
                    url.push_str(&component(path));
                }
            }
            Piece::Placeholder(TARGET_RAW) => {
                url.push_str(target);
                if !has_path {
                    url.push_str(path);
                }
            }
            Piece::Placeholder(PATH) if is_encoded && in_query => url.push_str(&component(path)),
            Piece::Placeholder(PATH) => {
                let follows_slash = url.ends_with('/');
                url.push_str(if follows_slash { path.strip_prefix('/').unwrap_or(path) } else { path });
            }
            Piece::Placeholder(_) => {}
        }
    }
    url
}

fn pieces(template: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let mut rest = template;
    while let Some(start) = rest.find('{') {
        let Some(end) = rest[start..].find('}').map(|at| start + at) else { break };
        if start > 0 {
            pieces.push(Piece::Text(&rest[..start]));
        }
        pieces.push(Piece::Placeholder(&rest[start + 1..end]));
        rest = &rest[end + 1..];
    }
    if !rest.is_empty() {
        pieces.push(Piece::Text(rest));
    }
    pieces
}

/// Percent-encoded, but for what no part of an address means anything by.
fn component(text: &str) -> String {
    let mut encoded = String::new();
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.' | b'~') {
            encoded.push(char::from(byte));
        } else {
            encoded.push_str(&format!("%{byte:02X}"));
        }
    }
    encoded
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::{origin_of, understand as understand_pasted};
    use super::*;

    const OWN: &str = "https://ops.example";

    fn read(template: &str, target: &str) -> Result<String, NotAnAddress> {
        understand(template, target, OWN).map(|found| found.address.0)
    }

    fn filled(template: &str, target: &str, path: &str) -> String {
        understand(template, target, OWN).unwrap().address.join(path)
    }

    /// As a proxy reads it.
    fn decoded(text: &str) -> String {
        let bytes = text.as_bytes();
        let mut out = Vec::new();
        let mut at = 0;
        while at < bytes.len() {
            let hex = (bytes[at] == b'%')
                .then(|| text.get(at + 1..at + 3).and_then(|hex| u8::from_str_radix(hex, 16).ok()))
                .flatten();
            out.push(hex.unwrap_or(bytes[at]));
            at += if hex.is_some() { 3 } else { 1 };
        }
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn each_way_of_a_template_is_filled() {
        let im = "http://im:18080";
        for (template, url) in [
            (
                "https://p.corp/?url={target}{path}",
                "https://p.corp/?url=http%3A%2F%2Fim%3A18080%2Fadmin%2Fhealth",
            ),
            ("https://p.corp/?url={target}", "https://p.corp/?url=http%3A%2F%2Fim%3A18080%2Fadmin%2Fhealth"),
            (
                "https://p.corp?a=1&to={target}&path={path}&z",
                "https://p.corp/?a=1&to=http%3A%2F%2Fim%3A18080&path=%2Fadmin%2Fhealth&z",
            ),
            ("https://p.corp/{target_raw}{path}", "https://p.corp/http://im:18080/admin/health"),
            ("https://p.corp/{target_raw}/{path}", "https://p.corp/http://im:18080/admin/health"),
            ("https://p.corp/?{target_raw}", "https://p.corp/?http://im:18080/admin/health"),
            ("https://p.corp/{target}{path}", "https://p.corp/http%3A%2F%2Fim%3A18080/admin/health"),
            ("https://p.corp/{target}", "https://p.corp/http%3A%2F%2Fim%3A18080%2Fadmin%2Fhealth"),
            ("https://p.corp/{path}?to={target}", "https://p.corp/admin/health?to=http%3A%2F%2Fim%3A18080"),
            ("/cors?url={target}{path}", "/cors?url=http%3A%2F%2Fim%3A18080%2Fadmin%2Fhealth"),
            ("/cors/{target_raw}", "/cors/http://im:18080/admin/health"),
        ] {
            assert_eq!(filled(template, im, "/admin/health"), url, "{template}");
        }
    }

    #[test]
    fn what_a_proxy_decodes_is_target_and_path() {
        for path in ["/admin/a%2Fb", "/admin/a b", "/admin/?x=1&y=#z", "/admin/100%", "/admin/用户+1"] {
            let url = filled("https://p.corp/?url={target}{path}", "http://im:18080/pre", path);
            let sent = url.strip_prefix("https://p.corp/?url=").unwrap();
            assert!(!sent.contains(['#', '&', '?', ' ', '+']), "{sent}");
            assert_eq!(decoded(sent), format!("http://im:18080/pre{path}"));
        }
    }

    #[test]
    fn both_fields_forgive_what_an_admin_pastes() {
        let good = "https://p.corp/?url={target}{path} http://im:18080";
        for (template, target) in [
            ("https://p.corp/?url={target}{path}", "http://im:18080"),
            (" “https://P.corp/?url= {target}{path}” ", " 'http://IM:18080/' "),
            ("ｈｔｔｐｓ：／／p。corp／？url＝｛target｝｛path｝", "http：／／im：18080／admin"),
            ("p.corp?url={target}{path}#x", "http://im:18080/admin/health?x=1"),
        ] {
            assert_eq!(read(template, target).as_deref(), Ok(good), "{template}");
        }
        assert_eq!(
            read("https://ops.example/cors/{target}", "http://im").as_deref(),
            Ok("/cors/{target} http://im")
        );
        assert_eq!(understand_pasted(good, OWN).unwrap().address.as_str(), good);
        assert_eq!(
            understand_pasted(&format!("\" {good}\""), OWN).map(|found| found.address.0).as_deref(),
            Ok(good)
        );
    }

    #[test]
    fn what_is_no_template_says_why() {
        let im = "http://im:18080";
        let target = |error| NotAnAddress::Target(Box::new(error));
        for (template, typed, error) in [
            ("https://p.corp/{url}", im, NotAnAddress::Placeholder("{url}".to_owned())),
            ("https://p.corp/{target", im, NotAnAddress::Placeholder("{target".to_owned())),
            ("https://p.corp/}{target}", im, NotAnAddress::Placeholder("}".to_owned())),
            ("https://p.corp/{path}", im, NotAnAddress::NoTarget),
            ("https://p.corp/#{target}", im, NotAnAddress::NoTarget),
            ("https://p.corp/{target}{target}", im, NotAnAddress::Twice),
            ("https://p.corp/{target}{target_raw}", im, NotAnAddress::Twice),
            ("https://p.corp/{target}{path}{path}", im, NotAnAddress::Twice),
            ("https://{target}/", im, NotAnAddress::InHost),
            ("{target_raw}{path}", im, NotAnAddress::InHost),
            ("https://p.corp{path}?u={target}", im, NotAnAddress::InHost),
            ("https://a:b@p.corp/{target}", im, NotAnAddress::Credentials),
            ("ftp://p.corp/{target}", im, NotAnAddress::Scheme("ftp".to_owned())),
            ("https://p.corp/../{target}", im, NotAnAddress::Path),
            ("https://p.corp/{target}", "", target(NotAnAddress::Empty)),
            ("https://p.corp/{target}", "im:18080", NotAnAddress::TargetScheme),
            ("https://p.corp/{target}", "/im/main", NotAnAddress::TargetScheme),
            ("https://p.corp/{target}", "ftp://im", target(NotAnAddress::Scheme("ftp".to_owned()))),
            ("https://p.corp/{target}", "http://a:b@im", target(NotAnAddress::Credentials)),
            ("https://p.corp/{target}", "http://im/{path}", target(NotAnAddress::Path)),
        ] {
            assert_eq!(read(template, typed), Err(error), "{template} {typed}");
        }
    }

    #[test]
    fn requests_go_to_the_proxys_origin() {
        let address = understand("https://p.corp:8443?u={target}", "http://im:18080", OWN).unwrap().address;
        assert_eq!(address.origin(), Some("https://p.corp:8443"));
        assert_eq!(address.host("own"), "p.corp:8443");
        assert_eq!(address.target(), Some("http://im:18080"));
        let own = understand("/cors/{target_raw}", "http://im:18080", OWN).unwrap().address;
        assert_eq!((own.origin(), own.host("own")), (None, "own"));
        assert_eq!(origin_of(&own.join("/admin/health")), None, "a path that holds an address");
    }

    proptest! {
        #[test]
        fn nothing_panics_and_what_is_understood_is_understood_again(
            template in "(https?://)?[a-z./?={} ]{0,20}(\\{target\\}|\\{target_raw\\}|\\{path\\}|[?/&=a]){0,4}", target in "(http://)?[a-z.:/{} 0-9]{0,12}",
        ) {
            if let Ok(found) = understand(&template, &target, OWN) {
                let text = found.address.as_str().to_owned();
                prop_assert_eq!(text.matches(' ').count(), 1, "{}", &text);
                let again = understand_pasted(&text, OWN).unwrap();
                prop_assert_eq!(again.address.as_str(), &text);
                prop_assert!(again.mended.is_empty(), "{:?}", again.mended);
                // Wherever its target is, a request goes to the proxy.
                let url = found.address.join("/admin/health");
                prop_assert_eq!(origin_of(&url), found.address.origin(), "{}", &url);
                prop_assert!(!url.contains(['{', '}', ' ']), "{}", &url);
            }
        }

        #[test]
        fn what_is_stored_may_be_anything(stored: String, path: String) {
            let address: Address = serde_json::from_value(serde_json::Value::String(stored)).unwrap();
            let _ = (address.join(&path), address.origin(), address.host("own"), address.target(), address.proxy());
            let _ = understand_pasted(address.as_str(), OWN);
        }

        #[test]
        fn a_path_comes_out_of_the_query_as_it_went_in(path in "/admin/\\PC{0,20}") {
            let url = filled("https://p.corp/?u={target}{path}", "http://im", &path);
            prop_assert_eq!(decoded(url.strip_prefix("https://p.corp/?u=").unwrap()), format!("http://im{path}"));
        }
    }
}
