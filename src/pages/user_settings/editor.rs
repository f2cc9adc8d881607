//! One setting of one user: what it holds, what a write would change, and what one must know before it.

use firetower_protocol::conversation::Conversation;
use firetower_protocol::user_setting::{Scope, WRITE, Write};

use super::scopes;
use crate::api::Client;
use crate::api::client::shown_url;
use crate::api::curl::{Request, curl};
use crate::components::change::{
    Change, Footer, Form, Reader, confirm, conflict, conflict_of, footer, note, preview, receipt,
};
use crate::components::{conversation as words, names};
use crate::dom::prelude::*;
use crate::i18n::{Lang, Word, say, tr};
use crate::paths;
use crate::state::change::Target;
use crate::state::looked_settings::Named;
use crate::ui::copy::copy_button;
use crate::ui::field::{Field, area_field, caution};
use crate::ui::hostile::{self, has_unseen, hostile};
use crate::ui::icon::{Icon, icon};

pub(super) fn editor(client: &Client, reader: Reader, named: &Named) -> AnyView {
    let form = Form::of(&["value"]);
    let value = form.text("value");
    let target = Target::UserSetting { user: named.user.clone(), scope: named.scope, key: named.key.clone() };
    let change = Change::open(client, target, reader.source(), form);
    let scope = named.scope;
    // Not kept anywhere: who comes back to a draft says it again.
    let knows = RwSignal::new(false);
    let untouched = memo(move || {
        let (held, read_at) = change.on_server();
        read_at.is_some() && held.is_none() && value.with(String::is_empty) && !change.is_kept()
    });
    let forbidden = move || -> Option<Word> {
        if untouched.get() {
            Some(Lang::us_e_untouched)
        } else if scope.is_built_in() && !knows.get() {
            Some(Lang::us_e_knows)
        } else {
            None
        }
    };
    let is_forbidden = memo(move || forbidden().is_some());
    let aside = {
        let named = StoredValue::new(named.clone());
        let url = shown_url(&client.session.connection.address, WRITE.path);
        let url = StoredValue::new(url);
        let command = move || {
            named.with_value(|named| url.with_value(|url| write_curl(url, named, value.get_untracked())))
        };
        copy_button("btn ghost", Lang::copy_as_curl, command)
    };
    let foot = Footer { forbidden: Box::new(forbidden), nothing: Lang::us_nothing, aside };
    let why = move || {
        let title = change.target();
        say(move |lang| lang.us_confirm_why(&hostile::plain(&title.title(lang))))
    };
    view! {
        {confirm(change, why)}
        <div class="form">
            {move || conflict_of(change).map(|found| conflict(change, &found, is_forbidden.get()))}
            {show(
                move || is_forbidden.get() && conflict_of(change).is_some(),
                move || caution(tr(Lang::us_e_knows_below)),
            )}
            <section class="card">
                <header>
                    <h2>{tr(scopes::name(scope))}</h2>
                    <span class="meta">{tr(Lang::us_scope_of)}" "<span class="mono">{scope.0.to_string()}</span></span>
                    <span class="push state">{note(change)}</span>
                </header>
                <div class="body form">
                    {whose(client, named)}
                    {receipt(change)}
                    {not_set(change)}
                    {field(change, scope, value)}
                    {scope.is_built_in().then(|| danger(scope, knows))}
                    {show(move || !untouched.get(), move || preview(change, Lang::us_read_back))}
                </div>
                {footer(change, foot)}
            </section>
        </div>
    }
    .into_any()
}

/// The write as it would be sent.
fn write_curl(url: &str, named: &Named, value: String) -> String {
    let write = Write { user_id: named.user.clone(), scope: named.scope, key: named.key.clone(), value };
    let call = WRITE.call(&write);
    curl(&Request { method: call.method.as_str(), url, signed: true, body: call.body.as_deref() })
}

