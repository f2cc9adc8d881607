//! The health of one server since this tab opened it: samples for the charts, since when something offends, what
//! happened, and when a check last succeeded.

use std::collections::VecDeque;

use firetower_protocol::TimestampMs;
use firetower_protocol::health::Node;

use crate::state::verdict::{Finding, Level, Subject, Verdict, judge};

/// How far back samples are kept: what the charts show.
pub(crate) const KEPT_MS: i64 = 15 * 60 * 1000;
/// A trend needs some history before it says anything.
const TREND_FROM_MS: i64 = 2 * 60 * 1000;
const KEPT_EVENTS: usize = 50;

/// One successful check.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Sample {
    pub(crate) time: TimestampMs,
    pub(crate) answer_ms: u32,
    pub(crate) nodes: Vec<Node>,
    /// What `healthcheck` said, where it is offered.
    pub(crate) status: Option<String>,
}

/// A change of the verdict.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Event {
    pub(crate) time: TimestampMs,
    pub(crate) level: Level,
    /// The worst finding then; `None` when all was well.
    pub(crate) finding: Option<Finding>,
    pub(crate) nodes: usize,
}

#[derive(Clone, Debug)]
pub(crate) struct HealthLog {
    opened_at: TimestampMs,
    samples: VecDeque<Sample>,
    /// Every node that was ever seen, with its last values, in the order of appearance.
    seen: Vec<(TimestampMs, Node)>,
    since: Vec<(Subject, TimestampMs)>,
    events: VecDeque<Event>,
    verdict: Verdict,
    checks: usize,
    failed_checks: usize,
    failing_since: Option<TimestampMs>,
}

impl HealthLog {
    pub(crate) fn new(opened_at: TimestampMs) -> Self {
        Self {
            opened_at,
            samples: VecDeque::new(),
            seen: Vec::new(),
            since: Vec::new(),
            events: VecDeque::new(),
            verdict: Verdict::default(),
            checks: 0,
            failed_checks: 0,
            failing_since: None,
        }
    }

    pub(crate) fn record(&mut self, sample: Sample) {
        let now = sample.time;
        self.checks += 1;
        self.failing_since = None;
        for node in &sample.nodes {
            match self.seen.iter_mut().find(|(_, known)| known.node == node.node) {
                Some(known) => *known = (now, node.clone()),
                None => self.seen.push((now, node.clone())),
            }
        }
        let gone: Vec<_> = self.gone(&sample).map(|(time, node)| (node.node.clone(), *time)).collect();
        let verdict = judge(&sample.nodes, &gone, Some(sample.answer_ms), sample.status.as_deref());
        self.note_since(&verdict, now);
        self.note_event(&verdict, now, sample.nodes.len());
        self.verdict = verdict;
        self.samples.push_back(sample);
        while self.samples.front().is_some_and(|oldest| oldest.time.0 < now.0 - KEPT_MS) {
            self.samples.pop_front();
        }
    }

    /// The last values stay; it is remembered since when they are old.
    pub(crate) fn record_failure(&mut self, now: TimestampMs) {
        self.checks += 1;
        self.failed_checks += 1;
        self.failing_since.get_or_insert(now);
    }

    fn gone<'a>(&'a self, sample: &'a Sample) -> impl Iterator<Item = &'a (TimestampMs, Node)> {
        self.seen.iter().filter(|(_, known)| !sample.nodes.iter().any(|node| node.node == known.node))
    }

    fn note_since(&mut self, verdict: &Verdict, now: TimestampMs) {
        let subjects: Vec<_> = verdict.findings.iter().map(|found| found.1.subject()).collect();
        self.since.retain(|(subject, _)| subjects.contains(subject));
        for subject in subjects {
            if !self.since.iter().any(|(known, _)| *known == subject) {
                self.since.push((subject, now));
            }
        }
    }

    fn note_event(&mut self, verdict: &Verdict, now: TimestampMs, nodes: usize) {
        let worst = |verdict: &Verdict| verdict.findings.first().map(|found| (found.0, found.1.subject()));
        if self.events.is_empty() || worst(verdict) != worst(&self.verdict) {
            let finding = verdict.findings.first().map(|found| found.1.clone());
            self.events.push_front(Event { time: now, level: verdict.level(), finding, nodes });
            self.events.truncate(KEPT_EVENTS);
        }
    }

    pub(crate) fn opened_at(&self) -> TimestampMs {
        self.opened_at
    }

    pub(crate) fn last(&self) -> Option<&Sample> {
        self.samples.back()
    }

    pub(crate) fn samples(&self) -> impl Iterator<Item = &Sample> {
        self.samples.iter()
    }

    pub(crate) fn verdict(&self) -> &Verdict {
        &self.verdict
    }

    /// Newest first.
    pub(crate) fn events(&self) -> impl Iterator<Item = &Event> {
        self.events.iter()
    }

    pub(crate) fn failing_since(&self) -> Option<TimestampMs> {
        self.failing_since
    }

    /// Failed and all checks.
    pub(crate) fn checks(&self) -> (usize, usize) {
        (self.failed_checks, self.checks)
    }

    /// Since when a finding holds without a break.
    pub(crate) fn since(&self, subject: &Subject) -> Option<TimestampMs> {
        self.since.iter().find(|(known, _)| known == subject).map(|(_, time)| *time)
    }

    /// The nodes of the last answer, then those that were seen before and are missing now, with their last values.
    pub(crate) fn nodes(&self) -> Vec<(Node, Option<TimestampMs>)> {
        let Some(last) = self.last() else { return Vec::new() };
        let present = last.nodes.iter().map(|node| (node.clone(), None));
        let gone = self.gone(last).map(|(time, node)| (node.clone(), Some(*time)));
        present.chain(gone).collect()
    }

