//! What a write came to: *Verified*, or what came back instead.

use super::diff::content;
use super::{Change, Phase};
use crate::api::verified::{Act, Ending, Line, Report};
use crate::components::error_view::error_view;
use crate::dom::prelude::*;
use crate::i18n::{Lang, Text, Word, say, tr};
use crate::state::change::{Content, Held, Intent, Record};
use crate::state::journal::{Entry, Way, WhyNot, way};
use crate::state::time;
use crate::ui::copy::copy_button;
use crate::ui::format;
use crate::ui::hostile;
use crate::ui::icon::{Icon, icon};
use crate::ui::statement::{Gravity, statement};

/// Of a write that ended; nothing before that.
pub(crate) fn receipt(change: Change) -> AnyView {
    (move || match change.phase.get() {
        Phase::Ended { report, intent, entry, sent } => ended(change, *report, intent, entry.zip(Some(sent))),
        Phase::Editing | Phase::Writing => ().into_any(),
    })
    .into_any()
}

fn ended(
    change: Change,
    report: Report<Held>,
    intent: Intent,
    written: Option<(Box<Entry>, Held)>,
) -> AnyView {
    let Report { lines, ending } = report;
    match ending {
        // The conflict has the top of the page to itself.
        Ending::Conflict(_) => ().into_any(),
        Ending::Verified { answer_lost } => {
            let why: Word = if answer_lost { Lang::ch_verified_lost } else { Lang::ch_verified_why };
            verified(change, lines, written, why)
        }
        Ending::NotBegun(error) | Ending::Refused(error) => view! {
            {change.with_session(|session| error_view(session, error, move || change.again(&intent)))}
            <p class="meta">{and_the_draft(change, Lang::ch_refused_why)}</p>
        }
        .into_any(),
        Ending::Differs(found) => {
            let said = said(change, Lang::ch_differs, Lang::ch_differs_why, read_back(change));
            view! { {said}{what_came_back(found, written.and_then(|(_, sent)| sent))}{receipt_lines(lines)} }
                .into_any()
        }
        Ending::NotWritten(error) => {
            let action = view! { <button type="button" class="btn go" on:click=move |_| change.again(&intent)>{tr(Lang::retry)}</button> };
            let said = said(change, Lang::ch_not_written, Lang::ch_not_written_why, action.into_any());
            view! { {said}{cause(error)}{receipt_lines(lines)} }.into_any()
        }
        Ending::Unverified(error) => {
            unknown(change, lines, error, Lang::ch_unverified, Lang::ch_unverified_why)
        }
        Ending::Unknown(error) => unknown(change, lines, error, Lang::ch_unknown, Lang::ch_unknown_why),
    }
}

fn read_back(change: Change) -> AnyView {
    let (read, reading) = (tr(Lang::ch_read_back), tr(Lang::loading));
    view! {
        <button type="button" class="btn go" disabled=move || change.is_looking() on:click=move |_| change.read_back()>
            {move || if change.is_looking() { reading() } else { read() }}
        </button>
    }
    .into_any()
}

fn unknown(
    change: Change,
    lines: Vec<Line<Held>>,
    error: crate::error::ApiError,
    title: Word,
    why: Word,
) -> AnyView {
    view! { {said(change, title, why, read_back(change))}{cause(error)}{receipt_lines(lines)} }.into_any()
}

/// A sentence, and that the draft is kept where there is one.
fn and_the_draft(change: Change, sentence: Word) -> Text {
    say(move |lang| {
        let draft = if change.is_kept() { lang.ch_and_draft() } else { "" };
        format!("{}{draft}", sentence(lang))
    })
}

fn said(change: Change, title: Word, why: Word, action: AnyView) -> AnyView {
    let title = say(move |lang| title(lang).to_owned());
    statement(Gravity::Bad, true, title, and_the_draft(change, why), action)
}

fn cause(error: crate::error::ApiError) -> AnyView {
    let words = say(move |lang| hostile::plain(&error.sentences(lang)));
    view! { <p class="meta">{words}</p> }.into_any()
}

/// Of many fields, those that are not as they were sent.
fn what_came_back(found: Held, sent: Held) -> AnyView {
    let Some(found) = found else {
        return view! { <p class="muted">{tr(Lang::ch_not_set)}</p> }.into_any();
    };
    let is_long = found.fields().count() > FEW;
    let is_other = |name: &str, held: &Content| sent.as_ref().is_none_or(|sent| sent.get(name) != Some(held));
    let rows = found
        .fields()
        .filter(|(name, held)| !is_long || is_other(name, held))
        .map(|(name, held)| view! { <dt class="mono">{name}</dt><dd class="mono">{content(Some(held))}</dd> })
        .collect_view();
    view! { <dl class="kv">{rows}</dl> }.into_any()
}

fn verified(
    change: Change,
    lines: Vec<Line<Held>>,
    written: Option<(Box<Entry>, Held)>,
    why: Word,
) -> AnyView {
    let text = StoredValue::new(as_text(change, &lines));
    view! {
        <section class="receipt" role="status">
            <header>{icon(Icon::Check)}<b>{tr(Lang::ch_verified)}</b><span class="muted">{tr(why)}</span></header>
            {steps(lines)}
            <footer>
                {written.map(|(entry, sent)| undo(change, &entry, sent))}
                <span class="push">{copy_button("btn ghost", Lang::ch_copy_receipt, move || text.get_value())}</span>
            </footer>
        </section>
    }
    .into_any()
}

