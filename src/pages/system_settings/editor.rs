//! One setting: its fields, what will change, and the way to write it.

use crate::dom::prelude::*;
use firetower_protocol::SettingId;
use firetower_protocol::system_setting::{
    COMMUNITY_LIMIT_UTF16, LARGEST_GROUP_SIZE, WRITE_DOCUMENTED, WRITE_SDK, Write, utf16_len,
};
use firetower_protocol::{Capability, Operation, WireForm};

use super::conflict::{conflict, conflict_of};
use super::diff::{Column, diff};
use super::draft::{Draft, Phase};
use super::readings::Readings;
use super::receipt::receipt;
use super::texts::doubtful;
use super::{confirm, title};
use crate::api::curl::{Request, curl};
use crate::i18n::{Lang, Word, say, tr};
use crate::state::session::Session;
use crate::state::time;
use crate::ui::copy::copy_button;
use crate::ui::field::{Field, caution, hint, problem, text_field};
use crate::ui::hostile::{self, has_unseen};

pub(super) fn editor(session: &Session, readings: Readings, id: SettingId) -> AnyView {
    let draft = Draft::open(session, readings, id);
    let for_form = session.clone();
    let for_end = session.clone();
    view! {
        {confirm::confirm(session, draft)}
        <div class="form">
            {move || conflict_of(draft).map(|found| conflict(draft, &found))}
            <section class="card">
                <header>
                    <h2>{title(id)}</h2>
                    <span class="meta wide">{tr(Lang::ss_setting)}" "<span class="mono">{id.to_string()}</span></span>
                    <span class="push state">{move || note(draft)}</span>
                </header>
                <div class="body form">
                    {move || match draft.phase.get() {
                        Phase::Ended { report, before } => receipt(&for_end, draft, report, before),
                        Phase::Editing | Phase::Writing => ().into_any(),
                    }}
                    {not_set(draft)}
                    {fields(draft)}
                    {move || changes(&for_form, draft)}
                </div>
                {footer(session, draft)}
            </section>
        </div>
    }
    .into_any()
}

fn note(draft: Draft) -> Option<AnyView> {
    let word: Word =
        if conflict_of(draft).is_some() { Lang::ss_your_draft_kept } else { Lang::ss_draft_kept };
    draft.is_kept().then(|| tr(word).into_any())
}

fn not_set(draft: Draft) -> AnyView {
    let missing = memo(move || {
        let (held, read_at) = draft.on_server();
        read_at.is_some() && held.is_none()
    });
    let id = draft.id.0;
    (move || {
        missing.get().then(|| {
            view! {
                <section class="not-set">
                    <h3>{say(move |lang| lang.ss_none_title(id))}</h3>
                    <p class="muted">{tr(Lang::ss_none_why)}</p>
                </section>
            }
        })
    })
    .into_any()
}

fn fields(draft: Draft) -> AnyView {
    let count = |text: RwSignal<String>| {
        say(move |lang| lang.ss_length(text.with(|text| utf16_len(text)), COMMUNITY_LIMIT_UTF16)).into_any()
    };
    let unseen = |text: RwSignal<String>| {
        move || text.with(|text| has_unseen(text)).then(|| caution(tr(Lang::ss_w_control)))
    };
    // Before anything was typed nothing is wrong.
    let wrong = memo(move || {
        draft.changes_something().then(|| draft.forbidden()).flatten().map(|word| word(Lang::En))
    });
    let below_value = view! {
        {(draft.id == LARGEST_GROUP_SIZE).then(|| hint(tr(Lang::ss_group_size_hint)))}
        {unseen(draft.value)}
        {move || wrong.get().and_then(|_| draft.forbidden()).map(|word| problem(tr(word)))}
        {move || doubtful(&draft.wanted(), draft.edition()).map(|word| caution(tr(word)))}
    };
    // Typing, not filling in from the server, makes a draft.
    let typed = move |_| draft.typed();
    view! {
        <div class="fields form" on:input=typed>
            {text_field(Field {
                label: tr(Lang::ss_value).into_any(),
                aside: count(draft.value),
                value: draft.value,
                below: below_value.into_any(),
                invalid: Signal::derive(move || wrong.get().is_some()),
                mono: true,
                name: "value",
            })}
            {text_field(Field {
                label: tr(Lang::ss_desc).into_any(),
                aside: count(draft.desc),
                value: draft.desc,
                below: unseen(draft.desc).into_any(),
                invalid: Signal::stored(false),
                mono: false,
                name: "desc",
            })}
        </div>
    }
    .into_any()
}

