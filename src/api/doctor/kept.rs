//! Whether the correction that is kept still fits: a few questions, where finding the clock takes twenty.
//!
//! A server takes times up to two hours old. So under a correction that fits, a time that is a little less than two hours
//! older than what the connection signs with is taken, and one that is a little more is refused.

use firetower_protocol::sign::SIGNATURE_LIFETIME_MS;

use super::clock::{NotFound, ask, is_taken};
use super::signed::accepts;
use crate::api::client::Leave;
use crate::state::connection::MAX_CLOCK_CORRECTION_MS;
use crate::state::session::Session;

/// A correction is off by this much before it is said to be. What is found lies up to half a minute before the truth.
const EARLY_MS: i64 = 60 * 1000;
const LATE_MS: i64 = 90 * 1000;

/// How a kept correction stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Standing {
    pub(crate) correction_ms: i64,
    pub(crate) fits: bool,
    /// Whether this computer's own time is taken too; `None` where nobody knows.
    pub(crate) own_taken: Option<bool>,
}

/// `newer` and `older` are whether the times on either side of the edge were taken.
pub(super) fn standing(correction_ms: i64, newer: bool, older: bool, own_taken: Option<bool>) -> Standing {
    Standing { correction_ms, fits: newer && !older, own_taken }
}

/// `None` where there is no correction, or where the answers tell nothing of it.
pub(super) async fn stands(session: &Session, leave: Leave) -> Option<Standing> {
    let correction_ms =
        session.connection.clock_correction_ms.clamp(-MAX_CLOCK_CORRECTION_MS, MAX_CLOCK_CORRECTION_MS);
    if correction_ms == 0 {
        return None;
    }
    let edge = correction_ms - SIGNATURE_LIFETIME_MS;
    let (newer, older) = (edge + LATE_MS, edge - EARLY_MS);
    let made_up = async |offset_ms| is_taken(ask(session, leave, None, offset_ms).await.0);
    match (made_up(newer).await, made_up(older).await) {
        (Ok(newer), Ok(false)) => Some(standing(correction_ms, newer, false, made_up(0).await.ok())),
        // It names no reason, looks at the signature first, or takes both. The secret then: with times that are older than
        // what the connection signs with, it hands nobody more than that does.
        (Ok(_), Ok(true)) | (Err(NotFound::Mute), _) => {
            let secret = session.secret_now()?;
            let good =
                async |offset_ms| accepts(&ask(session, leave, Some(secret.clone()), offset_ms).await.0);
            let (newer, older) = (good(newer).await?, good(older).await?);
            let own_taken = if correction_ms > 0 { good(0).await } else { None };
            Some(standing(correction_ms, newer, older, own_taken))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_correction_fits_where_the_edge_lies_where_it_puts_it() {
        assert!(standing(1, true, false, None).fits);
        assert!(!standing(1, false, false, None).fits, "the server is further ahead");
        assert!(!standing(1, true, true, None).fits, "the server is less far ahead");
    }
}
