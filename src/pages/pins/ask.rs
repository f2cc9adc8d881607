//! The look-up line: a user and a conversation, by hand or from a pasted link.

use crate::dom::prelude::*;

use super::{Here, Open};
use crate::components::conversation::NAMED_KINDS;
use crate::components::conversation::typed::{OTHER, Typed, Wrong};
use crate::i18n::{Lang, Word, say, tr};
use crate::paths::{self, Pasted};
use crate::state::kept;
use crate::state::looked_pins::Pin;
use crate::ui::field::{caution, fresh_id, hint, problem};
use crate::ui::hostile;
use crate::ui::icon::{Icon, icon};

/// What a pasted text came to.
#[derive(Clone, Debug, PartialEq)]
enum Filled {
    Nothing,
    NoLink,
    /// With the connection that the link names, where it is another one.
    From(Option<String>),
}

pub(super) fn ask(here: Here, look_up: impl Fn(Pin) + Send + Sync + 'static) -> AnyView {
    let typed = RwSignal::new(Typed::default());
    // Nothing is wrong before it was asked for.
    let asked = RwSignal::new(false);
    watch(move || match here.open.get() {
        Open::Nothing => {}
        Open::Pin(pin) => {
            typed.set(Typed::of(Some(&pin.user), Some(&pin.conversation)));
            asked.set(false);
        }
        Open::In { conversation } => typed.update(|typed| typed.put(&conversation)),
        Open::Of { user } | Open::Wrong { user } => typed.update(|typed| typed.user = user),
    });
    let usual = move || {
        let mut usual = Typed::default();
        match here.open.get() {
            Open::Nothing => {}
            Open::Pin(pin) => usual = Typed::of(Some(&pin.user), Some(&pin.conversation)),
            Open::In { conversation } => usual.put(&conversation),
            Open::Of { user } | Open::Wrong { user } => usual.user = user,
        }
        usual.as_text()
    };
    here.slug.with_value(|slug| {
        kept::keep(
            slug,
            "pin",
            usual,
            move || typed.with(Typed::as_text),
            move |kept| {
                if let Some(kept) = Typed::from_text(kept) {
                    typed.set(kept);
                }
            },
        );
    });
    let wrong = memo(move || asked.get().then(|| typed.with(pin).err()).flatten());
    let problem_id = fresh_id();
    let submit = {
        let problem_id = problem_id.clone();
        move |event: leptos::ev::SubmitEvent| {
            event.prevent_default();
            match typed.with_untracked(pin) {
                Ok(pin) => {
                    asked.set(false);
                    look_up(pin);
                }
                Err(_) => {
                    asked.set(true);
                    let field = format!("[aria-describedby={problem_id}][aria-invalid=true]");
                    // The field is marked after this.
                    request_animation_frame(move || crate::dom::focus(&field));
                }
            }
        }
    };
    let key = move || {
        typed.with(Typed::conversation).ok().map(|conversation| {
            view! {
                <span class="meta pin-key">{tr(Lang::pn_key)}" "<span class="mono">{hostile::hostile(&conversation.to_string())}</span></span>
            }
        })
    };
    let said = move || match wrong.get() {
        Some(wrong) => Some(problem(tr(wrong.word()))),
        None => matches!(here.open.get(), Open::Wrong { .. }).then(|| problem(tr(Lang::pn_e_address))),
    };
    view! {
        <form class="pin-ask" on:submit=submit>
            <div class="pin-line">
                {text(typed, Text::new(Lang::pn_user, "user", Wrong::User, |typed| &mut typed.user), wrong, &problem_id)}
                {kind(typed, wrong, &problem_id)}
                {text(typed, Text::new(Lang::pn_target, "target", Wrong::Target, |typed| &mut typed.target), wrong, &problem_id)}
                {text(typed, Text::new(Lang::pn_line, "line", Wrong::Line, |typed| &mut typed.line), wrong, &problem_id)}
                <button type="submit" class="btn">{tr(Lang::pn_look_up)}</button>
                {key}
            </div>
            <div id=problem_id class="below">{said}</div>
            {link(here, typed, asked)}
        </form>
    }
    .into_any()
}

fn pin(typed: &Typed) -> Result<Pin, Wrong> {
    Ok(Pin { user: typed.user()?, conversation: typed.conversation()? })
}

