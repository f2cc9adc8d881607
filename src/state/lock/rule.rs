//! When to lock: a rule of numbers, without a clock or a page.

/// How long nobody may do anything before everything is locked.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum After {
    Off,
    Minutes1,
    Minutes5,
    #[default]
    Minutes15,
    Minutes30,
    Hours1,
    Hours4,
    Hours8,
}

const MINUTE_MS: i64 = 60_000;

/// How long a tab may be hidden where idleness is switched off.
pub(crate) const HIDDEN_MINUTES: u16 = 480;

/// Timers of a hidden tab run once a minute; what is still longer is no delay of theirs.
pub(super) const JUMP_MS: i64 = 3 * MINUTE_MS;

impl After {
    pub(crate) const ALL: [Self; 8] = [
        Self::Off,
        Self::Minutes1,
        Self::Minutes5,
        Self::Minutes15,
        Self::Minutes30,
        Self::Hours1,
        Self::Hours4,
        Self::Hours8,
    ];

    pub(crate) fn minutes(self) -> Option<u16> {
        match self {
            Self::Off => None,
            Self::Minutes1 => Some(1),
            Self::Minutes5 => Some(5),
            Self::Minutes15 => Some(15),
            Self::Minutes30 => Some(30),
            Self::Hours1 => Some(60),
            Self::Hours4 => Some(240),
            Self::Hours8 => Some(480),
        }
    }

    /// As it is stored: the minutes, or 0.
    pub(crate) fn key(self) -> String {
        self.minutes().unwrap_or_default().to_string()
    }

    pub(crate) fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|after| after.key() == key)
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Why {
    ByHand,
    Idle,
    Hidden,
    /// The computer slept, or somebody set its clock.
    Slept,
}

impl Why {
    pub(super) const ALL: [(Self, &'static str); 4] =
        [(Self::ByHand, "hand"), (Self::Idle, "idle"), (Self::Hidden, "hidden"), (Self::Slept, "slept")];

    pub(crate) fn key(self) -> &'static str {
        Self::ALL.iter().find(|(why, _)| *why == self).map_or("", |(_, key)| key)
    }

    pub(crate) fn from_key(key: &str) -> Option<Self> {
        Self::ALL.iter().find(|(_, known)| *known == key).map(|(why, _)| *why)
    }
}

/// What is known at a moment, in milliseconds of the wall clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Stand {
    pub(crate) now: i64,
    /// When somebody last did something, in this tab or another.
    pub(crate) active: i64,
    pub(crate) hidden_since: Option<i64>,
    /// When this tab last looked.
    pub(crate) looked: i64,
}

/// Whether to lock now, and why. Switched off, idleness alone locks nothing; a sleep does, and so does a tab that was
/// hidden for as long as anybody can choose.
pub(crate) fn due(after: After, stand: &Stand) -> Option<Why> {
    let limit = i64::from(after.minutes().unwrap_or(HIDDEN_MINUTES)) * MINUTE_MS;
    // Somebody who does something in another tab shows that the computer is awake.
    let awake = if stand.active > stand.now { stand.looked } else { stand.looked.max(stand.active) };
    if stand.now.saturating_sub(awake).saturating_abs() > JUMP_MS {
        return Some(Why::Slept);
    }
    let is_over = |since: i64| stand.now.saturating_sub(since) >= limit;
    if !is_over(stand.active) {
        return None;
    }
    if stand.hidden_since.is_some_and(is_over) {
        return Some(Why::Hidden);
    }
    after.minutes().map(|_| Why::Idle)
}

/// How far apart the clocks of two tabs may read while they are one.
const SKEW_MS: i64 = 30_000;

