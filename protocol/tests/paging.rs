//! Paging against servers of every kind: capped or not, inclusive or not, with files that share a millisecond and
//! files that arrive between two pages. Every file that was there at the start is shown once, or its millisecond is said
//! to hold more.

#![cfg(test)]
#![allow(clippy::unwrap_used, reason = "the helpers of tests may stop at the first surprise too")]

use std::collections::{BTreeMap, BTreeSet};

use firetower_protocol::TimestampMs;
use firetower_protocol::file::Order;
use firetower_protocol::file_row::FileRow;
use firetower_protocol::paging::{Ask, Pager, Position};
use proptest::prelude::*;
use serde_json::json;

const UID_EPOCH_MS: i64 = 1_514_736_000_000;
const START_MS: i64 = 1_795_000_000_000;
const ORDERS: [Order; 2] = [Order::NEWEST_FIRST, Order::OLDEST_FIRST];

/// A list of files, by time and number, oldest first.
#[derive(Clone, Debug)]
struct Server {
    files: BTreeSet<(i64, i64)>,
    order: Order,
    is_inclusive: bool,
    cap: usize,
    /// Rows say their time; otherwise it has to be derived.
    tells_time: bool,
    /// Pages come in the other order than the walk goes.
    is_reversed: bool,
}

impl Server {
    fn answer(&self, ask: Ask) -> Vec<FileRow> {
        let is_newest_first = self.order == Order::NEWEST_FIRST;
        let in_range = |time: i64| match ask.position {
            Position::Offset(_) => true,
            Position::FromTime(TimestampMs(from)) if is_newest_first => {
                time < from || (self.is_inclusive && time == from)
            }
            Position::FromTime(TimestampMs(from)) => time > from || (self.is_inclusive && time == from),
        };
        let mut list: Vec<(i64, i64)> =
            self.files.iter().copied().filter(|(time, _)| in_range(*time)).collect();
        if is_newest_first {
            list.reverse();
        }
        let skipped = match ask.position {
            Position::Offset(offset) => usize::try_from(offset).unwrap(),
            Position::FromTime(_) => 0,
        };
        let count = usize::try_from(ask.count).unwrap().min(self.cap);
        let mut page: Vec<FileRow> =
            list.into_iter().skip(skipped).take(count).map(|file| self.row(file)).collect();
        if self.is_reversed {
            page.reverse();
        }
        page
    }

    fn row(&self, (time, number): (i64, i64)) -> FileRow {
        let mut row = json!({ "messageUid": uid((time, number)) });
        if self.tells_time {
            row["timestamp"] = json!(time);
        }
        serde_json::from_value(row).unwrap()
    }

    /// A file that is sent now, later than all others or within the latest millisecond.
    fn arrive(&mut self, after_ms: i64) {
        let latest = self.files.last().map_or(START_MS, |file| file.0);
        let number = i64::try_from(self.files.len()).unwrap();
        self.files.insert((latest + after_ms, number));
    }
}

fn uid((time, number): (i64, i64)) -> i64 {
    ((time - UID_EPOCH_MS) << 21) | number
}

/// Walks to the end, with `arrivals[i]` files coming after page `i`. What was shown, in order.
fn walk(pager: &mut Pager, server: &mut Server, arrivals: &[Vec<i64>]) -> Vec<i64> {
    let mut shown = Vec::new();
    let mut arrivals = arrivals.iter();
    let mut calls = 0;
    while !pager.is_done() {
        let new = pager.take(server.answer(pager.next()));
        shown.extend(new.iter().map(|row| row.message_uid.unwrap().0));
        for after_ms in arrivals.next().into_iter().flatten() {
            server.arrive(*after_ms);
        }
        calls += 1;
        assert!(calls <= 14 * (server.files.len() + 1), "it goes on and on: {pager:?}");
    }
    shown
}

/// Few milliseconds, so that many files share one and neighbours are common.
fn servers() -> impl Strategy<Value = Server> {
    let times = prop::collection::vec(0_i64..8, 0..40);
    let cap = prop_oneof![2_usize..8, Just(usize::MAX)];
    (times, any::<(bool, bool, bool)>(), prop::sample::select(&ORDERS[..]), cap).prop_map(
        |(times, (is_inclusive, tells_time, is_reversed), order, cap)| Server {
            files: (0_i64..).zip(times).map(|(number, time)| (START_MS + time, number)).collect(),
            order,
            is_inclusive,
            cap,
            tells_time,
            is_reversed,
        },
    )
}

/// After each page, how long after the latest file each arrival is sent.
fn arrivals() -> impl Strategy<Value = Vec<Vec<i64>>> {
    prop::collection::vec(prop::collection::vec(0_i64..3, 0..4), 0..6)
}

/// The tightest time from which on all files come; the first of them may stand on it.
fn pager(server: &Server, size: u16) -> Pager {
    let from = match (server.order, server.is_inclusive) {
        (Order::NEWEST_FIRST, true) => START_MS + 7,
        (Order::NEWEST_FIRST, false) => START_MS + 8,
        (_, true) => START_MS,
        (_, false) => START_MS - 1,
    };
    Pager::by_time(size, server.order, TimestampMs(from))
}

