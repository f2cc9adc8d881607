//! Who sent the demo's file number `index`, where and when: arithmetic, so that a million files cost no memory and the
//! n-th file of a conversation or of a user is found without looking at the others.
//!
//! Conversations repeat with every 1000 files, senders with every 1990. Files are numbered in the order of their time.

use super::mix;

pub(super) const COUNT: u32 = 1_000_000;
/// `u0001` to `u1990` send files; the last ten users have none.
pub(super) const SENDERS: u32 = 1_990;
const PERIOD: u32 = 1_000;
/// The multiplier that strews senders, and its inverse modulo [`SENDERS`].
const STREW: u32 = 741;
const GATHER: u32 = 521;

const BLOCK: u32 = 500;
const BLOCK_MS: i64 = 31_536_000;
/// 2026-11-01, and about two years before.
const END_MS: i64 = 1_793_491_200_000;
const START_MS: i64 = END_MS - 2_000 * BLOCK_MS;
/// One millisecond with more files of `g001` (1100) than a page is meant to have.
const CROWD: std::ops::Range<u32> = 100_000..110_000;

const UID_EPOCH_MS: i64 = 1_514_736_000_000;

/// Which kind of conversation a file lies in. Single ones follow from the sender.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    Group { number: u32, line: i32 },
    Channel { number: u32 },
    Single,
}

pub(super) fn place(index: u32) -> Place {
    // Strewn, so that neighbours in time are of different conversations.
    match (index % PERIOD) * 617 % PERIOD {
        0..=109 => Place::Group { number: 1, line: 0 },
        110..=359 => Place::Single,
        strewn @ 360..=454 => Place::Channel { number: 1 + (strewn - 360) / 5 },
        strewn @ 455..=989 => Place::Group { number: 2 + (strewn - 455) % 118, line: 0 },
        _ => Place::Group { number: 1, line: 1 },
    }
}

/// Where in each period the files of a place lie, in order.
pub(super) fn slots(wanted: Place) -> Vec<u32> {
    (0..PERIOD).filter(|slot| place(*slot) == wanted).collect()
}

/// The n-th file of a place, by its slots.
pub(super) fn nth_of_slots(slots: &[u32], n: u32) -> Option<u32> {
    let length = u32::try_from(slots.len()).ok().filter(|length| *length > 0)?;
    let slot = slots.get(usize::try_from(n % length).ok()?)?;
    Some(n / length * PERIOD + slot).filter(|index| *index < COUNT)
}

/// Periods are whole, so each slot has as many files.
pub(super) fn count_of_slots(slots: &[u32]) -> u32 {
    u32::try_from(slots.len()).unwrap_or_default() * (COUNT / PERIOD)
}

/// The sender's number, from 1.
pub(super) fn sender(seed: u64, index: u32) -> u32 {
    let (block, inside) = (index / SENDERS, index % SENDERS);
    (inside * STREW + shift(seed, block)) % SENDERS + 1
}

/// The n-th file of a sender: each sends one in every 1990.
pub(super) fn nth_of_sender(seed: u64, sender: u32, n: u32) -> Option<u32> {
    let strewn = (sender.checked_sub(1)? + SENDERS - shift(seed, n)) % SENDERS;
    let index = n.checked_mul(SENDERS)? + strewn * GATHER % SENDERS;
    (index < COUNT).then_some(index)
}

pub(super) fn count_of_sender(seed: u64, sender: u32) -> u32 {
    if !(1..=SENDERS).contains(&sender) {
        return 0;
    }
    let whole = COUNT / SENDERS;
    whole + u32::from(nth_of_sender(seed, sender, whole).is_some())
}

fn shift(seed: u64, block: u32) -> u32 {
    let seeded = u32::try_from(mix(seed) % u64::from(SENDERS)).unwrap_or_default();
    (seeded + block * 7) % SENDERS
}

/// Users talk in pairs: 1 with 2, 3 with 4, …
pub(super) fn peer(user: u32) -> u32 {
    if user % 2 == 1 { user + 1 } else { user - 1 }
}

