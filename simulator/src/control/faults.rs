//! `/simulator/faults`: faults that come and go.

use std::sync::Arc;

use axum::body::Body;
use axum::extract::State;
use axum::http::Response;
use serde::Deserialize;

use crate::control::{Wrong, done, parse, shown};
use crate::rules::Rule;
use crate::state::Shared;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Wanted {
    fault: String,
    path: Option<String>,
    times: Option<u32>,
    #[serde(default)]
    after: u32,
}

pub(super) async fn add(State(shared): State<Arc<Shared>>, body: String) -> Result<Response<Body>, Wrong> {
    let wanted: Wanted = parse(&body)?;
    let fault = wanted.fault.parse().map_err(|unknown: crate::UnknownName| Wrong(unknown.to_string()))?;
    if wanted.times == Some(0) {
        return Err(Wrong("a fault that hits 0 times is none; use DELETE".to_owned()));
    }
    shared.lock().rules.set(Rule { fault, path: wanted.path, times: wanted.times, after: wanted.after });
    Ok(done())
}

pub(super) async fn list(State(shared): State<Arc<Shared>>) -> Response<Body> {
    shown(&shared.lock().rules.all())
}

pub(super) async fn clear(State(shared): State<Arc<Shared>>) -> Response<Body> {
    shared.lock().rules.clear();
    done()
}