/// The last activity of all tabs. What another tab says of the future is a clock that was set, and keeps nothing open.
pub(crate) fn last_active(own: i64, shared: Option<i64>, now: i64) -> i64 {
    let told = shared.filter(|shared| shared.saturating_sub(SKEW_MS) <= now);
    told.map_or(own, |shared| own.max(shared.min(now)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// A tab that looked a moment ago.
    fn stand(idle_ms: i64, hidden_ms: Option<i64>) -> Stand {
        let now = 1_000_000_000_000;
        let hidden_since = hidden_ms.map(|hidden| now - hidden);
        Stand { now, active: now - idle_ms, hidden_since, looked: now - 5_000 }
    }

    #[test]
    fn a_hoster_can_set_what_an_admin_can_choose_and_nothing_else() {
        let keys: Vec<String> = After::ALL.into_iter().map(After::key).collect();
        assert_eq!(keys, firetower_protocol::config::LOCK_AFTER_MINUTES);
    }

    #[test]
    fn it_locks_when_the_time_is_over_and_not_before() {
        for after in After::ALL {
            let Some(minutes) = after.minutes() else { continue };
            let limit = i64::from(minutes) * MINUTE_MS;
            assert_eq!(due(after, &stand(limit - 1, None)), None, "{after:?}");
            assert_eq!(due(after, &stand(limit, None)), Some(Why::Idle), "{after:?}");
            assert_eq!(due(after, &stand(limit, Some(limit))), Some(Why::Hidden), "{after:?}");
        }
    }

    #[test]
    fn a_clock_that_ran_on_alone_is_a_sleep_whatever_the_time() {
        for after in After::ALL {
            let now = 1_000_000_000_000;
            let slept =
                Stand { now, active: now - JUMP_MS - 1, hidden_since: None, looked: now - JUMP_MS - 1 };
            assert_eq!(due(after, &slept), Some(Why::Slept), "{after:?}");
            let set_back = Stand { active: now + 2 * JUMP_MS, looked: now + 2 * JUMP_MS, ..slept };
            assert_eq!(due(after, &set_back), Some(Why::Slept), "{after:?}");
        }
    }

    #[test]
    fn off_is_for_idleness_alone_and_a_tab_hidden_for_8_hours_still_locks() {
        let limit = 8 * 60 * MINUTE_MS;
        assert_eq!(due(After::Off, &stand(100 * limit, None)), None);
        assert_eq!(due(After::Off, &stand(100 * limit, Some(limit - 1))), None);
        assert_eq!(due(After::Off, &stand(limit, Some(limit))), Some(Why::Hidden));
        // Somebody is in another tab.
        assert_eq!(due(After::Off, &stand(limit - 1, Some(100 * limit))), None);
    }

    #[test]
    fn a_frozen_tab_is_no_sleep_while_another_is_in_use() {
        let now = 1_000_000_000_000;
        let frozen =
            Stand { now, active: now - 2_000, hidden_since: Some(now - 3_600_000), looked: now - 3_600_000 };
        assert_eq!(due(After::Minutes15, &frozen), None);
    }

    #[test]
    fn what_is_stored_is_read_again() {
        for after in After::ALL {
            assert_eq!(After::from_key(&after.key()), Some(after));
        }
        for (why, key) in Why::ALL {
            assert_eq!((why.key(), Why::from_key(key)), (key, Some(why)));
        }
        assert_eq!((After::from_key("7"), Why::from_key("")), (None, None));
    }

    proptest! {
        #[test]
        fn off_is_never_idle_and_no_clock_makes_it_panic(now: i64, active: i64, hidden: Option<i64>, looked: i64) {
            let stand = Stand { now, active, hidden_since: hidden, looked };
            prop_assert_ne!(due(After::Off, &stand), Some(Why::Idle));
            for after in After::ALL {
                due(after, &stand);
            }
        }

        /// A longer time never locks earlier.
        #[test]
        fn longer_is_never_stricter(idle in 0_i64..40_000_000, hidden in proptest::option::of(0_i64..40_000_000)) {
            let locks: Vec<bool> =
                After::ALL.iter().skip(1).map(|after| due(*after, &stand(idle, hidden)).is_some()).collect();
            prop_assert!(locks.windows(2).all(|two| two[0] || !two[1]), "{locks:?}");
        }

        /// A tab that somebody uses is never idle, whatever other tabs say.
        #[test]
        fn activity_here_is_never_taken_back(own in 0_i64..1_000_000, shared: Option<i64>, later in 0_i64..1_000_000) {
            let now = own + later;
            let last = last_active(own, shared, now);
            prop_assert!(own <= last && last <= now);
        }
    }
}
