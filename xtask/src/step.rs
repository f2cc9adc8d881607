//! One line a step: what is done, how it ended, how long it took.

use std::io::Write;
use std::time::{Duration, Instant};

use crate::problem::Outcome;

/// Names the step before it begins, so that a slow one isn't silent, and adds its result and time when it ended.
pub(crate) fn step<T>(name: &str, act: impl FnOnce() -> Outcome<(T, String)>) -> Outcome<T> {
    print!("{name:<24}");
    // A closed terminal is no reason to stop the step.
    let _ = std::io::stdout().flush();
    let began = Instant::now();
    let outcome = act();
    let took = seconds(began.elapsed());
    match outcome {
        Ok((value, said)) => {
            println!("{said:<52} {took:>8}");
            Ok(value)
        }
        Err(problem) => {
            println!("{:<52} {took:>8}", "failed");
            Err(problem)
        }
    }
}

/// Says in between what a step is about to do, where that takes minutes.
pub(crate) fn announce(what: &str) {
    print!("{what}\n{:<24}", "");
    let _ = std::io::stdout().flush();
}

/// `3.4 s`
pub(crate) fn seconds(took: Duration) -> String {
    format!("{:.1} s", took.as_secs_f64())
}
