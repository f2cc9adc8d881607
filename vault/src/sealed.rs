//! The vault as it is stored, and what a passphrase makes of it.

use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

use crate::chance::{Chance, NoChance, draw};
use crate::kdf::{Cost, derive};
use crate::label::Label;
use crate::seal::{Box, bytes, checksum, seal};
use crate::unreadable::{NotOpened, Tampered, Unreadable};

const VERSION: u32 = 1;

/// The key of the secrets while the vault is open. It neither prints nor serializes, and is wiped when it goes.
#[derive(Clone)]
pub struct DataKey {
    key: Zeroizing<[u8; 32]>,
    /// The head that it came from: a vault whose passphrase was changed elsewhere has another key.
    head: Vec<u8>,
}

impl std::fmt::Debug for DataKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("DataKey(not shown)")
    }
}

/// A vault that is closed: labels can be read, secrets can't.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sealed {
    version: u32,
    kdf: String,
    cost: Cost,
    salt: String,
    key: Box,
    /// Over all above.
    check: String,
    entries: Vec<Entry>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Entry {
    of: Label,
    secret: Box,
}

/// Alone in reading a version before anything else is asked of the text.
#[derive(Deserialize)]
struct Version {
    version: u32,
}

impl Sealed {
    /// A new vault without secrets, and its key.
    ///
    /// # Errors
    /// [`NotOpened::NoMemory`] and [`NotOpened::NoChance`]: nothing was made.
    pub fn create(passphrase: &str, cost: Cost, chance: Chance<'_>) -> Result<(Self, DataKey), NotOpened> {
        let salt = draw::<16>(chance)?;
        let data_key = Zeroizing::new(draw::<32>(chance)?);
        let wrapping = derive(passphrase, &salt, cost)?;
        let salt = hex::encode(salt);
        let bound = head(VERSION, "argon2id", cost, &salt);
        let key = seal(&wrapping, data_key.as_slice(), &bound, chance)?;
        let mut made = Self {
            version: VERSION,
            kdf: "argon2id".to_owned(),
            cost,
            salt,
            key,
            check: String::new(),
            entries: Vec::new(),
        };
        made.check = checksum(&made.whole_head());
        let head = made.whole_head();
        Ok((made, DataKey { key: data_key, head }))
    }

    /// From its stored text.
    ///
    /// # Errors
    /// [`Unreadable`], and the text should stay where it is.
    pub fn read(text: &str) -> Result<Self, Unreadable> {
        let value: serde_json::Value = serde_json::from_str(text).map_err(|_| Unreadable::Damaged)?;
        let Version { version } = Version::deserialize(&value).map_err(|_| Unreadable::Damaged)?;
        if version > VERSION {
            return Err(Unreadable::Newer(version));
        }
        let read: Self = serde_json::from_value(value).map_err(|_| Unreadable::Damaged)?;
        let is_whole = read.version == VERSION
            && read.kdf == "argon2id"
            && read.cost.is_sensible()
            && read.check == checksum(&read.whole_head());
        if is_whole { Ok(read) } else { Err(Unreadable::Damaged) }
    }

    /// For storing.
    #[must_use]
    pub fn text(&self) -> String {
        // Texts and numbers alone: it does not fail.
        serde_json::to_string(self).unwrap_or_default()
    }

    /// # Errors
    /// [`NotOpened`].
    pub fn open(&self, passphrase: &str) -> Result<DataKey, NotOpened> {
        let salt = bytes(&self.salt).ok_or(NotOpened::WrongPassphrase)?;
        let wrapping = derive(passphrase, &salt, self.cost)?;
        let bound = head(self.version, &self.kdf, self.cost, &self.salt);
        let opened = self.key.open(&wrapping, &bound).ok_or(NotOpened::WrongPassphrase)?;
        let key: [u8; 32] = opened.as_slice().try_into().map_err(|_| NotOpened::WrongPassphrase)?;
        Ok(DataKey { key: Zeroizing::new(key), head: self.whole_head() })
    }

