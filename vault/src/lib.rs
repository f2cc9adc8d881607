//! The vault: secrets at rest under one passphrase.
//!
//! Passphrase → Argon2id → a key that wraps a random data key → XChaCha20-Poly1305 over each secret. A secret is bound
//! to what it belongs to ([`Label`]: its connection's name and address, and a robot's id), so that it opens nowhere else.
//! All of it runs in WebAssembly, since browsers keep their own cryptography from plain-http pages.
//!
//! Nothing here reads, writes, asks the time or draws random numbers: texts go in and out, and chance is passed in.
//! `golden/vault-1.json` holds the format still.

mod chance;
mod kdf;
mod label;
mod seal;
mod sealed;
mod unreadable;

pub use chance::{Chance, NoChance};
pub use kdf::Cost;
pub use label::Label;
pub use sealed::{DataKey, Sealed};
pub use unreadable::{NotOpened, Tampered, Unreadable};
/// What secrets come out in: wiped when it goes.
pub use zeroize::{Zeroize, Zeroizing};