/// A field of text in the line.
struct Text {
    label: Word,
    name: &'static str,
    wrong: Wrong,
    field: fn(&mut Typed) -> &mut String,
}

impl Text {
    fn new(label: Word, name: &'static str, wrong: Wrong, field: fn(&mut Typed) -> &mut String) -> Self {
        Self { label, name, wrong, field }
    }
}

fn text(typed: RwSignal<Typed>, text: Text, wrong: Memo<Option<Wrong>>, problem_id: &str) -> AnyView {
    let Text { label, name, wrong: which, field } = text;
    let class = format!("pin-field {name}");
    let value = move || typed.with(|typed| field(&mut typed.clone()).clone());
    let numeric = (which == Wrong::Line || which == Wrong::Kind).then_some("numeric");
    view! {
        <label class=class>
            <span>{tr(label)}</span>
            <input class="mono" type="text" name=name autocomplete="off" autocapitalize="off" spellcheck="false"
                inputmode=numeric prop:value=value aria-describedby=problem_id.to_owned()
                aria-invalid=move || (wrong.get() == Some(which)).then_some("true")
                on:input=move |event| typed.update(|typed| *field(typed) = event_target_value(&event)) />
        </label>
    }
    .into_any()
}

fn kind(typed: RwSignal<Typed>, wrong: Memo<Option<Wrong>>, problem_id: &str) -> AnyView {
    let chosen = move |key: &str| typed.with(|typed| typed.kind == key);
    let options = NAMED_KINDS
        .into_iter()
        .map(|(kind, word)| {
            let key = kind.0.to_string();
            let text = say(move |lang| format!("{} ({})", word(lang), kind.0));
            let selected = {
                let key = key.clone();
                move || chosen(&key)
            };
            view! { <option value=key selected=selected>{text}</option> }
        })
        .collect_view();
    let problem_id = problem_id.to_owned();
    view! {
        <span class="select">
            <select class="btn" aria-label=tr(Lang::pn_type) prop:value=move || typed.with(|typed| typed.kind.clone())
                on:change=move |event| typed.update(|typed| typed.kind = event_target_value(&event))>
                {options}
                <option value=OTHER selected=move || chosen(OTHER)>{tr(Lang::pn_other_kind)}</option>
            </select>
            {icon(Icon::Down)}
        </span>
        {show(
            move || typed.with(|typed| typed.kind == OTHER),
            move || {
                let field = Text::new(Lang::pn_kind_number, "kind", Wrong::Kind, |typed| &mut typed.other_kind);
                text(typed, field, wrong, &problem_id)
            },
        )}
    }
    .into_any()
}

fn link(here: Here, typed: RwSignal<Typed>, asked: RwSignal<bool>) -> AnyView {
    let filled = RwSignal::new(Filled::Nothing);
    let below_id = fresh_id();
    let slug = here.slug;
    let take = move |text: &str| {
        let own = slug.get_value();
        filled.set(match paths::pasted(text) {
            _ if text.trim().is_empty() => Filled::Nothing,
            None => Filled::NoLink,
            Some(Pasted { slug, user, conversation }) => {
                typed.update(|typed| {
                    if let Some(user) = user {
                        typed.user = user.0;
                    }
                    typed.put(&conversation);
                });
                asked.set(false);
                Filled::From(slug.filter(|slug| *slug != own))
            }
        });
    };
    let name = here.name;
    let below = move || match filled.get() {
        Filled::Nothing => hint(tr(Lang::pn_link_hint)),
        Filled::NoLink => problem(tr(Lang::pn_link_none)),
        Filled::From(None) => hint(tr(Lang::pn_link_filled)),
        Filled::From(Some(slug)) => {
            let (slug, name) = (hostile::plain(&slug), hostile::plain(&name.get_value()));
            caution(say(move |lang| lang.pn_link_elsewhere(&slug, &name)))
        }
    };
    view! {
        <div class="pin-line">
            <label class="pin-field link">
                <span>{tr(Lang::pn_link)}</span>
                <input class="mono" type="text" name="link" autocomplete="off" autocapitalize="off" spellcheck="false"
                    aria-describedby=below_id.clone()
                    aria-invalid=move || (filled.get() == Filled::NoLink).then_some("true")
                    on:input=move |event| take(&event_target_value(&event)) />
            </label>
            <div id=below_id class="below" aria-live="polite">{below}</div>
        </div>
    }
    .into_any()
}
