//! The arrows inside the dashboard: ui ← components ← pages ← routes ← app ← start, and `api` alone fetches.

use crate::tree::{File, hold, lines_with};

/// Layers that stand on all others, top last.
const VIEWS: &[&str] = &["ui", "components", "pages", "routes", "app", "start"];

/// What widgets know beside themselves: words, and nothing of this product's data.
const UI_MAY_USE: &[&str] = &["ui", "dom", "i18n"];

const FETCHES: &[&str] = &[
    "gloo_net",
    "web_sys::Request",
    "RequestInit",
    ".fetch(",
    "fetch_with_",
    "XmlHttpRequest",
    "WebSocket",
    "EventSource",
    "send_beacon",
];

/// The modules that a file of the dashboard lies in: `src/ui/button.rs` → `["ui", "button"]`.
fn modules(file: &File) -> Option<Vec<&str>> {
    let path = file.path.strip_prefix("src/")?.strip_suffix(".rs")?;
    let path = path.strip_suffix("/mod").unwrap_or(path);
    Some(path.split('/').collect())
}

fn product(files: &[File]) -> impl Iterator<Item = (&File, Vec<&str>)> {
    files.iter().filter(|file| !file.is_test()).filter_map(|file| Some((file, modules(file)?)))
}

/// Where a file points: each path after `crate::`, of groups too, with its line.
fn uses(file: &File) -> Vec<(usize, String)> {
    let mut text = String::new();
    let mut starts = Vec::new();
    for (number, line) in file.product_lines() {
        starts.push((text.len(), number));
        text.push_str(line);
        text.push('\n');
    }
    let line_at =
        |at: usize| starts.iter().rev().find(|(start, _)| *start <= at).map_or(0, |(_, number)| *number);
    text.match_indices("crate::")
        // `$crate::` and `other_crate::` are no paths of this one.
        .filter(|(at, _)| !text[..*at].ends_with(|c: char| c.is_alphanumeric() || c == '_'))
        .flat_map(|(at, path)| heads(&text[at + path.len()..]).into_iter().map(move |head| (at, head)))
        .map(|(at, head)| (line_at(at), head))
        .collect()
}

/// `pages::login::Form` → itself; `{api::Client, pages::{a, b}}` → `api::Client`, `pages::a`, `pages::b`.
fn heads(rest: &str) -> Vec<String> {
    let path: String = rest.chars().take_while(|c| c.is_alphanumeric() || *c == '_' || *c == ':').collect();
    let Some(group) =
        rest[path.len()..].strip_prefix('{').filter(|_| path.is_empty() || path.ends_with("::"))
    else {
        return vec![path];
    };
    let mut depth = 0_usize;
    let mut parts = vec![String::new()];
    for c in group.chars() {
        match c {
            '}' if depth == 0 => break,
            ',' if depth == 0 => parts.push(String::new()),
            _ => {
                depth = if c == '{' {
                    depth + 1
                } else if c == '}' {
                    depth - 1
                } else {
                    depth
                };
                if let Some(part) = parts.last_mut() {
                    part.push(c);
                }
            }
        }
    }
    let parts = parts.iter().map(|part| part.trim()).filter(|part| !part.is_empty());
    parts.flat_map(heads).map(|head| format!("{path}{head}")).collect()
}

fn layer_arrows(files: &[File]) -> Vec<String> {
    let mut complaints = Vec::new();
    for (file, own) in product(files) {
        for (number, path) in uses(file) {
            let target: Vec<&str> = path.split("::").collect();
            if let Some(why) = refused(&own, &target) {
                complaints.push(format!("{}:{number}: crate::{path}: {why}", file.path));
            }
        }
    }
    complaints
}

