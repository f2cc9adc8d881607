//! The gateway's own failures, said so that nobody takes them for the IM server's answer.

use firetower_protocol::gateway::{FAILURE_HEADER, Failure};
use http::header::{ALLOW, CONTENT_TYPE, HeaderValue};
use http::{Response, StatusCode};
use serde_json::json;

use super::answer::mark_as_data;
use crate::body::{Body, full};

/// What the gateway forwards, as `Allow` lists it.
pub(crate) const METHODS: &str = "GET, POST, OPTIONS";

/// A failure, and what happened in one sentence for a person. The sentence holds no header and no body of the request.
#[derive(Debug)]
pub struct Fault {
    pub failure: Failure,
    pub message: String,
}

impl Fault {
    pub(crate) fn new(failure: Failure, message: impl Into<String>) -> Self {
        Self { failure, message: message.into() }
    }

    /// The answer to the browser. `upstream` is the name that the request chose, where it chose one.
    #[must_use]
    pub fn response(&self, upstream: Option<&str>) -> Response<Body> {
        let body = json!({
            "firetower": { "step": self.failure.name(), "upstream": upstream, "message": self.message }
        });
        let mut response = Response::new(full(body.to_string()));
        *response.status_mut() =
            StatusCode::from_u16(self.failure.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let headers = response.headers_mut();
        mark_as_data(headers);
        headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
        headers.insert(FAILURE_HEADER, HeaderValue::from_static(self.failure.name()));
        if self.failure == Failure::MethodNotAllowed {
            headers.insert(ALLOW, HeaderValue::from_static(METHODS));
        }
        response
    }
}
