//! Operation by operation: which server has it in which form of the wire, what it answers there as our own types read
//! it, and that a write is read back. Calls are made and answers opened by `protocol`, as the dashboard does it; that
//! `protocol` is right is held by its own tests against the document and a real server's answers.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test stops at the first surprise"
)]

mod support;

use WireForm::{Documented, Sdk};
use firetower_protocol::block::{self, Check};
use firetower_protocol::capability::Sighting;
use firetower_protocol::conversation::{self, Conversation, ConversationType, IsTop, Top};
use firetower_protocol::endpoint::{Call, Endpoint};
use firetower_protocol::file::{self, OfConversation, OfConversationSdk, OfUser, One, OneSdk, Order};
use firetower_protocol::user::{self, Batch, Find, Page};
use firetower_protocol::user_setting::{self, Scope};
use firetower_protocol::{
    Capability, CapabilityTable, Code, Envelope, MessageUid, Operation, SettingId, UserId,
};
use firetower_protocol::{DecodeError, WireForm, customer, health, robot, system_setting};
use firetower_simulator::{Data, Dialect, Edition};
use serde::Serialize;
use serde::de::DeserializeOwned;
use support::in_process::{Server, every_server};

const FORMS: [WireForm; 2] = [Documented, Sdk];

/// The specification's table: each operation's path as documented and as the SDKs send it, and whether only
/// professional servers have it.
const TABLE: [(Operation, Option<&str>, Option<&str>, bool); 19] = [
    (Operation::HealthNodes, None, Some("/admin/health"), false),
    (Operation::HealthCheck, Some("/admin/healthcheck"), None, false),
    (Operation::ReadSystemSetting, Some("/admin/get_setting"), Some("/admin/system/get_setting"), false),
    (Operation::WriteSystemSetting, Some("/admin/modify_setting"), Some("/admin/system/put_setting"), false),
    (Operation::Customer, Some("/admin/customer"), Some("/admin/customer"), true),
    (Operation::ReadUserSetting, Some("/admin/user/get_setting"), Some("/admin/user/get_setting"), true),
    (Operation::WriteUserSetting, Some("/admin/user/put_setting"), Some("/admin/user/put_setting"), true),
    (
        Operation::ConversationFiles,
        Some("/admin/file/conversation_files"),
        Some("/admin/file/conversation_files"),
        true,
    ),
    (Operation::UserFiles, Some("/admin/file/user_files"), Some("/admin/file/user_files"), true),
    (Operation::OneFile, Some("/admin/file/get"), Some("/admin/file/message_file"), true),
    (Operation::IsTop, Some("/admin/conversation/is_top"), Some("/admin/user/get_setting"), true),
    (Operation::SetTop, Some("/admin/conversation/top"), Some("/admin/user/put_setting"), true),
    (Operation::ReadRobot, Some("/admin/user/get_robot_info"), Some("/admin/user/get_robot_info"), false),
    (Operation::WriteRobot, Some("/admin/robot/create"), Some("/admin/robot/create"), false),
    (Operation::AllRobots, Some("/admin/user/get_all_robots"), None, true),
    (Operation::FindUser, Some("/admin/user/get_info"), Some("/admin/user/get_info"), false),
    (Operation::AllUsers, Some("/admin/user/all"), Some("/admin/user/all"), false),
    (Operation::BatchUsers, Some("/admin/user/batch_get_infos"), Some("/admin/user/batch_get_infos"), true),
    (
        Operation::BlockStatus,
        Some("/admin/user/check_block_status"),
        Some("/admin/user/check_block_status"),
        false,
    ),
];

fn speaks(dialect: Dialect, form: WireForm) -> bool {
    match dialect {
        Dialect::Documented => form == Documented,
        Dialect::Sdk => form == Sdk,
        Dialect::Both => true,
    }
}

