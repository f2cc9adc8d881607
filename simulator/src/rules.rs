//! Faults that a test switches on and off through the control endpoint.

use serde::{Serialize, Serializer};
use tokio::sync::watch;

use crate::fault::Fault;

/// A fault for one path, or for all.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct Rule {
    #[serde(serialize_with = "by_name")]
    pub(crate) fault: Fault,
    pub(crate) path: Option<String>,
    /// How many requests it still hits; `None` for all.
    pub(crate) times: Option<u32>,
    /// How many requests that it would hit it still lets pass.
    #[serde(skip_serializing_if = "is_none_left")]
    pub(crate) after: u32,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde's signature")]
fn is_none_left(after: &u32) -> bool {
    *after == 0
}

fn by_name<S: Serializer>(fault: &Fault, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(fault.name())
}

#[derive(Debug, Default)]
pub(crate) struct Rules {
    rules: Vec<Rule>,
    cleared: watch::Sender<()>,
}

impl Rules {
    /// Adds a rule in place of the one with the same path.
    pub(crate) fn set(&mut self, rule: Rule) {
        self.rules.retain(|known| known.path != rule.path);
        self.rules.push(rule);
        // The more special rule is asked first.
        self.rules.sort_by_key(|rule| rule.path.is_none());
    }

    pub(crate) fn clear(&mut self) {
        self.rules.clear();
        self.cleared.send_replace(());
    }

    /// Hears of the next [`clear`](Self::clear).
    pub(crate) fn when_cleared(&self) -> watch::Receiver<()> {
        self.cleared.subscribe()
    }

    pub(crate) fn all(&self) -> &[Rule] {
        &self.rules
    }

    /// The fault for a request, counted as one of its times.
    pub(crate) fn take(&mut self, path: &str, applies: impl Fn(&Fault) -> bool) -> Option<Fault> {
        let fits = |rule: &&mut Rule| {
            rule.path.as_deref().is_none_or(|only| only == path)
                && rule.times != Some(0)
                && applies(&rule.fault)
        };
        let rule = self.rules.iter_mut().filter(fits).find_map(|rule| {
            let is_due = rule.after == 0;
            rule.after = rule.after.saturating_sub(1);
            is_due.then_some(rule)
        })?;
        rule.times = rule.times.map(|times| times.saturating_sub(1));
        let fault = rule.fault;
        self.rules.retain(|rule| rule.times != Some(0));
        Some(fault)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rule(fault: Fault, path: Option<&str>, times: Option<u32>) -> Rule {
        Rule { fault, path: path.map(str::to_owned), times, after: 0 }
    }

    #[test]
    fn a_counted_rule_goes_and_the_general_one_stays() {
        let mut rules = Rules::default();
        rules.set(rule(Fault::Closed, None, None));
        rules.set(rule(Fault::Html502, Some("/a"), Some(2)));
        let mut take = |path| rules.take(path, |_| true);
        assert_eq!(take("/b"), Some(Fault::Closed));
        assert_eq!(
            [take("/a"), take("/a"), take("/a")].map(Option::unwrap).map(Fault::name),
            ["502-html", "502-html", "closed"]
        );
    }

    #[test]
    fn a_rule_that_does_not_apply_is_not_used_up() {
        let mut rules = Rules::default();
        rules.set(rule(Fault::IgnoredWrite, None, Some(1)));
        assert_eq!(rules.take("/read", |fault| !fault.hits_writes_only()), None);
        assert_eq!(rules.take("/write", |_| true), Some(Fault::IgnoredWrite));
        assert!(rules.all().is_empty());
    }

    #[test]
    fn a_rule_lets_pass_as_many_as_it_says() {
        let mut rules = Rules::default();
        rules.set(Rule { after: 2, ..rule(Fault::Closed, Some("/a"), Some(1)) });
        rules.set(rule(Fault::Hang, None, Some(1)));
        // What passes it meets the next rule, and another path counts for nothing.
        let taken = ["/a", "/b", "/a", "/a", "/a"].map(|path| rules.take(path, |_| true));
        assert_eq!(taken, [Some(Fault::Hang), None, None, Some(Fault::Closed), None]);
    }

    #[test]
    fn the_same_path_has_one_rule() {
        let mut rules = Rules::default();
        rules.set(rule(Fault::Hang, Some("/a"), None));
        rules.set(rule(Fault::Closed, Some("/a"), Some(1)));
        assert_eq!(rules.all(), [rule(Fault::Closed, Some("/a"), Some(1))]);
        rules.clear();
        assert_eq!(rules.take("/a", |_| true), None);
    }
}
