//! The stages: what each runs, needs and counts.

use super::counts::Counts;
use super::session::{Need, Session};
use crate::build::{self, Profile};
use crate::problem::Outcome;
use crate::run::Runner;
use crate::workspace::cargo;
use crate::{e2e, setup, size, workspace};

pub(crate) struct Stage {
    pub(crate) name: &'static str,
    pub(crate) needs: &'static [Need],
    /// Stages whose results it uses.
    pub(crate) builds_on: &'static [&'static str],
    /// Returns what there is to say beside the counts; from its second line on, below them.
    pub(crate) act: fn(&Session, &mut Runner) -> Outcome<String>,
    /// Reads the counts from the output, and whether it ended well.
    pub(crate) count: fn(&str, bool) -> Counts,
}

/// In the order they run: the quick ones first.
static STAGES: &[Stage] = &[
    Stage { name: "fmt", needs: &[], builds_on: &[], act: fmt, count: Counts::of_stage },
    Stage { name: "house", needs: &[], builds_on: &[], act: house, count: Counts::of_cargo },
    Stage {
        name: "clippy",
        needs: &[Need::WasmTarget],
        builds_on: &[],
        act: clippy,
        count: Counts::of_stage,
    },
    Stage { name: "native", needs: &[], builds_on: &[], act: native, count: Counts::of_cargo },
    Stage { name: "docs", needs: &[], builds_on: &[], act: docs, count: Counts::of_stage },
    Stage { name: "build", needs: &[Need::Tools], builds_on: &[], act: release, count: Counts::of_stage },
    Stage { name: "size", needs: &[], builds_on: &["build"], act: first_view, count: Counts::of_stage },
    Stage {
        name: "e2e",
        needs: &[Need::Browser, Need::Nginx],
        builds_on: &["build"],
        act: browser_tests,
        count: Counts::of_node,
    },
];

pub(crate) fn names() -> impl Iterator<Item = &'static str> {
    STAGES.iter().map(|stage| stage.name)
}

/// The stages named, in running order, with those whose results they use; all where none is named.
pub(crate) fn with_what_they_build_on(wanted: &[&str]) -> Vec<&'static Stage> {
    let named = |name| wanted.is_empty() || wanted.contains(&name);
    let is_used = |name| STAGES.iter().any(|stage| named(stage.name) && stage.builds_on.contains(&name));
    STAGES.iter().filter(|stage| named(stage.name) || is_used(stage.name)).collect()
}

fn fmt(_: &Session, runner: &mut Runner) -> Outcome<String> {
    runner.run(cargo(["fmt", "--all", "--check"]))?;
    Ok(String::new())
}

/// The rules that can be grepped, and the tests of this program.
fn house(_: &Session, runner: &mut Runner) -> Outcome<String> {
    runner.run(cargo(["test", "--locked", "--no-fail-fast", "--package", "xtask"]))?;
    Ok(String::new())
}

fn clippy(_: &Session, runner: &mut Runner) -> Outcome<String> {
    let deny = ["--", "-D", "warnings"];
    let mut native = cargo(["clippy", "--locked", "--workspace", "--all-targets"]);
    native.args(deny);
    let mut wasm = cargo(["clippy", "--locked", "--target", setup::WASM_TARGET]);
    wasm.args(["--package", "firetower-dashboard", "--package", "firetower-protocol"]).args(deny);
    // What one of them says is of use even where the other fails.
    let (native, wasm) = (runner.run(native), runner.run(wasm));
    native.and(wasm)?;
    Ok("native and wasm32".to_owned())
}

fn native(_: &Session, runner: &mut Runner) -> Outcome<String> {
    runner.run(cargo(["test", "--locked", "--no-fail-fast", "--workspace", "--exclude", "xtask"]))?;
    Ok(String::new())
}

fn docs(_: &Session, runner: &mut Runner) -> Outcome<String> {
    let mut doc = cargo(["doc", "--locked", "--workspace", "--no-deps"]);
    doc.env("RUSTDOCFLAGS", "-D warnings");
    runner.run(doc)?;
    Ok(String::new())
}

fn release(session: &Session, runner: &mut Runner) -> Outcome<String> {
    build::dashboard(runner, &session.tools()?)?;
    build::gateway(runner, Profile::Release)?;
    Ok("release".to_owned())
}

fn first_view(_: &Session, runner: &mut Runner) -> Outcome<String> {
    let view = size::FirstView::of(&workspace::dist())?;
    let total = view.within_budget().inspect_err(|_| runner.say(&view.to_string()))?;
    Ok(format!("{total}\n{view}"))
}

fn browser_tests(session: &Session, runner: &mut Runner) -> Outcome<String> {
    e2e::run(&session.browser()?, &session.nginx()?, runner)?;
    Ok(String::new())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chosen(wanted: &[&str]) -> Vec<&'static str> {
        with_what_they_build_on(wanted).into_iter().map(|stage| stage.name).collect()
    }

    #[test]
    fn all_run_where_none_is_named() {
        assert_eq!(chosen(&[]), names().collect::<Vec<_>>());
    }

    #[test]
    fn what_a_stage_builds_on_runs_before_it() {
        assert_eq!(chosen(&["e2e"]), ["build", "e2e"]);
        assert_eq!(chosen(&["size", "fmt"]), ["fmt", "build", "size"]);
        assert_eq!(chosen(&["native"]), ["native"]);
    }
}
