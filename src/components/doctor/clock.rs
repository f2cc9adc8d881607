//! What can be done about a clock: one that the server refuses, and a correction that no longer fits.

use std::rc::Rc;

use crate::dom::prelude::*;
use firetower_protocol::Secret;

use super::run::Run;
use crate::api::doctor::verdict::{Fact, Outcome, Standing, Step};
use crate::components::clock::{Confirm, Finder, clock_finder, removal};
use crate::i18n::{Lang, tr};
use crate::state::session::Session;

/// Under the fix of 243. `retry` begins the check anew; `secret` is what the check signed with, if not with the session's own.
pub(super) fn clock_remedy(
    session: &Session,
    secret: Option<Secret>,
    retry: Option<Rc<dyn Fn()>>,
    confirm: Confirm,
) -> AnyView {
    clock_finder(Finder { session: session.clone(), secret, again: retry, at_once: true, confirm })
}

/// Under a step that passed, where the correction that is kept does harm or nothing.
pub(super) fn correction_remedy(session: &Session, fact: &Fact, confirm: &Confirm) -> Option<AnyView> {
    Some(match fact {
        Fact::Corrected(Standing { fits: false, .. }) => clock_remedy(session, None, None, confirm.clone()),
        // A backward one keeps signatures from staying good for longer than they should, needed or not.
        Fact::Corrected(Standing { own_taken: Some(true), correction_ms: 1.., .. }) => {
            view! { <div class="row">{removal("btn small", confirm)}</div> }.into_any()
        }
        Fact::OldAccepted if session.connection.clock_correction_ms != 0 => view! {
            <p>{tr(Lang::cl_no_check)}</p>
            <div class="row">{removal("btn", confirm)}</div>
        }
        .into_any(),
        _ => return None,
    })
}

/// Whether the search goes on, or has ended, under one of the steps.
pub(crate) fn seeks_clock(run: Run) -> bool {
    run.line(Step::TimeCheck).is_some_and(|line| {
        matches!(line.outcome, Outcome::Warned(Fact::Corrected(Standing { fits: false, .. })))
    })
}
