//! What is found by a few letters, and the way there. It lies in the module of the pages that come later.

use firetower_protocol::{MessageUid, UserId};

use super::{Asked, FIELD};
use crate::dom::prelude::*;
use crate::dom::{attr, on, reopen, text_attr};
use crate::i18n::{Lang, Word, say, tr};
use crate::paths;
use crate::state::connection::{Connection, Environment};
use crate::state::connections::Connections;
use crate::ui::hostile;
use crate::ui::icon::{Icon, icon};

/// Where one may go.
#[derive(Clone)]
enum Goal {
    Page {
        word: Word,
        address: String,
    },
    Connection {
        name: String,
        slug: String,
        environment: Environment,
        address: String,
    },
    /// What an id that was typed may be the id of, or what a pasted link names.
    Id {
        word: fn(Lang, &str) -> String,
        kind: Word,
        id: String,
        address: String,
    },
}

impl Goal {
    fn address(&self) -> &str {
        match self {
            Self::Page { address, .. } | Self::Connection { address, .. } | Self::Id { address, .. } => {
                address
            }
        }
    }

    /// What is searched: the words of both languages, since fingers know one and the page may show the other.
    fn text(&self) -> String {
        match self {
            Self::Page { word, .. } => format!("{} {}", word(Lang::En), word(Lang::Zh)),
            // Not by its address: that names the page which is open, and every other server has that page too.
            Self::Connection { name, slug, environment, .. } => {
                let word = environment.word();
                format!("{name} {slug} {} {}", word(Lang::En), word(Lang::Zh))
            }
            Self::Id { id, .. } => id.clone(),
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
fn goals(current: Option<&Connection>, page: Option<&str>, all: &[Connection], typed: &str) -> Vec<Goal> {
    let current = current.map(|current| current.slug.as_str());
    let others =
        all.iter().filter(|known| Some(known.slug.as_str()) != current).map(|known| Goal::Connection {
            name: known.name.clone(),
            slug: known.slug.as_str().to_owned(),
            environment: known.environment,
            // The same page of another server, without what is open on it: that is this server's own.
            address: paths::same_page(known.slug.as_str(), page),
        });
    let pages = current.into_iter().flat_map(|slug| {
        PAGES.iter().map(move |(word, address)| Goal::Page { word: *word, address: address(slug) })
    });
    let lower = typed.to_lowercase();
    let words: Vec<&str> = lower.split_whitespace().collect();
    let named = others.chain(pages).filter(|goal| words.iter().all(|word| goal.text().contains(word)));
    let ids = current.map(|slug| by_id(slug, typed.trim()));
    named.chain(ids.into_iter().flatten()).collect()
}

/// Longer is a text, not an id.
const LONGEST_ID: usize = 64;

/// No server is asked: what an id is of, the one who types it knows.
fn by_id(slug: &str, typed: &str) -> Vec<Goal> {
    if let Some(link) = paths::pasted(typed) {
        let id = link.conversation.to_string();
        // Whose view of the conversation it is, a key alone does not say: the page asks.
        let Some(user) = link.user else {
            let address = paths::pins_in(slug, &link.conversation);
            return vec![Goal::Id { word: Lang::pl_pin, kind: Lang::pl_id, id, address }];
        };
        let goal = |word, address| Goal::Id { word, kind: Lang::pl_link, id: id.clone(), address };
        return vec![
            goal(Lang::pl_pin, paths::pin(slug, &user, &link.conversation)),
            goal(Lang::pl_conversation_files, paths::conversation_files(slug, &user, &link.conversation)),
        ];
    }
    // Servers take any text; what they make themselves is as plain as this, and what is typed in Chinese is a name.
    let is_plain = |byte: u8| byte.is_ascii_graphic() && !b"/?&#".contains(&byte);
    if !(1..=LONGEST_ID).contains(&typed.len()) || !typed.bytes().all(is_plain) {
        return Vec::new();
    }
    let goal = |word, address| Goal::Id { word, kind: Lang::pl_id, id: typed.to_owned(), address };
    let is_number = typed.bytes().all(|byte| byte.is_ascii_digit());
    let setting = typed.parse().ok().filter(|_| is_number);
    let message = typed.parse().ok().filter(|_| is_number && setting.is_none());
    let user = UserId(typed.to_owned());
    setting
        .map(|id| goal(Lang::pl_setting, paths::system_setting(slug, id)))
        .into_iter()
        .chain(message.map(|uid| goal(Lang::pl_message, paths::file(slug, MessageUid(uid)))))
        .chain([
            goal(Lang::pl_user_settings, paths::user_setting(slug, &user, None, None)),
            goal(Lang::pl_robot, paths::robot(slug, &user)),
            goal(Lang::pl_pins_of, paths::pins_of(slug, &user)),
            goal(Lang::pl_user_files, paths::user_files(slug, &user)),
        ])
        .collect()
}

/// What belongs to the field's text; the field itself is there already, perhaps with letters in it.
pub(super) fn search(asked: Asked) -> AnyView {
    let Asked { connection, page, open, typed } = asked;
    let connections = expect_context::<Connections>();
    let location = use_location();
    let chosen = RwSignal::new(0_usize);
    let found = Signal::derive(move || {
        let page = page.get();
        connection
            .with_value(|current| goals(current.as_ref(), page.as_deref(), &connections.all(), &typed.get()))
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
    reopen(FIELD, || {
        text_attr("role", "combobox");
        text_attr("aria-autocomplete", "list");
        text_attr("aria-controls", "palette-list");
        attr("aria-expanded", move || has_any.get().to_string());
        attr("aria-activedescendant", move || has_any.get().then(|| format!("palette-{}", chosen.get())));
        on("input", move |_: web_sys::Event| chosen.set(0));
        on("keydown", press);
    });
    view! {
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
        Goal::Id { word, kind, id, .. } => {
            let id = hostile::plain(&id);
            (Icon::Right, say(move |lang| word(lang, &id)).into_any(), "", kind)
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
    use proptest::prelude::*;

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
            goals(Some(&all[0]), page, &all, typed).iter().map(|goal| goal.address().to_owned()).collect()
        };
        assert_eq!(found(Some("files"), "")[..2], ["c/b/files", "c/c/files"]);
        assert_eq!(found(None, "").len(), 2 + PAGES.len());
        assert_eq!(found(Some("robots"), "生产"), ["c/b/robots"]);
        assert_eq!(found(Some("robots"), "prod 上海"), ["c/b/robots"]);
        assert_eq!(found(Some("robots"), "prod")[0], "c/b/robots");
        assert_eq!(found(None, "API con"), ["c/a/console"]);
        assert_eq!(found(None, "置顶"), ["c/a/pins"]);
        assert!(found(None, "no where").is_empty());
        // Outside any connection nothing else is there, and whatever page one was on is none of theirs.
        let outside: Vec<String> =
            goals(None, None, &all, "").iter().map(|goal| goal.address().to_owned()).collect();
        assert_eq!(outside, ["c/a/overview", "c/b/overview", "c/c/overview"]);
        assert!(goals(None, None, &all, "1001").is_empty());
        // Another server is found by what it is called, never by the page that is open on this one.
        let settings = found(Some("system-settings"), "system settings");
        assert_eq!(settings, ["c/a/system-settings"]);
    }

    #[test]
    fn an_id_leads_to_whatever_may_have_it_after_all_that_is_called_so() {
        let all = [made("a", "IM a", Environment::Test), made("u1", "B", Environment::Test)];
        let found = |typed: &str| -> Vec<String> {
            goals(Some(&all[0]), None, &all, typed).iter().map(|goal| goal.address().to_owned()).collect()
        };
        let of = |id: &str| {
            [
                format!("c/a/user-settings?user={id}"),
                format!("c/a/robots?id={id}"),
                format!("c/a/pins?user={id}"),
                format!("c/a/files?view=user&user={id}"),
            ]
        };
        assert_eq!(found(" FireRobot "), of("FireRobot"));
        assert_eq!(found("u1")[0], "c/u1/overview");
        assert_eq!(found("u1")[1..], of("u1"));
        let with = |first: &str, id: &str| [&[first.to_owned()], &of(id)[..]].concat();
        assert_eq!(found("1001"), with("c/a/system-settings/1001", "1001"));
        let uid = "75735276990792720";
        assert_eq!(found(uid), with("c/a/files?view=message&uid=75735276990792720", uid));
        // Too large for a number of the server: it may be a user's all the same.
        assert_eq!(found("99999999999999999999"), of("99999999999999999999"));
        let link = "https://tower.corp/c/im/files?view=conversation&user=u%202&conversation=1-0-g";
        let expected = [
            "c/a/pins?user=u+2&conversation=1-0-g",
            "c/a/files?view=conversation&user=u+2&conversation=1-0-g",
        ];
        assert_eq!(found(link), expected);
        assert_eq!(found("1-0-g005"), ["c/a/pins?conversation=1-0-g005"]);
        for text in ["a/b", "群", &"x".repeat(65)] {
            assert!(found(text).is_empty(), "{text}");
        }
    }

    proptest! {
        #[test]
        fn whatever_is_typed_leads_somewhere_on_this_connection(typed in "\\PC{0,70}") {
            for goal in by_id("a", &typed) {
                let address = format!("/{}", goal.address());
                prop_assert_eq!(paths::slug_of(&address, ""), Some("a"), "{}", address);
            }
        }
    }
}
