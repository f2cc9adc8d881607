//! The professional calls on user settings and pins, over a real socket.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test stops at the first surprise"
)]

mod support;

use firetower_simulator::{Data, Dialect, Edition, Habits, Options, Unset};
use serde_json::{Value, json};
use support::Running;

const SECRET: &str = "123456";
const GET: &str = "/admin/user/get_setting";
const PUT: &str = "/admin/user/put_setting";
const TOP: &str = "/admin/conversation/top";
const IS_TOP: &str = "/admin/conversation/is_top";
const LIST: &str = "/admin/file/conversation_files";
const USER_FILES: &str = "/admin/file/user_files";
const ONE: &str = "/admin/file/get";
const ONE_SDK: &str = "/admin/file/message_file";

/// Each path, whether the dialects have it, and a body that it takes.
fn calls() -> Vec<(&'static str, &'static [Dialect], Value)> {
    use Dialect::{Documented, Sdk};
    let conversation = json!({"type": 1, "target": "g001", "line": 0});
    vec![
        (GET, &[Documented, Sdk], json!({"userId": "u0001", "scope": 3, "key": "1-0-g001"})),
        (PUT, &[Documented, Sdk], json!({"userId": "u0001", "scope": 1000, "key": "k", "value": "v"})),
        (TOP, &[Documented], json!({"userId": "u0001", "conversation": conversation, "top": 1})),
        (IS_TOP, &[Documented], json!({"userId": "u0001", "conversation": conversation})),
        (
            LIST,
            &[Documented, Sdk],
            // Both shapes at once, so that either dialect takes it.
            json!({"userId": "u0001", "conversation": conversation, "order": 0, "conversationType": 1, "target": "g001", "count": 1}),
        ),
        (USER_FILES, &[Documented, Sdk], json!({"userId": "u0001", "offset": 0, "desc": true, "count": 1})),
        (ONE, &[Documented], json!({"messageUid": 1})),
        (ONE_SDK, &[Sdk], json!({"value": 1})),
    ]
}

async fn post(server: &Running, path: &str, body: Value) -> Value {
    let answer = server.post(SECRET, path, &body.to_string()).await;
    assert_eq!(answer.status, 200, "{path} {body}: {}", answer.body);
    answer.json()
}

#[tokio::test]
async fn calls_by_edition_and_dialect() {
    for dialect in Dialect::ALL {
        for edition in Edition::ALL {
            let options =
                Options { edition: *edition, dialect: *dialect, data: Data::Demo, ..Options::professional() };
            let server = Running::start(options).await;
            for (path, dialects, body) in calls() {
                let answer = server.post(SECRET, path, &body.to_string()).await;
                let spoken = *dialect == Dialect::Both || dialects.contains(dialect);
                if *edition == Edition::Professional && spoken {
                    let expected = if [ONE, ONE_SDK].contains(&path) { 253 } else { 0 };
                    assert_eq!(answer.json()["code"], expected, "{path}: {}", answer.body);
                } else {
                    assert_eq!(
                        (answer.status, answer.body.as_str()),
                        (500, ""),
                        "{path} {dialect} {edition}"
                    );
                }
            }
            server.stop().await;
        }
    }
}

