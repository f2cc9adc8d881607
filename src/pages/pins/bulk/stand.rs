//! How one pasted line stands: what the server holds, and what a write came to.

use firetower_protocol::{Code, TimestampMs};

use crate::api::change::Changed;
use crate::api::verified::{Act, Ending};
use crate::error::{ApiError, Kind};
use crate::pages::pins::looked::is_pinned;
use crate::state::journal::Entry;

/// What is known of a line's pin.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Seen {
    NotRead,
    Reading,
    Failed(ApiError),
    Read { pinned: bool },
    Writing { from: bool },
    Ended(Came),
}

/// What a write came to.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Came {
    /// The server holds it.
    Verified {
        pinned: bool,
        at: TimestampMs,
        answer_lost: bool,
    },
    /// Somebody else made it so before its turn; nothing was sent.
    Meanwhile {
        pinned: bool,
    },
    /// Nothing was written, and the server holds what it held.
    Refused {
        from: bool,
        error: ApiError,
    },
    NotWritten {
        from: bool,
        error: ApiError,
    },
    /// Accepted, and the server holds something else.
    Differs {
        pinned: bool,
    },
    /// Nobody knows: it must be read back before it is written again.
    Unknown {
        error: ApiError,
        entry: Box<Entry>,
        accepted: bool,
    },
}

impl Came {
    /// `from` is what was seen before.
    pub(super) fn of(changed: Changed, from: bool) -> Self {
        let read_back = changed.report.lines.iter().rev().find(|line| line.act == Act::ReadBack);
        let back = read_back.and_then(|line| line.done.as_ref());
        match changed.report.ending {
            Ending::Verified { answer_lost } => Self::Verified {
                pinned: back.map_or(!from, |done| is_pinned(&done.value)),
                at: back.map_or(TimestampMs(0), |done| done.time),
                answer_lost,
            },
            Ending::Conflict(found) => Self::Meanwhile { pinned: is_pinned(&found.value) },
            Ending::NotBegun(error) | Ending::Refused(error) => Self::Refused { from, error },
            Ending::NotWritten(error) => Self::NotWritten { from, error },
            Ending::Differs(found) => Self::Differs { pinned: is_pinned(&found) },
            Ending::Unverified(error) => Self::unknown(error, changed.entry, from, true),
            Ending::Unknown(error) => Self::unknown(error, changed.entry, from, false),
        }
    }

    /// What was sent is written down before it is sent; without an entry nothing was.
    fn unknown(error: ApiError, entry: Option<Entry>, from: bool, accepted: bool) -> Self {
        match entry {
            Some(entry) => Self::Unknown { error, entry: Box::new(entry), accepted },
            None => Self::Refused { from, error },
        }
    }

    fn pinned(&self) -> Option<bool> {
        match self {
            Self::Verified { pinned, .. } | Self::Meanwhile { pinned } | Self::Differs { pinned } => {
                Some(*pinned)
            }
            Self::Refused { from, .. } | Self::NotWritten { from, .. } => Some(*from),
            Self::Unknown { .. } => None,
        }
    }

    pub(super) fn error(&self) -> Option<&ApiError> {
        match self {
            Self::Refused { error, .. } | Self::NotWritten { error, .. } | Self::Unknown { error, .. } => {
                Some(error)
            }
            Self::Verified { .. } | Self::Meanwhile { .. } | Self::Differs { .. } => None,
        }
    }
}

/// What is to be done with a line, given what is wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stand {
    /// Read it first; also where reading failed.
    Unread,
    /// It is so already.
    Already,
    /// It will change.
    Will,
    UnderWay,
    /// It was changed, or found changed.
    Done,
    Failed,
    /// Read back first.
    Unknown,
}

impl Seen {
    /// Whether it is pinned, as far as that is known.
    pub(super) fn pinned(&self) -> Option<bool> {
        match self {
            Self::NotRead | Self::Reading | Self::Failed(_) => None,
            Self::Read { pinned } => Some(*pinned),
            Self::Writing { from } => Some(*from),
            Self::Ended(came) => came.pinned(),
        }
    }

