//! Line by line: what is so now, what will change, and what a write came to.

use crate::dom::prelude::*;

use super::lines::{Line, Meaning, Wrong};
use super::rows::Row;
use super::stand::{Came, Seen, Stand};
use super::work::{Doing, Work};
use crate::components::{conversation as words, names};
use crate::i18n::{Lang, Text, Word, say, tr};
use crate::pages::pins::Here;
use crate::state::time;
use crate::ui::hostile::{self, hostile};
use crate::ui::icon::Icon;
use crate::ui::state::{Tone, state};

pub(super) fn preview(here: Here, work: Work) -> AnyView {
    let rows = move || work.rows.get();
    view! {
        <div class="scroll pin-preview" tabindex="0" role="region" aria-label=tr(Lang::pn_preview)>
            <table class="diff" aria-label=tr(Lang::pn_preview)>
                <thead>
                    <tr>
                        <th class="num c-no" scope="col"><span class="offscreen">{tr(Lang::pn_number)}</span></th>
                        <th scope="col">{tr(Lang::pn_user)}</th>
                        <th scope="col">{tr(Lang::pn_conversation)}</th>
                        <th class="c-now" scope="col">{tr(Lang::pn_now)}</th>
                        <th class="c-third" scope="col">{tr(Lang::pn_will)}</th>
                    </tr>
                </thead>
                <tbody>{each(rows, |row| row.line.clone(), move |known| row(here, work, &known))}</tbody>
            </table>
        </div>
    }
    .into_any()
}

fn row(here: Here, work: Work, row: &Row) -> AnyView {
    let line = &row.line;
    let user = match &line.meaning {
        Meaning::Pin(pin) | Meaning::Same(pin, _) => {
            here.session.with_value(|session| names::user(session, &pin.user))
        }
        Meaning::Wrong(_) => view! { <span class="mono">{hostile(&line.user)}</span> }.into_any(),
    };
    let conversation = match &line.meaning {
        Meaning::Pin(pin) | Meaning::Same(pin, _) => {
            let name = here.session.with_value(|session| words::target_name(session, &pin.conversation));
            view! { <span class="mono">{hostile(&pin.conversation.to_string())}</span>{name} }.into_any()
        }
        Meaning::Wrong(_) => view! { <span class="mono muted">{hostile(&line.rest)}</span> }.into_any(),
    };
    let (seen, for_class) = (row.seen.clone(), row.clone());
    let has_pin = row.pin().is_some();
    let now = move || {
        let word: Option<Word> = match seen.get() {
            Seen::Reading => Some(Lang::loading),
            Seen::Failed(_) | Seen::NotRead if has_pin => Some(Lang::pn_not_read),
            seen => seen.pinned().map(state_word),
        };
        word.filter(|_| has_pin).map(tr)
    };
    let is_new = memo(move || for_class.stand(work.wanted()) == Some(Stand::Will));
    view! {
        <tr>
            <td class="mono num muted">{line.number.to_string()}</td>
            <td>{user}</td>
            <td>{conversation}</td>
            <td class="muted" data-l=tr(Lang::pn_now)>{now}</td>
            <td class:new=move || is_new.get() data-l=tr(Lang::pn_will)>{will(work, row)}</td>
        </tr>
    }
    .into_any()
}

fn state_word(pinned: bool) -> Word {
    if pinned { Lang::pn_pinned } else { Lang::pn_not_pinned }
}

fn will(work: Work, row: &Row) -> AnyView {
    match &row.line.meaning {
        Meaning::Wrong(wrong) => {
            let wrong = wrong.clone();
            state(Tone::Bad, Icon::Cross, say(move |lang| wrong.words(lang)))
        }
        Meaning::Same(_, number) => {
            let number = *number;
            view! { <span class="muted">{say(move |lang| lang.pn_same_as(number))}</span> }.into_any()
        }
        Meaning::Pin(_) => {
            let row = row.clone();
            (move || {
                let wanted = work.wanted();
                let seen = row.seen.get();
                match (seen.stand(wanted), &seen) {
                    (Stand::Will, _) => tr(state_word(wanted)).into_any(),
                    (Stand::Already, _) => {
                        view! { <span class="muted">{tr(Lang::pn_already)}</span> }.into_any()
                    }
                    (_, Seen::Writing { .. }) => state(Tone::Quiet, Icon::Refresh, tr(Lang::ch_writing)),
                    (_, Seen::Failed(error)) => failed(short(error, |lang, short| lang.pn_unreadable(short))),
                    (_, Seen::Ended(came)) => ended(work, &row, came),
                    _ => ().into_any(),
                }
            })
            .into_any()
        }
    }
}

fn failed(words: Text) -> AnyView {
    state(Tone::Bad, Icon::Cross, words)
}

fn short(error: &crate::error::ApiError, sentence: fn(Lang, &str) -> String) -> Text {
    let error = error.clone();
    say(move |lang| hostile::plain(&sentence(lang, &error.short(lang))))
}

fn ended(work: Work, row: &Row, came: &Came) -> AnyView {
    match came {
        Came::Verified { pinned, at, answer_lost } => {
            let (pinned, at, answer_lost) = (*pinned, time::clock(*at), *answer_lost);
            let words = say(move |lang| {
                let state = state_word(pinned)(lang);
                if answer_lost { lang.pn_verified_lost(state, &at) } else { lang.pn_verified(state, &at) }
            });
            state(Tone::Ok, Icon::Check, words)
        }
        Came::Meanwhile { pinned: true } => state(Tone::Quiet, Icon::Info, tr(Lang::pn_pinned_meanwhile)),
        Came::Meanwhile { pinned: false } => state(Tone::Quiet, Icon::Info, tr(Lang::pn_unpinned_meanwhile)),
        Came::Refused { error, .. } => failed(short(error, |lang, short| lang.pn_refused(short))),
        Came::NotWritten { error, .. } => failed(short(error, |lang, short| lang.pn_not_written(short))),
        Came::Differs { pinned: true } => failed(say(|lang| lang.pn_still_pinned().to_owned())),
        Came::Differs { pinned: false } => failed(say(|lang| lang.pn_still_not_pinned().to_owned())),
        Came::Unknown { error, accepted, .. } => {
            let words = if *accepted {
                short(error, |lang, short| lang.pn_unverified(short))
            } else {
                short(error, |lang, short| lang.pn_unknown(short))
            };
            let number = row.line.number;
            let row = row.clone();
            let label = say(move |lang| lang.pn_read_back_line(number));
            view! {
                <span class="row">
                    {state(Tone::Warn, Icon::Alert, words)}
                    <button type="button" class="btn small" aria-label=label disabled=move || work.doing.get() != Doing::Nothing
                        on:click=move |_| work.read_back(&row)>{tr(Lang::ch_read_back)}</button>
                </span>
            }
            .into_any()
        }
    }
}

impl Wrong {
    fn words(&self, lang: Lang) -> String {
        match self {
            Self::NoType => lang.pn_w_no_type().to_owned(),
            Self::UnknownType(written) => lang.pn_w_type(&hostile::plain(written)),
            Self::NoTarget => lang.pn_w_no_target().to_owned(),
            Self::NoLine(written) => lang.pn_w_line(&hostile::plain(written)),
            Self::TooMuch => lang.pn_w_too_much().to_owned(),
        }
    }
}

/// Whether a line is marked in the field.
pub(super) fn is_wrong(line: &Line) -> bool {
    matches!(line.meaning, Meaning::Wrong(_))
}
