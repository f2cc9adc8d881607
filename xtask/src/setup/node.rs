//! Node, which compresses the build and runs the browser tests, and the packages of those.

use std::path::Path;
use std::process::Command;
use std::sync::OnceLock;

use super::versions::NODE_AT_LEAST;
use crate::problem::{Outcome, Problem};
use crate::run::{Runner, ask};
use crate::step::step;
use crate::workspace;

/// Node with npm, new enough; looked for once, though both the tools and the browser tests need it.
pub(crate) fn ensure() -> Outcome<()> {
    static FOUND: OnceLock<Outcome<()>> = OnceLock::new();
    FOUND.get_or_init(find).clone()
}

/// It is never installed from here, since there are too many right ways.
fn find() -> Outcome<()> {
    let (major, minor) = NODE_AT_LEAST;
    let missing = |what: String| {
        let remedy = format!(
            "install Node {major}.{minor} or newer with npm, e.g. apt-get install nodejs npm, brew install node"
        );
        Problem::with_remedy(what, remedy)
    };
    step("node, npm", || {
        let said = ask("node", ["--version"]).ok_or_else(|| missing("node is not on PATH".to_owned()))?;
        if version(&said).is_none_or(|found| found < NODE_AT_LEAST) {
            return Err(missing(format!("node on PATH is {said}, too old")));
        }
        npm_version().ok_or_else(|| missing("npm is not on PATH".to_owned()))?;
        Ok(((), format!("found {said}")))
    })
}

/// npm by the name that the platform starts.
pub(crate) fn npm() -> Command {
    Command::new(if cfg!(windows) { "npm.cmd" } else { "npm" })
}

fn npm_version() -> Option<String> {
    ask(npm().get_program(), ["--version"])
}

/// The packages of `e2e/package-lock.json`, installed anew whenever that file changed.
pub(crate) fn e2e_packages() -> Outcome<()> {
    step("e2e packages", || {
        let e2e = workspace::root().join("e2e");
        let lock =
            std::fs::read(e2e.join("package-lock.json")).map_err(Problem::doing("e2e/package-lock.json"))?;
        // npm removes node_modules before it installs; the copy appears only after all of it is there.
        let installed_lock = e2e.join("node_modules").join(".installed-lock.json");
        if std::fs::read(&installed_lock).is_ok_and(|installed| installed == lock) {
            return Ok(((), "found".to_owned()));
        }
        install(&e2e)?;
        std::fs::write(&installed_lock, lock).map_err(Problem::doing(installed_lock.display()))?;
        Ok(((), "installed with npm ci".to_owned()))
    })
}

fn install(e2e: &Path) -> Outcome<()> {
    let mut npm = npm();
    npm.args(["ci", "--no-audit", "--no-fund", "--ignore-scripts"]).current_dir(e2e);
    let mut runner = Runner::keep(false);
    runner.run(npm).inspect_err(|_| eprintln!("{}", runner.log()))
}

/// `v20.20.2`
fn version(said: &str) -> Option<(u32, u32)> {
    let mut numbers = said.strip_prefix('v')?.split('.').map(str::parse);
    Some((numbers.next()?.ok()?, numbers.next()?.ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_compare_as_numbers() {
        assert_eq!(version("v20.9.1"), Some((20, 9)));
        assert!(version("v20.9.1") < Some(NODE_AT_LEAST));
        assert!(version("v100.0.0") >= Some(NODE_AT_LEAST));
        assert_eq!(version("nonsense"), None);
    }
}
