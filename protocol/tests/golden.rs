//! The vendor's document against our types: the circle that a shared crate would otherwise close (client and simulator
//! wrong together) is broken here, and by a real server's answers in `observed.rs`.
//!
//! Of the document's examples, three things are known misprints: two are put right by `document::example`, the third where
//! it is; nothing else is.

#![cfg(test)]
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "the helpers of tests may stop at the first surprise too"
)]

mod document;

use std::fmt::Debug;

use firetower_protocol::conversation::{self, Conversation, ConversationType};
use firetower_protocol::endpoint::{Call, Endpoint};
use firetower_protocol::file_row::{FileRow, FileRows};
use firetower_protocol::user_setting::{self, Held, Scope};
use firetower_protocol::{Code, Envelope, MessageUid, Operation, SettingId, UserId, WireForm};
use firetower_protocol::{customer, file, health, system_setting};
use serde::{Serialize, de::DeserializeOwned};
use serde_json::{Value, json};

use document::{DOCUMENT, example};

/// What we send is what the document sends, and what it sends is what we read (as the simulator does).
fn assert_same_request<Request, Answer>(
    endpoint: &Endpoint<Request, Answer>,
    request: &Request,
    documented: Value,
) where
    Request: Serialize + DeserializeOwned + PartialEq + Debug,
{
    assert_eq!(&serde_json::from_value::<Request>(documented.clone()).unwrap(), request);
    assert_sent(&endpoint.call(request), Some(documented));
}

fn open<Answer: DeserializeOwned>(answer: &Value) -> Answer {
    Envelope::decode(&answer.to_string()).unwrap().open().unwrap()
}

fn assert_nothing_answered(answer: &Value) {
    let envelope = Envelope::decode(&answer.to_string()).unwrap();
    assert_eq!((envelope.code, envelope.result), (Code::Success, None));
}

/// The conversation of the examples. A group called `user2` is a misprint in what it means, not in how it is sent.
fn conversation() -> Conversation {
    Conversation { kind: ConversationType::GROUP, target: "user2".to_owned(), line: 0 }
}

fn user(id: &str) -> UserId {
    UserId(id.to_owned())
}

fn assert_sent(call: &Call, documented: Option<Value>) {
    let sent: Option<Value> = call.body.as_deref().map(|body| serde_json::from_str(body).unwrap());
    assert_eq!(sent, documented, "{}", call.path);
    assert!(call.signed);
}

#[test]
fn documented_system_setting_read() {
    let (body, answer) = example("/admin/get_setting");
    assert_sent(&system_setting::READ_DOCUMENTED.call(&system_setting::Read { id: SettingId(1) }), body);
    let opened: system_setting::SystemSetting = open(&answer);
    assert_eq!(serde_json::to_value(opened).unwrap(), answer["result"]);
}

#[test]
fn documented_system_setting_write() {
    let (body, answer) = example("/admin/modify_setting");
    let write = system_setting::Write {
        id: SettingId(1),
        value: "new_value".to_owned(),
        desc: "description".to_owned(),
    };
    assert_sent(&system_setting::WRITE_DOCUMENTED.call(&write), body);
    assert_nothing_answered(&answer);
}

#[test]
fn documented_healthcheck() {
    let (body, answer) = example("/admin/healthcheck");
    assert_sent(&health::CHECK.bare(), body);
    assert!(open::<health::Healthcheck>(&answer).is_healthy());
}

