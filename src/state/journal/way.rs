//! What can be done about an entry: take it back, write it again, find out how it ended; or why nothing can.

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
    /// The server held all the time what it held before.
    NothingToUndo,
}

/// `address` is the connection's of today.
pub(crate) fn way(entry: &Entry, address: &str, is_under_way: bool) -> Way {
    if is_under_way {
        return Way::None(WhyNot::UnderWay);
    }
    if matches!(entry.target, Target::Raw { .. }) {
        return Way::None(WhyNot::Console);
    }
    if entry.address != address {
        return Way::None(WhyNot::OtherAddress);
    }
    match entry.outcome {
        Outcome::Sent | Outcome::Unknown | Outcome::Unverified if entry.is_only_a_secret() => {
            Way::None(WhyNot::SecretCannotTell)
        }
        Outcome::Sent | Outcome::Unknown | Outcome::Unverified => Way::ReadBack,
        Outcome::Refused | Outcome::NotWritten if entry.rotated => Way::None(WhyNot::SecretNotKept),
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
