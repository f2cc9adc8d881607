//! A simulator without a socket, asked by the calls of our own endpoints.
#![allow(dead_code, unreachable_pub, reason = "each test binary uses its own part of this")]

use axum::Router;
use axum::body::Body;
use axum::http::{Method, Request};
use firetower_protocol::sign::sign;
use firetower_protocol::{Call, Envelope, Secret, TimestampMs};
use firetower_simulator::{Dialect, Edition, Options, Simulator};
use serde_json::Value;
use tower::ServiceExt;

pub const SECRET: &str = "123456";

pub struct Server {
    router: Router,
}

impl Server {
    pub fn new(options: Options) -> Self {
        // Signatures of these tests are never of the wrong time.
        let clock = Options::community().clock;
        Self { router: Simulator::new(Options { clock, ..options }).router() }
    }

    /// Status and text.
    pub async fn send(&self, call: &Call) -> (u16, String) {
        self.send_as(SECRET, "", call).await
    }

    /// Signed with another secret, or below the prefix of a fault.
    pub async fn send_as(&self, secret: &str, prefix: &str, call: &Call) -> (u16, String) {
        let method = Method::from_bytes(call.method.as_str().as_bytes()).unwrap();
        let mut request = Request::builder().method(method).uri(format!("{prefix}{}", call.path));
        if call.signed {
            let signature = sign(&Secret::new(secret), "n", TimestampMs(4_102_444_800_000));
            request = request
                .header("nonce", signature.nonce)
                .header("timestamp", signature.timestamp.to_string())
                .header("sign", signature.sign);
        }
        self.request(request.body(Body::from(call.body.clone().unwrap_or_default())).unwrap()).await
    }

    pub async fn control(&self, method: &str, what: &str, body: Value) -> Value {
        let request = Request::builder().method(method).uri(format!("/simulator/{what}"));
        let (status, text) = self.request(request.body(Body::from(body.to_string())).unwrap()).await;
        assert_eq!(status, 200, "{what}: {text}");
        serde_json::from_str(&text).unwrap()
    }

    async fn request(&self, request: Request<Body>) -> (u16, String) {
        let response = self.router.clone().oneshot(request).await.unwrap();
        let status = response.status().as_u16();
        let bytes = axum::body::to_bytes(response.into_body(), usize::MAX).await.unwrap();
        (status, String::from_utf8(bytes.to_vec()).unwrap())
    }

    /// An answer of the API, whatever its code.
    pub async fn envelope(&self, call: &Call) -> Envelope {
        let (status, text) = self.send(call).await;
        assert_eq!(status, 200, "{call:?}: {text}");
        Envelope::decode(&text).unwrap_or_else(|error| panic!("{error}: {text}"))
    }
}

/// Every edition in every dialect, on the same data.
pub fn every_server(data: firetower_simulator::Data) -> Vec<(Edition, Dialect, Server)> {
    let mut servers = Vec::new();
    for edition in Edition::ALL {
        for dialect in Dialect::ALL {
            let options = match edition {
                Edition::Community => Options::community(),
                Edition::Professional => Options::professional(),
            };
            servers.push((*edition, *dialect, Server::new(Options { dialect: *dialect, data, ..options })));
        }
    }
    assert_eq!(servers.len(), 6);
    servers
}
