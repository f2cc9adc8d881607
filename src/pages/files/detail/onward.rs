//! From a file to what it belongs to: its sender, its conversation, its message.

use crate::dom::prelude::*;
use firetower_protocol::UserId;
use firetower_protocol::conversation::ConversationType;
use firetower_protocol::file_row::FileRow;

use crate::i18n::{Lang, Text, say, tr};
use crate::paths;
use crate::state::session::Session;
use crate::ui::hostile;

pub(super) fn onward(session: &Session, row: &FileRow) -> AnyView {
    let slug = session.slug();
    let mut links = Vec::new();
    let mut add = |href: String, text: Text| links.push(view! { <li><a href=href>{text}</a></li> });
    if let Some(sender) = &row.user_id {
        add(paths::user_files(slug, sender), about(sender, Lang::fd_user_files));
        add(paths::user_setting(slug, sender, None, None), about(sender, Lang::fd_user_settings));
    }
    if let (Some(conversation), Some(reader)) = (&row.conversation, reader(row)) {
        add(
            paths::conversation_files(slug, &reader, conversation),
            say(|lang| lang.fd_conversation_files().to_owned()),
        );
        add(paths::pin(slug, &reader, conversation), about(&reader, Lang::fd_pin));
    }
    let is_alone = untrack(|| use_location().query("view").as_deref() == Some("message"));
    if let Some(uid) = row.message_uid.filter(|_| !is_alone) {
        add(paths::file(slug, uid), say(|lang| lang.fd_message().to_owned()));
    }
    if links.is_empty() {
        return ().into_any();
    }
    view! { <nav aria-label=tr(Lang::fd_onward)><ul class="onward">{links}</ul></nav> }
}

fn about(user: &UserId, sentence: fn(Lang, &str) -> String) -> Text {
    let id = hostile::plain(&user.0);
    say(move |lang| sentence(lang, &id))
}

/// As whom the conversation is read: as the list is, else as the sender, who is in it. A single conversation is named by
/// the other one of its two, so one with the sender as its target is only known to whoever reads the list.
fn reader(row: &FileRow) -> Option<UserId> {
    let location = use_location();
    let of_list = untrack(|| {
        let is_conversation = location.query("view").is_none_or(|view| view == "conversation");
        location.query("user").filter(|id| is_conversation && !id.is_empty()).map(UserId)
    });
    of_list.or_else(|| {
        let conversation = row.conversation.as_ref()?;
        let sender = row.user_id.clone()?;
        let names_sender = conversation.kind == ConversationType::SINGLE && conversation.target == sender.0;
        (!names_sender).then_some(sender)
    })
}
