//! Brings what is missing, each step with what it did and how long it took.
//!
//! What is on PATH in the right version is used. What is made here lies in the user's cache by version
//! ([`cache`]), so that a second clone and a second run find it. PATH and the machine stay as they are.

mod browser;
mod cache;
mod cargo_tools;
mod distribution;
mod esbuild;
mod nginx;
mod node;
mod npm_tool;
mod versions;
mod wasm_opt;
mod wasm_target;

use std::ffi::{OsStr, OsString};
use std::path::PathBuf;
use std::process::Command;

pub(crate) use browser::Browser;
pub(crate) use nginx::{Nginx, ensure as nginx};
pub(crate) use versions::{BINARYEN_VERSION, WASM_TARGET};
pub(crate) use wasm_target::ensure as wasm_target;

use crate::problem::Outcome;
use crate::stand_in;

/// What building the dashboard needs, found or installed.
#[derive(Clone, Debug)]
pub(crate) struct Tools {
    /// Folders that come before PATH; none for a tool that PATH has in the right version.
    folders: Vec<PathBuf>,
}

impl Tools {
    /// A command that finds these tools, and no others of their names.
    pub(crate) fn command(&self, program: impl AsRef<OsStr>) -> Command {
        let mut command = Command::new(program);
        command
            .current_dir(crate::workspace::root())
            .env("PATH", self.path())
            .env("TRUNK_SKIP_VERSION_CHECK", "true")
            // Trunk takes `NO_COLOR=1`, which is how everyone sets it, for a bad argument.
            .env_remove("NO_COLOR");
        command
    }

    fn path(&self) -> OsString {
        let inherited = std::env::var_os("PATH").unwrap_or_default();
        let folders = self.folders.iter().cloned().chain(std::env::split_paths(&inherited));
        // A folder whose name holds PATH's separator can't be in PATH; then the inherited one has to do.
        std::env::join_paths(folders).unwrap_or(inherited)
    }
}

/// All that any task needs.
pub(crate) fn everything() -> Outcome<()> {
    tools()?;
    browser()?;
    nginx().map(drop)
}

/// The Rust target, Node, Trunk, wasm-bindgen, the splitter, wasm-opt, esbuild.
pub(crate) fn tools() -> Outcome<Tools> {
    wasm_target::ensure()?;
    node::ensure()?;
    let mut folders = Vec::new();
    folders.extend(cargo_tools::trunk()?);
    folders.extend(cargo_tools::wasm_bindgen()?);
    folders.extend(cargo_tools::wasm_split()?);
    match wasm_opt::ensure() {
        Ok(folder) => folders.extend(folder),
        Err(problem) => {
            eprintln!("{problem}");
            eprintln!("{}", wasm_opt::WITHOUT);
            folders.push(stand_in::folder()?);
        }
    }
    match esbuild::ensure() {
        Ok(folder) => folders.extend(folder),
        Err(problem) => eprintln!("{problem}\n{}", esbuild::WITHOUT),
    }
    Ok(Tools { folders })
}

/// The packages of the browser tests and a Chromium.
pub(crate) fn browser() -> Outcome<Browser> {
    node::ensure()?;
    node::e2e_packages()?;
    browser::ensure()
}
