//! The simulator as a server.

use std::future::Future;
use std::io::{self, ErrorKind};
use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::http::{Request, Response};
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::TokioIo;
use hyper_util::server::graceful::GracefulShutdown;
use tokio::net::{TcpListener, TcpStream};
use tower::ServiceExt;

use crate::options::Options;
use crate::reply::CloseInstead;
use crate::state::Shared;
use crate::{control, dispatch, files};

/// How long answers under way may still take once the server is to stop.
const LAST_ANSWERS: Duration = Duration::from_secs(2);

/// A stand-in for a server's admin port. Its state lives as long as it and its routers do.
pub struct Simulator {
    shared: Arc<Shared>,
}

impl Simulator {
    #[must_use]
    pub fn new(options: Options) -> Self {
        Self { shared: Arc::new(Shared::new(options)) }
    }

    /// The whole application, for tests in the same process. It can't close a connection: what would do so answers
    /// HTTP 500 with nothing here.
    pub fn router(&self) -> Router {
        Router::new()
            .merge(control::routes())
            .merge(files::routes())
            .fallback(dispatch::dispatch)
            .with_state(Arc::clone(&self.shared))
    }

    /// Serves until `shutdown` is done and answers under way are sent, for which they have two
    /// seconds; hangs end with a closed connection.
    ///
    /// # Errors
    /// The listener's, but for those of a single connection.
    pub async fn serve(
        self,
        listener: TcpListener,
        shutdown: impl Future<Output = ()> + Send + 'static,
    ) -> io::Result<()> {
        let router = self.router();
        let graceful = GracefulShutdown::new();
        let mut shutdown = pin!(shutdown);
        loop {
            let stream = tokio::select! {
                accepted = listener.accept() => match accepted {
                    Ok((stream, _)) => stream,
                    Err(error) if is_one_connections(&error) => continue,
                    Err(error) => return Err(error),
                },
                () = &mut shutdown => break,
            };
            serve_connection(stream, router.clone(), &graceful);
        }
        drop(listener);
        self.shared.stop();
        // Passing the time is no failure: a client that never ends its request can't keep the server alive.
        let _ = tokio::time::timeout(LAST_ANSWERS, graceful.shutdown()).await;
        Ok(())
    }
}

fn serve_connection(stream: TcpStream, router: Router, graceful: &GracefulShutdown) {
    let service = service_fn(move |request| respond(router.clone(), request));
    let connection =
        http1::Builder::new().auto_date_header(false).serve_connection(TokioIo::new(stream), service);
    let connection = graceful.watch(connection);
    tokio::spawn(async move {
        // A client that went away, nonsense instead of HTTP, or our own closing: each ends this connection only.
        let _ = connection.await;
    });
}

/// hyper closes the connection without a byte when its service fails.
async fn respond(router: Router, request: Request<Incoming>) -> io::Result<Response<Body>> {
    let response = match router.oneshot(request).await {
        Ok(response) => response,
        Err(never) => match never {},
    };
    match response.extensions().get::<CloseInstead>() {
        Some(CloseInstead) => Err(io::Error::from(ErrorKind::ConnectionAborted)),
        None => Ok(response),
    }
}

fn is_one_connections(error: &io::Error) -> bool {
    matches!(
        error.kind(),
        ErrorKind::ConnectionRefused | ErrorKind::ConnectionAborted | ErrorKind::ConnectionReset
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fault::Fault;
    use tokio::io::AsyncWriteExt;

    /// Waits until a condition holds, and fails where it never does.
    async fn until(what: &str, holds: impl Fn() -> bool) {
        let waiting = async {
            while !holds() {
                tokio::task::yield_now().await;
            }
        };
        tokio::time::timeout(Duration::from_secs(20), waiting).await.expect(what);
    }

    #[tokio::test]
    async fn a_hang_ends_when_its_client_goes() {
        let simulator = Simulator::new(Options::community());
        let shared = Arc::clone(&simulator.shared);
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let serving = tokio::spawn(simulator.serve(listener, std::future::pending()));

        let mut client = TcpStream::connect(address).await.unwrap();
        let request =
            format!("GET /{}{}/admin/health HTTP/1.1\r\nhost: x\r\n\r\n", Fault::PREFIX, Fault::Hang);
        client.write_all(request.as_bytes()).await.unwrap();
        until("the request arrives", || shared.lock().journal.all().len() == 1).await;
        // Every request under way holds the state once more.
        let while_hanging = Arc::strong_count(&shared);
        drop(client);
        until("the hang ends", || Arc::strong_count(&shared) < while_hanging).await;
        serving.abort();
    }
}
