//! `/simulator/habits`: how a professional server behaves where nobody knows.

use std::str::FromStr;
use std::sync::Arc;

use axum::body::Body;
use axum::extract::State;
use axum::http::Response;
use serde::Deserialize;

use crate::control::{Wrong, done, parse, shown};
use crate::named::UnknownName;
use crate::state::Shared;

/// What is absent stays as it is.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Wanted {
    unset: Option<String>,
    arriving: Option<u32>,
    from_time: Option<String>,
    count_cap: Option<u32>,
    row_time: Option<String>,
    row_conversation: Option<String>,
    row_name: Option<String>,
    without_uid_every: Option<u32>,
}

pub(super) async fn change(State(shared): State<Arc<Shared>>, body: String) -> Result<Response<Body>, Wrong> {
    let wanted: Wanted = parse(&body)?;
    let mut habits = shared.lock().world.habits;
    set(&mut habits.unset, wanted.unset)?;
    set(&mut habits.from_time, wanted.from_time)?;
    set(&mut habits.row_time, wanted.row_time)?;
    set(&mut habits.row_conversation, wanted.row_conversation)?;
    set(&mut habits.row_name, wanted.row_name)?;
    habits.arriving = wanted.arriving.unwrap_or(habits.arriving);
    habits.count_cap = wanted.count_cap.unwrap_or(habits.count_cap);
    habits.without_uid_every = wanted.without_uid_every.unwrap_or(habits.without_uid_every);
    shared.lock().world.habits = habits;
    Ok(done())
}

fn set<T: FromStr<Err = UnknownName>>(habit: &mut T, name: Option<String>) -> Result<(), Wrong> {
    if let Some(name) = name {
        *habit = name.parse().map_err(|unknown: UnknownName| Wrong(unknown.to_string()))?;
    }
    Ok(())
}

pub(super) async fn list(State(shared): State<Arc<Shared>>) -> Response<Body> {
    shown(&shared.lock().world.habits)
}

pub(super) async fn restore(State(shared): State<Arc<Shared>>) -> Response<Body> {
    shared.lock().world.habits = shared.options.habits;
    done()
}
