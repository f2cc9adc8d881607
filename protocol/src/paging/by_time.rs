//! The walk by time: overlap, ask for more, and only then step past a millisecond.

use super::{LARGEST_COUNT, Page, Verdict};
use crate::file::Order;
use crate::ids::TimestampMs;

/// The walk by time. Its edge is the furthest time that was seen: all that lies before it is known, and of the edge's
/// own millisecond perhaps only a part.
#[derive(Clone, Debug)]
pub(super) struct ByTime {
    order: Order,
    edge: TimestampMs,
    step: Step,
    /// The page that led past the edge may have been cut off within it.
    suspicious: bool,
    pub(super) crowded: Vec<TimestampMs>,
}

/// How the next `fromTime` stands to the edge. Each step is taken when the one before brought nothing new from a full
/// page, and each new edge begins with [`Step::Overlap`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Step {
    /// The first call, at the time that the walk begins with.
    First,
    /// A millisecond before the edge, so that the rest of the edge's own comes, also where `fromTime` is exclusive.
    Overlap,
    /// At the edge: an exclusive server goes past it, an inclusive one leaves out what lies before it.
    Edge,
    /// A millisecond past the edge, for an inclusive server. An exclusive one has nothing left by then: all that lies
    /// past the edge would have been new at the edge.
    Past,
}

impl ByTime {
    pub(super) fn new(order: Order, from_time: TimestampMs) -> Self {
        Self { order, edge: from_time, step: Step::First, suspicious: false, crowded: Vec::new() }
    }

    pub(super) fn time(&self) -> TimestampMs {
        let onward = if self.order == Order::OLDEST_FIRST { 1 } else { -1 };
        let distance = match self.step {
            Step::Overlap => -onward,
            Step::First | Step::Edge => 0,
            Step::Past => onward,
        };
        TimestampMs(self.edge.0.saturating_add(distance).max(0))
    }

    pub(super) fn judge(&mut self, page: &Page, nothing_new: bool, longest: usize, count: u16) -> Verdict {
        self.note_what_was_passed(page);
        if !nothing_new {
            return if self.advance(page) { Verdict::Moved } else { Verdict::Stay };
        }
        if !page.is_full(longest, count) {
            return Verdict::End;
        }
        // Where a server gives less than was asked for, asking for still more brings nothing.
        if page.length >= usize::from(count) && count < LARGEST_COUNT {
            return Verdict::AskForMore;
        }
        // Two of one millisecond look the same whether the server caps there or has no more. Of one that would cap
        // at a single row nobody has heard; every list with one file would be under suspicion.
        self.suspicious = page.length > 1;
        self.step = match self.step {
            Step::Overlap => Step::Edge,
            Step::Edge => Step::Past,
            Step::First => return Verdict::GiveUp,
            Step::Past => return Verdict::End,
        };
        Verdict::Stay
    }

    /// Goes to the furthest time of the page. Its order within the page doesn't matter.
    fn advance(&mut self, page: &Page) -> bool {
        let is_oldest_first = self.order == Order::OLDEST_FIRST;
        let times = page.times.iter().copied();
        let Some(furthest) = (if is_oldest_first { times.max() } else { times.min() }) else { return false };
        let is_further = if is_oldest_first { furthest > self.edge } else { furthest < self.edge };
        if self.step != Step::First && !is_further {
            return false;
        }
        (self.edge, self.step) = (furthest, Step::Overlap);
        true
    }

    fn note_what_was_passed(&mut self, page: &Page) {
        let passed = match self.step {
            Step::First | Step::Overlap => false,
            // An inclusive server still shows the edge.
            Step::Edge => !page.times.contains(&self.edge),
            Step::Past => true,
        };
        // What comes past the edge proves that the page before was cut off.
        if passed && (page.length > 0 || self.suspicious) && self.crowded.last() != Some(&self.edge) {
            self.crowded.push(self.edge);
        }
    }
}
