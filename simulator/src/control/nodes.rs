//! `/simulator/nodes`: a health answer of the test's own.

use std::sync::Arc;

use axum::body::Body;
use axum::extract::State;
use axum::http::Response;
use serde::Deserialize;
use serde_json::value::RawValue;

use crate::control::{Wrong, done, parse};
use crate::state::Shared;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Replacement {
    nodes: Box<RawValue>,
}

pub(super) async fn replace(
    State(shared): State<Arc<Shared>>,
    body: String,
) -> Result<Response<Body>, Wrong> {
    let replacement: Replacement = parse(&body)?;
    if !replacement.nodes.get().starts_with('[') {
        return Err(Wrong("nodes must be an array".to_owned()));
    }
    shared.lock().world.nodes = Some(replacement.nodes);
    Ok(done())
}

pub(super) async fn restore(State(shared): State<Arc<Shared>>) -> Response<Body> {
    shared.lock().world.nodes = None;
    done()
}
