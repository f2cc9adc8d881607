//! A range of ids, and how far a search through it has come.

use firetower_protocol::SettingId;

/// One search asks for no more: at its pace that is 40 s, and a form is quickly filled with too much.
pub(super) const MOST_IDS: u32 = 10_000;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Range {
    pub(super) from: i32,
    pub(super) to: i32,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Wrong {
    NoNumber,
    Backwards,
    TooMany,
}

impl Range {
    pub(super) fn read(from: &str, to: &str) -> Result<Self, Wrong> {
        let number = |text: &str| text.parse::<SettingId>().map(|id| id.0).map_err(|_| Wrong::NoNumber);
        let range = Self { from: number(from)?, to: number(to)? };
        if range.from > range.to {
            Err(Wrong::Backwards)
        } else if range.count() > MOST_IDS {
            Err(Wrong::TooMany)
        } else {
            Ok(range)
        }
    }

    /// How many ids it has.
    pub(super) fn count(self) -> u32 {
        self.from.abs_diff(self.to).saturating_add(1)
    }

    /// The id after `done` of them.
    pub(super) fn next(self, done: u32) -> Option<SettingId> {
        let id = i64::from(self.from) + i64::from(done);
        i32::try_from(id).ok().filter(|id| *id <= self.to).map(SettingId)
    }

    pub(super) fn batch(self, done: u32, most: u32) -> Vec<SettingId> {
        (0..most).filter_map(|step| self.next(done.saturating_add(step))).collect()
    }
}

/// How many a second, and how many seconds are left, of a part that took so long.
pub(super) fn pace(done: u32, took_ms: u32, left: u32) -> Option<(u32, u32)> {
    let (done, took_ms, left) = (u64::from(done), u64::from(took_ms.max(1)), u64::from(left));
    let rate = u32::try_from(done * 1000 / took_ms).unwrap_or(u32::MAX);
    let left_s = u32::try_from((left * took_ms).div_ceil(done.max(1) * 1000)).unwrap_or(u32::MAX);
    (done > 0).then_some((rate.max(1), left_s))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_range_is_two_ids_in_order_and_not_too_many() {
        assert_eq!(Range::read("1", " 1000 "), Ok(Range { from: 1, to: 1000 }));
        assert_eq!(Range::read("-5", "-1"), Ok(Range { from: -5, to: -1 }));
        assert_eq!(Range::read("2147483647", "2147483647").map(Range::count), Ok(1));
        assert_eq!(Range::read("1", "10000").map(Range::count), Ok(MOST_IDS));
        assert_eq!(Range::read("1", "10001"), Err(Wrong::TooMany));
        assert_eq!(Range::read("-2147483648", "2147483647"), Err(Wrong::TooMany));
        assert_eq!(Range::read("2", "1"), Err(Wrong::Backwards));
        for text in ["", "x", "1.5", "2147483648"] {
            assert_eq!(Range::read(text, "1"), Err(Wrong::NoNumber), "{text}");
            assert_eq!(Range::read("1", text), Err(Wrong::NoNumber), "{text}");
        }
    }

    #[test]
    fn the_words_say_the_same_limit() {
        use crate::i18n::Lang;
        assert_eq!(MOST_IDS, 10_000);
        for lang in [Lang::En, Lang::Zh] {
            assert!(lang.ss_scan_too_many().contains("10 000") && lang.ss_scan_why(1).contains("10 000"));
        }
    }

    #[test]
    fn what_is_left_is_told_from_the_pace() {
        assert_eq!(pace(0, 10, 100), None);
        assert_eq!(pace(100, 1000, 400), Some((100, 4)));
        assert_eq!(pace(1, 3000, 1), Some((1, 3)));
        assert_eq!(pace(500, 2000, 0), Some((250, 0)));
    }

    proptest! {
        #[test]
        fn every_id_is_asked_once_in_order_whatever_the_batch(from: i32, more in 0_u32..200, most in 1_u32..9) {
            let to = i32::try_from(i64::from(from) + i64::from(more)).unwrap_or(i32::MAX);
            let range = Range { from, to };
            let mut asked = Vec::new();
            loop {
                let done = u32::try_from(asked.len()).unwrap();
                let batch = range.batch(done, most);
                if batch.is_empty() {
                    break;
                }
                asked.extend(batch);
            }
            prop_assert_eq!(asked, (from..=to).map(SettingId).collect::<Vec<_>>());
        }

        #[test]
        fn no_text_breaks_a_range(from in ".*", to in ".*") {
            let _ = Range::read(&from, &to);
        }
    }
}
