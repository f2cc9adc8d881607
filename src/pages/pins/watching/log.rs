//! What a watch writes down: each flip with its time, and what kept it from seeing.

use firetower_protocol::TimestampMs;

use crate::error::ApiError;
use crate::i18n::Lang;
use crate::state::time;

/// More than this are not kept; the oldest go.
const KEPT: usize = 1000;

#[derive(Clone, Debug, PartialEq)]
pub(super) enum Event {
    /// As it was first read.
    Began {
        pinned: bool,
    },
    Flipped {
        pinned: bool,
        /// A change of this tab explains it.
        by_this_tab: bool,
    },
    Failed(ApiError),
    /// Readable again, and as before.
    ReadAgain {
        pinned: bool,
    },
    /// The tab was hidden, and in sight again.
    Rested,
    Resumed,
    Stopped,
}

#[derive(Clone, Debug, PartialEq)]
pub(super) struct Note {
    /// Tells it from all others of this log.
    pub(super) number: u32,
    pub(super) at: TimestampMs,
    pub(super) event: Event,
    /// The same failure again and again is one note: how often, and when last.
    pub(super) times: u32,
    pub(super) last: TimestampMs,
}

/// What was read last, and when.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Seen {
    pub(super) pinned: bool,
    pub(super) at: TimestampMs,
}

#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Log {
    /// Oldest first.
    pub(super) notes: Vec<Note>,
    pub(super) seen: Option<Seen>,
    pub(super) flips: u32,
    pub(super) readings: u32,
    pub(super) dropped: usize,
    next: u32,
}

impl Log {
    /// A reading. `is_ours` says whether a change of this tab since then explains this state.
    pub(super) fn read(
        &mut self,
        at: TimestampMs,
        pinned: bool,
        is_ours: impl FnOnce(TimestampMs, bool) -> bool,
    ) {
        self.readings = self.readings.saturating_add(1);
        let before = self.seen.replace(Seen { pinned, at });
        match before {
            None => self.note(at, Event::Began { pinned }),
            Some(before) if before.pinned != pinned => {
                self.flips = self.flips.saturating_add(1);
                let by_this_tab = is_ours(before.at, pinned);
                self.note(at, Event::Flipped { pinned, by_this_tab });
            }
            Some(_) if self.is_failing() => self.note(at, Event::ReadAgain { pinned }),
            Some(_) => {}
        }
    }

    pub(super) fn failed(&mut self, at: TimestampMs, error: ApiError) {
        if let Some(note) = self.notes.last_mut()
            && let Event::Failed(known) = &mut note.event
            && known.kind == error.kind
        {
            // The last exchange is the one that can still be looked at.
            *known = error;
            note.times = note.times.saturating_add(1);
            note.last = at;
            return;
        }
        self.note(at, Event::Failed(error));
    }

    pub(super) fn is_failing(&self) -> bool {
        let decisive =
            self.notes.iter().rev().find(|note| !matches!(note.event, Event::Rested | Event::Resumed));
        decisive.is_some_and(|note| matches!(note.event, Event::Failed(_)))
    }

    pub(super) fn note(&mut self, at: TimestampMs, event: Event) {
        if self.notes.len() == KEPT {
            self.notes.remove(0);
            self.dropped += 1;
        }
        self.notes.push(Note { number: self.next, at, event, times: 1, last: at });
        self.next = self.next.wrapping_add(1);
    }

    /// Stopped: what comes later does not join on.
    pub(super) fn stop(&mut self, at: TimestampMs) {
        self.note(at, Event::Stopped);
        self.seen = None;
    }
}

impl Event {
    /// What happened, in a few words.
    pub(super) fn words(&self, lang: Lang) -> String {
        let state = |pinned: bool| if pinned { lang.pn_pinned() } else { lang.pn_not_pinned() };
        match self {
            Self::Began { pinned } => lang.pn_log_began(state(*pinned)),
            Self::Flipped { pinned, .. } => lang.pn_log_flipped(state(!pinned), state(*pinned)),
            Self::Failed(error) => lang.pn_log_failed(&error.short(lang)),
            Self::ReadAgain { pinned } => lang.pn_log_again(state(*pinned)),
            Self::Rested => lang.pn_log_rested().to_owned(),
            Self::Resumed => lang.pn_log_resumed().to_owned(),
            Self::Stopped => lang.pn_log_stopped().to_owned(),
        }
    }

