//! Every example of the vendor's document, sent as it is printed, signature and all: a server of its dialect answers as
//! the document does.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test stops at the first surprise"
)]

#[path = "../../protocol/tests/document/mod.rs"]
mod document;
mod support;

use document::{DOCUMENT, example};
use firetower_protocol::sign::ClockRule;
use firetower_simulator::{Data, Dialect, Options};
use serde_json::{Value, json};
use support::{Headers, Running};

/// Those of the document's examples, which are of 2019.
fn headers() -> Headers {
    let sign = "b98f9b0717f59febccf1440067a7f50d9b31bdde";
    let headers = [
        ("nonce", "76616"),
        ("timestamp", "1558350862502"),
        ("sign", sign),
        ("content-type", "application/json"),
    ];
    headers.map(|(name, value)| (name, value.to_owned())).to_vec()
}

async fn start(dialect: Dialect, data: Data) -> Running {
    let options = Options { dialect, data, clock: ClockRule::Off, ..Options::professional() };
    Running::start(options).await
}

async fn send(server: &Running, path: &str, body: Option<&Value>) -> Value {
    let body = body.map(Value::to_string).unwrap_or_default();
    let answer = server.send("POST", path, &headers(), &body).await.expect("an answer");
    assert_eq!(answer.status, 200, "{path}: {}", answer.body);
    answer.json()
}

/// What the example of this path is answered, and what it should be.
async fn compare(server: &Running, path: &str, compared: &mut Vec<String>) {
    let (body, expected) = example(path);
    assert_eq!(send(server, path, body.as_ref()).await, expected, "{path}");
    compared.push(path.to_owned());
}

#[tokio::test]
async fn the_documents_examples_are_answered_as_it_says() {
    for dialect in [Dialect::Documented, Dialect::Both] {
        let server = start(dialect, Data::Fresh).await;
        let mut compared = Vec::new();
        for path in [
            "/admin/user/put_setting",
            // With the surplus `value` that is a misprint: no server minds it.
            "/admin/user/get_setting",
            "/admin/modify_setting",
            // Nobody has a file here, which is what `[...]` is read as.
            "/admin/file/conversation_files",
            "/admin/file/user_files",
            "/admin/conversation/top",
            "/admin/conversation/is_top",
            "/admin/healthcheck",
            "/admin/customer",
        ] {
            compare(&server, path, &mut compared).await;
        }
        let held = json!({"id": 1, "value": "setting_value", "desc": "setting description"});
        assert_eq!(send(&server, "/admin/modify_setting", Some(&held)).await["code"], 0);
        compare(&server, "/admin/get_setting", &mut compared).await;
        server.stop().await;
        a_file(dialect, &mut compared).await;

        let printed = DOCUMENT.lines().filter_map(|line| line.split_once("http://localhost:18080"));
        for (_, path) in printed {
            assert!(compared.iter().any(|compared| compared == path.trim_end()), "{path} is not compared");
        }
    }
}

/// The example's own file is nowhere, so another is asked for: the fields and their types must be the example's.
async fn a_file(dialect: Dialect, compared: &mut Vec<String>) {
    let server = start(dialect, Data::Demo).await;
    let list = json!({"userId": "u0001", "offset": 0, "desc": true, "count": 50});
    let rows = send(&server, "/admin/file/user_files", Some(&list)).await["result"].clone();
    let path = "/admin/file/get";
    let (body, expected) = example(path);
    assert_eq!(send(&server, path, body.as_ref()).await["code"], 253);
    let row = rows.as_array().unwrap().iter().find(|row| row["url"].is_string()).unwrap();
    let answer = send(&server, path, Some(&json!({"messageUid": row["messageUid"]}))).await;
    assert_eq!(kinds(&answer), kinds(&expected));
    assert_eq!(kinds(&answer["result"]), kinds(&expected["result"]));
    assert_eq!(answer["result"]["messageUid"], row["messageUid"]);
    compared.push(path.to_owned());
    server.stop().await;
}

/// Each field with its type of JSON.
fn kinds(value: &Value) -> Vec<(String, std::mem::Discriminant<Value>)> {
    let fields = value.as_object().unwrap_or_else(|| panic!("no object: {value}"));
    fields.iter().map(|(name, field)| (name.clone(), std::mem::discriminant(field))).collect()
}
