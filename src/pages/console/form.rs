//! What is being typed and what became of it: the state of the page, and sending.

use crate::dom::prelude::*;
use firetower_protocol::pretty::pretty;
use firetower_protocol::{Code, Method};

use super::check::{PathProblem, invents_secret, path_problem};
use super::curl_line::{HEALTH, LeftOut, Pasted};
use super::noted::{begun, is_elsewhere, outcome_of};
use super::templates;
use crate::api::redact::{NOT_SHOWN, holds_placeholder, holds_secret, redact};
use crate::api::{Client, Leave};
use crate::dom::Location;
use crate::error::ApiError;
use crate::paths;
use crate::state::console_draft::ConsoleDraft;
use crate::state::exchange::ExchangeId;
use crate::state::journal::Outcome;
use crate::state::page::Page;
use crate::state::session::Session;

#[derive(Clone, Debug, PartialEq)]
pub(super) enum Phase {
    Editing,
    Sending,
    Answered(Answered),
}

/// What a request came to. The answer itself is in its exchange, without secrets.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Answered {
    /// 0 where nothing was sent.
    pub(super) exchange: ExchangeId,
    pub(super) writes: bool,
    pub(super) result: Result<Code, ApiError>,
    pub(super) outcome: Outcome,
}

/// A request as it was when its button was pressed: what is confirmed is what is sent, whatever the form holds by then.
#[derive(Clone, PartialEq)]
pub(super) struct Outgoing {
    method: Method,
    writes: bool,
    pub(super) path: String,
    body: Option<String>,
    /// The body without secrets.
    pub(super) shown: Option<String>,
    pub(super) invents_secret: bool,
}

/// Why a request can't be sent as it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Blocked {
    Sending,
    /// The connection is read-only, and the path writes, hands out a key, or is not known.
    ReadOnly,
    Path(PathProblem),
    /// What stands for a secret that was taken out would be written over the secret.
    Placeholder,
    /// A robot's secret would be lost, which is to be ticked first.
    Unticked,
}

#[derive(Clone, Copy)]
pub(super) struct Form {
    session: StoredValue<Session>,
    client: StoredValue<Client>,
    location: Location,
    pub(super) path: RwSignal<String>,
    pub(super) body: RwSignal<String>,
    /// The body when it was last left: names are looked up for what is typed to its end.
    pub(super) settled: RwSignal<String>,
    pub(super) template: RwSignal<Option<String>>,
    pub(super) phase: RwSignal<Phase>,
    /// What a template or a curl line took the place of.
    pub(super) replaced: RwSignal<Option<ConsoleDraft>>,
    pub(super) pasted: RwSignal<Option<LeftOut>>,
    /// Whether production is asked about what is to be sent.
    pub(super) asking: RwSignal<bool>,
    pub(super) intended: RwSignal<Option<Outgoing>>,
    /// Path and body of the request that may lose a robot's secret: a tick holds for that one and no other.
    ticked: RwSignal<Option<(String, String)>>,
}

impl Form {
    pub(super) fn open(session: &Session) -> Self {
        let location = use_location();
        let form = Self {
            session: StoredValue::new(session.clone()),
            client: StoredValue::new(Client::of_page(session.clone(), Page::Console, Leave::with_page())),
            location,
            path: RwSignal::default(),
            body: RwSignal::default(),
            settled: RwSignal::default(),
            template: RwSignal::default(),
            phase: RwSignal::new(Phase::Editing),
            replaced: RwSignal::default(),
            pasted: RwSignal::default(),
            asking: RwSignal::new(false),
            intended: RwSignal::default(),
            ticked: RwSignal::default(),
        };
        let address = memo(move || (location.query("path").unwrap_or_default(), location.query("template")));
        form.begin(address.get_untracked());
        watch(move || {
            let (path, template) = address.get();
            form.go_to(path, template);
        });
        form
    }

    /// The draft, where the address names it or nothing; else what the address names.
    fn begin(self, (path, template): (String, Option<String>)) {
        let draft = self.with_session(|session| session.drafts.console.get_untracked());
        let names_nothing = path.is_empty() && template.is_none();
        let wanted = from_address(path, template);
        match draft {
            Some(draft)
                if names_nothing || (draft.path == wanted.path && draft.template == wanted.template) =>
            {
                self.fill(draft);
            }
            draft => {
                self.replaced.set(draft.filter(|draft| !draft.body.trim().is_empty()));
                self.fill(wanted);
            }
        }
        if !untrack(|| self.path.with(String::is_empty)) {
            self.settle();
        }
    }

