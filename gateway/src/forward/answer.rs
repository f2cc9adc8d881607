//! An upstream's answer on its way to the browser: status and bytes as they came, but as data.
//!
//! The headers are made anew from a short list. What is not on it is gone: cookies, redirect targets, password prompts,
//! CORS permissions, and whatever could pretend to be the gateway's own word.

use firetower_protocol::gateway::UPSTREAM_TYPE_HEADER;
use http::header::{
    CACHE_CONTROL, CONTENT_ENCODING, CONTENT_SECURITY_POLICY, CONTENT_TYPE, HeaderMap, HeaderName,
    HeaderValue, REFERRER_POLICY, X_CONTENT_TYPE_OPTIONS, X_FRAME_OPTIONS,
};
use http::{Response, StatusCode};
use hyper::body::Bytes;

use crate::body::{Body, TEXT, full};

const AS_DATA: [(HeaderName, &str); 6] = [
    (X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (CONTENT_SECURITY_POLICY, "sandbox; default-src 'none'; frame-ancestors 'none'"),
    (X_FRAME_OPTIONS, "DENY"),
    (REFERRER_POLICY, "no-referrer"),
    (CACHE_CONTROL, "no-store"),
    (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
];

/// The encodings that a browser undoes. The community server's `utf-8` is none of them.
const ENCODINGS: [&str; 5] = ["gzip", "x-gzip", "br", "deflate", "zstd"];

/// What an upstream answered, whole.
#[derive(Debug)]
pub struct Answer {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: Bytes,
}

impl Answer {
    /// The answer to the browser.
    #[must_use]
    pub fn into_response(self) -> Response<Body> {
        let mut response = Response::new(full(self.body));
        *response.status_mut() = self.status;
        let headers = response.headers_mut();
        mark_as_data(headers);
        if let Some(encoding) = real_encoding(&self.headers) {
            headers.insert(CONTENT_ENCODING, encoding);
        }
        if is_json(&self.headers) {
            headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
        } else {
            headers.insert(CONTENT_TYPE, TEXT);
            if let Some(own_type) = own_type(&self.headers) {
                headers.insert(UPSTREAM_TYPE_HEADER, own_type);
            }
        }
        response
    }
}

/// The headers by which no browser runs, frames, keeps or lends the body, whatever it holds.
pub(crate) fn mark_as_data(headers: &mut HeaderMap) {
    for (name, value) in AS_DATA {
        headers.insert(name, HeaderValue::from_static(value));
    }
}

/// Exactly one content type, and it is JSON. Two of them could be read in two ways, so they are not JSON.
fn is_json(headers: &HeaderMap) -> bool {
    let mut types = headers.get_all(CONTENT_TYPE).iter();
    let (Some(only), None) = (types.next(), types.next()) else { return false };
    let essence = only.to_str().unwrap_or_default().split(';').next().unwrap_or_default();
    essence.trim().eq_ignore_ascii_case("application/json")
}

/// The upstream's type in visible ASCII, cut where nobody reads on.
fn own_type(headers: &HeaderMap) -> Option<HeaderValue> {
    let bytes = headers.get(CONTENT_TYPE)?.as_bytes();
    let visible =
        bytes.iter().map(|byte| if byte.is_ascii_graphic() || *byte == b' ' { *byte } else { b'?' });
    HeaderValue::from_bytes(&visible.take(200).collect::<Vec<u8>>()).ok()
}

fn real_encoding(headers: &HeaderMap) -> Option<HeaderValue> {
    let mut encodings = headers.get_all(CONTENT_ENCODING).iter();
    let (Some(only), None) = (encodings.next(), encodings.next()) else { return None };
    let known = |name: &str| ENCODINGS.iter().any(|known| known.eq_ignore_ascii_case(name.trim()));
    only.to_str().ok()?.split(',').all(known).then(|| only.clone())
}
