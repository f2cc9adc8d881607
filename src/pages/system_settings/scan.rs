//! Finding the settings that are set: a range of ids is read one after the other, and nothing is written.
//!
//! The search belongs to the page, so it goes on while another setting is looked at, and ends when the page is left.

use std::pin::Pin;
use std::task::Poll;

use firetower_protocol::system_setting::SystemSetting;
use firetower_protocol::{Capability, Code, Operation, SettingId};
use gloo_timers::future::TimeoutFuture;

use super::range::{Range, pace};
use super::readings::Readings;
use crate::api::{Client, Reading};
use crate::dom::prelude::*;
use crate::error::{ApiError, Kind};
use crate::state::time;

/// Requests that are under way at the same time.
const AT_ONCE: u32 = 4;
/// A batch takes at least so long. All clients together have 10 000 calls in 10 s; this takes a quarter of them at most.
const BATCH_MS: u32 = 16;
/// After 250 (too many calls): each wait is twice the one before, up to the length of the server's window.
const WAIT_FIRST_S: u32 = 2;
const WAIT_MOST_S: u32 = 10;

#[derive(Clone, Debug, PartialEq)]
pub(super) enum Step {
    Idle,
    Going,
    /// The limit of calls is used up; it goes on by itself after so many seconds.
    Waiting(u32),
    Cancelled,
    Stopped(ApiError),
    Done,
}

#[derive(Clone, Debug, PartialEq)]
pub(super) struct Progress {
    pub(super) range: Option<Range>,
    pub(super) step: Step,
    /// Ids that were read, from the first on.
    pub(super) done: u32,
    /// How many a second, and how many seconds are left.
    pub(super) pace: Option<(u32, u32)>,
}

impl Progress {
    pub(super) fn count(&self) -> u32 {
        self.range.map_or(0, Range::count)
    }

    /// Where it would go on.
    pub(super) fn next(&self) -> Option<SettingId> {
        self.range.and_then(|range| range.next(self.done))
    }

    pub(super) fn is_going(&self) -> bool {
        matches!(self.step, Step::Going | Step::Waiting(_))
    }
}

#[derive(Clone, Copy)]
pub(super) struct Scan {
    readings: Readings,
    pub(super) progress: RwSignal<Progress>,
    pub(super) found: RwSignal<Vec<SystemSetting>>,
    /// Of two runs only the later one counts; a cancelled one counts no more.
    run: StoredValue<u32>,
}

impl Scan {
    pub(super) fn new(readings: Readings) -> Self {
        let progress = Progress { range: None, step: Step::Idle, done: 0, pace: None };
        Self {
            readings,
            progress: RwSignal::new(progress),
            found: RwSignal::new(Vec::new()),
            run: StoredValue::new(0),
        }
    }

    pub(super) fn start(self, range: Range) {
        self.found.set(Vec::new());
        self.progress.set(Progress { range: Some(range), step: Step::Going, done: 0, pace: None });
        self.go_on();
    }

    pub(super) fn cancel(self) {
        self.run.update_value(|run| *run += 1);
        self.progress.update(|progress| progress.step = Step::Cancelled);
    }

    /// From the first id that was not read.
    pub(super) fn go_on(self) {
        let Some(range) = self.progress.with_untracked(|progress| progress.range) else { return };
        self.run.update_value(|run| *run += 1);
        self.progress.update(|progress| progress.step = Step::Going);
        let (run, client) = (self.run.get_value(), self.readings.client());
        self.readings.ask_anew();
        spawn(async move { self.search(run, range, &client).await });
    }

    fn is_over(self, run: u32) -> bool {
        self.run.try_get_value() != Some(run)
    }

    async fn search(self, run: u32, range: Range, client: &Client) {
        let began_ms = time::ticks_ms();
        let already = self.progress.with_untracked(|progress| progress.done);
        let mut done = already;
        let mut wait_s = WAIT_FIRST_S;
        loop {
            // Which form the server speaks is found out by one; several would each try both.
            let knows = client.session.capabilities.with_untracked(|table| {
                matches!(table.get(Operation::ReadSystemSetting), Capability::Answers(_))
            });
            let ids = range.batch(done, if knows { AT_ONCE } else { 1 });
            if ids.is_empty() {
                return self.step(run, Step::Done);
            }
            let batch_began_ms = time::ticks_ms();
            let answers = together(ids.iter().map(|id| client.system_setting(*id)).collect()).await;
            if self.is_over(run) {
                return;
            }
            let mut trouble = None;
            for answer in answers {
                match answer {
                    // What follows a failure is asked again, so that nothing is left out.
                    Ok(reading) => self.read(reading),
                    Err(error) => {
                        trouble = Some(error);
                        break;
                    }
                }
                done += 1;
            }
            let took_ms = time::elapsed_ms(began_ms, time::ticks_ms());
            self.progress.update(|progress| {
                progress.done = done;
                progress.pace = pace(done - already, took_ms, range.count() - done);
            });
            match trouble {
                None => {
                    wait_s = WAIT_FIRST_S;
                    let batch_ms = time::elapsed_ms(batch_began_ms, time::ticks_ms());
                    if batch_ms < BATCH_MS {
                        TimeoutFuture::new(BATCH_MS - batch_ms).await;
                    }
                }
                Some(ApiError { kind: Kind::Left, .. }) => return,
                Some(ApiError { kind: Kind::Server { code: Code::OverFrequency, .. }, .. }) => {
                    self.step(run, Step::Waiting(wait_s));
                    TimeoutFuture::new(wait_s * 1000).await;
                    wait_s = (wait_s * 2).min(WAIT_MOST_S);
                    self.step(run, Step::Going);
                }
                Some(error) => return self.step(run, Step::Stopped(error)),
            }
            if self.is_over(run) {
                return;
            }
        }
    }

    fn step(self, run: u32, step: Step) {
        if !self.is_over(run) {
            self.progress.try_update(|progress| progress.step = step);
        }
    }

    fn read(self, reading: Reading<Option<SystemSetting>>) {
        if let Some(setting) = reading.value.clone() {
            self.readings.found(setting.id, reading);
            self.found.update(|found| found.push(setting));
        }
    }
}

/// All of them at the same time, in their order.
async fn together<F: Future>(tasks: Vec<F>) -> Vec<F::Output> {
    let mut tasks: Vec<_> = tasks.into_iter().map(|task| (Box::pin(task), None)).collect();
    std::future::poll_fn(move |context| {
        for (task, output) in &mut tasks {
            if output.is_none()
                && let Poll::Ready(ready) = Pin::new(task).poll(context)
            {
                *output = Some(ready);
            }
        }
        if tasks.iter().all(|(_, output)| output.is_some()) {
            Poll::Ready(tasks.iter_mut().filter_map(|(_, output)| output.take()).collect())
        } else {
            Poll::Pending
        }
    })
    .await
}
