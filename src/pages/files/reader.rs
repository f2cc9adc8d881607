//! The page that the address names, read from the server; and the steps from there: older, newer, find.
//!
//! The address decides. A step reads what it needs, and then goes to the address of the page that it found, which is in
//! the book by then. Whatever is under way ends as soon as something else is asked for.

use std::sync::Arc;

use firetower_protocol::file_row::FileRow;
use firetower_protocol::{Capability, Operation, TimestampMs};

use super::book::Book;
use super::list::{How, List};
use super::nav::Nav;
use super::step::{Stop, Task};
use crate::api::{Client, Leave, Reading};
use crate::dom::prelude::*;
use crate::error::ApiError;
use crate::paths::FilesPlace;
use crate::state::page::Page;
use crate::state::session::Session;

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
    /// Which page of the book it is.
    pub(super) number: i32,
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

/// The last page that a search looked through.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Counted {
    pub(super) number: i32,
    /// The number is the book's, which may be opened anew meanwhile; this is not.
    pub(super) place: Option<FilesPlace>,
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

#[derive(Clone, Copy)]
pub(super) struct Reader {
    client: StoredValue<Client>,
    pub(super) nav: Nav,
    pub(super) book: StoredValue<Option<(List, Book)>>,
    pub(super) last_reading: StoredValue<Option<(Reading<()>, bool)>>,
    /// Counts what was asked for: an older number is of no interest any more.
    pub(super) run: StoredValue<u32>,
    last_step: StoredValue<Step>,
    /// What a search that is gone on with begins after.
    pub(super) counted: StoredValue<Option<Counted>>,
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
            counted: StoredValue::new(None),
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
            reader.counted.set_value(None);
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
        if step == Step::Find {
            self.counted.set_value(None);
        }
        self.busy.set(true);
        let task = Task { reader: self, client: self.client.get_value(), list, run: self.run.get_value() };
        // Reading is asked for by hand here: what looked like a missing path may have been a fault.
        task.client.session.capabilities.update(|table| {
            if table.get(Operation::ConversationFiles) == Capability::NotOffered {
                table.forget(Operation::ConversationFiles);
            }
        });
        spawn(async move {
            let done = match step {
                Step::Show => task.show(at.place).await,
                Step::Older => task.older().await,
                Step::Newer => task.newer().await,
                Step::Find => task.find(at.open, None).await,
                Step::FindOn => task.find(None, self.counted.try_get_value().flatten()).await,
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
        let has_begun = self.counted.with_value(Option::is_some);
        self.start(if step == Step::Find && has_begun { Step::FindOn } else { step });
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
        if let Some(counted) = self.counted.get_value() {
            self.nav.go(false, |at| (at.place, at.open) = (counted.place, None));
        }
    }

    /// Shows a page of the book; `None` where the list is empty.
    pub(super) fn put(self, list: &List, number: Option<i32>) {
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
