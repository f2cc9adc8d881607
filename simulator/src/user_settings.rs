//! The user settings that a server holds: by user, scope and key. A pinned conversation is one of them.

use std::collections::BTreeMap;

use firetower_protocol::UserId;
use firetower_protocol::conversation::Conversation;
use firetower_protocol::user_setting::Scope;

use crate::options::Data;

/// The values of [`Scope::CONVERSATION_TOP`]. Every other text is no pin either.
pub(crate) const PINNED: &str = "1";
pub(crate) const NOT_PINNED: &str = "0";

#[derive(Clone, Debug, Default)]
pub(crate) struct UserSettings(BTreeMap<(UserId, Scope, String), String>);

impl UserSettings {
    pub(crate) fn new(data: Data) -> Self {
        let mut settings = Self::default();
        if data == Data::Demo {
            for (user, scope, key, value) in DEMO {
                settings.put(
                    UserId((*user).to_owned()),
                    Scope(*scope),
                    (*key).to_owned(),
                    (*value).to_owned(),
                );
            }
        }
        settings
    }

    pub(crate) fn get(&self, user: &UserId, scope: Scope, key: &str) -> Option<&str> {
        self.0.get(&(user.clone(), scope, key.to_owned())).map(String::as_str)
    }

    pub(crate) fn put(&mut self, user: UserId, scope: Scope, key: String, value: String) {
        self.0.insert((user, scope, key), value);
    }

    pub(crate) fn is_top(&self, user: &UserId, conversation: &Conversation) -> bool {
        self.get(user, Scope::CONVERSATION_TOP, &conversation.to_string()) == Some(PINNED)
    }

    pub(crate) fn set_top(&mut self, user: UserId, conversation: &Conversation, top: bool) {
        let value = if top { PINNED } else { NOT_PINNED };
        self.put(user, Scope::CONVERSATION_TOP, conversation.to_string(), value.to_owned());
    }
}

const DEMO: &[(&str, i32, &str, &str)] = &[
    ("u0001", 1, "1-0-g002", "1"),
    ("u0001", 3, "1-0-g001", "1"),
    ("u0001", 3, "0-0-u0002", "0"),
    ("u0001", 5, "g001", "1"),
    ("u0001", 1000, "theme", "dark"),
    ("u0001", 1000, "", "a value without a key"),
    ("u0001", 1001, "hostile", "<script>alert(1)</script> \u{202e}desrever\u{202c} 👩‍👩‍👧‍👦"),
    ("u0002", 1000, "empty", ""),
];
