//! What Firetower found at the address that was typed: the connection check, in a few lines. It only reads, and only when
//! asked: a signed request to a mistyped host would hand that host two hours of an admin's power.

use std::rc::Rc;

use crate::dom::prelude::*;
use firetower_protocol::Secret;

use super::typed::Typed;
use crate::components::clock::Confirm;
use crate::components::doctor::later::{Aim, Wanted, compact_later};
use crate::i18n::{Lang, tr};
use crate::state::connection::{Connection, Environment, Slug};
use crate::state::session::Session;

pub(super) fn probe(typed: Typed, editing: Option<&Session>) -> AnyView {
    // Each press is a check of its own, with what is in the form by then.
    let asked = RwSignal::new(None::<Session>);
    let kept = editing.cloned();
    let run: Rc<dyn Fn()> = Rc::new(move || {
        let Some(address) = untrack(|| typed.understood()) else { return };
        // The secret that is kept goes to the address it was given for, and to no other.
        let known = kept.as_ref().filter(|session| session.connection.address == address);
        let secret = Some(typed.secret.get_untracked()).filter(|secret| !secret.is_empty()).map(Secret::new);
        let secret = secret.or_else(|| known.and_then(Session::secret_now));
        let Some(slug) = Slug::parse("check") else { return };
        let connection = Connection {
            clock_correction_ms: untrack(|| typed.clock_correction_ms()),
            ..Connection::new(slug, String::new(), address, Environment::Development)
        };
        asked.set(Some(Session::new(connection, secret)));
    });
    let by_button = run.clone();
    let confirm: Confirm = {
        let run = run.clone();
        Rc::new(move |correction_ms| {
            typed.correct_clock(correction_ms);
            run();
        })
    };
    let unusable = move || typed.understood().is_none();
    view! {
        <section class="card">
            <header>
                <h2>{tr(Lang::cf_found)}</h2>
                <span class="meta">{tr(Lang::cf_found_hint)}</span>
                <button type="button" class="btn small push" disabled=unusable on:click=move |_| by_button()>{tr(Lang::cf_check)}</button>
            </header>
            {move || match asked.get() {
                None => view! { <p class="body muted">{tr(Lang::cf_found_before)}</p> }.into_any(),
                Some(session) => compact_later(Wanted {
                    aim: Aim::Check,
                    session,
                    again: run.clone(),
                    confirm: confirm.clone(),
                }),
            }}
        </section>
    }
    .into_any()
}
