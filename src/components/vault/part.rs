//! Loading the vault's forms. What does not arrive says so and can be asked for again.

use std::rc::Rc;

use crate::dom::prelude::*;
use firetower_vault::Label;

use super::{awaited, keep, open};
use crate::i18n::{Lang, tr};
use crate::later::{self, NotLoaded, later, wanted};
use crate::state::vault::Vault;
use crate::ui::field::problem;

/// What is to be drawn.
#[derive(Clone)]
pub(super) enum Part {
    Open { done: Rc<dyn Fn()>, beside: Rc<dyn Fn() -> AnyView> },
    Keep(keep::Keep),
    Awaited(Vault, Label),
}

type Draw = fn(Part) -> AnyView;

later! {
    async fn load() -> Result<Draw, NotLoaded> = more::vault_forms {
        Ok(|part| match part {
            Part::Open { done, beside } => open::form(done, &*beside),
            Part::Keep(keep) => keep::fields(keep),
            Part::Awaited(vault, label) => awaited::said(vault, label),
        })
    }
}

pub(super) fn drawn(part: Part) -> AnyView {
    let wanted = wanted(load);
    (move || match wanted.get() {
        later::Part::Loading => view! { <p class="muted" role="status">{tr(Lang::loading)}</p> }.into_any(),
        later::Part::Loaded(draw) => draw(part.clone()),
        later::Part::Failed => {
            let begin = wanted.again();
            view! {
            <div class="not-loaded" role="alert">
                {problem(tr(Lang::va_e_not_loaded))}
                <div class="row">
                    <button type="button" class="btn small" on:click=move |_| begin()>{tr(Lang::retry)}</button>
                    {match &part {
                        Part::Open { beside, .. } => beside(),
                        _ => ().into_any(),
                    }}
                </div>
            </div>
        }
        .into_any()
        }
    })
    .into_any()
}
