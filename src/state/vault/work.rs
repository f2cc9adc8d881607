//! Sealing and opening, over what is stored at that moment. It lies in the module of the pages that come later.
//!
//! Each function that stores reads, works and writes without a pause, so that tabs keep each other's secrets. Only a key is
//! derived apart from storing: that takes longer, and what other tabs store meanwhile is seen in a later task alone.

use firetower_vault::{Cost, DataKey, Label, NoChance, NotOpened, Sealed, Tampered, Unreadable, Zeroizing};
use leptos::prelude::window;

use super::{KEY, Trouble, Which};
use crate::later::{NotLoaded, later};
use crate::state::storage;

pub(super) struct Opened {
    pub(super) key: DataKey,
    /// Of connections; those of robots are given out one by one when they are asked for.
    pub(super) secrets: Vec<(Label, Zeroizing<String>)>,
    pub(super) tampered: Vec<Label>,
}

/// A vault under a new passphrase, which is not stored yet.
pub(super) struct Made {
    /// In the place of what.
    before: Option<Sealed>,
    sealed: Sealed,
    key: DataKey,
}

#[derive(Clone, Copy)]
pub(super) struct Work {
    pub(super) create: fn(&str) -> Result<Made, Trouble>,
    pub(super) open: fn(&str) -> Result<Opened, Trouble>,
    pub(super) again: fn(DataKey) -> Result<Opened, Trouble>,
    pub(super) put: fn(DataKey, Label, &Zeroizing<String>) -> Result<Opened, Trouble>,
    pub(super) read: fn(DataKey, &Label) -> Result<Zeroizing<String>, Trouble>,
    pub(super) forget: fn(&Which) -> Result<(), Trouble>,
    pub(super) rename: fn(DataKey, &str, &str) -> Result<Opened, Trouble>,
    pub(super) change: fn(&str, &str) -> Result<Made, Trouble>,
    /// In a later task than what made it.
    pub(super) store: fn(Made) -> Result<Opened, Trouble>,
}

later! {
    pub(super) async fn load() -> Result<Work, NotLoaded> = more::vault_work {
        Ok(Work { create, open, again, put, read, forget, rename, change, store: store_made })
    }
}

fn create(passphrase: &str) -> Result<Made, Trouble> {
    if storage::read(KEY).is_some() {
        return Err(Trouble::AlreadyThere);
    }
    let (sealed, key) = Sealed::create(passphrase, Cost::USUAL, &mut chance).map_err(not_opened)?;
    Ok(Made { before: None, sealed, key })
}

/// Unless another tab stored something meanwhile, which must not be lost.
fn store_made(made: Made) -> Result<Opened, Trouble> {
    match (storage::read(KEY), &made.before) {
        (None, None) => {}
        (Some(_), None) => return Err(Trouble::AlreadyThere),
        (_, Some(before)) if sealed()? == *before => {}
        (_, Some(_)) => return Err(Trouble::Gone),
    }
    store(&made.sealed)?;
    Ok(opened(&made.sealed, made.key))
}

fn open(passphrase: &str) -> Result<Opened, Trouble> {
    let sealed = sealed()?;
    let key = sealed.open(passphrase).map_err(not_opened)?;
    Ok(opened(&sealed, key))
}

fn again(key: DataKey) -> Result<Opened, Trouble> {
    let sealed = sealed_of(&key)?;
    Ok(opened(&sealed, key))
}

fn put(key: DataKey, label: Label, secret: &Zeroizing<String>) -> Result<Opened, Trouble> {
    let mut sealed = sealed_of(&key)?;
    sealed.put(&key, label, secret, &mut chance).map_err(|NoChance| Trouble::NoChance)?;
    store(&sealed)?;
    Ok(opened(&sealed, key))
}

fn read(key: DataKey, label: &Label) -> Result<Zeroizing<String>, Trouble> {
    match sealed_of(&key)?.get(&key, label) {
        Ok(Some(secret)) => Ok(secret),
        Ok(None) => Err(Trouble::Gone),
        Err(Tampered) => Err(Trouble::Tampered),
    }
}

fn forget(which: &Which) -> Result<(), Trouble> {
    let mut sealed = sealed()?;
    sealed.forget(|label| match which {
        Which::One(one) => label == one,
        Which::OfConnection(slug) => label.slug() == slug,
    });
    store(&sealed)
}

fn rename(key: DataKey, before: &str, after: &str) -> Result<Opened, Trouble> {
    let mut sealed = sealed_of(&key)?;
    sealed.rename(&key, before, after, &mut chance).map_err(|NoChance| Trouble::NoChance)?;
    store(&sealed)?;
    Ok(opened(&sealed, key))
}

fn change(now: &str, new: &str) -> Result<Made, Trouble> {
    let before = sealed()?;
    let key = before.open(now).map_err(not_opened)?;
    let (sealed, key, left_out) =
        before.with_passphrase(&key, new, Cost::USUAL, &mut chance).map_err(not_opened)?;
    // They would be gone with the old key.
    if left_out > 0 {
        return Err(Trouble::SomeTampered);
    }
    Ok(Made { before: Some(before), sealed, key })
}

fn opened(sealed: &Sealed, key: DataKey) -> Opened {
    let (mut secrets, mut tampered) = (Vec::new(), Vec::new());
    for label in sealed.labels() {
        match sealed.get(&key, label) {
            Ok(Some(secret)) if matches!(label, Label::Connection { .. }) => {
                secrets.push((label.clone(), secret));
            }
            Ok(_) => {}
            Err(Tampered) => tampered.push(label.clone()),
        }
    }
    Opened { key, secrets, tampered }
}

fn sealed() -> Result<Sealed, Trouble> {
    let text = storage::read(KEY).ok_or(Trouble::Gone)?;
    Sealed::read(&text).map_err(|unreadable| match unreadable {
        Unreadable::Damaged => Trouble::Damaged,
        Unreadable::Newer(_) => Trouble::Newer,
    })
}

fn sealed_of(key: &DataKey) -> Result<Sealed, Trouble> {
    let sealed = sealed()?;
    if sealed.is_opened_by(key) { Ok(sealed) } else { Err(Trouble::Gone) }
}

fn store(sealed: &Sealed) -> Result<(), Trouble> {
    if storage::write(KEY, &sealed.text()) { Ok(()) } else { Err(Trouble::NotStored) }
}

fn not_opened(why: NotOpened) -> Trouble {
    match why {
        NotOpened::WrongPassphrase => Trouble::WrongPassphrase,
        NotOpened::NoMemory => Trouble::NoMemory,
        NotOpened::NoChance => Trouble::NoChance,
    }
}

/// The browser's generator, which is there on plain http too.
fn chance(bytes: &mut [u8]) -> bool {
    window().crypto().is_ok_and(|crypto| crypto.get_random_values_with_u8_array(bytes).is_ok())
}
