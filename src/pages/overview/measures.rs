//! What is measured of a node, and how it is drawn: as a meter, as a chart, as a cell.

use crate::dom::prelude::*;
use firetower_protocol::TimestampMs;
use firetower_protocol::health::Node;

use crate::i18n::{Lang, Text, Word, say, tr, use_lang};
use crate::state::config::config;
use crate::state::health_log::{KEPT_MS, bytes};
use crate::state::session::Session;
use crate::state::time;
use crate::state::verdict::{Finding, Level, limit_at, share};
use crate::ui::chart::{Plot, plot, values};
use crate::ui::format;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Measure {
    Load,
    Heap,
    Disk,
    Answer,
}

/// A measure's value now: in words, and as a share of its whole where it has one.
pub(super) struct Now {
    pub(super) words: Text,
    pub(super) share: Option<f64>,
}

impl Measure {
    pub(super) fn name(self) -> Word {
        match self {
            Self::Load => Lang::ov_cpu,
            Self::Heap => Lang::ov_heap,
            Self::Disk => Lang::ov_disk,
            Self::Answer => Lang::ov_answer_time,
        }
    }

    /// The measure that a finding is about.
    pub(super) fn of(finding: &Finding) -> Option<Self> {
        match finding {
            Finding::Disk { .. } => Some(Self::Disk),
            Finding::Heap { .. } => Some(Self::Heap),
            Finding::Load { .. } => Some(Self::Load),
            Finding::SlowAnswer { .. } => Some(Self::Answer),
            Finding::Missing { .. } | Finding::Status { .. } => None,
        }
    }

    /// Used and whole, as far as the node gives them.
    pub(super) fn pair(self, node: &Node) -> Option<(f64, f64)> {
        match self {
            Self::Load => node.cpu.and_then(|cpu| Some((cpu.known_load()?, f64::from(cpu.cores)))),
            Self::Heap => node.memory.map(|memory| (bytes(memory.used()), bytes(memory.max))),
            Self::Disk => node.disk.map(|disk| (bytes(disk.space - disk.usable), bytes(disk.space))),
            Self::Answer => None,
        }
    }

    pub(super) fn now(self, node: &Node) -> Now {
        let lang = use_lang();
        let share = match self {
            Self::Load => self.pair(node).map(|(load, cores)| load / cores.max(1.0)),
            Self::Heap => node.memory.map(|memory| share(memory.used(), memory.max)),
            Self::Disk => node.disk.map(|disk| share(disk.space - disk.usable, disk.space)),
            Self::Answer => None,
        };
        let pair = self.pair(node);
        let load_unknown = node.cpu.is_some();
        let words: Text = Box::new(move || match (self, pair) {
            (Self::Load, Some((load, cores))) => {
                lang.get().ov_of(&format::fixed(load, 2), &format::fixed(cores, 0))
            }
            (_, Some((used, whole))) => {
                let (used, whole, unit) = format::pair(used, whole);
                format!("{} {unit}", lang.get().ov_of(&used, &whole))
            }
            (Self::Load, None) if load_unknown => lang.get().ov_not_known().to_owned(),
            (_, None) => lang.get().ov_not_given().to_owned(),
        });
        Now { words, share }
    }

    /// What one point of its chart says.
    fn point(self, value: f64) -> String {
        match self {
            Self::Load => format::fixed(value, 2),
            Self::Heap | Self::Disk => format::size(value),
            Self::Answer => format!("{} ms", format::fixed(value, 0)),
        }
    }
}

/// A chart's data. For a disk in trouble it plots what is still usable, which is what the limit is about.
pub(super) struct Series {
    pub(super) points: Vec<(TimestampMs, f64)>,
    top: f64,
    limit: Option<f64>,
    measure: Measure,
    usable: bool,
}

