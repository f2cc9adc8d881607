//! `/simulator/requests`: what was asked so far.

use std::sync::Arc;

use axum::body::Body;
use axum::extract::State;
use axum::http::Response;

use crate::control::{done, shown};
use crate::state::Shared;

pub(super) async fn list(State(shared): State<Arc<Shared>>) -> Response<Body> {
    shown(&shared.lock().journal.all())
}

pub(super) async fn clear(State(shared): State<Arc<Shared>>) -> Response<Body> {
    shared.lock().journal.clear();
    done()
}
