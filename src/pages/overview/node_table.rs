//! Five nodes and more: a table, worst first.

use crate::dom::prelude::*;
use firetower_protocol::TimestampMs;
use firetower_protocol::health::Node;

use super::measures::{Measure, Series};
use super::node_cards::{finding_of, node_state};
use crate::i18n::{Lang, say, tr};
use crate::state::session::Session;
use crate::state::time;
use crate::state::verdict::{Finding, Level};
use crate::ui::hostile;
use crate::ui::meter::track;

pub(super) fn node_table(
    session: &Session,
    nodes: &[(Node, Option<TimestampMs>)],
    as_tables: bool,
) -> AnyView {
    let rows = [Level::Critical, Level::Attention, Level::Healthy]
        .into_iter()
        .flat_map(|level| nodes.iter().map(move |node| (level, node)))
        .filter_map(|(level, (node, gone))| {
            let finding = finding_of(session, node);
            let is_here = finding.as_ref().map_or(Level::Healthy, |found| found.0) == level;
            is_here.then(|| row(session, node, *gone, finding, as_tables))
        })
        .collect_view();
    view! {
        <section class="card">
            <header>
                <h2>{tr(Lang::ov_nodes)}</h2>
                <span class="meta">{tr(Lang::ov_worst_first)}</span>
                <span class="push meta wide">{tr(Lang::ov_trend_hint)}</span>
            </header>
            <div class="scroll" tabindex="0">
                <table class="fixed nodes-table">
                    <thead>
                        <tr>
                            <th class="c-node" scope="col">{tr(Lang::ov_nodes)}</th>
                            <th class="c-state" scope="col">{tr(Lang::ov_state)}</th>
                            <th scope="col">{tr(Lang::ov_cpu)}</th>
                            <th scope="col">{tr(Lang::ov_heap)}</th>
                            <th scope="col">{tr(Lang::ov_disk)}</th>
                            <th class="c-trend" scope="col">{tr(Lang::ov_trend)}</th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        </section>
    }
    .into_any()
}

fn row(
    session: &Session,
    node: &Node,
    gone: Option<TimestampMs>,
    finding: Option<(Level, Finding)>,
    as_tables: bool,
) -> AnyView {
    let offending = finding.as_ref().and_then(|found| Measure::of(&found.1));
    let cells = [Measure::Load, Measure::Heap, Measure::Disk]
        .map(|measure| {
            let now = measure.now(node);
            let class = if offending == Some(measure) { "bars warn" } else { "bars" };
            view! { <td><span class=class>{track(now.share)}<span class="v">{now.words}</span></span></td> }
        })
        .into_iter()
        .collect_view();
    let trend = match (gone, node.cpu.map(|cpu| cpu.known_load())) {
        (Some(time), _) => {
            let time = time::clock(time);
            view! { <span class="muted">{say(move |lang| lang.ov_last_values(&time))}</span> }.into_any()
        }
        (None, Some(None)) if offending.is_none() => {
            view! { <span class="muted">{tr(Lang::ov_no_load)}</span> }.into_any()
        }
        (None, _) => {
            let level = offending.and(finding.as_ref()).map(|found| found.0);
            Series::of(session, node, offending.unwrap_or(Measure::Load), level).draw(as_tables)
        }
    };
    let name = node.node.clone();
    let class = match (gone, &finding) {
        (Some(_), _) => "gone",
        (None, Some(_)) => "warn",
        (None, None) => "",
    };
    view! {
        <tr class=class>
            <th scope="row"><b>{say(move |lang| lang.ov_node(&hostile::plain(&name)))}</b></th>
            <td>{node_state(finding.as_ref())}</td>
            {cells}
            <td>{trend}</td>
        </tr>
    }
    .into_any()
}
