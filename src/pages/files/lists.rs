//! The files of a conversation or of a user: a page of rows, and the way to the others.

use std::sync::Arc;

use crate::dom::focus;
use crate::dom::prelude::*;
use firetower_protocol::file_row::FileRow;

use super::ask;
use super::blank;
use super::export;
use super::filters::filters;
use super::findings::findings;
use super::foot::foot;
use super::list::List;
use super::narrow::{Row, narrowed};
use super::nav::Nav;
use super::panel::panel;
use super::reader::{Finding, Reader, Step};
use super::table::table;
use crate::components::bar::bar;
use crate::components::error_view::error_view;
use crate::components::frame::strip;
use crate::i18n::{Lang, Text, say, tr};
use crate::state::session::Session;
use crate::state::time;
use crate::ui::download::download;
use crate::ui::icon::{Icon, icon};

/// What the card holds.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Look {
    /// Nothing is asked for yet.
    Unasked,
    Loading,
    /// The first reading failed; the error says all.
    Nothing,
    Empty,
    Rows,
}

pub(super) fn lists(session: Session) -> AnyView {
    let nav = Nav::begin(session.slug());
    let reader = Reader::begin(&session, nav);
    let rows = memo(move || {
        let (filter, sort) = nav.at.with(|at| (at.filter.clone(), at.sort));
        reader.shown.with(|shown| {
            shown.as_ref().map(|shown| narrowed(&shown.rows, shown.serial, &filter, sort)).unwrap_or_default()
        })
    });
    let look = memo(move || {
        if nav.at.with(|at| List::of(at).is_none()) {
            return Look::Unasked;
        }
        let has_failed = reader.failed.with(Option::is_some);
        reader.shown.with(|shown| match shown {
            None if has_failed => Look::Nothing,
            None => Look::Loading,
            Some(shown) if shown.rows.is_empty() => Look::Empty,
            Some(_) => Look::Rows,
        })
    });
    let is_list = memo(move || matches!(look.get(), Look::Rows));
    let (for_error, for_blank, for_rows) = (session.clone(), session.clone(), session.clone());
    view! {
        {bar(Lang::nav_files, Some(session.name().to_owned()), about(nav, reader).into_any(), actions(&session, nav, reader, rows))}
        <div class="wait-line">{show(move || reader.busy.get(), || view! { <div class="progress"></div> })}</div>
        {strip(&session)}
        <div class="page">
            <section class="card files" class:short=move || look.get() != Look::Rows>
                {ask::list_line(nav, move || reader.read_again())}
                {show(move || is_list.get(), move || view! { {filters(nav)} {findings(nav, reader, rows)} })}
                {move || {
                    let session = for_error.clone();
                    reader.failed.get().map(|error| {
                        view! { <div class="in-place">{error_view(&session, error, move || reader.retry())}</div> }
                    })
                }}
                <div class="over" aria-busy=move || reader.busy.get().then_some("true")>
                    {move || match look.get() {
                        Look::Unasked => blank::unasked(nav),
                        Look::Nothing => ().into_any(),
                        Look::Loading => loading(),
                        Look::Empty => blank::empty(&for_blank, nav, reader),
                        Look::Rows => view! {
                            {table(&for_rows, nav, reader, rows)}
                            {panel(&for_rows, nav, reader, rows)}
                        },
                    }}
                </div>
                {show(move || is_list.get(), move || foot(nav, reader))}
            </section>
        </div>
    }
    .into_any()
}

fn loading() -> AnyView {
    view! {
        <div class="body">
            <p class="offscreen" role="status">{tr(Lang::loading)}</p>
            <div class="skeleton rows" aria-hidden="true"></div>
        </div>
    }
    .into_any()
}

/// Which files are shown, and when they were read.
fn about(nav: Nav, reader: Reader) -> Text {
    say(move |lang| {
        let order =
            if nav.at.with(|at| at.oldest_first) { lang.fi_oldest_first() } else { lang.fi_newest_first() };
        reader.shown.with(|shown| match shown {
            Some(shown) if !shown.rows.is_empty() => {
                let count = shown.rows.len();
                let which = match shown.before {
                    Some(before) => lang.fi_range(before + 1, before + count),
                    _ => lang.fi_count(count),
                };
                let read = shown
                    .reading
                    .as_ref()
                    .map(|reading| format!(" · {}", lang.read_at(&time::clock(reading.time))));
                format!("{which} · {order}{}", read.unwrap_or_default())
            }
            _ => lang.fi_nothing().to_owned(),
        })
    })
}

fn actions(session: &Session, nav: Nav, reader: Reader, rows: Memo<Vec<Row>>) -> AnyView {
    let (name, slug) = (session.name().to_owned(), session.slug().to_owned());
    let is_empty = move || rows.with(Vec::is_empty);
    let files = move || {
        rows.with_untracked(|rows| rows.iter().map(|row| row.file.clone()).collect::<Vec<Arc<FileRow>>>())
    };
    let csv = move |_| download("firetower-files.csv", "text/csv;charset=utf-8", &export::csv(&files()));
    let json = move |_| {
        let asked = nav.at.with_untracked(|at| at.address(&slug));
        download("firetower-files.json", "application/json", &export::json(&name, &asked, &files()));
    };
    let count = move || rows.with(Vec::len);
    let (csv_label, json_label) =
        (say(move |lang| lang.fi_export_csv(count())), say(move |lang| lang.fi_export_json(count())));
    let find = move |_| {
        reader.start(Step::Find);
        if reader.finding.get_untracked() == Finding::Unsaid {
            focus(".files [name=name]");
        }
    };
    let is_unasked = move || reader.shown.with(Option::is_none);
    view! {
        <button type="button" class="btn" disabled=is_unasked on:click=find>
            {icon(Icon::Search)}<span class="wide">{tr(Lang::fi_find)}</span>
        </button>
        <button type="button" class="btn" disabled=is_empty aria-label=csv_label on:click=csv>{icon(Icon::Download)}"CSV"</button>
        <button type="button" class="btn" disabled=is_empty aria-label=json_label on:click=json>{icon(Icon::Download)}"JSON"</button>
        <button type="button" class="btn" disabled=is_unasked on:click=move |_| reader.read_again()>
            {icon(Icon::Refresh)}<span class="wide">{tr(Lang::read_again)}</span>
        </button>
    }
    .into_any()
}
