//! One place for colours, one for the order of layers, and assets that live under any path.

use crate::tree::{File, hold, lines_with};

const TOKENS: &str = "style/tokens.css";
const ENTRY: &str = "style/index.css";

const COLOUR_FUNCTIONS: &[&str] = &["rgb(", "rgba(", "hsl(", "hsla(", "oklch(", "oklab(", "lab(", "lch("];

/// Attributes of `index.html` that name something to load.
const ASSET_ATTRIBUTES: &[&str] = &["href=\"", "src=\"", "data-js=\"", "data-wasm=\"", "content-base=\""];

fn styles(files: &[File]) -> impl Iterator<Item = &File> {
    files.iter().filter(|file| file.path.starts_with("style/") && file.path.ends_with(".css"))
}

fn colours_outside_tokens(files: &[File]) -> Vec<String> {
    let sheets = styles(files).filter(|file| file.path != TOKENS);
    let views = files.iter().filter(|file| file.path.starts_with("src/") && file.path.ends_with(".rs"));
    let mut complaints = Vec::new();
    for file in sheets.chain(views) {
        for (number, line) in file.numbered() {
            if hex_colour(line) || COLOUR_FUNCTIONS.iter().any(|name| calls(line, name)) {
                complaints.push(format!("{}:{number}: {}", file.path, line.trim()));
            }
        }
    }
    complaints
}

/// `name(` as a word of its own.
fn calls(line: &str, name: &str) -> bool {
    line.match_indices(name)
        .any(|(at, _)| !line[..at].ends_with(|c: char| c.is_alphanumeric() || c == '-' || c == '_'))
}

/// `#` and 3, 4, 6 or 8 hex digits, of which one is a digit or all stand for themselves as a value.
fn hex_colour(line: &str) -> bool {
    line.match_indices('#').any(|(at, _)| {
        let rest = &line[at + 1..];
        let word: &str =
            rest.split(|c: char| !(c.is_alphanumeric() || c == '-' || c == '_')).next().unwrap_or(rest);
        let is_value = line[..at].ends_with([' ', ':', '"', '\'', '(', ',']);
        is_value && matches!(word.len(), 3 | 4 | 6 | 8) && word.chars().all(|c| c.is_ascii_hexdigit())
    })
}

/// The layers that a `@layer a, b;` of this sheet puts in order.
fn declared_layers(file: &File) -> Vec<&str> {
    layer_rules(file)
        .filter(|(_, rule)| rule.ends_with(';'))
        .flat_map(|(_, rule)| rule.trim_end_matches(';').split(',').map(str::trim))
        .collect()
}

/// What follows `@layer`, up to and with the `;` or `{` that ends it.
fn layer_rules(file: &File) -> impl Iterator<Item = (usize, &str)> {
    file.text.match_indices("@layer").map(|(at, name)| {
        let rest = &file.text[at + name.len()..];
        let end = rest.find([';', '{']).map_or(rest.len(), |end| end + 1);
        (file.text[..at].matches('\n').count() + 1, rest[..end].trim())
    })
}

fn undeclared_layers(files: &[File]) -> Vec<String> {
    let declared: Vec<&str> =
        styles(files).filter(|file| file.path == ENTRY).flat_map(|file| declared_layers(file)).collect();
    let mut complaints = Vec::new();
    for file in styles(files) {
        for (number, rule) in layer_rules(file) {
            let name = rule.trim_end_matches(['{', ';']).trim();
            let at = format!("{}:{number}: @layer {name}", file.path);
            if rule.ends_with(';') && file.path != ENTRY {
                complaints.push(format!("{at}: only {ENTRY} puts layers in order"));
            } else if rule.ends_with('{') && !declared.contains(&name) {
                complaints.push(format!("{at}: {ENTRY} does not declare it"));
            }
        }
        for (number, line) in file.numbered().filter(|(_, line)| line.starts_with("@import")) {
            let layer = line.split_once("layer(").and_then(|(_, rest)| rest.split_once(')'));
            if let Some((name, _)) = layer.filter(|(name, _)| !declared.contains(name)) {
                complaints
                    .push(format!("{}:{number}: layer({name}): {ENTRY} does not declare it", file.path));
            }
        }
    }
    complaints
}

