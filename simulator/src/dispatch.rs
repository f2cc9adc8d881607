//! From a request to its reply, in the real server's order: path, rate limit, signature, body. Faults come before.

use std::sync::Arc;
use std::time::Duration;

use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, Method, Response, header};
use firetower_protocol::{Code, WireForm};

use crate::fault::Fault;
use crate::journal::Entry;
use crate::operation::Call;
use crate::reply::Reply;
use crate::route::{self, Route};
use crate::signature;
use crate::state::Shared;

/// The simulator's own limit; no call of the API is anywhere near.
const BODY_LIMIT_BYTES: usize = 1 << 20;

/// A request, read whole.
struct Received {
    method: Method,
    path_as_sent: String,
    headers: HeaderMap,
    body: String,
}

/// What happens to a request.
struct Plan {
    route: Option<(&'static Route, WireForm)>,
    fault: Option<Fault>,
    /// A fault's secret signed it, which counts as well signed.
    vouched: bool,
    /// Hears of the faults being cleared, from the moment on in which this was planned.
    cleared: tokio::sync::watch::Receiver<()>,
}

/// Answers everything but the control endpoints.
pub(crate) async fn dispatch(State(shared): State<Arc<Shared>>, request: Request) -> Response<Body> {
    let reply = match receive(request).await {
        Ok(received) => answer(&shared, &received).await,
        Err(refused) => refused,
    };
    reply.into_response()
}

async fn receive(request: Request) -> Result<Received, Reply> {
    let (parts, body) = request.into_parts();
    let bytes = axum::body::to_bytes(body, BODY_LIMIT_BYTES).await.map_err(|_| Reply::json(413, ""))?;
    Ok(Received {
        method: parts.method,
        path_as_sent: parts.uri.path().to_owned(),
        headers: parts.headers,
        // Java reads broken UTF-8 the same way.
        body: String::from_utf8_lossy(&bytes).into_owned(),
    })
}

async fn answer(shared: &Shared, received: &Received) -> Reply {
    let plan = match plan(shared, received) {
        Ok(plan) => plan,
        Err(refused) => return refused,
    };
    match plan.fault {
        Some(Fault::Latency) => {
            let late = Duration::from_millis(Fault::LATENCY_MS);
            // Stopping ends the wait; the timeout passing is what is meant to happen.
            let _ = tokio::time::timeout(late, shared.stopped()).await;
        }
        Some(Fault::Held) => {
            let mut cleared = plan.cleared.clone();
            tokio::select! {
                // Fails only when the sender is gone, which lives as long as this server.
                _ = cleared.changed() => {}
                () = shared.stopped() => {}
            }
        }
        Some(Fault::Hang) => return hang(shared).await,
        Some(fault) => {
            if let Some(reply) = fault.canned() {
                return reply;
            }
        }
        None => {}
    }
    let reply = perform(shared, received, &plan).unwrap_or_else(|refused| refused);
    match plan.fault {
        Some(Fault::ClosedAfter) => Reply::Closed,
        Some(Fault::HangAfter) => hang(shared).await,
        Some(Fault::EmptyAfter) => Reply::json(200, ""),
        _ => reply,
    }
}

/// Waits until the client goes, which drops this, or the server stops.
async fn hang(shared: &Shared) -> Reply {
    shared.stopped().await;
    Reply::Closed
}

/// Finds the call and its fault: the path's prefix, then a control rule, then an id, then the secret.
fn plan(shared: &Shared, received: &Received) -> Result<Plan, Reply> {
    let (by_prefix, path) = split_prefix(&received.path_as_sent)?;
    let route = route::find(&shared.options, &received.method, path);
    let applies = |fault: &Fault| !fault.hits_writes_only() || route.is_some_and(|(route, _)| route.writes);

    let mut state = shared.lock();
    let now = state.clock.now();
    let by_secret = signature::fault_of(signature::presented(&received.headers), &shared.options.secret, now);
    let by_id = || route.and_then(|(route, _)| (route.fault_by_id)(&received.body));
    let fault = by_prefix
        .filter(applies)
        .or_else(|| state.rules.take(path, applies))
        .or_else(|| by_id().filter(applies))
        .or_else(|| by_secret.filter(applies));
    state.journal.add(Entry {
        method: received.method.to_string(),
        path: received.path_as_sent.clone(),
        headers: received.headers.keys().map(ToString::to_string).collect(),
        writes: route::writes(path),
        body: received.body.clone(),
        fault: fault.map(Fault::name),
    });
    Ok(Plan { route, fault, vouched: by_secret.is_some(), cleared: state.rules.when_cleared() })
}

/// `/fault-hang/admin/health` is `/admin/health` with a fault. A misspelt fault is told so, lest a test run without it.
fn split_prefix(path: &str) -> Result<(Option<Fault>, &str), Reply> {
    let Some(rest) = path.strip_prefix('/').and_then(|path| path.strip_prefix(Fault::PREFIX)) else {
        return Ok((None, path));
    };
    let (name, _) = rest.split_once('/').unwrap_or((rest, ""));
    let inner = rest.get(name.len()..).unwrap_or_default();
    match name.parse() {
        Ok(fault) => Ok((Some(fault), inner)),
        Err(unknown) => Err(Reply::json(404, serde_json::json!({"error": unknown.to_string()}).to_string())),
    }
}

/// Where the client reached this server. HTTP/1.1 has it always; the usual port stands in for it in older requests.
fn host(headers: &HeaderMap) -> &str {
    headers.get(header::HOST).and_then(|host| host.to_str().ok()).unwrap_or("127.0.0.1:18080")
}

/// Carries out the call.
fn perform(shared: &Shared, received: &Received, plan: &Plan) -> Result<Reply, Reply> {
    let (route, form) = plan.route.ok_or_else(Reply::unknown_path)?;
    let mut state = shared.lock();
    let now = state.clock.now();
    if route.signed {
        if !state.rate.grants(now.0) {
            return Err(Reply::code(Code::OverFrequency));
        }
        if !plan.vouched {
            signature::check(signature::presented(&received.headers), &shared.options, now)?;
        }
    }
    let before = (plan.fault == Some(Fault::IgnoredWrite)).then(|| state.world.clone());
    let call = Call {
        options: &shared.options,
        form,
        body: &received.body,
        now,
        host: host(&received.headers),
        changes_writes: plan.fault == Some(Fault::ChangedWrite),
    };
    let reply = (route.handler)(&mut state.world, &call);
    if let Some(before) = before {
        state.world = before;
    }
    reply
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::options::Options;
    use crate::rate;

    #[test]
    fn prefixes() {
        assert_eq!(split_prefix("/admin/health"), Ok((None, "/admin/health")));
        assert_eq!(split_prefix("/fault-hang/admin/health"), Ok((Some(Fault::Hang), "/admin/health")));
        assert_eq!(split_prefix("/fault-closed-after"), Ok((Some(Fault::ClosedAfter), "")));
        let Err(Reply::Api { status: 404, body }) = split_prefix("/fault-hnag/admin/health") else {
            panic!("a misspelt fault must be told");
        };
        assert!(body.contains("hnag") && body.contains("hang, closed"), "{body}");
    }

    /// Whether a signed read and health are limited, at a server whose calls of this window are used up.
    fn limited_when_used_up() -> (bool, bool) {
        let shared = Shared::new(Options::community());
        let now_ms = shared.lock().clock.now().0;
        (0..rate::CALLS).for_each(|_| {
            shared.lock().rate.grants(now_ms);
        });
        let limited = |method: Method, path: &str| {
            let received = Received {
                method,
                path_as_sent: path.to_owned(),
                headers: HeaderMap::new(),
                body: String::new(),
            };
            let plan = plan(&shared, &received).unwrap();
            perform(&shared, &received, &plan) == Err(Reply::code(Code::OverFrequency))
        };
        (limited(Method::POST, "/admin/system/get_setting"), limited(Method::GET, "/admin/health"))
    }

    #[test]
    fn signed_calls_are_limited_and_health_is_not() {
        // A window may end in the middle of one try, but not of two in a row.
        assert!((0..2).any(|_| limited_when_used_up() == (true, false)));
    }
}
