//! Under a row: what its change came to, and, where the address opens it, its key, its error and the links on.

use crate::dom::prelude::*;

use super::Here;
use super::looked::{Act, Row, State};
use super::table::{COLUMNS, which};
use crate::api::change::pin_record;
use crate::api::verified::Ending;
use crate::components::change::{Change, Form, Phase, confirm, receipt};
use crate::components::error_view::error_view;
use crate::i18n::{Lang, Word, say, tr};
use crate::paths;
use crate::state::change::Intent;
use crate::ui::copy::copy_button;
use crate::ui::hostile::{self, hostile};
use crate::ui::icon::{Icon, icon};

pub(super) fn more(here: Here, row: &Row, is_open: Memo<bool>) -> AnyView {
    let (acting, act) = (row.act.clone(), row.act.clone());
    let (for_act, for_open) = (row.clone(), row.clone());
    let change = move || act.get().map(|act| change(here, &for_act, act));
    view! {
        {show(move || is_open.get(), move || under(open(here, &for_open)))}
        {show(
            move || acting.with(Option::is_some),
            {
                let change = StoredValue::new_local(change);
                move || under((move || change.with_value(|change| change())).into_any())
            },
        )}
    }
    .into_any()
}

fn under(content: AnyView) -> AnyView {
    view! { <tr class="pin-under"><td colspan=COLUMNS>{content}</td></tr> }.into_any()
}

/// Begins as soon as it is drawn; production asks first.
fn change(here: Here, row: &Row, act: Act) -> AnyView {
    let client = here.looked.client();
    let change = Change::open(&client, row.pin.target(), here.looked.source(row), Form::default());
    let Some(pinned) = row.state.with_untracked(State::pinned) else { return ().into_any() };
    change.intend(Intent { from: Some(pin_record(pinned)), to: pin_record(act.pins), is_undo: false });
    let writes = row.writes.clone();
    // What nobody knows is read back before anything else is written.
    watch(move || writes.set(change.phase.get() == Phase::Writing || change.must_read_back()));
    let freed = row.writes.clone();
    on_cleanup(move || freed.set(false));
    let pin = row.pin.clone();
    let why = move || {
        let (key, user) = (pin.conversation.to_string(), pin.user.0.clone());
        say(move |lang| lang.pn_confirm_why(&hostile::plain(&key), &hostile::plain(&user)))
    };
    view! {
        {confirm(change, why)}
        <div class="form pin-outcome">{conflict(change)}{receipt(change)}</div>
    }
    .into_any()
}

/// There are two states only, so who finds the other one finds what was wanted: there is nothing to decide.
fn conflict(change: Change) -> AnyView {
    (move || {
        let Phase::Ended { report, .. } = change.phase.get() else { return None };
        let Ending::Conflict(found) = report.ending else { return None };
        let word: Word = if super::looked::is_pinned(&found.value) {
            Lang::pn_pinned_meanwhile
        } else {
            Lang::pn_unpinned_meanwhile
        };
        Some(view! { <p class="note" role="status">{icon(Icon::Info)}<span>{tr(word)}</span></p> })
    })
    .into_any()
}

fn open(here: Here, row: &Row) -> AnyView {
    let slug = here.slug.get_value();
    let (user, conversation) = (&row.pin.user, &row.pin.conversation);
    let key = StoredValue::new(conversation.to_string());
    let named = which(row);
    let label = say(move |lang| lang.pn_detail(&named));
    let failure = {
        let (held, row) = (row.state.clone(), row.clone());
        move || match held.get() {
            State::Failed(error, _) => {
                let row = row.clone();
                let retry = move || here.looked.read(&row);
                Some(here.session.with_value(|session| error_view(session, error, retry)))
            }
            State::NotRead | State::Read(_) => None,
        }
    };
    let read_again = {
        let row = row.clone();
        move |_| here.looked.read(&row)
    };
    let watch_it = {
        let pin = row.pin.clone();
        move |_| here.watching.begin(&pin)
    };
    let is_on = here.watching.is_on;
    let is_this = {
        let pin = row.pin.clone();
        memo(move || here.watching.pin.get().as_ref() == Some(&pin))
    };
    view! {
        <section class="pin-open" aria-label=label>
            {failure}
            <div class="row">
                <span class="meta pin-key">{tr(Lang::pn_key)}" "<span class="mono">{hostile(&key.get_value())}</span></span>
                {copy_button("btn small", Lang::pn_copy_key, move || key.get_value())}
                <button type="button" class="btn small" on:click=read_again>{icon(Icon::Refresh)}{tr(Lang::read_again)}</button>
                <button type="button" class="btn small" disabled=move || is_on.get() on:click=watch_it>{icon(Icon::Eye)}{tr(Lang::pn_watch_it)}</button>
                {move || is_on.get().then(|| view! { <span class="meta">{if is_this.get() { tr(Lang::pn_watched) } else { tr(Lang::pn_watch_other) }}</span> })}
                <a class="btn small ghost push" href=paths::pins(&slug)>{tr(Lang::close)}</a>
            </div>
            <nav class="row pin-onward" aria-label=tr(Lang::pn_onward)>
                <a href=paths::conversation_files(&slug, user, conversation)>{tr(Lang::pn_files)}</a>
                <a href=paths::user_setting(&slug, user, None, None)>{tr(Lang::pn_settings)}</a>
                <a href=paths::user_files(&slug, user)>{tr(Lang::pn_user_files)}</a>
            </nav>
        </section>
    }
    .into_any()
}
