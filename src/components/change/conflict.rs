//! Someone else changed it meanwhile: nothing is written, and the admin decides.

use super::diff::{Column, diff};
use super::{Change, Phase};
use crate::api::verified::Ending;
use crate::dom::prelude::*;
use crate::i18n::{Lang, Word, say, tr};
use crate::state::change::{Content, Held, Intent, Record};
use crate::state::time;
use crate::ui::field::caution;
use crate::ui::hostile;
use crate::ui::statement::{Gravity, statement};
use firetower_protocol::TimestampMs;

#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Found {
    held: Held,
    time: TimestampMs,
    /// What was to be written when it was found; none where a reading found it, and the form says.
    intent: Option<Intent>,
}

/// A draft whose start is no longer what the server holds: found by a reading, or just before a write.
pub(crate) fn conflict_of(change: Change) -> Option<Found> {
    if change.phase.get() == Phase::Writing {
        return None;
    }
    if let Phase::Ended { report, intent, .. } = change.phase.get() {
        return match report.ending {
            Ending::Conflict(reading) => {
                Some(Found { held: reading.value, time: reading.time, intent: Some(intent) })
            }
            _ => None,
        };
    }
    let ((base, _), (now, time)) = (change.base(), change.on_server());
    let time = time.filter(|_| change.is_kept() && base != now)?;
    (now != Some(change.wanted())).then_some(Found { held: now, time, intent: None })
}

/// What a record holds, in a sentence: its first field that differs from the other's, short, and shown as text.
fn short(lang: Lang, held: Option<&Record>, other: Option<&Record>) -> String {
    short_of(lang, held, other, Lang::ch_secret_other)
}

/// `secret`: what a secret is called that is the first to differ.
fn short_of(lang: Lang, held: Option<&Record>, other: Option<&Record>, secret: Word) -> String {
    const MOST: usize = 24;
    let Some(record) = held else { return lang.ch_not_set().to_owned() };
    let differs = |name: &str| other.is_some_and(|other| other.get(name) != record.get(name));
    let found = record.fields().find(|(name, _)| differs(name)).or_else(|| record.fields().next());
    match found {
        None => lang.ch_empty().to_owned(),
        Some((_, Content::Secret(_))) => secret(lang).to_owned(),
        Some((_, Content::Text(text))) if text.is_empty() => lang.ch_empty().to_owned(),
        Some((_, Content::Text(text))) if text.chars().count() > MOST => {
            format!("{}…", hostile::plain(&text.chars().take(MOST).collect::<String>()))
        }
        Some((_, Content::Text(text))) => hostile::plain(text),
    }
}

/// `forbidden`: why the draft can't be written as it is.
pub(crate) fn conflict(change: Change, found: &Found, forbidden: bool) -> AnyView {
    let now = found.held.clone();
    let is_undo = found.intent.as_ref().is_some_and(|intent| intent.is_undo);
    let read_at = untrack(|| change.base().1).filter(|_| untrack(|| change.is_kept()));
    // What an undo or a button means stands in no form.
    let (base, wanted) = match &found.intent {
        Some(intent) => (intent.from.clone(), intent.to.clone()),
        None => untrack(|| (change.base().0, change.wanted())),
    };
    // One that is kept is kept as it is now. One that is replaced was compared with the one that was read.
    let base = base.map(|base| base.keeping_secrets_of(&now));
    if now.as_ref() == Some(&wanted) {
        return already(change, &now, is_undo);
    }
    let secret_of = |held: &Held| held.as_ref().and_then(|record| record.secret("secret").cloned());
    let takes_their_secret = secret_of(&base) != secret_of(&now) && wanted.secret("secret").is_some();
    let their_secret = takes_their_secret.then(|| caution(tr(Lang::ch_conflict_secret)));
    let why = {
        let (base, now) = (base.clone(), now.clone());
        say(move |lang| {
            let seen = short_of(lang, base.as_ref(), now.as_ref(), Lang::ch_secret_read);
            let found = short(lang, now.as_ref(), base.as_ref());
            if is_undo { lang.ch_conflict_undo(&seen, &found) } else { lang.ch_conflict_why(&seen, &found) }
        })
    };
    let take = {
        let (base, now) = (base.clone(), now.clone());
        say(move |lang| {
            let found = short(lang, now.as_ref(), base.as_ref());
            if is_undo { lang.ch_conflict_leave(&found) } else { lang.ch_conflict_take(&found) }
        })
    };
    // Production asks first.
    let more = if change.is_production() { "…" } else { "" };
    let overwrite = {
        let (now, wanted) = (now.clone(), wanted.clone());
        say(move |lang| {
            let found = short(lang, now.as_ref(), Some(&wanted));
            let mine = short_of(lang, Some(&wanted), now.as_ref(), Lang::ch_secret_mine);
            format!("{}{more}", lang.ch_conflict_overwrite(&found, &mine))
        })
    };
    let action =
        view! { <button type="button" class="btn go" on:click=move |_| leave(change, is_undo)>{take}</button> }
            .into_any();
    let found_at = time::clock(found.time);
    let you_read = match read_at.map(time::clock) {
        _ if is_undo => Column::plain(Lang::ch_col_written, base),
        Some(read_at) => Column {
            head: say(move |lang| lang.ch_col_read(&read_at)),
            short: Lang::ch_col_read_short,
            held: base,
        },
        None => Column::plain(Lang::ch_col_read_short, base),
    };
    let on_server = Column {
        head: say(move |lang| lang.ch_col_server(&found_at)),
        short: Lang::ch_col_server_short,
        held: now.clone(),
    };
    let you_want = Column::plain(Lang::ch_col_want, Some(wanted.clone()));
    let write_over = move |_| {
        change.intend(Intent { from: now.clone(), to: wanted.clone(), is_undo });
    };
    let read_only = change.is_read_only();
    let title = say(move |lang| {
        let word: Word = if is_undo { Lang::ch_conflict_since } else { Lang::ch_conflict_title };
        word(lang).to_owned()
    });
    let who: Word = if is_undo { Lang::ch_conflict_who_since } else { Lang::ch_conflict_who };
    view! {
        {statement(Gravity::Warn, true, title, why, action)}
        <section class="card">
            <div class="body field">
                <h3>{tr(Lang::ch_conflict_three)}</h3>
                {diff(you_read, vec![on_server, you_want], Lang::ch_same)}
                {their_secret}
                <p class="hint">{tr(who)}</p>
            </div>
            <footer>
                <button type="button" class="btn" disabled=forbidden || read_only on:click=write_over>{overwrite}</button>
                {read_only.then(|| view! { <span>{tr(Lang::ch_read_only)}</span> })}
            </footer>
        </section>
    }
    .into_any()
}

/// The server came to hold what was meant without this write: there is nothing left to do.
fn already(change: Change, now: &Held, is_undo: bool) -> AnyView {
    let held = now.clone();
    let why = say(move |lang| lang.ch_already_why(&short(lang, held.as_ref(), None)));
    let action = view! { <button type="button" class="btn" on:click=move |_| leave(change, is_undo)>{tr(Lang::close)}</button> };
    let title = say(|lang| lang.ch_already_title().to_owned());
    statement(Gravity::Warn, false, title, why, action.into_any())
}

/// An undo leaves a form's draft alone.
fn leave(change: Change, is_undo: bool) {
    if is_undo {
        change.phase.set(Phase::Editing);
    } else {
        change.discard();
    }
}
