//! The rows of the preview: a line each, and how many of them stand how.

use crate::dom::prelude::*;
use leptos::prelude::ArcRwSignal;

use super::lines::{Line, Meaning};
use super::stand::{Seen, Stand};
use crate::state::looked_pins::Pin;

/// A line, and what is known of its pin. The same pin keeps its signal while the text is edited.
#[derive(Clone, PartialEq)]
pub(super) struct Row {
    pub(super) line: Line,
    pub(super) seen: ArcRwSignal<Seen>,
}

impl Row {
    pub(super) fn pin(&self) -> Option<&Pin> {
        self.line.pin()
    }

    /// Tracked.
    pub(super) fn stand(&self, wanted: bool) -> Option<Stand> {
        self.pin().map(|_| self.seen.with(|seen| seen.stand(wanted)))
    }
}

/// How many lines stand how.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Counts {
    pub(super) unread: usize,
    pub(super) under_way: usize,
    pub(super) will: usize,
    pub(super) done: usize,
    /// So already, or the same as another line.
    pub(super) nothing: usize,
    pub(super) wrong: usize,
    pub(super) failed: usize,
    pub(super) unknown: usize,
}

impl Counts {
    /// Tracked.
    pub(super) fn of(rows: &[Row], wanted: bool) -> Self {
        let mut counts = Self::default();
        for row in rows {
            *match row.stand(wanted) {
                None if matches!(row.line.meaning, Meaning::Wrong(_)) => &mut counts.wrong,
                None | Some(Stand::Already) => &mut counts.nothing,
                Some(Stand::Unread) => &mut counts.unread,
                Some(Stand::UnderWay) => &mut counts.under_way,
                Some(Stand::Will) => &mut counts.will,
                Some(Stand::Done) => &mut counts.done,
                Some(Stand::Failed) => &mut counts.failed,
                Some(Stand::Unknown) => &mut counts.unknown,
            } += 1;
        }
        counts
    }

    /// Nothing was read yet.
    pub(super) fn all_unread(self) -> bool {
        self.under_way + self.will + self.done + self.failed + self.unknown == 0
    }

    pub(super) fn retries(self) -> usize {
        self.failed + self.unknown
    }

    pub(super) fn written(self) -> usize {
        self.done + self.retries()
    }
}
