//! Where things are: the repository's root, Cargo's target directory, the programs in it.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::problem::{Outcome, Problem};

/// The repository's root. Cargo tells `cargo run` where this package is, so a moved clone needs no rebuild.
pub(crate) fn root() -> PathBuf {
    let package = std::env::var_os("CARGO_MANIFEST_DIR")
        .map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")), PathBuf::from);
    package.parent().map_or_else(|| package.clone(), Path::to_path_buf)
}

/// The release build that Trunk makes.
pub(crate) fn dist() -> PathBuf {
    root().join("dist")
}

/// Cargo's target directory, whatever chose it: this program lies in `<target>/<profile>/`.
pub(crate) fn target() -> Outcome<PathBuf> {
    let exe = std::env::current_exe().map_err(Problem::doing("finding this program"))?;
    exe.parent()
        .and_then(Path::parent)
        .map(Path::to_path_buf)
        .ok_or_else(|| Problem::new("this program does not lie in Cargo's target directory"))
}

/// The built `firetower`; `profile` is the folder's name, `release` or `debug`.
pub(crate) fn firetower(profile: &str) -> Outcome<PathBuf> {
    Ok(target()?.join(profile).join(format!("firetower{}", std::env::consts::EXE_SUFFIX)))
}

/// The dashboard as Cargo builds it for release, before any tool changed it.
pub(crate) fn wasm_module() -> Outcome<PathBuf> {
    Ok(target()?.join(crate::setup::WASM_TARGET).join("web").join("firetower-dashboard.wasm"))
}

/// A Cargo command at the root.
pub(crate) fn cargo<I: IntoIterator<Item = S>, S: AsRef<std::ffi::OsStr>>(arguments: I) -> Command {
    let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.args(arguments).current_dir(root());
    command
}

/// A Node script of this package, at the root.
pub(crate) fn node_script(name: &str) -> Command {
    let mut command = Command::new("node");
    command.arg(script(name)).current_dir(root());
    command
}

/// Where a script of this package is.
pub(crate) fn script(name: &str) -> PathBuf {
    root().join("xtask").join("scripts").join(name)
}
