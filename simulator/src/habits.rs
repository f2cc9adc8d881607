//! How a professional server might behave where the vendor's documents are silent: a switch for each guess, so that a
//! client can be held to all of them.

use serde::{Serialize, Serializer};

use crate::named::named;

named! { "shape of what is not set",
    /// What the read of a user setting that is not there answers.
    pub enum Unset {
        /// Code 253.
        NotExist = "253",
        /// Code 0 and a result without `value`.
        NoValue = "no-value",
        /// Code 0 and `"result":null`.
        Null = "null",
    }
}

named! { "bound",
    /// Whether a page from a time on has the files of that very millisecond.
    pub enum FromTime {
        Inclusive = "inclusive",
        Exclusive = "exclusive",
    }
}

named! { "place of the time",
    /// Whether rows carry their time.
    pub enum RowTime {
        Given = "given",
        LeftOut = "left-out",
    }
}

named! { "shape of the conversation",
    /// How rows carry their conversation.
    pub enum RowConversation {
        /// `conversation` is an object.
        Nested = "nested",
        /// `conversationType`, `target` and `line`.
        Flat = "flat",
    }
}

named! { "key of the name",
    /// Under which key rows carry the file's name.
    pub enum RowName {
        Name = "name",
        Filename = "filename",
    }
}

macro_rules! written_by_name {
    ($($enum:ident),*) => {$(
        impl Serialize for $enum {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.name())
            }
        }
    )*};
}
written_by_name!(Unset, FromTime, RowTime, RowConversation, RowName);

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Habits {
    pub unset: Unset,
    /// So many new files come into a listed conversation, or from a listed user, after each page of it.
    pub arriving: u32,
    pub from_time: FromTime,
    /// A page has no more rows than this, whatever was asked; 0 for no limit but the simulator's own.
    pub count_cap: u32,
    pub row_time: RowTime,
    pub row_conversation: RowConversation,
    pub row_name: RowName,
    /// One row in so many, by the file's number, has no `messageUid`; 0 for none.
    pub without_uid_every: u32,
}

impl Default for Habits {
    fn default() -> Self {
        Self {
            unset: Unset::NotExist,
            arriving: 0,
            from_time: FromTime::Inclusive,
            count_cap: 0,
            row_time: RowTime::Given,
            row_conversation: RowConversation::Nested,
            row_name: RowName::Name,
            without_uid_every: 0,
        }
    }
}
