//! The tests' remote control, under `/simulator`, outside the API. Whoever reaches the port can use it: the simulator
//! belongs on loopback.

mod clock;
mod faults;
mod habits;
mod nodes;
mod requests;

use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use axum::http::{HeaderValue, Response, StatusCode, header};
use axum::response::IntoResponse;
use axum::routing::{get, put};
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::state::Shared;

pub(crate) fn routes() -> Router<Arc<Shared>> {
    Router::new()
        .route("/simulator/faults", put(faults::add).get(faults::list).delete(faults::clear))
        .route("/simulator/requests", get(requests::list).delete(requests::clear))
        .route("/simulator/clock", put(clock::shift).delete(clock::restore))
        .route("/simulator/nodes", put(nodes::replace).delete(nodes::restore))
        .route("/simulator/habits", put(habits::change).get(habits::list).delete(habits::restore))
}

/// What is wrong with a control request, for whoever wrote it.
struct Wrong(String);

impl IntoResponse for Wrong {
    fn into_response(self) -> Response<Body> {
        json(StatusCode::BAD_REQUEST, &serde_json::json!({ "error": self.0 }))
    }
}

fn parse<T: DeserializeOwned>(body: &str) -> Result<T, Wrong> {
    serde_json::from_str(body).map_err(|error| Wrong(error.to_string()))
}

fn done() -> Response<Body> {
    json(StatusCode::OK, &serde_json::json!({}))
}

fn shown(value: &impl Serialize) -> Response<Body> {
    json(StatusCode::OK, value)
}

fn json(status: StatusCode, value: &impl Serialize) -> Response<Body> {
    // Nothing here holds a map with keys that are no strings, the one thing that fails.
    let text = serde_json::to_string(value).unwrap_or_default();
    let mut response = Response::new(Body::from(text));
    *response.status_mut() = status;
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static("application/json"));
    response
}
