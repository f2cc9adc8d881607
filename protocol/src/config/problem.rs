//! What is wrong with a file, and where. Words are made by whoever shows it.

use crate::origin::NotAnOrigin;

#[derive(Clone, Debug, PartialEq)]
pub struct Problem {
    /// From 1.
    pub line: u32,
    /// As an admin would write it, e.g. `connections[0].slug`; empty for the file itself. Part of the file's text, as
    /// keys are, and so not to be trusted.
    pub key: String,
    pub what: What,
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub enum What {
    /// It looks like a secret: by its key, or because an address has a user name or password in it.
    Secret,
    TooLarge,
    Syntax(Syntax),
    /// No such key; perhaps this one was meant.
    Unknown(Option<&'static str>),
    /// The same key stands in the object before.
    Twice,
    /// This key is not there, and has to be.
    Missing(&'static str),
    Object,
    List,
    Flag,
    /// A text of 1 to so many characters, in one line.
    Text(usize),
    /// One of these, texts or numbers.
    OneOf(&'static [&'static str]),
    Number {
        least: f64,
        most: f64,
    },
    /// What is critical must be at least what deserves attention, or at most.
    Order {
        critical_is_more: bool,
    },
    Slug,
    /// An earlier connection, on this line, has this slug.
    SlugTaken(u32),
    NotAnOrigin(NotAnOrigin),
    /// An address begins with `/`, `http://` or `https://`.
    Address,
    Template(Template),
    /// `.`, `..`, an empty part, `?`, `#`, or `/admin`, which Firetower adds itself.
    Path,
}

/// What is wrong with the address of a proxy that takes its target with each request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Template {
    /// Braces that are no placeholder, no target, or one of them twice.
    Placeholders,
    /// A placeholder would decide where a signature goes.
    InHost,
    /// The server's own address, after a space, begins with `http://` or `https://`.
    Target,
}

/// Why a text is no JSON.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Syntax {
    /// A value should stand here.
    Value,
    /// A key between double quotes should stand here.
    Key,
    Colon,
    /// A comma or the end of the object or list.
    CommaOrEnd,
    /// A comma before the end of an object or list.
    TrailingComma,
    Comment,
    /// A text without an end, with a line break or with an escape that does not exist.
    Text,
    /// Something follows the end.
    MoreAfterEnd,
    TooDeep,
}
