//! A conversation in words: its type, its target and its line. The target of a single chat is a user, and has a name.

pub(crate) mod typed;

use crate::dom::prelude::*;
use firetower_protocol::UserId;
use firetower_protocol::conversation::{Conversation, ConversationType};

use crate::components::names::name_of;
use crate::i18n::{Lang, Text, Word, say};
use crate::state::session::Session;
use crate::ui::hostile::{self, hostile};

/// The types that have a name.
pub(crate) const NAMED_KINDS: [(ConversationType, Word); 6] = [
    (ConversationType::SINGLE, Lang::cv_single),
    (ConversationType::GROUP, Lang::cv_group),
    (ConversationType::CHATROOM, Lang::cv_chatroom),
    (ConversationType::CHANNEL, Lang::cv_channel),
    (ConversationType::THING, Lang::cv_thing),
    (ConversationType::SECRET_CHAT, Lang::cv_secret_chat),
];

pub(crate) fn kind_word(kind: ConversationType) -> Option<Word> {
    NAMED_KINDS.iter().find(|(named, _)| *named == kind).map(|(_, word)| *word)
}

/// `Group`; of a type without a name, `Type 17`.
pub(crate) fn kind(kind: ConversationType) -> Text {
    say(move |lang| kind_word(kind).map_or_else(|| lang.cv_kind(kind.0), |word| word(lang).to_owned()))
}

/// Group g1 line 0.
pub(crate) fn conversation(session: &Session, conversation: &Conversation) -> AnyView {
    let line = conversation.line;
    view! {
        {kind(conversation.kind)}" "<span class="mono">{hostile(&conversation.target)}</span>
        {target_name(session, conversation)}" "
        <span class="muted">{say(move |lang| lang.cv_line(line))}</span>
    }
    .into_any()
}

/// The name of the user whom a single chat is with, with a space before it; nothing for all others.
pub(crate) fn target_name(session: &Session, conversation: &Conversation) -> Option<AnyView> {
    (conversation.kind == ConversationType::SINGLE).then(|| {
        let called = name_of(session, &UserId(conversation.target.clone()));
        let name = move || {
            called.get().map(
                |name| view! { " "<span class="muted" title=hostile::plain(&name)>{hostile(&name)}</span> },
            )
        };
        name.into_any()
    })
}
