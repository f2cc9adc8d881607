//! The sentences of a verdict: what is wrong, since when and how fast, what to do.

use firetower_protocol::TimestampMs;

use crate::i18n::{Lang, Word};
use crate::state::config::config;
use crate::state::health_log::{HealthLog, bytes};
use crate::state::time;
use crate::state::verdict::{self, Finding, Level};
use crate::ui::format;
use crate::ui::hostile::plain;
use firetower_protocol::config::Limits;

pub(super) fn ago(lang: Lang, then: TimestampMs, now: TimestampMs) -> String {
    match (now.0 - then.0).max(0) / 1000 {
        0 => lang.ov_now().to_owned(),
        seconds if seconds < 60 => lang.ov_seconds_ago(seconds),
        seconds if seconds < 3600 => lang.ov_minutes_ago(seconds / 60),
        seconds => lang.ov_hours_ago(seconds / 3600),
    }
}

pub(super) fn level(level: Level) -> Word {
    match level {
        Level::Healthy => Lang::ov_level_healthy,
        Level::Attention => Lang::ov_level_attention,
        Level::Critical => Lang::ov_level_critical,
    }
}

/// A node's state in a word or two.
pub(super) fn state(finding: &Finding) -> Word {
    match finding {
        Finding::Missing { .. } => Lang::ov_state_missing,
        Finding::Disk { .. } => Lang::ov_state_disk,
        Finding::Heap { .. } => Lang::ov_state_heap,
        Finding::Load { .. } => Lang::ov_state_load,
        Finding::SlowAnswer { .. } | Finding::Status { .. } => Lang::ov_level_attention,
    }
}

/// The largest thing on the page, with the number in it.
pub(super) fn headline(lang: Lang, finding: &Finding) -> String {
    match finding {
        Finding::Missing { node, .. } => lang.ov_say_missing(&plain(node)),
        Finding::Disk { node, usable, space } => {
            let (usable, space, unit) = format::pair(bytes(*usable), bytes(*space));
            lang.ov_say_disk(&plain(node), &usable, &format!("{space} {unit}"))
        }
        Finding::Heap { node, used, max } => {
            lang.ov_say_heap(&plain(node), &format::percent(verdict::share(*used, *max)))
        }
        Finding::Load { node, load, cores } => {
            lang.ov_say_load(&plain(node), &format::fixed(*load, 2), *cores)
        }
        Finding::SlowAnswer { answer_ms } => lang.ov_say_answer(&format::duration(*answer_ms)),
        Finding::Status { status } => lang.ov_say_status(&plain(status)),
    }
}

/// Since when, how fast, how long.
pub(super) fn why(lang: Lang, level: Level, finding: &Finding, log: &HealthLog) -> String {
    let since = log.since(&finding.subject()).map(time::clock_minutes).unwrap_or_default();
    match finding {
        Finding::Missing { last_seen, left, .. } => lang.ov_why_missing(&time::clock(*last_seen), *left),
        Finding::Disk { node, usable, .. } => {
            let limit = percent_of(config().thresholds.disk_usable, level);
            let rate = log.disk_shrinks_per_hour(node).map(|rate| shrinking(lang, rate, *usable));
            let stop = lang.pick(".", "。");
            format!("{}{}{stop}", lang.ov_why_disk(&limit, &since), rate.unwrap_or_default())
        }
        Finding::Heap { used, max, .. } => {
            lang.ov_why_heap(&format::size(bytes(*used)), &format::size(bytes(*max)), &since)
        }
        Finding::Load { .. } => lang.ov_why_load(&since),
        Finding::SlowAnswer { .. } => lang.ov_why_answer(&since),
        Finding::Status { .. } => lang.ov_why_status().to_owned(),
    }
}

fn percent_of(limits: Limits, level: Level) -> String {
    format::percent(verdict::limit_at(limits, level))
}

fn shrinking(lang: Lang, rate_per_hour: f64, usable: i64) -> String {
    lang.ov_why_disk_rate(&format::size(rate_per_hour), &span(lang, bytes(usable) / rate_per_hour))
}

/// A rough span of time: nobody needs minutes of a day.
#[expect(clippy::cast_possible_truncation, reason = "clamped to a century first")]
fn span(lang: Lang, hours: f64) -> String {
    let whole = |value: f64| value.clamp(1.0, 876_000.0).round() as i64;
    if hours < 1.5 {
        lang.ov_minutes(whole(hours * 60.0))
    } else if hours < 72.0 {
        lang.ov_hours(whole(hours))
    } else {
        lang.ov_days(whole(hours / 24.0))
    }
}

pub(super) fn advice(finding: &Finding) -> Word {
    match finding {
        Finding::Missing { .. } => Lang::ov_do_missing,
        Finding::Disk { .. } => Lang::ov_do_disk,
        Finding::Heap { .. } => Lang::ov_do_heap,
        Finding::Load { .. } => Lang::ov_do_load,
        Finding::SlowAnswer { .. } => Lang::ov_do_answer,
        Finding::Status { .. } => Lang::ov_do_status,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spans_are_rough() {
        assert_eq!(span(Lang::En, 0.5), "30 min");
        assert_eq!(span(Lang::En, 7.7), "8 h");
        assert_eq!(span(Lang::En, 100.0), "4 days");
    }

    #[test]
    fn ages() {
        let at = |ms| ago(Lang::En, TimestampMs(0), TimestampMs(ms));
        assert_eq!(
            [at(-5), at(3_000), at(61_000), at(7_200_000)],
            ["just now", "3 s ago", "1 min ago", "2 h ago"]
        );
    }

    #[test]
    fn a_headline_holds_the_number() {
        let disk = Finding::Disk { node: "3".to_owned(), usable: 35 << 30, space: 500 << 30 };
        assert_eq!(headline(Lang::En, &disk), "Node 3 is low on disk: 35.0 of 500 GiB left on /");
        assert_eq!(headline(Lang::Zh, &disk), "节点 3 磁盘不足：/ 剩余 35.0 / 500 GiB");
    }
}
