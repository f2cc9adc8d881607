//! The page that the address names, read from the server; and the steps from there: older, newer, find.
//!
//! The address decides. A step reads what it needs, and then goes to the address of the page that it found, which is in
//! the book by then. Whatever is under way ends as soon as something else is asked for.

use std::sync::Arc;

use firetower_protocol::TimestampMs;
use firetower_protocol::file_row::FileRow;

use super::before::Before;
use super::book::Book;
use super::list::{How, List, Subject, time_of};
use super::narrow::passes;
use super::nav::Nav;
use super::wire;
use crate::api::{Client, Leave, Reading};
use crate::dom::prelude::*;
use crate::error::{ApiError, Kind};
use crate::paths::{FilesPlace, FilesRow};
use crate::state::page::Page;
use crate::state::session::Session;
use crate::state::time;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Step {
    Show,
    Older,
    Newer,
    /// From the open row on.
    Find,
    /// From where it was stopped.
    FindOn,
}

/// A page as it is shown.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Shown {
    pub(super) list: List,
    pub(super) rows: Arc<Vec<Arc<FileRow>>>,
    /// Differs from that of any other page, and of the same page read again.
    pub(super) serial: u32,
    pub(super) place: Option<FilesPlace>,
    /// How many rows of the list lie before it, where that is known.
    pub(super) before: Option<usize>,
    pub(super) is_first: bool,
    pub(super) is_last: bool,
    pub(super) by_time: bool,
    /// The milliseconds that may hold more files than are shown.
    pub(super) crowded: Vec<TimestampMs>,
    /// The server answers whatever position is asked for with the same rows.
    pub(super) gave_up: bool,
    /// The server said 253.
    pub(super) not_exist: bool,
    pub(super) reading: Option<Reading<()>>,
    number: i32,
}

/// How far a search has come.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Progress {
    pub(super) files: usize,
    pub(super) pages: usize,
    /// The time of the last file that was looked at.
    pub(super) reached: Option<TimestampMs>,
    pub(super) took_ms: u32,
}

#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) enum Finding {
    #[default]
    Idle,
    /// Nothing is said yet of what to find.
    Unsaid,
    Running(Progress),
    Stopped(Progress),
    Found(Progress),
    NotFound(Progress),
}

/// Why a step ends early.
enum Stop {
    /// Something else was asked for meanwhile.
    Old,
    Failed(ApiError),
}

impl From<ApiError> for Stop {
    fn from(error: ApiError) -> Self {
        if error.kind == Kind::Left { Self::Old } else { Self::Failed(error) }
    }
}

#[derive(Clone, Copy)]
pub(super) struct Reader {
    client: StoredValue<Client>,
    nav: Nav,
    book: StoredValue<Option<(List, Book)>>,
    last_reading: StoredValue<Option<(Reading<()>, bool)>>,
    /// Counts what was asked for: an older number is of no interest any more.
    run: StoredValue<u32>,
    last_step: StoredValue<Step>,
    /// The page at which a search was stopped.
    find_at: StoredValue<Option<i32>>,
    pub(super) shown: RwSignal<Option<Shown>>,
    pub(super) busy: RwSignal<bool>,
    pub(super) failed: RwSignal<Option<ApiError>>,
    pub(super) finding: RwSignal<Finding>,
}

impl Reader {
    /// Follows the address from now on.
    pub(super) fn begin(session: &Session, nav: Nav) -> Self {
        let client = Client::of_page(session.clone(), Page::Files, Leave::with_page());
        let reader = Self {
            client: StoredValue::new(client),
            nav,
            book: StoredValue::new(None),
            last_reading: StoredValue::new(None),
            run: StoredValue::new(0),
            last_step: StoredValue::new(Step::Show),
            find_at: StoredValue::new(None),
            shown: RwSignal::new(None),
            busy: RwSignal::new(false),
            failed: RwSignal::new(None),
            finding: RwSignal::new(Finding::Idle),
        };
        let asked = memo(move || nav.at.with(|at| (List::of(at), at.place)));
        watch(move || {
            let (list, place) = asked.get();
            untrack(|| reader.follow(list, place));
        });
        let criteria = memo(move || nav.at.with(|at| (List::of(at), at.filter.clone())));
        watch(move || {
            criteria.with(|_| ());
            reader.find_at.set_value(None);
            reader.finding.set(Finding::Idle);
        });
        reader
    }

