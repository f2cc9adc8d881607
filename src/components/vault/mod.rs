//! The vault's forms: opening it, and keeping a secret in it where one is typed.
//!
//! They lie in the module of the pages that come later, as the crypto does, and are loaded with it.

mod awaited;
mod fields;
mod keep;
mod offer;
mod open;
mod part;

pub(crate) use awaited::awaited;
pub(crate) use fields::{Fresh, fresh_fields, passphrase_field};
pub(crate) use keep::Keep;
pub(crate) use offer::offer;
pub(crate) use open::{open_form, tr_trouble};
