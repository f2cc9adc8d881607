//! Requests: every exchange of this tab with the connection's server, and one of them in full.

mod detail;
mod export;
mod table;

use std::sync::Arc;

use crate::dom::prelude::*;

use crate::components::bar::bar;
use crate::components::frame::strip;
use crate::i18n::{Lang, Text, say, tr};
use crate::paths::{self, RequestFilter};
use crate::state::exchange::{Exchange, ExchangeId, Exchanges, KEPT};
use crate::state::session::Session;
use crate::state::time;
use crate::ui::icon::{Icon, icon};

fn passes(filter: RequestFilter, exchange: &Exchange) -> bool {
    match filter {
        RequestFilter::All => true,
        RequestFilter::Failed => exchange.failed(),
        RequestFilter::Slow => exchange.slow(),
    }
}

fn count(exchanges: &Exchanges, filter: RequestFilter) -> usize {
    exchanges.with(|ring| ring.iter().filter(|exchange| passes(filter, exchange)).count())
}

pub(crate) fn requests_page(session: Session) -> AnyView {
    let location = use_location();
    let filter = memo(move || RequestFilter::from_key(location.query("show").as_deref()));
    let open = memo(move || location.query("open").and_then(|id| id.parse::<ExchangeId>().ok()));
    let exchanges = StoredValue::new(session.exchanges.clone());
    let slug = StoredValue::new(session.slug().to_owned());
    let for_detail = session.clone();
    let shown = memo(move || {
        let filter = filter.get();
        exchanges.with_value(|exchanges| {
            exchanges.with(|ring| {
                ring.iter().filter(|exchange| passes(filter, exchange)).cloned().collect::<Vec<_>>()
            })
        })
    });
    let all = memo(move || exchanges.with_value(|exchanges| count(exchanges, RequestFilter::All)));
    let name = session.name().to_owned();
    let actions = view! {
        <button type="button" class="btn" disabled=move || all.get() == 0
            on:click=move |_| exchanges.with_value(|exchanges| export::download(&name, exchanges))>
            {icon(Icon::Download)}<span class="wide">{tr(Lang::rq_export)}</span>
        </button>
        <button type="button" class="btn" disabled=move || all.get() == 0
            on:click=move |_| exchanges.with_value(Exchanges::clear)>{tr(Lang::rq_clear)}</button>
    }
    .into_any();
    let about = say(move |lang| lang.rq_kept(all.get(), KEPT));
    view! {
        {bar(Lang::nav_requests, Some(session.name().to_owned()), about.into_any(), actions)}
        {strip(&session)}
        <div class="page">
            {move || open.get().map(|id| detail::detail(&for_detail, filter, id))}
            {move || if all.get() == 0 { slug.with_value(|slug| empty(slug)) } else { list(slug, filter, open, shown, exchanges, all) }}
        </div>
    }
    .into_any()
}

fn list(
    slug: StoredValue<String>,
    filter: Memo<RequestFilter>,
    open: Memo<Option<ExchangeId>>,
    shown: Memo<Vec<Arc<Exchange>>>,
    exchanges: StoredValue<Exchanges>,
    all: Memo<usize>,
) -> AnyView {
    let choice = move |which: RequestFilter, text: Text| {
        let href = slug.with_value(|slug| paths::requests(slug, which, None));
        view! { <a href=href aria-current=move || (filter.get() == which).then_some("true")>{text}</a> }
            .into_any()
    };
    let counted = move |which| exchanges.with_value(|exchanges| count(exchanges, which));
    view! {
        <section class="card">
            <div class="filters">
                <nav class="seg" aria-label=tr(Lang::rq_filter)>
                    {choice(RequestFilter::All, say(move |lang| lang.rq_all(all.get())))}
                    {choice(RequestFilter::Failed, say(move |lang| lang.rq_failed(counted(RequestFilter::Failed))))}
                    {choice(RequestFilter::Slow, say(move |lang| lang.rq_slow(counted(RequestFilter::Slow))))}
                </nav>
                <span class="meta">{tr(Lang::rq_slow_from)}</span>
                <span class="push meta">{tr(Lang::rq_not_kept)}</span>
            </div>
            {table::table(slug, filter, open, shown)}
            {move || shown.with(Vec::is_empty).then(|| view! { <p class="body muted none">{tr(Lang::rq_none_match)}</p> })}
            <footer>
                <span>{say(move |lang| lang.rq_shown(shown.with(Vec::len), all.get()))}</span>
                <span class="push wide">{tr(Lang::rq_foot)}" "{say(|lang| lang.times_in(&time::zone()))}</span>
            </footer>
        </section>
    }
    .into_any()
}

fn empty(slug: &str) -> AnyView {
    view! {
        <section class="card">
            <div class="blank">
                {icon(Icon::Requests)}
                <h2>{tr(Lang::rq_empty_title)}</h2>
                <p class="muted">{tr(Lang::rq_empty_why)}</p>
                <a class="btn" href=paths::overview(slug)>{tr(Lang::rq_empty_go)}</a>
            </div>
        </section>
    }
    .into_any()
}
