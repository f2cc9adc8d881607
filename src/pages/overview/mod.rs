//! Overview: the verdict with its reasons, the nodes, the answer time, the customer, what the server offers.

mod answers;
mod check;
mod events;
mod measures;
mod node_cards;
mod node_table;
mod offers;
mod single;
mod trouble;
mod words;

use crate::dom::prelude::*;

use firetower_protocol::customer::Customer;

use crate::components::bar::bar;
use crate::components::error_view::error_view;
use crate::components::frame::strip;
use crate::i18n::{Lang, say, tr};
use crate::state::prefs::{Prefs, Refresh};
use crate::state::session::Session;
use crate::state::time;
use crate::ui::hostile;
use crate::ui::icon::{Icon, icon};

use check::{Checks, Seen};

/// From this many nodes on they are a table.
const TABLE_FROM: usize = 5;

pub(crate) fn overview_page(session: Session) -> AnyView {
    let checks = Checks::begin(&session);
    let as_tables = RwSignal::new(false);
    let about = about(&session, checks);
    view! {
        {bar(Lang::nav_overview, Some(session.name().to_owned()), about, actions(checks, as_tables))}
        <div class="wait-line">{move || checks.busy.get().then(|| view! { <div class="progress"></div> })}</div>
        {strip(&session)}
        <div class="page overview">
            {top(&session, checks)}
            {nodes(&session, as_tables)}
            {lower(&session, checks, as_tables)}
        </div>
    }
    .into_any()
}

fn about(session: &Session, checks: Checks) -> AnyView {
    let health = session.health.clone();
    let customer = session.customer.clone();
    say(move |lang| {
        let who = customer.with(|customer| customer.as_ref().map(Customer::to_string));
        let checked = health.with(|log| {
            log.last().map(|sample| lang.ov_checked(&words::ago(lang, sample.time, checks.now.get())))
        });
        let who = who.map(|who| lang.ov_customer(&hostile::plain(&who)));
        [who, checked].into_iter().flatten().collect::<Vec<_>>().join(" · ")
    })
    .into_any()
}

fn actions(checks: Checks, as_tables: RwSignal<bool>) -> AnyView {
    let prefs = expect_context::<Prefs>();
    let options = Refresh::ALL
        .into_iter()
        .map(|refresh| {
            let text = say(move |lang| match refresh {
                Refresh::Off => format!("{}: {}", lang.ov_refresh(), refresh.word()(lang)),
                _ => lang.ov_every(refresh.word()(lang)),
            });
            view! { <option value=refresh.key() selected=move || prefs.refresh.get() == refresh>{text}</option> }
        })
        .collect_view();
    view! {
        <button type="button" class="icon-btn" aria-label=tr(Lang::ov_as_tables) title=tr(Lang::ov_as_tables)
            aria-pressed=move || as_tables.get().to_string()
            on:click=move |_| as_tables.update(|on| *on = !*on)>{icon(Icon::Table)}</button>
        <span class="select">
            <select class="btn" aria-label=tr(Lang::ov_refresh) prop:value=move || prefs.refresh.get().key()
                on:change=move |event| {
                    if let Some(refresh) = Refresh::from_key(&event_target_value(&event)) {
                        prefs.set_refresh(refresh);
                    }
                }>{options}</select>
            {icon(Icon::Down)}
        </span>
        <button type="button" class="btn" on:click=move |_| checks.run_now()>
            {icon(Icon::Refresh)}<span class="wide">{tr(Lang::ov_check_now)}</span>
        </button>
    }
    .into_any()
}

/// The verdict, or the error that keeps us from one.
fn top(session: &Session, checks: Checks) -> AnyView {
    let session = session.clone();
    (move || {
        if let Some(error) = checks.error.get() {
            let since = session.health.with(|log| log.last().map(|sample| sample.time));
            let dated = say(move |lang| match since {
                Some(time) => lang.ov_failing_since(&time::clock(time)),
                None => lang.ov_failing_never().to_owned(),
            });
            return view! {
                {error_view(&session, error, move || checks.run_now())}
                <p class="meta">{dated}</p>
            }
            .into_any();
        }
        match checks.seen.get() {
            Seen::Nothing => {
                view! { <p class="calm" role="status">{tr(Lang::loading)}</p><div class="skeleton tall" aria-hidden="true"></div> }.into_any()
            }
            Seen::NotOffered => trouble::no_health(checks),
            Seen::Something => trouble::verdict(&session),
        }
    })
    .into_any()
}

/// They are drawn anew at each check; a node's place does not depend on its values, except in the table.
fn nodes(session: &Session, as_tables: RwSignal<bool>) -> AnyView {
    let session = session.clone();
    (move || {
        let (nodes, status_only) = session.health.with(|log| {
            (log.nodes(), log.last().is_some_and(|sample| sample.nodes.is_empty() && sample.status.is_some()))
        });
        let stale = session.health.with(|log| log.failing_since().is_some());
        let drawn = match nodes.len() {
            0 if session.health.with(|log| log.last().is_none()) || status_only => return ().into_any(),
            0 => trouble::no_nodes(),
            1 => single::single(&session, &nodes[0], as_tables.get()),
            count if count < TABLE_FROM => node_cards::node_cards(&session, &nodes, as_tables.get()),
            _ => node_table::node_table(&session, &nodes, as_tables.get()),
        };
        view! { <div class:stale=stale>{drawn}</div> }.into_any()
    })
    .into_any()
}

fn lower(session: &Session, checks: Checks, as_tables: RwSignal<bool>) -> AnyView {
    let session = session.clone();
    (move || {
        if checks.seen.get() == Seen::Nothing {
            return ().into_any();
        }
        let alone = session.health.with(|log| log.nodes().len() == 1);
        let answers = (!alone).then(|| answers::answers(&session, as_tables));
        view! {
            <div class=if alone { "split2 top" } else { "two" }>
                {events::events(&session)}
                {answers}
                {offers::offers(&session, checks)}
            </div>
        }
        .into_any()
    })
    .into_any()
}
