//! What a change is made of on its page: what was read, and what can be typed.

use firetower_protocol::robot::RobotSecret;

use crate::api::Reading;
use crate::dom::prelude::*;
use crate::state::change::Held;

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

    /// Nothing can be typed: what is written was not drafted here.
    pub(super) fn is_empty(&self) -> bool {
        self.texts.is_empty() && self.secret.is_none()
    }

    pub(super) fn fill(&self, held: &Held) {
        for (name, text) in &self.texts {
            let now = held.as_ref().map_or("", |record| record.text(name));
            if text.with_untracked(|text| text != now) {
                text.set(now.to_owned());
            }
        }
        self.forget_secret();
    }

    pub(super) fn forget_secret(&self) {
        if let Some(secret) = self.secret.filter(|secret| secret.with_untracked(Option::is_some)) {
            secret.set(None);
        }
    }
}
