//! Someone else changed it meanwhile: nothing is written, and the admin decides.

use super::diff::{Column, diff};
use super::{Change, Phase};
use crate::api::verified::Ending;
use crate::dom::prelude::*;
use crate::i18n::{Lang, say, tr};
use crate::state::change::{Content, Held, Intent, Record};
use crate::state::time;
use crate::ui::hostile;
use crate::ui::statement::{Gravity, statement};
use firetower_protocol::TimestampMs;

#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Found {
    held: Held,
    time: TimestampMs,
}

/// A draft whose start is no longer what the server holds: found by a reading, or just before a write.
pub(crate) fn conflict_of(change: Change) -> Option<Found> {
    if change.phase.get() == Phase::Writing {
        return None;
    }
    if let Phase::Ended { report, .. } = change.phase.get() {
        // An undo starts from no draft; its conflict is known from the report alone.
        return match report.ending {
            Ending::Conflict(reading) => Some(Found { held: reading.value, time: reading.time }),
            _ => None,
        };
    }
    let ((base, _), (now, time)) = (change.base(), change.on_server());
    let time = time.filter(|_| change.is_kept() && base != now)?;
    (now != Some(change.wanted())).then_some(Found { held: now, time })
}

/// What a record holds, in a sentence: its first field that differs from the other's, short, and shown as text.
fn short(lang: Lang, held: Option<&Record>, other: Option<&Record>) -> String {
    const MOST: usize = 24;
    let Some(record) = held else { return lang.ch_not_set().to_owned() };
    let differs = |name: &str| other.is_some_and(|other| other.get(name) != record.get(name));
    let found = record.fields().find(|(name, _)| differs(name)).or_else(|| record.fields().next());
    match found {
        None => lang.ch_empty().to_owned(),
        Some((_, Content::Secret(_))) => lang.ch_secret_other().to_owned(),
        Some((_, Content::Text(text))) if text.is_empty() => lang.ch_empty().to_owned(),
        Some((_, Content::Text(text))) if text.chars().count() > MOST => {
            format!("{}…", hostile::plain(&text.chars().take(MOST).collect::<String>()))
        }
        Some((_, Content::Text(text))) => hostile::plain(text),
    }
}

/// `forbidden`: why the draft can't be written as it is.
pub(crate) fn conflict(change: Change, found: &Found, forbidden: bool) -> AnyView {
    let (base, read_at) = untrack(|| change.base());
    let wanted = untrack(|| change.wanted());
    let now = found.held.clone();
    // A draft holds no secret. Which one it began from does not matter: it is replaced, or kept as it is now.
    let base = base.map(|base| base.keeping_secrets_of(&now));
    let why = {
        let (base, now) = (base.clone(), now.clone());
        say(move |lang| {
            let seen = short(lang, base.as_ref(), now.as_ref());
            lang.ch_conflict_why(&seen, &short(lang, now.as_ref(), base.as_ref()))
        })
    };
    let take = {
        let (base, now) = (base.clone(), now.clone());
        say(move |lang| lang.ch_conflict_take(&short(lang, now.as_ref(), base.as_ref())))
    };
    let overwrite = {
        let (now, wanted) = (now.clone(), wanted.clone());
        say(move |lang| {
            let found = short(lang, now.as_ref(), Some(&wanted));
            lang.ch_conflict_overwrite(&found, &short(lang, Some(&wanted), now.as_ref()))
        })
    };
    let action =
        view! { <button type="button" class="btn go" on:click=move |_| change.discard()>{take}</button> }
            .into_any();
    let read_at = read_at.map(time::clock).unwrap_or_default();
    let found_at = time::clock(found.time);
    let you_read = Column {
        head: say(move |lang| lang.ch_col_read(&read_at)),
        short: Lang::ch_col_read_short,
        held: base,
    };
    let on_server = Column {
        head: say(move |lang| lang.ch_col_server(&found_at)),
        short: Lang::ch_col_server_short,
        held: now.clone(),
    };
    let you_want = Column::plain(Lang::ch_col_want, Some(wanted.clone()));
    let write_over = move |_| {
        change.intend(Intent { from: now.clone(), to: wanted.clone(), is_undo: false });
    };
    let title = say(|lang| lang.ch_conflict_title().to_owned());
    view! {
        {statement(Gravity::Warn, true, title, why, action)}
        <section class="card">
            <div class="body field">
                <h3>{tr(Lang::ch_conflict_three)}</h3>
                {diff(you_read, vec![on_server, you_want], Lang::ch_same)}
                <p class="hint">{tr(Lang::ch_conflict_who)}</p>
            </div>
            <footer>
                <button type="button" class="btn" disabled=forbidden on:click=write_over>{overwrite}</button>
            </footer>
        </section>
    }
    .into_any()
}
