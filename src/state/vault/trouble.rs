//! What can go wrong with the vault, in words.

use crate::i18n::Lang;

/// Why something with the vault did not happen. What is stored is as it was.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Trouble {
    /// The part of the app that seals and opens did not arrive.
    NotLoaded,
    WrongPassphrase,
    NoMemory,
    /// The browser gave no random numbers.
    NoChance,
    Damaged,
    Newer,
    /// The browser did not store it.
    NotStored,
    /// Another tab changed or removed the vault meanwhile.
    Gone,
    /// There is one already.
    AlreadyThere,
    /// This one secret was changed, or sealed for something else.
    Tampered,
    /// Another passphrase would lose secrets that do not open now.
    SomeTampered,
}

impl Trouble {
    pub(crate) fn word(self, lang: Lang) -> &'static str {
        match self {
            Self::NotLoaded => lang.va_e_not_loaded(),
            Self::WrongPassphrase => lang.va_e_wrong(),
            Self::NoMemory => lang.va_e_memory(),
            Self::NoChance => lang.va_e_chance(),
            Self::Damaged => lang.va_e_damaged(),
            Self::Newer => lang.va_e_newer(),
            Self::NotStored => lang.va_e_not_stored(),
            Self::Gone => lang.va_e_gone(),
            Self::AlreadyThere => lang.va_e_already(),
            Self::Tampered => lang.va_e_tampered(),
            Self::SomeTampered => lang.va_e_some_tampered(),
        }
    }
}
