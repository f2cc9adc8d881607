//! The fields in which a user and a conversation are typed, and what they come to.

use firetower_protocol::UserId;
use firetower_protocol::conversation::{Conversation, ConversationType};

use super::kind_word;
use crate::i18n::{Lang, Word};
use crate::state::kept;

/// In the place of a type that the API has no name for.
pub(crate) const OTHER: &str = "other";

/// The fields as they stand. What stands around an id is no part of it: it comes from pasting.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Typed {
    pub(crate) user: String,
    /// A number, or [`OTHER`] where the number stands in `other_kind`.
    pub(crate) kind: String,
    pub(crate) other_kind: String,
    pub(crate) target: String,
    pub(crate) line: String,
}

/// What keeps the fields from being used: which field it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Wrong {
    User,
    Kind,
    Target,
    Line,
}

impl Wrong {
    pub(crate) fn word(self) -> Word {
        match self {
            Self::User => Lang::cv_e_user,
            Self::Kind => Lang::cv_e_kind,
            Self::Target => Lang::cv_e_target,
            Self::Line => Lang::cv_e_line,
        }
    }
}

impl Default for Typed {
    fn default() -> Self {
        Self {
            user: String::new(),
            kind: ConversationType::GROUP.0.to_string(),
            other_kind: String::new(),
            target: String::new(),
            line: "0".to_owned(),
        }
    }
}

impl Typed {
    pub(crate) fn of(user: Option<&UserId>, conversation: Option<&Conversation>) -> Self {
        let mut typed = Self::default();
        if let Some(user) = user {
            typed.user.clone_from(&user.0);
        }
        if let Some(conversation) = conversation {
            typed.put(conversation);
        }
        typed
    }

    /// All fields as one text, and back.
    pub(crate) fn as_text(&self) -> String {
        kept::together(&[&self.user, &self.kind, &self.other_kind, &self.target, &self.line])
    }

    pub(crate) fn from_text(text: &str) -> Option<Self> {
        let [user, kind, other_kind, target, line] = kept::apart(text)?.map(str::to_owned);
        Some(Self { user, kind, other_kind, target, line })
    }

    /// The user stays.
    pub(crate) fn put(&mut self, conversation: &Conversation) {
        let kind = conversation.kind.0.to_string();
        let is_named = kind_word(conversation.kind).is_some();
        (self.kind, self.other_kind) =
            if is_named { (kind, String::new()) } else { (OTHER.to_owned(), kind) };
        self.target.clone_from(&conversation.target);
        self.line = conversation.line.to_string();
    }

    pub(crate) fn user(&self) -> Result<UserId, Wrong> {
        let user = self.user.trim();
        if user.is_empty() { Err(Wrong::User) } else { Ok(UserId(user.to_owned())) }
    }

    /// The first field that is wrong, from the left.
    pub(crate) fn conversation(&self) -> Result<Conversation, Wrong> {
        let kind = if self.kind == OTHER { &self.other_kind } else { &self.kind };
        let kind = number(kind.trim()).map(ConversationType).ok_or(Wrong::Kind)?;
        let target = self.target.trim();
        if target.is_empty() {
            return Err(Wrong::Target);
        }
        let line = match self.line.trim() {
            "" => 0,
            line => number(line).ok_or(Wrong::Line)?,
        };
        Ok(Conversation { kind, target: target.to_owned(), line })
    }
}

/// A whole number from 0 up. A sign would be taken for a separator of the key.
pub(crate) fn number(text: &str) -> Option<i32> {
    let is_plain = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    text.parse().ok().filter(|_| is_plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(user: &str, kind: &str, target: &str, line: &str) -> Typed {
        let (kind, other_kind) = (OTHER.to_owned(), kind.to_owned());
        Typed { user: user.to_owned(), kind, other_kind, target: target.to_owned(), line: line.to_owned() }
    }

    #[test]
    fn the_first_field_that_is_wrong_is_named() {
        assert_eq!(typed(" ", "x", "", "x").user(), Err(Wrong::User));
        for (typed, wrong) in [
            (typed("u", "-1", "", "x"), Wrong::Kind),
            (typed("u", "+1", "g", "0"), Wrong::Kind),
            (typed("u", "", "g", "0"), Wrong::Kind),
            (typed("u", "17", "\t", "x"), Wrong::Target),
            (typed("u", "17", "g", "1.5"), Wrong::Line),
            (typed("u", "17", "g", "2147483648"), Wrong::Line),
        ] {
            assert_eq!(typed.conversation(), Err(wrong), "{typed:?}");
        }
    }

    #[test]
    fn what_stands_around_an_id_is_left_out_and_an_empty_line_is_0() {
        let typed = typed(" u1\n", " 17 ", " a b ", "");
        assert_eq!(typed.user(), Ok(UserId("u1".to_owned())));
        assert_eq!(typed.conversation().unwrap().to_string(), "17-0-a b");
    }

    #[test]
    fn a_conversation_fills_the_fields_and_comes_back() {
        let user = UserId("u".to_owned());
        for key in ["1-0-g", "17-3-a-b-"] {
            let conversation: Conversation = key.parse().unwrap();
            let typed = Typed::of(Some(&user), Some(&conversation));
            assert_eq!((typed.user(), typed.conversation()), (Ok(user.clone()), Ok(conversation)));
            assert_eq!(Typed::from_text(&typed.as_text()), Some(typed));
        }
    }
}
