//! `cargo xtask dev`: Trunk rebuilds on change, with the gateway and a simulated server behind it.

use crate::build::{self, Profile};
use crate::demo::become_command;
use crate::problem::Outcome;
use crate::run::Runner;
use crate::{setup, workspace};

/// Becomes the script that starts the three and ends them together.
pub(crate) fn run() -> Outcome<()> {
    let tools = setup::tools()?;
    let mut runner = Runner::inherit();
    build::fetch_crates(&mut runner)?;
    build::gateway(&mut runner, Profile::Dev)?;
    let mut node = tools.command("node");
    node.arg(workspace::root().join("xtask").join("scripts").join("dev.mjs"))
        .env("FIRETOWER_BIN", workspace::firetower("debug")?)
        // The release build in `dist` stays what it is.
        .env("FIRETOWER_DEV_DIST", workspace::target()?.join("dev-dist"));
    become_command(node)
}
