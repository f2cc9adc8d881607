//! A list as pages of equal length, each with the place that finds it again. The pages that were read are kept, so that
//! going back needs no server, as long as they are not too many.
//!
//! Pure: whoever holds a book asks the server for [`Book::ask`] and hands the answer to [`Book::take`].

use std::collections::VecDeque;
use std::sync::Arc;

use firetower_protocol::TimestampMs;
use firetower_protocol::file_row::FileRow;
use firetower_protocol::paging::{Ask, LARGEST_COUNT, Pager, Position};

use super::list::{How, beyond, same, time_of};
use crate::paths::FilesPlace;

/// Rows that are kept, on all pages together: some 30 MB.
const KEPT_ROWS: usize = 20_000;

/// A row, and the offset at which it was found where the list is paged so.
#[derive(Clone, Debug)]
pub(super) struct Lot {
    pub(super) row: FileRow,
    pub(super) offset: i32,
}

#[derive(Clone, Debug)]
pub(super) struct Page {
    pub(super) rows: Arc<Vec<Arc<FileRow>>>,
    /// `None`: the beginning of the list.
    pub(super) place: Option<FilesPlace>,
    /// How many rows of the list lie before it, where that is known.
    pub(super) before: Option<usize>,
}

#[derive(Clone, Debug)]
pub(super) struct Book {
    pub(super) how: How,
    pub(super) size: u16,
    pager: Pager,
    seek: Option<Seek>,
    /// Read, and on no page yet.
    waiting: VecDeque<Lot>,
    pages: VecDeque<Page>,
    /// The number of the first page that is kept; the page that the book was opened at has 0.
    base: i32,
    /// Nothing of the list lies before the first page that is kept.
    begins: bool,
    laid_out: usize,
    began_at_beginning: bool,
}

/// Rows are held back until the one with which the page is to begin comes.
#[derive(Clone, Debug)]
struct Seek {
    place: FilesPlace,
    held: Vec<Lot>,
}

impl Book {
    /// `place` opens it in the middle; one of the other kind of list is not understood, and opens the beginning.
    pub(super) fn open(how: How, size: u16, place: Option<FilesPlace>) -> Self {
        let place = place.filter(|place| how.knows(*place) && *place != FilesPlace::Offset(0));
        let pager = how.pager(size, place);
        let seek = place
            .filter(|place| matches!(place, FilesPlace::Row { .. }))
            .map(|place| Seek { place, held: Vec::new() });
        Self {
            how,
            size,
            pager,
            seek,
            waiting: VecDeque::new(),
            pages: VecDeque::new(),
            base: 0,
            begins: place.is_none(),
            laid_out: 0,
            began_at_beginning: place.is_none(),
        }
    }

    pub(super) fn ask(&self) -> Ask {
        self.pager.next()
    }

    pub(super) fn take(&mut self, rows: Vec<FileRow>) {
        let lots = lots(&mut self.pager, rows);
        let is_done = self.pager.is_done();
        let passed = match &mut self.seek {
            None => Some(lots),
            Some(seek) => {
                seek.held.extend(lots);
                seek.release(&self.how, is_done)
            }
        };
        if let Some(passed) = passed {
            self.seek = None;
            self.waiting.extend(passed);
        }
    }

    /// Lays out the next page, if enough was read for it. Its number.
    pub(super) fn turn(&mut self) -> Option<i32> {
        let size = usize::from(self.size);
        let is_enough = self.waiting.len() >= size || (self.pager.is_done() && !self.waiting.is_empty());
        if !is_enough {
            return None;
        }
        let lots: Vec<Lot> = self.waiting.drain(..size.min(self.waiting.len())).collect();
        let is_first = self.began_at_beginning && self.laid_out == 0;
        let mut page = page_of(&self.how, lots);
        if is_first {
            page.place = None;
        }
        if self.began_at_beginning && !matches!(self.how, How::Offset) {
            page.before = Some(self.laid_out);
        }
        self.laid_out += page.rows.len();
        self.pages.push_back(page);
        self.drop_the_oldest();
        self.last()
    }

    /// Nothing is left to read, and all of it is on pages.
    pub(super) fn is_at_end(&self) -> bool {
        self.pager.is_done() && self.waiting.is_empty()
    }

    /// The page is known to be the last one.
    pub(super) fn ends_with(&self, number: i32) -> bool {
        self.is_at_end() && self.last() == Some(number)
    }

    /// The page is known to be the first one of the list.
    pub(super) fn begins_with(&self, number: i32) -> bool {
        self.begins && self.base == number
    }

    pub(super) fn page(&self, number: i32) -> Option<&Page> {
        let at = usize::try_from(number.checked_sub(self.base)?).ok()?;
        self.pages.get(at)
    }

