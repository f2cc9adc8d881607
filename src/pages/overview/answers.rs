//! How long the server took to answer.

use crate::dom::prelude::*;
use firetower_protocol::health::Node;

use super::measures::{Measure, Series};
use crate::i18n::{Lang, say, tr};
use crate::state::session::Session;
use crate::ui::format;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct AnswerStats {
    pub(super) median_ms: u32,
    pub(super) slowest_ms: u32,
}

pub(super) fn answer_stats(session: &Session) -> Option<AnswerStats> {
    stats(session.health.with(|log| log.samples().map(|sample| sample.answer_ms).collect()))
}

fn stats(took_ms: Vec<u32>) -> Option<AnswerStats> {
    let middle = took_ms.len() / 2;
    let slower_than = |one: u32| took_ms.iter().filter(|other| **other < one).count();
    let not_faster_than = |one: u32| took_ms.iter().filter(|other| **other <= one).count();
    let median_ms =
        *took_ms.iter().find(|one| (slower_than(**one)..not_faster_than(**one)).contains(&middle))?;
    Some(AnswerStats { median_ms, slowest_ms: *took_ms.iter().max()? })
}

pub(super) fn answers(session: &Session, as_tables: RwSignal<bool>) -> AnyView {
    let session = session.clone();
    (move || {
        let nobody = Node { node: String::new(), disk: None, memory: None, cpu: None };
        let series = Series::of(&session, &nobody, Measure::Answer, None);
        let stats = answer_stats(&session);
        let (failed, all) = session.health.with(crate::state::health_log::HealthLog::checks);
        let fact = |name, value: Option<String>| view! { <div><dt>{tr(name)}</dt><dd>{value}</dd></div> };
        view! {
            <section class="card">
                <header><h2>{tr(Lang::ov_answer_time)}</h2><span class="push meta">{series.span()}</span></header>
                <div class="body">
                    <figure class="chart tall">{series.draw(as_tables.get())}</figure>
                    <dl class="facts3">
                        {fact(Lang::ov_median, stats.map(|stats| format::duration(stats.median_ms)))}
                        {fact(Lang::ov_slowest, stats.map(|stats| format::duration(stats.slowest_ms)))}
                        <div><dt>{tr(Lang::ov_failed)}</dt><dd>{say(move |lang| lang.ov_failed_of(failed, all))}</dd></div>
                    </dl>
                </div>
            </section>
        }
        .into_any()
    })
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn median_and_slowest() {
        assert_eq!(stats(vec![]), None);
        assert_eq!(stats(vec![9, 1, 5]), Some(AnswerStats { median_ms: 5, slowest_ms: 9 }));
        assert_eq!(stats(vec![7, 7, 7, 1]), Some(AnswerStats { median_ms: 7, slowest_ms: 7 }));
    }
}