/// Whether the server has this path: one that both forms share is there in every dialect.
fn has_path(edition: Edition, dialect: Dialect, path: &str) -> bool {
    TABLE.iter().any(|(_, documented, sdk, is_professional)| {
        let spoken = [(Documented, documented), (Sdk, sdk)]
            .into_iter()
            .any(|(form, known)| *known == Some(path) && speaks(dialect, form));
        spoken && (edition == Edition::Professional || !is_professional)
    })
}

/// A call, and what opens its answer.
struct Asked {
    call: Call,
    open: fn(Envelope) -> Result<(), DecodeError>,
}

fn asked<Request: Serialize, Answer: DeserializeOwned>(
    endpoint: &Endpoint<Request, Answer>,
    request: &Request,
) -> Asked {
    Asked { call: endpoint.call(request), open: |envelope| envelope.open::<Answer>().map(drop) }
}

fn bare<Answer: DeserializeOwned>(endpoint: &Endpoint<(), Answer>) -> Asked {
    Asked { call: endpoint.bare(), open: |envelope| envelope.open::<Answer>().map(drop) }
}

fn u0001() -> UserId {
    UserId("u0001".to_owned())
}

fn group() -> Conversation {
    Conversation { kind: ConversationType::GROUP, target: "g001".to_owned(), line: 0 }
}

fn is_top() -> IsTop {
    IsTop { user_id: u0001(), conversation: group() }
}

fn of_conversation() -> OfConversation {
    let order = Order::NEWEST_FIRST;
    OfConversation { user_id: u0001(), conversation: group(), count: 3, from_time: None, order }
}

fn of_conversation_sdk() -> OfConversationSdk {
    let Conversation { kind, target, line } = group();
    let (offset, desc, count) = (0, true, 3);
    OfConversationSdk { conversation_type: kind, target, line, user_id: u0001(), offset, desc, count }
}

fn robot(name: &str) -> robot::Write {
    serde_json::from_value(serde_json::json!({
        "userId": "robot01", "name": "robot01", "displayName": name, "owner": "u0002", "secret": "kept",
        "callback": "http://127.0.0.1:9/", "extra": "e", "robotExtra": "r",
    }))
    .unwrap()
}

fn setting(value: &str) -> system_setting::Write {
    system_setting::Write { id: SettingId(1), value: value.to_owned(), desc: "说明".to_owned() }
}

fn user_setting(value: &str) -> user_setting::Write {
    let (key, value) = ("theme".to_owned(), value.to_owned());
    user_setting::Write { user_id: u0001(), scope: Scope(1000), key, value }
}

/// The operation as the dashboard asks for it in this form, on the demo's data.
fn call(operation: Operation, form: WireForm, uid: MessageUid) -> Asked {
    let page = Page { count: 5, offset: 0 };
    match (operation, form) {
        (Operation::HealthNodes, _) => bare(&health::NODES),
        (Operation::HealthCheck, _) => bare(&health::CHECK),
        (Operation::ReadSystemSetting, Documented) => {
            asked(&system_setting::READ_DOCUMENTED, &system_setting::Read { id: SettingId(1) })
        }
        (Operation::ReadSystemSetting, Sdk) => {
            asked(&system_setting::READ_SDK, &system_setting::Read { id: SettingId(1) })
        }
        (Operation::WriteSystemSetting, Documented) => {
            asked(&system_setting::WRITE_DOCUMENTED, &setting("4000"))
        }
        (Operation::WriteSystemSetting, Sdk) => asked(&system_setting::WRITE_SDK, &setting("4000")),
        (Operation::Customer, _) => bare(&customer::CUSTOMER),
        (Operation::ReadUserSetting, _) => {
            let key = "theme".to_owned();
            asked(&user_setting::READ, &user_setting::Read { user_id: u0001(), scope: Scope(1000), key })
        }
        (Operation::WriteUserSetting, _) => asked(&user_setting::WRITE, &user_setting("light")),
        (Operation::ConversationFiles, Documented) => {
            asked(&file::CONVERSATION_DOCUMENTED, &of_conversation())
        }
        (Operation::ConversationFiles, Sdk) => asked(&file::CONVERSATION_SDK, &of_conversation_sdk()),
        (Operation::UserFiles, _) => {
            asked(&file::USER, &OfUser { user_id: u0001(), offset: 0, desc: true, count: 3 })
        }
        (Operation::OneFile, Documented) => asked(&file::ONE_DOCUMENTED, &One { message_uid: uid }),
        (Operation::OneFile, Sdk) => asked(&file::ONE_SDK, &OneSdk { value: uid }),
        (Operation::IsTop, Documented) => asked(&conversation::IS_TOP, &is_top()),
        (Operation::IsTop, Sdk) => asked(&user_setting::READ, &is_top().as_setting()),
        (Operation::SetTop, Documented) => asked(&conversation::TOP, &top(0)),
        (Operation::SetTop, Sdk) => asked(&user_setting::WRITE, &top(0).as_setting()),
        (Operation::ReadRobot, _) => {
            asked(&robot::READ, &robot::Read { robot_id: UserId("robot01".to_owned()) })
        }
        (Operation::WriteRobot, _) => asked(&robot::WRITE, &robot("一号")),
        (Operation::AllRobots, _) => asked(&robot::ALL, &page),
        (Operation::FindUser, _) => asked(&user::INFO, &Find::Id(u0001())),
        (Operation::AllUsers, _) => asked(&user::ALL, &page),
        (Operation::BatchUsers, _) => asked(&user::BATCH, &Batch { list: vec![u0001()] }),
        (Operation::BlockStatus, _) => asked(&block::CHECK, &Check { user_id: u0001() }),
    }
}

