//! Sealing and opening, over what is stored at that moment. It lies in the module of the pages that come later.
//!
//! Each function that stores reads, works and writes without a pause, so that tabs keep each other's secrets. Only a key is
//! derived apart from storing: that takes longer, and what other tabs store meanwhile is seen in a later task alone.

use firetower_vault::{Cost, DataKey, Label, NoChance, NotOpened, Sealed, Tampered, Unreadable, Zeroizing};
use leptos::prelude::window;

use super::moves::{self, Move};
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
    pub(super) change: fn(&str, &str) -> Result<Made, Trouble>,
    /// In a later task than what made it.
    pub(super) store: fn(Made) -> Result<Opened, Trouble>,
}

later! {
    pub(super) async fn load() -> Result<Work, NotLoaded> = more::vault_work {
        Ok(Work { create, open, again, put, read, forget, change, store: store_made })
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
        // What was noted was of a vault that is gone.
        (None, None) => storage::remove(moves::KEY),
        (Some(_), None) => return Err(Trouble::AlreadyThere),
        (_, Some(before)) if sealed()? == *before => {}
        (_, Some(_)) => return Err(Trouble::Gone),
    }
    store(&made.sealed)?;
    Ok(settled(made.sealed, made.key))
}

fn open(passphrase: &str) -> Result<Opened, Trouble> {
    let sealed = sealed()?;
    let key = sealed.open(passphrase).map_err(not_opened)?;
    Ok(settled(sealed, key))
}

fn again(key: DataKey) -> Result<Opened, Trouble> {
    Ok(settled(sealed_of(&key)?, key))
}

fn put(key: DataKey, label: Label, secret: &Zeroizing<String>) -> Result<Opened, Trouble> {
    let mut sealed = sealed_of(&key)?;
    // First: what is put in has its name from now on, and must not be taken along by who had it before.
    let moved = carry(&mut sealed, &key)?;
    sealed.put(&key, label, secret, &mut chance).map_err(|NoChance| Trouble::NoChance)?;
    store(&sealed)?;
    moves::done(&moved);
    Ok(opened(&sealed, key))
}

fn read(key: DataKey, label: &Label) -> Result<Zeroizing<String>, Trouble> {
    let mut sealed = sealed_of(&key)?;
    carry(&mut sealed, &key)?;
    match sealed.get(&key, label) {
        Ok(Some(secret)) => Ok(secret),
        Ok(None) => Err(Trouble::Gone),
        Err(Tampered) => Err(Trouble::Tampered),
    }
}

fn forget(which: &Which) -> Result<(), Trouble> {
    let mut sealed = sealed()?;
    let moves = moves::all();
    sealed.forget(|label| {
        let label = moves::now(label, &moves);
        match which {
            Which::One(one) => label == *one,
            Which::OfConnection(slug) => label.slug() == slug,
        }
    });
    store(&sealed)
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

/// Opened, with all that was renamed meanwhile under its name of now.
fn settled(mut sealed: Sealed, key: DataKey) -> Opened {
    // What can't be stored goes by its new name in this tab, and is tried again at the next opening. What can't be sealed
    // anew is only seen under the name before.
    if let Ok(moved) = carry(&mut sealed, &key)
        && !moved.is_empty()
        && store(&sealed).is_ok()
    {
        moves::done(&moved);
    }
    opened(&sealed, key)
}

/// Gives the secrets the names that are noted, which are given back: they are done once this is stored.
fn carry(sealed: &mut Sealed, key: &DataKey) -> Result<Vec<Move>, Trouble> {
    let moves = moves::all();
    for (from, to) in &moves {
        sealed.rename(key, from, to, &mut chance).map_err(|NoChance| Trouble::NoChance)?;
    }
    Ok(moves)
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
