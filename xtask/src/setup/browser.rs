//! Chromium for the browser tests: the machine's own, else the distribution's.

use std::path::{Path, PathBuf};

use super::distribution;
use crate::problem::{Outcome, Problem};
use crate::run::ask;
use crate::step::step;

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
        // The font makes Chinese readable in screenshots.
        distribution::install(&["chromium", "fonts-noto-cjk"], missing)?;
        let (chromium, version) = find().ok_or_else(missing)?;
        Ok((Browser { chromium }, format!("installed {version}")))
    })
}

fn find() -> Option<(PathBuf, String)> {
    let on_mac = MAC_PROGRAMS.iter().map(PathBuf::from).filter(|program| program.is_file());
    distribution::on_path(PROGRAMS)
        .into_iter()
        .chain(on_mac)
        // Ubuntu's `chromium-browser` may be a stub that only tells how to get the real one.
        .find_map(|program| version(&program).map(|version| (program, version)))
}

fn version(program: &Path) -> Option<String> {
    let said = ask(program, ["--version"])?;
    said.lines().last().map(|line| line.trim().to_owned()).filter(|line| !line.is_empty())
}

fn missing() -> Problem {
    Problem::with_remedy(
        "the browser tests need Chromium, and there is none on PATH",
        format!(
            "sudo apt-get install chromium fonts-noto-cjk, brew install --cask chromium, or set {VARIABLE} to the program"
        ),
    )
}