    /// Who did it, as far as it is known.
    pub(super) fn who(&self, lang: Lang) -> &'static str {
        match self {
            Self::Flipped { by_this_tab: true, .. } => lang.pn_by_this_tab(),
            Self::Flipped { by_this_tab: false, .. } => lang.pn_not_by_this_tab(),
            _ => "",
        }
    }
}

impl Note {
    /// A line for a ticket or a chat, in English whatever the language, with ISO times.
    pub(super) fn line(&self, iso: impl Fn(TimestampMs) -> String) -> String {
        let mut line = format!("{} {}", iso(self.at), self.event.words(Lang::En));
        let who = self.event.who(Lang::En);
        if !who.is_empty() {
            line.push_str(", ");
            line.push_str(who);
        }
        if self.times > 1 {
            line.push_str(&format!(" ({} times, last {})", self.times, iso(self.last)));
        }
        line
    }
}

/// The whole log as text.
pub(super) fn as_text(head: &str, log: &Log) -> String {
    let lines = log.notes.iter().map(|note| note.line(time::iso));
    std::iter::once(head.to_owned()).chain(lines).collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::Kind;

    fn error(kind: Kind) -> ApiError {
        ApiError { kind, host: "im".to_owned(), writes: false, exchange: None }
    }

    fn iso(time: TimestampMs) -> String {
        format!("t{}", time.0)
    }

    fn lines(log: &Log) -> Vec<String> {
        log.notes.iter().map(|note| note.line(iso)).collect()
    }

    #[test]
    fn each_flip_is_written_down_and_what_stays_is_not() {
        let mut log = Log::default();
        let mut asked = Vec::new();
        for (at, pinned) in [(1, true), (2, true), (3, false), (4, false), (5, true)] {
            log.read(TimestampMs(at), pinned, |since, now| {
                asked.push((since.0, now));
                now
            });
        }
        assert_eq!(
            lines(&log),
            [
                "t1 Watching began: Pinned",
                "t3 Pinned → Not pinned, not by this tab",
                "t5 Not pinned → Pinned, by this tab"
            ]
        );
        assert_eq!(asked, [(2, false), (4, true)], "a change is looked for since the reading before");
        assert_eq!((log.flips, log.readings), (2, 5));
    }

    #[test]
    fn a_failure_is_noted_once_and_the_watch_goes_on() {
        let mut log = Log::default();
        log.read(TimestampMs(1), true, |_, _| false);
        log.failed(TimestampMs(2), error(Kind::Html { status: 502 }));
        log.failed(TimestampMs(3), error(Kind::Html { status: 502 }));
        assert!(log.is_failing());
        log.read(TimestampMs(4), true, |_, _| false);
        log.failed(TimestampMs(5), error(Kind::Unreachable));
        log.read(TimestampMs(6), false, |_, _| false);
        assert!(!log.is_failing());
        let lines = lines(&log);
        assert_eq!(lines[1], "t2 Could not be read: a web page, no code (2 times, last t3)");
        assert_eq!(lines[2], "t4 Read again: Pinned");
        assert_eq!(lines[4], "t6 Pinned → Not pinned, not by this tab", "also across a failure");
    }

    #[test]
    fn what_happened_while_it_was_stopped_is_nobodys_flip() {
        let mut log = Log::default();
        log.read(TimestampMs(1), true, |_, _| false);
        log.stop(TimestampMs(2));
        log.read(TimestampMs(9), false, |_, _| false);
        assert_eq!(
            lines(&log),
            ["t1 Watching began: Pinned", "t2 Watching stopped", "t9 Watching began: Not pinned"]
        );
        assert_eq!(log.flips, 0);
    }

    #[test]
    fn the_oldest_notes_go() {
        let mut log = Log::default();
        for at in 0..=KEPT {
            log.read(TimestampMs(i64::try_from(at).unwrap()), at % 2 == 0, |_, _| false);
        }
        assert_eq!((log.notes.len(), log.dropped), (KEPT, 1));
        assert_eq!(log.notes[0].number, 1);
    }
}
