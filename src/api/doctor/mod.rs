//! The connection check: from this browser to a signed answer, step by step, up to the first that fails.
//!
//! Each step is an asking ([`ask`], [`browser`], [`way`], or the client) and a judgement ([`judge`] and [`signed`], pure). It only reads. What a
//! script cannot tell apart is named as its class.

mod ask;
mod browser;
pub(crate) mod clock;
mod judge;
#[cfg(test)]
mod judge_tests;
mod kept;
mod offers;
mod search;
mod signed;
pub(crate) mod verdict;
mod way;

use firetower_protocol::system_setting::LARGEST_GROUP_SIZE;
use firetower_protocol::{Capability, Code, Operation, Secret, TimestampMs};
use leptos::prelude::*;

use self::ask::{Asked, Asker, health_call, of_exchange, unsigned_call};
use self::judge::Scene;
use self::signed::Spaces;
pub(crate) use self::signed::answered;
use self::verdict::{Evidence, Fact, How, Line, Outcome, Step, Trouble};
use super::client::{Client, Leave, absolute, shown_url};
use super::fetch::Probed;
use crate::error::{ApiError, Kind};
use crate::state::page::Page;
use crate::state::session::Session;
use crate::state::time;
use firetower_protocol::address::origin_of;

/// A signature that is that old, a server refuses unless its check of times is off or this computer's clock is ahead.
const THREE_HOURS_MS: i64 = 3 * 60 * 60 * 1000;
const THIRTY_DAYS_MS: i64 = 30 * 24 * 60 * 60 * 1000;

/// How far a step has come that asks many questions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Progress {
    pub(crate) at: usize,
    pub(crate) of: usize,
}

/// What a check tells while it goes on.
pub(crate) enum Heard {
    Line(Line),
    Progress(Progress),
}

/// One check. Its capability table is its own until it is done, since a server that was replaced answers anew.
pub(crate) struct Check {
    asker: Asker,
    client: Client,
    scene: Scene,
    /// Who hears of each step, and of how far a long one is.
    heard: Box<dyn Fn(Heard)>,
    /// Whether anybody still wants to.
    goes_on: Box<dyn Fn() -> bool>,
}

/// Nobody wants to hear more, or the step failed.
struct Ended;

impl Check {
    pub(crate) fn of(
        session: &Session,
        leave: Leave,
        heard: impl Fn(Heard) + 'static,
        goes_on: impl Fn() -> bool + 'static,
    ) -> Self {
        let session = session.apart(session.secret_now());
        let own = location().origin().unwrap_or_default();
        let own_host = location().host().unwrap_or_default();
        let address = &session.connection.address;
        let url = address.join(&health_call().path);
        let scene = Scene {
            target: origin_of(&url).filter(|origin| *origin != own).map(str::to_owned),
            host: address.host(&own_host).to_owned(),
            url: absolute(&url),
            shown: shown_url(address, &health_call().path),
            own,
        };
        Self {
            client: Client::of_page(session.clone(), Page::Check, leave),
            asker: Asker { session, leave },
            scene,
            heard: Box::new(heard),
            goes_on: Box::new(goes_on),
        }
    }

    /// What the server was found to answer.
    pub(crate) fn session(&self) -> &Session {
        &self.asker.session
    }

    pub(crate) async fn run(&self) {
        // How it ended, everybody has heard.
        let _ = self.steps().await;
    }

    fn say(
        &self,
        step: Step,
        outcome: Outcome,
        took_ms: Option<u32>,
        evidence: Vec<Evidence>,
    ) -> Result<(), Ended> {
        // What was cut off by Cancel failed by it, and says nothing of the server.
        if !(self.goes_on)() {
            return Err(Ended);
        }
        let failed = outcome.failed().is_some();
        (self.heard)(Heard::Line(Line { step, outcome, took_ms, evidence }));
        if failed { Err(Ended) } else { Ok(()) }
    }

    async fn steps(&self) -> Result<(), Ended> {
        let parses = web_sys::Url::new(&self.scene.url).is_ok();
        let seen =
            || vec![Evidence::Addresses { page: self.scene.own.clone(), asked: self.scene.shown.clone() }];
        self.say(Step::Address, judge::address(&self.scene, parses), None, seen())?;
        self.say(Step::Mixed, judge::mixed(&self.scene), None, seen())?;
        let health = self.way().await?;
        self.answer(&health).await?;
        self.sign().await?;
        self.find_out().await
    }

    /// Who answers, and with whose clock.
    async fn answer(&self, health: &Asked) -> Result<(), Ended> {
        let mut evidence = vec![health.evidence.clone()];
        self.say(Step::Who, judge::who(&self.scene, &health.came), None, evidence.clone())?;
        let unsigned = if judge::needs_second_question(&health.came) {
            Some(self.asker.unsigned(&unsigned_call(), &["content-type"]).await)
        } else {
            None
        };
        let took_ms = unsigned.as_ref().map_or(health.took_ms, |asked| asked.took_ms);
        evidence.extend(unsigned.as_ref().map(|asked| asked.evidence.clone()));
        let outcome = judge::server(&health.came, unsigned.as_ref().map(|asked| &asked.came));
        self.say(Step::Server, outcome, Some(took_ms), evidence)?;
        let date = match &health.came {
            Probed::Answer(answer) => answer.header("date").and_then(time::from_date_header),
            _ => None,
        };
        let ahead = date.map(|date| date.0 - health.at.0);
        self.say(Step::ProxyClock, judge::proxy_clock(ahead), None, Vec::new())
    }

