//! The dictionaries. English is sentence case without exclamation marks; Chinese is written for administrators in China,
//! with a space between Chinese and Latin, and full-width punctuation.

macro_rules! words {
    ($($name:ident $(($($arg:ident: $type:ty),* $(,)?))? => $en:literal, $zh:literal;)*) => {
        impl crate::i18n::Lang {
            $(words!(@one $name $(($($arg: $type),*))? => $en, $zh);)*
        }
    };
    (@one $name:ident => $en:literal, $zh:literal) => {
        pub(crate) fn $name(self) -> &'static str {
            self.pick($en, $zh)
        }
    };
    (@one $name:ident ($($arg:ident: $type:ty),*) => $en:literal, $zh:literal) => {
        pub(crate) fn $name(self, $($arg: $type),*) -> String {
            crate::i18n::fill(self.pick($en, $zh), &[$(stringify!($arg)),*], &[$(&$arg),*])
        }
    };
}

mod change;
mod changes;
mod check;
mod clock;
mod codes;
mod common;
mod config;
mod connections;
mod console;
mod conversation;
mod errors;
mod file_detail;
mod files;
mod lock;
mod names;
mod not_offered;
mod overview;
mod palette;
mod pins;
mod requests;
mod robots;
mod settings;
mod transfer;
mod user_settings;
mod vault;
