//! A link that somebody pastes: which user and conversation it names, whatever page and host it leads to.

use firetower_protocol::UserId;
use firetower_protocol::conversation::Conversation;

/// What a pasted text names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Pasted {
    /// The connection, where the text is an address of one.
    pub(crate) slug: Option<String>,
    pub(crate) user: Option<UserId>,
    pub(crate) conversation: Conversation,
}

/// From an address with `conversation=type-line-target`, and mostly `user=`; or from the key alone. `None`: neither.
pub(crate) fn pasted(text: &str) -> Option<Pasted> {
    let text = text.trim();
    if let Some(conversation) = conversation_of(text) {
        return Some(Pasted { slug: None, user: None, conversation });
    }
    let text = text.split('#').next()?;
    let (path, query) = text.split_once('?')?;
    let value = |wanted: &str| {
        form_urlencoded::parse(query.as_bytes())
            .find(|(name, _)| name == wanted)
            .map(|(_, value)| value.into_owned())
    };
    let conversation = conversation_of(&value("conversation")?)?;
    let user = value("user").filter(|user| !user.is_empty()).map(UserId);
    Some(Pasted { slug: slug_in(path), user, conversation })
}

/// As the pages take it: neither type nor line is below 0, since their sign would be read as a separator.
pub(crate) fn conversation_of(key: &str) -> Option<Conversation> {
    let conversation: Conversation = key.parse().ok()?;
    // Another way to write the same numbers is another key to the server.
    (conversation.to_string() == key).then_some(conversation)
}

fn slug_in(path: &str) -> Option<String> {
    let mut parts = path.split('/').skip_while(|part| *part != "c").skip(1);
    parts.next().filter(|slug| !slug.is_empty()).map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::paths::{conversation_files, pin};
    use firetower_protocol::conversation::ConversationType;
    use proptest::prelude::*;

    fn group(target: &str) -> Conversation {
        Conversation { kind: ConversationType::GROUP, target: target.to_owned(), line: 2 }
    }

    #[test]
    fn a_key_names_a_conversation() {
        let found = pasted("  1-2-a-b- \n").unwrap();
        assert_eq!((found.user, found.conversation), (None, group("a-b-")));
        for text in ["", "1-2-", "x", "01-2-g", "+1-2-g", "-1-2-g", "1--2-g", "g_marketing", "9999999999-0-g"]
        {
            assert_eq!(pasted(text), None, "{text}");
        }
    }

    #[test]
    fn any_address_with_a_conversation_will_do() {
        let found = pasted(
            "https://tower.corp/base/c/im-prod/files?view=conversation&user=u%201&conversation=1-2-g&size=50#top",
        );
        let found = found.unwrap();
        assert_eq!((found.slug.as_deref(), found.user), (Some("im-prod"), Some(UserId("u 1".to_owned()))));
        assert_eq!(found.conversation, group("g"));
        let bare = pasted("?conversation=1-2-g").unwrap();
        assert_eq!((bare.slug, bare.user), (None, None));
        for text in [
            "https://tower.corp/c/a/files?user=u1",
            "c/a/pins?conversation=nothing&user=u1",
            "javascript:alert(1)",
        ] {
            assert_eq!(pasted(text), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn every_address_of_ours_comes_back(user in ".+", target in "[^\\s].*[^\\s]|[^\\s]", kind in 0_i32.., line in 0_i32..) {
            let (user, conversation) = (UserId(user), Conversation { kind: ConversationType(kind), target, line });
            for address in [conversation_files("im", &user, &conversation), pin("im", &user, &conversation)] {
                let expected = Pasted { slug: Some("im".to_owned()), user: Some(user.clone()), conversation: conversation.clone() };
                prop_assert_eq!(pasted(&address), Some(expected));
            }
            let key = pasted(&conversation.to_string());
            prop_assert_eq!(key.map(|found| found.conversation), Some(conversation));
        }

        #[test]
        fn nothing_panics(text in ".*") {
            let _ = pasted(&text);
        }
    }
}
