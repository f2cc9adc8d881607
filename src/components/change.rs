//! A change to one target: the form's texts, what will change, the way to write it, the receipt, the undo.
//!
//! A draft begins from what the server held when it was begun, and is kept until it is written or discarded.

mod confirm;
mod conflict;
mod diff;
mod footer;
mod form;
mod reader;
mod receipt;
mod write;

use firetower_protocol::{Edition, TimestampMs};

use crate::api::Client;
use crate::api::verified::Report;
use crate::dom::prelude::*;
use crate::state::change::{Content, Held, Intent, Record, Target};
use crate::state::drafts::Draft;
use crate::state::journal::Entry;
use crate::state::new_secrets::NewSecret;
use crate::state::session::Session;

pub(crate) use confirm::confirm;
pub(crate) use conflict::{conflict, conflict_of};
pub(crate) use diff::{before_and_after, content, preview};
pub(crate) use footer::{Footer, footer, note};
pub(crate) use form::{Form, Source};
pub(crate) use reader::Reader;
pub(crate) use receipt::receipt;

/// Where a change stands.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Phase {
    Editing,
    Writing,
    /// With what was meant and what it came to.
    Ended {
        report: Box<Report<Held>>,
        intent: Intent,
        entry: Option<Box<Entry>>,
        /// What was sent, if anything was.
        sent: Held,
    },
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
    /// The draft that the last write was of; it may have grown since.
    written: StoredValue<Option<Draft>>,
    /// It is being read back after an outcome that nobody knows.
    looking: RwSignal<bool>,
}

impl Change {
    /// Takes up a draft, if there is one. Make it where the form is made: it ends with it.
    pub(crate) fn open(client: &Client, target: Target, source: Source, form: Form) -> Self {
        let session = client.session.clone();
        let kept = (!form.is_empty()).then(|| session.drafts.take_up(&target.key())).flatten();
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
            written: StoredValue::new(None),
            looking: RwSignal::new(false),
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

    /// The session's drafts outlive the page. One without a form has none, and leaves the draft of a form elsewhere alone.
    fn kept(self) -> Option<Draft> {
        self.drafts_here().then(|| self.with_session(|session| session.drafts.get(&self.key()))).flatten()
    }

    fn drafts_here(self) -> bool {
        !self.form.with_value(Form::is_empty)
    }

    fn drop_draft(self) {
        self.with_session(|session| session.drafts.drop_one(&self.key()));
    }

    pub(crate) fn is_kept(self) -> bool {
        self.drafts_here() && self.with_session(|session| session.drafts.has(&self.key()))
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
            // Typing does not make known what nobody knows.
            if matches!(self.phase.get(), Phase::Ended { .. }) && !self.must_read_back() {
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
        if !untrack(|| self.must_read_back()) {
            self.phase.set(Phase::Editing);
        }
        let now = untrack(|| self.on_server().0);
        self.form.with_value(|form| form.fill(&now));
    }

    /// Those that the target was given in this tab and nobody has noted yet, latest last. Tracked.
    pub(crate) fn new_secrets(self) -> Vec<NewSecret> {
        self.with_session(|session| session.new_secrets.of(&self.target().key()))
    }

    pub(crate) fn noted(self) {
        self.with_session(|session| session.new_secrets.noted(&self.target().key()));
    }

    /// Nothing is written through this connection; the guard refuses too.
    pub(crate) fn is_read_only(self) -> bool {
        self.with_session(|session| session.connection.read_only)
    }

    pub(crate) fn is_production(self) -> bool {
        self.with_session(|session| session.connection.is_production())
    }
}
