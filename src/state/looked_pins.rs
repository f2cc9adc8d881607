//! The pins that an admin looked at, and the lines that are pasted for several at once: kept per connection in this
//! browser. What the server holds is not kept.

use firetower_protocol::UserId;
use firetower_protocol::conversation::Conversation;
use serde::{Deserialize, Serialize};

use crate::state::change::Target;
use crate::state::connection::Slug;
use crate::state::storage;

/// A conversation in the list of one user.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Pin {
    pub(crate) user: UserId,
    pub(crate) conversation: Conversation,
}

impl Pin {
    /// For sorting: any order will do, as long as it is one.
    pub(crate) fn order(&self) -> (&str, &str, i32, i32) {
        (&self.user.0, &self.conversation.target, self.conversation.kind.0, self.conversation.line)
    }

    pub(crate) fn target(&self) -> Target {
        Target::Pin { user: self.user.clone(), conversation: self.conversation.clone() }
    }
}

/// More than this are not remembered; the oldest go.
pub(crate) const KEPT: usize = 200;

fn key(slug: &Slug) -> String {
    format!("firetower.pins.{}", slug.as_str())
}

/// Newest first.
pub(crate) fn load(slug: &Slug) -> Vec<Pin> {
    let stored: Vec<Pin> = storage::read_json(&key(slug)).unwrap_or_default();
    // Whatever another version may have stored.
    stored.into_iter().rev().fold(Vec::new(), with)
}

/// `shown` is what this tab has, in case the browser keeps nothing.
pub(crate) fn add(slug: &Slug, shown: Vec<Pin>, pin: Pin) -> Vec<Pin> {
    let pins = with(load(slug), pin.clone());
    if storage::write_json(&key(slug), &pins) { pins } else { with(shown, pin) }
}

pub(crate) fn forget(slug: &Slug, shown: Vec<Pin>, pin: &Pin) -> Vec<Pin> {
    let without = |mut pins: Vec<Pin>| {
        pins.retain(|known| known != pin);
        pins
    };
    let pins = without(load(slug));
    if storage::write_json(&key(slug), &pins) { pins } else { without(shown) }
}

pub(crate) fn forget_list(slug: &Slug) {
    storage::remove(&key(slug));
}

/// The lines for several at once, and what is to become of them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Pasted {
    pub(crate) text: String,
    #[serde(default)]
    pub(crate) unpins: bool,
}

fn pasted_key(slug: &Slug) -> String {
    format!("firetower.pins-pasted.{}", slug.as_str())
}

pub(crate) fn load_pasted(slug: &Slug) -> Pasted {
    storage::read_json(&pasted_key(slug)).unwrap_or_default()
}

/// Whether the browser kept it.
pub(crate) fn keep_pasted(slug: &Slug, pasted: &Pasted) -> bool {
    if *pasted == Pasted::default() {
        storage::remove(&pasted_key(slug));
        return true;
    }
    storage::write_json(&pasted_key(slug), pasted)
}

/// With the connection.
pub(crate) fn forget_all(slug: &Slug) {
    forget_list(slug);
    storage::remove(&pasted_key(slug));
}

pub(crate) fn renamed(from: &Slug, to: &Slug) {
    storage::moved(&key(from), &key(to));
    storage::moved(&pasted_key(from), &pasted_key(to));
}

/// One that is there already keeps its place.
fn with(mut pins: Vec<Pin>, pin: Pin) -> Vec<Pin> {
    if !pins.contains(&pin) {
        pins.insert(0, pin);
        pins.truncate(KEPT);
    }
    pins
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pin(user: usize) -> Pin {
        Pin { user: UserId(user.to_string()), conversation: "1-0-g".parse().unwrap() }
    }

    #[test]
    fn the_newest_comes_first_and_keeps_its_place() {
        let pins = [1, 2, 3, 1].map(pin).into_iter().fold(Vec::new(), with);
        assert_eq!(pins, [3, 2, 1].map(pin));
    }

    #[test]
    fn the_oldest_goes() {
        let pins = (0..=KEPT).map(pin).fold(Vec::new(), with);
        assert_eq!(pins.len(), KEPT);
        assert_eq!((pins.first(), pins.last()), (Some(&pin(KEPT)), Some(&pin(1))));
    }

    #[test]
    fn what_is_stored_is_plain_json() {
        let text = serde_json::to_string(&pin(7)).unwrap();
        assert_eq!(text, r#"{"user":"7","conversation":{"type":1,"target":"g","line":0}}"#);
        let pasted: Pasted = serde_json::from_str(r#"{"text":"a 1 g"}"#).unwrap();
        assert!(!pasted.unpins);
    }
}
