//! Whatever is sent, the answer is one of the kinds that are written down.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test stops at the first surprise"
)]

use axum::body::Body;
use axum::http::Request;
use axum::response::Response;
use firetower_protocol::sign::sign;
use firetower_protocol::{Envelope, Secret, TimestampMs};
use firetower_simulator::{Options, Simulator};
use proptest::prelude::*;
use tower::ServiceExt;

const PATHS: [&str; 13] = [
    "/admin/system/get_setting",
    "/admin/system/put_setting",
    "/admin/get_setting",
    "/admin/modify_setting",
    "/admin/customer",
    "/admin/health",
    "/admin/user/create",
    "/admin/user/get_info",
    "/admin/user/all",
    "/admin/user/batch_get_infos",
    "/admin/user/get_robot_info",
    "/admin/user/get_all_robots",
    "/admin/robot/create",
];

/// Well signed, in the year 2100 for a server that lets a fast clock pass.
fn request(method: &str, path: &str, body: Vec<u8>) -> Request<Body> {
    let signature = sign(&Secret::new("123456"), "n", TimestampMs(4_102_444_800_000));
    Request::builder()
        .method(method)
        .uri(path)
        .header("nonce", signature.nonce)
        .header("timestamp", signature.timestamp.to_string())
        .header("sign", signature.sign)
        .body(Body::from(body))
        .unwrap()
}

fn ask(options: Options, request: Request<Body>) -> (u16, String) {
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    runtime.block_on(async {
        let response: Response = Simulator::new(options).router().oneshot(request).await.unwrap();
        assert_eq!(response.headers()["content-encoding"], "utf-8");
        assert_eq!(response.headers()["content-type"], "application/json");
        let status = response.status().as_u16();
        let bytes = axum::body::to_bytes(response.into_body(), usize::MAX).await.unwrap();
        (status, String::from_utf8(bytes.to_vec()).unwrap())
    })
}

/// An envelope, an unknown path's nothing, or Java's complaint about the body.
fn assert_documented(path: &str, (status, body): (u16, String)) {
    match status {
        200 => {
            let envelope = Envelope::decode(&body).unwrap_or_else(|error| panic!("{path}: {error}: {body}"));
            assert!([0, 4, 251, 253].contains(&i32::from(envelope.code)), "{path}: {body}");
        }
        500 => {
            let complains = body.starts_with("com.google.gson.JsonSyntaxException: ")
                || body.starts_with("java.lang.NumberFormatException: ");
            assert!(body.is_empty() || complains, "{path}: {body}");
        }
        other => panic!("{path}: HTTP {other}: {body}"),
    }
}

fn options() -> [Options; 2] {
    let slow_only = Options::community().clock;
    [Options::community(), Options { clock: slow_only, ..Options::professional() }]
}

/// Bodies that get some way into the parser.
fn nearly_json() -> impl Strategy<Value = String> {
    prop_oneof![
        any::<String>(),
        r#"\{"(id|value|desc|x|name|userId|robotId|list|count|gender)" ?: ?("[^"]{0,70}"|-?[0-9]{1,20}|null|true|\[1?|\{)[,}]?.{0,20}"#,
        (any::<i64>(), any::<String>(), any::<String>()).prop_map(|(id, value, desc)| {
            serde_json::json!({"id": id % 100_000, "value": value, "desc": desc}).to_string()
        }),
    ]
}

proptest! {
    #[test]
    fn bodies_of_bytes(body: Vec<u8>) {
        for options in options() {
            for path in PATHS {
                assert_documented(path, ask(options.clone(), request("POST", path, body.clone())));
            }
        }
    }

    #[test]
    fn bodies_of_text(body in nearly_json()) {
        for options in options() {
            for path in PATHS {
                assert_documented(path, ask(options.clone(), request("POST", path, body.clone().into_bytes())));
            }
        }
    }

    #[test]
    fn methods_and_paths(method in "[A-Z]{1,7}", path in "/[a-z0-9/_.%-]{0,30}") {
        prop_assume!(!path.starts_with("/simulator") && !path.starts_with("/fault-"));
        prop_assume!(path.parse::<axum::http::Uri>().is_ok());
        for options in options() {
            assert_documented(&path, ask(options, request(&method, &path, Vec::new())));
        }
    }
}
