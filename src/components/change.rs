//! A change to one target: the form's texts, what will change, the way to write it, the receipt, the undo.
//!
//! A draft begins from what the server held when it was begun, and is kept until it is written or discarded.

mod confirm;
mod conflict;
mod diff;
mod footer;
mod reader;
mod receipt;

use firetower_protocol::robot::RobotSecret;
use firetower_protocol::{Edition, TimestampMs};

use crate::api::verified::{Act, Ending, Report};
use crate::api::{Client, Reading};
use crate::dom::prelude::*;
use crate::state::change::{Content, Held, Intent, Record, Target};
use crate::state::drafts::Draft;
use crate::state::journal::Entry;
use crate::state::session::Session;

pub(crate) use confirm::confirm;
pub(crate) use conflict::{conflict, conflict_of};
pub(crate) use diff::{before_and_after, content, preview};
pub(crate) use footer::{Footer, footer, note};
pub(crate) use reader::Reader;
pub(crate) use receipt::receipt;

/// Where a change stands.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Phase {
    Editing,
    Writing,
    /// With what a write came to, and what the server held before it.
    Ended {
        report: Report<Held>,
        before: Held,
        entry: Option<Entry>,
    },
}

/// Where the page has what the server holds, since a list may show it as well.
pub(crate) struct Source {
    /// The last reading that succeeded. Tracked.
    pub(crate) reading: Box<dyn Fn() -> Option<Reading<Held>> + Send + Sync>,
    /// Takes what a write found out on its way.
    pub(crate) put: Box<dyn Fn(Reading<Held>) + Send + Sync>,
    pub(crate) read: Box<dyn Fn() + Send + Sync>,
}

/// What can be typed. A field of the target that is neither here nor the secret goes back as it was read.
#[derive(Clone, Default)]
pub(crate) struct Form {
    pub(crate) texts: Vec<(&'static str, RwSignal<String>)>,
    /// Another secret than the one that is kept.
    pub(crate) secret: Option<RwSignal<Option<RobotSecret>>>,
}

impl Form {
    pub(crate) fn of(names: &[&'static str]) -> Self {
        Self { texts: names.iter().map(|name| (*name, RwSignal::new(String::new()))).collect(), secret: None }
    }

    /// The text under this name; one that is not in the form is a mistake of ours and changes nothing.
    pub(crate) fn text(&self, name: &str) -> RwSignal<String> {
        let found = self.texts.iter().find(|(known, _)| *known == name);
        found.map_or_else(|| RwSignal::new(String::new()), |(_, text)| *text)
    }

    fn fill(&self, held: &Held) {
        for (name, text) in &self.texts {
            let now = held.as_ref().map_or("", |record| record.text(name));
            if text.with_untracked(|text| text != now) {
                text.set(now.to_owned());
            }
        }
        self.forget_secret();
    }

    fn forget_secret(&self) {
        if let Some(secret) = self.secret.filter(|secret| secret.with_untracked(Option::is_some)) {
            secret.set(None);
        }
    }
}

#[derive(Clone, Copy)]
pub(crate) struct Change {
    target: StoredValue<Target>,
    /// The draft's, which stays while a form that creates something still decides on its target.
    key: StoredValue<String>,
    session: StoredValue<Session>,
    client: StoredValue<Client>,
    source: StoredValue<Source>,
    form: StoredValue<Form>,
    pub(crate) phase: RwSignal<Phase>,
    /// What is asked about, in production.
    asked: RwSignal<Option<Intent>>,
    asking: RwSignal<bool>,
}

impl Change {
    /// Takes up a draft, if there is one. Make it where the form is made: it ends with it.
    pub(crate) fn open(client: &Client, target: Target, source: Source, form: Form) -> Self {
        let session = client.session.clone();
        let kept = untrack(|| session.drafts.get(&target.key()));
        form.fill(&untrack(|| (source.reading)()).and_then(|reading| reading.value));
        for (name, typed) in kept.into_iter().flat_map(|draft| draft.texts) {
            if let Some((_, text)) = form.texts.iter().find(|(known, _)| *known == name) {
                text.set(typed);
            }
        }
        let change = Self {
            key: StoredValue::new(target.key()),
            target: StoredValue::new(target),
            session: StoredValue::new(session),
            client: StoredValue::new(client.clone()),
            source: StoredValue::new(source),
            form: StoredValue::new(form),
            phase: RwSignal::new(Phase::Editing),
            asked: RwSignal::new(None),
            asking: RwSignal::new(false),
        };
        // A new reading fills a form that nobody has touched.
        watch(move || {
            let now = change.on_server().0;
            if untrack(|| change.kept()).is_none() {
                // Only a draft keeps a secret that is to be replaced, so one without a draft was written or discarded.
                change.form.with_value(|form| form.fill(&now));
            } else if now.is_some() && untrack(|| now == Some(change.wanted())) {
                // It did arrive, as a later reading shows: there is nothing left to write, and no secret to replace.
                change.drop_draft();
                change.form.with_value(Form::forget_secret);
            }
        });
        change
    }

    pub(crate) fn target(self) -> Target {
        self.target.get_value()
    }

    /// For a form that creates something: where what is in it goes. Its draft stays where it is.
    pub(crate) fn aim(self, target: Target) {
        self.target.set_value(target);
    }

    fn key(self) -> String {
        self.key.get_value()
    }

    fn with_session<T>(self, read: impl FnOnce(&Session) -> T) -> T {
        self.session.with_value(read)
    }

    /// The session's drafts outlive the page.
    fn kept(self) -> Option<Draft> {
        self.with_session(|session| session.drafts.get(&self.key()))
    }

