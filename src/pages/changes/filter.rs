//! Which entries a view lists.

use crate::i18n::Lang;
use crate::paths::{ChangeEnd, ChangeKind, ChangesAt};
use crate::state::change::Target;
use crate::state::journal::{Entry, Outcome};

pub(super) fn kind_of(target: &Target) -> ChangeKind {
    match target {
        Target::SystemSetting { .. } => ChangeKind::SystemSetting,
        Target::UserSetting { .. } => ChangeKind::UserSetting,
        Target::Pin { .. } => ChangeKind::Pin,
        Target::Robot { .. } => ChangeKind::Robot,
        Target::Raw { .. } => ChangeKind::Console,
    }
}

pub(super) fn end_of(outcome: Outcome) -> ChangeEnd {
    match outcome {
        Outcome::Verified => ChangeEnd::Verified,
        Outcome::Sent | Outcome::Unknown | Outcome::Unverified => ChangeEnd::Unknown,
        Outcome::Differs | Outcome::NotWritten | Outcome::Refused => ChangeEnd::Failed,
        Outcome::Accepted => ChangeEnd::Accepted,
    }
}

/// Everything but the outcome, which the counts beside its choices go through.
pub(super) fn passes_but_end(at: &ChangesAt, entry: &Entry, lang: Lang) -> bool {
    at.kind.is_none_or(|kind| kind == kind_of(&entry.target)) && has_text(entry, &at.text, lang)
}

pub(super) fn passes(at: &ChangesAt, entry: &Entry, lang: Lang) -> bool {
    at.end.is_none_or(|end| end == end_of(entry.outcome)) && passes_but_end(at, entry, lang)
}

/// In any case: the target as it is called and as one greps for it, the values, the connection.
fn has_text(entry: &Entry, text: &str, lang: Lang) -> bool {
    let wanted = text.trim().to_lowercase();
    if wanted.is_empty() {
        return true;
    }
    let stored = [&entry.before, &entry.after, &entry.found].into_iter().flatten();
    let values = stored.flat_map(|stored| stored.0.iter().filter_map(|(_, value)| value.clone()));
    [entry.target.title(lang), entry.target.key(), entry.name.clone(), entry.address.clone()]
        .into_iter()
        .chain(values)
        .any(|place| place.to_lowercase().contains(&wanted))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::state::change::{Record, Stored};
    use firetower_protocol::{SettingId, TimestampMs};

    fn entry(value: &str, outcome: Outcome) -> Entry {
        let stored = |value: &str| Some(Record::default().with("value", value).stored());
        Entry {
            id: "a/1".to_owned(),
            at: TimestampMs(1),
            name: "IM 上海".to_owned(),
            address: "/im/a".to_owned(),
            target: Target::SystemSetting { id: SettingId(1) },
            before: None,
            after: stored(value),
            found: Some(Stored::default()),
            outcome,
            rotated: false,
            is_undo: false,
        }
    }

    fn at(change: impl Fn(&mut ChangesAt)) -> ChangesAt {
        let mut at = ChangesAt::default();
        change(&mut at);
        at
    }

    #[test]
    fn a_text_is_found_in_whatever_a_row_shows() {
        let entry = entry("Fünf值", Outcome::Verified);
        for text in ["fünf", "值", "LARGEST group", "system-setting 1", "上海", "/im/a", "  "] {
            assert!(passes(&at(|at| at.text = text.to_owned()), &entry, Lang::En), "{text}");
        }
        assert!(passes(&at(|at| at.text = "最大群".to_owned()), &entry, Lang::Zh));
        assert!(!passes(&at(|at| at.text = "最大群".to_owned()), &entry, Lang::En));
        assert!(!passes(&at(|at| at.text = "six".to_owned()), &entry, Lang::En));
    }

    #[test]
    fn every_outcome_has_its_place_and_filters_go_together() {
        for (outcome, end) in [
            (Outcome::Verified, ChangeEnd::Verified),
            (Outcome::Sent, ChangeEnd::Unknown),
            (Outcome::Differs, ChangeEnd::Failed),
            (Outcome::Accepted, ChangeEnd::Accepted),
        ] {
            let entry = entry("5", outcome);
            assert!(passes(&at(|at| at.end = Some(end)), &entry, Lang::En));
            let robots = at(|at| (at.end, at.kind) = (Some(end), Some(ChangeKind::Robot)));
            assert!(!passes(&robots, &entry, Lang::En));
            let others = ChangeEnd::ALL.into_iter().filter(|other| *other != end);
            assert!(others.into_iter().all(|end| !passes(&at(|at| at.end = Some(end)), &entry, Lang::En)));
        }
    }
}
