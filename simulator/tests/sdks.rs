//! The vendor's server SDKs, played: what the JavaScript SDK (2026-06) and the Java SDK (2024) put on the wire for each
//! operation, and what their models read from the answer. Written after their public sources; no line of them is here.
//!
//! Both keep one connection open, and the Java SDK reads an answer only where `Content-Length` says that there is one.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test stops at the first surprise"
)]

mod support;

use firetower_protocol::sign::sign;
use firetower_protocol::{Operation, Secret, TimestampMs, WireForm};
use firetower_simulator::{Data, Dialect, Options};
use serde_json::{Value, json};
use support::{Running, now_ms};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

const SECRET: &str = "123456";

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Language {
    JavaScript,
    Java,
}
use Language::{Java, JavaScript};

/// An SDK with its connection.
struct Sdk {
    language: Language,
    stream: TcpStream,
    host: String,
    /// The paths that were called.
    called: Vec<String>,
}

impl Sdk {
    async fn connect(language: Language, server: &Running) -> Self {
        let stream = TcpStream::connect(server.address).await.unwrap();
        Self { language, stream, host: server.address.to_string(), called: Vec::new() }
    }

    async fn get(&mut self, path: &str) -> Value {
        // The Java SDK sends no header of its own here.
        let own = match self.language {
            JavaScript => "Content-Type: application/json; charset=utf-8\r\n",
            Java => "",
        };
        let request = format!("GET {path} HTTP/1.1\r\nHost: {}\r\n{own}\r\n", self.host);
        self.exchange(path, request).await
    }

    /// `None` is no object: the SDKs send an empty body then.
    async fn post(&mut self, path: &str, object: Option<Value>) -> Value {
        let body = object.map(|object| object.to_string()).unwrap_or_default();
        let signature = sign(&Secret::new(SECRET), "76616", TimestampMs(now_ms()));
        let encoding = match self.language {
            JavaScript => "",
            // No encoding at all, as little as the server's own.
            Java => "Content-Encoding: UTF-8\r\n",
        };
        let request = format!(
            "POST {path} HTTP/1.1\r\nHost: {}\r\nContent-Type: application/json; charset=utf-8\r\nConnection: Keep-Alive\r\n{encoding}nonce: {}\r\ntimestamp: {}\r\nsign: {}\r\nContent-Length: {}\r\n\r\n{body}",
            self.host,
            signature.nonce,
            signature.timestamp,
            signature.sign,
            body.len(),
        );
        self.exchange(path, request).await
    }

    /// The result. Both SDKs take everything but HTTP 200 for a failure of the transport.
    async fn exchange(&mut self, path: &str, request: String) -> Value {
        self.called.push(path.to_owned());
        self.stream.write_all(request.as_bytes()).await.unwrap();
        let (head, body) = self.answer().await;
        assert!(head.starts_with("HTTP/1.1 200 "), "{path}: {head}");
        let answer: Value =
            serde_json::from_str(&body).unwrap_or_else(|error| panic!("{path} {error}: {body}"));
        assert!(answer["msg"].is_string() && answer["code"].is_i64(), "{path}: {answer}");
        assert_eq!(answer["code"], 0, "{path}: {answer}");
        answer["result"].clone()
    }

    /// Reads as far as the length goes, and leaves the connection open.
    async fn answer(&mut self) -> (String, String) {
        let mut bytes = Vec::new();
        loop {
            let text = String::from_utf8_lossy(&bytes).into_owned();
            if let Some((head, body)) = text.split_once("\r\n\r\n") {
                let lower = head.to_ascii_lowercase();
                let length = lower.lines().find_map(|line| line.strip_prefix("content-length: "));
                let length: usize = length.expect("the Java SDK reads no other").parse().unwrap();
                assert!(length > 0, "the Java SDK reads no empty one");
                if body.len() >= length {
                    return (head.to_owned(), body.to_owned());
                }
            }
            let mut part = [0; 16_384];
            let count = self.stream.read(&mut part).await.unwrap();
            assert!(count > 0, "the connection stays open: {text}");
            bytes.extend_from_slice(&part[..count]);
        }
    }

    /// Asks who a user is: the JavaScript SDK always says whether deleted ones count.
    async fn user(&mut self, key: &str, value: &str) -> Value {
        let mut body = json!({ key: value });
        if self.language == JavaScript {
            body["includeDeleted"] = json!(false);
        }
        self.post("/admin/user/get_info", Some(body)).await
    }
}

/// The types of JSON that the models' fields have.
#[derive(Clone, Copy, Debug)]
enum Kind {
    Text,
    Whole,
    Number,
    Object,
}
use Kind::{Number, Object, Text, Whole};

