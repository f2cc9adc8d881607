//! The vendor's document and a real server's answers, against our types: the circle that a shared crate would otherwise
//! close (client and simulator wrong together) is broken here.

#![cfg(test)]
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "the helpers of tests may stop at the first surprise too"
)]

use firetower_protocol::{Code, Envelope, SettingId, customer, endpoint::Call, health, system_setting};
use serde_json::Value;

const DOCUMENT: &str = include_str!("../golden/general-api.zh.txt");
const OBSERVED: &str = include_str!("../golden/observed-community.jsonl");

/// The example of a documented call: its request body and its answer, as printed.
fn example(path: &str) -> (Option<Value>, Value) {
    let command = DOCUMENT
        .split("curl -X POST")
        .skip(1)
        .find(|part| {
            part.split_once("\n{").is_some_and(|(curl, _)| {
                let curl = curl.trim_end();
                curl.ends_with(&format!("http://localhost:18080{path}"))
            })
        })
        .unwrap_or_else(|| panic!("the document has no example of {path}"));
    let (curl, rest) = command.split_once("\n{").unwrap();
    let body = curl.split_once("-d ").map(|(_, data)| {
        let json = &data[data.find('"').unwrap() + 1..data.rfind('"').unwrap()];
        serde_json::from_str(&json.replace("\\\"", "\"").replace("\\\n", "\n")).unwrap()
    });
    let end = rest.find("\n}").unwrap() + 2;
    (body, serde_json::from_str(&format!("{{{}", &rest[..end])).unwrap())
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
    let opened: system_setting::SystemSetting =
        Envelope::decode(&answer.to_string()).unwrap().open().unwrap();
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
    let envelope = Envelope::decode(&answer.to_string()).unwrap();
    assert_eq!((envelope.code, envelope.result), (Code::Success, None));
}

#[test]
fn documented_healthcheck() {
    let (body, answer) = example("/admin/healthcheck");
    assert_sent(&health::CHECK.bare(), body);
    let opened: health::Healthcheck = Envelope::decode(&answer.to_string()).unwrap().open().unwrap();
    assert!(opened.is_healthy());
}

#[test]
fn documented_customer() {
    let (body, answer) = example("/admin/customer");
    assert_sent(&customer::CUSTOMER.bare(), body);
    let opened: customer::Customer = Envelope::decode(&answer.to_string()).unwrap().open().unwrap();
    assert_eq!(serde_json::to_value(opened).unwrap(), answer["result"]);
    let sdk = Envelope::decode(r#"{"code":0,"msg":"success","result":"customer1"}"#).unwrap();
    assert_eq!(sdk.open(), Ok(customer::Customer::Sdk("customer1".to_owned())));
}

fn observed(name: &str) -> (String, String) {
    let line = OBSERVED
        .lines()
        .map(|line| serde_json::from_str::<Value>(line).unwrap())
        .find(|line| line["name"] == name)
        .unwrap_or_else(|| panic!("{name} was not observed"));
    (line["body"].as_str().unwrap().to_owned(), line["answer"].as_str().unwrap().to_owned())
}

#[test]
fn the_real_servers_health() {
    let (_, answer) = observed("health get unsigned");
    let nodes: Vec<health::Node> = Envelope::decode(&answer).unwrap().open().unwrap();
    assert_eq!(nodes.len(), 1);
    let (disk, memory) = (nodes[0].disk.unwrap(), nodes[0].memory.unwrap());
    assert_eq!(disk.usable, 85_312_057_344);
    assert_eq!(memory.used(), 224_395_264 - 199_139_696);
    assert_eq!(nodes[0].cpu.unwrap().known_load(), Some(0.0));
}

#[test]
fn the_real_servers_settings() {
    let (body, _) = observed("sdk setting write");
    let write: system_setting::Write = serde_json::from_str(&body).unwrap();
    assert_sent(&system_setting::WRITE_SDK.call(&write), Some(serde_json::from_str(&body).unwrap()));
    let (_, answer) = observed("sdk setting read back");
    let read: system_setting::SystemSetting = Envelope::decode(&answer).unwrap().open().unwrap();
    assert_eq!((read.value, read.desc), (write.value, write.desc));
    let (_, answer) = observed("sdk setting read missing");
    assert_eq!(Envelope::decode(&answer).unwrap().code, Code::NotExist);
}

#[test]
fn the_real_servers_refusals() {
    for (name, code) in [
        ("unsigned", Code::NotSigned),
        ("timestamp not a number", Code::NotSigned),
        ("slow 121 min", Code::SignatureExpired),
        ("wrong secret", Code::SignatureRefused),
    ] {
        let (_, answer) = observed(name);
        let envelope = Envelope::decode(&answer).unwrap();
        assert_eq!(envelope.code, code, "{name}");
        assert!(envelope.code.refuses_signature());
    }
}

#[test]
fn every_observed_answer_decodes_or_says_why() {
    for line in OBSERVED.lines() {
        let line: Value = serde_json::from_str(line).unwrap();
        let answer = line["answer"].as_str().unwrap();
        let decoded = Envelope::decode(answer);
        assert_eq!(decoded.is_ok(), line["status"] == 200, "{}: {decoded:?}", line["name"]);
    }
}