    /// The address changed: a template was picked, or Back was pressed.
    fn go_to(self, path: String, template: Option<String>) {
        let (now, wanted) = (untrack(|| self.draft()), from_address(path, template));
        if (&wanted.path, &wanted.template) != (&now.path, &now.template) {
            // The question was about another request than the one that now stands behind it.
            self.asking.set(false);
        }
        if wanted.template != now.template && wanted.template.is_some() {
            self.replace(wanted);
        } else if wanted.path != now.path {
            self.fill(ConsoleDraft { body: now.body, ..wanted });
            self.keep();
        }
    }

    fn with_session<T>(self, read: impl FnOnce(&Session) -> T) -> T {
        self.session.with_value(read)
    }

    fn fill(self, draft: ConsoleDraft) {
        self.path.set(draft.path);
        self.template.set(draft.template);
        self.settled.set(draft.body.clone());
        self.body.set(draft.body);
    }

    /// Takes the place of what was typed, which can be put back.
    fn replace(self, draft: ConsoleDraft) {
        let before = untrack(|| self.draft());
        let begun = before.template.as_deref().and_then(templates::find).map_or("", |entry| entry.body);
        let was_typed = !before.body.trim().is_empty() && before.body != begun && before.body != draft.body;
        self.replaced.set(was_typed.then_some(before));
        self.pasted.set(None);
        self.fill(draft);
        self.keep();
    }

    pub(super) fn put_back(self) {
        if let Some(draft) = self.replaced.get_untracked() {
            self.replaced.set(None);
            self.pasted.set(None);
            self.fill(draft);
            self.keep();
            self.settle();
        }
    }

    pub(super) fn clear(self) {
        self.with_session(|session| session.drafts.console.forget());
        self.replaced.set(None);
        self.pasted.set(None);
        self.fill(ConsoleDraft::default());
        self.phase.set(Phase::Editing);
        self.settle();
    }

    pub(super) fn open_pasted(self, pasted: Pasted) {
        self.replace(ConsoleDraft { path: pasted.path, template: None, body: pasted.body });
        self.pasted.set(Some(pasted.left_out));
        self.settle();
    }

    pub(super) fn typed(self) {
        self.keep();
    }

    fn draft(self) -> ConsoleDraft {
        ConsoleDraft { path: self.path.get(), template: self.template.get(), body: self.body.get() }
    }

    fn keep(self) {
        let draft = untrack(|| self.draft());
        let is_secret = untrack(|| self.holds_secret());
        self.with_session(|session| session.drafts.console.set(draft, is_secret));
    }

    /// Puts path and template into the address, so that it is a link to this request.
    pub(super) fn settle(self) {
        self.settled.set(self.body.get_untracked());
        if untrack(|| self.path_problem()) == Some(PathProblem::Secret) {
            return;
        }
        let draft = untrack(|| self.draft());
        let address = self.with_session(|session| {
            paths::console_request(session.slug(), &draft.path, draft.template.as_deref())
        });
        self.location.go(&address, true);
    }

    fn secret(self) -> String {
        self.with_session(|session| session.secret_now().map(|secret| secret.expose().to_owned()))
            .unwrap_or_default()
    }

    pub(super) fn path_problem(self) -> Option<PathProblem> {
        let secret = self.secret();
        self.path.with(|path| path_problem(path, &secret))
    }

    /// What is typed holds a secret, and so is neither stored nor copied.
    pub(super) fn holds_secret(self) -> bool {
        let secret = self.secret();
        self.body.with(|body| holds_secret(body, &secret))
            || self.path.with(|path| path_problem(path, &secret) == Some(PathProblem::Secret))
    }

    /// A text that must not be kept.
    pub(super) fn would_hold_secret(self, text: &str) -> bool {
        holds_secret(text, &self.secret())
    }

    /// The API has a GET for health alone.
    pub(super) fn method(self) -> Method {
        if self.path.with(|path| path == HEALTH) { Method::Get } else { Method::Post }
    }

    pub(super) fn writes(self) -> bool {
        let method = self.method();
        self.path.with(|path| !crate::api::reads(method, path))
    }

    /// As the guard judges it.
    fn is_harmless(self) -> bool {
        let method = self.method();
        self.path.with(|path| crate::api::is_harmless(method, path))
    }

    /// What goes out: as typed, or nothing at all.
    pub(super) fn sent_body(self) -> Option<String> {
        let body = self.body.get();
        (self.method() == Method::Post && !body.trim().is_empty()).then_some(body)
    }

    /// The body as it may be shown to be confirmed, or written down.
    pub(super) fn shown_body(self) -> Option<String> {
        let secret = self.secret();
        let body = redact(&self.sent_body()?, &[]);
        // However short it is: what is written down stays.
        Some(if secret.is_empty() { body } else { body.replace(&secret, NOT_SHOWN) })
    }

    pub(super) fn holds_placeholder(self) -> bool {
        self.sent_body().is_some_and(|body| holds_placeholder(&body))
    }

