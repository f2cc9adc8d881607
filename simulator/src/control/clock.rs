//! `/simulator/clock`: a server whose clock is off.

use std::sync::Arc;

use axum::body::Body;
use axum::extract::State;
use axum::http::Response;
use serde::Deserialize;

use crate::clock::Clock;
use crate::control::{Wrong, done, parse};
use crate::state::Shared;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Shift {
    /// Ahead of the machine's clock, or behind it where negative.
    offset_ms: i64,
}

pub(super) async fn shift(State(shared): State<Arc<Shared>>, body: String) -> Result<Response<Body>, Wrong> {
    let shift: Shift = parse(&body)?;
    shared.lock().clock = Clock { offset_ms: shift.offset_ms };
    Ok(done())
}

pub(super) async fn restore(State(shared): State<Arc<Shared>>) -> Response<Body> {
    shared.lock().clock = Clock::default();
    done()
}
