//! `cargo xtask`: everything a developer runs, from a fresh clone on.
//!
//! It depends on the standard library alone, so that it starts within seconds where nothing is built yet.
//! Reading order: [`args`] says what can be asked for, [`setup`] brings the tools, [`build`] makes `dist`,
//! [`mod@test`] runs the stages, [`demo`], [`dev`], [`shots`] and [`mod@bench`] start something.

mod args;
mod bench;
mod build;
mod css;
mod demo;
mod dev;
mod e2e;
mod problem;
mod relay;
mod run;
mod setup;
mod shots;
mod size;
mod stand_in;
mod step;
mod test;
mod workspace;

use std::process::ExitCode;

use args::Task;
use problem::Outcome;

fn main() -> ExitCode {
    if stand_in::is_called() {
        return finish(stand_in::run());
    }
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match args::parse(&arguments) {
        Ok(Task::Help) => {
            println!("{}", args::USAGE);
            ExitCode::SUCCESS
        }
        Ok(Task::Test { stages, verbose }) => test::run(&stages, verbose),
        Ok(task) => finish(perform(task)),
        Err(problem) => {
            eprintln!("{problem}\n\n{}", args::USAGE);
            ExitCode::from(2)
        }
    }
}

fn perform(task: Task) -> Outcome<()> {
    match task {
        Task::Setup => setup::everything(),
        Task::Build => build::dashboard(&mut run::Runner::inherit(), &setup::tools()?),
        Task::Css => css::run(),
        Task::Demo { listen, open } => demo::run(listen.as_deref(), open),
        Task::Dev => dev::run(),
        Task::Shots { routes } => shots::run(&routes),
        Task::Bench => bench::run(),
        Task::Relay { open } => relay::run(open),
        Task::Help | Task::Test { .. } => Ok(()),
    }
}

fn finish(outcome: Outcome<()>) -> ExitCode {
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(problem) => {
            eprintln!("{problem}");
            ExitCode::FAILURE
        }
    }
}
