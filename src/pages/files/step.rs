//! One step under way: a page, the one after it, the one before it, or a search through those that follow. After every
//! answer it looks whether it is still wanted.

use firetower_protocol::file_row::FileRow;
use firetower_protocol::paging::Ask;

use super::before::Before;
use super::book::Book;
use super::list::{How, List, Subject, time_of};
use super::narrow::passes;
use super::reader::{Counted, Finding, Progress, Reader};
use super::wire;
use crate::api::Client;
use crate::dom::prelude::*;
use crate::error::{ApiError, Kind};
use crate::paths::{FileFilter, FilesPlace, FilesRow};
use crate::state::time;

/// Why a step ends early.
pub(super) enum Stop {
    /// Something else was asked for meanwhile.
    Old,
    Failed(ApiError),
}

impl From<ApiError> for Stop {
    fn from(error: ApiError) -> Self {
        if error.kind == Kind::Left { Self::Old } else { Self::Failed(error) }
    }
}

/// One step under way.
pub(super) struct Task {
    pub(super) reader: Reader,
    pub(super) client: Client,
    pub(super) list: List,
    pub(super) run: u32,
}

impl Task {
    pub(super) fn is_wanted(&self) -> bool {
        self.reader.run.try_get_value() == Some(self.run)
    }

    fn wanted(&self) -> Result<(), Stop> {
        if self.is_wanted() { Ok(()) } else { Err(Stop::Old) }
    }

    /// The book that is open; it is gone only with the page.
    fn book<T>(&self, work: impl FnOnce(&mut Book) -> T) -> Result<T, Stop> {
        let done = self.reader.book.try_update_value(|held| {
            held.as_mut().filter(|(list, _)| *list == self.list).map(|(_, book)| work(book))
        });
        done.flatten().ok_or(Stop::Old)
    }

    async fn open(&self, place: Option<FilesPlace>) -> Result<(), Stop> {
        let by_time = match &self.list.subject {
            Subject::Conversation(..) => wire::pages_by_time(&self.client).await?,
            Subject::User(_) => false,
        };
        self.wanted()?;
        let how = if by_time { How::by_time(&self.list, time::now()) } else { How::Offset };
        let book = Book::open(how, self.list.size, place);
        self.reader.book.try_set_value(Some((self.list.clone(), book)));
        Ok(())
    }

    /// The number of the next page after all that are known; `None` at the end of the list.
    async fn next_page(&self, hurries: bool) -> Result<Option<i32>, Stop> {
        loop {
            self.wanted()?;
            let (number, is_at_end, ask) = self.book(|book| {
                book.hurry(hurries);
                (book.turn(), book.is_at_end(), book.ask())
            })?;
            if number.is_some() || is_at_end {
                return Ok(number);
            }
            let rows = self.ask(ask, false).await?;
            self.book(|book| book.take(rows))?;
        }
    }

    async fn ask(&self, ask: Ask, backwards: bool) -> Result<Vec<FileRow>, Stop> {
        let (rows, reading) = wire::ask(&self.client, &self.list, ask, backwards).await?.apart();
        self.wanted()?;
        self.reader.last_reading.try_set_value(Some((reading, rows.is_none())));
        Ok(rows.map(|rows| rows.0).unwrap_or_default())
    }

    pub(super) async fn show(&self, place: Option<FilesPlace>) -> Result<(), Stop> {
        self.open(place).await?;
        let number = self.next_page(false).await?;
        self.reader.put(&self.list, number);
        Ok(())
    }

    /// The number of the page that is shown. Where it was dropped meanwhile, the book is opened there anew.
    async fn here(&self) -> Result<i32, Stop> {
        let shown = self.reader.shown.try_get_untracked().flatten().ok_or(Stop::Old)?;
        self.at(shown.number, shown.place).await
    }

    /// The number of the page at a place: the one that it had, as long as the book has it there.
    async fn at(&self, number: i32, place: Option<FilesPlace>) -> Result<i32, Stop> {
        let is_kept = self.book(|book| book.page(number).is_some_and(|page| page.place == place));
        if is_kept.unwrap_or(false) {
            return Ok(number);
        }
        self.open(place).await?;
        self.next_page(false).await?.ok_or(Stop::Old)
    }

    pub(super) async fn older(&self) -> Result<(), Stop> {
        let here = self.here().await?;
        let next = here.saturating_add(1);
        let is_known = self.book(|book| book.page(next).is_some())?;
        let next = if is_known { Some(next) } else { self.next_page(false).await? };
        match next {
            Some(next) => self.go(next, None),
            None => {
                self.reader.put(&self.list, Some(here));
                Ok(())
            }
        }
    }

