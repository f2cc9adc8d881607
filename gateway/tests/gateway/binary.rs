//! The built binary, as whoever starts it sees it.

use std::io::{BufRead, BufReader, Read};
use std::net::{SocketAddr, TcpStream};
use std::path::Path;
use std::process::{Child, Command, ExitStatus, Output, Stdio};

use crate::support::{INDEX, RawUpstream, ask, dist, get, http};

const BINARY: &str = env!("CARGO_BIN_EXE_firetower");

struct Process {
    child: Child,
    stdout: BufReader<std::process::ChildStdout>,
    address: SocketAddr,
}

/// Starts the binary and waits for its first line.
fn start(args: &[&str]) -> Process {
    let mut child = Command::new(BINARY)
        .args(args)
        .args(["--listen", "127.0.0.1:0"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut stdout = BufReader::new(child.stdout.take().unwrap());
    let mut line = String::new();
    stdout.read_line(&mut line).unwrap();
    let Some(address) =
        line.strip_prefix("listening on http://").and_then(|rest| rest.trim_end().parse().ok())
    else {
        let mut stderr = String::new();
        child.stderr.take().unwrap().read_to_string(&mut stderr).unwrap();
        panic!("{line:?} {stderr}");
    };
    Process { child, stdout, address }
}

impl Process {
    /// Asks it to stop. Returns how it ended and all that it printed after the first line.
    fn stop(mut self, signal: &str) -> (ExitStatus, String) {
        let pid = self.child.id().to_string();
        assert!(Command::new("kill").args([signal, &pid]).status().unwrap().success());
        let mut printed = String::new();
        self.stdout.read_to_string(&mut printed).unwrap();
        assert_eq!(printed, "", "standard output holds one line");
        self.child.stderr.take().unwrap().read_to_string(&mut printed).unwrap();
        (self.child.wait().unwrap(), printed)
    }
}

/// A failed test must not leave a server behind.
impl Drop for Process {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn refused(args: &[&str]) -> String {
    let Output { status, stderr, stdout } = Command::new(BINARY).args(args).output().unwrap();
    assert!(!status.success());
    assert_eq!(String::from_utf8_lossy(&stdout), "");
    String::from_utf8(stderr).unwrap()
}

fn text(path: &Path) -> &str {
    path.to_str().unwrap()
}

#[tokio::test]
async fn serve_forwards_and_keeps_what_it_saw_to_itself() {
    let upstream = RawUpstream::answering(http("200 OK", &[], "answer-body")).await;
    let dist = dist();
    let main = format!("main=http://{}", upstream.address);
    let process = start(&["serve", "--dist", text(dist.path()), "--upstream", &main]);
    assert_eq!(get(process.address, "/c/main/overview").await.text(), INDEX);
    let headers = [
        ("nonce", "nonce-76616"),
        ("timestamp", "1558350862502"),
        ("sign", "b98f9b0717f59febccf1440067a7f50d9b31bdde"),
    ];
    for (head, body) in [
        ("POST /im/main/admin/user/get_info?query-secret", "request-body"),
        ("POST /im/main/admin/../sign-in-path", "request-body"),
        ("PUT /im/main/admin/x", "request-body"),
        ("POST /im/none/admin/x", "request-body"),
    ] {
        ask(process.address, head, &headers, body.as_bytes()).await;
    }
    let (status, printed) = process.stop("-TERM");
    assert_eq!(status.code(), Some(0), "{printed}");
    for hidden in
        ["76616", "1558350862502", "b98f9b07", "request-body", "answer-body", "query-secret", "sign-in-path"]
    {
        assert!(!printed.contains(hidden), "{hidden} in {printed}");
    }
    let lines: Vec<&str> = printed.lines().filter(|line| line.contains("/admin/user/get_info")).collect();
    assert_eq!(lines.len(), 1, "one line a request: {printed}");
    assert!(lines[0].starts_with("POST main /admin/user/get_info 200 "), "{printed}");
}

#[tokio::test]
async fn the_demo_hands_over_a_connection_that_works() {
    let dist = dist();
    let process = start(&["demo", "--dist", text(dist.path())]);
    let page = get(process.address, "/c/demo/overview").await;
    assert!(page.header("cache-control").unwrap().contains("no-store"));
    let html = page.text();
    assert!(html.contains("<base href=\"/\">"), "{html}");
    let content = html.split("<meta name=\"firetower-ready-connection\" content=\"").nth(1).unwrap();
    let json = content.split("\">").next().unwrap().replace("&quot;", "\"");
    let ready: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!((ready["slug"].as_str(), ready["name"].as_str()), (Some("demo"), Some("Demo cluster")));
    assert_eq!(
        (ready["address"].as_str(), ready["environment"].as_str()),
        (Some("im/demo"), Some("development"))
    );
    let secret = ready["secret"].as_str().unwrap().to_owned();
    assert!(secret.len() >= 32);
    assert!(!get(process.address, "/boot.js").await.text().contains(&secret));

    let signed = sign(&secret);
    let headers: Vec<(&str, &str)> = signed.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let answer = ask(process.address, "POST /im/demo/admin/healthcheck", &headers, b"").await;
    assert_eq!((answer.status, answer.json()["code"].as_i64()), (200, Some(0)), "{}", answer.text());

    let other = start(&["demo", "--dist", text(dist.path())]);
    assert!(!get(other.address, "/").await.text().contains(&secret), "new at every start");
    let (status, printed) = process.stop("-TERM");
    assert_eq!(status.code(), Some(0), "{printed}");
    assert!(!printed.contains(&secret) && !printed.contains(&signed[2].1), "a secret was printed");
}

fn sign(secret: &str) -> [(&'static str, String); 3] {
    use firetower_protocol::sign::{Signature, sign};
    let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap();
    let timestamp = firetower_protocol::TimestampMs(i64::try_from(now.as_millis()).unwrap());
    let Signature { nonce, timestamp, sign } =
        sign(&firetower_protocol::Secret::new(secret), "nonce-1", timestamp);
    [("nonce", nonce), ("timestamp", timestamp.to_string()), ("sign", sign)]
}

#[tokio::test]
async fn whose_files_may_be_shown_stands_in_the_policy_and_in_the_page() {
    let dist = dist();
    let origins = ["--file-src", "https://files.example:443", "--file-src", "http://10.0.0.5:9000"];
    let serve = start(&[&["serve", "--dist", text(dist.path())], &origins[..]].concat());
    let page = get(serve.address, "/c/main/files").await;
    let policy = page.header("content-security-policy").unwrap();
    let listed = "https://files.example http://10.0.0.5:9000";
    for directive in [
        format!("img-src 'self' {listed};"),
        format!("media-src {listed};"),
        format!("connect-src 'self' {listed};"),
    ] {
        assert!(policy.contains(&directive), "{policy}");
    }
    let meta = format!("<meta name=\"firetower-file-origins\" content=\"{listed}\">");
    assert_eq!(page.text(), INDEX.replace("</head>", &format!("{meta}</head>")));
    assert_eq!(page.header("cache-control"), Some("no-cache"), "there is no secret in it");

    // The demo's files lie on its simulator's own port.
    let demo = start(&["demo", "--dist", text(dist.path())]);
    let html = get(demo.address, "/").await.text();
    let content = html.split("<meta name=\"firetower-file-origins\" content=\"").nth(1).unwrap();
    let origin = content.split('"').next().unwrap();
    let file = get(origin.strip_prefix("http://").unwrap().parse().unwrap(), "/files/1.txt").await;
    assert_eq!(file.status, 200);
}

#[tokio::test]
async fn simulate_answers_as_an_admin_port() {
    let process = start(&["simulate", "--edition", "community", "--secret", "hidden-secret"]);
    let health = get(process.address, "/admin/health").await;
    assert_eq!((health.status, health.header("content-encoding")), (200, Some("utf-8")));
    let (status, printed) = process.stop("-TERM");
    assert_eq!(status.code(), Some(0));
    assert!(!printed.contains("hidden-secret"), "{printed}");
}

#[test]
fn an_idle_connection_does_not_hold_it() {
    let dist = dist();
    let process = start(&["serve", "--dist", text(dist.path())]);
    let _idle = TcpStream::connect(process.address).unwrap();
    let (status, printed) = process.stop("-INT");
    assert_eq!(status.code(), Some(0));
    assert!(!printed.contains("in flight"), "{printed}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_request_in_flight_gets_its_answer() {
    let upstream = RawUpstream::hanging_after("").await;
    let dist = dist();
    let main = format!("main=http://{}", upstream.address);
    let process =
        start(&["serve", "--dist", text(dist.path()), "--upstream", &main, "--upstream-timeout-ms", "1500"]);
    let address = process.address;
    let asking = tokio::spawn(async move { get(address, "/im/main/admin/health").await });
    while upstream.requests().is_empty() {
        tokio::task::yield_now().await;
    }
    let stopping = tokio::task::spawn_blocking(move || process.stop("-TERM"));
    assert_eq!(asking.await.unwrap().step().as_deref(), Some("timeout"), "finished, not cut off");
    let (status, printed) = stopping.await.unwrap();
    assert_eq!(status.code(), Some(0), "{printed}");
}

#[test]
fn what_is_wrong_is_said_at_the_start() {
    let dist = dist();
    let dist = text(dist.path());
    for (args, part) in [
        (vec!["serve", "--dist", "no-such-folder"], "index.html can't be read"),
        (vec!["serve", "--dist", dist, "--upstream", "a=https://x"], "https upstreams are not supported"),
        (
            vec!["serve", "--dist", dist, "--upstream", "a=http://x", "--upstream", "a=http://y"],
            "two upstreams",
        ),
        (vec!["serve", "--dist", dist, "--connect-src", "https://a; script-src *"], "https://im.example.com"),
        (vec!["serve", "--dist", dist, "--listen", "nonsense"], "can't listen on nonsense"),
        (vec!["serve"], "--dist"),
        (vec!["simulate", "--dialect", "klingon"], "documented"),
    ] {
        let message = refused(&args);
        assert!(message.contains(part), "{args:?}: {message}");
    }
}

#[test]
fn a_taken_port_is_named() {
    let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let address = taken.local_addr().unwrap().to_string();
    let message = refused(&["simulate", "--listen", &address]);
    assert!(message.contains(&address) && message.contains("in use"), "{message}");
}

#[test]
fn without_a_dashboard_the_demo_names_the_command_that_builds_it() {
    let empty = tempfile::TempDir::new().unwrap();
    let copy = empty.path().join("firetower");
    std::fs::copy(BINARY, &copy).unwrap();
    let output = Command::new(&copy).arg("demo").current_dir(empty.path()).output().unwrap();
    let message = String::from_utf8(output.stderr).unwrap();
    assert!(!output.status.success() && message.contains("cargo xtask demo"), "{message}");
}

#[test]
fn the_demo_finds_a_dashboard_above_the_executable() {
    let dist = dist();
    let folder = tempfile::TempDir::new().unwrap();
    std::fs::create_dir_all(folder.path().join("target/release")).unwrap();
    std::fs::create_dir(folder.path().join("dist")).unwrap();
    std::fs::copy(dist.path().join("index.html"), folder.path().join("dist/index.html")).unwrap();
    let copy = folder.path().join("target/release/firetower");
    std::fs::copy(BINARY, &copy).unwrap();
    let elsewhere = tempfile::TempDir::new().unwrap();
    let mut child = Command::new(&copy)
        .args(["demo", "--listen", "127.0.0.1:0"])
        .current_dir(elsewhere.path())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut line = String::new();
    BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
    child.kill().unwrap();
    child.wait().unwrap();
    assert!(line.starts_with("listening on http://127.0.0.1:"), "{line:?}");
}

/// A file of this name beside others that go with the test.
fn written(folder: &Path, name: &str, content: &str) -> String {
    let file = folder.join(name);
    std::fs::write(&file, content).unwrap();
    text(&file).to_owned()
}

#[tokio::test]
async fn a_given_configuration_is_served_fresh_and_opens_the_policy_by_what_it_names() {
    let (dist, folder) = (dist(), tempfile::TempDir::new().unwrap());
    let json = r#"{"fileOrigins": ["https://files.example"],
        "connections": [{"slug": "a", "address": "https://proxy.corp/im/a"}, {"slug": "b", "address": "/im/b",
            "fileOrigins": ["https://of-b.example"]}]}"#;
    let file = written(folder.path(), "ops.json", json);
    // Given, it comes before one that an upgrade may replace.
    written(dist.path(), "config.json", "{}");
    let process = start(&["serve", "--dist", text(dist.path()), "--config", &file]);
    let reply = get(process.address, "/config.json").await;
    assert_eq!((reply.status, reply.text().as_str()), (200, json));
    assert_eq!(reply.header("content-type"), Some("application/json"));
    assert_eq!(reply.header("cache-control"), Some("no-cache"));
    let page = get(process.address, "/").await;
    let policy = page.header("content-security-policy").unwrap();
    assert!(
        policy.contains("connect-src 'self' https://proxy.corp https://files.example https://of-b.example;"),
        "{policy}"
    );
    assert!(policy.contains("media-src https://files.example https://of-b.example;"), "{policy}");
    // Whose connection they are for, the file says: the page's own list would be for all of them.
    assert!(!page.text().contains("firetower-file-origins"), "{}", page.text());
    let (status, printed) = process.stop("-TERM");
    assert_eq!(status.code(), Some(0));
    assert!(printed.contains("ops.json, connections: 2"), "{printed}");
}

#[tokio::test]
async fn without_one_the_folder_is_asked_and_the_demo_has_none() {
    let dist = dist();
    let process = start(&["serve", "--dist", text(dist.path())]);
    let reply = get(process.address, "/config.json").await;
    assert_eq!((reply.status, reply.header("content-type")), (404, Some("text/plain; charset=utf-8")));
    written(dist.path(), "config.json", "{ }");
    let reply = get(process.address, "/config.json").await;
    assert_eq!((reply.status, reply.text().as_str()), (200, "{ }"));
    assert_eq!(reply.header("cache-control"), Some("no-cache"));
    let demo = start(&["demo", "--dist", text(dist.path())]);
    assert_eq!(get(demo.address, "/config.json").await.status, 404);
}

#[test]
fn a_configuration_with_anything_wrong_in_it_keeps_the_gateway_from_starting() {
    let (dist, folder) = (dist(), tempfile::TempDir::new().unwrap());
    let refused_with = |json: &str| {
        let file = written(folder.path(), "ops.json", json);
        refused(&["serve", "--listen", "127.0.0.1:0", "--dist", text(dist.path()), "--config", &file])
    };
    let message = refused_with("{\n  \"readonly\": true\n}");
    assert!(message.contains("ops.json is refused:"), "{message}");
    assert!(message.contains("line 2, readonly: there is no such key; did you mean readOnly?"), "{message}");
    let message = refused_with("{\n\n\"connections\": [{\"secret\": \"hunter2\"}]}");
    assert!(message.contains("line 3, secret: this looks like a secret."), "{message}");
    assert!(!message.contains("hunter2"), "{message}");
    let missing = refused(&["serve", "--dist", text(dist.path()), "--config", "nowhere.json"]);
    assert!(missing.contains("nowhere.json can't be read"), "{missing}");
}
