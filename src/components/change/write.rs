//! From what is meant to what it came to: asked in production, written, and read back where nobody knows.

use super::{Change, Form, Phase};
use crate::api::verified::{Act, Done, Ending, Line, Report};
use crate::api::{Client, Reading};
use crate::dom::prelude::*;
use crate::error::ApiError;
use crate::state::change::{Held, Intent, Record};
use crate::state::drafts::Draft;
use crate::state::journal::{Entry, Outcome};
use crate::state::lock;
use crate::state::new_secrets::Fate;

impl Change {
    /// Begins a write: production asks first.
    pub(crate) fn intend(self, intent: Intent) {
        // Asking about what the guard refuses would promise something.
        if self.is_read_only() {
            return;
        }
        if self.is_production() {
            self.asked.set(Some(intent));
            self.asking.set(true);
        } else {
            self.write(intent);
        }
    }

    pub(crate) fn intend_form(self) {
        let intent = untrack(|| Intent::of_form(self.base().0, self.wanted(), &self.on_server().0));
        self.intend(intent);
    }

    /// What failed, once more. A form's draft may have grown meanwhile, and what is seen is what is written.
    pub(super) fn again(self, failed: &Intent) {
        if !failed.is_undo && untrack(|| self.is_kept()) {
            self.intend_form();
        } else {
            self.intend(failed.clone());
        }
    }

    pub(super) fn agree(self) {
        self.asking.set(false);
        if let Some(intent) = self.asked.get_untracked() {
            self.write(intent);
        }
    }

    fn write(self, intent: Intent) {
        if self.phase.get_untracked() == Phase::Writing || self.looking.get_untracked() {
            return;
        }
        self.phase.set(Phase::Writing);
        // The write and its reading back go on when the page is left; only their report has nowhere to go then.
        let client = self.client.with_value(Client::to_the_end);
        let (target, key) = (self.target(), self.key());
        let draft = untrack(|| self.kept()).filter(|_| !intent.is_undo);
        self.written.set_value(draft.clone());
        let new_secret = intent.to.secret("secret").cloned();
        if new_secret.is_some() {
            client.session.new_secrets.begin();
        }
        let begun = lock::times();
        spawn(async move {
            let changed = client.change(&target, &intent).await;
            if let Some(secret) = new_secret {
                // A lock in between, or the connection's end, took it from the memory, and it must not come back there.
                let is_gone = lock::times() != begun || client.session.has_ended.is_set();
                let fate = if is_gone { Fate::Not } else { fate(&changed.report.ending) };
                client.session.new_secrets.ended(&target.key(), secret, fate);
            }
            if let (Ending::Verified { .. }, Some(draft)) = (&changed.report.ending, draft) {
                settle(&client, &key, draft, &changed.sent);
            }
            // The page may be gone by now; then nothing is shown, and the draft's fate is already decided.
            self.ended(changed.report, intent, changed.entry, changed.sent);
        });
    }

    fn ended(self, report: Report<Held>, intent: Intent, entry: Option<Entry>, sent: Held) {
        if self.phase.try_get_untracked().is_none() {
            return;
        }
        if matches!(report.ending, Ending::Verified { .. }) {
            self.form.with_value(Form::forget_secret);
        }
        let read = report.lines.iter().rev().filter(|line| line.act != Act::Write);
        if let Some(done) = read.filter_map(|line| line.done.as_ref()).next() {
            let reading =
                Reading { value: done.value.clone(), time: done.time, took_ms: done.took_ms, exchange: 0 };
            self.source.with_value(|source| (source.put)(reading));
        }
        // Set after the reading, which may draw the page anew: what a write came to must not be lost with it.
        self.phase.try_set(Phase::Ended {
            report: Box::new(report),
            intent,
            entry: entry.map(Box::new),
            sent,
        });
    }

    /// Nobody knows what the last write came to, so that is found out before another is offered.
    pub(crate) fn must_read_back(self) -> bool {
        match self.phase.get() {
            Phase::Ended { report, .. } => {
                matches!(report.ending, Ending::Unknown(_) | Ending::Unverified(_))
            }
            Phase::Editing | Phase::Writing => false,
        }
    }

    pub(super) fn is_looking(self) -> bool {
        self.looking.get()
    }