    pub(super) async fn newer(&self) -> Result<(), Stop> {
        let here = self.here().await?;
        let previous = here.saturating_sub(1);
        if self.book(|book| book.page(previous).is_some())? {
            return self.go(previous, None);
        }
        let before =
            self.book(|book| book.first().and_then(|(_, page)| Before::of(&book.how, book.size, page)))?;
        let Some(mut before) = before else {
            self.book(Book::begins_here)?;
            self.reader.put(&self.list, Some(here));
            return Ok(());
        };
        loop {
            let (ask, backwards) = before.ask();
            let rows = self.ask(ask, backwards).await?;
            match before.take(rows) {
                None => {}
                Some((Some(page), begins)) => {
                    self.book(|book| book.put_before(page, begins))?;
                    return self.go(previous, None);
                }
                Some((None, _)) => {
                    self.book(Book::begins_here)?;
                    self.reader.put(&self.list, Some(here));
                    return Ok(());
                }
            }
        }
    }

    /// Shows a page of the book, and makes it the address.
    fn go(&self, number: i32, open: Option<FilesRow>) -> Result<(), Stop> {
        self.wanted()?;
        let place = self.book(|book| book.page(number).and_then(|page| page.place))?;
        self.reader.put(&self.list, Some(number));
        self.reader.nav.go(false, |at| (at.place, at.open) = (place, open));
        Ok(())
    }

    /// Reads on until a row passes the filter: after the `open` row of this page, or after the page at which it was
    /// stopped, which is counted already.
    pub(super) async fn find(&self, open: Option<FilesRow>, stopped: Option<Counted>) -> Result<(), Stop> {
        let reader = self.reader;
        let filter = reader.nav.at.try_get_untracked().ok_or(Stop::Old)?.filter;
        let began_ms = time::ticks_ms();
        let earlier = match reader.finding.try_get_untracked() {
            Some(Finding::Stopped(progress)) if stopped.is_some() => progress,
            _ => Progress::default(),
        };
        let mut progress = earlier;
        let mut open = open;
        let mut is_counted = stopped.is_some();
        let mut number = match stopped {
            Some(counted) => {
                reader.finding.try_set(Finding::Running(progress));
                self.at(counted.number, counted.place).await?
            }
            None => self.here().await?,
        };
        loop {
            if !std::mem::take(&mut is_counted) {
                let (found, place) = self.look_through(number, open.take(), &filter, &mut progress)?;
                progress.took_ms =
                    earlier.took_ms.saturating_add(time::elapsed_ms(began_ms, time::ticks_ms()));
                if found.is_some() {
                    self.go(number, found)?;
                    reader.finding.try_set(Finding::Found(progress));
                    return Ok(());
                }
                reader.counted.try_set_value(Some(Counted { number, place }));
                reader.finding.try_set(Finding::Running(progress));
            }
            let next = number.saturating_add(1);
            let is_known = self.book(|book| book.page(next).is_some())?;
            let next = if is_known { Some(next) } else { self.next_page(true).await? };
            match next {
                Some(next) => number = next,
                None => {
                    reader.finding.try_set(Finding::NotFound(progress));
                    return Ok(());
                }
            }
        }
    }

    /// The first row of a page that passes, after the `open` one; and the page's place. What was looked at is counted.
    fn look_through(
        &self,
        number: i32,
        open: Option<FilesRow>,
        filter: &FileFilter,
        progress: &mut Progress,
    ) -> Result<(Option<FilesRow>, Option<FilesPlace>), Stop> {
        let page = self.book(|book| book.page(number).map(|page| (page.rows.clone(), page.place)))?;
        let (rows, place) = page.ok_or(Stop::Old)?;
        let after = open.and_then(|open| {
            rows.iter().enumerate().position(|(nth, row)| match open {
                FilesRow::Uid(uid) => row.message_uid == Some(uid),
                FilesRow::Nth(at) => nth == at,
            })
        });
        let begin = after.map_or(0, |at| at + 1);
        let found = rows.iter().skip(begin).position(|row| passes(filter, row)).map(|at| at + begin);
        let end = found.map_or(rows.len(), |at| at + 1);
        progress.files += end.saturating_sub(begin);
        progress.pages += 1;
        progress.reached = rows.iter().take(end).rev().find_map(|row| time_of(row));
        let row = found.and_then(|at| rows.get(at).map(|row| (at, row)));
        Ok((row.map(|(at, row)| row.message_uid.map_or(FilesRow::Nth(at), FilesRow::Uid)), place))
    }
}
