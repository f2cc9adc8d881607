//! The question: whose setting, of which scope, under which key. What is asked for goes into the address.

use firetower_protocol::UserId;
use firetower_protocol::user::Find;
use firetower_protocol::user_setting::Scope;

use super::Asked;
use super::builder::Parts;
use super::fields::{key_fields, scope_fields};
use super::person::Finder;
use crate::dom::Location;
use crate::dom::prelude::*;
use crate::i18n::{Lang, Word, tr};
use crate::paths;
use crate::state::kept;
use crate::ui::field::{Field, caution, problem, text_field};
use crate::ui::hostile::has_unseen;
use crate::ui::icon::{Icon, icon};

#[derive(Clone, Copy, PartialEq)]
enum By {
    Id,
    Name,
    Mobile,
}

impl By {
    const ALL: [Self; 3] = [Self::Id, Self::Name, Self::Mobile];

    fn key(self) -> &'static str {
        match self {
            Self::Id => "id",
            Self::Name => "name",
            Self::Mobile => "mobile",
        }
    }

    fn word(self) -> Word {
        match self {
            Self::Id => Lang::us_by_id,
            Self::Name => Lang::us_by_name,
            Self::Mobile => Lang::us_by_mobile,
        }
    }
}

#[derive(Clone, Copy)]
pub(super) struct Pick {
    slug: StoredValue<String>,
    pub(super) finder: Finder,
    by: RwSignal<By>,
    who: RwSignal<String>,
    pub(super) scope: RwSignal<String>,
    pub(super) key: RwSignal<String>,
    pub(super) parts: Parts,
    /// What is missing is said once it was asked.
    tried: RwSignal<Tried>,
    /// What the address says.
    usual: RwSignal<String>,
    /// Folded away while something is open, since that is what one came for.
    pub(super) expanded: RwSignal<bool>,
}

#[derive(Clone, Copy, PartialEq)]
enum Tried {
    Nothing,
    ToFind,
    ToRead,
}

impl Pick {
    pub(super) fn new(slug: &str, finder: Finder) -> Self {
        Self {
            slug: StoredValue::new(slug.to_owned()),
            finder,
            by: RwSignal::new(By::Id),
            who: RwSignal::default(),
            scope: RwSignal::default(),
            key: RwSignal::default(),
            parts: Parts::new(),
            tried: RwSignal::new(Tried::Nothing),
            usual: RwSignal::new(kept::together(&[By::Id.key(), "", "", ""])),
            expanded: RwSignal::new(true),
        }
    }

    /// The form says what the address says.
    pub(super) fn follow(self, asked: &Asked) {
        self.tried.set(Tried::Nothing);
        self.expanded.set(!matches!(asked, Asked::Setting(_)));
        let user = match asked {
            Asked::Nothing => return,
            Asked::User(user) | Asked::NoScope(user, _) => user,
            Asked::Setting(named) => {
                self.scope.set(named.scope.0.to_string());
                self.key.set(named.key.clone());
                self.parts.take_apart(&named.key);
                &named.user
            }
        };
        if let Asked::NoScope(_, scope) = asked {
            self.scope.set(scope.clone());
            self.tried.set(Tried::ToRead);
        }
        self.by.set(By::Id);
        self.who.set(user.0.clone());
        self.usual.set(untrack(|| self.as_text()));
    }

    /// What is typed and was not asked yet outlives a lock and a reload.
    pub(super) fn keep(self) {
        let put = move |kept: &str| {
            let Some([by, who, scope, key]) = kept::apart(kept) else { return };
            let by = By::ALL.into_iter().find(|one| one.key() == by).unwrap_or(By::Id);
            self.by.set(by);
            self.who.set(who.to_owned());
            self.scope.set(scope.to_owned());
            self.parts.take_apart(key);
            self.key.set(key.to_owned());
        };
        self.slug.with_value(|slug| {
            kept::keep(slug, "user-setting", move || self.usual.get(), move || self.as_text(), put);
        });
    }

    fn as_text(self) -> String {
        let by = self.by.get().key();
        self.who
            .with(|who| self.scope.with(|scope| self.key.with(|key| kept::together(&[by, who, scope, key]))))
    }

    pub(super) fn scope_now(self) -> Option<Scope> {
        self.scope.with(|scope| scope.trim().parse().ok().map(Scope))
    }

    /// It was to be read, and there is no scope to read.
    pub(super) fn lacks_scope(self) -> bool {
        self.tried.get() == Tried::ToRead && self.scope_now().is_none()
    }

