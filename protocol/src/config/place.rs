//! The address of a given connection. It is read strictly: the form forgives what an admin pastes and says what it
//! understood, but nobody is there to look at what a file was understood as.

use super::problem::{Template, What};
use super::secrets::has_credentials;
use crate::address::{Mended, NotAnAddress, check_authority, keys, template};
use crate::origin::{NotAnOrigin, Origin};

pub(super) fn check(address: &str) -> Result<(), What> {
    if template::is_template(address) {
        return check_template(address);
    }
    if has_credentials(address) {
        return Err(What::Secret);
    }
    let path = match split(address) {
        Some((origin, path)) => {
            check_origin(origin)?;
            path
        }
        None => address.strip_prefix('/').ok_or(What::Address)?,
    };
    let path = path.strip_suffix('/').unwrap_or(path);
    if path.is_empty() || path.split('/').all(is_part) { Ok(()) } else { Err(What::Path) }
}

/// By the rules of the form, and as the form stores it: nothing may have to be mended.
fn check_template(address: &str) -> Result<(), What> {
    let (proxy, target) = template::split(address);
    if has_credentials(&proxy) || has_credentials(&target) || keys::secret_parameter(&proxy).is_some() {
        return Err(What::Secret);
    }
    let found = template::understand(&proxy, &target, "").map_err(why)?;
    let is_own = proxy.starts_with('/') && !proxy.starts_with("//");
    let adds_scheme = found.mended.iter().any(|one| matches!(one, Mended::AddedScheme(_)));
    if adds_scheme || !is_own && split(&proxy).is_none() {
        return Err(What::Address);
    }
    let is_plain = address.bytes().all(|byte| byte.is_ascii_graphic() || byte == b' ');
    if !is_plain || found.mended.iter().any(|one| *one != Mended::TrailingSlash) {
        return Err(What::Path);
    }
    found.address.origin().map_or(Ok(()), check_origin)
}

fn why(error: NotAnAddress) -> What {
    match error {
        NotAnAddress::Placeholder(_) | NotAnAddress::Twice | NotAnAddress::NoTarget => {
            What::Template(Template::Placeholders)
        }
        NotAnAddress::InHost => What::Template(Template::InHost),
        NotAnAddress::Target(_) | NotAnAddress::TargetScheme => What::Template(Template::Target),
        NotAnAddress::Scheme(_) => What::NotAnOrigin(NotAnOrigin::Scheme),
        NotAnAddress::Host => What::NotAnOrigin(NotAnOrigin::Host),
        NotAnAddress::Credentials => What::Secret,
        NotAnAddress::Path => What::Path,
        NotAnAddress::Empty => What::Address,
    }
}

/// A policy can't name an IPv6 address; it is left to whoever makes one.
fn check_origin(origin: &str) -> Result<(), What> {
    match origin.parse::<Origin>() {
        Err(NotAnOrigin::Ipv6) => {
            let authority = origin.split_once("://").map_or(origin, |(_, rest)| rest);
            check_authority(authority).map_err(|_| What::NotAnOrigin(NotAnOrigin::Host))
        }
        parsed => parsed.map(|_| ()).map_err(What::NotAnOrigin),
    }
}

/// Origin and path, without the slash between them.
fn split(address: &str) -> Option<(&str, &str)> {
    let after_scheme = address.find("://")? + 3;
    Some(match address[after_scheme..].find(['/', '?', '#']).map(|at| after_scheme + at) {
        Some(end) => (&address[..end], address[end..].strip_prefix('/').unwrap_or(&address[end..])),
        None => (address, ""),
    })
}

fn is_part(part: &str) -> bool {
    let fits = |byte: u8| byte.is_ascii_graphic() && !b"\"<>\\^`{|}?#'".contains(&byte);
    !matches!(part, "" | "." | ".." | "admin") && part.bytes().all(fits)
}
