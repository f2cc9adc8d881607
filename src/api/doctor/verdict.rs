//! What the check looks at, in order, and what each step can come to.

use firetower_protocol::gateway::Failure;
use firetower_protocol::{Edition, TimestampMs};

pub(crate) use super::kept::Standing;
use crate::error::ApiError;

/// The steps, in the order in which they are taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Step {
    Address,
    Mixed,
    Policy,
    Reach,
    Cors,
    Who,
    Server,
    ProxyClock,
    Signature,
    DefaultSecret,
    TimeCheck,
    Edition,
    Operations,
}

impl Step {
    pub(crate) const ALL: [Self; 13] = [
        Self::Address,
        Self::Mixed,
        Self::Policy,
        Self::Reach,
        Self::Cors,
        Self::Who,
        Self::Server,
        Self::ProxyClock,
        Self::Signature,
        Self::DefaultSecret,
        Self::TimeCheck,
        Self::Edition,
        Self::Operations,
    ];

    /// Counted from 1.
    pub(crate) fn number(self) -> usize {
        Self::ALL.iter().position(|step| *step == self).unwrap_or_default() + 1
    }
}

/// What one request, or the browser itself, showed. It holds no secret and no signature.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Evidence {
    /// A request and what came back.
    Asked {
        line: String,
        how: How,
        came: Came,
    },
    /// Nothing was sent: where the page came from, and what it was to ask.
    Addresses {
        page: String,
        asked: String,
    },
    /// The page's policy blocked it.
    Blocked {
        directive: String,
        uri: String,
    },
    /// The state of one of the browser's permissions.
    Permission {
        name: &'static str,
        state: String,
    },
    Offline,
}

impl Evidence {
    /// It came to a redirect.
    pub(super) fn redirected(self) -> Self {
        match self {
            Self::Asked { line, how, .. } => Self::Asked { line, how, came: Came::Redirect },
            other => other,
        }
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum How {
    Plain,
    NoCors,
    /// With these headers of the API's own, and no signature in them.
    Headers(Vec<&'static str>),
    Signed,
    /// With a time of long ago.
    SignedOld,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Came {
    /// The status, and the beginning of what it says.
    Answer {
        status: u16,
        text: String,
    },
    /// Somebody answered, and nobody may read it.
    Unread,
    Redirect,
    Nothing,
    TimedOut {
        after_ms: u32,
    },
}

/// What a step that did not fail found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Fact {
    Address(String),
    AdminPort(String),
    BothHttps,
    SameOrigin,
    PageOverHttp,
    /// Everybody on the way reads what is sent there.
    PlainHttp,
    Loopback,
    PolicyOwn,
    PolicyAllows(String),
    Answered {
        by: Option<String>,
        status: u16,
    },
    AnsweredUnread,
    AnsweredRedirect,
    NoCorsNeeded,
    CorsAllowed(String),
    CorsReadable(String),
    /// Health may be read, and what the API refuses may not.
    CorsOnErrors(String),
    ImBehind(Option<String>),
    Nodes(usize),
    Refuses(i32),
    /// By how many milliseconds the proxy's clock is ahead of this one.
    Clock(i64),
    ClockHidden,
    Signed,
    SecretOwn,
    SecretShipped,
    OldRefused,
    OldAccepted,
    /// Three hours are too few to be old for the server, thirty days are not: this clock is ahead.
    OldFast,
    OldUnclear,
    /// Old ones are refused, and this is how the correction that is kept stands.
    Corrected(Standing),
    Edition(Edition, Option<String>),
    Operations(Offers),
}

/// How many read operations are answered in which form.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Offers {
    pub(crate) documented: usize,
    pub(crate) sdk: usize,
    pub(crate) missing: usize,
    pub(crate) unclear: usize,
}

/// Why a step failed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Trouble {
    Address,
    Mixed,
    Policy {
        origin: String,
        directive: String,
    },
    Offline,
    Unreachable {
        host: String,
        /// The browser's permission for the local network, where it is not granted.
        local: Option<String>,
    },
    /// It answers under the other scheme. `upstream`: it is the proxy's target that has the wrong one.
    Scheme {
        host: String,
        given: &'static str,
        works: &'static str,
        upstream: bool,
    },
    TimedOut {
        host: String,
        after_ms: u32,
        /// As of [`Trouble::Unreachable`]: who is asked for it may not have answered.
        local: Option<String>,
    },
    /// The gateway says so itself.
    Gateway {
        failure: Failure,
        upstream: String,
        message: String,
    },
    /// Nothing may be read there: one of a class that no script can tell apart.
    Cors {
        host: String,
    },
    AdminPort {
        host: String,
    },
    /// These headers are not allowed, while others are.
    CorsHeaders {
        missing: Vec<&'static str>,
    },
    Preflight,
    /// What was signed may not be read. `accepted`: in its other form it may, so that the secret is right.
    CorsOnErrors {
        accepted: bool,
    },
    Redirect,
    ProxyAuth,
    Forbidden,
    OwnPage,
    Portal {
        status: u16,
    },
    WrongPath {
        status: u16,
    },
    BadGateway {
        status: u16,
    },
    Empty,
    Odd {
        status: u16,
    },
    NotIm,
    NoPath {
        status: u16,
    },
    NoSecret,
    HeadersLost,
    Expired,
    WrongSecret,
    /// Refused without a reason.
    Refused401,
    /// As typed it was refused, and accepted with other blanks around it. `server`: it is the server's that has one more.
    Spaces {
        server: bool,
    },
    /// Health is forwarded, and the API is not.
    Half,
    /// What the rest of the dashboard has words for.
    Api(ApiError),
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Outcome {
    Passed(Fact),
    /// Worth knowing, and never a tick.
    Hint(Fact),
    Warned(Fact),
    Failed(Trouble),
}

impl Outcome {
    pub(crate) fn failed(&self) -> Option<&Trouble> {
        match self {
            Self::Failed(trouble) => Some(trouble),
            _ => None,
        }
    }
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Line {
    pub(crate) step: Step,
    pub(crate) outcome: Outcome,
    pub(crate) took_ms: Option<u32>,
    pub(crate) evidence: Vec<Evidence>,
}

/// The steps that were taken, the last of which may have failed.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Report {
    pub(crate) lines: Vec<Line>,
    /// When it ended.
    pub(crate) time: TimestampMs,
}

impl Report {
    pub(crate) fn failed(&self) -> Option<(&Line, &Trouble)> {
        let line = self.lines.last()?;
        line.outcome.failed().map(|trouble| (line, trouble))
    }

    pub(crate) fn warnings(&self) -> usize {
        self.lines.iter().filter(|line| matches!(line.outcome, Outcome::Warned(_))).count()
    }
}
