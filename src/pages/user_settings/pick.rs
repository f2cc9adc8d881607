//! The question: whose setting, of which scope, under which key. What is asked for goes into the address.

use firetower_protocol::UserId;
use firetower_protocol::conversation::{Conversation, ConversationType};
use firetower_protocol::user::Find;
use firetower_protocol::user_setting::{Keyed, Scope};

use super::Asked;
use super::builder::{Parts, builder};
use super::person::Finder;
use super::scopes::{self, CATALOGUE};
use crate::dom::prelude::*;
use crate::i18n::{Lang, Word, say, tr};
use crate::paths;
use crate::ui::field::{Field, caution, hint, problem, text_field};
use crate::ui::hostile::{self, has_unseen};
use crate::ui::icon::{Icon, icon};

#[derive(Clone, Copy, PartialEq)]
enum By {
    Id,
    Name,
    Mobile,
}

impl By {
    const ALL: [Self; 3] = [Self::Id, Self::Name, Self::Mobile];

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
    scope: RwSignal<String>,
    key: RwSignal<String>,
    parts: Parts,
    /// What is missing is said once it was asked.
    tried: RwSignal<bool>,
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
            tried: RwSignal::new(false),
        }
    }

    /// The form says what the address says.
    pub(super) fn follow(self, asked: &Asked) {
        self.tried.set(false);
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
            self.tried.set(true);
        }
        self.by.set(By::Id);
        self.who.set(user.0.clone());
    }

    fn scope_now(self) -> Option<Scope> {
        self.scope.with(|scope| scope.trim().parse().ok().map(Scope))
    }

    /// Reads what is asked for; with the user alone, only who that is.
    fn submit(self, open: impl Fn(String) + Copy + 'static) {
        self.tried.set(true);
        let who = self.who.get_untracked();
        if who.is_empty() {
            return;
        }
        let go = move |user: UserId| {
            let scope = untrack(|| self.scope_now());
            let key = self.key.get_untracked();
            let key = scope.map(|_| key.as_str());
            open(self.slug.with_value(|slug| paths::user_setting(slug, &user, scope, key)));
        };
        match self.by.get_untracked() {
            By::Id => go(UserId(who)),
            By::Name => self.finder.find(Find::Name(who), go),
            By::Mobile => self.finder.find(Find::Mobile(who), go),
        }
    }
}

/// `quiet`: something is open, and the primary action of the view is its own.
pub(super) fn pick(pick: Pick, quiet: Memo<bool>) -> AnyView {
    let location = use_location();
    let open = move |address: String| location.go(&address, false);
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        // A scope that is no number stops the form; none at all asks for the user alone.
        let is_number = untrack(|| pick.scope_now().is_some());
        if is_number || pick.scope.with_untracked(|scope| scope.trim().is_empty()) {
            pick.submit(open);
        } else {
            pick.tried.set(true);
        }
    };
    let find = move |_| pick.submit(open);
    let busy = move || pick.finder.is_finding();
    let only_user = memo(move || pick.scope.with(|scope| scope.trim().is_empty()));
    let (read, who) = (tr(Lang::us_read), tr(Lang::us_find));
    view! {
        <form class="card question" on:submit=submit>
            <header><h2>{tr(Lang::us_which)}</h2></header>
            <div class="body form">
                <p class="hint intro">{tr(Lang::us_which_why)}</p>
                {user_field(pick, find)}
                {scope_fields(pick)}
                {key_fields(pick)}
            </div>
            <footer>
                <button type="submit" class="btn" class:go=move || !quiet.get() disabled=busy>
                    {move || if only_user.get() { who() } else { read() }}
                </button>
                <span>{tr(Lang::us_read_hint)}</span>
            </footer>
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
                pick.tried.set(false);
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
    let missing = move || pick.tried.get() && pick.who.with(String::is_empty);
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
            {pick.finder.view()}
        </fieldset>
    }
    .into_any()
}

