//! What a real community server was sent and answered, against our types; see `golden.rs` for why.

#![cfg(test)]
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "the helpers of tests may stop at the first surprise too"
)]

use firetower_protocol::endpoint::{Call, Endpoint};
use firetower_protocol::user::{UserType, Users};
use firetower_protocol::{Code, Envelope, Operation, UserId, WireForm};
use firetower_protocol::{conversation, customer, file, health, robot, system_setting, user, user_setting};
use serde::{Serialize, de::DeserializeOwned};
use serde_json::Value;

const OBSERVED: &str = include_str!("../golden/observed-community.jsonl");

/// Sent to see what happens, and never by us: broken, incomplete, or with a body where we send none.
const NEVER_SENT: [&str; 8] = [
    "healthcheck documented",
    "setting write without desc",
    "setting rewrite without desc",
    "setting id 2^31",
    "setting body empty",
    "setting body broken",
    "setting body text",
    "robot create no name",
];

/// Paths that are no operation of ours.
const NOT_OURS: [&str; 2] = ["/admin/no/such/path", "/admin/user/create"];

/// Paths of ours that nobody asked the real server: what they answer is known from its published source.
const NOT_OBSERVED: [&str; 1] = ["/admin/user/check_block_status"];

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

/// The answer to this exchange, opened.
fn opened<Answer: DeserializeOwned>(name: &str) -> Answer {
    Envelope::decode(&observed(name).1).unwrap().open().unwrap_or_else(|error| panic!("{name}: {error}"))
}

/// What was sent reads as our request and goes out again as it was; what came back, if anything, opens as our answer.
fn compare<Request, Answer>(line: &Value, endpoint: &Endpoint<Request, Answer>)
where
    Request: Serialize + DeserializeOwned,
    Answer: DeserializeOwned,
{
    let sent: Value = serde_json::from_str(line["body"].as_str().unwrap()).unwrap();
    let request: Request = serde_json::from_value(sent.clone()).unwrap();
    let call = endpoint.call(&request);
    let again: Value = serde_json::from_str(call.body.as_deref().unwrap()).unwrap();
    assert_eq!(again, sent, "{}", line["name"]);
    assert_opens::<Answer>(line, &call);
}

fn assert_opens<Answer: DeserializeOwned>(line: &Value, call: &Call) {
    assert_eq!(call.path.as_ref(), line["path"]);
    if line["status"] == 200 {
        let envelope = Envelope::decode(line["answer"].as_str().unwrap()).unwrap();
        if envelope.code == Code::Success {
            assert!(envelope.open::<Answer>().is_ok(), "{}", line["name"]);
        }
    }
}

