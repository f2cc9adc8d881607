//! `docs/SECURITY.md` names the test that shows each thing it says; a test that is gone shows nothing.

use crate::tree::{File, hold};

const DOCUMENT: &str = "docs/SECURITY.md";

/// What stands between backticks and is called as a test's file is.
fn named(line: &str) -> impl Iterator<Item = &str> {
    let is_test = |name: &&str| {
        let whole = name.chars().all(|c| c.is_alphanumeric() || "._-/".contains(c));
        whole && (name.ends_with(".test.mjs") || name.ends_with(".rs"))
    };
    line.split('`').skip(1).step_by(2).filter(is_test)
}

fn missing_tests(files: &[File]) -> Vec<String> {
    // A whole path may name a file that has its tests beside its code.
    let is_there = |name: &str| {
        let ending = format!("/{name}");
        let is_test = |path: &str| path.contains("tests/") && path.ends_with(&ending);
        files.iter().any(|file| (name.contains('/') && file.path == name) || is_test(&file.path))
    };
    let mut complaints = Vec::new();
    for file in files.iter().filter(|file| file.path == DOCUMENT) {
        for (number, line) in file.numbered() {
            for name in named(line).filter(|name| !is_there(name)) {
                complaints.push(format!("{DOCUMENT}:{number}: {name}"));
            }
        }
    }
    complaints
}

#[test]
fn tests_that_the_security_document_names_exist() {
    hold(missing_tests, "Name the test that shows it, or say that nothing does.");
}

#[test]
fn tests_that_the_security_document_names_exist_can_complain() {
    let document = File::new(DOCUMENT, "a\n| who | `gone.test.mjs`, `here.rs`, `*.rs`, `--a`, `code.rs` |\n");
    let here = File::new("gateway/tests/here.rs", "");
    let code = File::new("src/code.rs", "");
    let expected = ["gone.test.mjs", "code.rs"].map(|name| format!("{DOCUMENT}:2: {name}"));
    assert_eq!(missing_tests(&[document, here, code]), expected);
}
