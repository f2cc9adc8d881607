//! What is found by a few letters, and the way there. It lies in the module of the pages that come later.

use crate::dom::prelude::*;

use crate::i18n::{Lang, Word, say, tr};
use crate::paths;
use crate::state::connection::{Connection, Environment};
use crate::state::connections::Connections;
use crate::ui::hostile;
use crate::ui::icon::{Icon, icon};

/// Where one may go.
#[derive(Clone)]
enum Goal {
    Page { word: Word, address: String },
    Connection { name: String, environment: Environment, address: String },
}

impl Goal {
    fn address(&self) -> &str {
        match self {
            Self::Page { address, .. } | Self::Connection { address, .. } => address,
        }
    }

    /// What is searched: the words of both languages, since fingers know one and the page may show the other.
    fn text(&self) -> String {
        match self {
            Self::Page { word, .. } => format!("{} {}", word(Lang::En), word(Lang::Zh)),
            Self::Connection { name, environment, address } => {
                let word = environment.word();
                format!("{name} {address} {} {}", word(Lang::En), word(Lang::Zh))
            }
        }
        .to_lowercase()
    }
}

/// A page's title and its address, by a connection's name in links.
type Page = (Word, fn(&str) -> String);

const PAGES: [Page; 11] = [
    (Lang::nav_overview, paths::overview),
    (Lang::nav_system_settings, paths::system_settings),
    (Lang::nav_user_settings, paths::user_settings),
    (Lang::nav_files, paths::files),
    (Lang::nav_pins, paths::pins),
    (Lang::nav_robots, paths::robots),
    (Lang::nav_changes, paths::changes),
    (Lang::nav_requests, |slug| paths::requests(slug, paths::RequestFilter::All, None)),
    (Lang::nav_console, paths::console),
    (Lang::nav_connections, paths::connections),
    (Lang::nav_check, paths::check),
];

/// Those that hold every word of what is typed. The other connections come first: they are what it is opened for.
fn goals(current: &Connection, page: Option<&str>, all: &[Connection], typed: &str) -> Vec<Goal> {
    let others = all.iter().filter(|known| known.slug != current.slug).map(|known| Goal::Connection {
        name: known.name.clone(),
        environment: known.environment,
        // The same page of another server, without what is open on it: that is this server's own.
        address: paths::same_page(known.slug.as_str(), page),
    });
    let pages = PAGES
        .iter()
        .map(|(word, address)| Goal::Page { word: *word, address: address(current.slug.as_str()) });
    let typed = typed.to_lowercase();
    let words: Vec<&str> = typed.split_whitespace().collect();
    others.chain(pages).filter(|goal| words.iter().all(|word| goal.text().contains(word))).collect()
}

