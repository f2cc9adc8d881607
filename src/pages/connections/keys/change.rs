//! Another passphrase for the vault. The one of now is asked for: who finds the tab open must not lock its owner out.

use crate::dom::focus;
use crate::dom::prelude::*;
use firetower_vault::Zeroizing;

use super::{Below, Card, cancel};
use crate::components::vault::{Fresh, fresh_fields, passphrase_field, tr_trouble};
use crate::i18n::{Lang, tr};
use crate::state::vault::Trouble;
use crate::ui::field::problem;

pub(super) fn form(card: Card) -> AnyView {
    let now = RwSignal::new(String::new());
    let missing = RwSignal::new(false);
    let fresh = Fresh::new();
    let working = RwSignal::new(false);
    let trouble = RwSignal::new(None::<Trouble>);
    request_animation_frame(|| focus("form input[name=passphrase]"));
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if working.get_untracked() {
            return;
        }
        trouble.set(None);
        let current = Zeroizing::new(now.get_untracked());
        missing.set(current.is_empty());
        if current.is_empty() {
            return;
        }
        let Some(new) = fresh.take() else {
            return request_animation_frame(|| focus("form [aria-invalid=true]"));
        };
        working.set(true);
        spawn(async move {
            let changed = card.vault.change_passphrase(current, new.clone()).await;
            working.try_set(false);
            match changed {
                Ok(()) => {
                    card.changed.try_set(true);
                    card.below.try_set(Below::Nothing);
                }
                Err(why) => {
                    // What was wrong is mostly the one of now.
                    fresh.put_back(&new);
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
    let (changing, change) = (tr(Lang::va_changing), tr(Lang::va_change_do));
    view! {
        <form class="card narrow" on:submit=submit>
            <header><h2>{tr(Lang::va_change_title)}</h2></header>
            <div class="body form">
                <p class="muted">{tr(Lang::va_change_why)}</p>
                {passphrase_field(Lang::va_change_now, "passphrase", now, invalid, below)}
                {fresh_fields(fresh)}
                <p class="offscreen" role="status">{move || working.get().then(changing)}</p>
            </div>
            <footer>
                <button type="submit" class="btn go" disabled=move || working.get()>
                    {move || if working.get() { changing() } else { change() }}
                </button>
                {cancel(card)}
            </footer>
        </form>
    }
    .into_any()
}