    async fn sign(&self) -> Result<(), Ended> {
        let answer = self.client.system_setting(LARGEST_GROUP_SIZE).await;
        let (error, took_ms, exchange) = match &answer {
            Ok(reading) => (None, Some(reading.took_ms), Some(reading.exchange)),
            Err(error) => (Some(error), None, error.exchange),
        };
        let exchange = exchange.and_then(|id| untrack(|| self.session().exchanges.find(id)));
        let mut evidence: Vec<Evidence> = exchange.iter().map(|exchange| of_exchange(exchange)).collect();
        let took_ms = took_ms.or_else(|| exchange.as_ref().map(|exchange| exchange.took_ms));
        // Health may be exempt from the sign-in that the rest of the path is behind. A secret is no remedy for it.
        let kept = exchange.as_ref().and_then(|exchange| exchange.answer.as_ref());
        if kept.is_some_and(|it| judge::is_proxys_sign_in(it.status, it.is_html, &it.headers)) {
            return self.say(Step::Signature, Outcome::Failed(Trouble::ProxyAuth), took_ms, evidence);
        }
        let spaces = self.spaces(error, &mut evidence).await;
        let outcome = match signed::signature(error, spaces) {
            Outcome::Failed(Trouble::CorsOnErrors { .. }) => self.on_errors(&mut evidence).await,
            outcome => outcome,
        };
        self.say(Step::Signature, outcome, took_ms, evidence)?;
        let shipped = self.session().secret_now().is_some_and(|secret| secret.is_shipped_default());
        self.say(Step::DefaultSecret, signed::default_secret(shipped), None, Vec::new())
    }

    /// Whether the secret that was refused is accepted with other blanks around it.
    async fn spaces(&self, refused: Option<&ApiError>, evidence: &mut Vec<Evidence>) -> Option<Spaces> {
        let is_mismatch = |kind: &Kind| {
            matches!(kind, Kind::Unauthorized | Kind::Server { code: Code::SignatureRefused, .. })
        };
        refused.filter(|error| is_mismatch(&error.kind))?;
        let (other, spaces) = with_other_blanks(&self.session().secret_now()?);
        let (answer, shown) = self.asker.signed(&other, self.session().signing_time(), How::Signed).await;
        let accepted = signed::accepts(&answer) == Some(true);
        if accepted {
            evidence.push(shown);
        }
        accepted.then_some(spaces)
    }

    /// What may not be read is refused for the secret, or is not there in this form: the other one tells.
    async fn on_errors(&self, evidence: &mut Vec<Evidence>) -> Outcome {
        let mut accepted = false;
        if let Some(secret) = self.session().secret_now() {
            let (answer, shown) =
                self.asker.signed(&secret, self.session().signing_time(), How::Signed).await;
            accepted = signed::accepts(&answer) == Some(true);
            evidence.push(shown);
        }
        Outcome::Failed(Trouble::CorsOnErrors { accepted })
    }

    /// What a signed answer lets one find out.
    async fn find_out(&self) -> Result<(), Ended> {
        let Some(secret) = self.session().secret_now() else { return Err(Ended) };
        let mut evidence = Vec::new();
        let hours = self.is_accepted(&secret, THREE_HOURS_MS, &mut evidence).await;
        let days = match hours {
            Some(true) => self.is_accepted(&secret, THIRTY_DAYS_MS, &mut evidence).await,
            _ => None,
        };
        // Where times are not checked or nobody knows, there is nothing to ask.
        let kept = match (hours, days) {
            (None, _) | (Some(true), Some(true)) => None,
            _ => kept::stands(self.session(), self.asker.leave).await,
        };
        self.say(Step::TimeCheck, signed::time_check(hours, days, kept), None, evidence)?;

        let customer = self.client.customer().await.ok();
        let edition = self.session().capabilities_now().edition();
        let who = customer.as_ref().map(|reading| reading.value.to_string()).filter(|who| !who.is_empty());
        let outcome = match self.session().capabilities_now().get(Operation::Customer) {
            Capability::Unknown => Outcome::Hint(Fact::Edition(edition, who)),
            _ => Outcome::Passed(Fact::Edition(edition, who)),
        };
        self.say(Step::Edition, outcome, customer.map(|reading| reading.took_ms), Vec::new())?;

        let heard = |progress| (self.heard)(Heard::Progress(progress));
        offers::ask_all(&self.client, &heard, &*self.goes_on).await;
        self.say(Step::Operations, signed::operations(&self.session().capabilities_now()), None, Vec::new())
    }

    async fn is_accepted(&self, secret: &Secret, age_ms: i64, evidence: &mut Vec<Evidence>) -> Option<bool> {
        let then = TimestampMs(self.session().signing_time().0 - age_ms);
        let (answer, shown) = self.asker.signed(secret, then, How::SignedOld).await;
        evidence.push(shown);
        signed::accepts(&answer)
    }
}

/// Without the blanks that were typed; with one behind, where none was.
fn with_other_blanks(secret: &Secret) -> (Secret, Spaces) {
    let typed = secret.expose();
    if typed.trim() == typed {
        (Secret::new(format!("{typed} ")), Spaces::Server)
    } else {
        (Secret::new(typed.trim()), Spaces::Typed)
    }
}

/// The secret that a check found to be accepted in place of this one.
pub(crate) fn mended(secret: &Secret) -> Secret {
    with_other_blanks(secret).0
}