/// The way back, as far as the API has one; where it has not, that is said.
fn undo(change: Change, entry: &Entry, sent: Held) -> AnyView {
    let way =
        change.with_session(|session| way(entry, session.connection.address.as_str(), false, time::now()));
    let without_secret = match way {
        Way::Undo { but_the_secret } => but_the_secret,
        Way::None(WhyNot::SecretIsGone) => {
            return view! { <p class="meta">{tr(Lang::ch_undo_secret)}</p> }.into_any();
        }
        _ if entry.before.is_none() => {
            return view! { <p class="meta">{tr(Lang::ch_undo_none)}</p> }.into_any();
        }
        _ => return ().into_any(),
    };
    let Some(to) = entry.before() else { return ().into_any() };
    // What asks first ends in an ellipsis.
    let more = if change.is_production() { "…" } else { "" };
    let value = one_text(&to).map(hostile::plain);
    let label = say(move |lang| match (&value, without_secret) {
        (_, true) => format!("{}{more}", lang.ch_undo_but_secret()),
        (Some(value), false) => format!("{}{more}", lang.ch_undo_to(value)),
        (None, false) => format!("{}{more}", lang.ch_undo()),
    });
    // From what was written, not from what was read since: what others wrote meanwhile is theirs. What it goes back to is
    // the journal's record without a secret, so whichever is there stays.
    let press = move |_| change.intend(Intent { from: sent.clone(), to: to.clone(), is_undo: true });
    let read_only = change.is_read_only();
    let why_not = read_only.then(|| view! { <span class="meta">{tr(Lang::ch_read_only)}</span> });
    view! { <button type="button" class="btn" disabled=read_only on:click=press>{icon(Icon::Undo)}{label}</button>{why_not} }
        .into_any()
}

/// A record of no more fields than this is told by its first.
const FEW: usize = 2;

/// The text of a record's first field, where a button has room for it.
fn one_text(record: &Record) -> Option<&str> {
    match record.fields().next() {
        Some((_, Content::Text(text))) if record.fields().count() <= FEW && !text.is_empty() => Some(text),
        _ => None,
    }
}

fn receipt_lines(lines: Vec<Line<Held>>) -> AnyView {
    view! { <section class="receipt">{steps(lines)}</section> }.into_any()
}

fn act_word(act: Act) -> Word {
    match act {
        Act::Read => Lang::ch_step_read,
        Act::Write => Lang::ch_step_wrote,
        Act::ReadBack => Lang::ch_step_read_back,
    }
}

fn steps(lines: Vec<Line<Held>>) -> AnyView {
    let name = telling_field(&lines);
    let lines = lines
        .into_iter()
        .map(|line| {
            let word = tr(act_word(line.act));
            match line.done {
                None => view! {
                    <li><span></span><span>{word}</span><span class="state bad">{icon(Icon::Cross)}{tr(Lang::ch_step_failed)}</span><span></span></li>
                }
                .into_any(),
                Some(done) => {
                    let value = summary(&done.value, name);
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

/// Of many fields, the first that the write changed; `None`: the first of all will do.
fn telling_field(lines: &[Line<Held>]) -> Option<&'static str> {
    let of = |act| lines.iter().find(|line| line.act == act)?.done.as_ref()?.value.as_ref();
    let (before, wrote) = (of(Act::Read)?, of(Act::Write)?);
    if wrote.fields().count() <= FEW {
        return None;
    }
    wrote.fields().find(|(name, content)| before.get(name) != Some(content)).map(|(name, _)| name)
}

/// One line of a receipt: one field stands for the whole.
fn summary(held: &Held, name: Option<&'static str>) -> AnyView {
    let Some(record) = held else { return content(None) };
    match name {
        Some(name) => {
            view! { <span class="mono clip"><span class="muted">{name}" "</span>{content(record.get(name))}</span> }.into_any()
        }
        None => match record.fields().next() {
            Some((_, held)) => view! { <span class="mono clip">{content(Some(held))}</span> }.into_any(),
            None => content(None),
        },
    }
}

/// For a ticket or a chat, in English whatever the language: times are ISO, values as JSON.
fn as_text(change: Change, lines: &[Line<Held>]) -> String {
    let name = change.with_session(|session| session.name().to_owned());
    let mut text = format!("Firetower · {name} · {} · verified", change.target().key());
    for line in lines {
        if let Some(done) = &line.done {
            let held = match &done.value {
                None => "not set".to_owned(),
                Some(record) => as_json(record),
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

/// In the order of the fields, which `serde_json`'s own object does not keep. A secret is null.
fn as_json(record: &Record) -> String {
    let json = |text: serde_json::Value| text.to_string();
    let fields = record.stored().0.into_iter();
    let fields: Vec<String> =
        fields.map(|(name, text)| format!("{}:{}", json(name.into()), json(text.into()))).collect();
    format!("{{{}}}", fields.join(","))
}
