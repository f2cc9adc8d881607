//! The server's clock: it is looked for, what was found is proposed with its evidence, and an admin confirms it.

mod by_hand;
mod evidence;
mod proposal;

use std::rc::Rc;

use crate::dom::prelude::*;
use firetower_protocol::Secret;

pub(crate) use self::by_hand::by_hand;
pub(crate) use self::proposal::{Confirm, keep, kept, removal};
use crate::api::Leave;
use crate::api::doctor::clock::{NotFound, Sought, seek};
use crate::i18n::{Lang, Word, say, tr};
use crate::state::session::Session;
use crate::ui::field::caution;
use crate::ui::format;
use crate::ui::icon::{Icon, icon};

#[derive(Clone)]
enum State {
    Before,
    Seeking(usize),
    Ended(Result<Sought, NotFound>),
}

/// What is looked for, and what may come of it.
pub(crate) struct Finder {
    pub(crate) session: Session,
    /// What the admin signed with when it was refused, if not with the session's own.
    pub(crate) secret: Option<Secret>,
    /// What there is to do instead.
    pub(crate) again: Option<Rc<dyn Fn()>>,
    /// Where something is known to be wrong with a clock, nobody need ask for the search.
    pub(crate) at_once: bool,
    pub(crate) confirm: Confirm,
}

/// Looks for the clock, and offers what follows from it.
pub(crate) fn clock_finder(finder: Finder) -> AnyView {
    let Finder { session, secret, again, at_once, confirm } = finder;
    let state = RwSignal::new(State::Before);
    let leave = Leave::with_page();
    let begin: Rc<dyn Fn()> = {
        let session = session.apart(secret.or_else(|| session.secret_now()));
        Rc::new(move || {
            leave.renew();
            state.set(State::Seeking(0));
            let session = session.clone();
            spawn(async move {
                let heard = move |count| {
                    state.try_set(State::Seeking(count));
                };
                let ended = seek(&session, leave, heard).await;
                // The page may have been left meanwhile.
                state.try_set(State::Ended(ended));
            });
        })
    };
    if at_once {
        begin();
    }
    let current_ms = session.connection.clock_correction_ms;
    let body = move || match state.get() {
        State::Before => {
            view! { <p>{tr(Lang::cl_about)}</p>{buttons(Lang::cl_find, &begin, again.as_ref())} }.into_any()
        }
        State::Seeking(count) => {
            view! { <p class="muted" role="status">{say(move |lang| lang.cl_seeking(count))}</p> }.into_any()
        }
        State::Ended(Ok(sought)) => {
            let not_now = Rc::new(move || state.set(State::Before));
            let (said, asks) = proposal::found(&sought, current_ms, &confirm, not_now);
            let more = (!asks).then(|| buttons(Lang::cl_again, &begin, again.as_ref()));
            view! { {said}{more} }.into_any()
        }
        State::Ended(Err(why)) => {
            let word: Word = match why {
                NotFound::Mute => Lang::cl_mute,
                NotFound::SignatureFirst => Lang::cl_signature_first,
                NotFound::Unheard => Lang::cl_unheard,
            };
            // What nobody can find out need not be kept either.
            let remove =
                (current_ms != 0).then(|| view! { <div class="row">{removal("btn", &confirm)}</div> });
            let compare = (why != NotFound::Unheard).then(|| by_hand(current_ms, &confirm));
            view! {
                <div role="status">{caution(tr(word))}</div>
                {compare}
                {buttons(Lang::cl_again, &begin, again.as_ref())}
                {remove}
            }
            .into_any()
        }
    };
    view! { <div class="form tight clock">{body}</div> }.into_any()
}

fn buttons(word: Word, begin: &Rc<dyn Fn()>, again: Option<&Rc<dyn Fn()>>) -> AnyView {
    let begin = begin.clone();
    // Under a step that failed it is the thing to do.
    let class = if again.is_some() { "btn go" } else { "btn" };
    let again = again.cloned().map(|again| {
        view! { <button type="button" class="btn" on:click=move |_| again()>{tr(Lang::retry)}</button> }
    });
    view! {
        <div class="row">
            <button type="button" class=class on:click=move |_| begin()>{icon(Icon::Search)}{tr(word)}</button>
            {again}
        </div>
    }
    .into_any()
}

/// `Clock +3 h 12 min`, where one was confirmed.
pub(crate) fn chip(correction_ms: i64) -> Option<AnyView> {
    (correction_ms != 0).then(|| {
        let says = say(move |lang| lang.cl_chip(&format::shift(lang, correction_ms, false)));
        view! { <span class="state">{icon(Icon::Info)}{says}</span> }.into_any()
    })
}
