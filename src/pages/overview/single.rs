//! One node: four small charts in its card.

use crate::dom::prelude::*;
use firetower_protocol::TimestampMs;
use firetower_protocol::health::Node;

use super::answers::answer_stats;
use super::measures::{Measure, Series};
use super::node_cards::{finding_of, node_state};
use crate::i18n::{Lang, say, tr};
use crate::state::session::Session;
use crate::ui::format;
use crate::ui::hostile;

pub(super) fn single(session: &Session, node: &(Node, Option<TimestampMs>), as_tables: bool) -> AnyView {
    let node = &node.0;
    let finding = finding_of(session, node);
    let offending = finding.as_ref().and_then(|found| Measure::of(&found.1));
    let name = node.node.clone();
    let charts = [Measure::Load, Measure::Heap, Measure::Disk, Measure::Answer]
        .map(|measure| {
            let offends = offending == Some(measure);
            let level = finding.as_ref().filter(|_| offends).map(|found| found.0);
            let series = Series::of(session, node, measure, level);
            view! {
                <figure class=if offends { "chart warn" } else { "chart" }>
                    {series.caption()}
                    <p class="big">{big(session, node, measure)}</p>
                    {series.draw(as_tables)}
                </figure>
            }
        })
        .into_iter()
        .collect_view();
    view! {
        <section class="card node single">
            <header>
                <h2>{say(move |lang| lang.ov_node(&hostile::plain(&name)))}</h2>
                <span class="push">{node_state(finding.as_ref())}</span>
            </header>
            <div class="four">{charts}</div>
        </section>
    }
    .into_any()
}

fn big(session: &Session, node: &Node, measure: Measure) -> AnyView {
    match (measure, measure.pair(node)) {
        (Measure::Answer, _) => {
            let median = answer_stats(session).map(|stats| format::duration(stats.median_ms));
            view! { {median}" "<small>{tr(Lang::ov_median_small)}</small> }.into_any()
        }
        (Measure::Load, Some((load, cores))) => {
            let cores = format::fixed(cores, 0);
            view! { {format::fixed(load, 2)}" "<small>{say(move |lang| lang.ov_of_total(&cores))}</small> }
                .into_any()
        }
        (_, Some((used, whole))) => {
            let (used, whole, unit) = format::pair(used, whole);
            let whole = format!("{whole} {unit}");
            view! { {used}" "<small>{say(move |lang| lang.ov_of_total(&whole))}</small> }.into_any()
        }
        (Measure::Load, None) => view! { <small>{tr(Lang::ov_no_load)}</small> }.into_any(),
        (_, None) => view! { <small>{tr(Lang::ov_not_given)}</small> }.into_any(),
    }
}
