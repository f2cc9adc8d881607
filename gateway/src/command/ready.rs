//! Taking an address, and saying that it is taken.

use std::io::Write;
use std::net::SocketAddr;

use tokio::net::TcpListener;

use crate::log;

pub(crate) async fn bind(listen: &str) -> Result<(TcpListener, SocketAddr), String> {
    let explain = |error: std::io::Error| format!("can't listen on {listen}: {}", error.kind());
    let listener = TcpListener::bind(listen).await.map_err(explain)?;
    let address = listener.local_addr().map_err(explain)?;
    Ok((listener, address))
}

/// The first line of standard output, and the only one: whoever started the process waits for it.
pub(crate) fn announce(address: SocketAddr) {
    let mut stdout = std::io::stdout().lock();
    // Nobody reads it? Then nobody waits for it either.
    let _ = writeln!(stdout, "listening on http://{address}").and_then(|()| stdout.flush());
}

/// Requests travel in the clear here, and whoever sees one signature can use it for two hours.
pub(crate) fn warn_unless_loopback(address: SocketAddr) {
    if !address.ip().is_loopback() {
        log::line(format_args!(
            "warning: {address} is reachable from other machines over plain http; put a TLS proxy in front of it"
        ));
    }
}
