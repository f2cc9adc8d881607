//! What the subcommands do. Each prints its address when it is ready and serves until it is told to stop.

mod demo;
mod ready;
mod serve;
mod shutdown;
mod simulate;

use crate::cli::{Cli, Command};

/// Runs the chosen subcommand to its end.
///
/// # Errors
/// A sentence about what kept it from starting.
pub async fn run(cli: Cli) -> Result<(), String> {
    // From the very start, so that a signal that comes early ends the process in the same way.
    let stop = shutdown::listen()?;
    match cli.command {
        Command::Demo(args) => demo::run(args, stop).await,
        Command::Serve(args) => serve::run(args, stop).await,
        Command::Simulate(args) => simulate::run(&args, stop).await,
    }
}
