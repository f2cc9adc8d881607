//! Two to four nodes: a card each.

use crate::dom::prelude::*;
use firetower_protocol::TimestampMs;
use firetower_protocol::health::Node;

use super::measures::{Measure, Series};
use super::words;
use crate::i18n::{Lang, say, tr};
use crate::state::session::Session;
use crate::state::time;
use crate::state::verdict::{Finding, Level};
use crate::ui::hostile;
use crate::ui::icon::Icon;
use crate::ui::meter::meter;
use crate::ui::state::{Tone, state};

pub(super) fn node_cards(
    session: &Session,
    nodes: &[(Node, Option<TimestampMs>)],
    as_tables: bool,
) -> AnyView {
    let cards = nodes.iter().map(|(node, gone)| node_card(session, node, *gone, as_tables)).collect_view();
    view! { <div class="nodes" data-count=nodes.len().to_string()>{cards}</div> }.into_any()
}

/// The finding about a node, if there is one.
pub(super) fn finding_of(session: &Session, node: &Node) -> Option<(Level, Finding)> {
    session.health.with(|log| log.verdict().of_node(&node.node).cloned())
}

/// An icon and a word.
pub(super) fn node_state(finding: Option<&(Level, Finding)>) -> AnyView {
    match finding {
        None => state(Tone::Ok, Icon::Check, tr(Lang::ov_state_healthy)),
        Some((Level::Critical, finding)) => state(Tone::Bad, Icon::Stop, tr(words::state(finding))),
        Some((_, finding)) => state(Tone::Warn, Icon::Alert, tr(words::state(finding))),
    }
}

fn node_card(session: &Session, node: &Node, gone: Option<TimestampMs>, as_tables: bool) -> AnyView {
    let finding = finding_of(session, node);
    let offending = finding.as_ref().and_then(|found| Measure::of(&found.1));
    let class = match (&finding, gone) {
        (_, Some(_)) => "card node gone",
        (None, _) => "card node",
        (Some((Level::Critical, _)), _) => "card node bad",
        (Some(_), _) => "card node warn",
    };
    let name = node.node.clone();
    let meters = [Measure::Load, Measure::Heap, Measure::Disk]
        .map(|measure| {
            let now = measure.now(node);
            meter(tr(measure.name()).into_any(), now.share, now.words.into_any(), offending == Some(measure))
        })
        .into_iter()
        .collect_view();
    let below = match gone {
        Some(time) => {
            let time = time::clock(time);
            view! { <p class="meta last-values">{say(move |lang| lang.ov_last_values(&time))}</p> }.into_any()
        }
        None => {
            let level = offending.and(finding.as_ref()).map(|found| found.0);
            let series = Series::of(session, node, offending.unwrap_or(Measure::Load), level);
            let class = if offending.is_some() { "chart warn" } else { "chart" };
            view! { <figure class=class>{series.caption()}{series.draw(as_tables)}</figure> }.into_any()
        }
    };
    view! {
        <section class=class>
            <header>
                <h2>{say(move |lang| lang.ov_node(&hostile::plain(&name)))}</h2>
                <span class="push">{node_state(finding.as_ref())}</span>
            </header>
            <div class="body"><dl>{meters}</dl>{below}</div>
        </section>
    }
    .into_any()
}
