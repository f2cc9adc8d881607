//! The arrows between crates: protocol and vault at the bottom, dashboard and simulator beside each other above it.

use crate::tree::{File, hold, lines_with};

/// Crate, then what it must not depend on; a name that ends in `-` stands for all that begin so.
const FORBIDDEN: &[(&str, &[&str])] = &[
    (
        "protocol/Cargo.toml",
        &[
            "firetower-",
            "leptos",
            "web-sys",
            "js-sys",
            "wasm-bindgen",
            "gloo-",
            "tokio",
            "axum",
            "hyper",
            "reqwest",
            "xtask",
        ],
    ),
    ("vault/Cargo.toml", &["firetower-", "leptos", "web-sys", "js-sys", "wasm-bindgen", "getrandom", "rand"]),
    ("Cargo.toml", &["firetower-simulator", "firetower-gateway", "tokio", "axum", "hyper", "xtask"]),
    ("simulator/Cargo.toml", &["firetower-dashboard", "firetower-gateway", "leptos", "web-sys", "xtask"]),
    ("gateway/Cargo.toml", &["firetower-dashboard", "leptos", "web-sys", "xtask"]),
    ("xtask/Cargo.toml", &["firetower-"]),
];

/// What makes a function's answer depend on more than its arguments.
const IMPURE: &[&str] = &[
    "std::fs",
    "std::net",
    "std::env",
    "std::process",
    "std::thread",
    "std::io",
    "SystemTime",
    "Instant",
    "println!",
    "getrandom",
    "rand::",
];

fn arrows(files: &[File]) -> Vec<String> {
    let mut complaints = Vec::new();
    for (manifest, forbidden) in FORBIDDEN {
        for file in files.iter().filter(|file| file.path == *manifest) {
            for dependency in dependencies(&file.text) {
                if forbidden.iter().any(|name| matches(name, &dependency)) {
                    complaints.push(format!("{manifest} depends on {dependency}"));
                }
            }
        }
    }
    complaints
}

fn matches(forbidden: &str, dependency: &str) -> bool {
    if forbidden.ends_with('-') { dependency.starts_with(forbidden) } else { dependency == forbidden }
}

/// The names under `[dependencies]`, `[dev-dependencies]`, `[target.….dependencies]` and `[dependencies.NAME]`.
fn dependencies(manifest: &str) -> Vec<String> {
    let mut names = Vec::new();
    let mut in_section = false;
    for line in manifest.lines().map(str::trim) {
        if let Some(section) = line.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
            // What the workspace offers, nobody depends on yet.
            let section = if section.starts_with("workspace.") { "" } else { section };
            in_section = section.ends_with("dependencies");
            if let Some((_, name)) = section.split_once("dependencies.") {
                names.push(name.to_owned());
            }
        } else if in_section && let Some((name, _)) = line.split_once(['=', '.']) {
            names.push(name.trim().to_owned());
        }
    }
    names
}

fn purity(files: &[File]) -> Vec<String> {
    files
        .iter()
        .filter(|file| {
            (file.path.starts_with("protocol/src/") || file.path.starts_with("vault/src/"))
                && file.path.ends_with(".rs")
                && !file.is_test()
        })
        .flat_map(|file| lines_with(file, file.product_lines(), IMPURE))
        .collect()
}

#[test]
fn crates_depend_downwards() {
    hold(arrows, "Turn the dependency round: what both need goes into protocol, which knows no other crate.");
}

#[test]
fn crates_depend_downwards_can_complain() {
    let bad = File::new(
        "protocol/Cargo.toml",
        "[dependencies]\nserde.workspace = true\nfiretower-simulator.workspace = true\n\
         [target.'cfg(unix)'.dependencies]\ntokio = \"1\"\n[dev-dependencies.web-sys]\nversion = \"0.3\"\n",
    );
    assert_eq!(arrows(&[bad]).len(), 3);
    let offered =
        File::new("Cargo.toml", "[workspace.dependencies]\ntokio = \"1\"\n[dependencies]\nserde = \"1\"\n");
    assert_eq!(arrows(&[offered]), Vec::<String>::new());
    let bad = File::new("Cargo.toml", "[dev-dependencies]\nfiretower-simulator.workspace = true\n");
    assert_eq!(arrows(&[bad]), ["Cargo.toml depends on firetower-simulator"]);
}

#[test]
fn protocol_and_vault_are_pure() {
    hold(
        purity,
        "protocol and vault do no I/O and know no clock and no chance: let the caller pass the value in.",
    );
}

#[test]
fn protocol_and_vault_are_pure_can_complain() {
    let bad = File::new(
        "protocol/src/sign.rs",
        "//! Signs.\nfn now() -> u64 {\n    std::time::SystemTime::now()\n}\n",
    );
    assert_eq!(purity(&[bad]), ["protocol/src/sign.rs:3: SystemTime"]);
}
