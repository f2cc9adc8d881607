//! The WildfireChat Admin API as data.
//!
//! Everything here is pure: no I/O, no clock, no randomness (both are passed in), so that the dashboard in WASM
//! and the simulator on the machine share one description of the wire. The two sides could be wrong together;
//! `tests/` therefore compares with vectors copied from the vendor's document and from a real server (`golden/`).
//!
//! Reading order: [`endpoint`] says what one HTTP call is, [`operation`] what a page asks for and in which
//! [`WireForm`]s, [`capability`] which of them a server answers, [`envelope`] how an answer is opened.

pub mod address;
pub mod block;
pub mod capability;
pub mod catalogue;
pub mod code;
pub mod config;
pub mod conversation;
pub mod customer;
pub mod endpoint;
pub mod envelope;
pub mod file;
pub mod file_row;
pub mod file_url;
pub mod gateway;
pub mod health;
pub mod ids;
pub mod medium;
pub mod operation;
pub mod origin;
pub mod paging;
pub mod pretty;
pub mod robot;
pub mod sign;
pub mod system_setting;
pub mod user;
pub mod user_setting;

pub use capability::{Capability, CapabilityTable, Edition};
pub use code::Code;
pub use endpoint::{Call, Endpoint, Method};
pub use envelope::{DecodeError, Envelope};
pub use ids::{MessageUid, SettingId, TimestampMs, UserId};
pub use operation::{Operation, WireForm};
pub use sign::{Secret, Signature};
