//! Scope and key: chosen from the catalogue or typed, judged by what is known of their format.

use firetower_protocol::conversation::{Conversation, ConversationType};
use firetower_protocol::user_setting::{Keyed, Scope};

use super::builder::builder;
use super::pick::Pick;
use super::scopes::{self, CATALOGUE};
use crate::dom::prelude::*;
use crate::i18n::{Lang, say, tr};
use crate::ui::field::{Field, caution, hint, problem, text_field};
use crate::ui::hostile::{self, has_unseen};
use crate::ui::icon::{Icon, icon};

pub(super) fn scope_fields(pick: Pick) -> AnyView {
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
    let wrong = move || pick.lacks_scope();
    let about = move || match pick.scope_now() {
        Some(scope) if scope.is_built_in() => caution(tr(scopes::warning(scope))),
        Some(scope) => hint(tr(scopes::warning(scope))),
        None => hint(tr(Lang::us_scope_hint)),
    };
    let below = move || match wrong() {
        true if pick.scope.with(|scope| scope.trim().is_empty()) => problem(tr(Lang::us_e_no_scope)),
        true => problem(tr(Lang::us_e_scope)),
        false => about(),
    };
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

pub(super) fn key_fields(pick: Pick) -> AnyView {
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
