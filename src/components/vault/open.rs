//! The one field that opens the vault.

use std::rc::Rc;

use crate::dom::focus;
use crate::dom::prelude::*;

use super::fields::{passphrase_field, take};
use super::part::{Part, drawn};
use crate::i18n::{Lang, tr};
use crate::state::vault::{Trouble, Vault};
use crate::ui::field::problem;

/// Asks for the passphrase, and says `done` when the vault is open. `beside` the button stands another way, if any.
pub(crate) fn open_form(done: impl Fn() + 'static, beside: impl Fn() -> AnyView + 'static) -> AnyView {
    drawn(Part::Open { done: Rc::new(done), beside: Rc::new(beside) })
}

pub(super) fn form(done: Rc<dyn Fn()>, beside: &dyn Fn() -> AnyView) -> AnyView {
    let vault = expect_context::<Vault>();
    let typed = RwSignal::new(String::new());
    let working = RwSignal::new(false);
    let missing = RwSignal::new(false);
    let trouble = RwSignal::new(None::<Trouble>);
    // There is one thing to do here.
    request_animation_frame(|| focus("form input[name=passphrase]"));
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let is_empty = typed.with_untracked(String::is_empty);
        missing.set(is_empty);
        if is_empty || working.get_untracked() {
            return;
        }
        working.set(true);
        trouble.set(None);
        let done = done.clone();
        // The field keeps what was typed until it is known to be right.
        let passphrase = firetower_vault::Zeroizing::new(typed.get_untracked());
        spawn(async move {
            let opened = vault.open(passphrase).await;
            working.try_set(false);
            match opened {
                Ok(()) => {
                    if typed.try_get_untracked().is_some() {
                        drop(take(typed));
                    }
                    done();
                }
                Err(why) => {
                    trouble.try_set(Some(why));
                    request_animation_frame(|| focus("form input[name=passphrase]"));
                }
            }
        });
    };
    let below = view! {
        {move || missing.get().then(|| problem(tr(Lang::va_e_empty)))}
        <div role="alert">{move || trouble.get().map(|why| problem(tr_trouble(why)))}</div>
    }
    .into_any();
    let invalid = Signal::derive(move || missing.get() || trouble.get() == Some(Trouble::WrongPassphrase));
    let (opening, open) = (tr(Lang::va_opening), tr(Lang::va_open_do));
    view! {
        <form class="card narrow" on:submit=submit>
            <header><h2>{tr(Lang::va_open_title)}</h2></header>
            <div class="body form">
                <p class="muted">{tr(Lang::va_open_why)}</p>
                {passphrase_field(Lang::va_passphrase, "passphrase", typed, invalid, below)}
                <p class="offscreen" role="status">{move || working.get().then(|| tr(Lang::va_opening_status)())}</p>
            </div>
            <footer>
                <button type="submit" class="btn go" disabled=move || working.get()>
                    {move || if working.get() { opening() } else { open() }}
                </button>
                {beside()}
            </footer>
        </form>
    }
    .into_any()
}

/// What went wrong, in the language of the moment.
pub(crate) fn tr_trouble(why: Trouble) -> crate::i18n::Text {
    crate::i18n::say(move |lang| why.word(lang).to_owned())
}