const USER: [(&str, Kind); 13] = [
    ("userId", Text),
    ("name", Text),
    ("displayName", Text),
    ("portrait", Text),
    ("gender", Whole),
    ("mobile", Text),
    ("email", Text),
    ("address", Text),
    ("company", Text),
    ("social", Text),
    ("extra", Text),
    ("type", Whole),
    ("updateDt", Whole),
];
const ROBOT: [(&str, Kind); 16] = [
    ("userId", Text),
    ("name", Text),
    ("displayName", Text),
    ("portrait", Text),
    ("gender", Whole),
    ("mobile", Text),
    ("email", Text),
    ("address", Text),
    ("company", Text),
    ("social", Text),
    ("extra", Text),
    ("updateDt", Whole),
    ("owner", Text),
    ("secret", Text),
    ("callback", Text),
    ("robotExtra", Text),
];
const CREATED_ROBOT: [(&str, Kind); 2] = [("userId", Text), ("secret", Text)];
const SYSTEM_SETTING: [(&str, Kind); 3] = [("id", Whole), ("value", Text), ("desc", Text)];
const USER_SETTING: [(&str, Kind); 4] = [("userId", Text), ("scope", Whole), ("key", Text), ("value", Text)];
const NODE: [(&str, Kind); 4] = [("node", Text), ("cpu", Object), ("memory", Object), ("disk", Object)];
const CPU: [(&str, Kind); 2] = [("cores", Whole), ("load", Number)];
const MEMORY: [(&str, Kind); 3] = [("avail", Whole), ("max", Whole), ("free", Whole)];
const DISK: [(&str, Kind); 3] = [("usable", Whole), ("free", Whole), ("space", Whole)];
/// Its `url` is left out of some rows of the demo.
const FILE: [(&str, Kind); 7] = [
    ("userId", Text),
    ("conversation", Object),
    ("messageUid", Whole),
    ("name", Text),
    ("size", Whole),
    ("downloadCount", Whole),
    ("timestamp", Whole),
];
const CONVERSATION: [(&str, Kind); 3] = [("type", Whole), ("target", Text), ("line", Whole)];

/// Every field of the model is there, of its type, and no other.
fn assert_model(value: &Value, model: &[(&str, Kind)]) {
    let fields = value.as_object().unwrap_or_else(|| panic!("no object: {value}"));
    for (name, kind) in model {
        let field = fields.get(*name).unwrap_or_else(|| panic!("no {name}: {value}"));
        let fits = match kind {
            Text => field.is_string(),
            Whole => field.is_i64(),
            Number => field.is_number(),
            Object => field.is_object(),
        };
        assert!(fits, "{name} is no {kind:?}: {value}");
    }
    let unknown = fields.keys().find(|key| model.iter().all(|(name, _)| name != key) && *key != "url");
    assert_eq!(unknown, None, "{value}");
}

fn assert_models(list: &Value, model: &[(&str, Kind)]) {
    let list = list.as_array().unwrap_or_else(|| panic!("no list: {list}"));
    assert!(!list.is_empty());
    list.iter().for_each(|value| assert_model(value, model));
}

fn assert_files(list: &Value, count: usize) {
    assert_models(list, &FILE);
    let list = list.as_array().unwrap();
    assert_eq!(list.len(), count);
    for row in list {
        assert_model(&row["conversation"], &CONVERSATION);
        assert!(row.get("url").is_none_or(Value::is_string) && row["messageUid"].as_i64().unwrap() > 1 << 53);
    }
}

fn professional(dialect: Dialect) -> Options {
    Options { dialect, data: Data::Demo, ..Options::professional() }
}

/// The operations that both SDKs have, on a server that speaks their dialect, in one connection each.
#[tokio::test]
async fn the_sdks_get_what_they_expect_from_every_operation() {
    for dialect in [Dialect::Sdk, Dialect::Both] {
        for language in [JavaScript, Java] {
            let server = Running::start(professional(dialect)).await;
            let mut sdk = Sdk::connect(language, &server).await;
            health(&mut sdk).await;
            system_settings(&mut sdk).await;
            user_settings(&mut sdk).await;
            files(&mut sdk).await;
            people(&mut sdk, dialect).await;
            robots(&mut sdk).await;
            let customer = sdk.post("/admin/customer", None).await;
            // The one answer that is of two shapes under one path. Of a server that speaks both, the Java SDK, which
            // wants a text, can't read it.
            assert_eq!(customer.is_string(), dialect == Dialect::Sdk, "{customer}");
            for operation in Operation::ALL {
                let Some(path) = operation.path(WireForm::Sdk) else { continue };
                assert!(sdk.called.iter().any(|called| called == path), "{path} was not called");
            }
            server.stop().await;
        }
    }
}

async fn health(sdk: &mut Sdk) {
    let nodes = sdk.get("/admin/health").await;
    assert_models(&nodes, &NODE);
    for node in nodes.as_array().unwrap() {
        assert_model(&node["cpu"], &CPU);
        assert_model(&node["memory"], &MEMORY);
        assert_model(&node["disk"], &DISK);
    }
}

