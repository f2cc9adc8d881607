//! The types of a conversation as people write them: numbers, and words for them.

use firetower_protocol::conversation::ConversationType;

use crate::components::conversation::typed::number;

/// What people write for a type, in small letters.
const WRITTEN: [(&str, ConversationType); 26] = [
    ("single", ConversationType::SINGLE),
    ("private", ConversationType::SINGLE),
    ("单聊", ConversationType::SINGLE),
    ("私聊", ConversationType::SINGLE),
    ("單聊", ConversationType::SINGLE),
    ("group", ConversationType::GROUP),
    ("群", ConversationType::GROUP),
    ("群聊", ConversationType::GROUP),
    ("群组", ConversationType::GROUP),
    ("群組", ConversationType::GROUP),
    ("chatroom", ConversationType::CHATROOM),
    ("chat-room", ConversationType::CHATROOM),
    ("room", ConversationType::CHATROOM),
    ("聊天室", ConversationType::CHATROOM),
    ("channel", ConversationType::CHANNEL),
    ("频道", ConversationType::CHANNEL),
    ("頻道", ConversationType::CHANNEL),
    ("thing", ConversationType::THING),
    ("device", ConversationType::THING),
    ("物联网", ConversationType::THING),
    ("设备", ConversationType::THING),
    ("secret", ConversationType::SECRET_CHAT),
    ("secretchat", ConversationType::SECRET_CHAT),
    ("secret-chat", ConversationType::SECRET_CHAT),
    ("密聊", ConversationType::SECRET_CHAT),
    ("加密聊天", ConversationType::SECRET_CHAT),
];

/// From a number, or a word of either language whatever its letters' size.
pub(super) fn read(text: &str) -> Option<ConversationType> {
    let small = text.to_lowercase();
    let written = WRITTEN.iter().find(|(word, _)| *word == small).map(|(_, kind)| *kind);
    written.or_else(|| number(text).map(ConversationType))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::components::conversation::NAMED_KINDS;
    use crate::i18n::Lang;

    #[test]
    fn a_type_is_read_from_numbers_and_from_words_of_both_languages() {
        for (text, number) in [
            ("0", 0),
            ("5", 5),
            ("17", 17),
            ("GROUP", 1),
            ("单聊", 0),
            ("Secret", 5),
            ("2147483647", i32::MAX),
        ] {
            assert_eq!(read(text), Some(ConversationType(number)), "{text}");
        }
        for text in ["", "gruop", "-1", "+1", "1.0", "１", "2147483648"] {
            assert_eq!(read(text), None, "{text}");
        }
    }

    #[test]
    fn what_the_page_shows_can_be_pasted_back() {
        for lang in [Lang::En, Lang::Zh] {
            for (kind, word) in NAMED_KINDS {
                let shown = word(lang).replace(' ', "-");
                assert_eq!(read(&shown), Some(kind), "{shown}");
            }
        }
    }
}
