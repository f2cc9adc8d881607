//! The robots of a server, as far as they were read: a page of them, or all, one page after the other.
//!
//! A server without a list of robots has them among its users; then all users are read and the robots picked out.

use crate::dom::prelude::*;
use firetower_protocol::user::Page as Slice;
use firetower_protocol::{Capability, Edition, Operation, TimestampMs, UserId};

use super::rows::{Row, add, int, robots, users};
use crate::api::{Client, Leave};
use crate::error::{ApiError, Kind};
use crate::paths::RobotsAt;
use crate::state::page::Page;
use crate::state::session::Session;
use crate::state::time;

/// Robots a page.
pub(super) const PAGE: usize = 20;
/// How many are asked for at once where all are read.
const STEP: i32 = 500;

/// What the loaded rows are.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Extent {
    /// One page as the server has it; `more`: others follow.
    Page { number: u32, more: bool },
    /// From the first on; `ended`: these are all.
    Whole { ended: bool },
}

/// How far reading all has come.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Progress {
    /// Users where robots are among them.
    pub(super) read: usize,
    pub(super) per_second: u32,
}

#[derive(Clone, Copy)]
pub(super) struct Listing {
    client: StoredValue<Client>,
    pub(super) rows: RwSignal<Vec<Row>>,
    pub(super) extent: RwSignal<Extent>,
    /// `None`: nothing is being followed.
    pub(super) progress: RwSignal<Option<Progress>>,
    pub(super) error: RwSignal<Option<ApiError>>,
    pub(super) read_at: RwSignal<Option<TimestampMs>>,
    pub(super) is_busy: RwSignal<bool>,
    /// Robots are picked out of all users.
    pub(super) among_users: RwSignal<bool>,
    /// Where reading all goes on.
    offset: StoredValue<i32>,
    /// Whoever reads for an older one stops.
    run: StoredValue<u32>,
    insists: StoredValue<bool>,
}

impl Listing {
    pub(super) fn begin(session: &Session) -> Self {
        let client = Client::of_page(session.clone(), Page::Robots, Leave::with_page());
        Self {
            client: StoredValue::new(client),
            rows: RwSignal::default(),
            extent: RwSignal::new(Extent::Whole { ended: false }),
            progress: RwSignal::new(None),
            error: RwSignal::new(None),
            read_at: RwSignal::new(None),
            is_busy: RwSignal::new(false),
            among_users: RwSignal::new(false),
            offset: StoredValue::new(0),
            run: StoredValue::new(0),
            insists: StoredValue::new(false),
        }
    }

    pub(super) fn client(self) -> Client {
        self.client.get_value()
    }

    /// Follows the address: a page that is not there yet is read.
    pub(super) fn show(self, at: &RobotsAt) {
        let has_all = matches!(self.extent.get_untracked(), Extent::Whole { .. })
            && (self.read_at.get_untracked().is_some() || self.is_busy.get_untracked());
        let wants_all = at.whole || self.among_users.get_untracked();
        if !(has_all && wants_all) {
            self.read(at);
        }
    }

    /// Reads what the address shows, from its beginning.
    pub(super) fn read(self, at: &RobotsAt) {
        let client = self.client();
        let lacks_list = untrack(|| match client.session.capability(Operation::AllRobots) {
            Capability::NotOffered => true,
            Capability::Unknown => {
                client.session.edition() == Edition::Community && !self.insists.get_value()
            }
            Capability::Answers(_) => false,
        });
        self.among_users.set(lacks_list);
        self.offset.set_value(0);
        if at.whole || lacks_list {
            self.follow(true);
        } else {
            self.read_page(at.page);
        }
    }

    /// After a failure: what was read already is not read again.
    pub(super) fn retry(self, at: &RobotsAt) {
        let follows = at.whole || self.among_users.get_untracked();
        if follows && self.offset.get_value() > 0 {
            self.go_on();
        } else {
            self.ask_anew();
            self.read(at);
        }
    }

    /// It is asked for by hand: what looked like a missing path may have been a fault.
    fn ask_anew(self) {
        self.client.with_value(|client| {
            client.session.capabilities.update(|table| {
                for list in [Operation::AllRobots, Operation::AllUsers] {
                    if table.get(list) == Capability::NotOffered {
                        table.forget(list);
                    }
                }
            });
        });
    }

    /// The server was upgraded, or what looked like a missing path was a fault.
    pub(super) fn insist(self, at: &RobotsAt) {
        self.insists.set_value(true);
        self.client.with_value(|client| {
            client.session.capabilities.update(|table| table.forget(Operation::AllRobots));
        });
        self.read(at);
    }

    /// Stops reading all; what was read stays.
    pub(super) fn cancel(self) {
        self.run.update_value(|run| *run += 1);
        self.progress.set(None);
        self.is_busy.set(false);
    }

    pub(super) fn go_on(self) {
        self.follow(false);
    }

