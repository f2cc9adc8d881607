//! `cargo xtask demo`: from nothing to a dashboard on a simulated cluster.

use std::process::{Command, Stdio};

use crate::problem::{Outcome, Problem};
use crate::run::Runner;
use crate::{build, setup, workspace};

/// Builds what is missing and becomes `firetower demo`.
pub(crate) fn run(listen: Option<&str>, open: bool) -> Outcome<()> {
    let tools = setup::tools()?;
    let mut runner = Runner::inherit();
    println!("building the dashboard and the gateway, release; the first time takes some minutes");
    build::dashboard(&mut runner, &tools)?;
    build::gateway(&mut runner, build::Profile::Release)?;

    let mut gateway = Command::new(workspace::firetower("release")?);
    gateway.arg("demo").arg("--dist").arg(workspace::dist());
    if let Some(address) = listen {
        gateway.args(["--listen", address]);
    }
    // The gateway writes into the relay's standard input; the relay ends when the gateway does.
    let mut relay = Command::new(std::env::current_exe().map_err(Problem::doing("finding this program"))?);
    relay.arg("relay").args(open.then_some("--open")).stdin(Stdio::piped());
    // Ctrl-C must not end the relay before the gateway has said its last word.
    #[cfg(unix)]
    std::os::unix::process::CommandExt::process_group(&mut relay, 0);
    let mut relay = relay.spawn().map_err(Problem::doing("starting the relay"))?;
    let input = relay.stdin.take().ok_or_else(|| Problem::new("the relay has no standard input"))?;
    gateway.stdout(input);
    become_command(gateway)
}

/// Runs a command in this process's place: signals, standard streams and exit code are then the command's own.
#[cfg(unix)]
pub(crate) fn become_command(mut command: Command) -> Outcome<()> {
    use std::os::unix::process::CommandExt;
    let error = command.exec();
    Err(Problem::new(format!("starting {}: {error}", command.get_program().to_string_lossy())))
}

/// Where a process can't become another one, it waits; Ctrl-C reaches both.
#[cfg(not(unix))]
pub(crate) fn become_command(command: Command) -> Outcome<()> {
    Runner::inherit().run(command)
}
