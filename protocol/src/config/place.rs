//! The address of a given connection. It is read strictly: the form forgives what an admin pastes and says what it
//! understood, but nobody is there to look at what a file was understood as.

use super::problem::What;
use super::secrets::has_credentials;
use crate::origin::Origin;

pub(super) fn check(address: &str) -> Result<(), What> {
    if has_credentials(address) {
        return Err(What::Secret);
    }
    let path = match split(address) {
        Some((origin, path)) => {
            origin.parse::<Origin>().map_err(What::NotAnOrigin)?;
            path
        }
        None => address.strip_prefix('/').ok_or(What::Address)?,
    };
    let path = path.strip_suffix('/').unwrap_or(path);
    if path.is_empty() || path.split('/').all(is_part) { Ok(()) } else { Err(What::Path) }
}

pub(super) fn origin_of(address: &str) -> Option<Origin> {
    split(address)?.0.parse().ok()
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
