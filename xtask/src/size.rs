//! The size budget of the first view: every byte that opening the dashboard loads.

use std::collections::BTreeSet;
use std::fmt;
use std::fs;
use std::path::{Path, PathBuf};

use crate::problem::{Outcome, Problem};

/// Of all files together, as brotli 11 sends them.
const BUDGET_BYTES: u64 = 220_000;

/// In the name of the module that the loader names but does not load with the first view.
const LATER: &str = "-later-";

struct Row {
    name: String,
    raw_bytes: u64,
    brotli_bytes: u64,
}

/// The files of the first view, largest first.
pub(crate) struct FirstView {
    rows: Vec<Row>,
}

impl FirstView {
    /// Follows the references in `dist/index.html`. A browser test holds the same budget over what is really loaded.
    pub(crate) fn of(dist: &Path) -> Outcome<Self> {
        let mut rows = Vec::new();
        for file in reachable(dist)? {
            let raw_bytes = length(&file)?;
            // A file too small for a compressed twin goes as it is.
            let brotli_bytes = length(&with_ending(&file, ".br")).unwrap_or(raw_bytes);
            let name = file.strip_prefix(dist).unwrap_or(&file).display().to_string();
            rows.push(Row { name, raw_bytes, brotli_bytes });
        }
        rows.sort_by(|a, b| b.brotli_bytes.cmp(&a.brotli_bytes).then_with(|| a.name.cmp(&b.name)));
        Ok(Self { rows })
    }

    fn total_bytes(&self) -> u64 {
        self.rows.iter().map(|row| row.brotli_bytes).sum()
    }

    pub(crate) fn within_budget(&self) -> Outcome<String> {
        let total_bytes = self.total_bytes();
        if total_bytes <= BUDGET_BYTES {
            return Ok(format!("{total_bytes} of {BUDGET_BYTES} bytes"));
        }
        let over_bytes = total_bytes - BUDGET_BYTES;
        Err(Problem::new(format!("the first view is {over_bytes} bytes over its budget of {BUDGET_BYTES}")))
    }
}

impl fmt::Display for FirstView {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "  {:<52} {:>9} {:>9}", "file", "raw", "brotli")?;
        for row in &self.rows {
            writeln!(f, "  {:<52} {:>9} {:>9}", row.name, row.raw_bytes, row.brotli_bytes)?;
        }
        let raw_bytes: u64 = self.rows.iter().map(|row| row.raw_bytes).sum();
        write!(f, "  {:<52} {:>9} {:>9}", "total", raw_bytes, self.total_bytes())
    }
}

/// `index.html` and all files that it names, or that a file named there names.
fn reachable(dist: &Path) -> Outcome<BTreeSet<PathBuf>> {
    let mut found = BTreeSet::new();
    let mut unread = vec![dist.join("index.html")];
    while let Some(file) = unread.pop() {
        if !found.insert(file.clone()) || !is_text(&file) {
            continue;
        }
        let text = fs::read_to_string(&file).map_err(Problem::doing(file.display()))?;
        let folder = file.parent().unwrap_or(dist);
        let named = names(&text).filter(|name| !name.contains(LATER)).map(|name| folder.join(name));
        unread.extend(named.filter(|path| path.is_file()).map(tidy));
    }
    Ok(found)
}

/// Whatever stands between quotes or in `url(…)`, relative; whether it names a file, the folder tells.
fn names(text: &str) -> impl Iterator<Item = &str> {
    text.split(['"', '\'', '`', '(', ')'])
        .filter(|name| !name.is_empty() && name.len() < 200 && !name.contains(char::is_whitespace))
        .map(|name| name.trim_start_matches(['/', '.']))
        .filter(|name| !name.is_empty())
}

/// The same path without `.` components, so that a file counts once.
fn tidy(path: PathBuf) -> PathBuf {
    path.components().collect()
}

fn is_text(file: &Path) -> bool {
    file.extension()
        .is_some_and(|ending| ["html", "js", "mjs", "css", "svg"].iter().any(|text| ending == *text))
}

fn with_ending(file: &Path, ending: &str) -> PathBuf {
    let mut name = file.as_os_str().to_owned();
    name.push(ending);
    PathBuf::from(name)
}

fn length(file: &Path) -> Outcome<u64> {
    fs::metadata(file).map(|metadata| metadata.len()).map_err(Problem::doing(file.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn dist(test: &str, files: &[(&str, &str)]) -> PathBuf {
        let folder = crate::workspace::target().unwrap().join("xtask-tests").join(test);
        let _ = fs::remove_dir_all(&folder);
        for (name, text) in files {
            let file = folder.join(name);
            fs::create_dir_all(file.parent().unwrap()).unwrap();
            fs::write(file, text).unwrap();
        }
        folder
    }

    #[test]
    fn everything_named_counts_once_and_as_brotli_where_there_is_a_twin() {
        let folder = dist(
            "first-view",
            &[
                (
                    "index.html",
                    r#"<script src="boot.js" data-wasm="./app_bg.wasm"></script><link href="/app.css">"#,
                ),
                ("boot.js", "import './snippets/part.js'; const more = () => fetch('./app-later-0.wasm')"),
                ("app-later-0.wasm", "not in the first view either"),
                ("snippets/part.js", "1"),
                ("app_bg.wasm", "0123456789"),
                ("app_bg.wasm.br", "0123"),
                ("app.css", "a{background:url(bird.svg)} b{background:url('bird.svg')}"),
                ("bird.svg", "<svg/>"),
                ("later.js", "not in the first view"),
            ],
        );
        let view = FirstView::of(&folder).unwrap();
        let names: BTreeSet<&str> = view.rows.iter().map(|row| row.name.as_str()).collect();
        let expected = ["app.css", "app_bg.wasm", "bird.svg", "boot.js", "index.html", "snippets/part.js"];
        assert_eq!(names, expected.into_iter().collect());
        assert_eq!(view.rows.len(), expected.len());
        let wasm = view.rows.iter().find(|row| row.name == "app_bg.wasm").unwrap();
        assert_eq!((wasm.raw_bytes, wasm.brotli_bytes), (10, 4));
    }

    #[test]
    fn one_byte_too_many_fails() {
        let row = |bytes| FirstView {
            rows: vec![Row { name: "app_bg.wasm".to_owned(), raw_bytes: 900_000, brotli_bytes: bytes }],
        };
        assert!(row(BUDGET_BYTES).within_budget().is_ok());
        let problem = row(BUDGET_BYTES + 1).within_budget().unwrap_err();
        assert!(problem.to_string().contains(" 1 bytes over"), "{problem}");
    }

    #[test]
    fn no_build_is_a_failure() {
        assert!(FirstView::of(&dist("no-build", &[])).is_err());
    }
}