fn unique(shown: &[i64]) -> Result<BTreeSet<i64>, TestCaseError> {
    let set: BTreeSet<i64> = shown.iter().copied().collect();
    prop_assert_eq!(set.len(), shown.len(), "shown twice");
    Ok(set)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn by_time_every_file_is_shown_once_or_its_millisecond_is_named(
        mut server in servers(),
        size in 1_u16..7,
        arrivals in arrivals(),
    ) {
        let before = server.clone();
        let mut pager = pager(&server, size);
        let shown = unique(&walk(&mut pager, &mut server, &arrivals))?;
        // Arrivals may share the latest millisecond.
        let mut ties = BTreeMap::new();
        for (time, _) in &server.files {
            *ties.entry(*time).or_insert(0_usize) += 1;
        }
        for file in &before.files {
            if !shown.contains(&uid(*file)) {
                prop_assert!(ties[&file.0] > server.cap, "{:?} is lost", file);
                prop_assert!(pager.crowded().contains(&TimestampMs(file.0)), "{:?} is lost in silence", file);
            }
        }
    }

    #[test]
    fn by_time_nothing_is_missing_where_a_page_holds_a_millisecond(
        mut server in servers(),
        size in 1_u16..7,
    ) {
        server.cap = server.cap.max(40);
        let mut pager = pager(&server, size);
        let shown = unique(&walk(&mut pager, &mut server, &[]))?;
        prop_assert_eq!(shown, server.files.iter().map(|file| uid(*file)).collect());
    }

    #[test]
    fn by_time_there_is_no_false_alarm_where_no_millisecond_is_shared(
        mut server in servers(),
        size in 1_u16..7,
    ) {
        let times: BTreeSet<i64> = server.files.iter().map(|file| file.0).collect();
        server.files = times.into_iter().map(|time| (time, 0)).collect();
        let mut pager = pager(&server, size);
        let shown = unique(&walk(&mut pager, &mut server, &[]))?;
        prop_assert_eq!(shown.len(), server.files.len());
        prop_assert!(!pager.may_hold_more());
    }

    /// A server that gives one row at a time still shows one of each millisecond, and says that there may be more.
    #[test]
    fn by_time_a_cap_of_one_reaches_every_millisecond(mut server in servers(), size in 1_u16..7) {
        server.cap = 1;
        let mut pager = pager(&server, size);
        let shown = unique(&walk(&mut pager, &mut server, &[]))?;
        let times: BTreeSet<i64> = server.files.iter().map(|file| file.0).collect();
        prop_assert_eq!(shown.len(), times.len());
        prop_assert_eq!(pager.may_hold_more(), times.len() > 1);
    }

    #[test]
    fn by_offset_every_file_is_shown_once(mut server in servers(), size in 1_u16..7, arrivals in arrivals()) {
        // In all, at most 15 arrive: no more than the tries of a page that brings nothing new come to.
        let before = server.clone();
        let mut pager = Pager::by_offset(size);
        let shown = unique(&walk(&mut pager, &mut server, &arrivals))?;
        for file in &before.files {
            prop_assert!(shown.contains(&uid(*file)), "{:?} is lost", file);
        }
        prop_assert!(!pager.may_hold_more());
    }

    #[test]
    fn any_answers_at_all_come_to_an_end(
        pages in prop::collection::vec(prop::collection::vec((0_i64..4, prop::option::of(-3_i64..6)), 0..5), 1..30),
        newest_first: bool,
        by_offset: bool,
        size: u16,
    ) {
        let order = ORDERS[usize::from(!newest_first)];
        let mut pager =
            if by_offset { Pager::by_offset(size) } else { Pager::by_time(size, order, TimestampMs(i64::MAX)) };
        let mut calls = 0;
        for page in pages.iter().cycle() {
            if pager.is_done() {
                break;
            }
            let row = |(uid, time): &(i64, Option<i64>)| {
                serde_json::from_value(json!({ "messageUid": uid, "timestamp": time })).unwrap()
            };
            pager.take(page.iter().map(row).collect());
            let ask = pager.next();
            prop_assert!((1..=1000).contains(&ask.count));
            calls += 1;
            prop_assert!(calls < 100);
        }
    }
}

#[test]
fn a_walk_begins_in_the_middle_and_goes_on_with_another_size() {
    let row = |number: i64| serde_json::from_value(json!({ "messageUid": number })).unwrap();
    let mut pager = Pager::by_offset_from(2, 40);
    assert_eq!(pager.next(), Ask { count: 2, position: Position::Offset(40) });
    pager.take(vec![row(1), row(2)]);
    pager.resize(1000);
    assert_eq!(pager.next(), Ask { count: 1000, position: Position::Offset(42) });
    pager.resize(2);
    assert_eq!(pager.next().count, 1000, "what was asked for stays until rows come");
    pager.take(vec![row(3)]);
    assert_eq!(pager.next(), Ask { count: 2, position: Position::Offset(43) });
    assert_eq!(Pager::by_offset_from(2, -1).next().position, Position::Offset(0));
}

proptest! {
    // Fewer, since each walks for long.
    #![proptest_config(ProptestConfig::with_cases(200))]

    /// Newest first, so that each page's arrivals push all others to a higher offset, up to the end and beyond.
    #[test]
    fn by_offset_it_ends_while_files_keep_arriving(
        mut server in servers(),
        size in 1_u16..12,
        after_each_page in 1_usize..5,
    ) {
        server.order = Order::NEWEST_FIRST;
        let before = server.clone();
        let mut pager = Pager::by_offset(size);
        let shown = unique(&walk(&mut pager, &mut server, &vec![vec![1; after_each_page]; 150]))?;
        let is_whole = before.files.iter().all(|file| shown.contains(&uid(*file)));
        prop_assert!(is_whole || pager.may_hold_more());
        // Where a page is larger than what arrives meanwhile, the walk outruns it.
        let first_page = usize::from(size).min(server.cap).min(before.files.len());
        if after_each_page < first_page {
            prop_assert!(is_whole && !pager.may_hold_more());
        }
    }
}