fn scope_fields(pick: Pick) -> AnyView {
    const OWN: &str = "own";
    let chosen = memo(move || match pick.scope_now() {
        Some(scope) if scopes::find(scope).is_some() => scope.0.to_string(),
        Some(scope) if !scope.is_built_in() => OWN.to_owned(),
        _ => String::new(),
    });
    let choose = move |event: leptos::ev::Event| match event_target_value(&event).as_str() {
        OWN => pick.scope.set(Scope::FIRST_OWN.0.to_string()),
        number => pick.scope.set(number.to_owned()),
    };
    let options = CATALOGUE
        .iter()
        .map(|known| {
            let (number, name) = (known.scope.0.to_string(), tr(known.name));
            let (value, shown) = (number.clone(), number.clone());
            view! { <option value=value selected=move || chosen.with(|chosen| *chosen == number)>{move || format!("{shown} · {}", name())}</option> }
        })
        .collect_view();
    let wrong = move || {
        pick.tried.get() && pick.scope_now().is_none() && pick.scope.with(|scope| !scope.trim().is_empty())
    };
    let about = move || match pick.scope_now() {
        Some(scope) if scope.is_built_in() => caution(tr(scopes::warning(scope))),
        Some(scope) => hint(tr(scopes::warning(scope))),
        None => hint(tr(Lang::us_scope_hint)),
    };
    let below = move || if wrong() { problem(tr(Lang::us_e_scope)) } else { about() };
    view! {
        <div class="pair scope">
            <label class="field">
                <span class="lab">{tr(Lang::us_catalogue)}</span>
                <span class="select">
                    <select class="btn" prop:value=move || chosen.get() on:change=choose>
                        <option value="" selected=move || chosen.with(String::is_empty)>{tr(Lang::us_catalogue_none)}</option>
                        {options}
                        <option value=OWN selected=move || chosen.with(|chosen| chosen == OWN)>{tr(Lang::us_catalogue_own)}</option>
                    </select>
                    {icon(Icon::Down)}
                </span>
            </label>
            {text_field(Field {
                label: tr(Lang::us_scope).into_any(),
                aside: "scope".into_any(),
                value: pick.scope,
                below: ().into_any(),
                invalid: Signal::derive(wrong),
                mono: true,
                name: "scope",
            })}
            <div class="below whole" aria-live="polite">{below}</div>
        </div>
    }
    .into_any()
}

fn key_fields(pick: Pick) -> AnyView {
    let keyed = memo(move || pick.scope_now().map_or(Keyed::Freely, Scope::keyed));
    // A key that is typed or pasted is shown in its parts.
    let typed = move |_| pick.key.with_untracked(|key| pick.parts.take_apart(key));
    let misfit = memo(move || {
        let scope = pick.scope_now()?;
        let fits = pick.key.with(|key| key.is_empty() || scopes::key_fits(scope, key));
        (!fits).then_some(keyed.get())
    });
    // The key of a conversation where a group's id is wanted is an easy slip.
    let group = move || pick.key.with(|key| group_of(key));
    let take = move |_| {
        if let Some(group) = untrack(group) {
            pick.key.set(group);
        }
    };
    let below = view! {
        {move || match keyed.get() {
            Keyed::ByConversation => hint(tr(Lang::us_k_conversation)),
            Keyed::ByGroup => hint(tr(Lang::us_k_group)),
            Keyed::Freely => hint(tr(Lang::us_k_free)),
        }}
        {move || (misfit.get() == Some(Keyed::ByConversation)).then(|| caution(tr(Lang::us_w_conversation)))}
        {move || (misfit.get() == Some(Keyed::ByGroup)).then(|| caution(tr(Lang::us_w_group)))}
        {move || {
            let group = group().filter(|_| keyed.get() == Keyed::ByGroup)?;
            let label = say(move |lang| lang.us_take_group(&hostile::plain(&group)));
            Some(view! { <button type="button" class="btn small" on:click=take>{label}</button> })
        }}
        {move || pick.key.with(|key| has_unseen(key)).then(|| caution(tr(Lang::us_w_unseen)))}
    };
    view! {
        <div class="form">
            <div on:input=typed>
                {text_field(Field {
                    label: tr(Lang::us_key).into_any(),
                    aside: "key".into_any(),
                    value: pick.key,
                    below: below.into_any(),
                    invalid: Signal::stored(false),
                    mono: true,
                    name: "key",
                })}
            </div>
            {show(move || keyed.get() == Keyed::ByConversation, move || builder(pick.parts, pick.key))}
        </div>
    }
    .into_any()
}

/// The group of a key that names a group's conversation.
fn group_of(key: &str) -> Option<String> {
    let conversation: Conversation = key.parse().ok()?;
    (conversation.kind == ConversationType::GROUP).then_some(conversation.target)
}
