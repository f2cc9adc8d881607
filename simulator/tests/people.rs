//! Users and robots, in each edition and form of the wire: who has the call, what is read back, what a write erases.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test stops at the first surprise"
)]

use axum::Router;
use axum::body::Body;
use axum::http::Request;
use firetower_protocol::sign::sign;
use firetower_protocol::{Secret, TimestampMs, block, robot, user};
use firetower_simulator::{Data, Dialect, Edition, Options, Simulator};
use serde_json::{Value, json};
use tower::ServiceExt;

const SECRET: &str = "123456";
const CREATE_USER: &str = "/admin/user/create";
const UPDATE_BLOCK: &str = "/admin/user/update_block_status";

struct Server {
    router: Router,
}

impl Server {
    fn new(options: Options) -> Self {
        // Signatures of this file are never of the wrong time.
        let clock = Options::community().clock;
        Self { router: Simulator::new(Options { clock, ..options }).router() }
    }

    async fn send(&self, secret: &str, path: &str, body: &Value) -> (u16, String) {
        let signature = sign(&Secret::new(secret), "n", TimestampMs(4_102_444_800_000));
        let request = Request::post(path)
            .header("nonce", signature.nonce)
            .header("timestamp", signature.timestamp.to_string())
            .header("sign", signature.sign)
            .body(Body::from(body.to_string()))
            .unwrap();
        let response = self.router.clone().oneshot(request).await.unwrap();
        let status = response.status().as_u16();
        let bytes = axum::body::to_bytes(response.into_body(), usize::MAX).await.unwrap();
        (status, String::from_utf8(bytes.to_vec()).unwrap())
    }

    async fn envelope(&self, path: &str, body: Value) -> Value {
        let (status, text) = self.send(SECRET, path, &body).await;
        assert_eq!(status, 200, "{path} {body}: {text}");
        serde_json::from_str(&text).unwrap()
    }

    async fn result(&self, path: &str, body: Value) -> Value {
        let envelope = self.envelope(path, body).await;
        assert_eq!(envelope["code"], 0, "{path}: {envelope}");
        envelope["result"].clone()
    }

    async fn code(&self, path: &str, body: Value) -> Value {
        self.envelope(path, body).await["code"].clone()
    }

    async fn robot(&self, id: &str) -> Value {
        self.result(robot::READ.path, json!({"robotId": id})).await
    }
}

/// Every edition in every form of the wire.
fn every_server() -> Vec<(Edition, Dialect, Server)> {
    let mut servers = Vec::new();
    for edition in Edition::ALL {
        for dialect in Dialect::ALL {
            let options = match edition {
                Edition::Community => Options::community(),
                Edition::Professional => Options::professional(),
            };
            servers.push((*edition, *dialect, Server::new(Options { dialect: *dialect, ..options })));
        }
    }
    assert_eq!(servers.len(), 6);
    servers
}

fn community() -> Server {
    Server::new(Options::community())
}

fn demo(seed: u64) -> Server {
    Server::new(Options { data: Data::Demo, seed, ..Options::professional() })
}

#[tokio::test]
async fn each_edition_and_form_has_its_calls() {
    for (edition, dialect, server) in every_server() {
        let professional = edition == Edition::Professional;
        let calls = [
            (CREATE_USER, json!({"name": "n"}), true),
            (user::INFO.path, json!({"userId": "admin"}), true),
            (user::ALL.path, json!({"count": 1, "offset": 0}), true),
            (robot::READ.path, json!({"robotId": "FireRobot"}), true),
            (block::CHECK.path, json!({"userId": "FireRobot"}), true),
            (UPDATE_BLOCK, json!({"userId": "admin", "status": 0}), true),
            (robot::WRITE.path, json!({"name": "r"}), true),
            (user::BATCH.path, json!({"list": ["admin"]}), professional),
            (robot::ALL.path, json!({"count": 1, "offset": 0}), professional && dialect != Dialect::Sdk),
        ];
        for (path, body, offered) in calls {
            let (status, text) = server.send(SECRET, path, &body).await;
            let expected = if offered { 200 } else { 500 };
            assert_eq!((status, text.is_empty()), (expected, !offered), "{edition} {dialect} {path}: {text}");
        }
    }
}

#[tokio::test]
async fn what_is_written_is_read_back_everywhere() {
    for (edition, dialect, server) in every_server() {
        let how = format!("{edition} {dialect}");
        let written = json!({
            "userId": "r", "name": "login", "displayName": "机器人 😀 <b>", "portrait": "p", "gender": 1,
            "mobile": "1", "email": "e", "address": "a", "company": "c", "social": "s", "extra": "x",
            "owner": "admin", "secret": "s3cret", "callback": "http://127.0.0.1:9/cb", "robotExtra": "y",
        });
        let answer = server.result(robot::WRITE.path, written.clone()).await;
        assert_eq!(answer, json!({"userId": "r", "secret": "s3cret"}), "{how}");
        let mut read = server.robot("r").await;
        assert!(read.as_object_mut().unwrap().remove("updateDt").unwrap().as_i64().unwrap() > 1, "{how}");
        assert_eq!(read, written, "{how}");

        let person =
            json!({"userId": "u", "name": "n", "displayName": "用户", "mobile": "139", "password": "p"});
        assert_eq!(server.result(CREATE_USER, person).await, json!({"userId": "u", "name": "n"}), "{how}");
        for find in [json!({"userId": "u"}), json!({"name": "n"}), json!({"mobile": "139"})] {
            let found = server.result(user::INFO.path, find).await;
            assert_eq!((&found["displayName"], &found["type"]), (&json!("用户"), &json!(0)), "{how}");
        }
    }
}

