//! Paging through lists of files, so that every file that was there at the start is shown once and none twice.
//!
//! Neither way of paging gives that by itself. A time leaves open whether it is inclusive, and many files can share
//! one millisecond; an offset shifts when files arrive. And a server may cap `count` without saying so. So pages
//! overlap, rows are known by their `messageUid`, and a page is judged by what it brings, not by how long it is.
//! Deletions between two pages are not considered.

mod by_time;

use std::collections::BTreeSet;

use serde_json::Value;

use crate::file::Order;
use crate::file_row::FileRow;
use crate::ids::{MessageUid, TimestampMs};
use by_time::ByTime;

/// The most rows that are asked for at once.
pub const LARGEST_COUNT: u16 = 1000;

/// The next call's paging fields.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ask {
    pub count: i32,
    pub position: Position,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Position {
    FromTime(TimestampMs),
    Offset(i32),
}

/// Where a walk through a list stands: send [`Pager::next`], give the answer to [`Pager::take`], until
/// [`Pager::is_done`]. A page may bring nothing new without being the last, so whoever shows pages asks on until rows
/// come or it is done. A call that failed is simply not taken: `next` asks the same again.
#[derive(Clone, Debug)]
pub struct Pager {
    size: u16,
    count: u16,
    seen: BTreeSet<Key>,
    /// The longest page so far: what the server is able to give at once.
    longest: usize,
    walk: Walk,
    done: bool,
    gave_up: bool,
}

#[derive(Clone, Debug)]
enum Walk {
    Offset(i32),
    Time(ByTime),
}

/// What makes two rows one.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Key {
    Uid(MessageUid),
    /// The raw JSON of a row without an id.
    Raw(String),
}

impl Key {
    fn of(row: &FileRow) -> Self {
        row.message_uid.map_or_else(|| Self::Raw(Value::Object(row.raw.clone()).to_string()), Self::Uid)
    }
}

impl Pager {
    /// The documented files of a conversation, from a time on: back for newest first, forward for oldest first. The
    /// first call asks for exactly this time.
    #[must_use]
    pub fn by_time(size: u16, order: Order, from_time: TimestampMs) -> Self {
        Self::new(size, Walk::Time(ByTime::new(order, from_time)))
    }

    /// The files of a user, and those of a conversation as the SDKs ask for them. The order makes no difference:
    /// arrivals push rows to a higher offset where the newest come first, which shows them again, and leave them where
    /// they are where the oldest do.
    #[must_use]
    pub fn by_offset(size: u16) -> Self {
        Self::by_offset_from(size, 0)
    }

    /// The same from an offset on: what lies before it is left out.
    #[must_use]
    pub fn by_offset_from(size: u16, offset: i32) -> Self {
        Self::new(size, Walk::Offset(offset.max(0)))
    }

    fn new(size: u16, walk: Walk) -> Self {
        let size = size.clamp(1, LARGEST_COUNT);
        Self { size, count: size, seen: BTreeSet::new(), longest: 0, walk, done: false, gave_up: false }
    }

    /// From now on asks for so many rows at once, for whoever looks through many pages without showing them.
    pub fn resize(&mut self, size: u16) {
        self.size = size.clamp(1, LARGEST_COUNT);
        // A count that grew for a crowded millisecond is still needed until that is passed.
        self.count = self.count.max(self.size);
    }

    #[must_use]
    pub fn next(&self) -> Ask {
        let position = match &self.walk {
            Walk::Offset(offset) => Position::Offset(*offset),
            Walk::Time(walk) => Position::FromTime(walk.time()),
        };
        Ask { count: i32::from(self.count), position }
    }

