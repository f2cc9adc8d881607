//! The conversations that were looked at, each with its state and the button that turns it.

use crate::dom::prelude::*;
use firetower_protocol::TimestampMs;
use wasm_bindgen::JsCast;

use super::looked::{Row, State};
use super::{Here, Open, more};
use crate::components::{conversation as words, names};
use crate::i18n::{Lang, Text, say, tr};
use crate::paths;
use crate::state::time;
use crate::ui::hostile::{self, hostile};
use crate::ui::icon::{Icon, icon};
use crate::ui::state::{Tone, state};

/// As many columns as the table has.
pub(super) const COLUMNS: &str = "6";

pub(super) fn table(here: Here) -> AnyView {
    let on_key = move |event: leptos::ev::KeyboardEvent| match event.key().as_str() {
        "ArrowDown" => move_focus(&event, true),
        "ArrowUp" => move_focus(&event, false),
        "Escape" if untrack(|| here.open.get()) != Open::Nothing => here.close(),
        _ => {}
    };
    view! {
        <div class="scroll">
            <table class="fixed cards pins" aria-label=tr(Lang::pn_table) on:keydown=on_key>
                <thead>
                    <tr>
                        <th class="c-user" scope="col">{tr(Lang::pn_user)}</th>
                        <th scope="col">{tr(Lang::pn_conversation)}</th>
                        <th class="num c-line" scope="col">{tr(Lang::pn_line)}</th>
                        <th class="c-pin" scope="col">{tr(Lang::pn_state)}</th>
                        <th class="c-read" scope="col">{tr(Lang::pn_read)}</th>
                        <th class="c-act" scope="col"><span class="offscreen">{tr(Lang::pn_actions)}</span></th>
                    </tr>
                </thead>
                {each(move || here.looked.rows.get(), |row| row.pin.clone(), move |known| row(here, &known))}
            </table>
        </div>
    }
    .into_any()
}

/// From one row's link to the next one's.
fn move_focus(event: &leptos::ev::KeyboardEvent, down: bool) {
    let link = event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok());
    let link = link.filter(|link| link.class_list().contains("cell"));
    let body = link.and_then(|link| link.closest("tbody").ok().flatten());
    let next = body
        .and_then(|body| if down { body.next_element_sibling() } else { body.previous_element_sibling() });
    let next = next.and_then(|body| body.query_selector(".cell").ok().flatten());
    if let Some(next) = next.and_then(|next| next.dyn_into::<web_sys::HtmlElement>().ok()) {
        event.prevent_default();
        // A link can always take the focus.
        let _ = next.focus();
    }
}

/// A click beside the row's own buttons and links opens it.
fn is_beside(event: &web_sys::MouseEvent) -> bool {
    let target = event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok());
    target.is_some_and(|target| target.closest("a, button").ok().flatten().is_none())
}

/// A body of its own for each: what a change comes to stands under its row.
fn row(here: Here, row: &Row) -> AnyView {
    let pin = row.pin.clone();
    let is_open = memo(move || matches!(here.open.get(), Open::Pin(open) if open == *pin));
    let conversation = &row.pin.conversation;
    let slug = here.slug.get_value();
    let href = paths::pin(&slug, &row.pin.user, conversation);
    let address = href.clone();
    let click = move |event: web_sys::MouseEvent| {
        if is_beside(&event) {
            here.location.go(&address, false);
        }
    };
    let (user, name) = here.session.with_value(|session| {
        (names::user(session, &row.pin.user), words::target_name(session, conversation))
    });
    view! {
        <tbody>
            <tr aria-selected=move || is_open.get().then_some("true") on:click=click>
                <td class="clip">{user}</td>
                <td class="full">
                    <a class="cell" href=href aria-current=move || is_open.get().then_some("true")>
                        <span class="muted kind">{words::kind(conversation.kind)}</span>
                        <span class="mono">{hostile(&conversation.target)}</span>{name}
                    </a>
                </td>
                <td class="mono num" data-l=tr(Lang::pn_line)>{conversation.line.to_string()}</td>
                <td>{shown(row)}</td>
                <td class="muted">{read(here, row)}</td>
                <td class="num acts">{acts(here, row)}</td>
            </tr>
            {more::more(here, row, is_open)}
        </tbody>
    }
    .into_any()
}

