//! nginx, for browser tests of proxies that admins really run: the machine's own, else the distribution's.
//!
//! The tests start it themselves, as this user, with a configuration and ports of their own. The service that the
//! package brings isn't used, so it is stopped again.

use std::path::{Path, PathBuf};
use std::process::Command;

use super::distribution;
use crate::problem::{Outcome, Problem};
use crate::run::{Runner, ask};
use crate::step::step;

/// Names the nginx to use, before all others.
const VARIABLE: &str = "FIRETOWER_NGINX";

/// Where it lies on machines whose users don't have it on PATH.
const USUAL: &[&str] = &["/usr/sbin/nginx", "/usr/local/sbin/nginx", "/opt/homebrew/bin/nginx"];

/// An nginx that starts, and beside it OpenSSL, which makes the certificates of a test.
#[derive(Clone, Debug)]
pub(crate) struct Nginx {
    pub(crate) program: PathBuf,
}

pub(crate) fn ensure() -> Outcome<Nginx> {
    step("nginx, openssl", || {
        if let Some(named) = std::env::var_os(VARIABLE).map(PathBuf::from) {
            let Some(version) = version(&named) else {
                return Err(Problem::new(format!("{VARIABLE} is {}, which does not start", named.display())));
            };
            let told = format!("{VARIABLE}: {version}");
            return if has_openssl() { Ok((Nginx { program: named }, told)) } else { Err(missing()) };
        }
        if let Some((program, version)) = find() {
            return Ok((Nginx { program }, format!("found {version}")));
        }
        let had_nginx = nginx().is_some();
        distribution::install(&["nginx-light", "openssl"], missing)?;
        if !had_nginx {
            stop_service();
        }
        let (program, version) = find().ok_or_else(missing)?;
        Ok((Nginx { program }, format!("installed {version}")))
    })
}

/// Both programs; one alone is of no use.
fn find() -> Option<(PathBuf, String)> {
    nginx().filter(|_| has_openssl())
}

fn nginx() -> Option<(PathBuf, String)> {
    let usual = USUAL.iter().map(PathBuf::from).filter(|program| program.is_file());
    distribution::on_path(&["nginx"])
        .into_iter()
        .chain(usual)
        .find_map(|program| version(&program).map(|version| (program, version)))
}

/// `nginx/1.22.1`, which nginx says on standard error.
fn version(program: &Path) -> Option<String> {
    let mut runner = Runner::keep(false);
    let mut command = Command::new(program);
    command.arg("-v");
    runner.run(command).ok()?;
    runner.log().lines().find_map(|line| Some(line.strip_prefix("nginx version: ")?.trim().to_owned()))
}

fn has_openssl() -> bool {
    ask("openssl", ["version"]).is_some()
}

/// The package starts its service, and lets it start with the machine. One of the two ways exists; where a container
/// has neither, nothing was started.
fn stop_service() {
    if ask("systemctl", ["disable", "--now", "nginx"]).is_none() {
        ask("service", ["nginx", "stop"]);
    }
}

fn missing() -> Problem {
    Problem::with_remedy(
        "the browser tests need nginx and openssl, and not both are on PATH",
        format!(
            "sudo apt-get install nginx-light openssl, brew install nginx openssl, or set {VARIABLE} to the program"
        ),
    )
}
