//! Understanding a pasted address: quotes, spaces, full-width characters, a trailing slash, a missing scheme and
//! `/admin` at the end are forgiven, and what was understood is said.

pub mod keys;
mod parts;
pub mod template;
#[cfg(test)]
mod tests;

use serde::{Deserialize, Serialize};

pub(crate) use self::parts::check_authority;
use self::parts::{checked_path, looks_like_a_path, narrow, split_scheme, without_tail, without_wrapping};

/// Where a connection's requests go: a path on the dashboard's own origin (`/im/main`) or a whole address
/// (`https://proxy.corp/im`), without a trailing slash, and without the API's own `/admin`. Or a proxy's template and, after
/// a space, the server's address as the proxy sees it: see [`template`]. It is one text all the same, so that another
/// target is another address, to whoever compares them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Address(String);

impl Address {
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The address of a call, e.g. `/im/main` + `/admin/health`.
    pub fn join(&self, path: &str) -> String {
        match self.0.split_once(' ') {
            Some((template, target)) => template::fill(template, target, path),
            None => format!("{}{path}", self.0),
        }
    }

    /// As it may be shown, copied and exported: see [`keys`].
    pub fn without_keys(&self) -> Self {
        Self(keys::without_keys(&self.0))
    }

    /// Of a proxy's template: the server's address as the proxy sees it.
    pub fn target(&self) -> Option<&str> {
        self.0.split_once(' ').map(|(_, target)| target)
    }

    /// What is typed into the form's first field: the template, or the address.
    pub fn proxy(&self) -> &str {
        self.0.split_once(' ').map_or(&self.0, |(template, _)| template)
    }

    /// Scheme and authority, unless it is a path on the dashboard's origin.
    pub fn origin(&self) -> Option<&str> {
        origin_of(&self.0)
    }

    /// The host, with its port; the dashboard's own host where it is a path.
    pub fn host<'a>(&'a self, own_host: &'a str) -> &'a str {
        self.origin().and_then(|origin| origin.split("://").nth(1)).unwrap_or(own_host)
    }
}

/// Scheme and authority of a whole address; `None` for a path of the own origin.
pub fn origin_of(url: &str) -> Option<&str> {
    let start = url.find("://")? + 3;
    // A path may hold another address.
    if !url[..start - 3].chars().all(|c| c.is_ascii_alphabetic()) {
        return None;
    }
    let end = url[start..].find(['/', '?', '#', ' ']).map_or(url.len(), |slash| start + slash);
    Some(&url[..end])
}

/// An origin on this very machine: nobody is on the way, and browsers let an https page call it over http.
pub fn is_loopback(origin: &str) -> bool {
    let host = origin.split("://").nth(1).unwrap_or(origin);
    let name = if host.starts_with('[') { host.split(']').next() } else { host.split(':').next() };
    matches!(name, Some("localhost" | "127.0.0.1" | "[::1"))
}

/// What was left out or added on the way to an [`Address`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Mended {
    Quotes,
    Spaces,
    FullWidth,
    TrailingSlash,
    Admin,
    Query,
    AddedScheme(String),
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NotAnAddress {
    Empty,
    Scheme(String),
    Credentials,
    Host,
    Path,
    /// In braces, and none of the three.
    Placeholder(String),
    /// A placeholder stands twice, or there are two targets.
    Twice,
    /// A template without a target.
    NoTarget,
    /// A placeholder stands where the host is.
    InHost,
    /// The target's own address.
    Target(Box<NotAnAddress>),
    /// A target begins with `http://` or `https://`: a proxy guesses nothing.
    TargetScheme,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Understood {
    pub address: Address,
    pub mended: Vec<Mended>,
    /// It names port 18080, the admin port itself, which answers no browser.
    pub looks_direct: bool,
}

/// Reads an address as an admin pastes it. `own_origin` is the dashboard's, e.g. `https://ops.example`: an address on
/// it becomes a path, and its scheme is the one that is added where none was given.
pub fn understand(pasted: &str, own_origin: &str) -> Result<Understood, NotAnAddress> {
    if template::is_template(pasted) {
        let (proxy, target) = template::split(pasted);
        return template::understand(&proxy, &target, own_origin);
    }
    let (bare, mut mended) = laid_bare(pasted);
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

/// Without what an admin pastes along.
fn laid_bare(pasted: &str) -> (String, Vec<Mended>) {
    let mut mended = Vec::new();
    let mut bare = narrowed(pasted, &mut mended);
    // A tail that falls away may lay bare a quote before it, and the other way round.
    loop {
        let cut = without_tail(&without_wrapping(&bare, &mut mended), &mut mended);
        if cut == bare {
            return (bare, mended);
        }
        bare = cut;
    }
}

fn narrowed(pasted: &str, mended: &mut Vec<Mended>) -> String {
    let narrow: String = pasted.chars().map(narrow).collect();
    if narrow != pasted {
        mended.push(Mended::FullWidth);
    }
    narrow
}

/// The ready connection's address is relative to the base of the dashboard.
pub fn below_base(relative: &str, base_path: &str) -> Address {
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
