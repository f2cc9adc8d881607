//! Puts the stylesheets together: `style/index.css` with everything it imports becomes one file.
//!
//! Trunk copies a stylesheet as it is, and a browser would then load each import after the one that names it. Trunk
//! calls this before every build (`Trunk.toml`), so the result is never older than its parts.

use std::fs;
use std::path::Path;

use crate::problem::{Outcome, Problem};
use crate::workspace;

/// What `index.html` names; below `target` whatever Cargo's target directory is, since Git ignores it there.
const RESULT: &str = "target/css/firetower.css";

/// Writes the one stylesheet.
pub(crate) fn run() -> Outcome<()> {
    let root = workspace::root();
    let whole = without_comments(&bundle(&root.join("style"), "index.css")?);
    let result = root.join(RESULT);
    if fs::read_to_string(&result).is_ok_and(|there| there == whole) {
        return Ok(());
    }
    if let Some(folder) = result.parent() {
        fs::create_dir_all(folder).map_err(Problem::doing(folder.display()))?;
    }
    fs::write(&result, whole).map_err(Problem::doing(result.display()))
}

/// The text of a sheet, with the text of each sheet it imports in the import's place.
fn bundle(folder: &Path, name: &str) -> Outcome<String> {
    let text = fs::read_to_string(folder.join(name)).map_err(Problem::doing(format_args!("style/{name}")))?;
    let mut whole = String::new();
    for line in text.lines() {
        if line.starts_with("@import") {
            let import = Import::parse(line).ok_or_else(|| {
                Problem::new(format!(
                    "style/{name}: not understood, write @import \"x.css\" layer(x); : {line}"
                ))
            })?;
            whole.push_str(&import.wrap(&bundle(folder, import.name)?));
        } else {
            whole.push_str(line);
            whole.push('\n');
        }
    }
    Ok(whole)
}

/// `@import "name.css" layer(layer);` on a line of its own, the layer being optional.
#[derive(Debug, PartialEq, Eq)]
struct Import<'a> {
    name: &'a str,
    layer: Option<&'a str>,
}

impl<'a> Import<'a> {
    fn parse(line: &'a str) -> Option<Self> {
        let rest = line.strip_prefix("@import")?.trim().strip_suffix(';')?;
        let rest = rest.strip_prefix("url(").unwrap_or(rest);
        let quote = rest.chars().next().filter(|c| ['"', '\''].contains(c))?;
        let (name, rest) = rest[1..].split_once(quote)?;
        let rest = rest.strip_prefix(')').unwrap_or(rest).trim();
        let layer = match rest {
            "" => None,
            rest => Some(rest.strip_prefix("layer(")?.strip_suffix(')')?),
        };
        Some(Self { name, layer })
    }

    fn wrap(&self, text: &str) -> String {
        match self.layer {
            Some(layer) => format!("@layer {layer} {{\n{text}}}\n"),
            None => text.to_owned(),
        }
    }
}

/// Without comments, indents and empty lines, which weigh and say nothing to a browser.
fn without_comments(text: &str) -> String {
    let mut bare = String::with_capacity(text.len());
    let mut rest = text;
    // Quotes come first: `/*` inside a string is text.
    while let Some(at) = rest.find(['"', '\'', '/']) {
        let (before, here) = rest.split_at(at);
        bare.push_str(before);
        let quote = &here[..1];
        let length = if here.starts_with("/*") {
            here.find("*/").map_or(here.len(), |end| end + 2)
        } else if quote == "/" {
            1
        } else {
            here[1..].find(quote).map_or(here.len(), |end| end + 2)
        };
        if !here.starts_with("/*") {
            bare.push_str(&here[..length]);
        }
        rest = &here[length..];
    }
    bare.push_str(rest);
    let lines = bare.lines().map(str::trim).filter(|line| !line.is_empty());
    lines.flat_map(|line| [line, "\n"]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sheets(test: &str, files: &[(&str, &str)]) -> std::path::PathBuf {
        let folder = workspace::target().unwrap().join("xtask-tests").join(test);
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(&folder).unwrap();
        for (name, text) in files {
            fs::write(folder.join(name), text).unwrap();
        }
        folder
    }

    #[test]
    fn imports_are_read_in_their_spellings() {
        assert_eq!(Import::parse("@import \"a.css\";"), Some(Import { name: "a.css", layer: None }));
        assert_eq!(
            Import::parse("@import url('a.css') layer(ui);"),
            Some(Import { name: "a.css", layer: Some("ui") })
        );
        for refused in ["@import a.css;", "@import \"a.css\"", "@import \"a.css\" screen;"] {
            assert_eq!(Import::parse(refused), None, "{refused}");
        }
    }

    #[test]
    fn imported_sheets_take_the_imports_place() {
        let folder = sheets(
            "css",
            &[
                (
                    "index.css",
                    "@layer tokens, ui;\n@import \"tokens.css\" layer(tokens);\n@import \"ui.css\";\n",
                ),
                ("tokens.css", ":root {}\n"),
                ("ui.css", "@layer ui {\n}\n"),
            ],
        );
        let expected = "@layer tokens, ui;\n@layer tokens {\n:root {}\n}\n@layer ui {\n}\n";
        assert_eq!(bundle(&folder, "index.css"), Ok(expected.to_owned()));
    }

    #[test]
    fn a_missing_sheet_is_named() {
        let folder = sheets("css-missing", &[("index.css", "@import \"gone.css\";\n")]);
        assert!(bundle(&folder, "index.css").unwrap_err().to_string().contains("style/gone.css"));
    }

    #[test]
    fn comments_go_and_strings_stay() {
        let text =
            "/* why */\na {\n  content: \"/* text */\"; /* more\n lines */\n  background: url(x/y.svg);\n}\n";
        let expected = "a {\ncontent: \"/* text */\";\nbackground: url(x/y.svg);\n}\n";
        assert_eq!(without_comments(text), expected);
    }
}
