//! No file knows the machine it was written on, or where packages come from.

use crate::tree::{File, hold};

/// Folders that are another machine's; in pieces, so that this file doesn't hold them.
const MACHINE: &[&str] = &[
    concat!("/", "work/"),
    concat!("/", "root/"),
    concat!("/", "home/"),
    concat!("/", "Users/"),
    concat!("/", "tmp/"),
    concat!("C:", "\\Users"),
];

const REGISTRIES: &[&str] = &[
    concat!("crates", ".io"),
    concat!("npmjs", ".org"),
    concat!("npmjs", ".com"),
    concat!("npmmirror", ".com"),
    concat!("yarnpkg", ".com"),
    concat!("rsproxy", ".cn"),
    concat!("pypi", ".org"),
];

/// Cargo writes the registry's name into its lock file, whatever mirror a machine uses.
const NAMES_REGISTRY: &[&str] = &["Cargo.lock"];

fn machine_paths(files: &[File]) -> Vec<String> {
    let is_start = |before: &str| !before.ends_with(|c: char| c.is_alphanumeric() || "._-/}*".contains(c));
    let mut complaints = Vec::new();
    for file in files {
        for (number, line) in file.numbered() {
            for path in MACHINE {
                // In `/api/work/list` it is no folder of the machine.
                if line.match_indices(path).any(|(at, _)| is_start(&line[..at])) {
                    complaints.push(format!("{}:{number}: {path}", file.path));
                }
            }
        }
    }
    complaints
}

fn registry_hosts(files: &[File]) -> Vec<String> {
    files
        .iter()
        .filter(|file| !NAMES_REGISTRY.contains(&file.path.as_str()))
        .flat_map(|file| crate::tree::lines_with(file, file.numbered(), REGISTRIES))
        .collect()
}

#[test]
fn no_file_knows_a_machine() {
    hold(machine_paths, "Use a path relative to the repository, or one that the user's environment names.");
}

#[test]
fn no_file_knows_a_machine_can_complain() {
    let complains = |line: &str| !machine_paths(&[File::new("docs/a.md", line)]).is_empty();
    assert!(complains(concat!("see /", "home/me/firetower")));
    assert!(complains(concat!("\"/", "tmp/dist\"")));
    assert!(!complains(concat!("GET /api/", "work/list")));
}

#[test]
fn no_file_names_a_registry() {
    hold(
        registry_hosts,
        "Leave the registry to the user's own configuration (npm: omit-lockfile-registry-resolved).",
    );
}

#[test]
fn no_file_names_a_registry_can_complain() {
    let line = concat!("\"resolved\": \"https://registry.npmjs", ".org/a/-/a-1.0.0.tgz\"");
    assert_eq!(registry_hosts(&[File::new("e2e/package-lock.json", line)]).len(), 1);
    assert_eq!(registry_hosts(&[File::new("Cargo.lock", line)]), Vec::<String>::new());
}
