//! The documented calls to begin from: searched by label or path, each an address of its own.

use crate::dom::prelude::*;
use firetower_protocol::catalogue::{CATALOGUE, Entry};
use leptos::ev::KeyboardEvent;
use wasm_bindgen::JsCast;

use crate::i18n::{Lang, say, tr};
use crate::paths;
use crate::state::kept;
use crate::state::session::Session;
use crate::ui::icon::{Icon, icon};

/// A call's name in an address. Some paths have several templates, which are counted.
pub(super) fn key(entry: &Entry) -> String {
    let bare = entry.path.trim_start_matches("/admin/").replace('/', "-");
    let before = CATALOGUE
        .iter()
        .filter(|other| other.path == entry.path)
        .position(|other| std::ptr::eq(other, entry))
        .unwrap_or(0);
    if before == 0 { bare } else { format!("{bare}-{}", before + 1) }
}

pub(super) fn find(wanted: &str) -> Option<&'static Entry> {
    CATALOGUE.iter().find(|entry| key(entry) == wanted)
}

/// Whether a call is what was searched for: every word of it, in either language or in the path.
fn matches(entry: &Entry, search: &str) -> bool {
    search.split_whitespace().all(|word| {
        let word = word.to_lowercase();
        entry.path.contains(&word)
            || entry.chinese.contains(&word)
            || entry.english.to_lowercase().contains(&word)
    })
}

pub(super) fn templates(session: &Session, open: Memo<Option<String>>) -> AnyView {
    let slug = StoredValue::new(session.slug().to_owned());
    let search = kept::text(session.slug(), "console-search");
    let found = memo(move || {
        let matching = |index: &usize| search.with(|search| matches(&CATALOGUE[*index], search));
        (0..CATALOGUE.len()).filter(matching).collect::<Vec<_>>()
    });
    let location = use_location();
    let on_key = move |event: KeyboardEvent| {
        if event.key() == "Enter"
            && let Some(index) = found.with_untracked(|found| found.first().copied())
        {
            event.prevent_default();
            location.go(&slug.with_value(|slug| address(slug, &CATALOGUE[index])), false);
        } else if event.key() == "ArrowDown" {
            event.prevent_default();
            crate::dom::focus(".templates .pick a");
        }
    };
    let count = say(move |lang| lang.cs_templates_count(found.with(Vec::len), CATALOGUE.len()));
    let label = tr(Lang::cs_search);
    // A phone shows the request first, and the templates when they are asked for.
    let is_wide =
        window().match_media("(width >= 900px)").ok().flatten().is_some_and(|query| query.matches());
    view! {
        <details class="card templates" open=is_wide>
            <summary class="head">
                {icon(Icon::Right)}<h2>{tr(Lang::cs_templates)}</h2><span class="meta push" aria-live="polite">{count}</span>
            </summary>
            <div class="search">
                <input class="in" type="search" aria-label=label placeholder=label autocomplete="off" spellcheck="false"
                    prop:value=search on:input=move |event| search.set(event_target_value(&event)) on:keydown=on_key />
            </div>
            <ul class="pick" on:keydown=move_focus>
                {each(move || found.get(), |index| *index, move |index| row(slug, &CATALOGUE[index], open))}
            </ul>
            {show(move || found.with(Vec::is_empty), || view! { <p class="body muted" role="status">{tr(Lang::cs_no_template)}</p> })}
        </details>
    }
    .into_any()
}

fn address(slug: &str, entry: &Entry) -> String {
    paths::console_request(slug, entry.path, Some(&key(entry)))
}

fn row(slug: StoredValue<String>, entry: &'static Entry, open: Memo<Option<String>>) -> AnyView {
    let key = key(entry);
    let href = slug.with_value(|slug| address(slug, entry));
    let label = say(move |lang| lang.pick(entry.english, entry.chinese).to_owned());
    let key_tag = entry.hands_out_keys.then(|| view! { <span class="tag">{tr(Lang::cs_tag_key)}</span> });
    let pro_tag = (!entry.in_community).then(|| view! { <span class="tag">{tr(Lang::nav_pro)}</span> });
    let write_tag =
        (!entry.reads).then(|| view! { <span class="tag strong">{tr(Lang::cs_tag_write)}</span> });
    view! {
        <li class="pick-row">
            <a href=href data-noscroll="" aria-current=move || open.with(|open| *open == Some(key.clone())).then_some("true")>
                <span class="label">{label}</span>
                <span class="tags">{key_tag}{pro_tag}{write_tag}</span>
                <span class="meta mono">{entry.path}</span>
            </a>
        </li>
    }
    .into_any()
}

fn move_focus(event: KeyboardEvent) {
    let down = match event.key().as_str() {
        "ArrowDown" => true,
        "ArrowUp" => false,
        _ => return,
    };
    let link = event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok());
    let row = link.and_then(|link| link.closest("li").ok().flatten());
    let next =
        row.and_then(|row| if down { row.next_element_sibling() } else { row.previous_element_sibling() });
    let link = next
        .and_then(|row| row.first_element_child())
        .and_then(|link| link.dyn_into::<web_sys::HtmlElement>().ok());
    event.prevent_default();
    match link {
        // A link is always focusable; were it not, the focus simply stays.
        Some(link) => drop(link.focus()),
        None if !down => crate::dom::focus(".templates input"),
        None => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_template_has_a_name_of_its_own_and_is_found_by_it() {
        let mut keys: Vec<String> = CATALOGUE.iter().map(key).collect();
        for (entry, key) in CATALOGUE.iter().zip(&keys) {
            assert!(std::ptr::eq(find(key).unwrap(), entry), "{key}");
        }
        keys.sort();
        keys.dedup();
        assert_eq!(keys.len(), CATALOGUE.len());
        assert!(find("nothing").is_none());
    }

    #[test]
    fn a_search_takes_words_of_either_language_and_pieces_of_paths() {
        let count = |search| CATALOGUE.iter().filter(|entry| matches(entry, search)).count();
        assert_eq!(count(""), CATALOGUE.len());
        assert!(count("robot") > 0 && count("机器人") > 0 && count("user/get_info") > 0);
        assert!(count("USER setting") < count("user"));
        assert_eq!(count("no such call at all"), 0);
    }

    /// What a template begins with can be sent as it is.
    #[test]
    fn every_template_is_a_request_without_a_fault() {
        for entry in CATALOGUE {
            assert_eq!(super::super::check::path_problem(entry.path, "123456"), None, "{}", entry.path);
            assert_eq!(super::super::check::json_problem(entry.body), None, "{}", entry.path);
        }
    }
}