    fn drop_draft(self) {
        self.with_session(|session| session.drafts.drop_one(&self.key()));
    }

    pub(crate) fn is_kept(self) -> bool {
        self.with_session(|session| session.drafts.has(&self.key()))
    }

    pub(crate) fn edition(self) -> Edition {
        self.with_session(Session::edition)
    }

    /// What is in the form, and beside it what the admin started from.
    pub(crate) fn wanted(self) -> Record {
        let from = self.base().0;
        let typed = self.typed_over(from.clone().unwrap_or_default());
        // What nobody touched is not filled in either.
        if from.as_ref() == Some(&typed) {
            return typed;
        }
        self.target.with_value(|target| target.settled(&from, typed))
    }

    fn typed_over(self, base: Record) -> Record {
        self.form.with_value(|form| {
            let field = |record: Record, name: &'static str| {
                if let Some((_, text)) = form.texts.iter().find(|(known, _)| *known == name) {
                    return record.with(name, text.get());
                }
                match base.get(name) {
                    Some(Content::Secret(_)) => record.with_secret(name, None),
                    Some(Content::Text(text)) => record.with(name, text.clone()),
                    None => record,
                }
            };
            let fields = self.target.with_value(Target::fields);
            fields.iter().fold(Record::default(), |record, name| match form.secret {
                Some(secret) if *name == "secret" => record.with_secret(name, secret.get()),
                _ => field(record, name),
            })
        })
    }

    /// What the admin started from, and when that was read.
    pub(crate) fn base(self) -> (Held, Option<TimestampMs>) {
        match self.kept() {
            Some(draft) => {
                let from = draft.from.map(|stored| self.target.with_value(|target| stored.record(target)));
                (from, Some(draft.read_at))
            }
            None => self.on_server(),
        }
    }

    /// What the server held when it was read last on this page.
    pub(crate) fn on_server(self) -> (Held, Option<TimestampMs>) {
        let reading = self.source.with_value(|source| (source.reading)());
        let time = reading.as_ref().map(|reading| reading.time);
        (reading.and_then(|reading| reading.value), time)
    }

    pub(crate) fn changes_something(self) -> bool {
        let (base, wanted) = (self.base().0, self.wanted());
        let replaces_secret = wanted.secret("secret").is_some();
        replaces_secret || base != Some(wanted)
    }

    /// A field was typed in. What the server held then is remembered with the draft.
    pub(crate) fn typed(self) {
        untrack(|| {
            if matches!(self.phase.get(), Phase::Ended { .. }) {
                self.phase.set(Phase::Editing);
            }
            let (base, read_at) = self.base();
            let Some(read_at) = read_at.filter(|_| self.changes_something()) else {
                return self.drop_draft();
            };
            let texts = self.form.with_value(|form| {
                form.texts.iter().map(|(name, text)| ((*name).to_owned(), text.get())).collect()
            });
            let from = base.as_ref().map(Record::stored);
            self.with_session(|session| session.drafts.set(self.key(), Draft { texts, from, read_at }));
        });
    }

    /// Drops the draft and shows what the server holds.
    pub(crate) fn discard(self) {
        self.drop_draft();
        self.phase.set(Phase::Editing);
        let now = untrack(|| self.on_server().0);
        self.form.with_value(|form| form.fill(&now));
    }

    /// Begins a write: production asks first.
    pub(crate) fn intend(self, intent: Intent) {
        if self.is_production() {
            self.asked.set(Some(intent));
            self.asking.set(true);
        } else {
            self.write(intent);
        }
    }

    pub(crate) fn intend_form(self) {
        let intent = untrack(|| Intent { from: self.base().0, to: self.wanted(), is_undo: false });
        self.intend(intent);
    }

    fn agree(self) {
        self.asking.set(false);
        if let Some(intent) = self.asked.get_untracked() {
            self.write(intent);
        }
    }

    pub(crate) fn is_production(self) -> bool {
        self.with_session(|session| session.connection.is_production())
    }

    fn write(self, intent: Intent) {
        if self.phase.get_untracked() == Phase::Writing {
            return;
        }
        self.phase.set(Phase::Writing);
        // The write and its reading back go on when the page is left; only their report has nowhere to go then.
        let client = self.client.with_value(Client::to_the_end);
        let (target, key) = (self.target(), self.key());
        spawn(async move {
            let changed = client.change(&target, &intent).await;
            if matches!(changed.report.ending, Ending::Verified { .. }) {
                client.session.drafts.drop_one(&key);
            }
            self.ended(changed.report, intent.from, changed.entry);
        });
    }

    /// The page may be gone by now; then nothing is shown, and the draft's fate is already decided.
    fn ended(self, report: Report<Held>, before: Held, entry: Option<Entry>) {
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
        self.phase.try_set(Phase::Ended { report, before, entry });
    }

    /// After an outcome that nobody knows.
    pub(crate) fn read_back(self) {
        let entry = match self.phase.get_untracked() {
            Phase::Ended { entry, .. } => entry,
            Phase::Editing | Phase::Writing => None,
        };
        self.phase.set(Phase::Editing);
        let Some(entry) = entry else { return self.source.with_value(|source| (source.read)()) };
        let client = self.client.with_value(Client::to_the_end);
        // What takes something back keeps whichever secret is there.
        let secret = self.form.with_value(|form| form.secret).filter(|_| !entry.is_undo);
        let secret = secret.and_then(|secret| secret.get_untracked());
        spawn(async move {
            // What failed is shown by the page's own reading, which asks again.
            match client.look_again_for(entry, secret).await {
                Ok(reading) => self.source.try_with_value(|source| (source.put)(reading)),
                Err(_) => self.source.try_with_value(|source| (source.read)()),
            };
        });
    }
}
