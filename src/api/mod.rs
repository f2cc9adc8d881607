//! The only code that fetches.
//!
//! A page asks for an operation ([`operations`]); [`client`] picks its wire form, passes the one [`guard`], signs,
//! sends ([`fetch`]), classifies ([`classify`]) and keeps the exchange without its secrets ([`redact`]).
//! [`verified`] is the way of every write: read, write, read back; [`change`] says what is behind a target.
//! [`file_text`] and [`config`] ask no IM server, and nobody's permit.

pub(crate) mod change;
pub(crate) mod classify;
pub(crate) mod client;
pub(crate) mod config;
pub(crate) mod csp;
pub(crate) mod curl;
pub(crate) mod doctor;
mod fetch;
pub(crate) mod file_text;
mod guard;
pub(crate) mod names;
pub(crate) mod operations;
pub(crate) mod redact;
pub(crate) mod verified;

pub(crate) use client::{Client, Leave, Reading};
pub(crate) use guard::{is_harmless, reads};