    /// Finds out who is meant, and goes on with their id.
    fn with_user(self, go: impl FnOnce(UserId) + 'static) {
        let who = self.who.get_untracked();
        if who.is_empty() {
            return;
        }
        let found = move |user: UserId| {
            self.by.set(By::Id);
            self.who.set(user.0.clone());
            go(user);
        };
        match self.by.get_untracked() {
            By::Id => found(UserId(who)),
            By::Name => self.finder.find(Find::Name(who), found),
            By::Mobile => self.finder.find(Find::Mobile(who), found),
        }
    }

    fn find(self, location: Location) {
        self.tried.set(Tried::ToFind);
        self.with_user(move |user| {
            self.finder.show(&user);
            location.go(&self.slug.with_value(|slug| paths::user_setting(slug, &user, None, None)), false);
        });
    }

    fn read(self, location: Location) {
        self.tried.set(Tried::ToRead);
        let Some(scope) = untrack(|| self.scope_now()) else { return };
        let key = self.key.get_untracked();
        self.with_user(move |user| {
            let address =
                self.slug.with_value(|slug| paths::user_setting(slug, &user, Some(scope), Some(&key)));
            location.go(&address, false);
        });
    }
}

/// `quiet`: something is open, and the primary action of the view is its own.
pub(super) fn pick(pick: Pick, quiet: Memo<bool>) -> AnyView {
    let location = use_location();
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        pick.read(location);
    };
    let toggled = move |event: web_sys::Event| {
        let is_open = event_target::<web_sys::HtmlElement>(&event).has_attribute("open");
        if pick.expanded.get_untracked() != is_open {
            pick.expanded.set(is_open);
        }
    };
    view! {
        <form class="card question" on:submit=submit>
            <details open=move || pick.expanded.get() on:toggle=toggled>
                <summary class="opened">
                    {icon(Icon::Right)}<h2>{tr(Lang::us_which)}</h2>
                    {show(move || !pick.expanded.get(), || view! { <span class="meta">{tr(Lang::us_which_other)}</span> }.into_any())}
                </summary>
                <div class="body form">
                    <p class="hint intro">{tr(Lang::us_which_why)}</p>
                    {user_field(pick, move |_| pick.find(location))}
                    {scope_fields(pick)}
                    {key_fields(pick)}
                </div>
                <footer>
                    <button type="submit" class="btn" class:go=move || !quiet.get() disabled=move || pick.finder.is_finding()>{tr(Lang::us_read)}</button>
                    <span>{tr(Lang::us_read_hint)}</span>
                </footer>
            </details>
        </form>
    }
    .into_any()
}

fn user_field(pick: Pick, find: impl Fn(web_sys::MouseEvent) + Copy + 'static) -> AnyView {
    let choices = By::ALL
        .map(|by| {
            let choose = move |_| {
                pick.by.set(by);
                pick.finder.clear();
                pick.tried.set(Tried::Nothing);
            };
            view! {
                <label class="choice">
                    <input type="radio" name="by" prop:checked=move || pick.by.get() == by on:change=choose />{tr(by.word())}
                </label>
            }
        })
        .into_iter()
        .collect_view();
    let (id, name, mobile) = (tr(Lang::us_user_id), tr(Lang::us_login_name), tr(Lang::us_mobile));
    let label = move || match pick.by.get() {
        By::Id => id(),
        By::Name => name(),
        By::Mobile => mobile(),
    };
    let missing = move || pick.tried.get() != Tried::Nothing && pick.who.with(String::is_empty);
    let blanks = move || pick.who.with(|who| who.trim() != who);
    let below = view! {
        {move || missing().then(|| problem(tr(Lang::us_e_user)))}
        {move || blanks().then(|| caution(tr(Lang::us_w_blanks)))}
        {move || pick.who.with(|who| has_unseen(who)).then(|| caution(tr(Lang::us_w_unseen)))}
    };
    let field = text_field(Field {
        label: label.into_any(),
        aside: ().into_any(),
        value: pick.who,
        below: below.into_any(),
        invalid: Signal::derive(missing),
        mono: true,
        name: "user",
    });
    view! {
        <fieldset class="field">
            <legend class="lab">{tr(Lang::us_user)}</legend>
            <div class="whose">
                <div class="seg wideseg">{choices}</div>
                {field}
                <button type="button" class="btn" disabled=move || pick.finder.is_finding() on:click=find>{icon(Icon::User)}{tr(Lang::us_find)}</button>
            </div>
            {show(move || pick.expanded.get(), move || pick.finder.view())}
        </fieldset>
    }
    .into_any()
}