#[tokio::test]
async fn what_the_dashboard_reads_it_can_send_back_unchanged() {
    for (edition, dialect, server) in every_server() {
        let first =
            json!({"userId": "r", "name": "r", "displayName": "d", "owner": "admin", "callback": "c"});
        server.result(robot::WRITE.path, first).await;
        let before = server.robot("r").await;
        let robot: robot::Robot = serde_json::from_value(before.clone()).unwrap();
        let update = serde_json::to_value(robot::Write::of(robot)).unwrap();
        server.result(robot::WRITE.path, update).await;
        let mut after = server.robot("r").await;
        after["updateDt"] = before["updateDt"].clone();
        assert_eq!(after, before, "{edition} {dialect}");
    }
}

#[tokio::test]
async fn a_blank_or_absent_secret_is_replaced_and_all_else_absent_is_erased() {
    let server = community();
    let whole = json!({"userId": "r", "name": "r", "displayName": "d", "owner": "admin", "secret": "mine",
        "callback": "c", "portrait": "p", "mobile": "1", "extra": "e", "robotExtra": "y"});
    let mut secrets = vec!["mine".to_owned()];
    let blank = [json!({}), json!({"secret": ""}), json!({"secret": null})];
    for change in blank {
        server.result(robot::WRITE.path, whole.clone()).await;
        let mut update = json!({"userId": "r", "name": "r", "displayName": "e"});
        update.as_object_mut().unwrap().extend(change.as_object().unwrap().clone());
        let answer = server.result(robot::WRITE.path, update).await;
        let robot = server.robot("r").await;
        assert_eq!(answer["secret"], robot["secret"], "the answer tells the secret that holds");
        secrets.push(robot["secret"].as_str().unwrap().to_owned());
        for erased in ["callback", "portrait", "mobile", "extra", "robotExtra"] {
            assert_eq!(robot[erased], "", "{erased}");
        }
        assert_eq!(robot["owner"], "r", "no owner is itself");
    }
    secrets.sort();
    secrets.dedup();
    assert_eq!(secrets.len(), 4, "each is another one");
}

#[tokio::test]
async fn what_is_not_there_and_what_is_not_allowed() {
    for (edition, dialect, server) in every_server() {
        let how = format!("{edition} {dialect}");
        let codes = [
            (user::INFO.path, json!({"userId": "nobody"}), 253),
            (user::INFO.path, json!({"name": "nobody"}), 253),
            (user::INFO.path, json!({"mobile": "nobody"}), 253),
            (user::INFO.path, json!({}), 251),
            (user::INFO.path, json!({"userId": "", "mobile": ""}), 251),
            (robot::READ.path, json!({"robotId": "nobody"}), 253),
            (robot::READ.path, json!({"robotId": "admin"}), 253),
            (robot::READ.path, json!({}), 251),
            (robot::WRITE.path, json!({"userId": "r", "displayName": "d"}), 251),
            (CREATE_USER, json!({"userId": "u", "name": ""}), 251),
            (CREATE_USER, json!({"userId": "u", "name": "u", "type": 1}), 251),
            (user::ALL.path, json!({"count": 0, "offset": 0}), 251),
            (user::ALL.path, json!({"count": 1, "offset": -1}), 251),
        ];
        for (path, body, code) in codes {
            assert_eq!(server.code(path, body.clone()).await, code, "{how} {path} {body}");
        }
        let both = json!({"userId": "admin", "name": "FireRobot"});
        let expected = if edition == Edition::Professional { 251 } else { 0 };
        assert_eq!(server.code(user::INFO.path, both).await, expected, "{how}");
    }
}

#[tokio::test]
async fn a_name_that_another_has_is_refused_in_chinese_and_nothing_is_stored() {
    let server = community();
    for path in [robot::WRITE.path, CREATE_USER] {
        let refused =
            server.envelope(path, json!({"userId": "x", "name": "admin", "displayName": "d"})).await;
        let msg = refused["msg"].as_str().unwrap();
        assert!(refused["code"] == 4 && msg.starts_with("用户名"), "{refused}");
        assert_eq!(server.code(user::INFO.path, json!({"userId": "x"})).await, 253);
    }
}

#[tokio::test]
async fn a_robot_without_an_id_is_given_one() {
    let server = community();
    let made = server.result(robot::WRITE.path, json!({"name": "n"})).await;
    let id = made["userId"].as_str().unwrap();
    let robot = server.robot(id).await;
    assert_eq!((&robot["name"], &robot["owner"]), (&json!("n"), &json!(id)));
}

