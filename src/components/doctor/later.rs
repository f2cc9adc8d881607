//! The way to the compact check from the connection form, which is part of the first view while the check is not.

use std::rc::Rc;

use crate::dom::prelude::*;

use crate::components::clock::Confirm;
use crate::i18n::{Lang, say, tr};
use crate::later::{self, NotLoaded, Part, later};
use crate::state::session::Session;
use crate::ui::statement::{Gravity, statement};

/// What is wanted beside a form.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Aim {
    Check,
    /// The server's clock alone, where 243 is what is known already.
    Clock,
}

/// What the check beside a form is to look at, and how it is begun anew.
#[derive(Clone)]
pub(crate) struct Wanted {
    pub(crate) aim: Aim,
    pub(crate) session: Session,
    pub(crate) again: Rc<dyn Fn()>,
    /// What the form does with a correction of the clock that an admin confirmed.
    pub(crate) confirm: Confirm,
}

type Compact = fn(Wanted) -> AnyView;

later! {
    async fn load() -> Result<Compact, NotLoaded> = more::the_check { Ok(super::compact::compact) }
}

/// Loads the check, and begins it.
pub(crate) fn compact_later(wanted: Wanted) -> AnyView {
    let part = later::wanted(load);
    (move || match part.get() {
        Part::Loading => view! {
            <div class="wait-line" aria-busy="true"><div class="progress"></div></div>
            <p class="offscreen" role="status">{tr(Lang::loading)}</p>
        }
        .into_any(),
        Part::Loaded(compact) => compact(wanted.clone()),
        Part::Failed => {
            let again = wanted.again.clone();
            let action = view! { <button type="button" class="btn go" on:click=move |_| again()>{tr(Lang::retry)}</button> };
            let title = say(|lang| lang.ck_not_loaded().to_owned());
            let why = say(|lang| lang.later_why().to_owned());
            view! { <section class="card trouble">{statement(Gravity::Bad, true, title, why, action.into_any())}</section> }
                .into_any()
        }
    })
    .into_any()
}
