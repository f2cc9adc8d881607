//! Someone else changed the setting meanwhile: nothing is written, and the admin decides.

use crate::dom::prelude::*;

use super::diff::{Column, diff};
use super::draft::{Draft, Intent, Phase};
use super::texts::{Held, Texts};
use crate::api::verified::Ending;
use crate::i18n::{Lang, say, tr};
use crate::state::time;
use crate::ui::hostile;
use crate::ui::statement::{Gravity, statement};
use firetower_protocol::TimestampMs;

#[derive(Clone, Debug, PartialEq)]
pub(super) struct Found {
    held: Held,
    time: TimestampMs,
}

/// A draft whose start is no longer what the server holds: found by a reading, or just before a write.
pub(super) fn conflict_of(draft: Draft) -> Option<Found> {
    if draft.phase.get() == Phase::Writing {
        return None;
    }
    if let Phase::Ended { report, .. } = draft.phase.get() {
        // An undo starts from no draft; its conflict is known from the report alone.
        return match report.ending {
            Ending::Conflict(reading) => Some(Found { held: reading.value, time: reading.time }),
            _ => None,
        };
    }
    let ((base, _), (now, time)) = (draft.base(), draft.on_server());
    let time = time.filter(|_| draft.is_kept() && base != now)?;
    (now != Some(draft.wanted())).then_some(Found { held: now, time })
}

/// A value in a sentence: short, and shown as text.
fn short(lang: Lang, held: Option<&Texts>) -> String {
    const MOST: usize = 24;
    match held {
        None => lang.ss_not_set().to_owned(),
        Some(texts) if texts.value.is_empty() => lang.ss_empty().to_owned(),
        Some(texts) if texts.value.chars().count() > MOST => {
            format!("{}…", hostile::plain(&texts.value.chars().take(MOST).collect::<String>()))
        }
        Some(texts) => hostile::plain(&texts.value),
    }
}

pub(super) fn conflict(draft: Draft, found: &Found) -> AnyView {
    let (base, read_at) = untrack(|| draft.base());
    let wanted = untrack(|| draft.wanted());
    let now = found.held.clone();
    let why = {
        let (base, now) = (base.clone(), now.clone());
        say(move |lang| lang.ss_conflict_why(&short(lang, base.as_ref()), &short(lang, now.as_ref())))
    };
    let take = {
        let now = now.clone();
        say(move |lang| lang.ss_conflict_take(&short(lang, now.as_ref())))
    };
    let overwrite = {
        let (now, wanted) = (now.clone(), wanted.clone());
        say(move |lang| lang.ss_conflict_overwrite(&short(lang, now.as_ref()), &short(lang, Some(&wanted))))
    };
    let action =
        view! { <button type="button" class="btn go" on:click=move |_| draft.discard()>{take}</button> }
            .into_any();
    let read_at = read_at.map(time::clock).unwrap_or_default();
    let found_at = time::clock(found.time);
    let you_read = Column {
        head: say(move |lang| lang.ss_col_read(&read_at)),
        short: Lang::ss_col_read_short,
        held: base,
    };
    let on_server = Column {
        head: say(move |lang| lang.ss_col_server(&found_at)),
        short: Lang::ss_col_server_short,
        held: now.clone(),
    };
    let you_want = Column {
        head: say(|lang| lang.ss_col_want().to_owned()),
        short: Lang::ss_col_want,
        held: Some(wanted.clone()),
    };
    let write_over = move |_| draft.intend(Intent { from: now.clone(), to: wanted.clone() });
    let title = say(|lang| lang.ss_conflict_title().to_owned());
    let forbidden = move || untrack(|| draft.forbidden()).is_some();
    view! {
        {statement(Gravity::Warn, true, title, why, action)}
        <section class="card">
            <div class="body field">
                <h3>{tr(Lang::ss_conflict_three)}</h3>
                {diff(you_read, vec![on_server, you_want], Lang::ss_same)}
                <p class="hint">{tr(Lang::ss_conflict_who)}</p>
            </div>
            <footer>
                <button type="button" class="btn" disabled=forbidden on:click=write_over>{overwrite}</button>
            </footer>
        </section>
    }
    .into_any()
}