    /// A series over time; samples without a value are left out.
    pub(crate) fn series(&self, value: impl Fn(&Sample) -> Option<f64>) -> Vec<(TimestampMs, f64)> {
        self.samples.iter().filter_map(|sample| Some((sample.time, value(sample)?))).collect()
    }

    /// By how many bytes an hour a node's usable disk shrinks, by least squares over what is kept; `None` while there
    /// is too little history or it does not shrink.
    pub(crate) fn disk_shrinks_per_hour(&self, node: &str) -> Option<f64> {
        let usable = self.series(|sample| {
            let disk = sample.nodes.iter().find(|known| known.node == node)?.disk?;
            Some(bytes(disk.usable))
        });
        let (first, last) = (usable.first()?.0, usable.last()?.0);
        if last.0 - first.0 < TREND_FROM_MS {
            return None;
        }
        let points: Vec<_> =
            usable.iter().map(|(time, value)| (bytes(time.0 - first.0) / 3_600_000.0, *value)).collect();
        let slope = least_squares_slope(&points)?;
        (slope < 0.0).then_some(-slope)
    }
}

#[expect(clippy::cast_precision_loss, reason = "for charts and rates; 53 bits are plenty")]
pub(crate) fn bytes(count: i64) -> f64 {
    count as f64
}

fn least_squares_slope(points: &[(f64, f64)]) -> Option<f64> {
    let count = f64::from(u32::try_from(points.len()).ok()?);
    let mean_x = points.iter().map(|point| point.0).sum::<f64>() / count;
    let mean_y = points.iter().map(|point| point.1).sum::<f64>() / count;
    let over: f64 = points.iter().map(|(x, y)| (x - mean_x) * (y - mean_y)).sum();
    let under: f64 = points.iter().map(|(x, _)| (x - mean_x).powi(2)).sum();
    (under > 0.0).then(|| over / under)
}

#[cfg(test)]
mod tests {
    use super::*;
    use firetower_protocol::health::Disk;

    const GIB: i64 = 1 << 30;

    fn node(name: &str, usable: i64) -> Node {
        Node {
            node: name.to_owned(),
            disk: Some(Disk { usable, free: usable, space: 500 * GIB }),
            memory: None,
            cpu: None,
        }
    }

    fn sample(time_ms: i64, nodes: Vec<Node>) -> Sample {
        Sample { time: TimestampMs(time_ms), answer_ms: 5, nodes, status: None }
    }

    #[test]
    fn a_node_that_leaves_stays_with_its_last_values() {
        let mut log = HealthLog::new(TimestampMs(0));
        log.record(sample(1_000, vec![node("1", 400 * GIB), node("2", 400 * GIB)]));
        log.record(sample(2_000, vec![node("1", 400 * GIB)]));
        assert_eq!(log.verdict().level(), Level::Critical);
        let nodes = log.nodes();
        assert_eq!(nodes.len(), 2);
        assert_eq!((nodes[1].0.node.as_str(), nodes[1].1), ("2", Some(TimestampMs(1_000))));
        log.record(sample(3_000, vec![node("1", 400 * GIB), node("2", 400 * GIB)]));
        assert_eq!(log.verdict().level(), Level::Healthy);
        assert_eq!(log.events().count(), 3);
    }

    #[test]
    fn it_is_remembered_since_when() {
        let mut log = HealthLog::new(TimestampMs(0));
        for time in [1_000, 2_000, 3_000] {
            log.record(sample(time, vec![node("3", 40 * GIB)]));
        }
        assert_eq!(log.since(&Subject::Disk("3".to_owned())), Some(TimestampMs(1_000)));
        assert_eq!(log.events().count(), 1, "one change of the verdict is one event");
        log.record(sample(4_000, vec![node("3", 400 * GIB)]));
        assert_eq!(log.since(&Subject::Disk("3".to_owned())), None);
    }

    #[test]
    fn a_shrinking_disk_has_a_rate_once_there_is_history() {
        let mut log = HealthLog::new(TimestampMs(0));
        let usable = |minute: i64| 40 * GIB - minute * GIB / 10;
        log.record(sample(0, vec![node("3", usable(0))]));
        log.record(sample(60_000, vec![node("3", usable(1))]));
        assert_eq!(log.disk_shrinks_per_hour("3"), None);
        log.record(sample(120_000, vec![node("3", usable(2))]));
        let rate = log.disk_shrinks_per_hour("3").unwrap();
        assert!((rate / bytes(GIB) - 6.0).abs() < 0.01, "{rate}");
    }

    #[test]
    fn failures_keep_the_values_and_say_since_when() {
        let mut log = HealthLog::new(TimestampMs(0));
        log.record(sample(1_000, vec![node("1", 400 * GIB)]));
        log.record_failure(TimestampMs(2_000));
        log.record_failure(TimestampMs(3_000));
        assert_eq!(log.failing_since(), Some(TimestampMs(2_000)));
        assert!(log.last().is_some());
        assert_eq!(log.checks(), (2, 3));
        log.record(sample(4_000, vec![]));
        assert_eq!(log.failing_since(), None);
    }

    #[test]
    fn samples_older_than_the_charts_are_dropped() {
        let mut log = HealthLog::new(TimestampMs(0));
        for minute in 0..40 {
            log.record(sample(minute * 60_000, vec![]));
        }
        assert_eq!(log.samples().count(), 16);
    }
}
