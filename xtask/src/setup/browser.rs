//! Chromium for the browser tests: the machine's own, else the distribution's.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::problem::{Outcome, Problem};
use crate::run::{Runner, ask};
use crate::step::{announce, step};

/// Names the browser to use, before all others.
const VARIABLE: &str = "FIRETOWER_CHROMIUM";

const PROGRAMS: &[&str] =
    &["chromium", "chromium-browser", "google-chrome-stable", "google-chrome", "chrome"];

const MAC_PROGRAMS: &[&str] = &[
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
];

/// A Chromium that starts.
#[derive(Clone, Debug)]
pub(crate) struct Browser {
    pub(crate) chromium: PathBuf,
}

pub(crate) fn ensure() -> Outcome<Browser> {
    step("chromium", || {
        if let Some(named) = std::env::var_os(VARIABLE).map(PathBuf::from) {
            return match version(&named) {
                Some(version) => Ok((Browser { chromium: named }, format!("{VARIABLE}: {version}"))),
                None => Err(Problem::new(format!("{VARIABLE} is {}, which does not start", named.display()))),
            };
        }
        if let Some((chromium, version)) = find() {
            return Ok((Browser { chromium }, format!("found {version}")));
        }
        install()?;
        let (chromium, version) = find().ok_or_else(missing)?;
        Ok((Browser { chromium }, format!("installed {version}")))
    })
}

fn find() -> Option<(PathBuf, String)> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let on_path = PROGRAMS.iter().flat_map(|program| {
        let name = format!("{program}{}", std::env::consts::EXE_SUFFIX);
        std::env::split_paths(&path).map(move |folder| folder.join(&name)).collect::<Vec<_>>()
    });
    on_path
        .chain(MAC_PROGRAMS.iter().map(PathBuf::from))
        .filter(|program| program.is_file())
        // Ubuntu's `chromium-browser` may be a stub that only tells how to get the real one.
        .find_map(|program| version(&program).map(|version| (program, version)))
}

fn version(program: &Path) -> Option<String> {
    let said = ask(program, ["--version"])?;
    said.lines().last().map(|line| line.trim().to_owned()).filter(|line| !line.is_empty())
}

/// Debian's and Ubuntu's package, where this user may install it.
fn install() -> Outcome<()> {
    let is_root = ask("id", ["-u"]).as_deref() == Some("0");
    if !is_root || !Path::new("/etc/debian_version").exists() {
        return Err(missing());
    }
    announce("not there: installing the distribution's");
    let mut runner = Runner::keep(false);
    // A fresh machine or container has no package lists yet. The font makes Chinese readable in screenshots.
    let installed = runner.run(apt_get(&["update"])).and_then(|()| {
        runner.run(apt_get(&["install", "--yes", "--no-install-recommends", "chromium", "fonts-noto-cjk"]))
    });
    installed.map_err(|_| {
        eprintln!("{}", runner.log());
        missing()
    })
}

fn apt_get(arguments: &[&str]) -> Command {
    let mut command = Command::new("apt-get");
    command.args(arguments).env("DEBIAN_FRONTEND", "noninteractive");
    command
}

fn missing() -> Problem {
    Problem::with_remedy(
        "the browser tests need Chromium, and there is none on PATH",
        format!(
            "sudo apt-get install chromium fonts-noto-cjk, brew install --cask chromium, or set {VARIABLE} to the program"
        ),
    )
}
