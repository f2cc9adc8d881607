//! The standard library for WASM.

use std::path::Path;

use super::versions::WASM_TARGET;
use crate::problem::{Outcome, Problem};
use crate::run::{Runner, ask};
use crate::step::step;

/// Finds it with any toolchain; installs it where rustup can.
pub(crate) fn ensure() -> Outcome<()> {
    step(WASM_TARGET, || {
        if is_there() {
            return Ok(((), "found".to_owned()));
        }
        let mut rustup = std::process::Command::new("rustup");
        rustup.args(["target", "add", WASM_TARGET]).current_dir(crate::workspace::root());
        let installed = Runner::keep(false).run(rustup);
        if installed.is_ok() && is_there() {
            return Ok(((), "installed with rustup".to_owned()));
        }
        Err(Problem::with_remedy(
            format!("Rust's {WASM_TARGET} target is missing"),
            format!(
                "rustup target add {WASM_TARGET} (or your distribution's package of Rust's wasm32 standard library)"
            ),
        ))
    })
}

fn is_there() -> bool {
    let rustc = std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
    ask(rustc, ["--print", "target-libdir", "--target", WASM_TARGET])
        .is_some_and(|folder| Path::new(&folder).is_dir())
}
