//! From a passphrase to a key: Argon2id.

use argon2::{Algorithm, Argon2, Params, Version};
use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

use crate::unreadable::NotOpened;

/// What the derivation costs, in the units of Argon2.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cost {
    pub memory_kib: u32,
    pub passes: u32,
    pub lanes: u32,
}

impl Cost {
    /// More than OWASP's least (19 MiB in 2 passes, or 46 MiB in 1): 46 MiB in 2 passes.
    pub const USUAL: Self = Self { memory_kib: 47_104, passes: 2, lanes: 1 };

    /// A file that asks for less protects nothing, one that asks for more would take the tab's memory or hours.
    pub(crate) fn is_sensible(self) -> bool {
        (8 * 1024..=256 * 1024).contains(&self.memory_kib)
            && (1..=16).contains(&self.passes)
            && (1..=4).contains(&self.lanes)
    }
}

pub(crate) fn derive(
    passphrase: &str,
    salt: &[u8; 16],
    cost: Cost,
) -> Result<Zeroizing<[u8; 32]>, NotOpened> {
    let params = Params::new(cost.memory_kib, cost.passes, cost.lanes, Some(32));
    let argon = Argon2::new(Algorithm::Argon2id, Version::V0x13, params.map_err(|_| NotOpened::NoMemory)?);
    let mut key = Zeroizing::new([0_u8; 32]);
    argon
        .hash_password_into(passphrase.as_bytes(), salt, key.as_mut_slice())
        .map_err(|_| NotOpened::NoMemory)?;
    Ok(key)
}