fn absolute_assets(files: &[File]) -> Vec<String> {
    let mut complaints = Vec::new();
    for file in files.iter().filter(|file| file.path == "index.html") {
        for (number, line) in file.numbered() {
            // The base is the one address that may be absolute: it is what changes with the path.
            if line.contains("<base ") {
                continue;
            }
            for attribute in ASSET_ATTRIBUTES {
                for (at, _) in line.match_indices(attribute) {
                    let value = line[at + attribute.len()..].split('"').next().unwrap_or_default();
                    if value.starts_with('/') || value.contains("://") {
                        complaints.push(format!("index.html:{number}: {value}"));
                    }
                }
            }
        }
    }
    complaints.extend(styles(files).flat_map(|file| {
        lines_with(
            file,
            file.numbered(),
            &["url(/", "url(\"/", "url('/", "url(http", "url(\"http", "url('http"],
        )
    }));
    complaints
}

#[test]
fn colours_are_tokens() {
    hold(colours_outside_tokens, "Name the colour in style/tokens.css, for both themes, and use var(--…).");
}

#[test]
fn colours_are_tokens_can_complain() {
    let complains = |path: &str, line: &str| !colours_outside_tokens(&[File::new(path, line)]).is_empty();
    assert!(complains("style/rail.css", "a { color: #fff; }"));
    assert!(complains("style/rail.css", "a { border: 1px solid rgb(0 0 0 / 10%); }"));
    assert!(complains("src/ui/chart.rs", "fill=\"#22aa88\""));
    assert!(!complains("style/tokens.css", "--ink: oklch(20% 0 0);"));
    assert!(!complains("style/rail.css", "#face { color: var(--ink); }"));
    assert!(!complains("src/ui/chart.rs", "href=\"#main\" format!(\"{:#04x}\")"));
}

#[test]
fn layers_are_declared_once() {
    hold(undeclared_layers, "Declare the layer in style/index.css, where its place among the others shows.");
}

#[test]
fn layers_are_declared_once_can_complain() {
    let entry = File::new(ENTRY, "@layer reset, tokens,\n  ui;\n@import \"a.css\" layer(ui);\n");
    let import = File::new(ENTRY, "@layer ui;\n@import \"a.css\" layer(uy);\n");
    assert_eq!(undeclared_layers(&[import]).len(), 1);
    let good = File::new("style/button.css", "@layer ui {\n}\n");
    let order = File::new("style/card.css", "@layer pages, ui;\n");
    let unknown = File::new("style/page.css", "a {}\n@layer pages {\n}\n");
    let complaints = undeclared_layers(&[entry, good, order, unknown]);
    assert_eq!(complaints.len(), 2, "{complaints:?}");
    assert!(complaints[1].starts_with("style/page.css:2:"), "{complaints:?}");
}

#[test]
fn assets_are_relative() {
    hold(absolute_assets, "Write the address relative to <base>: one build then serves under any path.");
}

#[test]
fn assets_are_relative_can_complain() {
    let complains = |line: &str| !absolute_assets(&[File::new("index.html", line)]).is_empty();
    assert!(complains("<link rel=\"icon\" href=\"/favicon.svg\">"));
    assert!(complains("<script src=\"https://cdn.example/a.js\"></script>"));
    assert!(!complains("<base href=\"/\">"));
    assert!(!complains("<link rel=\"icon\" href=\"assets/favicon.svg\">"));
    assert_eq!(absolute_assets(&[File::new("style/a.css", "a { background: url(/a.svg); }")]).len(), 1);
}
