//! The fields of a connection's form, but for its address and its file origins.

use super::typed::Typed;
use crate::components::secret_prompt::about_secret;
use crate::dom::prelude::*;
use crate::i18n::{Lang, say, tr};
use crate::state::config::config;
use crate::state::connection::{Environment, Slug};
use crate::ui::field::{Field, hint, problem, secret_field, text_field, tick_field};
use crate::ui::format;
use crate::ui::icon::{Icon, icon};

pub(super) fn secret(typed: Typed, keeps: bool) -> AnyView {
    let empty = if keeps { Lang::cf_secret_keep } else { Lang::cf_secret_later };
    let below = view! {
        {hint(tr(Lang::secret_hint))}
        {move || typed.secret.get().is_empty().then(|| hint(tr(empty)))}
        {move || about_secret(&typed.secret.get())}
    };
    secret_field(Field {
        label: tr(Lang::secret_label).into_any(),
        aside: tr(Lang::cf_secret_note).into_any(),
        value: typed.secret,
        below: below.into_any(),
        invalid: Signal::stored(false),
        mono: true,
        name: "secret",
    })
}

pub(super) fn name(typed: Typed) -> AnyView {
    let missing = memo(move || typed.tried.get() && typed.name.with(|name| name.trim().is_empty()));
    text_field(Field {
        label: tr(Lang::cf_name).into_any(),
        aside: ().into_any(),
        value: typed.name,
        below: (move || missing.get().then(|| problem(tr(Lang::cf_e_name)))).into_any(),
        invalid: missing.into(),
        mono: false,
        name: "name",
    })
}

pub(super) fn link_name(typed: Typed, taken: Memo<bool>) -> AnyView {
    let malformed = memo(move || {
        let slug = typed.slug.get();
        Slug::parse(&slug).is_none() && (typed.tried.get() || !slug.is_empty())
    });
    let below = move || {
        if malformed.get() {
            problem(tr(Lang::cf_e_slug))
        } else if taken.get() {
            problem(say(move |lang| lang.cf_e_slug_taken(&typed.slug.get())))
        } else {
            hint(say(move |lang| lang.cf_slug_hint(&typed.slug.get())))
        }
    };
    let field = text_field(Field {
        label: tr(Lang::cf_slug).into_any(),
        aside: ().into_any(),
        value: typed.slug,
        below: below.into_any(),
        invalid: Signal::derive(move || malformed.get() || taken.get()),
        mono: true,
        name: "slug",
    });
    view! { <div on:input=move |_| typed.slug_by_hand.set(true)>{field}</div> }.into_any()
}

pub(super) fn read_only(ticked: RwSignal<bool>) -> AnyView {
    if config().read_only {
        return view! { <p class="note">{icon(Icon::Lock)}<span>{tr(Lang::cg_all_read_only)}</span></p> };
    }
    let label = tr(Lang::cf_read_only).into_any();
    tick_field(label, ticked, "read-only", hint(tr(Lang::cf_read_only_hint)))
}

/// A correction is confirmed where the server's clock was found; here it is seen, and removed.
pub(super) fn clock(typed: Typed) -> AnyView {
    (move || {
        let by = typed.clock_correction_ms();
        (by != 0).then(|| {
            let kept = say(move |lang| lang.cl_kept(&format::shift(lang, by, false)));
            view! {
                <div class="row">
                    {hint(kept)}
                    <button type="button" class="btn small" on:click=move |_| typed.clock.set(None)>{tr(Lang::cl_remove)}</button>
                </div>
            }
        })
    })
    .into_any()
}

pub(super) fn environment(chosen: RwSignal<Environment>) -> AnyView {
    let choices = Environment::ALL
        .map(|environment| {
            view! {
                <label class="choice">
                    <input type="radio" name="environment" value=environment.key()
                        prop:checked=move || chosen.get() == environment on:change=move |_| chosen.set(environment) />
                    <span>{tr(environment.word())}</span>
                </label>
            }
        })
        .into_iter()
        .collect_view();
    view! {
        <fieldset class="field">
            <legend class="lab">{tr(Lang::cf_environment)}</legend>
            <div class="seg wideseg">{choices}</div>
            {move || {
                (chosen.get() == Environment::Production)
                    .then(|| view! { <p class="note">{icon(Icon::Info)}<span>{tr(Lang::cf_production_note)}</span></p> })
            }}
        </fieldset>
    }
    .into_any()
}
