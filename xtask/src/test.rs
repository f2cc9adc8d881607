//! `cargo xtask test`: all checks, one line a stage.

mod counts;
mod session;
pub(crate) mod stages;

use std::collections::BTreeSet;
use std::process::ExitCode;

use crate::problem::Problem;
use crate::run::Runner;
use crate::step::step;
use counts::Counts;
use session::Session;
use stages::Stage;

/// Runs the stages named, or all; a stage that others build on comes before them. The last line counts all tests.
pub(crate) fn run(wanted: &[&str], verbose: bool) -> ExitCode {
    let mut session = Session::default();
    let mut failed = BTreeSet::new();
    let mut total = Counts::default();
    for stage in stages::with_what_they_build_on(wanted) {
        let counts = run_stage(stage, &mut session, &failed, verbose);
        if counts.failed > 0 {
            failed.insert(stage.name);
        }
        total += counts;
    }
    println!("{total}");
    if total.failed == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

fn run_stage(stage: &Stage, session: &mut Session, failed: &BTreeSet<&str>, verbose: bool) -> Counts {
    if let Some(missing) = stage.builds_on.iter().find(|name| failed.contains(*name)) {
        println!("{:<24}not run, since {missing} failed", stage.name);
        return Counts::ONE_FAILED;
    }
    if let Err(problem) = session.meet(stage.needs) {
        eprintln!("{problem}");
        println!("{:<24}not run, since its set-up failed", stage.name);
        return Counts::ONE_FAILED;
    }
    let mut runner = Runner::keep(verbose);
    let mut counts = Counts::ONE_FAILED;
    let mut table = String::new();
    let outcome = step(stage.name, || {
        if verbose {
            println!();
        }
        let ended = (stage.act)(session, &mut runner);
        counts = (stage.count)(runner.log(), ended.is_ok());
        let said = ended?;
        let (line, rest) = said.split_once('\n').unwrap_or((&said, ""));
        rest.clone_into(&mut table);
        let comma = if line.is_empty() { "" } else { ", " };
        Ok(((), format!("ok  {counts}{comma}{line}")))
    });
    match outcome {
        Ok(()) if !table.is_empty() => println!("{table}"),
        Ok(()) => {}
        Err(problem) => report(stage, &runner, verbose, &problem),
    }
    counts
}

/// Shows all that a failed stage printed, unless it was shown as it came.
fn report(stage: &Stage, runner: &Runner, verbose: bool, problem: &Problem) {
    if !verbose {
        println!("{}", runner.log());
    }
    println!("{problem}\n  help: cargo xtask test -v {}", stage.name);
}
