//! Forwarding: `/im/<upstream>/admin/**` to the upstream of that name, and its answer back as data.
//!
//! [`path`] says what may be asked, [`request`](self) what is sent, [`exchange`](mod@exchange) how, [`answer`] what
//! comes back, and [`fault`] what the gateway says in its own name when a step fails.

pub mod answer;
mod cause;
pub mod exchange;
pub mod fault;
pub mod path;
mod request;
pub mod upstream;

use std::time::Instant;

use firetower_protocol::gateway::Failure;
use http::request::Parts;
use http::{Request, Response};
use hyper::body::Incoming;

use self::answer::Answer;
use self::fault::Fault;
use self::upstream::{Upstream, Upstreams};
use crate::body::Body;
use crate::limits::Limits;
use crate::log;

/// Knows the upstreams and the limits.
#[derive(Clone, Debug)]
pub struct Forwarder {
    upstreams: Upstreams,
    limits: Limits,
}

impl Forwarder {
    #[must_use]
    pub fn new(upstreams: Upstreams, limits: Limits) -> Self {
        Self { upstreams, limits }
    }

    /// Answers a request whose path [`path::is_forwarded`].
    pub async fn answer(&self, request: Request<Incoming>) -> Response<Body> {
        let (parts, body) = request.into_parts();
        let (name, path) = path::split(parts.uri.path());
        let Some(upstream) = self.upstreams.get(name) else {
            // The name is not repeated: it is whatever somebody typed.
            return Fault::new(Failure::UnknownUpstream, "The gateway has no upstream of this name.")
                .response(None);
        };
        if !path::is_allowed(path) {
            let message = "The gateway forwards canonical paths under /admin/ only.";
            return Fault::new(Failure::PathNotAllowed, message).response(Some(name));
        }
        let started = Instant::now();
        let outcome = self.forward(upstream, &parts, path, body).await;
        let failure = outcome.as_ref().err().map(|fault| fault.failure);
        let response = match outcome {
            Ok(answer) => answer.into_response(),
            Err(fault) => fault.response(Some(name)),
        };
        log_one(&parts, upstream, path, response.status().as_u16(), failure, started);
        response
    }

    async fn forward(
        &self,
        upstream: &Upstream,
        parts: &Parts,
        path: &str,
        body: Incoming,
    ) -> Result<Answer, Fault> {
        request::check_method(&parts.method)?;
        request::check_header_size(&parts.headers, &self.limits)?;
        let body = request::read_body(body, &self.limits).await?;
        let outgoing = request::outgoing(parts, upstream, path, body)
            .map_err(|_| Fault::new(Failure::PathNotAllowed, "The request can't be passed on."))?;
        exchange::exchange(upstream, outgoing, &self.limits).await
    }
}

/// The path is canonical by now and the method a token, so the line can't be forged. Headers and bodies stay out of it.
fn log_one(
    parts: &Parts,
    upstream: &Upstream,
    path: &str,
    status: u16,
    failure: Option<Failure>,
    started: Instant,
) {
    let elapsed_ms = started.elapsed().as_millis();
    let step = failure.map_or("", Failure::name);
    let space = if failure.is_some() { " " } else { "" };
    log::line(format_args!(
        "{} {} {path} {status}{space}{step} {elapsed_ms} ms",
        parts.method, upstream.name
    ));
}
