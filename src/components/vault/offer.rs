//! Offering to keep a secret that would be gone otherwise. Only pages that come later use it.

use std::rc::Rc;

use crate::dom::prelude::*;
use firetower_vault::Zeroizing;

use super::keep::{Keep, fields};
use super::open::tr_trouble;
use crate::i18n::{Lang, Word, tr};
use crate::state::vault::{LabelNow, Vault};
use crate::ui::field::problem;
use crate::ui::icon::Icon;
use crate::ui::state::{Tone, state};

/// A button, and before it, where the vault is closed or new, what it needs. `label` and
/// `secret` are taken when it is pressed: what is kept does not hang on the page.
pub(crate) fn offer(
    word: Word,
    label: impl Fn() -> Rc<LabelNow> + 'static,
    secret: impl Fn() -> Option<Zeroizing<String>> + 'static,
) -> AnyView {
    let vault = expect_context::<Vault>();
    let keep = Keep::new(true);
    let asked = RwSignal::new(false);
    let (working, done) = (RwSignal::new(false), RwSignal::new(false));
    let (label, secret) = (Rc::new(label), Rc::new(secret));
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if working.get_untracked() {
            return;
        }
        if !asked.get_untracked() && !untrack(|| vault.is_open()) {
            return asked.set(true);
        }
        let (Some(ready), Some(secret)) = (keep.ready(), secret()) else { return };
        working.set(true);
        let label = label();
        spawn(async move {
            let is_kept = keep.store(ready, &*label, secret).await;
            working.try_set(false);
            done.try_set(is_kept);
        });
    };
    let asks = memo(move || asked.get() && !vault.is_open());
    let unreadable = memo(move || vault.unreadable());
    let (opening, idle) = (tr(Lang::va_opening), tr(word));
    (move || {
        if done.get() {
            return view! { <p role="status">{state(Tone::Ok, Icon::Check, tr(Lang::va_kept))}</p> }
                .into_any();
        }
        if let Some(why) = unreadable.get() {
            return problem(tr_trouble(why));
        }
        view! {
            <form class="form" on:submit=submit.clone()>
                {move || asks.get().then(|| fields(keep))}
                {keep.said()}
                <div class="row">
                    <button type="submit" class="btn small" disabled=move || working.get()>
                        {move || if working.get() { opening() } else { idle() }}
                    </button>
                </div>
            </form>
        }
        .into_any()
    })
    .into_any()
}
