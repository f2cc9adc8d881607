//! Trunk, wasm-bindgen and the splitter: from PATH, from the cache, with `cargo binstall`, or compiled.

use std::path::{Path, PathBuf};
use std::process::Command;

use super::{cache, versions};
use crate::problem::{Outcome, Problem};
use crate::run::{Runner, ask};
use crate::step::{announce, step};
use crate::workspace;

struct Tool {
    package: &'static str,
    program: &'static str,
    version: String,
    /// It answers `--version`. One that does not is trusted only where this program put it, by version.
    says_version: bool,
    /// What `cargo install` needs beside the name.
    options: &'static [&'static str],
}

/// Trunk; the folder to put before PATH, if any.
pub(crate) fn trunk() -> Outcome<Option<PathBuf>> {
    ensure(&Tool {
        package: "trunk",
        program: "trunk",
        version: versions::TRUNK_VERSION.to_owned(),
        says_version: true,
        // rustls: the default needs OpenSSL's headers.
        options: &["--locked", "--no-default-features", "--features", "rustls"],
    })
}

/// wasm-bindgen's command line; not `--locked`, since its lock file names a crate that was withdrawn.
pub(crate) fn wasm_bindgen() -> Outcome<Option<PathBuf>> {
    ensure(&Tool {
        package: "wasm-bindgen-cli",
        program: "wasm-bindgen",
        version: versions::wasm_bindgen()?,
        says_version: true,
        options: &[],
    })
}

/// What takes the module apart.
pub(crate) fn wasm_split() -> Outcome<Option<PathBuf>> {
    ensure(&Tool {
        package: "wasm_split_cli_support",
        program: "wasm-split-cli",
        version: versions::WASM_SPLIT_VERSION.to_owned(),
        says_version: false,
        options: &["--locked", "--features", "build-binary"],
    })
}

fn ensure(tool: &Tool) -> Outcome<Option<PathBuf>> {
    step(&format!("{} {}", tool.program, tool.version), || {
        if tool.says_version && tool.is_at(Path::new(tool.program)) {
            return Ok((None, "found on PATH".to_owned()));
        }
        let folder = cache::folder(tool.program, &tool.version)?;
        let bin = folder.join("bin");
        if tool.is_at(&tool.inside(&folder)) {
            return Ok((Some(bin), "found in the cache".to_owned()));
        }
        let how = tool.install(&folder)?;
        Ok((Some(bin), format!("{how} {}", folder.display())))
    })
}

impl Tool {
    fn inside(&self, folder: &Path) -> PathBuf {
        folder.join("bin").join(format!("{}{}", self.program, std::env::consts::EXE_SUFFIX))
    }

    fn is_at(&self, program: &Path) -> bool {
        if !self.says_version {
            return ask(program, ["--help"]).is_some();
        }
        ask(program, ["--version"]).is_some_and(|said| self.is_version(&said))
    }

    /// `trunk 0.21.14`, with more words behind it in some builds.
    fn is_version(&self, said: &str) -> bool {
        said.split_whitespace().nth(1) == Some(self.version.as_str())
    }

    fn install(&self, folder: &Path) -> Outcome<&'static str> {
        let mut how = "downloaded into";
        cache::fill(folder, |partial| {
            if self.download(partial) {
                return Ok(());
            }
            how = "compiled into";
            announce("not there: compiling it, which takes some minutes once");
            let mut runner = Runner::keep(false);
            let compiled = runner.run(self.compilation(partial));
            if let Err(problem) = compiled {
                eprintln!("{}", runner.log());
                return Err(problem);
            }
            // A few hundred megabytes that nothing needs any more.
            let _ = std::fs::remove_dir_all(partial.join("build"));
            if self.is_at(&self.inside(partial)) {
                return Ok(());
            }
            Err(Problem::new(format!(
                "{} was compiled but does not answer as {}",
                self.program, self.version
            )))
        })?;
        Ok(how)
    }

    /// Asks `cargo binstall`, where it is there, for a finished binary.
    fn download(&self, partial: &Path) -> bool {
        // A library's package: nobody offers its binary.
        if !self.says_version {
            return false;
        }
        let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
        if ask(cargo, ["binstall", "-V"]).is_none() {
            return false;
        }
        let mut binstall =
            workspace::cargo(["binstall", "--no-confirm", "--disable-strategies", "compile", "--root"]);
        binstall.arg(partial).arg(format!("{}@{}", self.package, self.version));
        Runner::keep(false).run(binstall).is_ok() && self.is_at(&self.inside(partial))
    }

    fn compilation(&self, partial: &Path) -> Command {
        let mut install = workspace::cargo(["install", "--root"]);
        install.arg(partial).args(self.options).arg(format!("{}@{}", self.package, self.version));
        // The tool is built for this machine, whatever this build is for, …
        for name in ["RUSTFLAGS", "CARGO_ENCODED_RUSTFLAGS", "CARGO_BUILD_RUSTFLAGS", "CARGO_BUILD_TARGET"] {
            install.env_remove(name);
        }
        install
            .env("CARGO_TARGET_DIR", partial.join("build"))
            // … and runs for seconds: half the compile time is worth more than its speed.
            .env("CARGO_PROFILE_RELEASE_OPT_LEVEL", "1")
            .env("CARGO_PROFILE_RELEASE_LTO", "off")
            .env("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16")
            .env("CARGO_PROFILE_RELEASE_DEBUG", "0");
        install
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_exact_version_counts() {
        let tool = Tool {
            package: "p",
            program: "trunk",
            version: "0.21.14".to_owned(),
            says_version: true,
            options: &[],
        };
        assert!(tool.is_version("trunk 0.21.14"));
        assert!(tool.is_version("trunk 0.21.14 (0f3ab6a 2026-01-01)"));
        assert!(!tool.is_version("trunk 0.21.1"));
        assert!(!tool.is_version("trunk"));
    }
}
