//! One setting: its fields, what will change, and the way to write it.

use crate::dom::prelude::*;
use firetower_protocol::SettingId;
use firetower_protocol::system_setting::{
    COMMUNITY_LIMIT_UTF16, LARGEST_GROUP_SIZE, WRITE_DOCUMENTED, WRITE_SDK, Write, utf16_len,
};
use firetower_protocol::{Capability, Operation, WireForm};

use super::readings::Readings;
use super::texts::{doubtful, forbidden};
use super::title;
use crate::api::client::shown_url;
use crate::api::curl::{Request, curl};
use crate::components::change::{
    Change, Footer, Form, confirm, conflict, conflict_of, footer, note, preview, receipt,
};
use crate::i18n::{Lang, Word, say, tr};
use crate::state::change::Target;
use crate::state::session::Session;
use crate::ui::copy::copy_button;
use crate::ui::field::{Field, caution, hint, problem, text_field};
use crate::ui::hostile::has_unseen;

pub(super) fn editor(session: &Session, readings: Readings, id: SettingId) -> AnyView {
    let form = Form::of(&["value", "desc"]);
    let (value, desc) = (form.text("value"), form.text("desc"));
    let target = Target::SystemSetting { id };
    let change = Change::open(&readings.client(), target, readings.source(id), form);
    let forbidden = move || forbidden(id, &change.wanted(), change.edition());
    let aside = {
        let session = StoredValue::new(session.clone());
        let curl = move || session.with_value(|session| curl_of(session, id, change));
        copy_button("btn ghost", Lang::copy_as_curl, curl)
    };
    let foot = Footer { forbidden: Box::new(forbidden), nothing: Lang::ss_nothing, aside };
    let why = move || {
        say(move |lang| {
            if id == LARGEST_GROUP_SIZE {
                lang.ss_confirm_why_named(id.0, &lang.ss_group_size().to_ascii_lowercase())
            } else {
                lang.ss_confirm_why(id.0)
            }
        })
    };
    view! {
        {confirm(change, why)}
        <div class="form">
            {move || conflict_of(change).map(|found| conflict(change, &found, untrack(forbidden).is_some()))}
            <section class="card">
                <header>
                    <h2>{title(id)}</h2>
                    <span class="meta wide">{tr(Lang::ss_setting)}" "<span class="mono">{id.to_string()}</span></span>
                    <span class="push state">{note(change)}</span>
                </header>
                <div class="body form">
                    {receipt(change)}
                    {not_set(change, id)}
                    {fields(change, id, value, desc)}
                    {preview(change, Lang::ss_both_stored)}
                </div>
                {footer(change, foot)}
            </section>
        </div>
    }
    .into_any()
}

fn not_set(change: Change, id: SettingId) -> AnyView {
    let missing = move || {
        let (held, read_at) = change.on_server();
        read_at.is_some() && held.is_none()
    };
    show(missing, move || {
        view! {
            <section class="not-set">
                <h3>{say(move |lang| lang.ss_none_title(id.0))}</h3>
                <p class="muted">{tr(Lang::ss_none_why)}</p>
            </section>
        }
        .into_any()
    })
}

fn fields(change: Change, id: SettingId, value: RwSignal<String>, desc: RwSignal<String>) -> AnyView {
    let count = |text: RwSignal<String>| {
        say(move |lang| lang.ss_length(text.with(|text| utf16_len(text)), COMMUNITY_LIMIT_UTF16)).into_any()
    };
    let unseen = |text: RwSignal<String>| {
        move || text.with(|text| has_unseen(text)).then(|| caution(tr(Lang::ss_w_control)))
    };
    let why = move || -> Option<Word> { forbidden(id, &change.wanted(), change.edition()) };
    // Before anything was typed nothing is wrong.
    let wrong = memo(move || change.changes_something().then(why).flatten().map(|word| word(Lang::En)));
    let below_value = view! {
        {(id == LARGEST_GROUP_SIZE).then(|| hint(tr(Lang::ss_group_size_hint)))}
        {unseen(value)}
        {move || wrong.get().and_then(|_| why()).map(|word| problem(tr(word)))}
        {move || doubtful(&change.wanted(), change.edition()).map(|word| caution(tr(word)))}
    };
    // Typing, not filling in from the server, makes a draft.
    let typed = move |_| change.typed();
    view! {
        <div class="fields form" on:input=typed>
            {text_field(Field {
                label: tr(Lang::ss_value).into_any(),
                aside: count(value),
                value,
                below: below_value.into_any(),
                invalid: Signal::derive(move || wrong.get().is_some()),
                mono: true,
                name: "value",
            })}
            {text_field(Field {
                label: tr(Lang::ss_desc).into_any(),
                aside: count(desc),
                value: desc,
                below: unseen(desc).into_any(),
                invalid: Signal::stored(false),
                mono: false,
                name: "desc",
            })}
        </div>
    }
    .into_any()
}

/// The write as it would be sent, in the form that the read was answered in.
fn curl_of(session: &Session, id: SettingId, change: Change) -> String {
    let wanted = untrack(|| change.wanted());
    let write = Write { id, value: wanted.text("value").to_owned(), desc: wanted.text("desc").to_owned() };
    let call = match untrack(|| session.capability(Operation::ReadSystemSetting)) {
        Capability::Answers(WireForm::Sdk) => WRITE_SDK.call(&write),
        _ => WRITE_DOCUMENTED.call(&write),
    };
    let url = shown_url(&session.connection.address, &call.path);
    curl(&Request { method: call.method.as_str(), url: &url, signed: true, body: call.body.as_deref() })
}