impl Series {
    /// `offends`: how badly, where it is over its threshold.
    pub(super) fn of(session: &Session, node: &Node, measure: Measure, offends: Option<Level>) -> Self {
        let usable = measure == Measure::Disk && offends.is_some();
        let name = node.node.clone();
        let points = session.health.with(|log| {
            log.series(|sample| {
                if measure == Measure::Answer {
                    return Some(f64::from(sample.answer_ms));
                }
                let node = sample.nodes.iter().find(|known| known.node == name)?;
                if usable {
                    node.disk.map(|disk| bytes(disk.usable))
                } else {
                    measure.pair(node).map(|pair| pair.0)
                }
            })
        });
        let highest = points.iter().map(|point| point.1).fold(0.0, f64::max);
        let whole = measure.pair(node).map(|pair| pair.1);
        let limit = offends.and_then(|level| {
            let limits = match measure {
                Measure::Load => config().thresholds.load_per_core,
                Measure::Heap => config().thresholds.heap_used,
                Measure::Disk => config().thresholds.disk_usable,
                Measure::Answer => return None,
            };
            Some(whole? * limit_at(limits, level))
        });
        let top = match (measure, usable) {
            (Measure::Answer, _) | (_, true) => highest.max(limit.unwrap_or_default()) * 1.15,
            _ => whole.unwrap_or_default().max(highest),
        };
        Self { points, top, limit, measure, usable }
    }

    /// As a picture, or as the table behind it.
    pub(super) fn draw(&self, as_table: bool) -> AnyView {
        let summary = self.summary();
        if as_table {
            let rows = self
                .points
                .iter()
                .rev()
                .map(|(time, value)| (time::clock(*time), self.measure.point(*value)));
            return values(summary, rows.collect());
        }
        let now = time::now();
        let first = self.points.first().map_or(now, |point| point.0);
        // Until there is a quarter of an hour, what there is fills the width.
        let from = bytes(first.0.max(now.0 - KEPT_MS));
        let drawn = Plot {
            points: self.points.iter().map(|(time, value)| (bytes(time.0), *value)).collect(),
            from,
            to: self.points.last().map_or(from, |point| bytes(point.0.0)),
            top: self.top,
            limit: self.limit,
        };
        plot(&drawn, summary)
    }

    fn summary(&self) -> Text {
        let values = || self.points.iter().map(|point| point.1);
        let low = self.measure.point(values().fold(f64::INFINITY, f64::min));
        let high = self.measure.point(values().fold(0.0, f64::max));
        let last = values().next_back().map(|value| self.measure.point(value));
        let name = if self.usable { Lang::ov_disk_usable as Word } else { self.measure.name() };
        say(move |lang| match &last {
            Some(last) => lang.ov_chart_summary(name(lang), &low, &high, last),
            None => format!("{}: {}", name(lang), lang.ov_chart_waiting()),
        })
    }

    /// The caption's two ends.
    pub(super) fn caption(&self) -> AnyView {
        if let Some(limit) = self.limit {
            let (name, limit) = (
                if self.usable { Lang::ov_disk_usable as Word } else { self.measure.name() },
                self.measure.point(limit),
            );
            let ends = match (self.points.first(), self.points.last()) {
                (Some(first), Some(last)) => {
                    format!("{} → {}", self.measure.point(first.1), self.measure.point(last.1))
                }
                _ => String::new(),
            };
            return view! {
                <figcaption>
                    <span>{say(move |lang| lang.ov_chart_limit(name(lang), &limit))}</span><span class="v">{ends}</span>
                </figcaption>
            }
            .into_any();
        }
        let span = self.span();
        view! { <figcaption><span>{tr(self.measure.name())}</span><span>{span}</span></figcaption> }
            .into_any()
    }

    /// How far back it reaches.
    pub(super) fn span(&self) -> Text {
        let since = self.points.first().map(|point| time::clock_minutes(point.0));
        let full = match (self.points.first(), self.points.last()) {
            (Some(first), Some(last)) => last.0.0 - first.0.0 >= KEPT_MS - 60_000,
            _ => false,
        };
        say(move |lang| match &since {
            Some(since) if !full => lang.ov_since(since),
            Some(_) => lang.ov_last_15().to_owned(),
            None => lang.ov_chart_waiting().to_owned(),
        })
    }
}
