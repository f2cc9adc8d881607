//! The addresses of what lies on the server: settings of users, files, pins, robots; and of what was done to it.

use firetower_protocol::conversation::Conversation;
use firetower_protocol::user_setting::Scope;
use firetower_protocol::{MessageUid, UserId};

use super::query::Query;

pub(crate) fn user_settings(slug: &str) -> String {
    Query::to(slug, "user-settings").address()
}

/// A user's settings; with a scope and a key, one of them.
pub(crate) fn user_setting(slug: &str, user: &UserId, scope: Option<Scope>, key: Option<&str>) -> String {
    Query::to(slug, "user-settings")
        .with("user", &user.0)
        .maybe("scope", scope.map(|scope| scope.0.to_string()).as_deref())
        .maybe("key", key)
        .address()
}

pub(crate) fn files(slug: &str) -> String {
    Query::to(slug, "files").address()
}

/// The files of a conversation, as one user sees them. The conversation is written `type-line-target`.
pub(crate) fn conversation_files(slug: &str, user: &UserId, conversation: &Conversation) -> String {
    Query::to(slug, "files")
        .with("view", "conversation")
        .with("user", &user.0)
        .with("conversation", &conversation.to_string())
        .address()
}

/// The files that a user sent.
pub(crate) fn user_files(slug: &str, user: &UserId) -> String {
    Query::to(slug, "files").with("view", "user").with("user", &user.0).address()
}

/// One file, by the message that carries it.
pub(crate) fn file(slug: &str, uid: MessageUid) -> String {
    Query::to(slug, "files").with("view", "message").with("uid", &uid.to_string()).address()
}

pub(crate) fn pins(slug: &str) -> String {
    Query::to(slug, "pins").address()
}

/// The page with a user in its form.
pub(crate) fn pins_of(slug: &str, user: &UserId) -> String {
    Query::to(slug, "pins").with("user", &user.0).address()
}

/// The page with a conversation in its form.
pub(crate) fn pins_in(slug: &str, conversation: &Conversation) -> String {
    Query::to(slug, "pins").with("conversation", &conversation.to_string()).address()
}

/// Whether a conversation is pinned for a user.
pub(crate) fn pin(slug: &str, user: &UserId, conversation: &Conversation) -> String {
    Query::to(slug, "pins").with("user", &user.0).with("conversation", &conversation.to_string()).address()
}

pub(crate) fn robots(slug: &str) -> String {
    Query::to(slug, "robots").address()
}

pub(crate) fn robot(slug: &str, id: &UserId) -> String {
    Query::to(slug, "robots").with("id", &id.0).address()
}

pub(crate) fn changes(slug: &str) -> String {
    Query::to(slug, "changes").address()
}

pub(crate) fn console(slug: &str) -> String {
    Query::to(slug, "console").address()
}

/// A request in the console: its path, and the template that it began from. Never its body, which may hold anything.
pub(crate) fn console_request(slug: &str, path: &str, template: Option<&str>) -> String {
    let path = Some(path).filter(|path| !path.is_empty());
    Query::to(slug, "console").maybe("path", path).maybe("template", template).address()
}

#[cfg(test)]
mod tests {
    use super::*;
    use firetower_protocol::conversation::ConversationType;

    #[test]
    fn any_text_fits_into_an_address() {
        let user = UserId("a b&c=d#e/f?中😀\"".to_owned());
        let address = user_files("im", &user);
        assert_eq!(address, "c/im/files?view=user&user=a+b%26c%3Dd%23e%2Ff%3F%E4%B8%AD%F0%9F%98%80%22");
        let (_, query) = address.split_once('?').unwrap();
        let read: Vec<(String, String)> = form_urlencoded::parse(query.as_bytes()).into_owned().collect();
        assert_eq!(read[1], ("user".to_owned(), user.0));
    }

    #[test]
    fn a_conversation_is_written_as_its_key() {
        let conversation = Conversation { kind: ConversationType::GROUP, target: "g-1".to_owned(), line: 2 };
        let user = UserId("u1".to_owned());
        assert_eq!(pin("im", &user, &conversation), "c/im/pins?user=u1&conversation=1-2-g-1");
        assert_eq!(
            file("im", MessageUid(75_735_276_990_792_721)),
            "c/im/files?view=message&uid=75735276990792721"
        );
    }

    #[test]
    fn a_console_address_holds_the_path_and_the_template() {
        assert_eq!(
            console_request("im", "/admin/user/all", Some("user-all")),
            "c/im/console?path=%2Fadmin%2Fuser%2Fall&template=user-all"
        );
        assert_eq!(console_request("im", "", None), "c/im/console");
    }

    #[test]
    fn an_empty_key_is_not_an_absent_one() {
        let user = UserId("u1".to_owned());
        assert_eq!(user_setting("im", &user, None, None), "c/im/user-settings?user=u1");
        assert_eq!(
            user_setting("im", &user, Some(Scope(2)), Some("")),
            "c/im/user-settings?user=u1&scope=2&key="
        );
    }
}
