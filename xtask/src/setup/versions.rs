//! Which version of each tool this repository is built with.

use crate::problem::{Outcome, Problem};
use crate::workspace;

pub(crate) const WASM_TARGET: &str = "wasm32-unknown-unknown";

/// The newest that builds with the pinned Rust.
pub(crate) const TRUNK_VERSION: &str = "0.21.14";

/// Takes the module apart; of the same family as the `wasm_split_helpers` that Leptos brings.
pub(crate) const WASM_SPLIT_VERSION: &str = "0.2.4";

/// The npm package's version; distributions still ship 108, which corrupts wasm-bindgen's tables.
pub(crate) const BINARYEN_VERSION: &str = "132.0.0";

/// Minifies what Trunk's own minifier fails on.
pub(crate) const ESBUILD_VERSION: &str = "0.28.2";

/// The first Node 20 whose test runner limits how many files run at once.
pub(crate) const NODE_AT_LEAST: (u32, u32) = (20, 10);

/// wasm-bindgen's tool must be of exactly the version of the crate, which `Cargo.lock` decides.
pub(crate) fn wasm_bindgen() -> Outcome<String> {
    let lock = std::fs::read_to_string(workspace::root().join("Cargo.lock"))
        .map_err(Problem::doing("reading Cargo.lock"))?;
    locked(&lock, "wasm-bindgen").ok_or_else(|| Problem::new("Cargo.lock names no wasm-bindgen"))
}

fn locked(lock: &str, package: &str) -> Option<String> {
    let name = format!("name = \"{package}\"");
    let mut lines = lock.lines().skip_while(|line| *line != name).skip(1);
    let version = lines.next()?.strip_prefix("version = \"")?.strip_suffix('"')?;
    Some(version.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lock_file_is_read_by_whole_names() {
        let lock = "[[package]]\nname = \"wasm-bindgen-macro\"\nversion = \"1.0.0\"\n\n\
                    [[package]]\nname = \"wasm-bindgen\"\nversion = \"0.2.99\"\n";
        assert_eq!(locked(lock, "wasm-bindgen").as_deref(), Some("0.2.99"));
        assert_eq!(locked(lock, "wasm"), None);
    }

    #[test]
    fn trunks_pins_agree_with_what_is_installed() {
        let Ok(pins) = std::fs::read_to_string(workspace::root().join("Trunk.toml")) else {
            return;
        };
        let major = BINARYEN_VERSION.split('.').next().unwrap();
        let expected = [
            format!("wasm_bindgen = \"{}\"", wasm_bindgen().unwrap()),
            format!("wasm_opt = \"version_{major}\""),
        ];
        for line in expected {
            assert!(
                pins.lines().any(|pin| pin.trim() == line),
                "Trunk.toml should say `{line}` under [tools]"
            );
        }
    }
}
