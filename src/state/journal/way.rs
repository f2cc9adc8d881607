//! What can be done about an entry: take it back, write it again, find out how it ended; or why nothing can.

use firetower_protocol::TimestampMs;
use firetower_protocol::address::keys::without_keys;

use super::{Entry, Outcome};
use crate::state::change::{Target, Undo};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Way {
    Undo {
        /// A rotated secret stays as it is now.
        but_the_secret: bool,
    },
    /// It was not written, so it can be written now.
    Again,
    /// Nobody knows how it ended: that is found out before anything else is offered.
    ReadBack,
    None(WhyNot),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum WhyNot {
    UnderWay,
    /// Another tab may still wait for the answer; or it is gone, which shows with time.
    OtherTab,
    /// Sent by the console, so nobody knows how to read it.
    Console,
    /// The connection has another address now, which may be another server.
    OtherAddress,
    /// Nothing deletes what it made.
    NotThereBefore,
    /// It only replaced a secret.
    SecretIsGone,
    /// It would need a secret that is not kept.
    SecretNotKept,
    /// Only a secret tells whether it was written, and secrets are not kept.
    SecretCannotTell,
    /// A setting whose format clients depend on: its page asks whether the admin knows it.
    BuiltIn,
    /// The server held all the time what it held before.
    NothingToUndo,
}

/// By then a tab has its answer or has given up, and noted which: longer than the 15 s of a call and its reading back.
pub(crate) const OTHER_TAB_MS: i64 = 30_000;

/// How much longer another tab may be at it.
pub(crate) fn other_tab_ms(entry: &Entry, now: TimestampMs) -> Option<u32> {
    let left = entry.at.0.saturating_add(OTHER_TAB_MS).saturating_sub(now.0);
    // A clock that was set back keeps nobody waiting.
    let is_young = entry.outcome == Outcome::Sent && (1..=OTHER_TAB_MS).contains(&left);
    is_young.then(|| u32::try_from(left).ok()).flatten()
}

/// `address` is the connection's of today.
pub(crate) fn way(entry: &Entry, address: &str, is_under_way: bool, now: TimestampMs) -> Way {
    if is_under_way {
        return Way::None(WhyNot::UnderWay);
    }
    if matches!(entry.target, Target::Raw { .. }) {
        return Way::None(WhyNot::Console);
    }
    // Another key of the same proxy's is no other server; and what an earlier version stored has its key.
    if without_keys(&entry.address) != without_keys(address) {
        return Way::None(WhyNot::OtherAddress);
    }
    match entry.outcome {
        Outcome::Sent if other_tab_ms(entry, now).is_some() => Way::None(WhyNot::OtherTab),
        Outcome::Sent | Outcome::Unknown | Outcome::Unverified if entry.is_only_a_secret() => {
            Way::None(WhyNot::SecretCannotTell)
        }
        Outcome::Sent | Outcome::Unknown | Outcome::Unverified => Way::ReadBack,
        Outcome::Refused | Outcome::NotWritten if entry.rotated => Way::None(WhyNot::SecretNotKept),
        Outcome::Refused | Outcome::NotWritten if entry.target.is_built_in() => Way::None(WhyNot::BuiltIn),
        Outcome::Refused | Outcome::NotWritten => Way::Again,
        Outcome::Differs if entry.found == entry.before => Way::None(WhyNot::NothingToUndo),
        Outcome::Verified | Outcome::Differs | Outcome::Accepted => undo(entry),
    }
}

fn undo(entry: &Entry) -> Way {
    match entry.undo() {
        Undo::Unknown => Way::None(WhyNot::Console),
        Undo::NotThereBefore => Way::None(WhyNot::NotThereBefore),
        Undo::AllButTheSecret if entry.before == entry.after => Way::None(WhyNot::SecretIsGone),
        Undo::AllButTheSecret => Way::Undo { but_the_secret: true },
        Undo::Whole if entry.before == entry.after => Way::None(WhyNot::NothingToUndo),
        Undo::Whole => Way::Undo { but_the_secret: false },
    }
}
