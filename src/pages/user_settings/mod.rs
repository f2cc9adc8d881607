//! Settings of one user: found by user, scope and key, read one by one.

mod builder;
mod editor;
mod fields;
mod list;
mod person;
mod pick;
mod scopes;

use firetower_protocol::user_setting::Scope;
use firetower_protocol::{Operation, UserId};

use crate::api::{Client, Leave};
use crate::components::bar::bar;
use crate::components::change::Reader;
use crate::components::frame::strip;
use crate::components::not_offered::if_offered;
use crate::dom::prelude::*;
use crate::i18n::{Lang, say, tr};
use crate::paths;
use crate::state::change::Target;
use crate::state::looked_settings::Named;
use crate::state::page::Page;
use crate::state::session::Session;
use crate::state::time;
use crate::ui::icon::{Icon, icon};

use list::Looked;
use person::Finder;
use pick::Pick;

/// What the address asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Asked {
    Nothing,
    User(UserId),
    /// A scope that was typed by hand and is no number.
    NoScope(UserId, String),
    Setting(Named),
}

impl Asked {
    fn of(user: Option<String>, scope: Option<String>, key: Option<String>) -> Self {
        let Some(user) = user.filter(|user| !user.is_empty()).map(UserId) else { return Self::Nothing };
        match scope {
            None => Self::User(user),
            Some(text) => match text.trim().parse() {
                Ok(scope) => Self::Setting(Named { user, scope: Scope(scope), key: key.unwrap_or_default() }),
                Err(_) => Self::NoScope(user, text),
            },
        }
    }

    fn user(&self) -> Option<&UserId> {
        match self {
            Self::Nothing => None,
            Self::User(user) | Self::NoScope(user, _) => Some(user),
            Self::Setting(named) => Some(&named.user),
        }
    }
}

pub(crate) fn user_settings_page(session: Session) -> AnyView {
    if_offered(session, Lang::nav_user_settings, Operation::ReadUserSetting, page)
}

fn page(session: Session) -> AnyView {
    let location = use_location();
    let asked =
        memo(move || Asked::of(location.query("user"), location.query("scope"), location.query("key")));
    let open = memo(move || match asked.get() {
        Asked::Setting(named) => Some(named),
        _ => None,
    });
    let is_open = memo(move || open.with(Option::is_some));
    let client = Client::of_page(session.clone(), Page::UserSettings, Leave::with_page());
    let finder = Finder::new(&client);
    let form = Pick::new(session.slug(), finder);
    let looked = Looked::load(&session);
    watch(move || {
        let asked = asked.get();
        untrack(|| {
            form.follow(&asked);
            match asked.user() {
                Some(user) => finder.show(user),
                None => finder.clear(),
            }
            if let Asked::Setting(named) = &asked {
                looked.add(named);
            }
        });
        form.keep();
    });
    // The reader belongs to what is open and ends with it.
    let current = RwSignal::new(None::<Reader>);
    let about = say(move |lang| {
        let read_at = current.get().and_then(Reader::reading).map(|reading| reading.time);
        read_at.map(|at| lang.read_at(&time::clock(at))).unwrap_or_default()
    });
    let actions = move || {
        current.get().map(|reader| {
            view! {
                <button type="button" class="btn" on:click=move |_| reader.read()>
                    {icon(Icon::Refresh)}<span class="wide">{tr(Lang::read_again)}</span>
                </button>
            }
        })
    };
    let busy = move || current.get().is_some_and(Reader::is_busy);
    let back = {
        let slug = session.slug().to_owned();
        move || match open.get() {
            Some(named) => paths::user_setting(&slug, &named.user, None, None),
            None => paths::user_settings(&slug),
        }
    };
    let item = move || {
        open.get().map(|named| {
            let target =
                Target::UserSetting { user: named.user.clone(), scope: named.scope, key: named.key.clone() };
            let reader = Reader::begin(&client, target);
            current.set(Some(reader));
            on_cleanup(move || {
                current.try_set(None);
            });
            let client = client.clone();
            reader.view(move || editor::editor(&client, reader, &named))
        })
    };
    view! {
        {bar(Lang::nav_user_settings, Some(session.name().to_owned()), about.into_any(), actions.into_any())}
        <div class="wait-line">{move || busy().then(|| view! { <div class="progress"></div> })}</div>
        {strip(&session)}
        <div class="page user-settings">
            <div class="side" class:opened=move || is_open.get()>
                <a class="back" href=back>{icon(Icon::Left)}{tr(Lang::us_back)}</a>
                {list::list(&session, looked, open)}
                <div class="item form">
                    {pick::pick(form, is_open)}
                    {show(move || is_open.get() && !form.expanded.get(), move || finder.trouble())}
                    {item}
                </div>
            </div>
        </div>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(user: &str, scope: Option<&str>, key: Option<&str>) -> Asked {
        let text = |text: &str| Some(text.to_owned());
        Asked::of(text(user), scope.and_then(text), key.and_then(text))
    }

    #[test]
    fn an_address_asks_for_a_user_or_for_one_of_their_settings() {
        let user = UserId("u1".to_owned());
        assert_eq!(Asked::of(None, None, None), Asked::Nothing);
        assert_eq!(asked("", Some("3"), None), Asked::Nothing);
        assert_eq!(asked("u1", None, Some("k")), Asked::User(user.clone()));
        let named = Named { user: user.clone(), scope: Scope(-3), key: String::new() };
        assert_eq!(asked("u1", Some("-3"), None), Asked::Setting(named));
        for scope in ["", "x", "2147483648", "1.0"] {
            assert_eq!(asked("u1", Some(scope), None), Asked::NoScope(user.clone(), scope.to_owned()));
        }
    }
}
