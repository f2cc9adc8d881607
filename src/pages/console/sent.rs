//! What was sent from here in this tab, newest first; each leads to the Requests page.

use std::sync::Arc;

use crate::dom::prelude::*;

use crate::i18n::{Lang, say, tr};
use crate::paths::{self, RequestFilter};
use crate::state::exchange::Exchange;
use crate::state::page::Page;
use crate::state::session::Session;
use crate::state::time;
use crate::ui::hostile::hostile;
use crate::ui::icon::Icon;
use crate::ui::state::{Tone, state};

/// More than this is a list, which is the Requests page.
const SHOWN: usize = 10;

pub(super) fn sent(session: &Session) -> AnyView {
    let exchanges = session.exchanges.clone();
    let slug = StoredValue::new(session.slug().to_owned());
    let sent = memo(move || {
        exchanges.with(|ring| {
            ring.iter()
                .filter(|exchange| exchange.page == Page::Console)
                .take(SHOWN)
                .cloned()
                .collect::<Vec<_>>()
        })
    });
    view! {
        <section class="card" aria-labelledby="cs-sent">
            <header><h2 id="cs-sent">{tr(Lang::cs_sent)}</h2></header>
            {show(move || sent.with(Vec::is_empty), || view! { <p class="body muted">{tr(Lang::cs_sent_none)}</p> })}
            <ol class="sent">
                {each(move || sent.get(), |exchange| exchange.id, move |exchange| slug.with_value(|slug| row(slug, &exchange)))}
            </ol>
        </section>
    }
    .into_any()
}

fn row(slug: &str, exchange: &Arc<Exchange>) -> AnyView {
    let href = paths::requests(slug, RequestFilter::All, Some(exchange.id));
    let ended = match exchange.failure.clone() {
        Some(error) => state(Tone::Bad, Icon::Cross, say(move |lang| error.short(lang))),
        None => {
            let code = exchange.answer.as_ref().and_then(|answer| answer.code).map(|code| code.to_string());
            let wrote = exchange.writes.then(|| view! { " "<span class="meta">{tr(Lang::rq_wrote)}</span> });
            view! { <span class="mono muted">{code}</span>{wrote} }
        }
    };
    view! {
        <li>
            <span class="mono muted">{time::clock_ms(exchange.time)}</span>
            <a class="mono" href=href>{exchange.method}" "{hostile(&exchange.path)}</a>
            <span class="push">{ended}</span>
        </li>
    }
    .into_any()
}
