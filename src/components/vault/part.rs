//! Loading the vault's forms. What does not arrive says so and can be asked for again.

use std::rc::Rc;

use crate::dom::prelude::*;

use super::{keep, open};
use crate::i18n::{Lang, tr};
use crate::ui::field::problem;
use crate::ui::not_loaded::NotLoaded;

/// What is to be drawn.
#[derive(Clone)]
pub(super) enum Part {
    Open { done: Rc<dyn Fn()>, beside: Rc<dyn Fn() -> AnyView> },
    Keep(keep::Keep),
}

type Draw = fn(Part) -> AnyView;

/// What only this function reaches is split off; see `routes/later.rs`.
#[cfg_attr(feature = "split", wasm_split_helpers::wasm_split(more, fallible))]
fn vault_forms() -> Result<Draw, NotLoaded> {
    Ok(|part| match part {
        Part::Open { done, beside } => open::form(done, &*beside),
        Part::Keep(keep) => keep::fields(keep),
    })
}

#[cfg(feature = "split")]
async fn load() -> Result<Draw, NotLoaded> {
    vault_forms().await
}

/// A build for development is one module.
#[cfg(not(feature = "split"))]
#[expect(clippy::unused_async, reason = "the split build waits here")]
async fn load() -> Result<Draw, NotLoaded> {
    vault_forms()
}

#[derive(Clone, Copy)]
enum State {
    Loading,
    Failed,
    Loaded(Draw),
}

pub(super) fn drawn(part: Part) -> AnyView {
    let state = RwSignal::new(State::Loading);
    let begin = move || {
        state.set(State::Loading);
        spawn(async move {
            let loaded = load().await.map_or(State::Failed, State::Loaded);
            // The form may have been left meanwhile.
            state.try_set(loaded);
        });
    };
    begin();
    (move || match state.get() {
        State::Loading => view! { <p class="muted" role="status">{tr(Lang::loading)}</p> }.into_any(),
        State::Loaded(draw) => draw(part.clone()),
        State::Failed => view! {
            <div class="not-loaded" role="alert">
                {problem(tr(Lang::va_e_not_loaded))}
                <button type="button" class="btn small" on:click=move |_| begin()>{tr(Lang::retry)}</button>
            </div>
        }
        .into_any(),
    })
    .into_any()
}