    /// A robot that was written: its name may be another, or it may be new.
    pub(super) fn wrote(self, row: Row) {
        let is_whole = self.extent.get_untracked() == Extent::Whole { ended: true };
        self.rows.try_update(|rows| match rows.iter_mut().find(|known| known.id == row.id) {
            Some(known) => *known = row,
            None if is_whole => rows.push(row),
            None => {}
        });
    }

    fn start(self) -> u32 {
        self.run.update_value(|run| *run += 1);
        self.is_busy.set(true);
        self.error.set(None);
        self.run.get_value()
    }

    /// Whether this run was overtaken, or its page left.
    fn is_over(self, run: u32) -> bool {
        self.run.try_get_value() != Some(run)
    }

    fn read_page(self, number: u32) {
        let run = self.start();
        self.progress.set(None);
        spawn(async move {
            let read = self.page(number, run).await;
            if self.is_over(run) {
                return;
            }
            match read {
                Ok((rows, more, time)) => {
                    self.rows.try_set(rows);
                    self.extent.try_set(Extent::Page { number, more });
                    self.read_at.try_set(Some(time));
                    self.is_busy.try_set(false);
                }
                Err(error) => self.failed(error),
            }
        });
    }

    /// One robot more than the page has is asked for, which tells whether others follow. A server may give fewer than were
    /// asked for, so only an answer without a robot is the end.
    async fn page(self, number: u32, run: u32) -> Result<(Vec<Row>, bool, TimestampMs), ApiError> {
        let from = i32::try_from(number.saturating_sub(1)).unwrap_or(0).saturating_mul(int(PAGE));
        let client = self.client();
        let mut rows: Vec<Row> = Vec::new();
        loop {
            let wanted = PAGE + 1 - rows.len();
            let slice = Slice { count: int(wanted), offset: from.saturating_add(int(rows.len())) };
            let piece = robots(&client, slice).await?;
            let before = rows.len();
            add(&mut rows, piece.rows);
            if rows.len() > PAGE || rows.len() == before || self.is_over(run) {
                let more = rows.len() > PAGE;
                rows.truncate(PAGE);
                return Ok((rows, more, piece.time));
            }
        }
    }

    fn follow(self, anew: bool) {
        let run = self.start();
        let from_users = self.among_users.get_untracked();
        self.progress.set(Some(Progress {
            read: usize::try_from(self.offset.get_value()).unwrap_or(0),
            per_second: 0,
        }));
        spawn(async move {
            let read = self.all(run, from_users, anew).await;
            if let Some(error) = read.err().filter(|_| !self.is_over(run)) {
                self.failed(error);
            }
        });
    }

    async fn all(self, run: u32, from_users: bool, mut anew: bool) -> Result<(), ApiError> {
        let client = self.client();
        let (began_ms, began_at) = (time::ticks_ms(), self.offset.get_value());
        let mut last: Vec<UserId> = Vec::new();
        loop {
            let offset = self.offset.try_get_value().unwrap_or(0);
            let slice = Slice { count: STEP, offset };
            let piece =
                if from_users { users(&client, slice).await? } else { robots(&client, slice).await? };
            if self.is_over(run) {
                return Ok(());
            }
            // An answer like the last one is a server that knows no offset.
            let ended = piece.ids.is_empty() || piece.ids == last;
            let next = if ended { offset } else { offset.saturating_add(int(piece.ids.len())) };
            self.offset.try_update_value(|offset| *offset = next);
            // The old rows stay until there is something to show in their place.
            let starts_over = std::mem::take(&mut anew);
            self.rows.try_update(|rows| {
                if starts_over {
                    rows.clear();
                }
                if !ended {
                    add(rows, piece.rows);
                }
            });
            self.extent.try_set(Extent::Whole { ended });
            self.read_at.try_set(Some(piece.time));
            if ended {
                self.progress.try_set(None);
                self.is_busy.try_set(false);
                return Ok(());
            }
            last = piece.ids;
            let elapsed_ms = time::elapsed_ms(began_ms, time::ticks_ms()).max(1);
            let fresh = u32::try_from(next.saturating_sub(began_at)).unwrap_or(0);
            let per_second = fresh.saturating_mul(1_000) / elapsed_ms;
            self.progress.try_set(Some(Progress { read: usize::try_from(next).unwrap_or(0), per_second }));
        }
    }

    fn failed(self, error: ApiError) {
        if error.kind == Kind::Left {
            return;
        }
        let lacks_list = self.client.try_with_value(|client| {
            untrack(|| client.session.capability(Operation::AllRobots)) == Capability::NotOffered
        });
        self.progress.try_set(None);
        self.is_busy.try_set(false);
        if lacks_list == Some(true) && !self.among_users.get_untracked() {
            // Known now: the robots are among the users.
            self.among_users.set(true);
            self.offset.set_value(0);
            self.follow(true);
        } else {
            self.error.try_set(Some(error));
        }
    }
}