async fn system_settings(sdk: &mut Sdk) {
    // The JavaScript SDK sends a null where no description was given; the Java SDK leaves it out.
    let mut write = json!({"id": 1001, "value": "值"});
    if sdk.language == JavaScript {
        write["desc"] = Value::Null;
    }
    assert_eq!(sdk.post("/admin/system/put_setting", Some(write)).await, Value::Null);
    let read = sdk.post("/admin/system/get_setting", Some(json!({"id": 1001}))).await;
    assert_eq!(read, json!({"id": 1001, "value": "值", "desc": ""}));
    assert_model(&sdk.post("/admin/system/get_setting", Some(json!({"id": 1}))).await, &SYSTEM_SETTING);
}

/// Settings of a user, and pins, which the SDKs keep in them.
async fn user_settings(sdk: &mut Sdk) {
    for (scope, key, value) in [(1000, "theme", "light"), (3, "1-0-g002", "1"), (3, "1-0-g002", "0")] {
        let write = json!({"userId": "u0003", "scope": scope, "key": key, "value": value});
        let written = sdk.post("/admin/user/put_setting", Some(write.clone())).await;
        assert!(written.is_null() || written == json!({}), "the SDKs look at the code alone: {written}");
        let read = json!({"userId": "u0003", "scope": scope, "key": key});
        let read = sdk.post("/admin/user/get_setting", Some(read)).await;
        assert_model(&read, &USER_SETTING);
        assert_eq!(read, write);
    }
}

async fn files(sdk: &mut Sdk) {
    let of_conversation = json!({
        "conversationType": 1, "target": "g001", "line": 0, "userId": "u0001", "offset": 5, "desc": true, "count": 20,
    });
    let listed = sdk.post("/admin/file/conversation_files", Some(of_conversation)).await;
    assert_files(&listed, 20);
    let of_user = json!({"userId": "u0001", "offset": 0, "desc": false, "count": 7});
    assert_files(&sdk.post("/admin/file/user_files", Some(of_user)).await, 7);
    // A caller in JavaScript hands a UID over as text, since its numbers would round it.
    let uid = listed[0]["messageUid"].clone();
    for value in [json!(uid.to_string()), uid] {
        let one = sdk.post("/admin/file/message_file", Some(json!({ "value": value }))).await;
        assert_eq!(one["messageUid"], listed[0]["messageUid"]);
        assert_files(&json!([one]), 1);
    }
}

async fn people(sdk: &mut Sdk, dialect: Dialect) {
    let by_id = sdk.user("userId", "u0021").await;
    assert_model(&by_id, &USER);
    for key in ["name", "mobile"] {
        let value = by_id[key].as_str().unwrap().to_owned();
        assert_eq!(sdk.user(key, &value).await, by_id, "{key}");
    }
    let all = sdk.post("/admin/user/all", Some(json!({"count": 10, "offset": 3}))).await;
    // The Java SDK wants the object, the document the list.
    let list = if dialect == Dialect::Sdk { &all["userInfoList"] } else { &all };
    assert_models(list, &USER);
    assert_eq!(list.as_array().unwrap().len(), 10);
    let batch = json!({"list": ["u0021", "robot01", "nobody"]});
    let batch = sdk.post("/admin/user/batch_get_infos", Some(batch)).await;
    assert_models(&batch, &USER);
    assert_eq!(batch[0], by_id);
    for (id, status) in [("u0021", 0), ("robot07", 1), ("robot08", 2)] {
        let checked = sdk.post("/admin/user/check_block_status", Some(json!({ "userId": id }))).await;
        assert_eq!(checked, json!({ "status": status }));
    }
}

async fn robots(sdk: &mut Sdk) {
    // The numbers of the Java SDK's class are always there, its texts only where they were given.
    let mut robot = json!({
        "userId": "bot", "name": "bot", "displayName": "助手", "owner": "u0001", "secret": "given",
        "callback": "http://127.0.0.1:9/", "extra": "e",
    });
    if sdk.language == Java {
        robot["gender"] = json!(0);
        robot["updateDt"] = json!(0);
    }
    let created = sdk.post("/admin/robot/create", Some(robot.clone())).await;
    assert_model(&created, &CREATED_ROBOT);
    assert_eq!(created, json!({"userId": "bot", "secret": "given"}));
    let read = sdk.post("/admin/user/get_robot_info", Some(json!({"robotId": "bot"}))).await;
    assert_model(&read, &ROBOT);
    for (key, value) in robot.as_object().unwrap() {
        assert!(key == "updateDt" || &read[key] == value, "{key}: {read}");
    }
    assert!(read["updateDt"].as_i64().unwrap() > 0, "the server's, not the one that was sent");
}
