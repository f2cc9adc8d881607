//! Upstreams that answer with exactly the bytes they are given, and remember what they were asked.

use std::net::SocketAddr;
use std::sync::{Arc, Mutex};

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpSocket, TcpStream};

/// What to do once a request was read.
#[derive(Clone)]
enum Behaviour {
    /// Write these bytes, then close.
    Answer(Vec<u8>),
    /// Write these bytes, then keep the connection open and say no more.
    AnswerAndHang(Vec<u8>),
    /// Write these bytes before anything was asked.
    SpeakFirst(Vec<u8>),
}

pub(crate) struct RawUpstream {
    pub(crate) address: SocketAddr,
    requests: Arc<Mutex<Vec<Vec<u8>>>>,
}

impl RawUpstream {
    pub(crate) async fn answering(bytes: impl Into<Vec<u8>>) -> Self {
        Self::start(Behaviour::Answer(bytes.into())).await
    }

    pub(crate) async fn hanging_after(bytes: impl Into<Vec<u8>>) -> Self {
        Self::start(Behaviour::AnswerAndHang(bytes.into())).await
    }

    pub(crate) async fn speaking_first(bytes: impl Into<Vec<u8>>) -> Self {
        Self::start(Behaviour::SpeakFirst(bytes.into())).await
    }

    async fn start(behaviour: Behaviour) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let requests = Arc::new(Mutex::new(Vec::new()));
        let seen = Arc::clone(&requests);
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(converse(stream, behaviour.clone(), Arc::clone(&seen)));
            }
        });
        Self { address, requests }
    }

    /// Every request so far, whole and as text.
    pub(crate) fn requests(&self) -> Vec<String> {
        let requests = self.requests.lock().unwrap();
        requests.iter().map(|request| String::from_utf8_lossy(request).into_owned()).collect()
    }

    /// The one request so far.
    pub(crate) fn request(&self) -> String {
        let requests = self.requests();
        assert_eq!(requests.len(), 1, "{requests:?}");
        requests.into_iter().next().unwrap()
    }
}

async fn converse(mut stream: TcpStream, behaviour: Behaviour, seen: Arc<Mutex<Vec<Vec<u8>>>>) {
    if let Behaviour::SpeakFirst(bytes) = &behaviour {
        let _ = stream.write_all(bytes).await;
    }
    let request = read_request(&mut stream).await;
    seen.lock().unwrap().push(request);
    match behaviour {
        Behaviour::Answer(bytes) => {
            let _ = stream.write_all(&bytes).await;
            let _ = stream.shutdown().await;
        }
        Behaviour::AnswerAndHang(bytes) => {
            let _ = stream.write_all(&bytes).await;
            // Until the gateway gives up.
            let _ = stream.read(&mut [0; 1]).await;
        }
        Behaviour::SpeakFirst(_) => {}
    }
}

async fn read_request(stream: &mut TcpStream) -> Vec<u8> {
    let mut request = Vec::new();
    let mut buffer = [0; 8192];
    loop {
        if let Some(head_len) = request.windows(4).position(|four| four == b"\r\n\r\n") {
            let head = String::from_utf8_lossy(&request[..head_len]).to_ascii_lowercase();
            let body_len = head
                .split("content-length: ")
                .nth(1)
                .and_then(|rest| rest.split("\r\n").next())
                .map_or(0, |length| length.parse::<usize>().unwrap());
            if request.len() >= head_len + 4 + body_len {
                return request;
            }
        }
        match stream.read(&mut buffer).await {
            Ok(count) if count > 0 => request.extend_from_slice(&buffer[..count]),
            _ => return request,
        }
    }
}

/// A whole HTTP answer with these header lines.
pub(crate) fn http(status: &str, headers: &[&str], body: impl AsRef<[u8]>) -> Vec<u8> {
    let body = body.as_ref();
    let mut answer = format!("HTTP/1.1 {status}\r\ncontent-length: {}\r\n", body.len());
    for header in headers {
        answer.push_str(header);
        answer.push_str("\r\n");
    }
    answer.push_str("\r\n");
    let mut bytes = answer.into_bytes();
    bytes.extend_from_slice(body);
    bytes
}

/// A port that refuses connections, and stays ours as long as the socket lives: bound, but not listened on.
pub(crate) fn refusing() -> (TcpSocket, u16) {
    let socket = TcpSocket::new_v4().unwrap();
    socket.bind("127.0.0.1:0".parse().unwrap()).unwrap();
    let port = socket.local_addr().unwrap().port();
    (socket, port)
}
