//! A browser's request on its way to an upstream: its body and five of its headers.

use std::time::Duration;

use firetower_protocol::gateway::Failure;
use http::Method;
use http::header::{ACCEPT, CONTENT_LENGTH, CONTENT_TYPE, HOST, HeaderMap, HeaderName, HeaderValue};
use http::request::Parts;
use http_body_util::{BodyExt, Full};
use hyper::Request;
use hyper::body::{Body as _, Bytes, Incoming};

use super::fault::Fault;
use super::upstream::Upstream;
use crate::limits::Limits;

/// What the IM server reads, and no more: no cookie, no credentials, nothing about the browser or its network.
const FORWARDED: [HeaderName; 5] = [
    CONTENT_TYPE,
    ACCEPT,
    HeaderName::from_static("nonce"),
    HeaderName::from_static("timestamp"),
    HeaderName::from_static("sign"),
];

/// How much of a body that is too large is still read, so that the client gets to see the answer instead of a reset.
const DRAINED_BYTES: usize = 8 * 1024 * 1024;

pub(crate) fn check_method(method: &Method) -> Result<(), Fault> {
    if matches!(*method, Method::GET | Method::POST | Method::OPTIONS) {
        return Ok(());
    }
    Err(Fault::new(Failure::MethodNotAllowed, "The gateway forwards GET, POST and OPTIONS only."))
}

pub(crate) fn check_header_size(headers: &HeaderMap, limits: &Limits) -> Result<(), Fault> {
    let bytes: usize = headers.iter().map(|(name, value)| name.as_str().len() + value.len()).sum();
    if bytes <= limits.request_header_bytes {
        return Ok(());
    }
    Err(Fault::new(
        Failure::RequestTooLarge,
        format!("The request's headers are larger than {} bytes.", limits.request_header_bytes),
    ))
}

/// Reads the whole body before the upstream hears of the request, so that a slow client never holds an upstream and a
/// half request never reaches one.
pub(crate) async fn read_body(body: Incoming, limits: &Limits) -> Result<Bytes, Fault> {
    match tokio::time::timeout(limits.request_time, collect(body, limits)).await {
        Ok(outcome) => outcome,
        Err(_) => Err(Fault::new(
            Failure::RequestTimeout,
            format!("The request's body did not arrive within {}.", show(limits.request_time)),
        )),
    }
}

async fn collect(mut body: Incoming, limits: &Limits) -> Result<Bytes, Fault> {
    let expected = usize::try_from(body.size_hint().lower()).unwrap_or(usize::MAX);
    let mut kept = Vec::with_capacity(expected.min(limits.request_body_bytes));
    let mut seen_bytes = 0_usize;
    while let Some(frame) = body.frame().await {
        // The client is gone or talks nonsense; most often nobody is left to read this.
        let frame = frame.map_err(|_| {
            Fault::new(Failure::RequestTimeout, "The request ended before its body was whole.")
        })?;
        let Some(data) = frame.data_ref() else { continue };
        seen_bytes = seen_bytes.saturating_add(data.len());
        if seen_bytes <= limits.request_body_bytes {
            kept.extend_from_slice(data);
        } else if seen_bytes > DRAINED_BYTES {
            break;
        }
    }
    if seen_bytes <= limits.request_body_bytes {
        return Ok(kept.into());
    }
    Err(Fault::new(
        Failure::RequestTooLarge,
        format!("The request's body is larger than {} bytes.", limits.request_body_bytes),
    ))
}

/// The request as the upstream gets it. The query string stays behind: the server reads none.
pub(crate) fn outgoing(
    parts: &Parts,
    upstream: &Upstream,
    path: &str,
    body: Bytes,
) -> Result<Request<Full<Bytes>>, http::Error> {
    let mut request = Request::builder()
        .method(parts.method.clone())
        .uri(format!("{}{path}", upstream.base_path))
        .header(HOST, upstream.authority());
    for name in &FORWARDED {
        for value in parts.headers.get_all(name) {
            request = request.header(name, value);
        }
    }
    if parts.method == Method::POST || !body.is_empty() {
        request = request.header(CONTENT_LENGTH, HeaderValue::from(body.len()));
    }
    request.body(Full::new(body))
}

/// A time limit for a sentence.
pub(crate) fn show(limit: Duration) -> String {
    if limit.subsec_millis() == 0 {
        format!("{} s", limit.as_secs())
    } else {
        format!("{} ms", limit.as_millis())
    }
}