#[test]
fn what_was_sent_to_the_real_server_is_what_we_send() {
    let mut seen = Vec::new();
    for line in OBSERVED.lines() {
        let line: Value = serde_json::from_str(line).unwrap();
        let (name, path) = (line["name"].as_str().unwrap(), line["path"].as_str().unwrap());
        if line["method"] != "POST" || NEVER_SENT.contains(&name) {
            continue;
        }
        match path {
            "/admin/get_setting" => compare(&line, &system_setting::READ_DOCUMENTED),
            "/admin/system/get_setting" => compare(&line, &system_setting::READ_SDK),
            "/admin/modify_setting" => compare(&line, &system_setting::WRITE_DOCUMENTED),
            "/admin/system/put_setting" => compare(&line, &system_setting::WRITE_SDK),
            "/admin/user/get_setting" => compare(&line, &user_setting::READ),
            "/admin/user/put_setting" => compare(&line, &user_setting::WRITE),
            "/admin/file/conversation_files" if name.ends_with("sdk") => {
                compare(&line, &file::CONVERSATION_SDK);
            }
            "/admin/file/conversation_files" => compare(&line, &file::CONVERSATION_DOCUMENTED),
            "/admin/file/user_files" => compare(&line, &file::USER),
            "/admin/file/get" => compare(&line, &file::ONE_DOCUMENTED),
            "/admin/file/message_file" => compare(&line, &file::ONE_SDK),
            "/admin/conversation/top" => compare(&line, &conversation::TOP),
            "/admin/conversation/is_top" => compare(&line, &conversation::IS_TOP),
            "/admin/robot/create" => compare(&line, &robot::WRITE),
            "/admin/user/get_robot_info" => compare(&line, &robot::READ),
            "/admin/user/get_all_robots" => compare(&line, &robot::ALL),
            "/admin/user/get_info" => compare(&line, &user::INFO),
            "/admin/user/all" => compare(&line, &user::ALL),
            "/admin/user/batch_get_infos" => compare(&line, &user::BATCH),
            "/admin/customer" => {
                assert_eq!(line["body"], "");
                assert_opens::<customer::Customer>(&line, &customer::CUSTOMER.bare());
            }
            _ => assert!(NOT_OURS.contains(&path), "{name}"),
        }
        seen.push(path.to_owned());
    }
    let forms = [WireForm::Documented, WireForm::Sdk];
    let ours = Operation::ALL.iter().flat_map(|operation| forms.map(|form| operation.path(form))).flatten();
    for path in ours.filter(|path| !path.contains("health")) {
        let is_seen = seen.iter().any(|seen| seen == path);
        assert_eq!(is_seen, !NOT_OBSERVED.contains(&path), "{path} was not observed");
    }
}

#[test]
fn the_real_servers_robots_are_read_whole() {
    for name in ["robot read", "robot read after update", "robot builtin FireRobot"] {
        let whole: Value = opened(name);
        assert_eq!(serde_json::to_value(opened::<robot::Robot>(name)).unwrap(), whole, "{name}");
    }
    assert_eq!(Envelope::decode(&observed("robot read missing").1).unwrap().code, Code::NotExist);
    assert_eq!(Envelope::decode(&observed("robot create no name").1).unwrap().code, Code::InvalidParameter);
}

/// The server invented another secret when an update left it out or blank, and erased the callback; sending back what
/// was read would have kept both.
#[test]
fn the_real_server_replaces_a_robot_whole() {
    let secret = |name| opened::<robot::Written>(name).secret.unwrap();
    assert_eq!(secret("robot create").expose(), "s3cret");
    for name in ["robot update without secret and callback", "robot update with empty secret"] {
        assert_ne!(secret(name).expose(), "s3cret", "{name}");
    }
    let (before, after) =
        (opened::<robot::Robot>("robot read"), opened::<robot::Robot>("robot read after update"));
    assert_eq!(after.callback.as_deref(), Some(""));
    let kept = robot::Write::of(before);
    assert_eq!(kept.secret.unwrap().expose(), "s3cret");
    assert_eq!(kept.callback.as_deref(), Some("http://127.0.0.1:9/cb"));
    assert!(!opened::<robot::Written>("robot create no id").user_id.0.is_empty());
}

#[test]
fn the_real_servers_users() {
    let by_id: user::User = opened("user info id");
    assert_eq!(by_id, opened("user info name"));
    assert_eq!((by_id.user_id, by_id.kind), (UserId("u1".to_owned()), Some(UserType::USER)));
    assert_eq!(by_id.display_name.as_deref(), Some("用户 一"));
    assert_eq!(by_id.mobile.as_deref(), Some("13900000001"));
    assert_eq!(opened::<user::User>("user info of robot").kind, Some(UserType::ROBOT));
    let Users(all) = opened("users all");
    let wrapped: Value = opened("users all");
    assert_eq!(all.len(), wrapped["userInfoList"].as_array().unwrap().len());
    for kind in [UserType::USER, UserType::ROBOT, UserType::ADMINISTRATOR] {
        assert!(all.iter().any(|user| user.kind == Some(kind)), "{kind:?}");
    }
    assert_eq!(Envelope::decode(&observed("user info missing").1).unwrap().code, Code::NotExist);
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
