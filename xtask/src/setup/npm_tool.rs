//! A program from an npm package: the one on PATH if it is the right one, else one in the user's cache.

use std::path::{Path, PathBuf};

use super::{cache, node};
use crate::problem::{Outcome, Problem};
use crate::run::Runner;

/// The folder to put before PATH, if any, and what was done.
pub(crate) fn ensure(
    package: &str,
    program: &str,
    version: &str,
    is_right: fn(&Path) -> bool,
) -> Outcome<(Option<PathBuf>, String)> {
    if is_right(Path::new(program)) {
        return Ok((None, "found on PATH".to_owned()));
    }
    let folder = cache::folder(package, version)?;
    let name = if cfg!(windows) { format!("{program}.cmd") } else { program.to_owned() };
    if is_right(&bin(&folder).join(&name)) {
        return Ok((Some(bin(&folder)), "found in the cache".to_owned()));
    }
    cache::fill(&folder, |partial| {
        install(partial, package, version)?;
        if is_right(&bin(partial).join(&name)) {
            return Ok(());
        }
        Err(Problem::new(format!(
            "npm's {package} {version} brought no {program} that answers as that version"
        )))
    })?;
    Ok((Some(bin(&folder)), format!("downloaded into {}", folder.display())))
}

fn install(partial: &Path, package: &str, version: &str) -> Outcome<()> {
    let mut npm = node::npm();
    npm.args(["install", "--no-audit", "--no-fund", "--ignore-scripts", "--prefix"]).arg(partial);
    npm.arg(format!("{package}@{version}"));
    let mut runner = Runner::keep(false);
    runner.run(npm).inspect_err(|_| eprintln!("{}", runner.log()))
}

fn bin(folder: &Path) -> PathBuf {
    folder.join("node_modules").join(".bin")
}
