//! The repository's text files, as Git knows them.

use std::path::{Path, PathBuf};
use std::process::Command;

/// A text file; its path is relative to the root, with `/`.
pub(crate) struct File {
    pub(crate) path: String,
    pub(crate) text: String,
}

impl File {
    pub(crate) fn new(path: &str, text: &str) -> Self {
        Self { path: path.to_owned(), text: text.to_owned() }
    }

    pub(crate) fn ends_with_any(&self, endings: &[&str]) -> bool {
        endings.iter().any(|ending| self.path.ends_with(ending))
    }

    /// Rust that only tests compile by where it lies.
    pub(crate) fn is_test(&self) -> bool {
        self.path.split('/').any(|part| part == "tests" || part == "tests.rs" || part.ends_with("_tests.rs"))
    }

    /// The lines with their numbers, from 1.
    pub(crate) fn numbered(&self) -> impl Iterator<Item = (usize, &str)> {
        self.text.lines().enumerate().map(|(index, line)| (index + 1, line))
    }

    /// Lines of Rust that the product is made of: without comments and what stands under `#[cfg(test)]`.
    pub(crate) fn product_lines(&self) -> impl Iterator<Item = (usize, &str)> {
        let mut test_ends_at = None;
        let mut lines = self.numbered().peekable();
        std::iter::from_fn(move || {
            loop {
                let (number, line) = lines.next()?;
                // rustfmt puts the closing brace below the first character of the item.
                let indent = &line[..line.len() - line.trim_start().len()];
                if let Some(end) = &test_ends_at {
                    if line == end {
                        test_ends_at = None;
                    }
                } else if line.trim() == "#[cfg(test)]" {
                    let (_, item) = lines.next()?;
                    if item.ends_with('{') {
                        test_ends_at = Some(format!("{indent}}}"));
                    }
                } else if !line.trim_start().starts_with("//") {
                    return Some((number, line));
                }
            }
        })
    }
}

/// Every text file that is tracked, or new and not ignored: a rule is broken when the file is written, not committed.
pub(crate) fn files() -> Vec<File> {
    let root = root();
    let listed = Command::new("git")
        .args(["ls-files", "-z", "--cached", "--others", "--exclude-standard"])
        .current_dir(&root)
        .output()
        .expect("the house rules read the files that Git knows: install git");
    assert!(listed.status.success(), "git ls-files: {}", String::from_utf8_lossy(&listed.stderr));
    let names = String::from_utf8(listed.stdout).expect("file names are UTF-8");
    let files: Vec<File> = names
        .split_terminator('\0')
        // A picture is no text; a file that Git knows and the disk doesn't is being moved.
        .filter_map(|name| {
            Some(File { path: name.to_owned(), text: std::fs::read_to_string(root.join(name)).ok()? })
        })
        .collect();
    assert!(files.iter().any(|file| file.path == "Cargo.toml"), "the rules found no files to look at");
    files
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("xtask lies in the workspace").to_path_buf()
}

/// Holds a rule over the repository.
pub(crate) fn hold(rule: impl Fn(&[File]) -> Vec<String>, what_to_do: &str) {
    let complaints = rule(&files());
    assert!(complaints.is_empty(), "{what_to_do}\n  {}", complaints.join("\n  "));
}

/// Lines that hold one of these texts, as complaints.
pub(crate) fn lines_with<'a>(
    file: &'a File,
    lines: impl Iterator<Item = (usize, &'a str)>,
    texts: &[&str],
) -> Vec<String> {
    lines
        .filter_map(|(number, line)| {
            let text = texts.iter().find(|text| line.contains(**text))?;
            Some(format!("{}:{number}: {text}", file.path))
        })
        .collect()
}

#[test]
fn product_lines_leave_out_comments_and_tests() {
    let file = File::new(
        "src/a.rs",
        "//! doc\nfn a() {}\n#[cfg(test)]\nmod tests;\nfn b() {}\n#[cfg(test)]\nmod inline {\n    fn c() {}\n}\nfn d() {}\n",
    );
    let lines: Vec<&str> = file.product_lines().map(|(_, line)| line).collect();
    assert_eq!(lines, ["fn a() {}", "fn b() {}", "fn d() {}"]);
}
