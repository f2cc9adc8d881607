//! wasm-opt, from npm's `binaryen`.

use std::path::{Path, PathBuf};

use super::npm_tool;
use super::versions::BINARYEN_VERSION;
use crate::problem::Outcome;
use crate::run::ask;
use crate::step::step;

/// What is said when the build has to do without.
pub(crate) const WITHOUT: &str = "  The build goes on without wasm-opt: the dashboard works the same, but its wasm is \
     about half larger on the wire,\n  and `cargo xtask test size` may find it over its budget.";

/// The folder to put before PATH, if any.
pub(crate) fn ensure() -> Outcome<Option<PathBuf>> {
    step(&format!("wasm-opt {}", major()), || {
        npm_tool::ensure("binaryen", "wasm-opt", BINARYEN_VERSION, is_at)
    })
}

fn major() -> &'static str {
    BINARYEN_VERSION.split('.').next().unwrap_or(BINARYEN_VERSION)
}

fn is_at(program: &Path) -> bool {
    ask(program, ["--version"]).is_some_and(|said| is_version(&said, major()))
}

/// `wasm-opt version 132 (version_132)`
fn is_version(said: &str, major: &str) -> bool {
    said.split_whitespace().nth(2) == Some(major)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_distributions_old_one_is_not_taken() {
        assert!(is_version("wasm-opt version 132 (version_132)", "132"));
        assert!(!is_version("wasm-opt version 108", "132"));
        assert!(!is_version("", "132"));
    }
}
