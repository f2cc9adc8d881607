//! `firetower simulate`: an IM server's admin port that was never installed.

use firetower_simulator::{Options, Simulator};
use tokio::net::TcpListener;

use super::ready::{announce, bind};
use super::shutdown::Stop;
use crate::cli::Simulate;
use crate::limits::Limits;
use crate::log;

pub(crate) async fn run(args: &Simulate, stop: Stop) -> Result<(), String> {
    let options = args.options();
    let (listener, address) = bind(&args.listen).await?;
    announce(address);
    run_simulator(options, listener, stop).await
}

/// Serves until told to stop, and not much longer: a simulated hang must not keep the process.
pub(crate) async fn run_simulator(options: Options, listener: TcpListener, stop: Stop) -> Result<(), String> {
    let serving = Simulator::new(options).serve(listener, stop.clone().wait());
    tokio::select! {
        outcome = serving => outcome.map_err(|error| format!("the simulator stopped: {}", error.kind())),
        () = async {
            stop.wait().await;
            tokio::time::sleep(Limits::default().shutdown_time).await;
        } => {
            log::line(format_args!("stopped with requests still in flight"));
            Ok(())
        }
    }
}
