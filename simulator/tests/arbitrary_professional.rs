//! Whatever a professional call is sent, it answers with one of the API's codes or Java's complaint, and never panics.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test stops at the first surprise"
)]

use axum::body::Body;
use axum::http::Request;
use firetower_protocol::sign::{ClockRule, sign};
use firetower_protocol::{Envelope, Secret, TimestampMs};
use firetower_simulator::{Data, Dialect, Habits, Options, Simulator};
use proptest::prelude::*;
use serde_json::{Value, json};
use tower::ServiceExt;

const PATHS: [&str; 10] = [
    "/admin/user/check_block_status",
    "/admin/user/update_block_status",
    "/admin/user/get_setting",
    "/admin/user/put_setting",
    "/admin/conversation/top",
    "/admin/conversation/is_top",
    "/admin/file/conversation_files",
    "/admin/file/user_files",
    "/admin/file/get",
    "/admin/file/message_file",
];

async fn ask(simulator: &Simulator, path: &str, body: String) -> (u16, String) {
    let signature = sign(&Secret::new("123456"), "n", TimestampMs(0));
    let request = Request::post(path)
        .header("nonce", signature.nonce)
        .header("timestamp", signature.timestamp.to_string())
        .header("sign", signature.sign)
        .body(Body::from(body))
        .unwrap();
    let response = simulator.router().oneshot(request).await.unwrap();
    let status = response.status().as_u16();
    let bytes = axum::body::to_bytes(response.into_body(), usize::MAX).await.unwrap();
    (status, String::from_utf8(bytes.to_vec()).unwrap())
}

fn id() -> impl Strategy<Value = String> {
    prop_oneof!["[ugc][0-9]{0,5}", Just("g001".to_owned()), Just("u0001".to_owned()), any::<String>()]
}

/// Numbers at the edges, where arithmetic overflows.
fn number() -> impl Strategy<Value = i64> {
    let int = i64::from(i32::MAX);
    prop_oneof![any::<i64>(), -2_i64..200, (int - 2)..(int + 2), Just(i64::MIN), Just(i64::MAX)]
}

fn body() -> impl Strategy<Value = Value> {
    let conversation = (0..6_i32, id(), -1..3_i32);
    (id(), conversation, number(), number(), number(), any::<bool>(), 0..3_i64).prop_map(
        |(user, (kind, target, line), first, second, count, desc, order)| {
            json!({
                "userId": user, "conversation": {"type": kind, "target": target, "line": line},
                "conversationType": kind, "target": target, "line": line,
                "fromTime": first, "offset": second, "count": count, "order": order, "desc": desc,
                "messageUid": first, "value": second, "scope": order, "key": target, "top": order,
                "status": count,
            })
        },
    )
}

proptest! {
    #[test]
    fn every_answer_is_one_that_is_written_down(body in body(), dialect in 0..3_usize, offset_ms in number()) {
        let options = Options {
            dialect: Dialect::ALL[dialect],
            clock: ClockRule::Off,
            data: Data::Demo,
            habits: Habits { arriving: 2, without_uid_every: 3, ..Habits::default() },
            ..Options::professional()
        };
        let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
        runtime.block_on(async {
            let simulator = Simulator::new(options);
            let clock = json!({ "offset_ms": offset_ms }).to_string();
            let request = Request::put("/simulator/clock").body(Body::from(clock)).unwrap();
            assert_eq!(simulator.router().oneshot(request).await.unwrap().status(), 200);
            for path in PATHS.iter().chain(&PATHS) {
                let (status, answer) = ask(&simulator, path, body.to_string()).await;
                match status {
                    200 => {
                        let code = i32::from(Envelope::decode(&answer).unwrap().code);
                        assert!([0, 251, 253].contains(&code), "{path} {body}: {answer}");
                    }
                    500 => assert!(answer.is_empty() || answer.contains("java.lang."), "{path} {body}: {answer}"),
                    other => panic!("{path} {body}: HTTP {other}"),
                }
            }
        });
    }
}