    fn follow(self, list: Option<List>, place: Option<FilesPlace>) {
        let Some(list) = list else {
            self.end();
            self.shown.set(None);
            return;
        };
        let is_shown = self.shown.with_untracked(|shown| {
            shown.as_ref().is_some_and(|shown| shown.list == list && shown.place == place)
        });
        if is_shown {
            return;
        }
        self.end();
        let kept = self.book.with_value(|held| {
            held.as_ref().filter(|(known, _)| *known == list).and_then(|(_, book)| book.find(place))
        });
        match kept {
            Some(number) => self.put(&list, Some(number)),
            None => {
                // Rows of one conversation must never stand under another's name.
                let is_same = self.shown.with_untracked(|shown| {
                    shown.as_ref().is_some_and(|shown| shown.list.subject == list.subject)
                });
                if !is_same {
                    self.shown.set(None);
                }
                self.start(Step::Show);
            }
        }
    }

    /// Ends what is under way.
    fn end(self) {
        self.run.update_value(|run| *run = run.wrapping_add(1));
        self.busy.set(false);
        self.failed.set(None);
    }

    pub(super) fn start(self, step: Step) {
        self.end();
        self.last_step.set_value(step);
        let at = self.nav.at.get_untracked();
        let Some(list) = List::of(&at) else { return };
        if matches!(step, Step::Find | Step::FindOn) && at.filter.is_empty() {
            self.finding.set(Finding::Unsaid);
            return;
        }
        self.busy.set(true);
        let task = Task { reader: self, client: self.client.get_value(), list, run: self.run.get_value() };
        spawn(async move {
            let done = match step {
                Step::Show => task.show(at.place).await,
                Step::Older => task.older().await,
                Step::Newer => task.newer().await,
                Step::Find => task.find(at.open, None).await,
                Step::FindOn => task.find(None, self.find_at.try_get_value().flatten()).await,
            };
            if !task.is_wanted() {
                return;
            }
            self.busy.try_set(false);
            if let Err(Stop::Failed(error)) = done {
                self.failed.try_set(Some(error));
                self.finding.try_update(Finding::stop);
            }
        });
    }

    pub(super) fn retry(self) {
        let step = self.last_step.get_value();
        self.start(if step == Step::Find { Step::FindOn } else { step });
    }

    /// The same page, asked for anew.
    pub(super) fn read_again(self) {
        self.book.set_value(None);
        self.start(Step::Show);
    }

    pub(super) fn cancel(self) {
        self.end();
        self.finding.update(Finding::stop);
    }

    /// Goes to the page at which a search was stopped.
    pub(super) fn show_stopped(self) {
        let place = self.find_at.get_value().and_then(|number| {
            self.book.with_value(|held| held.as_ref()?.1.page(number).map(|page| page.place))
        });
        if let Some(place) = place {
            self.nav.go(false, |at| (at.place, at.open) = (place, None));
        }
    }

    /// Shows a page of the book; `None` where the list is empty.
    fn put(self, list: &List, number: Option<i32>) {
        let (reading, not_exist) = self
            .last_reading
            .try_get_value()
            .flatten()
            .map_or((None, false), |(reading, none)| (Some(reading), none));
        let shown = self.book.try_with_value(|held| {
            let book = &held.as_ref()?.1;
            let page = number.and_then(|number| book.page(number));
            let rows = page.map(|page| page.rows.clone()).unwrap_or_default();
            let earlier = self.shown.try_get_untracked().flatten();
            let serial = earlier.map_or(0, |shown| {
                if Arc::ptr_eq(&shown.rows, &rows) { shown.serial } else { shown.serial.wrapping_add(1) }
            });
            Some(Shown {
                list: list.clone(),
                rows,
                serial,
                place: page.and_then(|page| page.place),
                before: page.and_then(|page| page.before),
                is_first: number.is_none_or(|number| book.begins_with(number)),
                is_last: number.is_none_or(|number| book.ends_with(number)),
                by_time: matches!(book.how, How::Time { .. }),
                crowded: book.crowded().to_vec(),
                gave_up: book.gave_up(),
                not_exist,
                reading,
                number: number.unwrap_or_default(),
            })
        });
        if let Some(shown) = shown.flatten() {
            self.shown.try_set(Some(shown));
        }
    }
}

