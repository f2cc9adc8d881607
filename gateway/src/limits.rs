//! How much and how long: every bound of the gateway in one place.

use std::time::Duration;

/// Sizes in bytes. The defaults are the product's; tests make them small.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// A request's body. The largest real one, a robot with all its fields, is far below.
    pub request_body_bytes: usize,
    /// A request's header names and values together.
    pub request_header_bytes: usize,
    /// An upstream's body.
    pub answer_body_bytes: usize,
    /// From the first byte of a connection, or the end of the previous request, to the end of the headers; and again
    /// from there to the end of the body.
    pub request_time: Duration,
    /// From the name's resolution to the last byte of the answer. Shorter than the dashboard's own 15 s, so that it
    /// is the gateway that can say at which step the time ran out.
    pub answer_time: Duration,
    /// How long requests in flight may take to finish once the process was asked to stop.
    pub shutdown_time: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            request_body_bytes: 1024 * 1024,
            request_header_bytes: 16 * 1024,
            answer_body_bytes: 32 * 1024 * 1024,
            request_time: Duration::from_secs(10),
            answer_time: Duration::from_secs(10),
            shutdown_time: Duration::from_secs(5),
        }
    }
}

/// What hyper buffers of a message's head. A request's head beyond it gets hyper's own bare 431; between
/// [`Limits::request_header_bytes`] and this the gateway can still explain itself.
pub(crate) const HEAD_BUFFER_BYTES: usize = 64 * 1024;

/// The header lines that a message may have.
pub(crate) const HEAD_LINES: usize = 100;
