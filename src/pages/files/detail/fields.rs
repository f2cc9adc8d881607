//! The fields that every row should have. What is absent is said, and so is what came in another shape.

use crate::dom::prelude::*;
use firetower_protocol::conversation::Conversation;
use firetower_protocol::file_row::{FileRow, SentAt};
use firetower_protocol::file_url::FileUrl;

use super::address;
use crate::components::conversation::conversation;
use crate::components::names::user;
use crate::i18n::{Lang, Word, say, tr};
use crate::state::session::Session;
use crate::state::time;
use crate::ui::copy::copy_button;
use crate::ui::format;
use crate::ui::hostile::hostile;
use crate::ui::icon::Icon;
use crate::ui::state::{Tone, state};

pub(super) fn fields(session: &Session, row: &FileRow, url: &FileUrl) -> AnyView {
    let sender = row.user_id.as_ref().map(|id| {
        view! { <span class="beside">{user(session, id)}{copy(Lang::fd_copy_sender, id.0.clone())}</span> }
    });
    let conversation = row.conversation.as_ref().map(|conversation| place(session, conversation));
    let downloads = row.download_count.map(|count| view! { <span class="mono">{count.to_string()}</span> });
    view! {
        <dl class="kv">
            {line(Lang::fd_name, row.name.as_deref().map(name), row, &["name", "filename"])}
            {uid(row)}
            {line(Lang::fd_size, row.size.map(size), row, &["size"])}
            {line(Lang::fd_sender, sender, row, &["userId"])}
            {line(Lang::fd_conversation, conversation, row, &["conversation", "conversationType", "type", "target"])}
            {line(Lang::fd_sent, row.sent_at().map(sent), row, &["timestamp"])}
            {line(Lang::fd_downloads, downloads, row, &["downloadCount"])}
            {line(Lang::fd_url, row.url.as_deref().map(|text| address::address(text, url)), row, &["url"])}
        </dl>
    }
    .into_any()
}

fn line(label: Word, value: Option<AnyView>, row: &FileRow, keys: &[&str]) -> AnyView {
    let value = value.unwrap_or_else(|| lacking(row, keys));
    view! { <dt>{tr(label)}</dt><dd>{value}</dd> }
}

/// A field that could not be read: absent, or something else than it should be.
fn lacking(row: &FileRow, keys: &[&str]) -> AnyView {
    let found = keys.iter().find_map(|key| row.raw.get(*key)).filter(|value| !value.is_null());
    match found {
        None => view! { <span class="muted">{tr(Lang::fd_not_given)}</span> },
        Some(value) => view! {
            <span class="mono">{hostile(&value.to_string())}</span>" "
            <span class="muted">{tr(Lang::fd_not_understood)}</span>
        },
    }
}

/// A small button beside a value; its word is for who can't see the icon.
pub(super) fn copy(word: Word, text: String) -> AnyView {
    let text = StoredValue::new(text);
    view! { <span class="copy">{copy_button("icon-btn tiny", word, move || text.get_value())}</span> }
}

fn name(name: &str) -> AnyView {
    let blank =
        name.trim().is_empty().then(|| view! { " "<span class="muted">{tr(Lang::fd_empty_name)}</span> });
    view! { <span class="whole">{hostile(name)}</span>{blank}{copy(Lang::fd_copy_name, name.to_owned())} }
}

fn uid(row: &FileRow) -> AnyView {
    let Some(uid) = row.message_uid else {
        let missing = view! {
            {state(Tone::Bad, Icon::Cross, tr(Lang::fd_no_uid))}" "<span class="muted">{tr(Lang::fd_no_uid_why)}</span>
        };
        let is_there = row.raw.get("messageUid").is_some_and(|value| !value.is_null());
        return line(Lang::fd_uid, (!is_there).then_some(missing), row, &["messageUid"]);
    };
    let shown =
        view! { <span class="mono">{uid.to_string()}</span>{copy(Lang::fd_copy_uid, uid.to_string())} };
    line(Lang::fd_uid, Some(shown), row, &[])
}

fn size(bytes: i64) -> AnyView {
    let short = (bytes >= 1024).then(|| view! { <span class="mono">{format::size_of(bytes)}</span>" " });
    let exact = format::grouped(bytes);
    view! {
        {short}<span class="muted">{say(move |lang| lang.fd_bytes(&exact))}</span>
        {copy(Lang::fd_copy_size, bytes.to_string())}
    }
}

fn place(session: &Session, place: &Conversation) -> AnyView {
    view! { {conversation(session, place)}{copy(Lang::fd_copy_conversation, place.to_string())} }
}

fn sent(sent: SentAt) -> AnyView {
    let at = sent.time();
    let derived = matches!(sent, SentAt::Derived(_))
        .then(|| view! { <span class="hint">{tr(Lang::fd_derived)}</span> });
    view! {
        <time class="mono" datetime=time::iso(at)>{time::stamp(at)}</time>" "<span class="muted">{time::zone()}</span>
        {copy(Lang::fd_copy_time, time::iso(at))}
        {derived}
    }
}
