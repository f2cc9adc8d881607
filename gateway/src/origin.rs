//! Origins on the command line: what is wrong with one is said in a sentence.

use firetower_protocol::origin::{NotAnOrigin, Origin};

pub(crate) fn origin(text: &str) -> Result<Origin, String> {
    text.parse().map_err(|error| {
        let why = match error {
            NotAnOrigin::Scheme => "an origin begins with http:// or https://",
            NotAnOrigin::Ipv6 => {
                "a content security policy can't name an IPv6 address, so give the host a name"
            }
            NotAnOrigin::Host => {
                "an origin is a scheme, one host and at most a port, without a path or a wildcard"
            }
            NotAnOrigin::Port => "an origin's port is a number from 1 to 65535",
        };
        format!("{why}; write it as https://im.example.com or http://10.0.0.5:8080")
    })
}