#[test]
fn documented_customer() {
    let (body, answer) = example("/admin/customer");
    assert_sent(&customer::CUSTOMER.bare(), body);
    let opened: customer::Customer = open(&answer);
    assert_eq!(serde_json::to_value(opened).unwrap(), answer["result"]);
    let sdk = Envelope::decode(r#"{"code":0,"msg":"success","result":"customer1"}"#).unwrap();
    assert_eq!(sdk.open(), Ok(customer::Customer::Sdk("customer1".to_owned())));
}

#[test]
fn documented_user_setting_write() {
    let (body, answer) = example("/admin/user/put_setting");
    let write = user_setting::Write {
        user_id: user("a"),
        scope: Scope(1001),
        key: "b".to_owned(),
        value: "c".to_owned(),
    };
    assert_same_request(&user_setting::WRITE, &write, body.unwrap());
    assert_eq!(open::<Value>(&answer), json!({}));
}

#[test]
fn documented_user_setting_read() {
    let (body, answer) = example("/admin/user/get_setting");
    // The third misprint: the example was copied from the write, with its value.
    let mut body = body.unwrap();
    assert_eq!(body.as_object_mut().unwrap().remove("value"), Some(json!("c")));
    let read = user_setting::Read { user_id: user("a"), scope: Scope(1001), key: "b".to_owned() };
    assert_same_request(&user_setting::READ, &read, body);
    assert_eq!(open::<Held>(&answer), Held { value: Some("c".to_owned()) });
    assert_eq!(answer["result"], json!({"userId": "a", "scope": 1001, "key": "b", "value": "c"}));
}

#[test]
fn documented_files_of_a_conversation() {
    let (body, answer) = example("/admin/file/conversation_files");
    let ask = file::OfConversation {
        user_id: user("user1"),
        conversation: conversation(),
        count: 10,
        from_time: None,
        order: file::Order::NEWEST_FIRST,
    };
    assert_same_request(&file::CONVERSATION_DOCUMENTED, &ask, body.unwrap());
    assert_eq!(open::<FileRows>(&answer), FileRows(vec![]));
}

#[test]
fn documented_files_of_a_user() {
    let (body, answer) = example("/admin/file/user_files");
    let ask = file::OfUser { user_id: user("user1"), offset: 0, desc: true, count: 10 };
    assert_same_request(&file::USER, &ask, body.unwrap());
    assert_eq!(open::<FileRows>(&answer), FileRows(vec![]));
}

#[test]
fn documented_file() {
    let (body, answer) = example("/admin/file/get");
    assert_same_request(
        &file::ONE_DOCUMENTED,
        &file::One { message_uid: MessageUid(123_456) },
        body.unwrap(),
    );
    let row: FileRow = open(&answer);
    assert_eq!(row.message_uid, Some(MessageUid(123_456)));
    assert_eq!(row.name.as_deref(), Some("document.pdf"));
    assert_eq!(row.url.as_deref(), Some("http://example.com/files/document.pdf"));
    assert_eq!(row.size, Some(102_400));
    assert_eq!((row.unknown().count(), Value::Object(row.raw)), (0, answer["result"].clone()));
}

#[test]
fn documented_pin() {
    let (body, answer) = example("/admin/conversation/top");
    let top = conversation::Top { user_id: user("user1"), conversation: conversation(), top: 1 };
    assert_same_request(&conversation::TOP, &top, body.unwrap());
    assert_nothing_answered(&answer);
}

#[test]
fn documented_is_pinned() {
    let (body, answer) = example("/admin/conversation/is_top");
    let ask = conversation::IsTop { user_id: user("user1"), conversation: conversation() };
    assert_same_request(&conversation::IS_TOP, &ask, body.unwrap());
    let pinned: conversation::Pinned = open(&answer);
    assert_eq!(serde_json::to_value(pinned).unwrap(), answer["result"]);
}

#[test]
fn every_example_of_the_document_is_compared() {
    let tests = include_str!("golden.rs");
    let paths: Vec<&str> = DOCUMENT
        .lines()
        .filter_map(|line| line.split_once("http://localhost:18080"))
        .map(|(_, path)| path.trim_end())
        .collect();
    assert_eq!(paths.len(), 11);
    for path in paths {
        assert!(tests.contains(&format!("example(\"{path}\")")), "{path} has no test");
        let named = |operation: &&Operation| operation.path(WireForm::Documented) == Some(path);
        assert_eq!(Operation::ALL.iter().filter(named).count(), 1, "{path}");
    }
}
