//! The way to the server: the page's policy, the network and CORS. Where a script sees one failure for all, it is asked again in
//! another way.

use firetower_protocol::address::keys::keys;
use gloo_timers::future::TimeoutFuture;

use super::ask::{Asked, HEADERS, health_call, unsigned_call};
use super::judge::{Across, Browser, Unread};
use super::verdict::{Evidence, Step};
use super::{Check, Ended, browser, judge};
use crate::api::csp;
use crate::api::fetch::Probed;
use crate::api::redact::redact;
use crate::state::time;

impl Check {
    /// The page's policy, the network and CORS: whether an answer comes and may be read.
    pub(super) async fn way(&self) -> Result<Asked, Ended> {
        let began_ms = time::ticks_ms();
        let health = self.asker.unsigned(&health_call(), &[]).await;
        // The violation's event is a task of its own, which may come just after the rejection.
        if matches!(health.came, Probed::Nothing) {
            TimeoutFuture::new(20).await;
        }
        let found = csp::violation(&self.scene.url, began_ms);
        let directive = found.as_ref().map(|found| found.directive.as_str());
        let outcome = judge::policy(&self.scene, directive);
        self.say(Step::Policy, outcome, None, found.map(|found| self.blocked(found)).into_iter().collect())?;

        let mut evidence = vec![health.evidence.clone()];
        let (mut unread, mut other, mut browser) = (Unread::Nothing, None, Browser::default());
        if matches!(health.came, Probed::Nothing) {
            unread = self.unread(&mut evidence).await;
            other = self.under_the_other_scheme(unread, &mut evidence).await;
        }
        // A question that the browser put and nobody answered lets the time run out.
        let is_silent =
            matches!(health.came, Probed::Nothing) && unread == Unread::Nothing && other.is_none();
        if is_silent || matches!(health.came, Probed::TimedOut { .. }) {
            let (found, shown) = browser::ask(judge::local_network_matters(&self.scene)).await;
            browser = found;
            evidence.extend(shown);
        }
        let outcome = judge::reach(&self.scene, &health.came, unread, other, &browser);
        let took_ms = matches!(health.came, Probed::Answer(_) | Probed::Redirected).then_some(health.took_ms);
        self.say(Step::Reach, outcome, took_ms, evidence.clone())?;

        let across = self.across(&health.came, &mut evidence).await;
        self.say(Step::Cors, judge::cors(&self.scene, &health.came, unread, &across), None, evidence)?;
        Ok(health)
    }

    async fn unread(&self, evidence: &mut Vec<Evidence>) -> Unread {
        let began_ms = time::ticks_ms();
        let (answered, shown) = self.asker.without_cors(&self.scene.url, &self.scene.shown).await;
        if !answered {
            TimeoutFuture::new(20).await;
        }
        let led_elsewhere = csp::violation(&self.scene.url, began_ms).is_some();
        evidence.push(if led_elsewhere { shown.redirected() } else { shown });
        match (led_elsewhere, answered && self.scene.target.is_some()) {
            (true, _) => Unread::LedElsewhere,
            (false, true) => Unread::Answered,
            (false, false) => Unread::Nothing,
        }
    }

    /// The scheme under which it is answered, if that is the other one.
    async fn under_the_other_scheme(
        &self,
        unread: Unread,
        evidence: &mut Vec<Evidence>,
    ) -> Option<&'static str> {
        let (url, scheme) = self.scene.other_scheme(unread)?;
        let began_ms = time::ticks_ms();
        let rest = self.scene.shown.split_once("://").map_or("", |(_, rest)| rest);
        let (answered, shown) = self.asker.without_cors(&url, &format!("{scheme}://{rest}")).await;
        if !answered {
            TimeoutFuture::new(20).await;
        }
        evidence.push(csp::violation(&url, began_ms).map_or(shown, |found| self.blocked(found)));
        answered.then_some(scheme)
    }

    async fn across(&self, health: &Probed, evidence: &mut Vec<Evidence>) -> Across {
        let mut across = Across::default();
        if self.scene.target.is_none() || !judge::is_worth_asking(health) {
            return across;
        }
        let call = unsigned_call();
        let whole = self.asker.unsigned(&call, &HEADERS).await;
        evidence.push(whole.evidence);
        if matches!(whole.came, Probed::Nothing) {
            let bare = self.asker.unsigned(&call, &[]).await;
            evidence.push(bare.evidence);
            if !matches!(bare.came, Probed::Nothing) {
                for name in HEADERS {
                    let asked = self.asker.unsigned(&call, &[name]).await;
                    evidence.push(asked.evidence);
                    across.each.push((name, !matches!(asked.came, Probed::Nothing)));
                }
            }
            across.bare = Some(bare.came);
        }
        across.whole = Some(whole.came);
        across
    }

    /// Nothing was sent. Of the page's own origin, the browser tells the whole address.
    fn blocked(&self, found: csp::Violation) -> Evidence {
        let uri = redact(&found.uri, &keys(self.asker.session.connection.address.as_str()));
        Evidence::Blocked { directive: found.directive, uri }
    }
}