    /// The page that begins at a place.
    pub(super) fn find(&self, place: Option<FilesPlace>) -> Option<i32> {
        let at = self.pages.iter().position(|page| page.place == place)?;
        self.base.checked_add(i32::try_from(at).ok()?)
    }

    pub(super) fn first(&self) -> Option<(i32, &Page)> {
        self.pages.front().map(|page| (self.base, page))
    }

    fn last(&self) -> Option<i32> {
        let length = i32::try_from(self.pages.len()).ok().filter(|length| *length > 0)?;
        self.base.checked_add(length - 1)
    }

    /// A page that was found before the first one.
    pub(super) fn put_before(&mut self, page: Page, begins: bool) {
        self.pages.push_front(page);
        self.base = self.base.saturating_sub(1);
        self.begins = begins;
    }

    /// It turned out that nothing lies before the first page.
    pub(super) fn begins_here(&mut self) {
        self.begins = true;
    }

    /// Asks for as many rows as a server gives at once, while many pages are looked through; or for a page again.
    pub(super) fn hurry(&mut self, hurries: bool) {
        self.pager.resize(if hurries { LARGEST_COUNT } else { self.size });
    }

    pub(super) fn crowded(&self) -> &[TimestampMs] {
        self.pager.crowded()
    }

    /// The walk was given up: the server answers whatever position is asked for with the same rows.
    pub(super) fn gave_up(&self) -> bool {
        self.pager.may_hold_more() && self.pager.crowded().is_empty()
    }

    fn drop_the_oldest(&mut self) {
        let kept: usize = self.pages.iter().map(|page| page.rows.len()).sum();
        let is_too_much = kept > KEPT_ROWS && self.pages.len() > 1;
        if is_too_much && self.pages.pop_front().is_some() {
            self.base = self.base.saturating_add(1);
            self.begins = false;
        }
    }
}

/// What an answer brings that is new, with offsets. Known rows stand first in an answer: they were pushed on by arrivals.
pub(super) fn lots(pager: &mut Pager, rows: Vec<FileRow>) -> Vec<Lot> {
    let asked = match pager.next().position {
        Position::Offset(offset) => offset,
        Position::FromTime(_) => 0,
    };
    let length = rows.len();
    let new = pager.take(rows);
    let known = length - new.len();
    new.into_iter()
        .enumerate()
        .map(|(at, row)| Lot {
            row,
            offset: asked.saturating_add(i32::try_from(known + at).unwrap_or(i32::MAX)),
        })
        .collect()
}

pub(super) fn page_of(how: &How, lots: Vec<Lot>) -> Page {
    let offset = lots.first().map_or(0, |lot| lot.offset);
    let rows: Vec<Arc<FileRow>> = lots.into_iter().map(|lot| Arc::new(lot.row)).collect();
    let (place, before) = match how {
        How::Offset => (FilesPlace::Offset(offset), usize::try_from(offset).ok()),
        How::Time { from, .. } => {
            // The first row that can be found again; of one without an id at least the time.
            let with_both = rows.iter().find(|row| row.message_uid.is_some());
            let row = with_both.or_else(|| rows.iter().find(|row| row.timestamp.is_some()));
            let place =
                row.and_then(|row| time_of(row).map(|time| FilesPlace::Row { time, uid: row.message_uid }));
            (place.unwrap_or(FilesPlace::Row { time: *from, uid: None }), None)
        }
    };
    Page { rows: Arc::new(rows), place: Some(place), before }
}

impl Seek {
    /// The rows from the one that was sought on; `None` while it may still come. Where it is gone, those that would
    /// stand after it.
    fn release(&mut self, how: &How, is_done: bool) -> Option<Vec<Lot>> {
        let (FilesPlace::Row { time, uid }, How::Time { order, .. }) = (self.place, how) else {
            return Some(std::mem::take(&mut self.held));
        };
        let reaches = |lot: &Lot| time_of(&lot.row).is_some_and(|at| beyond(*order, at, time) >= 0);
        let passes = |lot: &Lot| time_of(&lot.row).is_some_and(|at| beyond(*order, at, time) > 0);
        let found = match uid {
            Some(uid) => self.held.iter().position(|lot| lot.row.message_uid == Some(uid)),
            None => self.held.iter().position(reaches),
        };
        if let Some(at) = found {
            return Some(self.held.split_off(at));
        }
        if self.held.iter().any(passes) || is_done {
            let mut held = std::mem::take(&mut self.held);
            held.retain(reaches);
            return Some(held);
        }
        None
    }
}

/// Where a row stands among others.
pub(super) fn position_of(lots: &[Lot], row: &FileRow) -> Option<usize> {
    lots.iter().position(|lot| same(&lot.row, row))
}

#[cfg(test)]
#[path = "book_tests.rs"]
mod tests;
