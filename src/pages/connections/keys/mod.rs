//! The vault's card: what is in it, by name, and the ways to open, close and empty it and to change its passphrase.

mod change;
mod rows;

use crate::dom::prelude::*;
use firetower_vault::Label;

use crate::components::vault::{open_form, tr_trouble};
use crate::i18n::{Lang, say, tr};
use crate::state::vault::{Stored, Trouble, Vault, Which};
use crate::ui::dialog::dialog;
use crate::ui::field::problem;
use crate::ui::icon::{Icon, icon};
use crate::ui::state::{Tone, state};
use rows::rows;

/// What is asked about before it is gone.
#[derive(Clone, PartialEq)]
pub(super) enum Forget {
    One(Label),
    All,
}

/// What stands below the card.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Below {
    Nothing,
    Opening,
    Changing,
}

#[derive(Clone, Copy)]
struct Card {
    vault: Vault,
    asked: RwSignal<Option<Forget>>,
    asking: RwSignal<bool>,
    below: RwSignal<Below>,
    trouble: RwSignal<Option<Trouble>>,
    /// The passphrase was changed.
    changed: RwSignal<bool>,
}

impl Card {
    fn ask(self, forget: Forget) {
        self.asked.set(Some(forget));
        self.asking.set(true);
    }
}

pub(super) fn keys() -> AnyView {
    let card = Card {
        vault: expect_context::<Vault>(),
        asked: RwSignal::new(None),
        asking: RwSignal::new(false),
        below: RwSignal::new(Below::Nothing),
        trouble: RwSignal::new(None),
        changed: RwSignal::new(false),
    };
    let vault = card.vault;
    let said = move || card.changed.get().then(|| view! { <p class="meta">{tr(Lang::va_changed)}</p> });
    view! {
        {question(card)}
        <section class="card keys" aria-labelledby="keys-title">
            <header>
                {icon(Icon::Key)}<h2 id="keys-title">{tr(Lang::va_title)}</h2>
                <span class="push">{move || standing(vault)}</span>
            </header>
            {move || held(card)}
            <div class="keys-said" role="status">{said}{move || card.trouble.get().map(|why| problem(tr_trouble(why)))}</div>
            {move || vault.exists().then(|| footer(card))}
        </section>
        {move || match card.below.get() {
            Below::Nothing => ().into_any(),
            Below::Opening => open_form(move || card.below.set(Below::Nothing), move || cancel(card)),
            Below::Changing => change::form(card),
        }}
    }
    .into_any()
}

fn standing(vault: Vault) -> Option<AnyView> {
    match vault.stored() {
        Stored::Nothing => None,
        Stored::Newer | Stored::Damaged => Some(state(Tone::Bad, Icon::Alert, tr(Lang::va_state_unreadable))),
        Stored::Labels(_) if vault.is_open() => Some(state(Tone::Ok, Icon::Key, tr(Lang::va_state_open))),
        Stored::Labels(_) => Some(state(Tone::Quiet, Icon::Lock, tr(Lang::va_state_closed))),
    }
}

fn held(card: Card) -> AnyView {
    let only = |view: AnyView| view! { <div class="body">{view}</div> }.into_any();
    match card.vault.stored() {
        Stored::Nothing => only(view! { <p class="muted">{tr(Lang::va_none)}</p> }.into_any()),
        Stored::Newer => only(problem(tr(Lang::va_e_newer))),
        Stored::Damaged => only(problem(tr(Lang::va_e_damaged))),
        Stored::Labels(labels) if labels.is_empty() => {
            only(view! { <p class="muted">{tr(Lang::va_empty)}</p> }.into_any())
        }
        Stored::Labels(labels) => rows(card, labels),
    }
}

fn footer(card: Card) -> AnyView {
    let vault = card.vault;
    let show_below = move |below| {
        card.changed.set(false);
        card.below.set(below);
    };
    let ways = move || {
        if vault.unreadable().is_some() {
            return ().into_any();
        }
        let change = view! {
            <button type="button" class="btn small" on:click=move |_| show_below(Below::Changing)>{tr(Lang::va_change)}</button>
        };
        if vault.is_open() {
            view! {
                <button type="button" class="btn small" title=tr(Lang::va_close_hint) on:click=move |_| vault.close()>{icon(Icon::Lock)}{tr(Lang::va_close)}</button>
                {change}
            }
            .into_any()
        } else {
            view! {
                <button type="button" class="btn small" on:click=move |_| show_below(Below::Opening)>{icon(Icon::Key)}{tr(Lang::va_open_do)}</button>
                {change}
            }
            .into_any()
        }
    };
    view! {
        <footer>
            {ways}
            <button type="button" class="btn small push" on:click=move |_| card.ask(Forget::All)>{tr(Lang::va_forget_all)}</button>
        </footer>
    }
    .into_any()
}

fn cancel(card: Card) -> AnyView {
    view! { <button type="button" class="btn" on:click=move |_| card.below.set(Below::Nothing)>{tr(Lang::cancel)}</button> }
        .into_any()
}

fn question(card: Card) -> AnyView {
    let is_all = move || card.asked.with(|asked| *asked == Some(Forget::All));
    let pick = move |one: crate::i18n::Word, all: crate::i18n::Word| if is_all() { all } else { one };
    let title = say(move |lang| pick(Lang::va_forget_one_title, Lang::va_forget_all_title)(lang).to_owned());
    let body = move || {
        let words = tr(untrack(|| pick(Lang::va_forget_one_why, Lang::va_forget_all_why)));
        view! { <p>{words}</p> }.into_any()
    };
    let forget = move |_| {
        card.asking.set(false);
        card.trouble.set(None);
        card.changed.set(false);
        match card.asked.get_untracked() {
            Some(Forget::One(label)) => spawn(async move {
                let forgotten = card.vault.forget(Which::One(label)).await;
                card.trouble.try_set(forgotten.err());
            }),
            Some(Forget::All) => {
                card.below.set(Below::Nothing);
                card.vault.forget_all();
            }
            None => {}
        }
    };
    let word = say(move |lang| pick(Lang::va_forget_do, Lang::va_forget_all_do)(lang).to_owned());
    let word = StoredValue::new_local(word);
    let buttons = move || {
        view! {
            <button type="button" class="btn" on:click=move |_| card.asking.set(false)>{tr(Lang::cancel)}</button>
            <button type="button" class="btn" on:click=forget>{move || word.with_value(|word| word())}</button>
        }
        .into_any()
    };
    dialog(card.asking, "", title, body, buttons)
}
