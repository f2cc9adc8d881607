//! The buttons of a form that writes: one that names the server, one that drops the draft, and why the first can't be
//! used where it can't.

use super::{Change, Phase, conflict_of};
use crate::dom::prelude::*;
use crate::i18n::{Lang, Word, say, tr};
use crate::ui::hostile;

pub(crate) struct Footer {
    /// Why the form can't be written as it is. Tracked.
    pub(crate) forbidden: Box<dyn Fn() -> Option<Word> + Send + Sync>,
    /// What is said where nothing was changed.
    pub(crate) nothing: Word,
    /// At the end of the line.
    pub(crate) aside: AnyView,
}

pub(crate) fn footer(change: Change, footer: Footer) -> AnyView {
    let Footer { forbidden, nothing, aside } = footer;
    let forbidden = StoredValue::new(forbidden);
    let read_only = change.is_read_only();
    let forbidden = move || {
        if read_only {
            Some(Lang::ch_read_only as Word)
        } else {
            forbidden.with_value(|forbidden| forbidden())
        }
    };
    let name = change.with_session(|session| hostile::plain(session.name()));
    let production = change.is_production();
    let writing = tr(Lang::ch_writing);
    let label = say(move |lang| match change.phase.get() {
        Phase::Writing => writing().to_owned(),
        _ if production => lang.ch_write_to_ask(&name),
        _ => lang.ch_write_to(&name),
    });
    let is_writing = move || change.phase.get() == Phase::Writing || change.is_looking();
    let blocked = memo(move || {
        is_writing()
            || change.must_read_back()
            || conflict_of(change).is_some()
            || !change.changes_something()
            || forbidden().is_some()
    });
    // A button that can't be used says why.
    let why_not = move || {
        if conflict_of(change).is_some() || is_writing() {
            None
        } else if change.must_read_back() {
            Some(tr(Lang::ch_read_back_first))
        } else if read_only || change.changes_something() {
            forbidden().map(tr)
        } else {
            Some(tr(nothing))
        }
    };
    view! {
        <footer>
            <button type="button" class="btn" class:go=move || !blocked.get() disabled=move || blocked.get()
                aria-describedby="why-not" on:click=move |_| change.intend_form()>{label}</button>
            {show(
                move || change.is_kept(),
                move || view! {
                    <button type="button" class="btn" disabled=is_writing on:click=move |_| change.discard()>
                        {move || if conflict_of(change).is_some() { tr(Lang::ch_discard_draft) } else { tr(Lang::ch_discard) }}
                    </button>
                },
            )}
            <span id="why-not">{why_not}</span>
            <span class="push wide">{aside}</span>
        </footer>
    }
    .into_any()
}

/// In a form's head: that what was typed is safe.
pub(crate) fn note(change: Change) -> AnyView {
    (move || {
        let word: Word =
            if conflict_of(change).is_some() { Lang::ch_your_draft_kept } else { Lang::ch_draft_kept };
        change.is_kept().then(|| tr(word))
    })
    .into_any()
}
