//! Comparing the clocks by hand, where the server does not tell its own: an admin pastes what the server's shell says.

use std::rc::Rc;

use crate::dom::prelude::*;
use firetower_protocol::TimestampMs;

use super::proposal::{Confirm, asked, says, what};
use crate::api::doctor::clock::Found;
use crate::i18n::{Lang, say, tr};
use crate::state::connection::MAX_CLOCK_CORRECTION_MS;
use crate::state::time;
use crate::ui::copy::copy_button;
use crate::ui::field::{Field, problem, text_field};
use crate::ui::icon::{Icon, icon};

/// What shows a server's clock in a form that names no time zone.
const DATE: &str = "date +%s";
/// Whole seconds are cut off, so on the average half a one is missing.
const HALF_A_SECOND_MS: i64 = 500;

/// Both clocks, when the server's was pasted.
#[derive(Clone, Copy)]
struct Compared {
    server: TimestampMs,
    own: TimestampMs,
}

/// Closed until it is opened. `current_ms`: the correction that is kept.
pub(crate) fn by_hand(current_ms: i64, confirm: &Confirm) -> AnyView {
    let typed = RwSignal::new(String::new());
    let wrong = RwSignal::new(false);
    let compared = RwSignal::new(None::<Compared>);
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let server = seconds(&typed.get_untracked());
        wrong.set(server.is_none());
        compared.set(server.map(|server| Compared { server, own: time::now() }));
    };
    let field = text_field(Field {
        label: tr(Lang::cl_hand_label).into_any(),
        aside: ().into_any(),
        value: typed,
        below: (move || wrong.get().then(|| problem(tr(Lang::cl_hand_wrong)))).into_any(),
        invalid: wrong.into(),
        mono: true,
        name: "server-time",
    });
    let confirm = confirm.clone();
    let came = move || {
        let Compared { server, own } = compared.get()?;
        let found = found(server.0 - own.0);
        let what = what(found, current_ms);
        let evidence = say(move |lang| lang.cl_hand_evidence(&time::iso(server), &time::iso(own)));
        let not_now = Rc::new(move || compared.set(None));
        Some(view! {
            <p role="status"><strong>{says(found, what, current_ms)}</strong></p>
            <p class="muted">{evidence}</p>
            {asked(what, false, &confirm, not_now)}
        })
    };
    view! {
        <details>
            <summary class="opened">{icon(Icon::Right)}{tr(Lang::cl_hand)}</summary>
            <div class="form tight clock">
                <p>{tr(Lang::cl_hand_how)}</p>
                <div class="code cmd"><pre>{DATE}</pre>{copy_button("btn small", Lang::copy, || DATE.to_owned())}</div>
                <form class="form tight" on:submit=submit>
                    {field}
                    <div class="row"><button type="submit" class="btn">{tr(Lang::cl_hand_compare)}</button></div>
                </form>
                {came}
            </div>
        </details>
    }
    .into_any()
}

fn found(ahead_ms: i64) -> Found {
    if ahead_ms.abs() > MAX_CLOCK_CORRECTION_MS { Found::Beyond } else { Found::Ahead(ahead_ms) }
}

/// Seconds since 1970, of a time of this century that was not typed in milliseconds.
fn seconds(typed: &str) -> Option<TimestampMs> {
    let seconds: i64 = typed.trim().parse().ok()?;
    (946_684_800..4_102_444_800).contains(&seconds).then_some(TimestampMs(seconds * 1000 + HALF_A_SECOND_MS))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_pasted_is_seconds_or_nothing() {
        assert_eq!(seconds(" 1700000000\n"), Some(TimestampMs(1_700_000_000_500)));
        for text in ["", "now", "-5", "1700000000000", "1.7e9", "99999999999999999999"] {
            assert_eq!(seconds(text), None, "{text}");
        }
    }

    #[test]
    fn no_correction_goes_beyond_a_day() {
        assert_eq!(found(MAX_CLOCK_CORRECTION_MS), Found::Ahead(MAX_CLOCK_CORRECTION_MS));
        for ahead in [MAX_CLOCK_CORRECTION_MS + 1, -MAX_CLOCK_CORRECTION_MS - 1] {
            assert_eq!(found(ahead), Found::Beyond);
        }
    }
}
