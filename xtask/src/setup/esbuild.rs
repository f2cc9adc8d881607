//! esbuild, which minifies the loader, `boot.js` and the stylesheet: Trunk's own minifier fails on the loader.

use std::path::{Path, PathBuf};

use super::npm_tool;
use super::versions::ESBUILD_VERSION;
use crate::problem::Outcome;
use crate::run::ask;
use crate::step::step;

/// What is said when the build has to do without.
pub(crate) const WITHOUT: &str =
    "  The build goes on without esbuild: the dashboard works the same and is about 3 kB larger on the wire.";

/// The folder to put before PATH, if any.
pub(crate) fn ensure() -> Outcome<Option<PathBuf>> {
    step(&format!("esbuild {ESBUILD_VERSION}"), || {
        npm_tool::ensure("esbuild", "esbuild", ESBUILD_VERSION, is_at)
    })
}

fn is_at(program: &Path) -> bool {
    ask(program, ["--version"]).is_some_and(|said| said.trim() == ESBUILD_VERSION)
}
