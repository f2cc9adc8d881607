//! From a health answer to a verdict with reasons.

use firetower_protocol::TimestampMs;
use firetower_protocol::config::Limits;
use firetower_protocol::health::Node;

use crate::state::config::config;

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Level {
    Healthy,
    Attention,
    Critical,
}

fn rising(limits: Limits, value: f64) -> Level {
    if value >= limits.critical {
        Level::Critical
    } else if value >= limits.attention {
        Level::Attention
    } else {
        Level::Healthy
    }
}

fn falling(limits: Limits, value: f64) -> Level {
    if value <= limits.critical {
        Level::Critical
    } else if value <= limits.attention {
        Level::Attention
    } else {
        Level::Healthy
    }
}

/// The limit that was crossed.
pub(crate) fn limit_at(limits: Limits, level: Level) -> f64 {
    if level == Level::Critical { limits.critical } else { limits.attention }
}

/// What was found, with the values that the words need.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Finding {
    /// A node that was seen and is not in the answer now.
    Missing {
        node: String,
        last_seen: TimestampMs,
        left: usize,
    },
    Disk {
        node: String,
        usable: i64,
        space: i64,
    },
    Heap {
        node: String,
        used: i64,
        max: i64,
    },
    Load {
        node: String,
        load: f64,
        cores: i32,
    },
    SlowAnswer {
        answer_ms: u32,
    },
    /// `healthcheck` said something else than "healthy".
    Status {
        status: String,
    },
}

/// What a finding is about, whatever its values: it stays the same from check to check.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Subject {
    Missing(String),
    Disk(String),
    Heap(String),
    Load(String),
    SlowAnswer,
    Status,
}

impl Finding {
    pub(crate) fn subject(&self) -> Subject {
        match self {
            Self::Missing { node, .. } => Subject::Missing(node.clone()),
            Self::Disk { node, .. } => Subject::Disk(node.clone()),
            Self::Heap { node, .. } => Subject::Heap(node.clone()),
            Self::Load { node, .. } => Subject::Load(node.clone()),
            Self::SlowAnswer { .. } => Subject::SlowAnswer,
            Self::Status { .. } => Subject::Status,
        }
    }

    pub(crate) fn node(&self) -> Option<&str> {
        match self {
            Self::Missing { node, .. }
            | Self::Disk { node, .. }
            | Self::Heap { node, .. }
            | Self::Load { node, .. } => Some(node),
            Self::SlowAnswer { .. } | Self::Status { .. } => None,
        }
    }
}

/// Findings, worst first; none is healthy.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Verdict {
    pub(crate) findings: Vec<(Level, Finding)>,
}

impl Verdict {
    pub(crate) fn level(&self) -> Level {
        self.findings.first().map_or(Level::Healthy, |found| found.0)
    }

    /// The worst finding about a node.
    pub(crate) fn of_node(&self, node: &str) -> Option<&(Level, Finding)> {
        self.findings.iter().find(|found| found.1.node() == Some(node))
    }
}

/// `gone` are the nodes that were seen earlier and are missing now, with the time they were last seen.
pub(crate) fn judge(
    nodes: &[Node],
    gone: &[(String, TimestampMs)],
    answer_ms: Option<u32>,
    status: Option<&str>,
) -> Verdict {
    let mut findings = Vec::new();
    for (node, last_seen) in gone {
        let missing = Finding::Missing { node: node.clone(), last_seen: *last_seen, left: nodes.len() };
        findings.push((Level::Critical, missing));
    }
    for node in nodes {
        findings.extend(judge_node(node));
    }
    if let Some(status) = status.filter(|status| *status != "healthy") {
        findings.push((Level::Attention, Finding::Status { status: status.to_owned() }));
    }
    if let Some(answer_ms) = answer_ms {
        findings.push((
            rising(config().thresholds.answer_ms, f64::from(answer_ms)),
            Finding::SlowAnswer { answer_ms },
        ));
    }
    // Among equals what was found first (missing, then by node) stays first.
    let (mut worst, rest): (Vec<_>, Vec<_>) =
        findings.into_iter().partition(|found| found.0 == Level::Critical);
    worst.extend(rest.into_iter().filter(|found| found.0 == Level::Attention));
    Verdict { findings: worst }
}