/// The diff, while there is something to write and nobody else has.
fn changes(session: &Session, draft: Draft) -> Option<AnyView> {
    if !draft.changes_something() || conflict_of(draft).is_some() {
        return None;
    }
    let name = hostile::plain(session.name());
    let (base, read_at) = draft.base();
    let read_at = read_at.map(time::clock).unwrap_or_default();
    let before = Column {
        head: say(move |lang| lang.ss_col_server(&read_at)),
        short: Lang::ss_col_server_short,
        held: base,
    };
    let after = Column {
        head: say(|lang| lang.ss_col_after().to_owned()),
        short: Lang::ss_col_after,
        held: Some(draft.wanted()),
    };
    let view = view! {
        <div class="field">
            <h3>{say(move |lang| lang.ss_change_on(&name))}</h3>
            {diff(before, vec![after], Lang::ss_same_sent)}
            <p class="hint">{tr(Lang::ss_both_stored)}</p>
        </div>
    };
    Some(view.into_any())
}

fn footer(session: &Session, draft: Draft) -> AnyView {
    let name = hostile::plain(session.name());
    let production = session.connection.is_production();
    let writing = tr(Lang::ss_writing);
    let label = say(move |lang| match draft.phase.get() {
        Phase::Writing => writing().to_owned(),
        _ if production => lang.ss_write_to_ask(&name),
        _ => lang.ss_write_to(&name),
    });
    let blocked = memo(move || {
        conflict_of(draft).is_some()
            || draft.phase.get() == Phase::Writing
            || !draft.changes_something()
            || draft.forbidden().is_some()
    });
    let for_curl = StoredValue::new(session.clone());
    view! {
        <footer>
            <button type="button" class="btn" class:go=move || !blocked.get() disabled=move || blocked.get()
                aria-describedby="why-not" on:click=move |_| draft.intend_form()>{label}</button>
            {show(
                move || draft.is_kept(),
                move || view! {
                    <button type="button" class="btn" disabled=move || draft.phase.get() == Phase::Writing
                        on:click=move |_| draft.discard()>
                        {move || if conflict_of(draft).is_some() { tr(Lang::ss_discard_draft) } else { tr(Lang::ss_discard) }}
                    </button>
                },
            )}
            <span id="why-not">{move || why_not(draft)}</span>
            <span class="push wide">
                {copy_button("btn ghost", Lang::copy_as_curl, move || for_curl.with_value(|session| curl_of(session, draft)))}
            </span>
        </footer>
    }
    .into_any()
}

/// A button that can't be used says why.
fn why_not(draft: Draft) -> Option<AnyView> {
    if conflict_of(draft).is_some() || draft.phase.get() == Phase::Writing {
        return None;
    }
    if !draft.changes_something() {
        return Some(tr(Lang::ss_nothing).into_any());
    }
    draft.forbidden().map(|word| tr(word).into_any())
}

/// The write as it would be sent, in the form that the read was answered in.
fn curl_of(session: &Session, draft: Draft) -> String {
    let wanted = untrack(|| draft.wanted());
    let write = Write { id: draft.id, value: wanted.value, desc: wanted.desc };
    let call = match untrack(|| session.capability(Operation::ReadSystemSetting)) {
        Capability::Answers(WireForm::Sdk) => WRITE_SDK.call(&write),
        _ => WRITE_DOCUMENTED.call(&write),
    };
    let url = crate::api::client::absolute(&session.connection.address.join(call.path));
    curl(&Request { method: call.method.as_str(), url: &url, signed: true, body: call.body.as_deref() })
}
