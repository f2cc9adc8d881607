//! What follows from a clock that was found: the question, with what it means, and what confirming it does.

use std::rc::Rc;

use crate::dom::prelude::*;
use firetower_protocol::Secret;

use super::evidence::evidence;
use crate::api::doctor::clock::{Found, Sought};
use crate::i18n::{Lang, Text, say, tr};
use crate::state::capabilities;
use crate::state::connection::Connection;
use crate::state::connections::Connections;
use crate::state::session::Session;
use crate::ui::copy::copy_button;
use crate::ui::field::{caution, tick_field};
use crate::ui::format;

/// Less than this is not proposed.
const MINUTE_MS: i64 = 60_000;
/// A `Date` has whole seconds, and the search half a minute.
const AGREES_MS: i64 = 2 * MINUTE_MS;
/// What shows a server's clock, on the server.
const DATE: &str = "date";

/// What an admin's yes does, with the correction in milliseconds; 0 removes it.
pub(crate) type Confirm = Rc<dyn Fn(i64)>;

/// What is to be done about the clock that was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Proposal {
    /// Nothing: it is right as it is, corrected or not.
    Nothing,
    Remove,
    Correct(i64),
}

pub(super) fn what(found: Found, correction_ms: i64) -> Proposal {
    match found {
        Found::Ahead(ahead) if (ahead - correction_ms).abs() < MINUTE_MS => Proposal::Nothing,
        Found::Ahead(ahead) if ahead.abs() < MINUTE_MS => Proposal::Remove,
        Found::Ahead(ahead) => Proposal::Correct(ahead),
        Found::NoCheck if correction_ms != 0 => Proposal::Remove,
        Found::NoCheck | Found::Beyond | Found::Unclear => Proposal::Nothing,
    }
}

/// What was found, and what is asked because of it, if anything is. `not_now` takes the question away.
pub(super) fn found(
    sought: &Sought,
    current_ms: i64,
    confirm: &Confirm,
    not_now: Rc<dyn Fn()>,
) -> (AnyView, bool) {
    let found = sought.found;
    let what = what(found, current_ms);
    let differs = match found {
        Found::Ahead(ahead) => sought.proxy_ahead_ms.is_some_and(|proxy| (proxy - ahead).abs() > AGREES_MS),
        _ => false,
    };
    let view = view! {
        <p role="status"><strong>{says(found, what, current_ms)}</strong></p>
        {evidence(sought)}
        {differs.then(|| caution(tr(Lang::cl_proxy_differs)))}
        {asked(what, true, confirm, not_now)}
    };
    (view.into_any(), what != Proposal::Nothing)
}

pub(super) fn says(found: Found, what: Proposal, current_ms: i64) -> Text {
    say(move |lang| match (found, what) {
        (Found::NoCheck, _) => lang.cl_no_check().to_owned(),
        (Found::Beyond, _) => lang.cl_beyond().to_owned(),
        (Found::Unclear, _) => lang.cl_unclear().to_owned(),
        (_, Proposal::Nothing) if current_ms == 0 => lang.cl_same().to_owned(),
        (_, Proposal::Nothing) => lang.cl_fits(&format::shift(lang, current_ms, false)),
        (_, Proposal::Remove) => lang.cl_needless(&format::shift(lang, current_ms, false)),
        (_, Proposal::Correct(by)) if by > 0 => lang.cl_behind(&format::apart(lang, by, false)),
        (_, Proposal::Correct(by)) => lang.cl_ahead(&format::apart(lang, by, false)),
    })
}

/// The question, with what it means. `by_answers`: what came over the way to the server, and not from the server itself. Forward
/// it is an admin's word that counts, who looked at the server: what lies between could have made the answers up.
pub(super) fn asked(what: Proposal, by_answers: bool, confirm: &Confirm, not_now: Rc<dyn Fn()>) -> AnyView {
    let correction_ms = match what {
        Proposal::Nothing => return ().into_any(),
        Proposal::Remove => 0,
        Proposal::Correct(by) => by,
    };
    let confirm = confirm.clone();
    let compared = RwSignal::new(correction_ms <= 0 || !by_answers);
    let why = if correction_ms > 0 && !by_answers {
        ().into_any()
    } else if correction_ms > 0 {
        let looked = say(move |lang| lang.cl_compared(&format::apart(lang, correction_ms, false)));
        view! {
            <p>{tr(Lang::cl_forward_why)}</p>
            <div class="code cmd"><pre>{DATE}</pre>{copy_button("btn small", Lang::copy, || DATE.to_owned())}</div>
            {tick_field(looked.into_any(), compared, "compared", ().into_any())}
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
            <button type="button" class="btn go" disabled=move || !compared.get()
                on:click=move |_| confirm(correction_ms)>{does}</button>
            <button type="button" class="btn" on:click=move |_| not_now()>{tr(Lang::cl_not_now)}</button>
        </div>
    }
    .into_any()
}

/// The way back to this computer's own time, where no search is needed for it.
pub(crate) fn removal(class: &'static str, confirm: &Confirm) -> AnyView {
    let confirm = confirm.clone();
    view! { <button type="button" class=class on:click=move |_| confirm(0)>{tr(Lang::cl_remove)}</button> }
        .into_any()
}

/// Keeps it with the connection, and `secret` with its session. The page is drawn anew with it, and a check begins anew, since
/// what the last one found was another clock's.
pub(crate) fn kept(session: &Session, secret: Option<Secret>) -> Confirm {
    let known = session.connection.clone();
    let connections = expect_context::<Connections>();
    Rc::new(move |correction_ms| keep(connections, &known, correction_ms, secret.clone()))
}

pub(crate) fn keep(connections: Connections, known: &Connection, correction_ms: i64, secret: Option<Secret>) {
    // It may have been edited meanwhile, in another tab too, and the clock is all that is changed here.
    let Some(now) = untrack(|| connections.find(known.slug.as_str())) else { return };
    if now.address != known.address {
        return;
    }
    capabilities::forget_verdict(&now.slug);
    let slug = now.slug.clone();
    connections.save(Connection { clock_correction_ms: correction_ms, ..now }, Some(&slug), secret);
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
            assert_eq!(what(Found::Ahead(ahead), correction), expected, "{ahead} with {correction}");
        }
    }

    #[test]
    fn where_no_time_is_checked_a_correction_is_needless() {
        assert_eq!(what(Found::NoCheck, 5), Proposal::Remove);
        assert_eq!(what(Found::NoCheck, 0), Proposal::Nothing);
        assert_eq!(what(Found::Beyond, 5), Proposal::Nothing);
    }
}
