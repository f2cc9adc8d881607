//! The open file, over the table and never over filters or pager; a sheet from below on a small screen.

use std::sync::Arc;

use crate::dom::focus;
use crate::dom::prelude::*;
use firetower_protocol::file_row::FileRow;
use leptos::ev::KeyboardEvent;
use wasm_bindgen::JsCast;

use super::detail::detail;
use super::narrow::Row;
use super::nav::Nav;
use super::reader::Reader;
use super::row::{name, row_id};
use super::table::neighbour;
use crate::i18n::{Lang, Word, say, tr};
use crate::paths::{self, FilesRow};
use crate::state::session::Session;
use crate::ui::icon::{Icon, icon};

/// The panel that is about to be shown, for whoever opened it by key.
pub(super) fn focus_soon() {
    request_animation_frame(|| focus(".files .panel"));
}

#[derive(Clone, PartialEq)]
enum Opened {
    Here(Arc<FileRow>),
    /// The address names a row that this page does not have.
    Missing(FilesRow),
}

pub(super) fn panel(session: &Session, nav: Nav, reader: Reader, rows: Memo<Vec<Row>>) -> AnyView {
    let open = memo(move || nav.at.with(|at| at.open));
    let opened = memo(move || {
        let key = open.get()?;
        let found = reader.shown.with(|shown| {
            let rows = &shown.as_ref()?.rows;
            match key {
                FilesRow::Uid(uid) => rows.iter().find(|row| row.message_uid == Some(uid)).cloned(),
                FilesRow::Nth(nth) => rows.get(nth).filter(|row| row.message_uid.is_none()).cloned(),
            }
        });
        Some(found.map_or(Opened::Missing(key), Opened::Here))
    });
    let turn = move |down: bool| {
        let next = rows.with_untracked(|rows| neighbour(rows, open.get_untracked()?, down).map(Row::key));
        if let Some(next) = next {
            nav.open(Some(next));
        }
    };
    let has = move |down: bool| {
        memo(move || rows.with(|rows| open.get().is_some_and(|key| neighbour(rows, key, down).is_some())))
    };
    let (has_previous, has_next) = (has(false), has(true));
    let close = move || {
        let nth = rows.with_untracked(|rows| {
            rows.iter().find(|row| Some(row.key()) == open.get_untracked()).map(|row| row.nth)
        });
        nav.open(None);
        if let Some(nth) = nth {
            focus(&format!("#{}", row_id(nth)));
        }
    };
    let on_key = move |event: KeyboardEvent| {
        if event.ctrl_key() || event.meta_key() || event.alt_key() {
            return;
        }
        // Inside the body the arrows scroll, and move in whatever plays there.
        let target = event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok());
        let is_inside =
            target.is_some_and(|target| target.closest(".panel > .body").is_ok_and(|found| found.is_some()));
        match event.key().as_str() {
            "Escape" => close(),
            "ArrowDown" if !is_inside => turn(true),
            "ArrowUp" if !is_inside => turn(false),
            _ => return,
        }
        event.prevent_default();
        event.stop_propagation();
    };
    let button = move |word: Word, sign: Icon, can: Memo<bool>, down: bool| {
        view! {
            <button type="button" class="icon-btn" aria-label=tr(word) disabled=move || !can.get() on:click=move |_| turn(down)>{icon(sign)}</button>
        }
    };
    let session = session.clone();
    show(
        move || open.get().is_some(),
        move || {
            let session = session.clone();
            view! {
                <section class="panel" tabindex="-1" aria-label=tr(Lang::fi_panel) on:keydown=on_key>
                    <header>
                        <h2 class="clip">{move || title(opened.get())}</h2>
                        <span class="push"></span>
                        {button(Lang::fi_previous, Icon::Up, has_previous, false)}
                        {button(Lang::fi_next, Icon::Down, has_next, true)}
                        <button type="button" class="icon-btn" aria-label=tr(Lang::close) on:click=move |_| close()>{icon(Icon::Cross)}</button>
                    </header>
                    <div class="body">
                        {move || match opened.get() {
                            Some(Opened::Here(row)) => detail(&session, &row, true),
                            Some(Opened::Missing(key)) => missing(&session, key),
                            None => ().into_any(),
                        }}
                    </div>
                </section>
            }
            .into_any()
        },
    )
}

fn title(opened: Option<Opened>) -> AnyView {
    match opened {
        Some(Opened::Here(row)) if row.name.is_some() => name(row.name.as_deref()),
        Some(Opened::Here(row)) if row.message_uid.is_none() => tr(Lang::fi_no_uid_title).into_any(),
        _ => tr(Lang::fi_panel).into_any(),
    }
}

fn missing(session: &Session, key: FilesRow) -> AnyView {
    let FilesRow::Uid(uid) = key else {
        return view! { <p class="muted">{tr(Lang::fi_not_here_why)}</p> }.into_any();
    };
    view! {
        <h3>{say(move |lang| lang.fi_not_here_title(&uid.to_string()))}</h3>
        <p class="muted">{tr(Lang::fi_not_here_why)}</p>
        <div class="row"><a class="btn" href=paths::file(session.slug(), uid)>{tr(Lang::fi_not_here_go)}</a></div>
    }
    .into_any()
}
