//! A client that sends exactly the bytes it is given.

use std::net::SocketAddr;

use serde_json::Value;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

/// One answer, read until the connection closed.
#[derive(Debug)]
pub(crate) struct Reply {
    pub(crate) status: u16,
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) body: Vec<u8>,
}

impl Reply {
    fn parse(bytes: &[u8]) -> Self {
        let head_len = bytes.windows(4).position(|four| four == b"\r\n\r\n").unwrap_or_else(|| {
            panic!("no whole answer: {:?}", String::from_utf8_lossy(bytes));
        });
        let head = String::from_utf8_lossy(&bytes[..head_len]).into_owned();
        let mut lines = head.split("\r\n");
        let status = lines.next().unwrap().split(' ').nth(1).unwrap().parse().unwrap();
        let headers: Vec<(String, String)> = lines
            .map(|line| {
                line.split_once(": ").map(|(name, value)| (name.to_owned(), value.to_owned())).unwrap()
            })
            .collect();
        let reply = Self { status, headers, body: bytes[head_len + 4..].to_vec() };
        if reply.header("transfer-encoding").is_some() {
            return Self { body: unchunk(&reply.body), ..reply };
        }
        reply
    }

    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        let mut values = self.headers.iter().filter(|(own, _)| own.eq_ignore_ascii_case(name));
        let value = values.next().map(|(_, value)| value.as_str());
        assert!(values.next().is_none(), "{name} is there twice: {:?}", self.headers);
        value
    }

    pub(crate) fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    pub(crate) fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap_or_else(|error| panic!("{error}: {}", self.text()))
    }

    /// The step of the gateway's own failure, in the header and in the body alike.
    pub(crate) fn step(&self) -> Option<String> {
        let step = self.header("firetower-failure")?.to_owned();
        assert_eq!(self.json()["firetower"]["step"], step, "header and body agree");
        assert_eq!(self.header("content-type"), Some("application/json"));
        Some(step)
    }

    pub(crate) fn message(&self) -> String {
        self.json()["firetower"]["message"].as_str().unwrap().to_owned()
    }
}

fn unchunk(mut bytes: &[u8]) -> Vec<u8> {
    let mut body = Vec::new();
    loop {
        let line_len = bytes.windows(2).position(|two| two == b"\r\n").expect("a chunk's length");
        let chunk_len = usize::from_str_radix(std::str::from_utf8(&bytes[..line_len]).unwrap(), 16).unwrap();
        if chunk_len == 0 {
            return body;
        }
        let start = line_len + 2;
        body.extend_from_slice(&bytes[start..start + chunk_len]);
        bytes = &bytes[start + chunk_len + 2..];
    }
}

/// Sends these bytes and reads until the gateway closes.
pub(crate) async fn send(address: SocketAddr, request: &[u8]) -> Reply {
    let mut stream = TcpStream::connect(address).await.unwrap();
    stream.write_all(request).await.unwrap();
    let mut reply = Vec::new();
    stream.read_to_end(&mut reply).await.unwrap();
    Reply::parse(&reply)
}

/// A request with the gateway's own address as its host. `head` is such as `GET /path`.
pub(crate) async fn ask(address: SocketAddr, head: &str, headers: &[(&str, &str)], body: &[u8]) -> Reply {
    let mut request = format!("{head} HTTP/1.1\r\nhost: {address}\r\nconnection: close\r\n");
    for (name, value) in headers {
        request.push_str(&format!("{name}: {value}\r\n"));
    }
    if !body.is_empty() {
        request.push_str(&format!("content-length: {}\r\n", body.len()));
    }
    request.push_str("\r\n");
    let mut bytes = request.into_bytes();
    bytes.extend_from_slice(body);
    send(address, &bytes).await
}

pub(crate) async fn get(address: SocketAddr, path: &str) -> Reply {
    ask(address, &format!("GET {path}"), &[], b"").await
}

pub(crate) async fn post(address: SocketAddr, path: &str, body: &[u8]) -> Reply {
    ask(address, &format!("POST {path}"), &[("content-type", "application/json")], body).await
}