/// `1-0-g1, u1`: what tells one row's buttons from another's.
pub(super) fn which(row: &Row) -> String {
    hostile::plain(&format!("{}, {}", row.pin.conversation, row.pin.user.0))
}

fn shown(row: &Row) -> AnyView {
    let (held, is_read) = (row.state.clone(), row.is_read.clone());
    let stale = row.is_read.clone();
    let state = move || match held.get() {
        State::NotRead if is_read.get() => state(Tone::Quiet, Icon::Refresh, tr(Lang::loading)),
        State::NotRead => state(Tone::Quiet, Icon::Dash, tr(Lang::pn_not_read)),
        State::Failed(error, _) => {
            state(Tone::Bad, Icon::Cross, say(move |lang| hostile::plain(&error.short(lang))))
        }
        State::Read(reading) if super::looked::is_pinned(&reading.value) => {
            state(Tone::Quiet, Icon::Pin, tr(Lang::pn_pinned))
        }
        State::Read(_) => state(Tone::Quiet, Icon::Dash, tr(Lang::pn_not_pinned)),
    };
    view! { <span class="pin-held" aria-busy=move || stale.get().then_some("true")>{state}</span> }.into_any()
}

/// When it was read; exact on hover.
fn read(here: Here, row: &Row) -> AnyView {
    let held = row.state.clone();
    let at = memo(move || held.with(State::time));
    (move || {
        at.get().map(|at| {
            let words: Text = say(move |lang| ago(lang, at, here.now.get()));
            let words = memo(words);
            view! { <time title=time::iso(at)>{move || words.get()}</time> }
        })
    })
    .into_any()
}

fn ago(lang: Lang, then: TimestampMs, now: TimestampMs) -> String {
    match (now.0 - then.0).max(0) / 1000 {
        0 => lang.ov_now().to_owned(),
        seconds if seconds < 60 => lang.ov_seconds_ago(seconds),
        seconds if seconds < 3600 => lang.ov_minutes_ago(seconds / 60),
        seconds => lang.ov_hours_ago(seconds / 3600),
    }
}

fn acts(here: Here, row: &Row) -> AnyView {
    let named = which(row);
    let (held, row) = (row.state.clone(), row.clone());
    let kind = memo(move || match held.get() {
        State::NotRead => None,
        State::Failed(..) => Some(None),
        State::Read(reading) => Some(Some(super::looked::is_pinned(&reading.value))),
    });
    let ellipsis = if here.is_production { "…" } else { "" };
    let button = {
        let (row, named) = (row.clone(), named.clone());
        move || {
            let suffix = view! { <span class="offscreen">" "{named.clone()}</span> };
            let row = row.clone();
            match kind.get()? {
                None => {
                    let read = move |_| here.looked.read(&row);
                    Some(
                        view! { <button type="button" class="btn small" on:click=read>{tr(Lang::retry)}{suffix}</button> },
                    )
                }
                Some(pinned) => {
                    let writes = row.writes.clone();
                    let press = move |_| row.begin(!pinned);
                    let label = if pinned { tr(Lang::pn_unpin) } else { tr(Lang::pn_pin) };
                    Some(view! {
                        <button type="button" class="btn small" disabled=move || here.is_read_only || writes.get()
                            aria-describedby=here.is_read_only.then_some("pins-why-not") on:click=press>
                            {(!pinned).then(|| icon(Icon::Pin))}<span>{label}{ellipsis}</span>{suffix}
                        </button>
                    })
                }
            }
        }
    };
    let forget = {
        let named = named.clone();
        let row = row.clone();
        let label = say(move |lang| lang.pn_forget(&named));
        view! {
            <button type="button" class="icon-btn tiny" aria-label=label on:click=move |_| here.forget(&row.pin)>{icon(Icon::Cross)}</button>
        }
    };
    view! { {button}{forget} }.into_any()
}