fn top(top: u8) -> Top {
    Top { user_id: u0001(), conversation: group(), top }
}

/// One of the demo's files.
async fn a_file() -> MessageUid {
    let options =
        firetower_simulator::Options { data: Data::Demo, ..firetower_simulator::Options::professional() };
    let answer = Server::new(options).envelope(&call(Operation::UserFiles, Sdk, MessageUid(0)).call).await;
    let rows: firetower_protocol::file_row::FileRows = answer.open().unwrap();
    rows.0[0].message_uid.unwrap()
}

#[test]
fn the_operations_have_the_paths_of_the_table() {
    assert_eq!(TABLE.map(|row| row.0), Operation::ALL);
    for (operation, documented, sdk, _) in TABLE {
        assert_eq!((operation.path(Documented), operation.path(Sdk)), (documented, sdk), "{operation:?}");
    }
}

/// Also where the form is another's: a path that is there is answered, and all others are as if they did not exist.
#[tokio::test]
async fn each_server_has_its_operations_and_no_others() {
    let uid = a_file().await;
    for (edition, dialect, server) in every_server(Data::Demo) {
        for operation in Operation::ALL {
            for form in FORMS {
                let Some(path) = operation.path(form) else { continue };
                let how = format!("{operation:?} {form:?} at {edition} {dialect}");
                let Asked { call, open } = call(*operation, form, uid);
                assert_eq!((call.path.as_ref(), call.writes), (path, operation.writes()), "{how}");
                let (status, text) = server.send(&call).await;
                if !has_path(edition, dialect, path) {
                    assert_eq!((status, text.as_str()), (500, ""), "{how}");
                    continue;
                }
                assert_eq!(status, 200, "{how}: {text}");
                if !speaks(dialect, form) && *operation == Operation::ConversationFiles {
                    // Two bodies under one path: a server of the other dialect misreads this one.
                    continue;
                }
                let envelope = Envelope::decode(&text).unwrap();
                assert_eq!(envelope.code, Code::Success, "{how}: {text}");
                open(envelope).unwrap_or_else(|error| panic!("{how}: {error}: {text}"));
            }
        }
    }
}

