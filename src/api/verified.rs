//! The way of every write: read once more, compare, write, read back, say what is so.
//!
//! Nothing is believed: "success" counts only when the server holds what was meant, and an answer that was lost is
//! looked for on the server before anybody tries again.

use firetower_protocol::TimestampMs;

use super::client::Reading;
use crate::error::ApiError;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Act {
    Read,
    Write,
    ReadBack,
}

/// One line of a receipt.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Line<T> {
    pub(crate) act: Act,
    /// `None`: it failed.
    pub(crate) done: Option<Done<T>>,
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Done<T> {
    pub(crate) value: T,
    pub(crate) time: TimestampMs,
    pub(crate) took_ms: u32,
}

/// How a write ended.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Ending<T> {
    /// Nothing was sent: reading failed first.
    NotBegun(ApiError),
    /// Nothing was sent: the server holds something else than the admin saw.
    Conflict(Reading<T>),
    /// The server refused; nothing was stored.
    Refused(ApiError),
    /// The server holds what was meant. `answer_lost`: its answer to the write did not arrive.
    Verified { answer_lost: bool },
    /// The server accepted the write and holds something else.
    Differs(T),
    /// The answer was lost, and the server still holds what it held.
    NotWritten(ApiError),
    /// The write was accepted; reading it back failed.
    Unverified(ApiError),
    /// Neither the write nor the reading after it was answered.
    Unknown(ApiError),
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Report<T> {
    pub(crate) lines: Vec<Line<T>>,
    pub(crate) ending: Ending<T>,
}

/// `seen` is what the admin started from; `wanted` makes what is to be written of what was just read, so that what is
/// only kept is kept as it is now.
pub(crate) async fn verified<T: Clone + PartialEq>(
    seen: &T,
    wanted: impl Fn(&T) -> T,
    read: impl AsyncFn() -> Result<Reading<T>, ApiError>,
    write: impl AsyncFn(&T, &T) -> Result<Reading<()>, ApiError>,
) -> Report<T> {
    let mut lines = Vec::new();
    let before = match read().await {
        Ok(before) => before,
        Err(error) => {
            lines.push(Line { act: Act::Read, done: None });
            return Report { lines, ending: Ending::NotBegun(error) };
        }
    };
    lines.push(line(Act::Read, &before, before.value.clone()));
    if before.value != *seen {
        return Report { lines, ending: Ending::Conflict(before) };
    }
    let wanted = wanted(&before.value);
    let written = write(&before.value, &wanted).await;
    match &written {
        Ok(reading) => lines.push(line(Act::Write, reading, wanted.clone())),
        Err(_) => lines.push(Line { act: Act::Write, done: None }),
    }
    let lost = match written {
        Ok(_) => None,
        Err(error) if error.leaves_outcome_unknown() => Some(error),
        Err(error) => return Report { lines, ending: Ending::Refused(error) },
    };
    let back = read().await;
    match &back {
        Ok(reading) => lines.push(line(Act::ReadBack, reading, reading.value.clone())),
        Err(_) => lines.push(Line { act: Act::ReadBack, done: None }),
    }
    let ending = match (lost, back) {
        (lost, Ok(back)) if back.value == wanted => Ending::Verified { answer_lost: lost.is_some() },
        (None, Ok(back)) => Ending::Differs(back.value),
        (Some(error), Ok(back)) if back.value == before.value => Ending::NotWritten(error),
        (Some(_), Ok(back)) => Ending::Differs(back.value),
        (None, Err(error)) => Ending::Unverified(error),
        (Some(error), Err(_)) => Ending::Unknown(error),
    };
    Report { lines, ending }
}