    pub(super) fn invents_secret(self) -> bool {
        self.path.with(|path| self.body.with(|body| invents_secret(path, body)))
    }

    pub(super) fn is_ticked(self) -> bool {
        self.ticked.with(|ticked| {
            ticked.as_ref().is_some_and(|(path, body)| {
                self.path.with(|now| now == path) && self.body.with(|now| now == body)
            })
        })
    }

    pub(super) fn tick(self, is_ticked: bool) {
        self.ticked.set(is_ticked.then(|| untrack(|| (self.path.get(), self.body.get()))));
    }

    pub(super) fn blocked(self) -> Option<Blocked> {
        if self.phase.with(|phase| *phase == Phase::Sending) {
            Some(Blocked::Sending)
        } else if let Some(problem) = self.path_problem() {
            Some(Blocked::Path(problem))
        } else if self.with_session(|session| session.connection.read_only) && !self.is_harmless() {
            Some(Blocked::ReadOnly)
        } else if self.holds_placeholder() {
            Some(Blocked::Placeholder)
        } else {
            (self.invents_secret() && !self.is_ticked()).then_some(Blocked::Unticked)
        }
    }

    fn outgoing(self) -> Outgoing {
        Outgoing {
            method: self.method(),
            writes: self.writes(),
            path: self.path.get(),
            body: self.sent_body(),
            shown: self.shown_body(),
            invents_secret: self.invents_secret(),
        }
    }

    /// Begins sending: production asks before a write.
    pub(super) fn intend(self) {
        if untrack(|| self.blocked()).is_some() {
            return;
        }
        self.settle();
        let outgoing = untrack(|| self.outgoing());
        let is_production = self.with_session(|session| session.connection.is_production());
        if is_production && outgoing.writes {
            self.intended.set(Some(outgoing));
            self.asking.set(true);
        } else {
            self.send(outgoing);
        }
    }

    /// Sends what was asked about.
    pub(super) fn agree(self) {
        self.asking.set(false);
        let intended = self.intended.get_untracked();
        self.intended.set(None);
        if let Some(outgoing) = intended {
            self.send(outgoing);
        }
    }

    fn send(self, outgoing: Outgoing) {
        if untrack(|| self.phase.with(|phase| *phase == Phase::Sending)) {
            return;
        }
        let Outgoing { method, writes, path, body, shown, .. } = outgoing;
        self.phase.set(Phase::Sending);
        // Sent once more, the same request loses one more secret.
        self.ticked.set(None);
        let client = self.client.get_value();
        // A write goes on when the page is left; only what became of it has nowhere to be shown then.
        let client = if writes { client.to_the_end() } else { client };
        spawn(async move {
            let mut entry = writes.then(|| begun(&client.session, &path, shown));
            if let Some(entry) = &entry {
                client.session.journal.note(entry.clone()).await;
            }
            let is_elsewhere = is_elsewhere(&path, untrack(|| client.session.edition()));
            let answer = client.raw(method, path, body).await;
            let (exchange, result) = match answer {
                Ok(reading) => (reading.exchange, Ok(reading.value.code)),
                Err(error) => (error.exchange.unwrap_or_default(), Err(error)),
            };
            let outcome = outcome_of(&result, is_elsewhere);
            if let Some(entry) = &mut entry {
                entry.outcome = outcome;
                client.session.journal.note(entry.clone()).await;
            }
            self.phase.try_set(Phase::Answered(Answered { exchange, writes, result, outcome }));
        });
    }

    /// The connection's own secret is typed somewhere, which no line for the shell may repeat.
    pub(super) fn holds_own_secret(self) -> bool {
        let secret = self.secret();
        !secret.is_empty() && self.body.with(|body| body.contains(&secret))
    }

    /// The call as a line for the shell. What is a secret in its body comes from a variable there.
    pub(super) fn curl(self) -> String {
        use crate::api::client::shown_url;
        use crate::api::curl::{Request, curl};
        let (method, path, body) = untrack(|| (self.method(), self.path.get(), self.shown_body()));
        let url = self.with_session(|session| shown_url(&session.connection.address, &path));
        let signed = method == Method::Post;
        curl(&Request { method: method.as_str(), url: &url, signed, body: body.as_deref() })
    }
}

/// A template's request, or a path alone.
fn from_address(path: String, template: Option<String>) -> ConsoleDraft {
    let entry = template.as_deref().and_then(templates::find);
    let path = if path.is_empty() { entry.map_or(path, |entry| entry.path.to_owned()) } else { path };
    // A link's path counts; where it is another one than the template's, the template's body is none for it.
    let body = entry.filter(|entry| entry.path == path).map(|entry| pretty(entry.body)).unwrap_or_default();
    ConsoleDraft { path, template: entry.and(template), body }
}
