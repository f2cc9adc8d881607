//! `cargo xtask bench`: figures for people to read. They depend on the machine, so that no check waits for them.

use crate::build::{self, Profile};
use crate::problem::Outcome;
use crate::run::Runner;
use crate::size::FirstView;
use crate::{e2e, setup, workspace};

/// Builds for release, then says what the first view weighs and how long the vault takes to open.
pub(crate) fn run() -> Outcome<()> {
    let tools = setup::tools()?;
    let browser = setup::browser()?;
    let mut runner = Runner::inherit();
    build::dashboard(&mut runner, &tools)?;
    build::gateway(&mut runner, Profile::Release)?;
    println!("first view\n{}", FirstView::of(&workspace::dist())?);
    let mut node = e2e::node(&browser)?;
    node.arg("bench.mjs");
    runner.run(node)
}
