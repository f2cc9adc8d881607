//! The fork: a request is for one of the gateway's own names, and then either forwarded or the dashboard's.

use firetower_protocol::gateway::Failure;
use http::{Request, Response};
use hyper::body::Incoming;

use crate::body::Body;
use crate::dashboard::Dashboard;
use crate::forward::fault::Fault;
use crate::forward::{Forwarder, path};
use crate::host::HostRule;

/// Everything that answers requests on one address.
#[derive(Debug)]
pub struct Gateway {
    hosts: HostRule,
    dashboard: Dashboard,
    forwarder: Forwarder,
}

impl Gateway {
    #[must_use]
    pub fn new(hosts: HostRule, dashboard: Dashboard, forwarder: Forwarder) -> Self {
        Self { hosts, dashboard, forwarder }
    }

    pub async fn answer(&self, request: Request<Incoming>) -> Response<Body> {
        let (parts, body) = request.into_parts();
        if !self.hosts.allows(&parts) {
            let message = "The gateway was not told that it has the name in this address. If it has, start it with \
                           --allow-host and that name.";
            return Fault::new(Failure::HostNotAllowed, message).response(None);
        }
        let request = Request::from_parts(parts, body);
        if path::is_forwarded(request.uri().path()) {
            self.forwarder.answer(request).await
        } else {
            self.dashboard.answer(request).await
        }
    }
}