    /// Takes the answer to [`Pager::next`], and gives back the rows that were not shown yet, in the server's order.
    pub fn take(&mut self, rows: Vec<FileRow>) -> Vec<FileRow> {
        let page = Page::of(&rows);
        let new: Vec<FileRow> = rows.into_iter().filter(|row| self.seen.insert(Key::of(row))).collect();
        self.longest = self.longest.max(page.length);
        let verdict = match &mut self.walk {
            // New files push the known ones to a higher offset or leave them where they are, so nothing that was not
            // shown yet lies before the offset.
            Walk::Offset(offset) => {
                *offset = offset.saturating_add(i32::try_from(page.length).unwrap_or(i32::MAX));
                match (page.is_full(self.longest, self.count), new.is_empty()) {
                    (_, false) => Verdict::Moved,
                    (false, true) => Verdict::End,
                    // A full page of nothing but known rows is not the end: as many files may have arrived.
                    (true, true) if self.count < LARGEST_COUNT => Verdict::AskForMore,
                    // A server that ignores the offset would go on like this for ever.
                    (true, true) => Verdict::GiveUp,
                }
            }
            Walk::Time(walk) => walk.judge(&page, new.is_empty(), self.longest, self.count),
        };
        match verdict {
            Verdict::Moved => self.count = self.size,
            Verdict::Stay => {}
            Verdict::AskForMore => self.count = (self.count * 2).min(LARGEST_COUNT),
            Verdict::End => self.done = true,
            Verdict::GiveUp => (self.done, self.gave_up) = (true, true),
        }
        new
    }

    /// Nothing is left to ask for.
    #[must_use]
    pub fn is_done(&self) -> bool {
        self.done
    }

    /// Files may be there that could not be reached: more than a page holds in one of the [crowded](Pager::crowded)
    /// milliseconds, or the server answers whatever position is asked for with the same rows.
    #[must_use]
    pub fn may_hold_more(&self) -> bool {
        self.gave_up || !self.crowded().is_empty()
    }

    /// The milliseconds that may hold more files than were shown, in the order of the walk.
    #[must_use]
    pub fn crowded(&self) -> &[TimestampMs] {
        match &self.walk {
            Walk::Offset(_) => &[],
            Walk::Time(walk) => &walk.crowded,
        }
    }
}

/// What a page says about where to go on.
enum Verdict {
    /// On from another place, by the usual count.
    Moved,
    /// The same once more, or a step whose count stays.
    Stay,
    AskForMore,
    End,
    GiveUp,
}

/// How far a page reaches.
struct Page {
    length: usize,
    times: Vec<TimestampMs>,
}

impl Page {
    fn of(rows: &[FileRow]) -> Self {
        let times = rows.iter().filter_map(|row| row.sent_at().map(|sent| sent.time()));
        Self { length: rows.len(), times: times.collect() }
    }

