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
    trunk.args(["build", "--release", "--offline", "--locked", "--features", "split"]);
    // Relocations tell the splitter which code and data only the later module uses.
    let mut flags = "-Clink-arg=--emit-relocs".to_owned();
    if let Some(remap) = without_paths() {
        flags = format!("{flags} {remap}");
    }
    trunk.env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS", flags);
    runner.run(trunk)?;
    let mut split = tools.command("node");
    split.arg(workspace::script("split.mjs")).arg(workspace::wasm_module()?).arg(workspace::dist());
    runner.run(split)?;
    let mut shrink = tools.command("node");
    shrink.arg(workspace::script("shrink.mjs")).arg(workspace::dist());
    runner.run(shrink)?;
    let mut compress = workspace::node_script("compress.mjs");
    compress.arg(workspace::dist());
    runner.run(compress)
}

/// Takes the path of Cargo's registry out of panic messages: it says where this machine keeps its files, and weighs.
fn without_paths() -> Option<String> {
    let home = std::env::var_os("CARGO_HOME").map(std::path::PathBuf::from).or_else(|| {
        let home = std::env::var_os(if cfg!(windows) { "USERPROFILE" } else { "HOME" })?;
        Some(std::path::PathBuf::from(home).join(".cargo"))
    })?;
    let registry = home.join("registry").join("src").to_str()?.to_owned();
    // The variable is split at white space, so a path with one can't be said there.
    (!registry.contains(char::is_whitespace)).then(|| format!("--remap-path-prefix={registry}="))
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
