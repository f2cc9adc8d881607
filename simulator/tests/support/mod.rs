//! A simulator on a loopback socket, and a client so plain that it sees every byte of an answer.
#![allow(dead_code, unreachable_pub, reason = "each test binary uses its own part of this")]

pub mod faults;
pub mod in_process;

use std::net::SocketAddr;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use firetower_protocol::sign::sign;
use firetower_protocol::{Secret, TimestampMs};
use firetower_simulator::{Options, Simulator};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::oneshot;
use tokio::task::JoinHandle;

pub struct Running {
    pub address: SocketAddr,
    stop: oneshot::Sender<()>,
    serving: JoinHandle<std::io::Result<()>>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    pub status: u16,
    pub headers: Vec<(String, String)>,
    pub body: String,
}

impl Answer {
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|header| header.0 == name).map(|header| header.1.as_str())
    }

    pub fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.body).unwrap_or_else(|error| panic!("{error}: {}", self.body))
    }
}

pub type Headers = Vec<(&'static str, String)>;

pub fn now_ms() -> i64 {
    i64::try_from(SystemTime::now().duration_since(UNIX_EPOCH).unwrap().as_millis()).unwrap()
}

/// The headers of a client whose clock is off by `off_ms`.
pub fn signed_at(secret: &str, off_ms: i64) -> Headers {
    let signature = sign(&Secret::new(secret), "76616", TimestampMs(now_ms() + off_ms));
    vec![
        ("nonce", signature.nonce),
        ("timestamp", signature.timestamp.to_string()),
        ("sign", signature.sign),
        ("content-type", "application/json; charset=utf-8".to_owned()),
    ]
}

pub fn signed(secret: &str) -> Headers {
    signed_at(secret, 0)
}

impl Running {
    pub async fn start(options: Options) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let (stop, stopped) = oneshot::channel();
        let serving = tokio::spawn(Simulator::new(options).serve(listener, async {
            let _ = stopped.await;
        }));
        Self { address, stop, serving }
    }

    /// Stops, and fails where that hangs.
    pub async fn stop(self) {
        self.stop.send(()).unwrap();
        tokio::time::timeout(Duration::from_secs(20), self.serving).await.unwrap().unwrap().unwrap();
    }

    /// Sends a request and leaves its answer unread.
    pub async fn open(&self, method: &str, path: &str, headers: &Headers, body: &str) -> TcpStream {
        let mut stream = TcpStream::connect(self.address).await.unwrap();
        let mut request =
            format!("{method} {path} HTTP/1.1\r\nhost: {}\r\nconnection: close\r\n", self.address);
        for (name, value) in headers {
            request.push_str(&format!("{name}: {value}\r\n"));
        }
        if method != "GET" {
            request.push_str(&format!("content-length: {}\r\n", body.len()));
        }
        request.push_str("\r\n");
        if method != "GET" {
            request.push_str(body);
        }
        stream.write_all(request.as_bytes()).await.unwrap();
        stream
    }

    /// An answer, or `None` where the connection ends without a byte.
    pub async fn send(&self, method: &str, path: &str, headers: &Headers, body: &str) -> Option<Answer> {
        let stream = self.open(method, path, headers, body).await;
        let bytes = read_to_end(stream).await;
        (!bytes.is_empty()).then(|| parse(&bytes))
    }

    /// A signed POST that is answered.
    pub async fn post(&self, secret: &str, path: &str, body: &str) -> Answer {
        self.send("POST", path, &signed(secret), body).await.expect("an answer")
    }

    pub async fn health(&self, prefix: &str) -> Answer {
        self.send("GET", &format!("{prefix}/admin/health"), &Vec::new(), "").await.expect("an answer")
    }

    pub async fn control(&self, method: &str, what: &str, body: &str) -> Answer {
        let path = format!("/simulator/{what}");
        self.send(method, &path, &Vec::new(), body).await.expect("an answer")
    }

    /// Waits until this many requests were received.
    pub async fn received(&self, count: usize) -> Vec<serde_json::Value> {
        let waiting = async {
            loop {
                let requests = self.control("GET", "requests", "").await.json();
                let requests = requests.as_array().unwrap();
                if requests.len() >= count {
                    return requests.clone();
                }
            }
        };
        tokio::time::timeout(Duration::from_secs(20), waiting).await.expect("the requests arrive")
    }
}

pub async fn read_to_end(mut stream: TcpStream) -> Vec<u8> {
    let mut bytes = Vec::new();
    // A reset is one of the ways in which a connection closes.
    let _ = tokio::time::timeout(Duration::from_secs(20), stream.read_to_end(&mut bytes))
        .await
        .expect("the connection ends");
    bytes
}

fn parse(bytes: &[u8]) -> Answer {
    let text = String::from_utf8(bytes.to_vec()).unwrap();
    let (head, body) = text.split_once("\r\n\r\n").unwrap();
    let mut lines = head.lines();
    let status = lines.next().unwrap().split(' ').nth(1).unwrap().parse().unwrap();
    let headers: Vec<(String, String)> = lines
        .map(|line| line.split_once(": ").unwrap())
        .map(|(name, value)| (name.to_ascii_lowercase(), value.to_owned()))
        .collect();
    let answer = Answer { status, headers, body: body.to_owned() };
    assert_eq!(answer.header("content-length"), Some(answer.body.len().to_string().as_str()));
    answer
}
