//! What every Rust file keeps to.

use crate::tree::{File, hold, lines_with};

/// One idea fits into this.
const MAX_LINES: usize = 400;

const SOURCES: &[&str] = &[".rs", ".css", ".mjs", ".js", ".html"];

/// The lints deny them too, but a lint can be allowed at the place.
const PANICS: &[&str] = &[".unwrap()", ".expect(", "panic!(", "todo!(", "unimplemented!(", "dbg!("];

fn rust(files: &[File]) -> impl Iterator<Item = &File> {
    files.iter().filter(|file| file.path.ends_with(".rs"))
}

fn without_opening(files: &[File]) -> Vec<String> {
    rust(files).filter(|file| !file.text.starts_with("//!")).map(|file| file.path.clone()).collect()
}

fn too_long(files: &[File]) -> Vec<String> {
    let sources = files.iter().filter(|file| file.ends_with_any(SOURCES));
    sources
        .map(|file| (file, file.text.lines().count()))
        .filter(|(_, lines)| *lines > MAX_LINES)
        .map(|(file, lines)| format!("{}: {lines} lines", file.path))
        .collect()
}

fn panics(files: &[File]) -> Vec<String> {
    rust(files)
        .filter(|file| !file.is_test())
        // This rule's own words stand in strings.
        .flat_map(|file| lines_with(file, file.product_lines(), PANICS))
        .collect()
}

fn ignored_tests(files: &[File]) -> Vec<String> {
    rust(files).flat_map(|file| lines_with(file, file.numbered(), &[concat!("#[", "ignore")])).collect()
}

#[test]
fn every_module_opens_with_its_purpose() {
    hold(without_opening, "Begin the file with `//!` and a sentence on what it is for.");
}

#[test]
fn every_module_opens_with_its_purpose_can_complain() {
    let files = [File::new("src/a.rs", "use b;\n"), File::new("src/b.rs", "//! B.\n")];
    assert_eq!(without_opening(&files), ["src/a.rs"]);
}

#[test]
fn files_hold_one_idea() {
    hold(too_long, "Split the file where its second idea begins.");
}

#[test]
fn files_hold_one_idea_can_complain() {
    let files = [File::new("style/a.css", &"\n".repeat(401)), File::new("src/b.rs", &"\n".repeat(400))];
    assert_eq!(too_long(&files), ["style/a.css: 401 lines"]);
}

#[test]
fn nothing_panics() {
    hold(panics, "Return the failure: a panic ends the page, or the gateway's request.");
}

#[test]
fn nothing_panics_can_complain() {
    let text = "//! A.\nfn a() {\n    b().unwrap();\n}\n#[cfg(test)]\nmod tests {\n    fn c() {\n        d().unwrap();\n    }\n}\n";
    assert_eq!(panics(&[File::new("src/a.rs", text)]), ["src/a.rs:3: .unwrap()"]);
    assert_eq!(panics(&[File::new("gateway/tests/a.rs", text)]), Vec::<String>::new());
}

#[test]
fn no_test_is_ignored() {
    hold(ignored_tests, "Mend the test or remove it: one that doesn't run holds nothing.");
}

#[test]
fn no_test_is_ignored_can_complain() {
    let bad = File::new("src/a.rs", concat!("#[", "ignore]\n"));
    assert_eq!(ignored_tests(&[bad]).len(), 1);
}
