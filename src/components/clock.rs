//! The server's clock: it is looked for when asked, what was found is proposed with its evidence, and an admin confirms it.

use std::rc::Rc;

use crate::dom::prelude::*;
use firetower_protocol::Secret;

use crate::api::Leave;
use crate::api::doctor::clock::{Found, NotFound, Sought, Tried, seek};
use crate::i18n::{Lang, Word, say, tr};
use crate::state::capabilities;
use crate::state::connection::Connection;
use crate::state::connections::Connections;
use crate::state::session::Session;
use crate::ui::copy::copy_button;
use crate::ui::field::caution;
use crate::ui::format;
use crate::ui::icon::{Icon, icon};

/// Less than this is not proposed.
const MINUTE_MS: i64 = 60_000;
/// A `Date` has whole seconds, and the search half a minute.
const AGREES_MS: i64 = 2 * MINUTE_MS;
/// What shows a server's clock, on the server.
const DATE: &str = "date";

#[derive(Clone)]
enum State {
    Before,
    Seeking(usize),
    Ended(Result<Sought, NotFound>),
}

/// What is to be done about the clock that was found.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Proposal {
    /// Nothing: it is right as it is, corrected or not.
    Nothing,
    Remove,
    Correct(i64),
}

fn proposal(ahead_ms: i64, correction_ms: i64) -> Proposal {
    if (ahead_ms - correction_ms).abs() < MINUTE_MS {
        Proposal::Nothing
    } else if ahead_ms.abs() < MINUTE_MS {
        Proposal::Remove
    } else {
        Proposal::Correct(ahead_ms)
    }
}