pub(super) fn search(
    connection: StoredValue<Connection>,
    page: Memo<Option<String>>,
    open: RwSignal<bool>,
) -> AnyView {
    let connections = expect_context::<Connections>();
    let location = use_location();
    let typed = RwSignal::new(String::new());
    let chosen = RwSignal::new(0_usize);
    let found = Signal::derive(move || {
        let page = page.get();
        connection.with_value(|current| goals(current, page.as_deref(), &connections.all(), &typed.get()))
    });
    let has_any = memo(move || found.with(|found| !found.is_empty()));
    let go = move |address: &str| {
        open.set(false);
        location.go(address, false);
    };
    let press = move |event: web_sys::KeyboardEvent| {
        // Not while an input method puts a word together.
        if event.is_composing() {
            return;
        }
        let count = found.with_untracked(Vec::len);
        let step = |to: usize| {
            event.prevent_default();
            chosen.set(to);
            request_animation_frame(scroll_to_chosen);
        };
        match event.key().as_str() {
            "ArrowDown" if count > 0 => step((chosen.get_untracked() + 1) % count),
            "ArrowUp" if count > 0 => step((chosen.get_untracked() + count - 1) % count),
            "Enter" => {
                event.prevent_default();
                let goal = found.with_untracked(|found| found.get(chosen.get_untracked()).cloned());
                if let Some(goal) = goal {
                    go(goal.address());
                }
            }
            _ => {}
        }
    };
    let rows = move || {
        let goals = found.get();
        if goals.is_empty() {
            return view! { <p class="muted nothing" role="status">{tr(Lang::pl_nothing)}</p> }.into_any();
        }
        let rows =
            goals.into_iter().enumerate().map(|(index, goal)| row(index, goal, chosen, go)).collect_view();
        view! { <div role="listbox" id="palette-list" aria-label=tr(Lang::pl_found)>{rows}</div> }.into_any()
    };
    view! {
        <input class="in" type="text" role="combobox" name="palette" autocomplete="off" spellcheck="false" aria-label=tr(Lang::pl_title)
            placeholder=tr(Lang::pl_hint) aria-autocomplete="list" aria-controls="palette-list"
            aria-expanded=move || has_any.get().to_string()
            aria-activedescendant=move || has_any.get().then(|| format!("palette-{}", chosen.get())) prop:value=typed
            on:input=move |event| {
                chosen.set(0);
                typed.set(event_target_value(&event));
            }
            on:keydown=press />
        {rows}
        <p class="meta">{tr(Lang::pl_keys)}</p>
    }
    .into_any()
}

fn scroll_to_chosen() {
    if let Ok(Some(row)) = document().query_selector(".palette [aria-selected=true]") {
        let options = web_sys::ScrollIntoViewOptions::new();
        options.set_block(web_sys::ScrollLogicalPosition::Nearest);
        row.scroll_into_view_with_scroll_into_view_options(&options);
    }
}

fn row(index: usize, goal: Goal, chosen: RwSignal<usize>, go: impl Fn(&str) + 'static) -> AnyView {
    let address = goal.address().to_owned();
    let (sign, name, env, kind) = match goal {
        Goal::Page { word, .. } => (Icon::Search, tr(word).into_any(), "", Lang::pl_page as Word),
        Goal::Connection { name, environment, .. } => {
            let name = hostile::plain(&name);
            (Icon::Plug, say(move |_| name.clone()).into_any(), environment.key(), environment.word())
        }
    };
    view! {
        <div role="option" id=format!("palette-{index}") aria-selected=move || (chosen.get() == index).to_string()
            data-env=env on:click=move |_| go(&address)>
            {icon(sign)}<span class="clip">{name}</span><span class="meta env push" data-env=env>{tr(kind)}</span>
        </div>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::state::connection::Slug;
    use firetower_protocol::address::understand;

    fn made(slug: &str, name: &str, environment: Environment) -> Connection {
        let address = understand(&format!("/im/{slug}"), "http://x").unwrap().address;
        Connection::new(Slug::parse(slug).unwrap(), name.to_owned(), address, environment)
    }

    #[test]
    fn other_connections_come_first_and_every_word_counts() {
        let all = [
            made("a", "IM a", Environment::Test),
            made("b", "上海", Environment::Production),
            made("c", "IM c", Environment::Test),
        ];
        let found = |page: Option<&str>, typed: &str| -> Vec<String> {
            goals(&all[0], page, &all, typed).iter().map(|goal| goal.address().to_owned()).collect()
        };
        assert_eq!(found(Some("files"), "")[..2], ["c/b/files", "c/c/files"]);
        assert_eq!(found(None, "").len(), 2 + PAGES.len());
        assert_eq!(found(Some("robots"), "生产"), ["c/b/robots"]);
        assert_eq!(found(Some("robots"), "prod 上海"), ["c/b/robots"]);
        assert_eq!(found(None, "API con"), ["c/a/console"]);
        assert_eq!(found(None, "置顶"), ["c/a/pins"]);
        assert!(found(None, "nowhere").is_empty());
    }
}