fn line<A, T>(act: Act, reading: &Reading<A>, value: T) -> Line<T> {
    Line { act, done: Some(Done { value, time: reading.time, took_ms: reading.took_ms }) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::Kind;
    use firetower_protocol::Code;
    use std::cell::RefCell;
    use std::future::Future;
    use std::pin::pin;
    use std::task::{Context, Poll, Waker};

    /// The closures here never wait, so one poll is the whole run.
    fn now<T>(future: impl Future<Output = T>) -> T {
        match pin!(future).poll(&mut Context::from_waker(Waker::noop())) {
            Poll::Ready(value) => value,
            Poll::Pending => panic!("waited"),
        }
    }

    fn reading<T>(value: T) -> Reading<T> {
        Reading { value, time: TimestampMs(0), took_ms: 1, exchange: 1 }
    }

    fn error(kind: Kind) -> ApiError {
        ApiError { kind, host: String::new(), writes: true, exchange: None }
    }

    /// Runs a write of 2 over 1, with these answers to the two reads and this one to the write.
    fn run(reads: [Result<i32, Kind>; 2], written: Result<(), Kind>) -> (Ending<i32>, Vec<Act>) {
        let reads = RefCell::new(reads.into_iter());
        let report = now(verified(
            &1,
            |_| 2,
            async || {
                let next = reads.borrow_mut().next().unwrap();
                next.map(reading).map_err(error)
            },
            async |_, _| written.clone().map(reading).map_err(error),
        ));
        (report.ending, report.lines.iter().map(|line| line.act).collect())
    }

    const LOST: Kind = Kind::TimedOut { after_ms: 1 };

    #[test]
    fn only_what_is_read_back_is_verified() {
        assert_eq!(run([Ok(1), Ok(2)], Ok(())).0, Ending::Verified { answer_lost: false });
        assert_eq!(run([Ok(1), Ok(1)], Ok(())).0, Ending::Differs(1));
        assert_eq!(run([Ok(1), Ok(7)], Ok(())).0, Ending::Differs(7));
        assert_eq!(run([Ok(1), Err(LOST)], Ok(())).0, Ending::Unverified(error(LOST)));
    }

    #[test]
    fn a_lost_answer_is_looked_for() {
        assert_eq!(run([Ok(1), Ok(2)], Err(LOST)).0, Ending::Verified { answer_lost: true });
        assert_eq!(run([Ok(1), Ok(1)], Err(LOST)).0, Ending::NotWritten(error(LOST)));
        assert_eq!(run([Ok(1), Ok(9)], Err(LOST)).0, Ending::Differs(9));
        assert_eq!(run([Ok(1), Err(LOST)], Err(LOST)).0, Ending::Unknown(error(LOST)));
    }

    #[test]
    fn an_unknown_path_is_looked_for_since_its_read_was_answered() {
        let odd = Kind::NotThere { status: 500 };
        assert_eq!(run([Ok(1), Ok(2)], Err(odd.clone())).0, Ending::Verified { answer_lost: true });
        assert_eq!(run([Ok(1), Ok(1)], Err(odd.clone())).0, Ending::NotWritten(error(odd.clone())));
        assert_eq!(run([Ok(1), Ok(2)], Err(Kind::Offline)).0, Ending::Verified { answer_lost: true });
        assert_eq!(run([Ok(1), Err(LOST)], Err(Kind::Offline)).0, Ending::Unknown(error(Kind::Offline)));
    }

    #[test]
    fn a_refusal_is_not_read_back() {
        let refused = Kind::Server { code: Code::ServerError, msg: String::new() };
        let (ending, acts) = run([Ok(1), Ok(1)], Err(refused.clone()));
        assert_eq!(ending, Ending::Refused(error(refused)));
        assert_eq!(acts, [Act::Read, Act::Write]);
    }

    #[test]
    fn a_changed_value_is_not_written_over() {
        let (ending, acts) = run([Ok(5), Ok(5)], Ok(()));
        assert_eq!(ending, Ending::Conflict(reading(5)));
        assert_eq!(acts, [Act::Read]);
    }

    #[test]
    fn nothing_is_written_blindly() {
        let (ending, acts) = run([Err(LOST), Ok(1)], Ok(()));
        assert_eq!(ending, Ending::NotBegun(error(LOST)));
        assert_eq!(acts, [Act::Read]);
    }
}
