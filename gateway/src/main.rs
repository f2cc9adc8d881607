//! The binary `firetower`: it reads the command line, runs, and says why when it can't.

use std::process::ExitCode;

use clap::Parser;
use firetower_gateway::{cli::Cli, command, log};

fn main() -> ExitCode {
    let cli = Cli::parse();
    let runtime = match tokio::runtime::Runtime::new() {
        Ok(runtime) => runtime,
        Err(error) => {
            log::line(format_args!("firetower can't start: {}", error.kind()));
            return ExitCode::FAILURE;
        }
    };
    let outcome = runtime.block_on(command::run(cli));
    // A name that is still being resolved holds a thread that can't be stopped; the process does not wait for it.
    runtime.shutdown_background();
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            log::line(format_args!("firetower: {message}"));
            ExitCode::FAILURE
        }
    }
}
