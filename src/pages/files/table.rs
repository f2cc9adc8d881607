//! The rows of a page. They scroll by themselves under a head that stays, so that filters and pager are always there.

use crate::dom::focus;
use crate::dom::prelude::*;
use leptos::ev::KeyboardEvent;
use wasm_bindgen::JsCast;

use super::narrow::Row;
use super::nav::Nav;
use super::reader::Reader;
use super::row::{Copied, row, row_id};
use crate::i18n::{Lang, Word, say, tr};
use crate::paths::{FileColumn, FileSort, FilesRow};
use crate::state::session::Session;
use crate::ui::icon::{Icon, icon};

pub(super) fn table(session: &Session, nav: Nav, reader: Reader, rows: Memo<Vec<Row>>) -> AnyView {
    let copied = Copied::new();
    let open = memo(move || nav.at.with(|at| at.open));
    let on_key = move |event: KeyboardEvent| {
        if event.ctrl_key() || event.meta_key() || event.alt_key() {
            return;
        }
        match event.key().as_str() {
            "ArrowDown" => move_on(&event, nav, rows, true),
            "ArrowUp" => move_on(&event, nav, rows, false),
            "Escape" => nav.open(None),
            _ => {}
        }
    };
    scroll_to_what_matters(reader, open);
    let session = session.clone();
    let count = move || reader.shown.with(|shown| shown.as_ref().map_or(0, |shown| shown.rows.len()));
    view! {
        <div class="scroll" class:stale=move || reader.busy.get()>
            <table class="fixed cards files" aria-label=tr(Lang::fi_table) on:keydown=on_key>
                <thead>
                    <tr>
                        {head(nav, FileColumn::Name, Lang::fi_name, "c-name")}
                        {head(nav, FileColumn::Kind, Lang::fi_type, "c-kind")}
                        {head(nav, FileColumn::Size, Lang::fi_size, "num c-size")}
                        {head(nav, FileColumn::Sender, Lang::fi_sender, "c-sender")}
                        {head(nav, FileColumn::Sent, Lang::fi_sent, "c-time")}
                        {head(nav, FileColumn::Downloads, Lang::fi_downloads, "num c-downloads")}
                        <th scope="col" class="c-uid">{tr(Lang::fi_uid)}</th>
                    </tr>
                </thead>
                <tbody>
                    {each(
                        move || rows.get(),
                        |row| (row.serial, row.nth),
                        move |each| row(&session, each, nav, open, copied),
                    )}
                </tbody>
            </table>
            {move || rows.with(Vec::is_empty).then(|| view! {
                <p class="body none muted">{say(move |lang| lang.fi_none_match(count()))}</p>
            })}
            <p class="offscreen" role="status">{move || copied.is_done().then(|| tr(Lang::fi_copied))}</p>
        </div>
    }
    .into_any()
}

/// A head that sorts: by what one looks for first, then the other way, then as the server has it.
fn head(nav: Nav, column: FileColumn, word: Word, class: &'static str) -> AnyView {
    let largest_first = matches!(column, FileColumn::Size | FileColumn::Sent | FileColumn::Downloads);
    let now = memo(move || nav.at.with(|at| at.sort.filter(|sort| sort.column == column)));
    let press = move |_| {
        let next = match now.get_untracked() {
            None => Some(largest_first),
            Some(sort) if sort.descending == largest_first => Some(!largest_first),
            Some(_) => None,
        };
        nav.go(true, |at| at.sort = next.map(|descending| FileSort { column, descending }));
    };
    let direction = move || now.get().map(|sort| if sort.descending { "descending" } else { "ascending" });
    let arrow = move || now.get().map(|sort| icon(if sort.descending { Icon::Down } else { Icon::Up }));
    view! {
        <th scope="col" class=class aria-sort=direction>
            <button type="button" class="sort" on:click=press>{tr(word)}{arrow}</button>
        </th>
    }
    .into_any()
}

/// The next row in the order that is shown.
pub(super) fn neighbour(rows: &[Row], key: FilesRow, down: bool) -> Option<&Row> {
    match rows.iter().position(|row| row.key() == key) {
        Some(at) if down => rows.get(at + 1),
        Some(at) => rows.get(at.checked_sub(1)?),
        None => rows.first(),
    }
}

/// Focuses the next row; where one is open, it opens that instead.
fn move_on(event: &KeyboardEvent, nav: Nav, rows: Memo<Vec<Row>>, down: bool) {
    let here = event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok());
    let Some(id) = here.and_then(|here| here.closest("tr").ok().flatten()).map(|row| row.id()) else {
        return;
    };
    let next = rows.with_untracked(|rows| {
        let at = rows.iter().position(|row| row_id(row.nth) == id);
        let next = match at {
            Some(at) if down => rows.get(at + 1),
            Some(at) => at.checked_sub(1).and_then(|at| rows.get(at)),
            None => rows.first().filter(|_| down),
        };
        next.map(|row| (row.nth, row.key()))
    });
    let Some((nth, key)) = next else { return };
    event.prevent_default();
    focus(&format!("#{}", row_id(nth)));
    if nav.at.with_untracked(|at| at.open.is_some()) {
        nav.open(Some(key));
    }
}

/// A new page begins at its top, and the open row is in sight.
fn scroll_to_what_matters(reader: Reader, open: Memo<Option<FilesRow>>) {
    let serial = memo(move || reader.shown.with(|shown| shown.as_ref().map(|shown| shown.serial)));
    let found = |selector: &str| {
        document().query_selector(selector).ok().flatten()?.dyn_into::<web_sys::HtmlElement>().ok()
    };
    watch(move || {
        serial.with(|_| ());
        if let Some(area) = found(".files .scroll") {
            area.set_scroll_top(0);
        }
    });
    watch(move || {
        serial.with(|_| ());
        open.with(|_| ());
        request_animation_frame(move || {
            let (Some(area), Some(row), Some(head)) =
                (found(".files .scroll"), found(".files tbody tr[aria-selected]"), found(".files thead"))
            else {
                return;
            };
            let (top, bottom) =
                (row.offset_top() - head.offset_height(), row.offset_top() + row.offset_height());
            if top < area.scroll_top() {
                area.set_scroll_top(top);
            } else if bottom > area.scroll_top() + area.client_height() {
                area.set_scroll_top(bottom - area.client_height());
            }
        });
    });
}
