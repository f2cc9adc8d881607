//! One change in full, above the list that it was picked from.

use firetower_protocol::address::keys::without_keys;
use wasm_bindgen::JsCast;

use super::{View, ways, words};
use crate::components::change::{before_and_after, content};
use crate::components::names;
use crate::dom::focus;
use crate::dom::prelude::*;
use crate::i18n::{Lang, say, tr};
use crate::state::change::Target;
use crate::state::journal::{Entry, Keeping, Outcome};
use crate::state::session::Session;
use crate::state::time;
use crate::ui::copy::copy_button;
use crate::ui::hostile::{self, hostile};
use crate::ui::icon::{Icon, icon};

pub(super) fn detail(session: &Session, view: View, number: String) -> AnyView {
    let for_find = number.clone();
    let entry = memo(move || {
        let entries = view.journal.with_value(|journal| journal.entries.clone());
        entries.with(|all| all.iter().find(|entry| entry.number() == for_find).cloned())
    });
    let is_there = memo(move || entry.with(Option::is_some));
    let session = session.clone();
    let close = move |event: leptos::ev::KeyboardEvent| {
        if event.key() == "Escape" && !is_in_question(&event) {
            leave(view);
        }
    };
    view! {
        <div id="change" class="form" on:keydown=close>
            {move || {
                let is_there = is_there.get();
                match untrack(|| entry.get()).filter(|_| is_there) {
                    Some(first) => shown(&session, view, entry, first),
                    // What is not read yet may still be there.
                    None if view.keeping() == Keeping::NotLoaded => ().into_any(),
                    None => gone(view),
                }
            }}
        </div>
    }
    .into_any()
}

/// An open question has the Escape to itself.
fn is_in_question(event: &leptos::ev::KeyboardEvent) -> bool {
    let target = event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok());
    target.and_then(|target| target.closest("dialog").ok().flatten()).is_some()
}

/// Back to the row that it was opened from.
fn leave(view: View) {
    let at = view.at.get_untracked();
    view.location.go(&view.address(&at.opening(None)), true);
    if let Some(number) =
        at.open.filter(|number| number.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-'))
    {
        request_animation_frame(move || focus(&format!("tr[data-entry='{number}']")));
    }
}

fn close_button(view: View) -> AnyView {
    view! { <button type="button" class="icon-btn" aria-label=tr(Lang::close) on:click=move |_| leave(view)>{icon(Icon::Cross)}</button> }
        .into_any()
}

fn gone(view: View) -> AnyView {
    view! {
        <section class="card" aria-label=tr(Lang::cg_detail)>
            <header><h2 tabindex="-1">{tr(Lang::cg_gone_title)}</h2><span class="push">{close_button(view)}</span></header>
            <div class="body muted">{tr(Lang::cg_gone_why)}</div>
        </section>
    }
    .into_any()
}

/// Target, time and what was meant do not change; how it ended does.
fn shown(session: &Session, view: View, entry: Memo<Option<Entry>>, first: Entry) -> AnyView {
    let id = first.id.clone();
    let is_under_way = move || view.journal.with_value(|journal| journal.is_under_way(&id));
    let for_outcome = is_under_way.clone();
    let outcome = move || {
        let is_under_way = for_outcome();
        entry.get().map(|entry| {
            view! {
                <span class="row">{words::outcome(entry.outcome, is_under_way)}<span class="muted">{tr(words::meaning(entry.outcome, is_under_way))}</span></span>
            }
        })
    };
    let came_back =
        move || entry.get().filter(|entry| entry.outcome == Outcome::Differs).map(|entry| came_back(&entry));
    let (for_title, for_operation) = (first.target.clone(), first.clone());
    let at = first.at;
    let href = first.target.address(session.slug());
    let rotated = first.rotated.then(|| view! { <p class="hint">{tr(Lang::cg_rotated)}</p> });
    let is_console = matches!(first.target, Target::Raw { .. });
    let user = first.target.user().map(|id| {
        view! { <dt>{tr(Lang::cg_user)}</dt><dd>{names::user(session, id)}</dd> }
    });
    let (heads, below) = ways::ways(session, view, entry, &first);
    view! {
        <section class="card" aria-label=tr(Lang::cg_detail)>
            <header>
                <h2 tabindex="-1" class="clip">{say(move |lang| hostile::plain(&for_title.title(lang)))}</h2>
                <span class="meta wide">{say(move |lang| words::operation(lang, &for_operation))}</span>
                <span class="push row">
                    {(!is_console).then(|| view! { <a class="btn small" href=href>{tr(Lang::cg_go_to)}</a> })}
                    {close_button(view)}
                </span>
            </header>
            <div class="body form">
                <dl class="kv">
                    <dt>{tr(Lang::cg_col_outcome)}</dt><dd>{outcome}</dd>
                    <dt>{tr(Lang::cg_col_when)}</dt>
                    <dd>
                        <time class="mono" datetime=time::iso(at) title=time::iso(at)>{time::stamp(at)}</time>" "
                        <span class="muted">{time::zone()}</span>" "
                        {copy_button("btn ghost small", Lang::cg_iso, move || time::iso(at))}
                    </dd>
                    {connection(session, &first)}
                    {user}
                </dl>
                <div class="field">
                    {if is_console { sent(&first) } else { before_and_after(first.before(), first.after()) }}
                    {rotated}
                </div>
                {came_back}
            </div>
            <footer>{heads}</footer>
        </section>
        {below}
    }
    .into_any()
}

/// What it was called then and where it was; and today, where that is something else.
fn connection(session: &Session, entry: &Entry) -> AnyView {
    let today = without_keys(session.connection.address.as_str());
    let (name, address) = (entry.name.clone(), without_keys(&entry.address));
    let is_elsewhere = address != today;
    let renamed = (name != session.name()).then(|| {
        let name = hostile::plain(session.name());
        view! { " "<span class="muted">{say(move |lang| lang.cg_name_other(&name))}</span> }
    });
    let moved = is_elsewhere.then(|| {
        view! {
            " "<span class="state warn">{icon(Icon::Alert)}{tr(Lang::cg_elsewhere)}</span>" "
            <span class="muted">{say(move |lang| lang.cg_address_other(&hostile::plain(&today)))}</span>
        }
    });
    view! {
        <dt>{tr(Lang::cg_col_connection)}</dt><dd>{hostile(&name)}{renamed}</dd>
        <dt>{tr(Lang::cg_address_then)}</dt><dd><span class="mono">{hostile(&address)}</span>{moved}</dd>
    }
    .into_any()
}

/// A call of the console: nobody knows what was there before.
fn sent(entry: &Entry) -> AnyView {
    let body = entry.after().map(|after| after.text("body").to_owned()).unwrap_or_default();
    let lines = body.lines().map(|line| view! { <div>{hostile(line)}</div> }).collect_view();
    view! { <h3>{tr(Lang::cg_sent)}</h3><div class="code" tabindex="0">{lines}</div> }.into_any()
}

fn came_back(entry: &Entry) -> AnyView {
    let found = entry.found.as_ref().map(|stored| stored.record(&entry.target));
    let rows = match &found {
        None => view! { <p>{content(None)}</p> }.into_any(),
        Some(record) => {
            let rows = record
                .fields()
                .map(|(name, held)| view! { <dt class="mono">{name}</dt><dd class="mono">{content(Some(held))}</dd> })
                .collect_view();
            view! { <dl class="kv">{rows}</dl> }.into_any()
        }
    };
    view! { <div class="field"><h3>{tr(Lang::cg_came_back)}</h3>{rows}</div> }.into_any()
}
