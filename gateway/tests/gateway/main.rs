//! The gateway over real sockets: a raw client before it, raw and often nasty upstreams behind it.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test may stop at the first surprise"
)]

mod binary;
mod dashboard;
mod deploy;
mod failures;
mod forwarding;
mod hosts;
mod paths;
mod policies;
mod requests;
mod support;
mod untrusted;