    /// Whether this is still the vault that the key is of.
    #[must_use]
    pub fn is_opened_by(&self, key: &DataKey) -> bool {
        key.head == self.whole_head()
    }

    /// What it holds, in the order in which it was put in.
    pub fn labels(&self) -> impl Iterator<Item = &Label> {
        self.entries.iter().map(|entry| &entry.of)
    }

    /// The secret of exactly this label; `None` where it holds none.
    ///
    /// # Errors
    /// [`Tampered`], for this one alone.
    pub fn get(&self, key: &DataKey, label: &Label) -> Result<Option<Zeroizing<String>>, Tampered> {
        let Some(entry) = self.entries.iter().find(|entry| entry.of == *label) else { return Ok(None) };
        let opened = entry.secret.open(&key.key, &label.bound(self.version)).ok_or(Tampered)?;
        let text = String::from_utf8(opened.to_vec()).map_err(|_| Tampered)?;
        Ok(Some(Zeroizing::new(text)))
    }

    /// Puts a secret in, in the place of one of the same label. A connection has one: that of an earlier address goes.
    ///
    /// # Errors
    /// [`NoChance`], and nothing changes.
    pub fn put(
        &mut self,
        key: &DataKey,
        label: Label,
        secret: &str,
        chance: Chance<'_>,
    ) -> Result<(), NoChance> {
        let sealed = seal(&key.key, secret.as_bytes(), &label.bound(self.version), chance)?;
        self.entries.retain(|entry| !entry.of.is_in_the_place_of(&label));
        self.entries.push(Entry { of: label, secret: sealed });
        Ok(())
    }

    /// Moves all of one connection's to another name, at their addresses. What is there under that name is newer and
    /// stays. What does not open stays under the name before, where it can be seen.
    ///
    /// # Errors
    /// [`NoChance`], and nothing changes.
    pub fn rename(
        &mut self,
        key: &DataKey,
        before: &str,
        after: &str,
        chance: Chance<'_>,
    ) -> Result<(), NoChance> {
        let mut renamed = self.clone();
        for label in self.labels().filter(|label| label.slug() == before) {
            let Ok(Some(secret)) = self.get(key, label) else { continue };
            let new = label.of_connection(after);
            if !self.labels().any(|known| known.is_in_the_place_of(&new)) {
                renamed.put(key, new, &secret, chance)?;
            }
            renamed.forget(|known| known == label);
        }
        *self = renamed;
        Ok(())
    }

    /// Takes out all that `which` names.
    pub fn forget(&mut self, mut which: impl FnMut(&Label) -> bool) {
        self.entries.retain(|entry| !which(&entry.of));
    }

    /// The same secrets under another passphrase, with a new data key. What does not open any more is kept out and
    /// counted.
    ///
    /// # Errors
    /// [`NotOpened`], and nothing changes.
    pub fn with_passphrase(
        &self,
        key: &DataKey,
        passphrase: &str,
        cost: Cost,
        chance: Chance<'_>,
    ) -> Result<(Self, DataKey, usize), NotOpened> {
        let (mut made, new_key) = Self::create(passphrase, cost, chance)?;
        let mut lost = 0;
        for label in self.labels() {
            match self.get(key, label) {
                Ok(Some(secret)) => made.put(&new_key, label.clone(), &secret, chance)?,
                Ok(None) | Err(Tampered) => lost += 1,
            }
        }
        Ok((made, new_key, lost))
    }

    fn whole_head(&self) -> Vec<u8> {
        let mut whole = head(self.version, &self.kdf, self.cost, &self.salt);
        for part in self.key.parts() {
            whole.push(b'\n');
            whole.extend(part.bytes());
        }
        whole
    }
}

/// What the wrapped key is bound to, so that nobody lowers the cost of guessing.
fn head(version: u32, kdf: &str, cost: Cost, salt: &str) -> Vec<u8> {
    let Cost { memory_kib, passes, lanes } = cost;
    format!("firetower vault {version}\n{kdf} 19 {memory_kib} {passes} {lanes}\n{salt}").into_bytes()
}