fn judge_node(node: &Node) -> Vec<(Level, Finding)> {
    let limits = &config().thresholds;
    let name = || node.node.clone();
    let mut findings = Vec::new();
    if let Some(disk) = node.disk.filter(|disk| disk.space > 0) {
        let level = falling(limits.disk_usable, share(disk.usable, disk.space));
        findings.push((level, Finding::Disk { node: name(), usable: disk.usable, space: disk.space }));
    }
    if let Some(memory) = node.memory.filter(|memory| memory.max > 0) {
        let level = rising(limits.heap_used, share(memory.used(), memory.max));
        findings.push((level, Finding::Heap { node: name(), used: memory.used(), max: memory.max }));
    }
    if let Some(cpu) = node.cpu.filter(|cpu| cpu.cores > 0)
        && let Some(load) = cpu.known_load()
    {
        let level = rising(limits.load_per_core, load / f64::from(cpu.cores));
        findings.push((level, Finding::Load { node: name(), load, cores: cpu.cores }));
    }
    findings
}

/// A part of a whole, for comparing and drawing only.
#[expect(clippy::cast_precision_loss, reason = "a share needs no more than the 53 bits of a double")]
pub(crate) fn share(part: i64, whole: i64) -> f64 {
    if whole == 0 { 0.0 } else { part as f64 / whole as f64 }
}

#[cfg(test)]
mod tests {
    use super::*;
    use firetower_protocol::health::{Cpu, Disk, Memory};
    use proptest::prelude::*;

    fn node(load: f64, used: i64, usable: i64) -> Node {
        Node {
            node: "1".to_owned(),
            cpu: Some(Cpu { cores: 8, load }),
            memory: Some(Memory { avail: 1000, max: 1000, free: 1000 - used }),
            disk: Some(Disk { usable, free: usable, space: 1000 }),
        }
    }

    fn level(load: f64, used: i64, usable: i64) -> Level {
        judge(&[node(load, used, usable)], &[], Some(10), Some("healthy")).level()
    }

    #[test]
    fn thresholds_are_the_stated_ones() {
        use Level::{Attention, Critical, Healthy};
        assert_eq!(level(6.39, 899, 151), Healthy);
        assert_eq!(level(6.4, 0, 900), Attention);
        assert_eq!(level(12.0, 0, 900), Critical);
        assert_eq!(level(0.0, 900, 900), Attention);
        assert_eq!(level(0.0, 970, 900), Critical);
        assert_eq!(level(0.0, 0, 150), Attention);
        assert_eq!(level(0.0, 0, 50), Critical);
        let answer = |ms| judge(&[], &[], Some(ms), None).level();
        assert_eq!([answer(999), answer(1_000), answer(5_000)], [Healthy, Attention, Critical]);
    }

    #[test]
    fn a_system_without_a_load_is_not_judged_by_it() {
        assert_eq!(level(-1.0, 0, 900), Level::Healthy);
    }

    #[test]
    fn a_missing_node_is_critical_and_first() {
        let gone = [("5".to_owned(), TimestampMs(7))];
        let verdict = judge(&[node(12.0, 0, 900)], &gone, None, None);
        assert_eq!(verdict.level(), Level::Critical);
        assert_eq!(
            verdict.findings[0].1,
            Finding::Missing { node: "5".to_owned(), last_seen: TimestampMs(7), left: 1 }
        );
    }

    #[test]
    fn another_status_than_healthy_asks_for_attention() {
        assert_eq!(judge(&[], &[], None, Some("degraded")).level(), Level::Attention);
    }

    proptest! {
        #[test]
        fn nothing_panics_and_worst_is_first(load: f64, cores: i32, a: i64, b: i64, c: i64) {
            let node = Node {
                node: "n".to_owned(),
                cpu: Some(Cpu { cores, load }),
                memory: Some(Memory { avail: a, max: b, free: c }),
                disk: Some(Disk { usable: a, free: b, space: c }),
            };
            let verdict = judge(&[node], &[], None, None);
            prop_assert!(verdict.findings.is_sorted_by(|one, other| one.0 >= other.0));
        }
    }
}
