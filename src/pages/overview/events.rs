//! What happened since the page was opened: each change of the verdict, newest first.

use crate::dom::prelude::*;

use super::words;
use crate::i18n::{Lang, say, tr};
use crate::state::health_log::Event;
use crate::state::session::Session;
use crate::state::time;
use crate::state::verdict::Level;
use crate::ui::icon::Icon;
use crate::ui::state::{Tone, state};

/// More than this is a log, not an overview.
const SHOWN: usize = 8;

pub(super) fn events(session: &Session) -> AnyView {
    let health = session.health.clone();
    let rows = move || {
        health
            .with(|log| log.events().take(SHOWN).cloned().collect::<Vec<_>>())
            .into_iter()
            .map(row)
            .collect_view()
    };
    view! {
        <section class="card">
            <header>
                <h2>{tr(Lang::ov_events)}</h2>
                <span class="push meta">{tr(Lang::ov_events_where)}</span>
            </header>
            <table class="dense events"><tbody>{rows}</tbody></table>
        </section>
    }
    .into_any()
}

fn row(event: Event) -> AnyView {
    let (tone, sign) = match event.level {
        Level::Healthy => (Tone::Ok, Icon::Check),
        Level::Attention => (Tone::Warn, Icon::Alert),
        Level::Critical => (Tone::Bad, Icon::Stop),
    };
    let nodes = event.nodes;
    let what = say(move |lang| match &event.finding {
        Some(finding) => words::headline(lang, finding),
        None => lang.ov_event_healthy(nodes),
    });
    view! {
        <tr>
            <td class="mono muted c-when"><time title=time::iso(event.time)>{time::clock(event.time)}</time></td>
            <td class="c-state">{state(tone, sign, tr(words::level(event.level)))}</td>
            <td class="full">{what}</td>
        </tr>
    }
    .into_any()
}
