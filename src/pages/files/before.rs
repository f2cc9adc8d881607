//! The page before the first one that is known, for a list that was opened in the middle.
//!
//! The API goes one way only. So a walk the other way finds a time that lies far enough before, and a walk the usual way
//! reads from there up to the known row: its order within a millisecond is then that of the list itself.

use firetower_protocol::TimestampMs;
use firetower_protocol::file::Order;
use firetower_protocol::file_row::FileRow;
use firetower_protocol::paging::{Ask, LARGEST_COUNT, Pager};

use super::book::{Lot, Page, lots, page_of, position_of};
use super::list::{How, beyond, time_of};
use crate::paths::FilesPlace;

pub(super) struct Before {
    how: How,
    size: u16,
    /// With which the known page begins.
    first: FileRow,
    place: FilesPlace,
    stage: Stage,
    /// The walk up to the known row begins where the list does.
    from_beginning: bool,
}

enum Stage {
    /// Against the order of the list, for a time that is far enough.
    Back { pager: Pager, times: Vec<TimestampMs> },
    /// In the order of the list, up to the known row.
    Up { pager: Pager, lots: Vec<Lot> },
}

fn other(order: Order) -> Order {
    if order == Order::OLDEST_FIRST { Order::NEWEST_FIRST } else { Order::OLDEST_FIRST }
}

impl Before {
    /// `None`: nothing can lie before this page.
    pub(super) fn of(how: &How, size: u16, page: &Page) -> Option<Self> {
        let (first, place) = (FileRow::clone(page.rows.first()?), page.place?);
        let (stage, from_beginning) = match (how, place) {
            (How::Time { order, .. }, FilesPlace::Row { time, .. }) => {
                let pager = Pager::by_time(size, other(*order), time);
                (Stage::Back { pager, times: Vec::new() }, false)
            }
            (How::Offset, FilesPlace::Offset(offset)) if offset > 0 => {
                let start = offset.saturating_sub(i32::from(size)).max(0);
                (Stage::Up { pager: Pager::by_offset_from(size, start), lots: Vec::new() }, start == 0)
            }
            _ => return None,
        };
        Some(Self { how: how.clone(), size, first, place, stage, from_beginning })
    }

    /// The next question, and the order in which it is to be put.
    pub(super) fn ask(&self) -> (Ask, bool) {
        match &self.stage {
            Stage::Back { pager, .. } => (pager.next(), true),
            Stage::Up { pager, .. } => (pager.next(), false),
        }
    }

    /// Takes an answer. `Some` once it is known what lies before: a page, or nothing; and whether the list begins there.
    pub(super) fn take(&mut self, rows: Vec<FileRow>) -> Option<(Option<Page>, bool)> {
        match &mut self.stage {
            Stage::Back { pager, times } => {
                let (How::Time { order, from }, FilesPlace::Row { time, .. }) = (&self.how, self.place)
                else {
                    return Some((None, true));
                };
                let new = pager.take(rows);
                let mut is_outside = false;
                for at in new.iter().filter_map(time_of) {
                    if beyond(*order, at, *from) < 0 {
                        is_outside = true;
                    } else if beyond(*order, at, time) < 0 {
                        times.push(at);
                    }
                }
                // One more than the page holds, so that it is known whether the list begins with it.
                let is_enough = times.len() > usize::from(self.size);
                if !is_enough && !is_outside && !pager.is_done() {
                    return None;
                }
                let furthest = times.iter().copied().min_by_key(|at| beyond(*order, *at, time));
                let start = furthest.filter(|_| is_enough).map(|time| FilesPlace::Row { time, uid: None });
                self.from_beginning = start.is_none();
                self.stage = Stage::Up { pager: self.how.pager(self.size, start), lots: Vec::new() };
                None
            }
            Stage::Up { pager, lots: found } => {
                found.extend(lots(pager, rows));
                let known = position_of(found, &self.first);
                let has_passed = match (&self.how, self.place) {
                    (How::Time { order, .. }, FilesPlace::Row { time, .. }) => found
                        .iter()
                        .any(|lot| time_of(&lot.row).is_some_and(|at| beyond(*order, at, time) > 0)),
                    // The row is gone, or more files came than one would wait for.
                    _ => found.len() > usize::from(self.size) + usize::from(LARGEST_COUNT),
                };
                if known.is_none() && !has_passed && !pager.is_done() {
                    return None;
                }
                let mut before = std::mem::take(found);
                match (known, self.place, &self.how) {
                    (Some(at), ..) => before.truncate(at),
                    (None, FilesPlace::Row { time, .. }, How::Time { order, .. }) => {
                        before.retain(|lot| time_of(&lot.row).is_some_and(|at| beyond(*order, at, time) < 0));
                    }
                    _ => before.truncate(usize::from(self.size)),
                }
                let too_many = before.len().saturating_sub(usize::from(self.size));
                let begins = self.from_beginning && too_many == 0;
                before.drain(..too_many);
                if before.is_empty() {
                    return Some((None, begins));
                }
                Some((Some(page_of(&self.how, before)), begins))
            }
        }
    }
}
