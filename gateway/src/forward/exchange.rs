//! One question to an upstream, over a connection of its own.
//!
//! A pooled connection may be closed by the server at the very moment it is used again, and then nobody knows whether a
//! write arrived. A fresh one costs less than a millisecond in a data centre, and each step of it fails in its own name.

use std::io;
use std::net::SocketAddr;

use firetower_protocol::gateway::Failure;
use http::{Request, StatusCode, Uri};
use http_body_util::{BodyExt, Full, LengthLimitError, Limited};
use hyper::body::{Body as _, Bytes, Incoming};
use hyper::client::conn::http1;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::rt::TokioIo;
use tokio::net::{TcpStream, lookup_host};
use tokio::task::JoinSet;
use tokio::time::{Instant, timeout_at};
use tower::{Service, service_fn};

use super::answer::Answer;
use super::cause;
use super::fault::Fault;
use super::request::show;
use super::upstream::Upstream;
use crate::limits::{HEAD_BUFFER_BYTES, HEAD_LINES, Limits};

/// Sends the request and reads the whole answer.
///
/// # Errors
/// Each step that fails says so: a name that does not resolve, a connection that is refused or not accepted in time
/// (nothing was sent), an answer that is late, cut off, too large or no HTTP (what the server did is unknown).
pub async fn exchange(
    upstream: &Upstream,
    request: Request<Full<Bytes>>,
    limits: &Limits,
) -> Result<Answer, Fault> {
    let deadline = Instant::now() + limits.answer_time;
    let within = show(limits.answer_time);
    let addresses = match timeout_at(deadline, lookup_host((upstream.host.as_str(), upstream.port))).await {
        Ok(Ok(addresses)) => addresses.collect(),
        Ok(Err(_)) => Vec::new(),
        Err(_) => {
            return Err(Fault::new(
                Failure::Dns,
                format!("The name of {upstream} did not resolve within {within}."),
            ));
        }
    };
    if addresses.is_empty() {
        return Err(Fault::new(Failure::Dns, format!("The name of {upstream} does not resolve.")));
    }
    let stream = match timeout_at(deadline, connect(upstream, addresses)).await {
        Ok(outcome) => outcome?,
        Err(_) => {
            let message = format!("{upstream} did not accept a connection within {within}.");
            return Err(Fault::new(Failure::Connect, message));
        }
    };
    timeout_at(deadline, ask(upstream, stream, request, limits)).await.unwrap_or_else(|_| {
        let message =
            format!("{upstream} accepted the request and did not answer completely within {within}.");
        Err(Fault::new(Failure::Timeout, message))
    })
}

/// Connects as browsers do, both address families at once, but only to addresses that are already resolved: whatever
/// fails here is the connection and not the name.
async fn connect(upstream: &Upstream, addresses: Vec<SocketAddr>) -> Result<TokioIo<TcpStream>, Fault> {
    let mut connector = HttpConnector::new_with_resolver(service_fn(move |_name| {
        std::future::ready(Ok::<_, io::Error>(addresses.clone().into_iter()))
    }));
    connector.set_nodelay(true);
    let uri: Uri = format!("http://{upstream}/")
        .parse()
        .map_err(|_| Fault::new(Failure::Connect, format!("{upstream} is no address.")))?;
    connector.call(uri).await.map_err(|error| {
        let why = cause::io_kind(&error).map_or_else(String::new, |kind| format!(": {kind}"));
        Fault::new(Failure::Connect, format!("{upstream} does not accept connections{why}."))
    })
}

async fn ask(
    upstream: &Upstream,
    stream: TokioIo<TcpStream>,
    request: Request<Full<Bytes>>,
    limits: &Limits,
) -> Result<Answer, Fault> {
    let fault = |error: &(dyn std::error::Error + 'static)| cause::fault(upstream, error);
    let (mut sender, connection) = http1::Builder::new()
        .max_buf_size(HEAD_BUFFER_BYTES)
        .max_headers(HEAD_LINES)
        .handshake(stream)
        .await
        .map_err(|error| fault(&error))?;
    // Dropping the set ends the connection, also when the browser goes away or the time is up.
    let mut driver = JoinSet::new();
    driver.spawn(connection);
    let response = sender.send_request(request).await.map_err(|error| fault(&error))?;
    if response.status() == StatusCode::SWITCHING_PROTOCOLS {
        let message = format!("{upstream} wants to leave HTTP for another protocol.");
        return Err(Fault::new(Failure::NotHttp, message));
    }
    let (parts, body) = response.into_parts();
    let body = read_answer(upstream, body, limits).await?;
    Ok(Answer { status: parts.status, headers: parts.headers, body })
}

async fn read_answer(upstream: &Upstream, body: Incoming, limits: &Limits) -> Result<Bytes, Fault> {
    let too_large = || {
        let message = format!("The answer of {upstream} is larger than {} bytes.", limits.answer_body_bytes);
        Fault::new(Failure::AnswerTooLarge, message)
    };
    if usize::try_from(body.size_hint().lower()).map_or(true, |bytes| bytes > limits.answer_body_bytes) {
        return Err(too_large());
    }
    match Limited::new(body, limits.answer_body_bytes).collect().await {
        Ok(collected) => Ok(collected.to_bytes()),
        Err(error) if error.is::<LengthLimitError>() => Err(too_large()),
        Err(error) => Err(cause::fault(upstream, error.as_ref())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use tokio::io::AsyncWriteExt;
    use tokio::net::TcpListener;

    /// Over a socket pair, so that the greeting is certainly there before the request leaves.
    #[tokio::test]
    async fn a_greeting_before_the_request_is_no_http() {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let stream = TcpStream::connect(address).await.unwrap();
        let (mut server, _) = listener.accept().await.unwrap();
        server.write_all(b"220 mail ready\r\n").await.unwrap();
        stream.readable().await.unwrap();

        let upstream: Upstream = format!("main=http://{address}").parse().unwrap();
        let request = Request::new(Full::new(Bytes::new()));
        let outcome = ask(&upstream, TokioIo::new(stream), request, &Limits::default()).await;
        assert_eq!(outcome.unwrap_err().failure, Failure::NotHttp);
    }
}
