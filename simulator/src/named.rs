//! Enums that people type on a command line: one list gives the names, the parser and its complaint.

use std::fmt;

/// A name that is not among the known ones; its text lists those.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownName {
    what: &'static str,
    given: String,
    known: Vec<&'static str>,
}

impl UnknownName {
    pub(crate) fn new(what: &'static str, given: &str, known: &[&'static str]) -> Self {
        Self { what, given: given.to_owned(), known: known.to_vec() }
    }
}

impl fmt::Display for UnknownName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "unknown {} {:?}; known are: {}", self.what, self.given, self.known.join(", "))
    }
}

impl std::error::Error for UnknownName {}

macro_rules! named {
    ($what:literal, $(#[$doc:meta])* pub enum $enum:ident {
        $($(#[$variant_doc:meta])* $variant:ident = $name:literal,)*
    }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum $enum {
            $($(#[$variant_doc])* $variant,)*
        }

        impl $enum {
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];
            /// The names that [`FromStr`](std::str::FromStr) knows, in the order of [`Self::ALL`].
            pub const NAMES: &'static [&'static str] = &[$($name),*];

            #[must_use]
            pub fn name(self) -> &'static str {
                match self { $(Self::$variant => $name,)* }
            }
        }

        impl std::str::FromStr for $enum {
            type Err = $crate::named::UnknownName;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                match text {
                    $($name => Ok(Self::$variant),)*
                    other => Err($crate::named::UnknownName::new($what, other, Self::NAMES)),
                }
            }
        }

        impl std::fmt::Display for $enum {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.name())
            }
        }
    };
}
pub(crate) use named;