/// Why a module may not use a path, if it may not.
fn refused(own: &[&str], target: &[&str]) -> Option<String> {
    let rank = |module: &str| VIEWS.iter().position(|view| *view == module);
    let (from, to) = (*own.first()?, *target.first()?);
    if from == "main" || from == "lib" {
        return None;
    }
    if from == "ui" && !UI_MAY_USE.contains(&to) {
        return Some("a widget knows words and drawing alone; pass the rest in".to_owned());
    }
    if from == "pages" && to == "pages" && own.get(1) != target.get(1) {
        return Some("a page knows no other page; what both show is a component".to_owned());
    }
    match (rank(from), rank(to)) {
        (Some(from_rank), Some(to_rank)) if to_rank > from_rank => Some(format!("{from} stands below {to}")),
        (None, Some(_)) => Some(format!("{from} is no view and uses none")),
        _ => None,
    }
}

/// `super` chains that reach the crate's root would hide an arrow from the rule above.
fn chains_to_the_root(files: &[File]) -> Vec<String> {
    let mut complaints = Vec::new();
    for (file, own) in product(files) {
        for (number, line) in file.product_lines() {
            let longest = line
                .split(|c: char| !(c.is_alphanumeric() || c == ':' || c == '_'))
                .map(|path| path.split("::").take_while(|part| *part == "super").count())
                .max();
            if longest.is_some_and(|supers| supers > 0 && supers >= own.len()) {
                complaints.push(format!("{}:{number}: {}", file.path, line.trim()));
            }
        }
    }
    complaints
}

fn fetches_outside_api(files: &[File]) -> Vec<String> {
    product(files)
        .filter(|(_, own)| own.first() != Some(&"api"))
        .flat_map(|(file, _)| lines_with(file, file.product_lines(), FETCHES))
        .collect()
}

#[test]
fn layers_depend_downwards() {
    hold(
        layer_arrows,
        "Move what is shared down, or pass it in as a property: ui ← components ← pages ← routes ← app.",
    );
}

#[test]
fn layers_depend_downwards_can_complain() {
    let complains =
        |path: &str, line: &str| !layer_arrows(&[File::new(path, &format!("//! Doc.\n{line}\n"))]).is_empty();
    assert!(complains("src/ui/button.rs", "use crate::api::Client;"));
    assert!(complains("src/ui/button.rs", "use crate::{i18n::t, state};"));
    assert!(complains(
        "src/components/card.rs",
        "use crate::{\n    ui::Button,\n    pages::overview::Row,\n};"
    ));
    assert!(complains("src/pages/overview.rs", "use crate::pages::requests::Row;"));
    assert!(complains("src/pages/overview/card.rs", "use crate::pages::{overview::Row, requests};"));
    assert!(complains("src/pages/mod.rs", "let to = crate::routes::overview();"));
    assert!(complains("src/routes.rs", "use crate::app::App;"));
    assert!(complains("src/api/client.rs", "use crate::ui::Toast;"));
    assert!(!complains("src/ui/button.rs", "use crate::{i18n::t, ui::icon};"));
    assert!(!complains(
        "src/pages/overview/card.rs",
        "use crate::{api, pages::overview::Row, ui::{Button, Card}};"
    ));
    assert!(!complains("src/app.rs", "use crate::routes::Routes;"));
    assert!(!complains("src/api/client.rs", "/// Shown by crate::pages::requests."));
}

#[test]
fn supers_stay_below_the_root() {
    hold(chains_to_the_root, "Write `crate::` where a path goes to the root: the rule on layers reads that.");
}

#[test]
fn supers_stay_below_the_root_can_complain() {
    let complains = |path: &str, line: &str| !chains_to_the_root(&[File::new(path, line)]).is_empty();
    assert!(complains("src/ui/button.rs", "use super::super::api::Client;"));
    assert!(complains("src/routes.rs", "use super::app::App;"));
    assert!(!complains("src/ui/button.rs", "use super::icon::Icon;"));
}

#[test]
fn only_api_fetches() {
    hold(fetches_outside_api, "Ask src/api: it alone signs, times, records and explains a request.");
}

#[test]
fn only_api_fetches_can_complain() {
    let line = "use gloo_net::http::Request;\n";
    assert_eq!(fetches_outside_api(&[File::new("src/pages/overview.rs", line)]).len(), 1);
    assert_eq!(fetches_outside_api(&[File::new("src/api/send.rs", line)]), Vec::<String>::new());
}
