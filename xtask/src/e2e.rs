//! Starts the browser tests.

use std::path::PathBuf;
use std::process::Command;

use crate::problem::{Outcome, Problem};
use crate::run::Runner;
use crate::setup::{Browser, Nginx};
use crate::workspace;

/// Each test file has a browser and servers of its own; two of them fill a small machine.
const FILES_AT_ONCE: u32 = 2;

/// All files of `e2e/tests`, with Node's own runner.
pub(crate) fn run(browser: &Browser, nginx: &Nginx, runner: &mut Runner) -> Outcome<()> {
    let mut node = node(browser)?;
    node.env("FIRETOWER_NGINX", &nginx.program);
    node.args(["--test", "--test-reporter=spec"]).arg(format!("--test-concurrency={FILES_AT_ONCE}"));
    // By name: what a folder means to `node --test` differs between Node 20 and 22.
    node.args(test_files()?);
    runner.run(node)
}

/// Node in `e2e/`, told where the browser, the binary and the build are.
pub(crate) fn node(browser: &Browser) -> Outcome<Command> {
    let mut node = Command::new("node");
    node.current_dir(workspace::root().join("e2e"))
        .env("FIRETOWER_CHROMIUM", &browser.chromium)
        .env("FIRETOWER_BIN", workspace::firetower("release")?)
        .env("FIRETOWER_DIST", workspace::dist())
        // The counts are read from plain text.
        .env("NO_COLOR", "1")
        .env_remove("FORCE_COLOR");
    Ok(node)
}

fn test_files() -> Outcome<Vec<PathBuf>> {
    let folder = workspace::root().join("e2e").join("tests");
    let mut files: Vec<PathBuf> = std::fs::read_dir(&folder)
        .map_err(Problem::doing(folder.display()))?
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| path.to_string_lossy().ends_with(".test.mjs"))
        .collect();
    files.sort();
    if files.is_empty() { Err(Problem::new("e2e/tests holds no *.test.mjs")) } else { Ok(files) }
}