/// When a file was sent, and its number among those of the same millisecond.
fn moment(seed: u64, index: u32) -> (i64, u32) {
    let (block, inside) = (index / BLOCK, index % BLOCK);
    if CROWD.contains(&index) {
        return (START_MS + i64::from(CROWD.start / BLOCK) * BLOCK_MS, index - CROWD.start);
    }
    let start = START_MS + i64::from(block) * BLOCK_MS;
    if block % 7 == 3 {
        return (start, inside);
    }
    // Four by four, at uneven distances.
    let jitter = mix(seed ^ mix(u64::from(index / 4))) % 252_000;
    (start + i64::from(inside / 4) * 252_288 + i64::try_from(jitter).unwrap_or_default(), inside % 4)
}

pub(super) fn sent_at(seed: u64, index: u32) -> i64 {
    moment(seed, index).0
}

/// As the community server makes them: the time, and below it what tells the files of a millisecond apart.
pub(super) fn uid(seed: u64, index: u32) -> i64 {
    let (ms, number) = moment(seed, index);
    uid_of(ms, (1 << 15) | number)
}

pub(super) fn uid_of(ms: i64, low: u32) -> i64 {
    ((ms - UID_EPOCH_MS) << 21) | i64::from(low)
}

/// The file with a uid.
pub(super) fn index_of(seed: u64, wanted: i64) -> Option<u32> {
    let index = partition(COUNT, |index| uid(seed, index) < wanted);
    (index < COUNT && uid(seed, index) == wanted).then_some(index)
}

/// How many of the first numbers hold, where those that do come first.
pub(super) fn partition(count: u32, holds: impl Fn(u32) -> bool) -> u32 {
    let (mut low, mut high) = (0, count);
    while low < high {
        let middle = low + (high - low) / 2;
        if holds(middle) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    low
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_numbered_in_the_order_of_time_and_uid() {
        for seed in [0, 7] {
            let mut last = (0, 0);
            for index in 0..COUNT {
                let this = (sent_at(seed, index), uid(seed, index));
                assert!(this.0 >= last.0 && this.1 > last.1, "{index}: {last:?} {this:?}");
                last = this;
            }
            assert!(last.0 < END_MS && uid(seed, 0) > 1 << 53);
        }
    }

    #[test]
    fn a_senders_files_are_its_files() {
        for seed in [0, 7] {
            let mut all = 0;
            for user in 1..=SENDERS {
                let count = count_of_sender(seed, user);
                all += count;
                let files: Vec<u32> = (0..count).map(|n| nth_of_sender(seed, user, n).unwrap()).collect();
                assert!(files.is_sorted());
                assert!(files.iter().all(|index| sender(seed, *index) == user));
                assert_eq!(nth_of_sender(seed, user, count), None);
            }
            assert_eq!(all, COUNT);
        }
        assert_eq!(count_of_sender(0, SENDERS + 1), 0);
        assert_eq!(count_of_sender(0, 0), 0);
    }

    #[test]
    fn a_conversations_files_are_its_files() {
        for wanted in [Place::Group { number: 1, line: 0 }, Place::Channel { number: 3 }, Place::Single] {
            let slots = slots(wanted);
            let expected: Vec<u32> = (0..COUNT).filter(|index| place(*index) == wanted).collect();
            let found = (0..count_of_slots(&slots)).map(|n| nth_of_slots(&slots, n).unwrap());
            assert!(found.eq(expected));
            assert_eq!(nth_of_slots(&slots, count_of_slots(&slots)), None);
        }
        assert_eq!(count_of_slots(&slots(Place::Group { number: 1, line: 0 })), 110_000);
        assert_eq!(count_of_slots(&slots(Place::Group { number: 120, line: 0 })), 0);
        assert_eq!(nth_of_slots(&[], 0), None);
    }

    #[test]
    fn a_uid_finds_its_file() {
        for index in [0, 1, 99_999, 100_000, 109_999, 999_999] {
            assert_eq!(index_of(3, uid(3, index)), Some(index));
            assert_eq!(index_of(3, uid(3, index) + (1 << 16)), None);
        }
        assert_eq!((index_of(3, i64::MIN), index_of(3, i64::MAX)), (None, None));
    }
}
