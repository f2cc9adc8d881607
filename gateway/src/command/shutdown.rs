//! The wish to stop: SIGTERM, Ctrl-C.

use tokio::sync::watch;

use crate::log;

/// Completes when the process is to stop; every clone does.
#[derive(Clone, Debug)]
pub(crate) struct Stop(watch::Receiver<bool>);

impl Stop {
    pub(crate) async fn wait(mut self) {
        // The sender lives as long as the process; if it were gone, stopping would be right.
        let _ = self.0.wait_for(|stop| *stop).await;
    }
}

/// Listens from now on.
pub(crate) fn listen() -> Result<Stop, String> {
    let (sender, receiver) = watch::channel(false);
    let asked = signals().map_err(|error| format!("signals can't be listened for ({})", error.kind()))?;
    tokio::spawn(async move {
        asked.await;
        log::line(format_args!("stopping"));
        let _ = sender.send(true);
    });
    Ok(Stop(receiver))
}

#[cfg(unix)]
fn signals() -> std::io::Result<impl Future<Output = ()>> {
    use tokio::signal::unix::{SignalKind, signal};
    let mut terminate = signal(SignalKind::terminate())?;
    let mut interrupt = signal(SignalKind::interrupt())?;
    Ok(async move {
        tokio::select! {
            _ = terminate.recv() => {}
            _ = interrupt.recv() => {}
        }
    })
}

#[cfg(not(unix))]
fn signals() -> std::io::Result<impl Future<Output = ()>> {
    Ok(async {
        let _ = tokio::signal::ctrl_c().await;
    })
}
