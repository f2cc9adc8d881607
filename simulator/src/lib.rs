//! A stand-in for the admin port of a WildfireChat server, for development, demos and tests.
//!
//! In its community mode, on fresh data, it answers as the real server was seen to; `tests/replay.rs` holds it to
//! that, byte for byte. What goes wrong goes wrong on request: [`Fault`]s are named inputs. `docs/SIMULATOR.md` lists
//! them, and every known difference from the real server.
//!
//! Reading order: `options` says which server to be, `route` which calls there are, `dispatch` the steps from a
//! request to its reply; each file of `operation` is one call. `gson` reads bodies as leniently as the real server's
//! parser and complains in its words; `control` is the tests' remote control.

mod blocked;
mod clock;
mod control;
mod demo;
mod demo_people;
mod dispatch;
mod fault;
mod files;
mod gson;
mod habits;
mod journal;
mod named;
mod operation;
mod options;
mod people;
mod rate;
mod reply;
mod route;
mod rules;
mod server;
mod settings;
mod signature;
mod state;
mod user_settings;

pub use fault::Fault;
pub use habits::{FromTime, Habits, RowConversation, RowName, RowTime, Unset};
pub use named::UnknownName;
pub use options::{CLOCK_NAMES, Data, Dialect, Edition, Options, Refusal, parse_clock};
pub use server::Simulator;