/// Whose it is, its key in words, and where to go from here.
fn whose(client: &Client, named: &Named) -> AnyView {
    let (session, slug) = (&client.session, client.session.slug());
    let conversation: Option<Conversation> = match named.scope {
        Scope::CONVERSATION_SILENT | Scope::CONVERSATION_TOP => named.key.parse().ok(),
        _ => None,
    };
    let in_words = conversation.as_ref().map(|conversation| {
        view! { <span class="meta">{words::conversation(session, conversation)}</span> }
    });
    let key = if named.key.is_empty() {
        view! { <span class="muted">{tr(Lang::us_no_key)}</span> }.into_any()
    } else {
        view! { <span class="mono">{hostile(&named.key)}</span> }.into_any()
    };
    let pin = conversation.as_ref().filter(|_| named.scope == Scope::CONVERSATION_TOP).map(|conversation| {
        view! { <a href=paths::pin(slug, &named.user, conversation)>{tr(Lang::us_go_pin)}</a> }
    });
    let its_files = conversation.as_ref().map(|conversation| {
        view! { <a href=paths::conversation_files(slug, &named.user, conversation)>{tr(Lang::us_go_conversation)}</a> }
    });
    view! {
        <div class="named">
            <dl class="kv">
                <dt>"userId"</dt><dd>{names::user(session, &named.user)}</dd>
                <dt>"key"</dt><dd>{key}" "{in_words}</dd>
            </dl>
            <p class="links">{pin}{its_files}<a href=paths::user_files(slug, &named.user)>{tr(Lang::us_go_files)}</a></p>
        </div>
    }
    .into_any()
}

fn not_set(change: Change) -> AnyView {
    let missing = move || {
        let (held, read_at) = change.on_server();
        read_at.is_some() && held.is_none()
    };
    // A draft that holds the empty text says so by being kept.
    let set_empty = move |_| change.typed();
    show(missing, move || {
        view! {
            <section class="not-set">
                <h3>{tr(Lang::us_none_title)}</h3>
                <p class="muted">{tr(Lang::us_none_why)}</p>
                {show(
                    move || !change.is_kept(),
                    move || view! {
                        <p><button type="button" class="btn small" on:click=set_empty>{tr(Lang::us_set_empty)}</button></p>
                    },
                )}
            </section>
        }
        .into_any()
    })
}

fn field(change: Change, scope: Scope, value: RwSignal<String>) -> AnyView {
    let odd =
        memo(move || change.changes_something() && value.with(|value| !scopes::value_fits(scope, value)));
    let blank = move || value.with(|value| !value.is_empty() && value.trim() != value);
    let below = view! {
        {move || (odd.get() && value.with(|value| !value.is_empty())).then(|| caution(tr(Lang::us_w_value)))}
        {move || blank().then(|| caution(tr(Lang::us_w_value_blanks)))}
        {move || value.with(|value| has_unseen(value).then(|| in_codes(value)))}
        {move || value.with(|value| value.contains('\r')).then(|| caution(tr(Lang::us_w_return)))}
    };
    view! {
        <div class="fields form" on:input=move |_| change.typed()>
            {area_field(Field {
                label: tr(Lang::us_value).into_any(),
                aside: say(move |lang| lang.us_length(value.with(|value| value.chars().count()))).into_any(),
                value,
                below: below.into_any(),
                invalid: Signal::stored(false),
                mono: true,
                name: "value",
            })}
        </div>
    }
    .into_any()
}

/// In the field itself such characters are unseen, or turn what stands around them.
fn in_codes(value: &str) -> AnyView {
    view! { {caution(tr(Lang::us_w_control))}<p class="mono codes">{hostile(value)}</p> }
}

/// Reading is free; before a write the danger is named and agreed to.
fn danger(scope: Scope, knows: RwSignal<bool>) -> AnyView {
    let tick = move |event: leptos::ev::Event| {
        knows.set(event_target::<web_sys::HtmlInputElement>(&event).checked());
    };
    view! {
        <section class="danger">
            <h3>{icon(Icon::Alert)}{tr(Lang::us_danger)}</h3>
            {scopes::special(scope).map(|word| view! { <p>{tr(word)}</p> })}
            <p>{tr(Lang::us_danger_why)}</p>
            <p class="muted">{tr(scopes::format(scope))}</p>
            <label class="tick">
                <input type="checkbox" prop:checked=move || knows.get() on:change=tick />
                <span>{tr(Lang::us_knows)}</span>
            </label>
        </section>
    }
    .into_any()
}
