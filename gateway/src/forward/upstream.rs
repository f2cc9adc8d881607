//! The IM servers that the gateway was given. A request chooses among them by name and in no other way.

use std::collections::BTreeMap;
use std::fmt;
use std::str::FromStr;

use http::Uri;

use super::path::is_canonical;
use crate::host::is_host_name;

/// One `--upstream NAME=http://host:18080`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Upstream {
    pub name: String,
    /// A name or an address, an IPv6 one without its brackets.
    pub host: String,
    pub port: u16,
    /// Empty, or canonical: with a slash in front and none behind.
    pub base_path: String,
}

impl Upstream {
    /// The value of the `Host` header. The port is left out where http implies it, as clients do.
    #[must_use]
    pub fn authority(&self) -> String {
        if self.port == 80 { self.bracketed_host() } else { self.to_string() }
    }

    fn bracketed_host(&self) -> String {
        if self.host.contains(':') { format!("[{}]", self.host) } else { self.host.clone() }
    }
}

/// `host:port`, for messages.
impl fmt::Display for Upstream {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.bracketed_host(), self.port)
    }
}

impl FromStr for Upstream {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let (name, address) = text
            .split_once('=')
            .ok_or("an upstream is written NAME=http://host:18080, such as main=http://10.0.0.5:18080")?;
        if !is_name(name) {
            return Err("an upstream's name is made of letters, digits, - and _, 64 at most".to_owned());
        }
        let (scheme, rest) = address
            .split_once("://")
            .ok_or("an upstream's address begins with http://, such as main=http://10.0.0.5:18080")?;
        match scheme.to_ascii_lowercase().as_str() {
            "http" => {}
            "https" => {
                return Err("https upstreams are not supported: the admin port speaks plain http. Run the gateway on \
                            the IM server's own host or network and name the admin port as http://host:18080"
                    .to_owned());
            }
            other => return Err(format!("an upstream's scheme is http, not {other}")),
        }
        if rest.contains(['?', '#', '@']) {
            return Err(
                "an upstream's address is a host, a port and perhaps a path, and nothing else".to_owned()
            );
        }
        let uri: Uri = format!("http://{rest}")
            .parse()
            .map_err(|_| "the upstream's address is no address".to_owned())?;
        let (host, port) = host_and_port(&uri)?;
        let base_path = uri.path().trim_end_matches('/').to_owned();
        if !base_path.is_empty() && !is_canonical(&base_path) {
            return Err("the path of an upstream's address is not in its plain form".to_owned());
        }
        if base_path.ends_with("/admin") {
            return Err("leave /admin off the end of an upstream's address: the gateway adds it".to_owned());
        }
        Ok(Self { name: name.to_owned(), host, port, base_path })
    }
}

fn host_and_port(uri: &Uri) -> Result<(String, u16), String> {
    let authority = uri.authority().ok_or("the upstream's address has no host")?;
    let host = authority.host();
    let port = match (authority.as_str().len() - host.len(), authority.port_u16()) {
        (0, _) => 80,
        (_, Some(port)) if port > 0 => port,
        _ => return Err("an upstream's port is a number from 1 to 65535".to_owned()),
    };
    let ipv6 = host.strip_prefix('[').and_then(|host| host.strip_suffix(']'));
    match ipv6 {
        Some(ipv6) if ipv6.parse::<std::net::Ipv6Addr>().is_ok() => Ok((ipv6.to_owned(), port)),
        None if is_host_name(host) => Ok((host.to_owned(), port)),
        _ => Err("an upstream's host is a name or an address".to_owned()),
    }
}

fn is_name(name: &str) -> bool {
    (1..=64).contains(&name.len())
        && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'))
}

/// All of them, by name.
#[derive(Clone, Debug, Default)]
pub struct Upstreams(BTreeMap<String, Upstream>);

impl Upstreams {
    /// # Errors
    /// Two upstreams have one name: which of them would answer could not be seen.
    pub fn new(upstreams: impl IntoIterator<Item = Upstream>) -> Result<Self, String> {
        let mut by_name = BTreeMap::new();
        for upstream in upstreams {
            if let Some(other) = by_name.insert(upstream.name.clone(), upstream) {
                return Err(format!("two upstreams have the name {}", other.name));
            }
        }
        Ok(Self(by_name))
    }

    #[must_use]
    pub fn get(&self, name: &str) -> Option<&Upstream> {
        self.0.get(name)
    }

    pub fn iter(&self) -> impl Iterator<Item = &Upstream> {
        self.0.values()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(text: &str) -> Upstream {
        text.parse().unwrap()
    }

    #[test]
    fn addresses_with_and_without_port_and_path() {
        let plain = parse("main=http://im.example:18080");
        assert_eq!((plain.host.as_str(), plain.port, plain.base_path.as_str()), ("im.example", 18080, ""));
        assert_eq!(
            (plain.authority(), plain.to_string()),
            ("im.example:18080".into(), "im.example:18080".into())
        );
        let based = parse("b-1=HTTP://10.0.0.5/base/path/");
        assert_eq!((based.port, based.base_path.as_str()), (80, "/base/path"));
        assert_eq!((based.authority(), based.to_string()), ("10.0.0.5".into(), "10.0.0.5:80".into()));
        let six = parse("six=http://[::1]:18080/");
        assert_eq!((six.host.as_str(), six.authority()), ("::1", "[::1]:18080".into()));
    }

    #[test]
    fn what_is_wrong_is_said() {
        for (text, part) in [
            ("http://a", "NAME="),
            ("a", "NAME="),
            ("a/b=http://a", "name"),
            ("=http://a", "name"),
            ("a=im.example:18080", "http://"),
            ("a=https://im.example", "https upstreams are not supported"),
            ("a=ftp://im.example", "not ftp"),
            ("a=http://u:p@im.example", "nothing else"),
            ("a=http://im.example/?x", "nothing else"),
            ("a=http://im.example#x", "nothing else"),
            ("a=http://", "address"),
            ("a=http://im.example:99999", "port"),
            ("a=http://im.example:", "port"),
            ("a=http://im.example:0", "port"),
            ("a=http://im.example/a/../b", "plain form"),
            ("a=http://im.example/admin", "leave /admin off"),
            ("a=http://im.example/admin/", "leave /admin off"),
            ("a=http://[x]", "address"),
        ] {
            let error = text.parse::<Upstream>().unwrap_err();
            assert!(error.contains(part), "{text}: {error}");
            assert!(!error.contains("u:p"), "{error}");
        }
    }

    #[test]
    fn names_are_unique() {
        assert!(Upstreams::new([parse("a=http://x"), parse("a=http://y")]).is_err());
        let two = Upstreams::new([parse("a=http://x"), parse("b=http://y")]).unwrap();
        assert_eq!(two.get("b").map(|upstream| upstream.host.as_str()), Some("y"));
        assert_eq!(two.get("B"), None);
    }
}
