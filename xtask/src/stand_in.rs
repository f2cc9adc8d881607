//! This program under the name `wasm-opt`, for machines without the real one.
//!
//! Trunk has no switch that turns wasm-opt off for one build. Where the optimiser can't be had, the build goes on
//! with a link to this program in its place: it answers with the version that Trunk asks for and copies.

use std::path::{Path, PathBuf};

use crate::problem::{Outcome, Problem};
use crate::setup::BINARYEN_VERSION;

const NAME: &str = "wasm-opt";

/// Whether this process was started by that name.
pub(crate) fn is_called() -> bool {
    std::env::args_os().next().is_some_and(|program| Path::new(&program).file_stem() == Some(NAME.as_ref()))
}

/// `--version`, or a plain copy of the input to the output.
pub(crate) fn run() -> Outcome<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    if arguments.iter().any(|argument| argument == "--version") {
        let major = BINARYEN_VERSION.split('.').next().unwrap_or(BINARYEN_VERSION);
        println!("wasm-opt version {major} (version_{major})");
        return Ok(());
    }
    let (input, output) = files(&arguments)
        .ok_or_else(|| Problem::new(format!("no input and --output in: {}", arguments.join(" "))))?;
    std::fs::copy(input, output).map_err(Problem::doing("copying the wasm unoptimised"))?;
    Ok(())
}

fn files(arguments: &[String]) -> Option<(&str, &str)> {
    let output = arguments.iter().find_map(|argument| argument.strip_prefix("--output="))?;
    let input = arguments.iter().find(|argument| !argument.starts_with('-'))?;
    Some((input, output))
}

/// Makes a folder that holds this program as `wasm-opt`, for PATH.
pub(crate) fn folder() -> Outcome<PathBuf> {
    let exe = std::env::current_exe().map_err(Problem::doing("finding this program"))?;
    let folder = crate::workspace::target()?.join("without-wasm-opt");
    std::fs::create_dir_all(&folder).map_err(Problem::doing(folder.display()))?;
    let link = folder.join(format!("{NAME}{}", std::env::consts::EXE_SUFFIX));
    // It may be left from an earlier build of this program; not being there is as good.
    let _ = std::fs::remove_file(&link);
    std::fs::hard_link(&exe, &link)
        .or_else(|_| std::fs::copy(&exe, &link).map(drop))
        .map_err(Problem::doing(link.display()))?;
    Ok(folder)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn input_and_output_are_found_in_trunks_order() {
        let arguments = ["--output=b.wasm", "-Oz", "a.wasm"].map(str::to_owned);
        assert_eq!(files(&arguments), Some(("a.wasm", "b.wasm")));
        assert_eq!(files(&arguments[1..]), None);
    }
}