#[tokio::test]
async fn what_is_written_is_read_back() {
    for dialect in Dialect::ALL {
        let server = Running::start(Options { dialect: *dialect, ..Options::professional() }).await;
        let read = json!({"userId": "a", "scope": 1001, "key": "b"});
        assert_eq!(post(&server, GET, read.clone()).await["code"], 253);
        let written = json!({"userId": "a", "scope": 1001, "key": "b", "value": "值 👩‍👩‍👧‍👦 \"<b>"});
        let answer = server.post(SECRET, PUT, &written.to_string()).await;
        assert_eq!(answer.body, r#"{"code":0,"msg":"success","result":{}}"#);
        assert_eq!(post(&server, GET, read).await["result"], written);
        // Another user, scope or key is another setting, and no key is the empty one.
        for other in [
            json!({"userId": "b", "scope": 1001, "key": "b"}),
            json!({"userId": "a", "scope": 1002, "key": "b"}),
            json!({"userId": "a", "scope": 1001}),
        ] {
            assert_eq!(post(&server, GET, other).await["code"], 253);
        }
        post(&server, PUT, json!({"userId": "a", "scope": 1001})).await;
        let empty = post(&server, GET, json!({"userId": "a", "scope": 1001, "key": ""})).await;
        assert_eq!(empty["result"], json!({"userId": "a", "scope": 1001, "key": "", "value": ""}));
        server.stop().await;
    }
}

#[tokio::test]
async fn not_set_in_three_shapes() {
    let read = json!({"userId": "a", "scope": 1001, "key": "b"});
    let shapes = [
        (Unset::NotExist, r#"{"code":253,"msg":"not exist"}"#),
        (Unset::NoValue, r#"{"code":0,"msg":"success","result":{"userId":"a","scope":1001,"key":"b"}}"#),
        (Unset::Null, r#"{"code":0,"msg":"success","result":null}"#),
    ];
    for (unset, body) in shapes {
        let habits = Habits { unset, ..Habits::default() };
        let server = Running::start(Options { habits, ..Options::professional() }).await;
        assert_eq!(server.post(SECRET, GET, &read.to_string()).await.body, body);
        server.stop().await;
    }
}

#[tokio::test]
async fn a_pin_by_one_form_is_read_by_the_other() {
    let server = Running::start(Options::professional()).await;
    let conversation = json!({"type": 1, "target": "g-7", "line": 2});
    let setting = json!({"userId": "a", "scope": 3, "key": "1-2-g-7"});
    let is_top = json!({"userId": "a", "conversation": conversation});
    assert_eq!(post(&server, IS_TOP, is_top.clone()).await["result"], json!({"value": false}));
    for top in [1, 0] {
        let pin = json!({"userId": "a", "conversation": conversation, "top": top});
        assert_eq!(server.post(SECRET, TOP, &pin.to_string()).await.body, r#"{"code":0,"msg":"success"}"#);
        assert_eq!(post(&server, GET, setting.clone()).await["result"]["value"], top.to_string());
        assert_eq!(post(&server, IS_TOP, is_top.clone()).await["result"]["value"], top == 1);
    }
    post(&server, PUT, json!({"userId": "a", "scope": 3, "key": "1-2-g-7", "value": "1"})).await;
    assert_eq!(post(&server, IS_TOP, is_top).await["result"]["value"], true);
    // An absent line is line 0: another conversation.
    let line_0 = json!({"userId": "a", "conversation": {"type": 1, "target": "g-7"}});
    assert_eq!(post(&server, IS_TOP, line_0).await["result"]["value"], false);
    server.stop().await;
}

#[tokio::test]
async fn incomplete_bodies_are_refused() {
    let server = Running::start(Options::professional()).await;
    let incomplete = [
        (GET, json!({"scope": 1})),
        (PUT, json!({"userId": "", "scope": 1, "value": "v"})),
        (TOP, json!({"userId": "a", "top": 1})),
        (TOP, json!({"userId": "a", "conversation": {"type": 1, "target": ""}, "top": 1})),
        (TOP, json!({"userId": "a", "conversation": {"type": 1, "target": "g"}, "top": 2})),
        (IS_TOP, json!({"conversation": {"type": 1, "target": "g"}})),
        (LIST, json!({"userId": "a", "count": 1})),
        (LIST, json!({"userId": "a", "conversation": {"type": 1, "target": "g"}, "count": 0})),
        (USER_FILES, json!({"userId": "a", "offset": -1, "count": 1})),
        (USER_FILES, json!({"offset": 0, "count": 1})),
        (ONE, json!({"value": 1})),
        (ONE_SDK, json!({"messageUid": 1})),
    ];
    for (path, body) in incomplete {
        assert_eq!(post(&server, path, body.clone()).await["code"], 251, "{path} {body}");
    }
    for (path, ..) in calls() {
        assert_eq!(server.post(SECRET, path, "").await.json()["code"], 251, "{path}");
        assert_eq!(server.post(SECRET, path, "[]").await.status, 500, "{path}");
    }
    server.stop().await;
}

#[tokio::test]
async fn writes_that_lie() {
    let server = Running::start(Options::professional()).await;
    let read = json!({"userId": "a", "scope": 1000, "key": "k"});
    let is_top = json!({"userId": "a", "conversation": {"type": 1, "target": "g"}});
    for (fault, value, pinned, read_back) in
        [("ignored-write", Value::Null, 1, false), ("changed-write", json!("da"), 0, true)]
    {
        let prefix = format!("/fault-{fault}");
        let write = json!({"userId": "a", "scope": 1000, "key": "k", "value": "dark"});
        assert_eq!(post(&server, &(prefix.clone() + PUT), write).await["code"], 0);
        assert_eq!(post(&server, GET, read.clone()).await["result"]["value"], value, "{fault}");
        let pin = json!({"userId": "a", "conversation": {"type": 1, "target": "g"}, "top": pinned});
        assert_eq!(post(&server, &(prefix + TOP), pin).await["code"], 0);
        assert_eq!(post(&server, IS_TOP, is_top.clone()).await["result"]["value"], read_back, "{fault}");
    }
    let listed = server.received(8).await;
    let writes: Vec<_> = listed.iter().map(|request| request["writes"].as_bool().unwrap()).collect();
    assert_eq!(writes, [true, false, true, false, true, false, true, false]);
    server.stop().await;
}
