//! The form of one setting and what it does: type, write, undo, start again.
//!
//! A draft begins from what the server held when it was begun, and is kept until it is written or discarded.

use crate::dom::prelude::*;
use firetower_protocol::system_setting::{SystemSetting, Write};
use firetower_protocol::{Edition, SettingId, TimestampMs};

use super::readings::Readings;
use super::texts::{Held, Texts, forbidden, held};
use crate::api::Reading;
use crate::api::verified::{Act, Ending, Report, verified};
use crate::i18n::Word;
use crate::state::drafts::SettingDraft;
use crate::state::session::Session;

/// Where the form stands.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Phase {
    Editing,
    Writing,
    /// With what a write came to, and what the server held before it.
    Ended {
        report: Report<Held>,
        before: Held,
    },
}

/// A write that waits for the admin's yes.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Intent {
    pub(super) from: Held,
    pub(super) to: Texts,
}

#[derive(Clone, Copy)]
pub(super) struct Draft {
    pub(super) id: SettingId,
    session: StoredValue<Session>,
    readings: Readings,
    pub(super) value: RwSignal<String>,
    pub(super) desc: RwSignal<String>,
    pub(super) phase: RwSignal<Phase>,
    /// What is asked about, in production.
    pub(super) asked: RwSignal<Option<Intent>>,
    pub(super) asking: RwSignal<bool>,
}

impl Draft {
    pub(super) fn open(session: &Session, readings: Readings, id: SettingId) -> Self {
        let kept = session.drafts.get_untracked(id);
        let now = held(readings.value_untracked(id).and_then(|reading| reading.value)).unwrap_or_default();
        let (value, desc) = kept.map_or((now.value, now.desc), |draft| (draft.value, draft.desc));
        let draft = Self {
            id,
            session: StoredValue::new(session.clone()),
            readings,
            value: RwSignal::new(value),
            desc: RwSignal::new(desc),
            phase: RwSignal::new(Phase::Editing),
            asked: RwSignal::new(None),
            asking: RwSignal::new(false),
        };
        // A new reading fills a form that nobody has touched.
        watch(move || {
            let now = held(readings.value(id).and_then(|reading| reading.value));
            match draft.kept() {
                None => draft.fill(now.unwrap_or_default()),
                // It did arrive, as a later reading shows: there is nothing left to write.
                Some(kept)
                    if now.as_ref().is_some_and(|now| now.value == kept.value && now.desc == kept.desc) =>
                {
                    draft.session.with_value(|session| session.drafts.drop_one(id));
                }
                Some(_) => {}
            }
        });
        draft
    }

    /// The session's drafts outlive the page.
    fn kept(self) -> Option<SettingDraft> {
        self.session.with_value(|session| session.drafts.get_untracked(self.id))
    }

    fn fill(self, texts: Texts) {
        if self.value.get_untracked() != texts.value {
            self.value.set(texts.value);
        }
        if self.desc.get_untracked() != texts.desc {
            self.desc.set(texts.desc);
        }
    }

    pub(super) fn is_kept(self) -> bool {
        self.session.with_value(|session| session.drafts.has(self.id))
    }

    /// What is in the form.
    pub(super) fn wanted(self) -> Texts {
        Texts { value: self.value.get(), desc: self.desc.get() }
    }

    /// What the admin started from, and when that was read.
    pub(super) fn base(self) -> (Held, Option<TimestampMs>) {
        match self.session.with_value(|session| session.drafts.get(self.id)) {
            Some(draft) => (held(draft.from), Some(draft.read_at)),
            None => {
                let reading = self.readings.value(self.id);
                let time = reading.as_ref().map(|reading| reading.time);
                (held(reading.and_then(|reading| reading.value)), time)
            }
        }
    }

    /// What the server held when it was read last on this page.
    pub(super) fn on_server(self) -> (Held, Option<TimestampMs>) {
        let reading = self.readings.value(self.id);
        let time = reading.as_ref().map(|reading| reading.time);
        (held(reading.and_then(|reading| reading.value)), time)
    }