/// Looks for the clock, and offers what follows from it. `secret` is what the admin signed with when it was refused, which is
/// kept with the correction, and `again` what there is to do instead.
pub(crate) fn clock_finder(
    session: &Session,
    secret: Option<Secret>,
    again: Option<Rc<dyn Fn()>>,
) -> AnyView {
    let state = RwSignal::new(State::Before);
    let leave = Leave::with_page();
    let begin: Rc<dyn Fn()> = {
        let session = session.apart(secret.clone().or_else(|| session.secret_now()));
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
    let connection = session.connection.clone();
    let body = move || match state.get() {
        State::Before => {
            view! { <p>{tr(Lang::cl_about)}</p>{buttons(Lang::cl_find, &begin, again.as_ref())} }.into_any()
        }
        State::Seeking(count) => {
            view! { <p class="muted" role="status">{say(move |lang| lang.cl_seeking(count))}</p> }.into_any()
        }
        State::Ended(Ok(sought)) => {
            let found = found(&connection, secret.as_ref(), &sought, state);
            let more =
                matches!(found.1, Proposal::Nothing).then(|| buttons(Lang::cl_again, &begin, again.as_ref()));
            view! { {found.0}{more} }.into_any()
        }
        State::Ended(Err(why)) => {
            let word: Word = match why {
                NotFound::Mute => Lang::cl_mute,
                NotFound::SignatureFirst => Lang::cl_signature_first,
                NotFound::Unheard => Lang::cl_unheard,
            };
            view! { <div role="status">{caution(tr(word))}</div>{buttons(Lang::cl_again, &begin, again.as_ref())} }
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

fn found(
    connection: &Connection,
    secret: Option<&Secret>,
    sought: &Sought,
    state: RwSignal<State>,
) -> (AnyView, Proposal) {
    let current = connection.clock_correction_ms;
    let Found::Ahead(ahead) = sought.found else {
        let word: Word = match sought.found {
            Found::NoCheck => Lang::cl_no_check,
            Found::Beyond => Lang::cl_beyond,
            _ => Lang::cl_unclear,
        };
        let said = view! { <p role="status"><strong>{tr(word)}</strong></p>{evidence(sought)} };
        return (said.into_any(), Proposal::Nothing);
    };
    let proposal = proposal(ahead, current);
    let says = say(move |lang| match proposal {
        Proposal::Nothing if current == 0 => lang.cl_same().to_owned(),
        Proposal::Nothing => lang.cl_fits(&format::shift(lang, current, false)),
        Proposal::Remove => lang.cl_needless(&format::shift(lang, current, false)),
        Proposal::Correct(by) if by > 0 => lang.cl_behind(&format::apart(lang, by, false)),
        Proposal::Correct(by) => lang.cl_ahead(&format::apart(lang, by, false)),
    });
    let differs = sought.proxy_ahead_ms.is_some_and(|proxy| (proxy - ahead).abs() > AGREES_MS);
    let asks = match proposal {
        Proposal::Nothing => ().into_any(),
        Proposal::Remove => asked(connection, secret, 0, state),
        Proposal::Correct(by) => asked(connection, secret, by, state),
    };
    let view = view! {
        <p role="status"><strong>{says}</strong></p>
        {evidence(sought)}
        {differs.then(|| caution(tr(Lang::cl_proxy_differs)))}
        {asks}
    };
    (view.into_any(), proposal)
}

/// The question, with what it means.
fn asked(
    connection: &Connection,
    secret: Option<&Secret>,
    correction_ms: i64,
    state: RwSignal<State>,
) -> AnyView {
    let kept = StoredValue::new((connection.clone(), secret.cloned()));
    let connections = expect_context::<Connections>();
    let confirm =
        move |_| kept.with_value(|(known, secret)| keep(connections, known, correction_ms, secret.clone()));
    let why = if correction_ms > 0 {
        view! {
            <p>{tr(Lang::cl_forward_why)}</p>
            <div class="code cmd"><pre>{DATE}</pre>{copy_button("btn small", Lang::copy, || DATE.to_owned())}</div>
        }
        .into_any()
    } else {
        view! { <p>{tr(Lang::cl_backward_why)}</p> }.into_any()
    };
    let does = say(move |lang| match correction_ms {
        0 => lang.cl_remove().to_owned(),
        by => lang.cl_sign_with(&format::shift(lang, by, false)),
    });
    view! {
        {(correction_ms != 0).then_some(why)}
        <p class="muted">{tr(Lang::cl_only_signing)}</p>
        <div class="row">
            <button type="button" class="btn go" on:click=confirm>{does}</button>
            <button type="button" class="btn" on:click=move |_| state.set(State::Before)>{tr(Lang::cl_not_now)}</button>
        </div>
    }
    .into_any()
}

/// The page is drawn anew with it, and a check begins anew, since what the last one found was another clock's.
fn keep(connections: Connections, known: &Connection, correction_ms: i64, secret: Option<Secret>) {
    // It may have been edited meanwhile, in another tab too, and the clock is all that is changed here.
    let Some(now) = untrack(|| connections.find(known.slug.as_str())) else { return };
    if now.address != known.address {
        return;
    }
    capabilities::forget_verdict(&now.slug);
    let slug = now.slug.clone();
    connections.save(Connection { clock_correction_ms: correction_ms, ..now }, Some(&slug), secret);
}

fn evidence(sought: &Sought) -> AnyView {
    let row = |offset_ms: i64, is_taken: bool| {
        let word: Word = if is_taken { Lang::cl_taken } else { Lang::cl_refused };
        view! {
            <tr><td class="num mono">{say(move |lang| format::shift(lang, offset_ms, true))}</td><td>{tr(word)}</td></tr>
        }
        .into_any()
    };
    let edge = sought.edge().map(|(refused, taken)| view! { {row(refused, false)}{row(taken, true)} });
    let clock = match sought.found {
        Found::Ahead(ahead) => Some(view! {
            <tr><td class="num mono">{say(move |lang| format::shift(lang, ahead, false))}</td><td>{tr(Lang::cl_so)}</td></tr>
        }),
        _ => None,
    };
    let proxy = sought.proxy_ahead_ms;
    let proxy_says = move |lang: Lang| match proxy {
        Some(ahead) => format::shift(lang, ahead, false),
        None => lang.cl_proxy_hidden().to_owned(),
    };
    let count = sought.tried.len();
    let all =
        sought.tried.iter().map(|Tried { offset_ms, is_taken }| row(*offset_ms, *is_taken)).collect_view();
    let head = || {
        view! {
            <thead><tr><th scope="col" class="num">{tr(Lang::cl_signed_at)}</th><th scope="col">{tr(Lang::cl_came)}</th></tr></thead>
        }
    };
    view! {
        <div class="scroll" tabindex="0"><table class="dense">
            <caption class="offscreen">{tr(Lang::cl_evidence)}</caption>
            {head()}
            <tbody>
                {edge}
                {clock}
                <tr><td class="num mono">{say(proxy_says)}</td><td class="muted">{tr(Lang::cl_proxy)}</td></tr>
            </tbody>
        </table></div>
        <details>
            <summary class="opened">{icon(Icon::Right)}{say(move |lang| lang.cl_all(count))}</summary>
            <div class="scroll" tabindex="0"><table class="dense">{head()}<tbody>{all}</tbody></table></div>
        </details>
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_proposed_depends_on_what_is_kept() {
        let hours = |count: i64| count * 60 * MINUTE_MS;
        let cases = [
            (0, 0, Proposal::Nothing),
            (MINUTE_MS - 1, 0, Proposal::Nothing),
            (1 - MINUTE_MS, 0, Proposal::Nothing),
            (MINUTE_MS, 0, Proposal::Correct(MINUTE_MS)),
            (hours(3), 0, Proposal::Correct(hours(3))),
            (-hours(3), 0, Proposal::Correct(-hours(3))),
            (hours(3), hours(3) + 5, Proposal::Nothing),
            (hours(5), hours(3), Proposal::Correct(hours(5))),
            (0, hours(3), Proposal::Remove),
        ];
        for (ahead, correction, expected) in cases {
            assert!(proposal(ahead, correction) == expected, "{ahead} with {correction}");
        }
    }
}
