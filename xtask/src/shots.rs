//! `cargo xtask shots`: pictures of the pages as they are now.

use crate::build::{self, Profile};
use crate::problem::Outcome;
use crate::run::Runner;
use crate::{e2e, setup};

/// Builds, then photographs these routes, or the usual ones, into `e2e/shots/`.
pub(crate) fn run(routes: &[String]) -> Outcome<()> {
    let tools = setup::tools()?;
    let browser = setup::browser()?;
    let mut runner = Runner::inherit();
    build::dashboard(&mut runner, &tools)?;
    build::gateway(&mut runner, Profile::Release)?;
    let mut node = e2e::node(&browser)?;
    node.arg("shots.mjs").args(routes);
    runner.run(node)
}
