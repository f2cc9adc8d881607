//! The remote control, over a real socket.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test stops at the first surprise"
)]

mod support;

use firetower_simulator::{Data, Dialect, Options, Refusal};
use serde_json::json;
use support::{Running, signed_at};

const READ: &str = "/admin/system/get_setting";
const SECRET: &str = "123456";
const HOUR_MS: i64 = 3_600_000;

#[tokio::test]
async fn a_fault_comes_and_goes() {
    let server = Running::start(Options::community()).await;
    let rule = r#"{"fault":"502-html","path":"/admin/health","times":2}"#;
    assert_eq!(server.control("PUT", "faults", rule).await.status, 200);
    assert_eq!(
        server.control("GET", "faults", "").await.json(),
        json!([{"fault": "502-html", "path": "/admin/health", "times": 2}])
    );
    assert_eq!(server.post(SECRET, READ, r#"{"id":1}"#).await.status, 200);
    let mut statuses = Vec::new();
    for _ in 0..3 {
        statuses.push(server.health("").await.status);
    }
    assert_eq!(statuses, [502, 502, 200]);

    server.control("PUT", "faults", r#"{"fault":"401"}"#).await;
    assert_eq!(server.health("").await.status, 401);
    assert_eq!(server.post(SECRET, READ, r#"{"id":1}"#).await.status, 401);
    server.control("DELETE", "faults", "").await;
    assert_eq!(server.health("").await.status, 200);
    server.stop().await;
}

#[tokio::test]
async fn requests_are_told_without_their_secrets() {
    let server = Running::start(Options::community()).await;
    server.health("/fault-404").await;
    server.post("hunter2", "/admin/modify_setting?q=1", r#"{"id":1,"value":"v","secret":"hunter3"}"#).await;
    let listed = server.control("GET", "requests", "").await;
    assert_eq!(
        listed.json(),
        json!([
            {
                "method": "GET", "path": "/fault-404/admin/health", "headers": ["host", "connection"],
                "writes": false, "body": "", "fault": "404",
            },
            {
                "method": "POST", "path": "/admin/modify_setting",
                "headers": ["host", "connection", "nonce", "timestamp", "sign", "content-type", "content-length"],
                "writes": true, "body": r#"{"id":1,"secret":"(not shown)","value":"v"}"#, "fault": null,
            },
        ])
    );
    let sign = &signed_at("hunter2", 0)[2].1;
    assert!(!listed.body.contains("hunter") && !listed.body.contains(sign));
    server.control("DELETE", "requests", "").await;
    assert_eq!(server.control("GET", "requests", "").await.json(), json!([]));
    server.stop().await;
}

#[tokio::test]
async fn a_robots_secret_is_never_told() {
    let server = Running::start(Options::professional()).await;
    let bodies = [
        r#"{"userId":"bot","name":"bot","displayName":"d","owner":"admin","secret":"hunter4"}"#,
        // Spelt otherwise, or as only a lenient reader takes it: the server reads all of them.
        r#"{"userId":"bot","name":"bot","displayName":"d","\u0073ecret":"hunter4"}"#,
        "{userId:'bot',name:'bot',displayName:'d',secret:'hunter4'}",
        r#"{'userId':'bot','name':'bot','displayName':'d','s\u0065cret':'hunter4'}"#,
    ];
    for body in bodies {
        for path in ["/admin/robot/create", "/fault-ignored-write/admin/robot/create", "/admin/no/such/path"]
        {
            server.post(SECRET, path, body).await;
        }
        let robot = server.post(SECRET, "/admin/user/get_robot_info", r#"{"robotId":"bot"}"#).await;
        assert_eq!(robot.json()["result"]["secret"], "hunter4", "{body}");
    }
    let listed = server.control("GET", "requests", "").await;
    assert_eq!(listed.json().as_array().unwrap().len(), 4 * bodies.len());
    assert!(!listed.body.contains("hunter"), "{}", listed.body);
    server.stop().await;
}

#[tokio::test]
async fn the_servers_clock_is_off() {
    let server = Running::start(Options::community()).await;
    let code = async |off_ms: i64| {
        let answer = server.send("POST", READ, &signed_at(SECRET, off_ms), r#"{"id":1}"#).await.unwrap();
        answer.json()["code"].as_i64().unwrap()
    };
    server.control("PUT", "clock", r#"{"offset_ms":10800000}"#).await;
    assert_eq!((code(0).await, code(3 * HOUR_MS).await), (243, 0));
    server.control("PUT", "clock", r#"{"offset_ms":-10800000}"#).await;
    assert_eq!((code(0).await, code(-6 * HOUR_MS).await), (0, 243));
    server.control("DELETE", "clock", "").await;
    assert_eq!((code(0).await, code(-3 * HOUR_MS).await), (0, 243));
    server.stop().await;
}

#[tokio::test]
async fn health_answers_what_a_test_wants() {
    let server = Running::start(Options { data: Data::Demo, ..Options::community() }).await;
    assert_eq!(server.health("").await.json()["result"].as_array().unwrap().len(), 3);
    let nodes = r#"[{"node":"b","cpu":{"load":-1,"cores":4}}, 9007199254740993]"#;
    server.control("PUT", "nodes", &format!(r#"{{"nodes":{nodes}}}"#)).await;
    assert_eq!(server.health("").await.body, format!(r#"{{"code":0,"msg":"success","result":{nodes}}}"#));
    server.control("DELETE", "nodes", "").await;
    assert_eq!(server.health("").await.json()["result"].as_array().unwrap().len(), 3);
    server.stop().await;
}

#[tokio::test]
async fn what_is_not_understood_changes_nothing() {
    let server = Running::start(Options::community()).await;
    let wrong = [
        ("faults", r#"{"fault":"hnag"}"#, "known are"),
        ("faults", r#"{"fault":"hang","time":1}"#, "unknown field"),
        ("faults", r#"{"fault":"hang","times":0}"#, "DELETE"),
        ("clock", r#"{"offset_ms":"1"}"#, "invalid type"),
        ("nodes", r#"{"nodes":{}}"#, "array"),
        ("nodes", "", "EOF"),
    ];
    for (what, body, part) in wrong {
        let answer = server.control("PUT", what, body).await;
        assert_eq!(answer.status, 400, "{what} {body}");
        assert!(answer.json()["error"].as_str().unwrap().contains(part), "{}", answer.body);
    }
    assert_eq!(server.control("GET", "faults", "").await.json(), json!([]));
    assert_eq!(server.health("").await.status, 200);
    server.stop().await;
}

#[tokio::test]
async fn the_professional_server_in_both_dialects() {
    let server = Running::start(Options::professional()).await;
    let result = async |path, body| server.post(SECRET, path, body).await.json()["result"].clone();
    assert_eq!(result("/admin/healthcheck", "").await, json!({"status": "healthy"}));
    assert_eq!(result("/admin/customer", "").await["customerName"], "测试客户");
    assert_eq!(result("/admin/get_setting", r#"{"id":1}"#).await["value"], "3000");
    assert_eq!(result(READ, r#"{"id":1}"#).await["value"], "3000");
    let written = server.post(SECRET, "/admin/modify_setting", r#"{"id":1,"value":"9","desc":"d"}"#).await;
    assert_eq!(written.body, r#"{"code":0,"msg":"success"}"#);
    assert_eq!(result(READ, r#"{"id":1}"#).await, json!({"id": 1, "value": "9", "desc": "d"}));
    for off_ms in [-3 * HOUR_MS, 3 * HOUR_MS] {
        let refused = server.send("POST", READ, &signed_at(SECRET, off_ms), "").await.unwrap();
        assert_eq!((refused.status, refused.body.as_str()), (401, r#"{"code":243,"msg":"sign expired"}"#));
    }
    server.stop().await;
}

#[tokio::test]
async fn traits_mix() {
    let options =
        Options { dialect: Dialect::Documented, refusal: Refusal::Status401, ..Options::community() };
    let server = Running::start(options).await;
    assert_eq!(server.health("").await.status, 500, "the document has no nodes");
    assert_eq!(server.post("wrong", "/admin/healthcheck", "").await.status, 401);
    assert_eq!(server.post(SECRET, "/admin/healthcheck", "").await.status, 200);
    assert_eq!(server.post(SECRET, "/admin/customer", "").await.status, 500);
    server.stop().await;
}

#[tokio::test]
async fn a_client_that_never_ends_its_request_does_not_keep_the_server() {
    let server = Running::start(Options::community()).await;
    let unfinished = vec![("content-length", "10".to_owned())];
    let waiting = [
        server.open("GET", READ, &unfinished, "").await,
        tokio::net::TcpStream::connect(server.address).await.unwrap(),
    ];
    server.health("").await;
    server.stop().await;
    drop(waiting);
}
