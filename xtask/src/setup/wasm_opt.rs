//! wasm-opt, from npm's `binaryen`.

use std::path::{Path, PathBuf};

use super::cache;
use super::node;
use super::versions::BINARYEN_VERSION;
use crate::problem::{Outcome, Problem};
use crate::run::{Runner, ask};
use crate::step::step;

/// What is said when the build has to do without.
pub(crate) const WITHOUT: &str = "  The build goes on without wasm-opt: the dashboard works the same, but its wasm is \
     about half larger on the wire,\n  and `cargo xtask test size` may find it over its budget.";

/// The folder to put before PATH, if any.
pub(crate) fn ensure() -> Outcome<Option<PathBuf>> {
    let major = BINARYEN_VERSION.split('.').next().unwrap_or(BINARYEN_VERSION);
    step(&format!("wasm-opt {major}"), || {
        if is_at(Path::new("wasm-opt"), major) {
            return Ok((None, "found on PATH".to_owned()));
        }
        let folder = cache::folder("binaryen", BINARYEN_VERSION)?;
        if is_at(&bin(&folder).join(program()), major) {
            return Ok((Some(bin(&folder)), "found in the cache".to_owned()));
        }
        cache::fill(&folder, |partial| install(partial, major))?;
        Ok((Some(bin(&folder)), format!("downloaded into {}", folder.display())))
    })
}

fn install(partial: &Path, major: &str) -> Outcome<()> {
    let mut npm = node::npm();
    npm.args(["install", "--no-audit", "--no-fund", "--ignore-scripts", "--prefix"]).arg(partial);
    npm.arg(format!("binaryen@{BINARYEN_VERSION}"));
    let mut runner = Runner::keep(false);
    if let Err(problem) = runner.run(npm) {
        eprintln!("{}", runner.log());
        return Err(problem);
    }
    if is_at(&bin(partial).join(program()), major) {
        return Ok(());
    }
    Err(Problem::new(format!(
        "npm's binaryen {BINARYEN_VERSION} brought no wasm-opt that answers as {major}"
    )))
}

fn bin(folder: &Path) -> PathBuf {
    folder.join("node_modules").join(".bin")
}

fn program() -> &'static str {
    if cfg!(windows) { "wasm-opt.cmd" } else { "wasm-opt" }
}

fn is_at(program: &Path, major: &str) -> bool {
    ask(program, ["--version"]).is_some_and(|said| is_version(&said, major))
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
