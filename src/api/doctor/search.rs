//! Finding the server's clock from what it refuses: pure, without I/O.
//!
//! A server tells no time. It refuses a signature's time that is more than two hours old (243), so the oldest time that it
//! takes, plus two hours, is its clock. Times are *offsets* here: how far a time lies ahead of this computer's clock.
//!
//! What is tried carries no signature that any secret made (see [`clock`](super::clock)), so whoever stands between is
//! handed nothing, however far ahead a time lies. Still none lies further ahead than is needed: from older to newer, up to
//! 22 hours, and once one is taken only older ones.

use firetower_protocol::sign::SIGNATURE_LIFETIME_MS;

use crate::state::connection::MAX_CLOCK_CORRECTION_MS;

const HOUR_MS: i64 = 60 * 60 * 1000;
/// No wider than what a server takes before its own time, so that none is stepped over, and what is taken is never newer
/// than the server's time.
const STEP_UP_MS: i64 = 2 * HOUR_MS;
/// A server that takes two hours either way takes one of these.
const STEP_DOWN_MS: i64 = 3 * HOUR_MS;
const STEP_OLDER_MS: i64 = 4 * HOUR_MS;
const OLDEST_MS: i64 = -28 * HOUR_MS;
const ANCIENT_MS: i64 = -30 * 24 * HOUR_MS;
/// How exactly the clock is found.
const FINE_MS: i64 = 30 * 1000;
const MINUTE_MS: i64 = 60 * 1000;
/// More questions than this are never asked.
pub(super) const MOST_ASKED: usize = 32;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Found {
    /// The server's clock lies this far ahead of this computer's, or behind it where negative; up to half a minute more.
    Ahead(i64),
    /// A time of thirty days ago is taken: nothing is checked, and nothing needs correcting.
    NoCheck,
    /// More than a day apart, which no correction is for.
    Beyond,
    /// The answers fit no clock.
    Unclear,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Next {
    /// Whether a time that lies so far ahead of this computer's clock is taken.
    Ask(i64),
    Done(Found),
}

#[derive(Clone, Copy, Debug)]
enum Phase {
    Here,
    /// This computer is behind: newer times, until one is taken.
    Up(i64),
    /// It is ahead, of a server that refuses times in its future too: older ones, until one is taken.
    Down(i64),
    /// The present is taken: older ones, until one is refused.
    Older(i64),
    Ancient,
    /// One below which everything should be refused.
    Floor {
        at: i64,
        taken: i64,
    },
    /// Between one that was refused and a newer one that was taken.
    Narrow {
        refused: i64,
        taken: i64,
    },
    Done(Found),
}

pub(super) struct Search {
    phase: Phase,
    /// The first of the two ways was gone in vain.
    turned: bool,
    down_first: bool,
    asked: usize,
}

impl Search {
    /// `hint_ms`: how far a proxy's clock lies ahead. It decides which way is tried first, and nothing else.
    pub(super) fn new(hint_ms: Option<i64>) -> Self {
        Self {
            phase: Phase::Here,
            turned: false,
            down_first: hint_ms.is_some_and(|hint| hint < -HOUR_MS),
            asked: 0,
        }
    }

    pub(super) fn next(&self) -> Next {
        match self.phase {
            Phase::Done(found) => Next::Done(found),
            _ if self.asked >= MOST_ASKED => Next::Done(Found::Unclear),
            Phase::Here => Next::Ask(0),
            Phase::Up(at) | Phase::Down(at) | Phase::Older(at) | Phase::Floor { at, .. } => Next::Ask(at),
            Phase::Ancient => Next::Ask(ANCIENT_MS),
            Phase::Narrow { refused, taken } => Next::Ask(refused + (taken - refused) / 2),
        }
    }

    /// What the question of [`next`](Self::next) came to.
    pub(super) fn hear(&mut self, is_taken: bool) {
        let Next::Ask(at) = self.next() else { return };
        self.asked += 1;
        self.phase = match (self.phase, is_taken) {
            (Phase::Here, true) => Phase::Older(-STEP_OLDER_MS),
            (Phase::Here, false) if self.down_first => Phase::Down(-STEP_DOWN_MS),
            (Phase::Here, false) => Phase::Up(STEP_UP_MS),
            (Phase::Up(_), true) => narrow(at - STEP_UP_MS, at),
            (Phase::Up(_), false) if at + STEP_UP_MS + SIGNATURE_LIFETIME_MS <= MAX_CLOCK_CORRECTION_MS => {
                Phase::Up(at + STEP_UP_MS)
            }
            (Phase::Up(_), false) => self.turn(Phase::Down(-STEP_DOWN_MS)),
            // What is taken lies at most two hours on either side of the server's time.
            (Phase::Down(_), true) => {
                Phase::Floor { at: at - 2 * SIGNATURE_LIFETIME_MS - MINUTE_MS, taken: at }
            }
            (Phase::Down(_), false) if at - STEP_DOWN_MS >= -MAX_CLOCK_CORRECTION_MS => {
                Phase::Down(at - STEP_DOWN_MS)
            }
            (Phase::Down(_), false) => self.turn(Phase::Up(STEP_UP_MS)),
            (Phase::Older(_), false) => narrow(at, at + STEP_OLDER_MS),
            (Phase::Older(_), true) if at > OLDEST_MS => Phase::Older(at - STEP_OLDER_MS),
            (Phase::Older(_), true) => Phase::Ancient,
            (Phase::Ancient, true) => Phase::Done(Found::NoCheck),
            (Phase::Ancient, false) => Phase::Done(Found::Beyond),
            (Phase::Floor { taken, .. }, false) => narrow(at, taken),
            (Phase::Floor { .. }, true) => Phase::Done(Found::Unclear),
            (Phase::Narrow { refused, .. }, true) => narrow(refused, at),
            (Phase::Narrow { taken, .. }, false) => narrow(at, taken),
            (Phase::Done(found), _) => Phase::Done(found),
        };
    }

    fn turn(&mut self, other_way: Phase) -> Phase {
        if self.turned {
            return Phase::Done(Found::Beyond);
        }
        self.turned = true;
        other_way
    }
}

fn narrow(refused: i64, taken: i64) -> Phase {
    if taken - refused > FINE_MS {
        return Phase::Narrow { refused, taken };
    }
    // The older end: what is signed with it never lies in the server's future.
    let ahead = refused + SIGNATURE_LIFETIME_MS;
    Phase::Done(if ahead.abs() > MAX_CLOCK_CORRECTION_MS { Found::Beyond } else { Found::Ahead(ahead) })
}

#[cfg(test)]
mod tests {
    use firetower_protocol::TimestampMs;
    use firetower_protocol::sign::{ClockRule, Presented, Refusal, Secret, sign, verify};
    use proptest::prelude::*;

    use super::*;

    const NOW: i64 = 1_700_000_000_000;
    const RULES: [ClockRule; 3] = [ClockRule::SlowOnly, ClockRule::Both, ClockRule::Off];

    /// As a server judges a time under a signature that is no good: 243 comes before 244.
    fn takes(rule: ClockRule, server_ahead_ms: i64, offset_ms: i64) -> bool {
        let signed = sign(&Secret::new("nobody's"), "n", TimestampMs(NOW + offset_ms));
        let timestamp = signed.timestamp.to_string();
        let presented = Presented { nonce: Some("n"), timestamp: Some(&timestamp), sign: Some(&signed.sign) };
        let judged =
            verify(presented, &Secret::new("the server's"), TimestampMs(NOW + server_ahead_ms), rule);
        judged == Err(Refusal::Mismatch)
    }

    /// What is found, and every offset that was asked about.
    fn search(hint: Option<i64>, mut takes: impl FnMut(i64) -> bool) -> (Found, Vec<i64>) {
        let mut search = Search::new(hint);
        let mut asked = Vec::new();
        loop {
            match search.next() {
                Next::Done(found) => return (found, asked),
                Next::Ask(at) => {
                    asked.push(at);
                    search.hear(takes(at));
                }
            }
        }
    }

    #[test]
    fn clocks_are_found_for_each_rule() {
        for rule in [ClockRule::SlowOnly, ClockRule::Both] {
            for minutes in [0, 1, -1, 119, 120, 121, 192, -192, 600, -600, 23 * 60, -23 * 60] {
                let ahead = minutes * MINUTE_MS;
                let (found, asked) = search(None, |at| takes(rule, ahead, at));
                let Found::Ahead(by) = found else { panic!("{rule:?} {minutes}: {found:?}") };
                assert!((ahead - FINE_MS..=ahead).contains(&by), "{rule:?} {minutes} min: {by}");
                assert!(asked.len() <= MOST_ASKED, "{rule:?} {minutes}: {}", asked.len());
            }
        }
        assert_eq!(search(None, |at| takes(ClockRule::Off, 5, at)).0, Found::NoCheck);
    }

    #[test]
    fn what_is_more_than_a_day_apart_is_said_to_be() {
        for hours in [25, -25, 26, -26, 300, -300] {
            for rule in [ClockRule::SlowOnly, ClockRule::Both] {
                let (found, _) = search(None, |at| takes(rule, hours * HOUR_MS, at));
                assert_eq!(found, Found::Beyond, "{rule:?} {hours} h");
            }
        }
    }

    #[test]
    fn a_server_that_takes_everything_or_nothing_ends_the_search() {
        assert_eq!(search(None, |_| true).0, Found::NoCheck);
        assert_eq!(search(None, |_| false).0, Found::Beyond);
    }

    proptest! {
        #[test]
        fn any_clock_within_a_day_is_found_and_no_other(
            ahead in -26 * HOUR_MS..=26 * HOUR_MS, rule in 0_usize..3,
            hint in proptest::option::of(-30 * HOUR_MS..30 * HOUR_MS),
        ) {
            let rule = RULES[rule];
            let (found, asked) = search(hint, |at| takes(rule, ahead, at));
            prop_assert!(asked.len() <= MOST_ASKED, "{}", asked.len());
            match found {
                Found::Ahead(by) => {
                    prop_assert!(rule != ClockRule::Off);
                    prop_assert!((ahead - FINE_MS..=ahead).contains(&by), "{by} for {ahead}");
                    prop_assert!(by.abs() <= MAX_CLOCK_CORRECTION_MS);
                }
                Found::NoCheck => prop_assert_eq!(rule, ClockRule::Off),
                Found::Beyond => prop_assert!(ahead.abs() >= MAX_CLOCK_CORRECTION_MS - FINE_MS, "{ahead}"),
                Found::Unclear => prop_assert!(false, "{ahead} {rule:?}"),
            }
        }

        #[test]
        fn no_time_is_newer_than_what_was_found_out_allows(
            ahead in -26 * HOUR_MS..=26 * HOUR_MS, both: bool,
        ) {
            let rule = if both { ClockRule::Both } else { ClockRule::SlowOnly };
            let mut taken: Option<i64> = None;
            let (_, asked) = search(None, |at| {
                // Once one was taken, only older ones.
                assert!(taken.is_none_or(|known| at < known));
                let is_taken = takes(rule, ahead, at);
                if is_taken {
                    taken = Some(at);
                }
                is_taken
            });
            let newest = asked.iter().copied().max().unwrap_or_default();
            prop_assert!(newest <= MAX_CLOCK_CORRECTION_MS - SIGNATURE_LIFETIME_MS);
            // A server that is ahead takes a time before one that lies in its own future is tried.
            if ahead >= 0 {
                prop_assert!(newest <= ahead, "{newest} for {ahead}");
            }
        }

        #[test]
        fn whatever_is_answered_the_search_ends(answers: Vec<bool>) {
            let mut answers = answers.into_iter();
            let (found, asked) = search(None, |_| answers.next().unwrap_or_default());
            prop_assert!(asked.len() <= MOST_ASKED);
            if let Found::Ahead(by) = found {
                prop_assert!(by.abs() <= MAX_CLOCK_CORRECTION_MS);
            }
        }
    }
}
