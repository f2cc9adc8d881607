//! What is typed into the look-up line, and what it comes to.

use firetower_protocol::UserId;
use firetower_protocol::conversation::{Conversation, ConversationType};

use super::kinds;
use crate::components::conversation::kind_word;
use crate::i18n::{Lang, Word};
use crate::state::kept;
use crate::state::looked_pins::Pin;

/// In the place of a type that has no name.
pub(super) const OTHER: &str = "other";

/// The fields as they stand. What stands around an id is no part of it: it comes from pasting.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Typed {
    pub(super) user: String,
    /// A number, or [`OTHER`].
    pub(super) kind: String,
    pub(super) other_kind: String,
    pub(super) target: String,
    pub(super) line: String,
}

/// The field that keeps the line from being looked up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Wrong {
    User,
    Kind,
    Target,
    Line,
}

impl Wrong {
    pub(super) fn word(self) -> Word {
        match self {
            Self::User => Lang::pn_e_user,
            Self::Kind => Lang::pn_e_kind,
            Self::Target => Lang::pn_e_target,
            Self::Line => Lang::pn_e_line,
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
    /// All fields as one text, and back.
    pub(super) fn as_text(&self) -> String {
        kept::together(&[&self.user, &self.kind, &self.other_kind, &self.target, &self.line])
    }

    pub(super) fn from_text(text: &str) -> Option<Self> {
        let [user, kind, other_kind, target, line] = kept::apart(text)?.map(str::to_owned);
        Some(Self { user, kind, other_kind, target, line })
    }

    pub(super) fn put(&mut self, user: Option<&UserId>, conversation: &Conversation) {
        if let Some(user) = user {
            self.user.clone_from(&user.0);
        }
        let kind = conversation.kind.0.to_string();
        let is_named = kind_word(conversation.kind).is_some();
        (self.kind, self.other_kind) =
            if is_named { (kind, String::new()) } else { (OTHER.to_owned(), kind) };
        self.target.clone_from(&conversation.target);
        self.line = conversation.line.to_string();
    }

    pub(super) fn conversation(&self) -> Result<Conversation, Wrong> {
        let kind = if self.kind == OTHER { &self.other_kind } else { &self.kind };
        let kind = kinds::number(kind.trim()).map(ConversationType).ok_or(Wrong::Kind)?;
        let target = self.target.trim();
        if target.is_empty() {
            return Err(Wrong::Target);
        }
        let line = match self.line.trim() {
            "" => 0,
            line => kinds::number(line).ok_or(Wrong::Line)?,
        };
        Ok(Conversation { kind, target: target.to_owned(), line })
    }

    /// The first field that is wrong, from the left.
    pub(super) fn pin(&self) -> Result<Pin, Wrong> {
        let user = self.user.trim();
        if user.is_empty() {
            return Err(Wrong::User);
        }
        Ok(Pin { user: UserId(user.to_owned()), conversation: self.conversation()? })
    }
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
        for (typed, wrong) in [
            (typed(" ", "x", "", "x"), Wrong::User),
            (typed("u", "-1", "", "x"), Wrong::Kind),
            (typed("u", "", "g", "0"), Wrong::Kind),
            (typed("u", "17", "\t", "x"), Wrong::Target),
            (typed("u", "17", "g", "1.5"), Wrong::Line),
            (typed("u", "17", "g", "2147483648"), Wrong::Line),
        ] {
            assert_eq!(typed.pin(), Err(wrong), "{typed:?}");
        }
    }

    #[test]
    fn what_stands_around_an_id_is_left_out_and_an_empty_line_is_0() {
        let pin = typed(" u1\n", " 17 ", " a b ", "").pin().unwrap();
        assert_eq!((pin.user.0.as_str(), pin.conversation.to_string().as_str()), ("u1", "17-0-a b"));
    }

    #[test]
    fn a_conversation_fills_the_fields_and_comes_back() {
        for key in ["1-0-g", "17-3-a-b-"] {
            let pin = Pin { user: UserId("u".to_owned()), conversation: key.parse().unwrap() };
            let mut typed = Typed::default();
            typed.put(Some(&pin.user), &pin.conversation);
            assert_eq!(typed.pin(), Ok(pin));
        }
    }
}