    /// It may have been cut off. A page that is shorter than what was asked for, and than what the server gave before,
    /// was not.
    fn is_full(&self, longest: usize, count: u16) -> bool {
        self.length > 0 && self.length >= longest.min(usize::from(count))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(text: &str) -> Vec<FileRow> {
        serde_json::from_str(text).unwrap()
    }

    fn asked(pager: &Pager) -> (i32, i64) {
        match pager.next() {
            Ask { count, position: Position::FromTime(time) } => (count, time.0),
            Ask { count, position: Position::Offset(offset) } => (count, i64::from(offset)),
        }
    }

    fn from_newest(size: u16) -> Pager {
        Pager::by_time(size, Order::NEWEST_FIRST, TimestampMs(100))
    }

    #[test]
    fn an_empty_list_is_one_call() {
        for mut pager in [from_newest(10), Pager::by_offset(10)] {
            assert!(pager.take(vec![]).is_empty());
            assert!(pager.is_done() && !pager.may_hold_more());
        }
    }

    #[test]
    fn pages_overlap_by_a_millisecond_in_either_direction() {
        let page = r#"[{"messageUid":1,"timestamp":50},{"messageUid":2,"timestamp":60}]"#;
        let mut pager = from_newest(2);
        assert_eq!(asked(&pager), (2, 100));
        assert_eq!(pager.take(rows(page)).len(), 2);
        assert_eq!(asked(&pager), (2, 51));
        let mut pager = Pager::by_time(2, Order::OLDEST_FIRST, TimestampMs(0));
        assert_eq!(asked(&pager), (2, 0));
        assert_eq!(pager.take(rows(page)).len(), 2);
        assert_eq!(asked(&pager), (2, 59));
    }

    #[test]
    fn a_short_page_is_not_the_end_and_one_without_a_new_row_is() {
        let mut pager = from_newest(10);
        pager.take(rows(r#"[{"messageUid":1,"timestamp":60},{"messageUid":2,"timestamp":50}]"#));
        assert!(!pager.is_done());
        assert!(pager.take(rows(r#"[{"messageUid":2,"timestamp":50}]"#)).is_empty());
        assert!(pager.is_done() && !pager.may_hold_more());
    }

    #[test]
    fn a_full_page_without_a_new_row_asks_for_more_and_then_steps_past_the_time() {
        let mut pager = from_newest(1);
        let page = r#"[{"messageUid":1,"timestamp":50}]"#;
        assert_eq!(pager.take(rows(page)).len(), 1);
        assert_eq!(asked(&pager), (1, 51));
        pager.take(rows(page));
        assert_eq!(asked(&pager), (2, 51));
        pager.take(rows(page));
        assert_eq!(asked(&pager), (2, 50), "the server gives one at a time: asking for more is no use");
        pager.take(rows(page));
        assert_eq!(asked(&pager), (2, 49), "it still showed the edge, so it is inclusive");
        assert!(!pager.may_hold_more());
        assert_eq!(pager.take(rows(r#"[{"messageUid":2,"timestamp":40}]"#)).len(), 1);
        assert_eq!(pager.crowded(), [TimestampMs(50)]);
        assert_eq!(asked(&pager), (1, 41), "on with the usual count");
    }

    #[test]
    fn more_than_a_thousand_in_one_millisecond_are_said() {
        let list = |from: i64, to: i64, time: i64| -> Vec<FileRow> {
            let row = |uid| rows(&format!(r#"[{{"messageUid":{uid},"timestamp":{time}}}]"#)).remove(0);
            (from..to).map(row).collect()
        };
        let mut pager = from_newest(600);
        assert_eq!(pager.take(list(0, 600, 50)).len(), 600);
        assert!(pager.take(list(0, 600, 50)).is_empty());
        assert_eq!(asked(&pager), (1000, 51));
        assert_eq!(pager.take(list(0, 1000, 50)).len(), 400);
        assert_eq!(asked(&pager), (1000, 51), "the larger count stays while the millisecond does");
        assert!(pager.take(list(0, 1000, 50)).is_empty());
        assert_eq!(asked(&pager), (1000, 50));
        assert_eq!(pager.take(list(2000, 2003, 40)).len(), 3);
        assert!(!pager.is_done());
        assert_eq!(pager.crowded(), [TimestampMs(50)]);
    }

    #[test]
    fn a_row_without_a_time_counts_by_its_derived_one() {
        let uid = (1_795_000_000_000_i64 - 1_514_736_000_000) << 21;
        let mut pager = Pager::by_time(1, Order::NEWEST_FIRST, TimestampMs(1_795_000_000_900));
        pager.take(rows(&format!(r#"[{{"messageUid":{uid}}}]"#)));
        assert_eq!(asked(&pager), (1, 1_795_000_000_001));
    }

    #[test]
    fn rows_without_an_id_are_known_by_their_json_and_end_the_walk_without_a_time() {
        let page = r#"[{"name":"a"},{"name":"b"},{"name":"a"},7]"#;
        let mut pager = from_newest(10);
        let shown = |pager: &mut Pager| {
            let rows: crate::file_row::FileRows = serde_json::from_str(page).unwrap();
            pager.take(rows.0).len()
        };
        assert_eq!(shown(&mut pager), 3);
        assert_eq!(shown(&mut pager), 0);
        assert!(pager.is_done() && pager.may_hold_more(), "without a time there is no way on");
    }

    #[test]
    fn a_server_that_ignores_the_position_ends_and_is_said() {
        let page = r#"[{"messageUid":1,"timestamp":60},{"messageUid":2,"timestamp":50}]"#;
        for mut pager in [from_newest(2), Pager::by_offset(2)] {
            let mut calls = 0;
            while !pager.is_done() {
                pager.take(rows(page));
                calls += 1;
                assert!(calls < 20);
            }
            assert!(pager.may_hold_more());
        }
    }
}