/// What a dashboard finds out by asking, in the order that its table allows.
#[tokio::test]
async fn a_dashboard_finds_the_form_of_every_operation() {
    let uid = a_file().await;
    for (edition, dialect, server) in every_server(Data::Demo) {
        let mut table = CapabilityTable::default();
        let reads = Operation::ALL.iter().filter(|operation| !operation.writes());
        let (leading, following): (Vec<&Operation>, Vec<&Operation>) =
            reads.partition(|operation| operation.form_follows().is_none());
        for operation in leading.into_iter().chain(following) {
            for form in table.plan(*operation).unwrap_or_default() {
                let (status, text) = server.send(&call(*operation, *form, uid).call).await;
                let is_there = (status, text.as_str()) != (500, "");
                table.learn(
                    *operation,
                    *form,
                    if is_there { Sighting::Answered } else { Sighting::NotThere },
                );
                if is_there {
                    break;
                }
            }
        }
        for operation in Operation::ALL.iter().copied() {
            let how = format!("{operation:?} at {edition} {dialect}");
            let decisive = operation.form_follows().unwrap_or(operation);
            let form = decisive
                .forms()
                .iter()
                .find(|form| has_path(edition, dialect, decisive.path(**form).unwrap()));
            let planned = table.plan(operation).ok().map(|forms| forms[0]);
            assert_eq!(planned, form.copied(), "{how}");
            if form.is_none() && operation.form_follows().is_none() {
                assert_eq!(table.get(operation), Capability::NotOffered, "{how}");
            }
        }
    }
}

async fn opened<Answer: DeserializeOwned>(server: &Server, call: &Call) -> Answer {
    let envelope = server.envelope(call).await;
    assert_eq!(envelope.code, Code::Success, "{call:?}");
    envelope.open().unwrap()
}

#[tokio::test]
async fn what_is_written_is_read_back_in_every_form_that_is_spoken() {
    let nobody = MessageUid(0);
    for (edition, dialect, server) in every_server(Data::Demo) {
        for form in FORMS.into_iter().filter(|form| speaks(dialect, *form)) {
            let how = format!("{form:?} at {edition} {dialect}");
            let (write, read) = match form {
                Documented => (&system_setting::WRITE_DOCUMENTED, &system_setting::READ_DOCUMENTED),
                Sdk => (&system_setting::WRITE_SDK, &system_setting::READ_SDK),
            };
            for value in ["5000", "值 😀 <b>\"'"] {
                let sent = setting(value);
                server.envelope(&write.call(&sent)).await;
                let held: system_setting::SystemSetting =
                    opened(&server, &read.call(&system_setting::Read { id: sent.id })).await;
                assert_eq!((held.value, held.desc), (sent.value, sent.desc), "{how}");
            }

            for name in ["一号", "<b>二号</b>"] {
                let sent = robot(name);
                let written: robot::Written = opened(&server, &robot::WRITE.call(&sent)).await;
                assert_eq!(
                    (Some(&written.user_id), written.secret),
                    (sent.user_id.as_ref(), sent.secret.clone())
                );
                let held: robot::Robot =
                    opened(&server, &call(Operation::ReadRobot, form, nobody).call).await;
                let held = robot::Write::of(held);
                assert_eq!((held.display_name.as_str(), &held.secret), (name, &sent.secret), "{how}");
                assert_eq!((held.owner, held.callback, held.extra), (sent.owner, sent.callback, sent.extra));
            }

            if edition == Edition::Community {
                continue;
            }
            for value in ["light", ""] {
                let sent = user_setting(value);
                server.envelope(&user_setting::WRITE.call(&sent)).await;
                let held: user_setting::Held =
                    opened(&server, &call(Operation::ReadUserSetting, form, nobody).call).await;
                assert_eq!(held.value, Some(sent.value), "{how}");
            }
            for pin in [0, 1] {
                let sent = top(pin);
                let write = match form {
                    Documented => conversation::TOP.call(&sent),
                    Sdk => user_setting::WRITE.call(&sent.as_setting()),
                };
                server.envelope(&write).await;
                let read = call(Operation::IsTop, form, nobody).call;
                let is_pinned = match form {
                    Documented => opened::<conversation::Pinned>(&server, &read).await.value,
                    Sdk => opened::<user_setting::Held>(&server, &read).await.value.as_deref() == Some("1"),
                };
                assert_eq!(is_pinned, pin == 1, "{how}");
            }
        }
    }
}
