//! `--connect-src`: further origins that the dashboard may fetch from.

use std::fmt;
use std::str::FromStr;

use http::Uri;

use crate::host::is_host_name;

/// `scheme://host[:port]`, known to hold nothing that could end one CSP directive and begin another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Origin(String);

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl FromStr for Origin {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let refuse =
            |why: &str| Err(format!("{why}; write it as https://im.example.com or http://10.0.0.5:8080"));
        let Some((scheme, rest)) = text.split_once("://") else {
            return refuse("an origin begins with http:// or https://");
        };
        if !matches!(scheme, "http" | "https") {
            return refuse("an origin's scheme is http or https");
        }
        if rest.starts_with('[') {
            return refuse("a content security policy can't name an IPv6 address, so give the host a name");
        }
        let (host, port) = match rest.split_once(':') {
            Some((host, port)) => (host, Some(port)),
            None => (rest, None),
        };
        if !is_host_name(host) {
            return refuse(
                "an origin is a scheme, one host and at most a port, without a path or a wildcard",
            );
        }
        if let Some(port) = port
            && (port.starts_with('+') || !port.parse::<u16>().is_ok_and(|port| port > 0))
        {
            return refuse("an origin's port is a number from 1 to 65535");
        }
        // The characters are known to be harmless by now; this asks whether they make an address at all.
        if text.parse::<Uri>().is_err() {
            return refuse("this is no address");
        }
        Ok(Self(text.to_ascii_lowercase()))
    }
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
        assert_eq!("https://IM.Example".parse::<Origin>(), Ok(Origin("https://im.example".to_owned())));
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

    proptest! {
        #[test]
        fn what_passes_is_one_source_expression(text in "https?://.{0,20}|\\PC{0,30}") {
            if let Ok(origin) = text.parse::<Origin>() {
                prop_assert!(origin.to_string().bytes().all(|byte| byte.is_ascii_alphanumeric() || b".-_:/".contains(&byte)));
            }
        }
    }
}