impl Finding {
    fn stop(&mut self) {
        if let Self::Running(progress) = *self {
            *self = Self::Stopped(progress);
        }
    }
}

/// One step under way.
struct Task {
    reader: Reader,
    client: Client,
    list: List,
    run: u32,
}

impl Task {
    fn is_wanted(&self) -> bool {
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

    async fn ask(&self, ask: firetower_protocol::paging::Ask, backwards: bool) -> Result<Vec<FileRow>, Stop> {
        let (rows, reading) = wire::ask(&self.client, &self.list, ask, backwards).await?.apart();
        self.wanted()?;
        self.reader.last_reading.try_set_value(Some((reading, rows.is_none())));
        Ok(rows.map(|rows| rows.0).unwrap_or_default())
    }

    async fn show(&self, place: Option<FilesPlace>) -> Result<(), Stop> {
        self.open(place).await?;
        let number = self.next_page(false).await?;
        self.reader.put(&self.list, number);
        Ok(())
    }

    /// The number of the page that is shown. Where it was dropped meanwhile, the book is opened there anew.
    async fn here(&self) -> Result<i32, Stop> {
        let shown = self.reader.shown.try_get_untracked().flatten().ok_or(Stop::Old)?;
        let is_kept = self.book(|book| book.page(shown.number).is_some_and(|page| page.place == shown.place));
        if is_kept.unwrap_or(false) {
            return Ok(shown.number);
        }
        self.open(shown.place).await?;
        self.next_page(false).await?.ok_or(Stop::Old)
    }

    async fn older(&self) -> Result<(), Stop> {
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

    async fn newer(&self) -> Result<(), Stop> {
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

    /// Reads on until a row passes the filter: after the `open` row of this page, or from the page at which it was
    /// stopped.
    async fn find(&self, open: Option<FilesRow>, stopped_at: Option<i32>) -> Result<(), Stop> {
        let reader = self.reader;
        let filter = reader.nav.at.try_get_untracked().ok_or(Stop::Old)?.filter;
        let began_ms = time::ticks_ms();
        let earlier = match reader.finding.try_get_untracked() {
            Some(Finding::Stopped(progress)) if stopped_at.is_some() => progress,
            _ => Progress::default(),
        };
        let mut progress = earlier;
        let mut number = match stopped_at {
            Some(at) if self.book(|book| book.page(at).is_some()).unwrap_or(false) => at,
            _ => self.here().await?,
        };
        let mut open = open;
        loop {
            let rows = self.book(|book| book.page(number).map(|page| page.rows.clone()))?.ok_or(Stop::Old)?;
            let after = open.take().and_then(|open| {
                rows.iter().enumerate().position(|(nth, row)| match open {
                    FilesRow::Uid(uid) => row.message_uid == Some(uid),
                    FilesRow::Nth(at) => nth == at,
                })
            });
            let begin = after.map_or(0, |at| at + 1);
            let found = rows.iter().skip(begin).position(|row| passes(&filter, row)).map(|at| at + begin);
            let looked_at = found.map_or(rows.len(), |at| at + 1).saturating_sub(begin);
            progress.files += looked_at;
            progress.pages += 1;
            progress.reached =
                rows.iter().take(found.map_or(rows.len(), |at| at + 1)).rev().find_map(|row| time_of(row));
            progress.took_ms = earlier.took_ms.saturating_add(time::elapsed_ms(began_ms, time::ticks_ms()));
            if let Some((at, row)) = found.and_then(|at| rows.get(at).map(|row| (at, row))) {
                let key = row.message_uid.map_or(FilesRow::Nth(at), FilesRow::Uid);
                self.go(number, Some(key))?;
                reader.finding.try_set(Finding::Found(progress));
                return Ok(());
            }
            reader.find_at.try_set_value(Some(number));
            reader.finding.try_set(Finding::Running(progress));
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
}
