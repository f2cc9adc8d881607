//! What a write came to: *Verified*, or what came back instead.

use crate::dom::prelude::*;

use super::draft::{Draft, Intent};
use super::texts::Held;
use crate::api::verified::{Act, Ending, Line, Report};
use crate::components::error_view::error_view;
use crate::i18n::{Lang, Word, say, tr};
use crate::state::session::Session;
use crate::state::time;
use crate::ui::copy::copy_button;
use crate::ui::format;
use crate::ui::hostile::{self, hostile};
use crate::ui::icon::{Icon, icon};
use crate::ui::statement::{Gravity, statement};

pub(super) fn receipt(session: &Session, draft: Draft, report: Report<Held>, before: Held) -> AnyView {
    let Report { lines, ending } = report;
    match ending {
        // The conflict has the top of the page to itself.
        Ending::Conflict(_) => ().into_any(),
        Ending::Verified { answer_lost } => {
            let why: Word = if answer_lost { Lang::ss_verified_lost } else { Lang::ss_verified_why };
            verified(session, draft, lines, before, why)
        }
        Ending::NotBegun(error) | Ending::Refused(error) => view! {
            {error_view(session, error, move || draft.intend_form())}
            <p class="meta">{tr(Lang::ss_refused_why)}</p>
        }
        .into_any(),
        Ending::Differs(found) => {
            let action = view! { <button type="button" class="btn go" on:click=move |_| draft.read_back()>{tr(Lang::ss_read_back)}</button> };
            view! { {said(Lang::ss_differs, Lang::ss_differs_why, action.into_any())}{what_came_back(found)}{receipt_lines(lines)} }
                .into_any()
        }
        Ending::NotWritten(error) => {
            let action = view! { <button type="button" class="btn go" on:click=move |_| draft.intend_form()>{tr(Lang::retry)}</button> };
            view! { {said(Lang::ss_not_written, Lang::ss_not_written_why, action.into_any())}{cause(error)}{receipt_lines(lines)} }
                .into_any()
        }
        Ending::Unverified(error) => {
            unknown(draft, lines, error, Lang::ss_unverified, Lang::ss_unverified_why)
        }
        Ending::Unknown(error) => unknown(draft, lines, error, Lang::ss_unknown, Lang::ss_unknown_why),
    }
}

fn unknown(
    draft: Draft,
    lines: Vec<Line<Held>>,
    error: crate::error::ApiError,
    title: Word,
    why: Word,
) -> AnyView {
    let action = view! { <button type="button" class="btn go" on:click=move |_| draft.read_back()>{tr(Lang::ss_read_back)}</button> };
    view! { {said(title, why, action.into_any())}{cause(error)}{receipt_lines(lines)} }.into_any()
}

fn said(title: Word, why: Word, action: AnyView) -> AnyView {
    let (title, why) = (say(move |lang| title(lang).to_owned()), say(move |lang| why(lang).to_owned()));
    statement(Gravity::Bad, true, title, why, action)
}

fn cause(error: crate::error::ApiError) -> AnyView {
    let words = say(move |lang| hostile::plain(&error.sentences(lang)));
    view! { <p class="meta">{words}</p> }.into_any()
}

fn what_came_back(found: Held) -> AnyView {
    let (value, desc) = found.map(|texts| (texts.value, texts.desc)).unwrap_or_default();
    view! {
        <dl class="kv">
            <dt class="mono">"value"</dt><dd class="mono">{hostile(&value)}</dd>
            <dt class="mono">"desc"</dt><dd class="mono">{hostile(&desc)}</dd>
        </dl>
    }
    .into_any()
}

fn verified(session: &Session, draft: Draft, lines: Vec<Line<Held>>, before: Held, why: Word) -> AnyView {
    let text = StoredValue::new(as_text(session, draft, &lines));
    let undo = match before {
        None => view! { <p class="meta">{tr(Lang::ss_undo_none)}</p> }.into_any(),
        Some(before) => {
            let value = hostile::plain(&before.value);
            // What asks first ends in an ellipsis.
            let more = if session.connection.is_production() { "…" } else { "" };
            let label = say(move |lang| format!("{}{more}", lang.ss_undo_to(&value)));
            let undo = move |_| {
                let from = untrack(|| draft.on_server().0);
                draft.intend(Intent { from, to: before.clone() });
            };
            view! { <button type="button" class="btn" on:click=undo>{icon(Icon::Undo)}{label}</button> }
                .into_any()
        }
    };
    view! {
        <section class="receipt" role="status">
            <header>{icon(Icon::Check)}<b>{tr(Lang::ss_verified)}</b><span class="muted">{tr(why)}</span></header>
            {steps(lines)}
            <footer>
                {undo}
                <span class="push">{copy_button("btn ghost", Lang::ss_copy_receipt, move || text.get_value())}</span>
            </footer>
        </section>
    }
    .into_any()
}

fn receipt_lines(lines: Vec<Line<Held>>) -> AnyView {
    view! { <section class="receipt">{steps(lines)}</section> }.into_any()
}

fn act_word(act: Act) -> Word {
    match act {
        Act::Read => Lang::ss_step_read,
        Act::Write => Lang::ss_step_wrote,
        Act::ReadBack => Lang::ss_step_read_back,
    }
}

fn steps(lines: Vec<Line<Held>>) -> AnyView {
    let lines = lines
        .into_iter()
        .map(|line| {
            let word = tr(act_word(line.act));
            match line.done {
                None => view! {
                    <li><span></span><span>{word}</span><span class="state bad">{icon(Icon::Cross)}{tr(Lang::ss_step_failed)}</span><span></span></li>
                }
                .into_any(),
                Some(done) => {
                    let value = match &done.value {
                        None => view! { <span class="muted">{tr(Lang::ss_not_set)}</span> }.into_any(),
                        Some(texts) => view! { <span class="mono clip">{hostile(&texts.value)}</span> }.into_any(),
                    };
                    view! {
                        <li>
                            <span class="mono muted">{time::clock_ms(done.time)}</span><span>{word}</span>{value}
                            <span class="mono muted">{format::duration(done.took_ms)}</span>
                        </li>
                    }
                    .into_any()
                }
            }
        })
        .collect_view();
    view! { <ol>{lines}</ol> }.into_any()
}

/// For a ticket or a chat, in English whatever the language: times are ISO, values as JSON.
fn as_text(session: &Session, draft: Draft, lines: &[Line<Held>]) -> String {
    let mut text = format!("Firetower · {} · system setting {} · verified", session.name(), draft.id);
    for line in lines {
        if let Some(done) = &line.done {
            let held = match &done.value {
                None => "not set".to_owned(),
                Some(texts) => serde_json::json!({ "value": texts.value, "desc": texts.desc }).to_string(),
            };
            text.push_str(&format!(
                "\n{} {} {held} ({} ms)",
                time::iso(done.time),
                act_word(line.act)(Lang::En),
                done.took_ms
            ));
        }
    }
    text
}
