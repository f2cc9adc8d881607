//! One error for everything that can go wrong with a call, classified once, where it happened.
//!
//! [`Kind`] says which step failed; [`explain`] says in both languages what it means and what to do next.

mod explain;

use firetower_protocol::gateway::Failure;
use firetower_protocol::{Code, DecodeError};

/// The way of a request, step by step; an error names the one at which it ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Step {
    Firetower,
    Browser,
    Network,
    Cors,
    Proxy,
    Http,
    Decoding,
    Server,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// No secret in this tab; nothing was sent.
    NoSecret,
    /// The connection is read-only and the call would write, or hand out a key; nothing was sent.
    ReadOnly,
    /// Every form of the call was answered as an unknown path; nothing was sent again.
    NotOffered,
    /// A write whose read was not answered yet; nothing was sent.
    ReadFirst,
    /// A robot whose secret is not known, to be written without one: the server would invent another; nothing was sent.
    SecretUnknown,
    /// The page that asked was left; nobody waits for the answer.
    Left,
    /// An https page may not call an http address; nothing was sent.
    MixedContent {
        address: String,
    },
    /// The dashboard's own policy forbids the origin; nothing was sent.
    Csp {
        origin: String,
    },
    /// The browser has no network, found out when the call had failed.
    Offline,
    Unreachable,
    /// The address answers a request without CORS, and not one with it.
    Cors {
        origin: String,
    },
    TimedOut {
        after_ms: u32,
    },
    /// A redirect, which is never followed.
    Redirected,
    /// The gateway said so itself.
    Gateway {
        failure: Failure,
        upstream: String,
        message: String,
    },
    Unauthorized,
    Forbidden,
    /// 404, or 500 with an empty body: as the servers answer a path that they do not have.
    NotThere {
        status: u16,
    },
    /// HTTP 500 with a Java exception as text; its short name.
    Exception {
        name: String,
    },
    Html {
        status: u16,
    },
    Http {
        status: u16,
    },
    Decode(DecodeError),
    Server {
        code: Code,
        msg: String,
    },
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct ApiError {
    pub(crate) kind: Kind,
    /// The host that was called, for the words.
    pub(crate) host: String,
    /// The call would have changed something.
    pub(crate) writes: bool,
    /// Where the exchange is kept, if there was one.
    pub(crate) exchange: Option<u32>,
}

impl Kind {
    pub(crate) fn step(&self) -> Step {
        match self {
            Self::NoSecret
            | Self::ReadOnly
            | Self::NotOffered
            | Self::ReadFirst
            | Self::SecretUnknown
            | Self::Left => Step::Firetower,
            Self::MixedContent { .. } | Self::Csp { .. } | Self::Offline => Step::Browser,
            Self::Unreachable | Self::TimedOut { .. } => Step::Network,
            Self::Cors { .. } => Step::Cors,
            Self::Redirected | Self::Gateway { .. } | Self::Html { .. } | Self::Forbidden => Step::Proxy,
            Self::Unauthorized | Self::NotThere { .. } | Self::Http { .. } => Step::Http,
            Self::Decode(_) => Step::Decoding,
            Self::Exception { .. } | Self::Server { .. } => Step::Server,
        }
    }

    /// The signature was refused.
    pub(crate) fn refuses_signature(&self) -> bool {
        match self {
            Self::Server { code, .. } => code.refuses_signature(),
            Self::Unauthorized => true,
            _ => false,
        }
    }

    /// The IM server itself was not heard.
    pub(crate) fn is_unreachable(&self) -> bool {
        matches!(
            self,
            Self::MixedContent { .. }
                | Self::Csp { .. }
                | Self::Offline
                | Self::Unreachable
                | Self::Cors { .. }
                | Self::TimedOut { .. }
                | Self::Redirected
                | Self::Gateway { .. }
                | Self::Html { .. }
                | Self::Forbidden
        )
    }

    /// After a write: it may have taken effect all the same, so one must read back before trying again.
    pub(crate) fn leaves_outcome_unknown(&self) -> bool {
        match self {
            Self::NoSecret
            | Self::ReadOnly
            | Self::NotOffered
            | Self::ReadFirst
            | Self::SecretUnknown
            | Self::MixedContent { .. }
            | Self::Csp { .. }
            | Self::Unauthorized
            | Self::Forbidden => false,
            Self::Gateway { failure, .. } => matches!(
                failure,
                Failure::Timeout | Failure::Closed | Failure::NotHttp | Failure::AnswerTooLarge
            ),
            // 249: the server itself did not get an answer from within in time.
            Self::Server { code, .. } => *code == Code::Timeout,
            // Offline is noticed once the call failed, and it may have arrived before. And a write goes out only in the form in
            // which its read was answered, so an answer as to an unknown path says that something failed, not what.
            Self::Left
            | Self::Offline
            | Self::NotThere { .. }
            | Self::Unreachable
            | Self::Cors { .. }
            | Self::TimedOut { .. }
            | Self::Redirected
            | Self::Exception { .. }
            | Self::Html { .. }
            | Self::Http { .. }
            | Self::Decode(_) => true,
        }
    }
}

impl ApiError {
    pub(crate) fn leaves_outcome_unknown(&self) -> bool {
        self.writes && self.kind.leaves_outcome_unknown()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_may_have_arrived_counts_as_unknown() {
        for kind in [Kind::Offline, Kind::NotThere { status: 500 }, Kind::NotThere { status: 404 }] {
            let mut error = ApiError { kind, host: String::new(), writes: true, exchange: None };
            assert!(error.leaves_outcome_unknown(), "{:?}", error.kind);
            error.writes = false;
            assert!(!error.leaves_outcome_unknown());
        }
    }
}
