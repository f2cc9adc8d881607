//! Builds the dashboard with Trunk and the gateway with Cargo.

use crate::problem::Outcome;
use crate::run::Runner;
use crate::setup::Tools;
use crate::workspace;

#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Profile {
    Dev,
    Release,
}

/// The release dashboard in `dist/`, each file with its compressed twins beside it.
pub(crate) fn dashboard(runner: &mut Runner, tools: &Tools) -> Outcome<()> {
    fetch_crates(runner)?;
    let mut trunk = tools.command("trunk");
    // Offline: every tool is there already, and Trunk must not look for others.
    trunk.args(["build", "--release", "--offline", "--locked"]);
    runner.run(trunk)?;
    let mut compress = workspace::node_script("compress.mjs");
    compress.arg(workspace::dist());
    runner.run(compress)
}

/// The binary `firetower`.
pub(crate) fn gateway(runner: &mut Runner, profile: Profile) -> Outcome<()> {
    let mut cargo = workspace::cargo(["build", "--locked", "--package", "firetower-gateway"]);
    if profile == Profile::Release {
        cargo.arg("--release");
    }
    runner.run(cargo)
}

/// Trunk passes its `--offline` on to Cargo, so on a fresh clone the crates must come first.
pub(crate) fn fetch_crates(runner: &mut Runner) -> Outcome<()> {
    runner.run(workspace::cargo(["fetch", "--quiet", "--locked", "--target", crate::setup::WASM_TARGET]))
}