    /// After the wish was turned round, what was done is where one starts from.
    pub(super) fn stand(&self, wanted: bool) -> Stand {
        match self {
            Self::NotRead | Self::Failed(_) => Stand::Unread,
            Self::Reading | Self::Writing { .. } => Stand::UnderWay,
            Self::Read { pinned } => Self::fresh(*pinned, wanted),
            Self::Ended(Came::Unknown { .. }) => Stand::Unknown,
            Self::Ended(Came::Verified { pinned, .. } | Came::Meanwhile { pinned }) => {
                if *pinned == wanted {
                    Stand::Done
                } else {
                    Stand::Will
                }
            }
            Self::Ended(Came::Differs { pinned }) => Self::again(*pinned, wanted),
            Self::Ended(Came::Refused { from, .. } | Came::NotWritten { from, .. }) => {
                Self::again(*from, wanted)
            }
        }
    }

    fn fresh(pinned: bool, wanted: bool) -> Stand {
        if pinned == wanted { Stand::Already } else { Stand::Will }
    }

    fn again(pinned: bool, wanted: bool) -> Stand {
        if pinned == wanted { Stand::Already } else { Stand::Failed }
    }
}

/// A failure that the next call would meet too.
pub(super) fn meets_all(error: &ApiError) -> bool {
    error.kind.is_unreachable()
        || error.kind.refuses_signature()
        || matches!(
            error.kind,
            Kind::NoSecret
                | Kind::NotOffered
                | Kind::NotThere { .. }
                | Kind::Server { code: Code::OverFrequency, .. }
        )
}

/// How many such failures in a row end the whole.
pub(super) const ENOUGH: u32 = 3;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::api::Reading;
    use crate::api::change::pin_record;
    use crate::api::verified::{Done, Line, Report};
    use crate::state::change::Target;
    use crate::state::journal::Outcome;

    fn error() -> ApiError {
        ApiError { kind: Kind::Unreachable, host: String::new(), writes: true, exchange: None }
    }

    fn came(ending: Ending<Option<crate::state::change::Record>>) -> Came {
        let done = Done { value: Some(pin_record(true)), time: TimestampMs(7), took_ms: 1 };
        let lines = vec![Line { act: Act::ReadBack, done: Some(done) }];
        let entry = Entry {
            id: "im/1".to_owned(),
            at: TimestampMs(6),
            name: "IM".to_owned(),
            address: "/im".to_owned(),
            target: Target::Raw { path: String::new() },
            before: None,
            after: None,
            found: None,
            outcome: Outcome::Unknown,
            rotated: false,
            is_undo: false,
        };
        Came::of(Changed { report: Report { lines, ending }, entry: Some(entry), sent: None }, false)
    }

    #[test]
    fn what_was_read_decides_what_is_to_be_done() {
        let read = |pinned| Seen::Read { pinned };
        assert_eq!((read(true).stand(true), read(false).stand(true)), (Stand::Already, Stand::Will));
        assert_eq!((read(true).stand(false), read(false).stand(false)), (Stand::Will, Stand::Already));
        assert_eq!(Seen::Failed(error()).stand(true), Stand::Unread);
    }

    #[test]
    fn what_a_write_came_to_decides_what_comes_next() {
        let reading =
            Reading { value: Some(pin_record(true)), time: TimestampMs(7), took_ms: 1, exchange: 1 };
        for (ending, stand, turned) in [
            (Ending::Verified { answer_lost: false }, Stand::Done, Stand::Will),
            (Ending::Conflict(reading), Stand::Done, Stand::Will),
            (Ending::Refused(error()), Stand::Failed, Stand::Already),
            (Ending::NotBegun(error()), Stand::Failed, Stand::Already),
            (Ending::NotWritten(error()), Stand::Failed, Stand::Already),
            (Ending::Differs(Some(pin_record(false))), Stand::Failed, Stand::Already),
            (Ending::Unverified(error()), Stand::Unknown, Stand::Unknown),
            (Ending::Unknown(error()), Stand::Unknown, Stand::Unknown),
        ] {
            let seen = Seen::Ended(came(ending));
            assert_eq!((seen.stand(true), seen.stand(false)), (stand, turned), "{seen:?}");
        }
    }

    #[test]
    fn only_what_the_next_call_would_meet_too_ends_the_whole() {
        let of = |kind| ApiError { kind, ..error() };
        assert!(meets_all(&of(Kind::Unreachable)));
        assert!(meets_all(&of(Kind::Server { code: Code::OverFrequency, msg: String::new() })));
        assert!(!meets_all(&of(Kind::Server { code: Code::InvalidParameter, msg: String::new() })));
    }
}
