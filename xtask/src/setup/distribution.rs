//! What the machine has already, and what its distribution can install.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

use crate::problem::{Outcome, Problem};
use crate::run::{Runner, ask};
use crate::step::announce;

/// Files of these names in the folders of PATH, by name first.
pub(super) fn on_path(programs: &[&str]) -> Vec<PathBuf> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    programs
        .iter()
        .flat_map(|program| {
            let name = format!("{program}{}", std::env::consts::EXE_SUFFIX);
            std::env::split_paths(&path).map(move |folder| folder.join(&name)).collect::<Vec<_>>()
        })
        .filter(|program| program.is_file())
        .collect()
}

/// Debian's and Ubuntu's packages, where this user may install them; else `missing` says what to do.
pub(super) fn install(packages: &[&str], missing: fn() -> Problem) -> Outcome<()> {
    let is_root = ask("id", ["-u"]).as_deref() == Some("0");
    if !is_root || !Path::new("/etc/debian_version").exists() {
        return Err(missing());
    }
    announce("not there: installing the distribution's");
    let mut runner = Runner::keep(false);
    let options = ["install", "--yes", "--no-install-recommends"];
    let installed = package_lists()
        .and_then(|()| runner.run(apt_get(options.iter().chain(packages).copied())))
        .map_err(|_| missing());
    installed.inspect_err(|_| eprintln!("{}", runner.log()))
}

/// A fresh machine or container has no package lists yet; read once, for all that is installed.
fn package_lists() -> Outcome<()> {
    static READ: OnceLock<Outcome<()>> = OnceLock::new();
    READ.get_or_init(|| {
        let mut runner = Runner::keep(false);
        runner.run(apt_get(["update"])).inspect_err(|_| eprintln!("{}", runner.log()))
    })
    .clone()
}

fn apt_get<'a>(arguments: impl IntoIterator<Item = &'a str>) -> Command {
    let mut command = Command::new("apt-get");
    command.args(arguments).env("DEBIAN_FRONTEND", "noninteractive");
    command
}
