//! Which flips this tab made: those that one of its changes explains, as the journal has them.

use firetower_protocol::TimestampMs;
use leptos::prelude::WithUntracked;

use crate::pages::pins::looked::is_pinned;
use crate::state::change::Target;
use crate::state::journal::{Entry, Journal, Outcome};

/// How long before a reading a change of this tab may have begun that the reading shows: as long as a call may take.
const UNDER_WAY_MS: i64 = 15_000;

/// Entries that explain no flip to come: each explains one, and what had ended before a reading is in that reading.
#[derive(Clone, Debug, Default)]
pub(super) struct Used(Vec<String>);

impl Used {
    /// The change that explains that `target` was read as `pinned`, where the reading before was at `since`. It is used
    /// up by that.
    pub(super) fn explains(
        &mut self,
        journal: &Journal,
        target: &Target,
        since: TimestampMs,
        pinned: bool,
    ) -> bool {
        let fits = |entry: &&Entry| {
            entry.target == *target
                && !matches!(entry.outcome, Outcome::Refused | Outcome::NotWritten)
                && entry.at.0 >= since.0 - UNDER_WAY_MS
                && is_pinned(&entry.after()) == pinned
                && journal.is_of_this_tab(&entry.id)
                && !self.0.contains(&entry.id)
        };
        let found =
            journal.entries.with_untracked(|entries| entries.iter().find(fits).map(|entry| entry.id.clone()));
        let is_explained = found.is_some();
        self.0.extend(found);
        is_explained
    }

    pub(super) fn add(&mut self, ids: Vec<String>) {
        let new = ids.into_iter().filter(|id| !self.0.contains(id)).collect::<Vec<_>>();
        self.0.extend(new);
    }
}

/// The changes of `target` that have ended by now. One whose answer was lost may still come to effect.
pub(super) fn ended(journal: &Journal, target: &Target) -> Vec<String> {
    let is_over = |entry: &&Entry| {
        entry.target == *target && !matches!(entry.outcome, Outcome::Sent | Outcome::Unknown)
    };
    journal
        .entries
        .with_untracked(|entries| entries.iter().filter(is_over).map(|entry| entry.id.clone()).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::state::change::Record;
    use crate::state::connection::Slug;
    use firetower_protocol::UserId;
    use firetower_protocol::conversation::Conversation;
    use leptos::prelude::Set;

    fn target(conversation: &str) -> Target {
        let conversation: Conversation = conversation.parse().unwrap();
        Target::Pin { user: UserId("alice".to_owned()), conversation }
    }

    fn entry(id: &str, conversation: &str, pinned: bool, outcome: Outcome) -> Entry {
        let value = if pinned { "1" } else { "0" };
        Entry {
            id: id.to_owned(),
            at: TimestampMs(100_000),
            name: "IM".to_owned(),
            address: "/im/a".to_owned(),
            target: target(conversation),
            before: None,
            after: Some(Record::default().with("top", value).stored()),
            found: None,
            outcome,
            rotated: false,
            is_undo: false,
        }
    }

    /// A journal with these, as if this tab had noted them.
    fn journal(entries: Vec<Entry>) -> Journal {
        let journal = Journal::of(&Slug::parse("a").unwrap());
        for entry in &entries {
            journal.claim(&entry.id);
        }
        journal.entries.set(entries);
        journal
    }

    const SINCE: TimestampMs = TimestampMs(100_500);

    #[test]
    fn a_change_of_this_tab_explains_one_flip_to_what_it_wrote() {
        let journal = journal(vec![entry("a/1", "1-0-g1", true, Outcome::Verified)]);
        let mut used = Used::default();
        assert!(!used.explains(&journal, &target("1-0-g1"), SINCE, false));
        assert!(!used.explains(&journal, &target("1-0-g2"), SINCE, true));
        assert!(!used.explains(&journal, &target("1-0-g1"), TimestampMs(200_000), true), "long ago");
        assert!(used.explains(&journal, &target("1-0-g1"), SINCE, true));
        assert!(!used.explains(&journal, &target("1-0-g1"), SINCE, true));
    }

    #[test]
    fn what_was_not_written_explains_nothing() {
        for (outcome, expected) in [
            (Outcome::Refused, false),
            (Outcome::NotWritten, false),
            (Outcome::Sent, true),
            (Outcome::Unknown, true),
            (Outcome::Differs, true),
        ] {
            let journal = journal(vec![entry("a/1", "1-0-g1", true, outcome)]);
            let is_ours = Used::default().explains(&journal, &target("1-0-g1"), SINCE, true);
            assert_eq!(is_ours, expected, "{outcome:?}");
        }
    }

    #[test]
    fn a_change_of_another_tab_is_not_by_this_one() {
        let journal = Journal::of(&Slug::parse("a").unwrap());
        journal.entries.set(vec![entry("a/1", "1-0-g1", true, Outcome::Verified)]);
        assert!(!Used::default().explains(&journal, &target("1-0-g1"), SINCE, true));
    }

    #[test]
    fn what_had_ended_before_a_reading_explains_no_later_one() {
        let outcomes = [Outcome::Verified, Outcome::Sent, Outcome::Unknown];
        let entries = outcomes.iter().zip(["a/1", "a/2", "a/3"]);
        let journal = journal(entries.map(|(outcome, id)| entry(id, "1-0-g1", true, *outcome)).collect());
        assert_eq!(ended(&journal, &target("1-0-g1")), ["a/1"]);
        assert!(ended(&journal, &target("1-0-g2")).is_empty());
        let mut used = Used::default();
        used.add(ended(&journal, &target("1-0-g1")));
        assert!(used.explains(&journal, &target("1-0-g1"), SINCE, true));
        assert!(used.explains(&journal, &target("1-0-g1"), SINCE, true));
        assert!(!used.explains(&journal, &target("1-0-g1"), SINCE, true));
    }
}