    /// After an outcome that nobody knows, or one that somebody else may have mended.
    pub(super) fn read_back(self) {
        let Phase::Ended { report, intent, entry: Some(entry), sent } = self.phase.get_untracked() else {
            self.phase.set(Phase::Editing);
            return self.source.with_value(|source| (source.read)());
        };
        if self.looking.get_untracked() {
            return;
        }
        self.looking.set(true);
        let client = self.client.with_value(Client::to_the_end);
        let key = self.key();
        let draft = self.written.get_value();
        let begun = lock::times();
        spawn(async move {
            let looked = client.look_again(Entry::clone(&entry), &sent).await;
            self.looking.try_set(false);
            match looked {
                Ok((reading, found)) => {
                    let is_gone = lock::times() != begun || client.session.has_ended.is_set();
                    if let Some(secret) = intent.to.secret("secret").cloned().filter(|_| !is_gone) {
                        client.session.new_secrets.told(&entry.target.key(), secret, fate_of(found.outcome));
                    }
                    if let (Outcome::Verified, Some(draft)) = (found.outcome, draft) {
                        settle(&client, &key, draft, &sent);
                    }
                    let was_known = matches!(report.ending, Ending::Differs(_));
                    let report = told(*report, reading.clone(), found.outcome);
                    if was_known && matches!(report.ending, Ending::Differs(_)) {
                        // It is still another value: the draft goes on from there, or conflicts with it.
                        self.source.try_with_value(|source| (source.put)(reading));
                        self.phase.try_set(Phase::Editing);
                    } else {
                        self.ended(report, intent, Some(found), sent);
                    }
                }
                Err(error) => {
                    let Report { lines, ending } = *report;
                    let report = Box::new(Report { lines, ending: still(ending, error) });
                    self.phase.try_set(Phase::Ended { report, intent, entry: Some(entry), sent });
                }
            }
        });
    }
}

/// A draft is done with when it was written. What was typed while it was being written goes on from there.
fn settle(client: &Client, key: &String, written: Draft, sent: &Held) {
    // Under the same name there may be another server by now, with drafts of its own.
    if client.session.has_ended.is_set() {
        return;
    }
    let drafts = &client.session.drafts;
    match untrack(|| drafts.get(key)).filter(|now| now.texts != written.texts) {
        None => drafts.drop_one(key),
        Some(now) => drafts.set(
            key.clone(),
            Draft { from: sent.as_ref().map(Record::stored), read_at: crate::state::time::now(), ..now },
        ),
    }
}

/// Whether the new secret that was sent may be the robot's.
fn fate(ending: &Ending<Held>) -> Fate {
    match ending {
        Ending::Verified { .. } => Fate::Holds,
        Ending::Unknown(_) | Ending::Unverified(_) => Fate::Unknown,
        Ending::NotBegun(_)
        | Ending::Conflict(_)
        | Ending::Refused(_)
        | Ending::Differs(_)
        | Ending::NotWritten(_) => Fate::Not,
    }
}

/// As [`fate`], of what was read back later.
fn fate_of(outcome: Outcome) -> Fate {
    match outcome {
        Outcome::Verified => Fate::Holds,
        Outcome::Differs | Outcome::NotWritten => Fate::Not,
        _ => Fate::Unknown,
    }
}

/// A receipt that goes on with what was read back later.
fn told(report: Report<Held>, reading: Reading<Held>, outcome: Outcome) -> Report<Held> {
    let Report { mut lines, ending } = report;
    lines.retain(|line| line.act != Act::ReadBack);
    let (time, took_ms, value) = (reading.time, reading.took_ms, reading.value);
    let done = Done { value: value.clone(), time, took_ms };
    lines.push(Line { act: Act::ReadBack, done: Some(done) });
    let ending = match (outcome, ending) {
        (Outcome::Verified, ending) => Ending::Verified { answer_lost: matches!(ending, Ending::Unknown(_)) },
        (Outcome::NotWritten, Ending::Unknown(error)) => Ending::NotWritten(error),
        (Outcome::Differs | Outcome::NotWritten, _) => Ending::Differs(value),
        (_, ending) => ending,
    };
    Report { lines, ending }
}

/// The reading failed again: what was unknown still is, for a newer reason.
fn still(ending: Ending<Held>, error: ApiError) -> Ending<Held> {
    match ending {
        Ending::Unverified(_) => Ending::Unverified(error),
        Ending::Differs(found) => Ending::Differs(found),
        _ => Ending::Unknown(error),
    }
}
