//! Which names the gateway answers to.
//!
//! A page on a foreign site can point its own name at 127.0.0.1 (DNS rebinding) and would then be of one origin with
//! the dashboard. It can't choose the `Host` header though, which still carries the foreign name; so a name that nobody
//! gave to the gateway is refused. An address in digits is safe: rebinding needs a name.

use std::net::{IpAddr, SocketAddr};
use std::str::FromStr;

pub(crate) use firetower_protocol::origin::is_host_name;
use http::header::HOST;
use http::request::Parts;
use http::uri::Authority;

/// A value of `--allow-host`: a name or an address, for every port or for one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AllowedHost {
    host: String,
    port: Option<u16>,
}

impl FromStr for AllowedHost {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let (host, port) = parse(text)
            .ok_or("a host is a name or an address, with or without a port, such as im.example.com")?;
        Ok(Self { host, port })
    }
}

/// What the gateway listens on, and the names that it was given besides.
#[derive(Clone, Debug)]
pub struct HostRule {
    listen: SocketAddr,
    extra: Vec<AllowedHost>,
}

impl HostRule {
    #[must_use]
    pub fn new(listen: SocketAddr, extra: Vec<AllowedHost>) -> Self {
        Self { listen, extra }
    }

    /// Whether a request came to one of the gateway's own names.
    #[must_use]
    pub fn allows(&self, request: &Parts) -> bool {
        let mut hosts = request.headers.get_all(HOST).iter();
        let (Some(host), None) = (hosts.next(), hosts.next()) else { return false };
        let named = host.to_str().is_ok_and(|host| self.allows_text(host));
        // `GET http://name/` names a host a second time.
        named && request.uri.authority().is_none_or(|authority| self.allows_text(authority.as_str()))
    }

    fn allows_text(&self, text: &str) -> bool {
        let Some((host, port)) = parse(text) else { return false };
        let port_or_default = port.unwrap_or(80);
        let on_own_port = port_or_default == self.listen.port();
        (on_own_port && self.is_own(&host))
            || self.extra.iter().any(|extra| {
                extra.host == host && extra.port.is_none_or(|allowed| allowed == port_or_default)
            })
    }

    fn is_own(&self, host: &str) -> bool {
        let listen = self.listen.ip();
        if host == "localhost" {
            return listen.is_loopback() || listen.is_unspecified();
        }
        let Ok(ip) = host.trim_matches(['[', ']']).parse::<IpAddr>() else { return false };
        if listen.is_unspecified() {
            // Every address of this machine is its own, and which those are only the machine knows.
            return true;
        }
        ip == listen || (listen.is_loopback() && ip.is_loopback())
    }
}

/// Host in lower case, brackets kept, and port. `None` for anything more or less than that.
fn parse(text: &str) -> Option<(String, Option<u16>)> {
    let authority = Authority::from_str(text).ok()?;
    let host = authority.host();
    let port = authority.port_u16();
    let rebuilt_len = host.len() + authority.port().map_or(0, |port| port.as_str().len() + 1);
    // Shorter than the text: there was a user name, or a port that is no number.
    if rebuilt_len != text.len() || authority.port().is_some() != port.is_some() {
        return None;
    }
    let is_ipv6 = host
        .strip_prefix('[')
        .and_then(|host| host.strip_suffix(']'))
        .is_some_and(|host| host.parse::<std::net::Ipv6Addr>().is_ok());
    (is_ipv6 || is_host_name(host)).then(|| (host.to_ascii_lowercase(), port))
}

#[cfg(test)]
mod tests {
    use super::*;
    use http::Request;
    use proptest::prelude::*;

    fn rule(listen: &str, extra: &[&str]) -> HostRule {
        let extra = extra.iter().map(|text| text.parse().unwrap()).collect();
        HostRule::new(listen.parse().unwrap(), extra)
    }

    fn request(uri: &str, hosts: &[&str]) -> Parts {
        let mut request = Request::builder().uri(uri);
        for host in hosts {
            request = request.header(HOST, *host);
        }
        request.body(()).unwrap().into_parts().0
    }

    #[test]
    fn on_loopback_its_own_names_and_no_others() {
        let rule = rule("127.0.0.1:8750", &[]);
        for host in ["127.0.0.1:8750", "localhost:8750", "LOCALHOST:8750", "[::1]:8750"] {
            assert!(rule.allows(&request("/", &[host])), "{host}");
        }
        for host in [
            "",
            "evil.example",
            "evil.example:8750",
            "localhost",
            "localhost:80",
            "localhost:8751",
            "localhost.:8750",
            "localhost.evil.example:8750",
            "user@localhost:8750",
            "localhost:8750:8750",
            "localhost:",
            "10.0.0.1:8750",
            "[::1]",
            "::1",
        ] {
            assert!(!rule.allows(&request("/", &[host])), "{host}");
        }
    }

    #[test]
    fn exactly_one_host_and_none_that_contradicts_it() {
        let rule = rule("127.0.0.1:8750", &[]);
        let good = "localhost:8750";
        assert!(!rule.allows(&request("/", &[])));
        assert!(!rule.allows(&request("/", &[good, good])));
        assert!(rule.allows(&request("http://localhost:8750/x", &[good])));
        assert!(!rule.allows(&request("http://evil.example:8750/x", &[good])));
        assert!(!rule.allows(&request("http://localhost:8750/x", &["evil.example:8750"])));
    }

    #[test]
    fn on_every_address_digits_pass_and_names_must_be_given() {
        let rule = rule("0.0.0.0:8750", &["im.example.com", "other.example.com:443"]);
        for host in [
            "192.168.1.4:8750",
            "[fe80::1]:8750",
            "localhost:8750",
            "im.example.com",
            "IM.example.com:9",
            "other.example.com:443",
        ] {
            assert!(rule.allows(&request("/", &[host])), "{host}");
        }
        for host in ["192.168.1.4", "evil.example:8750", "other.example.com", "other.example.com:8750"] {
            assert!(!rule.allows(&request("/", &[host])), "{host}");
        }
    }

    #[test]
    fn on_port_80_the_port_may_be_left_out() {
        assert!(rule("127.0.0.1:80", &[]).allows(&request("/", &["localhost"])));
        assert!(rule("10.1.1.1:80", &[]).allows(&request("/", &["10.1.1.1"])));
        assert!(!rule("10.1.1.1:80", &[]).allows(&request("/", &["10.1.1.2"])));
        assert!(!rule("10.1.1.1:80", &[]).allows(&request("/", &["localhost"])));
    }

    #[test]
    fn allowed_hosts_are_hosts() {
        for text in ["", "a b", "http://a", "a/b", "*", "a:b", "user@a", "a:99999", "[a]"] {
            assert!(text.parse::<AllowedHost>().is_err(), "{text}");
        }
    }

    proptest! {
        #[test]
        fn no_foreign_name_passes(name in "\\PC{0,40}", port: u16) {
            let rule = rule("127.0.0.1:8750", &[]);
            if rule.allows_text(&format!("{name}:{port}")) {
                let ip = name.trim_matches(['[', ']']).parse::<IpAddr>();
                prop_assert!(port == 8750);
                prop_assert!(name.eq_ignore_ascii_case("localhost") || ip.is_ok_and(|ip| ip.is_loopback()));
            }
        }
    }
}
