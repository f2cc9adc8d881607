//! XChaCha20-Poly1305, whose nonces are long enough to be drawn at random.

use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{Key, XChaCha20Poly1305, XNonce};
use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

use crate::chance::{Chance, NoChance, draw};

/// A sealed text with its nonce, both in hexadecimal digits.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Box {
    nonce: String,
    sealed: String,
}

pub(crate) fn seal(key: &[u8; 32], text: &[u8], bound: &[u8], chance: Chance<'_>) -> Result<Box, NoChance> {
    let nonce = draw::<24>(chance)?;
    let sealed = cipher(key)
        .encrypt(&XNonce::from(nonce), Payload { msg: text, aad: bound })
        // It fails for texts of 256 GiB alone.
        .map_err(|_| NoChance)?;
    Ok(Box { nonce: hex::encode(nonce), sealed: hex::encode(sealed) })
}

impl Box {
    /// Nothing where any byte of it, or of what it is bound to, is another.
    pub(crate) fn open(&self, key: &[u8; 32], bound: &[u8]) -> Option<Zeroizing<Vec<u8>>> {
        let nonce: [u8; 24] = bytes(&self.nonce)?;
        let sealed = hex::decode(&self.sealed).ok()?;
        let payload = Payload { msg: &sealed, aad: bound };
        cipher(key).decrypt(&XNonce::from(nonce), payload).ok().map(Zeroizing::new)
    }

    pub(crate) fn parts(&self) -> [&str; 2] {
        [&self.nonce, &self.sealed]
    }
}

/// Tells an accident from a wrong passphrase. It stops nobody who changes the vault on purpose: its key is no secret.
pub(crate) fn checksum(of: &[u8]) -> String {
    let tag = cipher(&[0; 32]).encrypt(&XNonce::from([0; 24]), Payload { msg: b"", aad: of });
    tag.map(hex::encode).unwrap_or_default()
}

pub(crate) fn bytes<const N: usize>(hex_digits: &str) -> Option<[u8; N]> {
    hex::decode(hex_digits).ok()?.try_into().ok()
}

fn cipher(key: &[u8; 32]) -> XChaCha20Poly1305 {
    XChaCha20Poly1305::new(&Key::from(*key))
}
