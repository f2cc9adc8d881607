//! What can be wrong with a vault. None of it changes what is stored.

use crate::chance::NoChance;

/// The text is no vault that can be asked for its passphrase.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unreadable {
    /// Cut off, or changed by accident.
    Damaged,
    /// Made by a later Firetower; its version.
    Newer(u32),
}

/// The passphrase did not open the vault.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotOpened {
    /// Or somebody changed the vault's head on purpose: the two look the same.
    WrongPassphrase,
    /// The machine has not the memory that the key derivation needs.
    NoMemory,
    /// There were no random numbers to make it with.
    NoChance,
}

impl From<NoChance> for NotOpened {
    fn from(_: NoChance) -> Self {
        Self::NoChance
    }
}

/// One secret does not open although the vault did: it was changed, or it was sealed for something else.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tampered;