    pub(super) fn edition(self) -> Edition {
        self.session.with_value(Session::edition)
    }

    /// Why the form can't be written as it is.
    pub(super) fn forbidden(self) -> Option<Word> {
        forbidden(self.id, &self.wanted(), self.edition())
    }

    pub(super) fn changes_something(self) -> bool {
        self.base().0 != Some(self.wanted())
    }

    /// A field was typed in. What the server held then is remembered with the draft.
    pub(super) fn typed(self) {
        untrack(|| {
            if matches!(self.phase.get(), Phase::Ended { .. }) {
                self.phase.set(Phase::Editing);
            }
            let wanted = self.wanted();
            let (base, read_at) = self.base();
            self.session.with_value(|session| match read_at {
                Some(read_at) if base.as_ref() != Some(&wanted) => {
                    let from =
                        base.map(|texts| SystemSetting { id: self.id, value: texts.value, desc: texts.desc });
                    session
                        .drafts
                        .set(self.id, SettingDraft { value: wanted.value, desc: wanted.desc, from, read_at });
                }
                _ => session.drafts.drop_one(self.id),
            });
        });
    }

    /// Drops the draft and shows what the server holds.
    pub(super) fn discard(self) {
        self.session.with_value(|session| session.drafts.drop_one(self.id));
        self.phase.set(Phase::Editing);
        self.fill(untrack(|| self.on_server().0).unwrap_or_default());
    }

    /// Begins a write: production asks first.
    pub(super) fn intend(self, intent: Intent) {
        let asks = self.session.with_value(|session| session.connection.is_production());
        if asks {
            self.asked.set(Some(intent));
            self.asking.set(true);
        } else {
            self.write(intent);
        }
    }

    pub(super) fn intend_form(self) {
        let intent = untrack(|| Intent { from: self.base().0, to: self.wanted() });
        self.intend(intent);
    }

    pub(super) fn agree(self) {
        self.asking.set(false);
        if let Some(intent) = self.asked.get_untracked() {
            self.write(intent);
        }
    }

    fn write(self, intent: Intent) {
        if self.phase.get_untracked() == Phase::Writing {
            return;
        }
        self.phase.set(Phase::Writing);
        // The write and its reading back go on when the page is left; only their report has nowhere to go then.
        let client = self.readings.client().to_the_end();
        let (id, drafts) = (self.id, self.session.with_value(|session| session.drafts.clone()));
        spawn(async move {
            let Intent { from, to } = intent;
            let write = Write { id, value: to.value.clone(), desc: to.desc.clone() };
            let wanted = Some(to);
            let report = verified(
                &from,
                &wanted,
                async || {
                    let reading = client.system_setting(id).await?;
                    Ok(Reading {
                        value: held(reading.value),
                        time: reading.time,
                        took_ms: reading.took_ms,
                        exchange: reading.exchange,
                    })
                },
                async || client.write_system_setting(&write).await,
            )
            .await;
            if matches!(report.ending, Ending::Verified { .. }) {
                drafts.drop_one(id);
            }
            self.ended(report, from);
        });
    }

    /// The page may be gone by now; then nothing is shown, and the draft's fate is already decided.
    fn ended(self, report: Report<Held>, before: Held) {
        if self.phase.try_get_untracked().is_none() {
            return;
        }
        let last = report
            .lines
            .iter()
            .rev()
            .filter(|line| line.act != Act::Write)
            .find_map(|line| line.done.as_ref());
        if let Some(done) = last {
            let setting = done.value.clone().map(|texts| SystemSetting {
                id: self.id,
                value: texts.value,
                desc: texts.desc,
            });
            let reading = Reading { value: setting, time: done.time, took_ms: done.took_ms, exchange: 0 };
            self.readings.put(self.id, reading);
        }
        self.phase.set(Phase::Ended { report, before });
    }

    /// After an outcome that nobody knows.
    pub(super) fn read_back(self) {
        self.phase.set(Phase::Editing);
        self.readings.read(self.id);
    }
}
