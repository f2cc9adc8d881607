//! A check that is going on, or has ended.

use std::sync::Arc;

use crate::dom::prelude::*;
use firetower_protocol::{Secret, TimestampMs};

use crate::api::Leave;
use crate::api::doctor::verdict::{Line, Outcome, Report, Step};
use crate::api::doctor::{Check, Heard, Progress};
use crate::i18n::{Text, say};
use crate::state::lock;
use crate::state::session::{Session, SignIn};
use crate::state::time;
use crate::state::vault::{Vault, label_of};

/// What is on the screen of one check. It ends with the page.
#[derive(Clone, Copy)]
pub(crate) struct Run {
    pub(crate) lines: RwSignal<Vec<Arc<Line>>>,
    pub(crate) going: RwSignal<bool>,
    /// How far the step is that is being taken, where it says so.
    progress: RwSignal<Option<Progress>>,
    /// When it ended by itself.
    pub(crate) ended: RwSignal<Option<TimestampMs>>,
    pub(crate) cancelled: RwSignal<bool>,
    /// Which check it is: one that was ended or begun anew is heard no more.
    number: StoredValue<u32>,
    /// What it signed with, for a remedy.
    secret: StoredValue<Option<Secret>>,
    leave: Leave,
    vault: Vault,
}

/// What a check came to that went to its end.
pub(crate) struct Done {
    pub(crate) report: Report,
    /// What the server answers, in its table.
    pub(crate) found: Session,
}

impl Run {
    pub(crate) fn new() -> Self {
        Self {
            lines: RwSignal::default(),
            going: RwSignal::new(false),
            progress: RwSignal::new(None),
            ended: RwSignal::new(None),
            cancelled: RwSignal::new(false),
            number: StoredValue::new(0),
            secret: StoredValue::new(None),
            leave: Leave::with_page(),
            vault: expect_context::<Vault>(),
        }
    }

    /// Begins anew, with a secret that is only being tried or with the session's own. Once the server accepts the one that
    /// is tried, it becomes the session's.
    pub(crate) fn begin(self, session: &Session, tried: Option<Secret>, done: impl Fn(&Done) + 'static) {
        self.leave.renew();
        let number = self.number.get_value().wrapping_add(1);
        self.number.set_value(number);
        self.lines.set(Vec::new());
        self.progress.set(None);
        self.ended.set(None);
        self.cancelled.set(false);
        self.going.set(true);
        let secret = tried.clone().or_else(|| session.secret_now());
        self.secret.set_value(secret.clone());
        // Whoever wanted what was tried before to be kept wants that of what is tried instead.
        let label = label_of(&session.connection);
        if let Some(tried) = tried.clone().filter(|_| untrack(|| self.vault.awaits(&label))) {
            self.vault.keep_once_accepted(label, tried);
        }
        let (own, begun) = (session.clone(), lock::times());
        let heard = move |heard: Heard| {
            let line = match heard {
                Heard::Line(line) => line,
                Heard::Progress(progress) => {
                    if self.number.try_get_value() == Some(number) {
                        self.progress.try_set(Some(progress));
                    }
                    return;
                }
            };
            self.progress.try_set(None);
            let accepted = line.step == Step::Signature && matches!(line.outcome, Outcome::Passed(_));
            // What was locked meanwhile stays without a secret.
            if accepted && tried.is_some() && lock::times() == begun && !own.has_ended.is_set() {
                own.set_secret(tried.clone());
            }
            // So far nobody was heard but who stands between.
            if line.outcome.failed().is_some() && line.step.number() <= Step::Who.number() {
                own.sign_in.set(SignIn::Unreachable);
            }
            self.lines.try_update(|lines| lines.push(Arc::new(line)));
        };
        let is_heard = move || self.number.try_get_value() == Some(number);
        let check = Check::of(&session.apart(secret), self.leave, heard, is_heard);
        spawn(async move {
            check.run().await;
            if !is_heard() {
                return;
            }
            let lines = self.lines.get_untracked();
            let report =
                Report { lines: lines.iter().map(|line| Line::clone(line)).collect(), time: time::now() };
            done(&Done { report, found: check.session().clone() });
            self.ended.try_set(Some(time::now()));
            self.going.try_set(false);
        });
    }

    pub(crate) fn cancel(self) {
        self.number.update_value(|number| *number = number.wrapping_add(1));
        self.leave.renew();
        self.going.set(false);
        self.cancelled.set(true);
    }

    pub(crate) fn secret(self) -> Option<Secret> {
        self.secret.get_value()
    }

    /// What was found so far, once it ended.
    pub(crate) fn report(self) -> Option<Report> {
        let time = self.ended.get()?;
        let lines = self.lines.with(|lines| lines.iter().map(|line| Line::clone(line)).collect());
        Some(Report { lines, time })
    }

    pub(crate) fn line(self, step: Step) -> Option<Arc<Line>> {
        self.lines.with(|lines| lines.iter().find(|line| line.step == step).cloned())
    }

    /// Whether a step failed, be it that the check was cancelled by then.
    pub(crate) fn failed(self) -> bool {
        self.lines.with(|lines| lines.last().is_some_and(|line| line.outcome.failed().is_some()))
    }

    /// What is said of the step that is being taken.
    pub(crate) fn trying(self) -> Text {
        say(move |lang| match self.progress.get() {
            Some(Progress { at, of }) => lang.ck_trying_at(at, of),
            None => lang.ck_trying().to_owned(),
        })
    }

    /// The step that is being taken.
    pub(crate) fn at(self) -> Option<Step> {
        self.going.get().then(|| self.lines.with(Vec::len)).and_then(|taken| Step::ALL.get(taken).copied())
    }
}