#[tokio::test]
async fn who_is_muted_or_forbidden_is_told_in_every_edition_and_form() {
    for (edition, dialect, server) in every_server() {
        let how = format!("{edition} {dialect}");
        let status = async |id: &str| server.result(block::CHECK.path, json!({"userId": id})).await;
        assert_eq!(status("FireRobot").await, json!({"status": 0}), "{how}");
        assert_eq!(status("nobody").await, json!({"status": 0}), "{how}: nobody looks who is there");
        for state in [1, 2, 0] {
            let answer = server.envelope(UPDATE_BLOCK, json!({"userId": "FireRobot", "status": state})).await;
            assert_eq!(answer, json!({"code": 0, "msg": "success"}), "{how}");
            assert_eq!(status("FireRobot").await, json!({"status": state}), "{how}");
        }
        assert_eq!(server.code(block::CHECK.path, json!({})).await, 251, "{how}");
        assert_eq!(server.code(UPDATE_BLOCK, json!({"userId": ""})).await, 251, "{how}");
    }
}

#[tokio::test]
async fn the_demo_has_one_muted_and_one_forbidden_of_each_kind() {
    let server = demo(0);
    for (id, status) in [("robot07", 1), ("robot08", 2), ("robot09", 0), ("u0014", 1), ("u0015", 2)] {
        let answer = server.result(block::CHECK.path, json!({"userId": id})).await;
        assert_eq!(answer["status"], status, "{id}");
    }
}

#[tokio::test]
async fn a_changed_block_is_another_one() {
    let server = community();
    for (asked, stored) in [(2, 0), (1, 0), (0, 1)] {
        let body = json!({"userId": "r", "status": asked});
        server.send("fault-changed-write", UPDATE_BLOCK, &body).await;
        let answer = server.result(block::CHECK.path, json!({"userId": "r"})).await;
        assert_eq!(answer["status"], stored, "{asked}");
    }
}

#[tokio::test]
async fn faults_hit_robots_too() {
    let server = community();
    let body = |name: &str| json!({"userId": "r", "name": "r", "displayName": name, "secret": "s"});
    server.result(robot::WRITE.path, body("first")).await;
    let (status, text) = server.send("fault-ignored-write", robot::WRITE.path, &body("second")).await;
    assert_eq!((status, text.contains(r#""code":0"#)), (200, true));
    assert_eq!(server.robot("r").await["displayName"], "first");
    server.send("fault-changed-write", robot::WRITE.path, &body("third")).await;
    assert_eq!(server.robot("r").await["displayName"], "th");
    let (status, _) = server.send("fault-502-html", robot::READ.path, &json!({"robotId": "r"})).await;
    assert_eq!(status, 502);
}

#[tokio::test]
async fn pages_of_the_demo_show_everybody_once() {
    let server = demo(0);
    let mut ids = Vec::new();
    loop {
        let page = server.result(user::ALL.path, json!({"count": 300, "offset": ids.len()})).await;
        let page = page.as_array().expect("a bare array in the professional edition").clone();
        if page.is_empty() {
            break;
        }
        ids.extend(page.iter().map(|user| user["userId"].as_str().unwrap().to_owned()));
    }
    assert_eq!((ids[0].as_str(), ids[3].as_str(), ids.len()), ("FireRobot", "u0001", 2_063));
    ids.sort();
    ids.dedup();
    assert_eq!(ids.len(), 2_063);

    let robots = server.result(robot::ALL.path, json!({"count": 1000, "offset": 1})).await;
    let robots = robots["robotInfoList"].as_array().unwrap();
    assert_eq!((robots.len(), &robots[0]["userId"]), (60, &json!("robot01")));
    let read = server.robot("robot01").await;
    assert_eq!(robots[0], read);
}

#[tokio::test]
async fn the_demo_has_what_is_hard_to_show_and_one_seed_gives_one_demo() {
    let ids = json!({"list": ["u0001", "nobody", "u0013", "robot02"]});
    let found = demo(5).result(user::BATCH.path, ids.clone()).await;
    let name = |place: usize| found[place]["displayName"].as_str().unwrap();
    assert_eq!(found.as_array().unwrap().len(), 3, "who is not there is left out");
    assert!(name(0).starts_with("<img src=x onerror="));
    assert_eq!((name(1).chars().count(), name(2).chars().count()), (255, 255));
    assert_eq!(demo(5).result(user::BATCH.path, ids).await, found);
    let robot = async |seed| demo(seed).robot("robot03").await["secret"].clone();
    assert_eq!(robot(5).await, robot(5).await);
    assert_ne!(robot(5).await, robot(6).await);
}

#[tokio::test]
async fn fresh_data_has_the_built_in_users_alone() {
    let server = community();
    let users = server.result(user::ALL.path, json!({"count": 100, "offset": 0})).await;
    let users = users["userInfoList"].as_array().unwrap();
    let ids: Vec<&str> = users.iter().map(|user| user["userId"].as_str().unwrap()).collect();
    assert_eq!(ids, ["FireRobot", "admin", "wfc_file_transfer"]);
}
