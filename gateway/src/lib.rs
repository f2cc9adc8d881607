//! The gateway: one origin that serves the dashboard and passes its requests on to IM servers.
//!
//! A browser can't call an IM server's admin port directly, because that port sends no CORS header. So the dashboard's
//! origin forwards `/im/<upstream>/admin/**`, and it does so as data: nothing that an upstream answers can run, set a
//! cookie, navigate or ask for a password on that origin.
//!
//! Reading order: [`gateway`] is the fork between the two halves, [`dashboard`] serves files, [`forward`] asks
//! upstreams, [`host`] guards both, [`server`] accepts connections, [`command`] is what the binary's subcommands do.

pub mod body;
pub mod cli;
pub mod command;
pub mod dashboard;
pub mod forward;
pub mod gateway;
pub mod host;
pub mod limits;
pub mod log;
mod origin;
pub mod server;

pub use gateway::Gateway;
pub use limits::Limits;
