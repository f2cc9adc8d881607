//! One file in full: its preview where it may be shown, every field as the server gave it, where it leads on, and the
//! answer itself.

mod address;
mod fields;
mod onward;
mod preview;
mod stage;
mod text;

use crate::dom::prelude::*;
use firetower_protocol::file_row::FileRow;
use firetower_protocol::file_url::FileUrl;
use firetower_protocol::pretty::pretty;

use crate::i18n::{Lang, say, tr};
use crate::state::session::Session;
use crate::ui::copy::copy_button;
use crate::ui::hostile::{self, hostile};
use crate::ui::icon::{Icon, icon};

/// `full` is false for a row of the call that gives one file and, by the document, few fields of it.
pub(super) fn detail(session: &Session, row: &FileRow, full: bool) -> AnyView {
    let url = FileUrl::of(row.url.as_deref());
    let shown = match &url {
        FileUrl::Web(file) => preview::preview(session, row, file),
        FileUrl::Absent | FileUrl::Odd(_) => ().into_any(),
    };
    let few = (!full && row.user_id.is_none())
        .then(|| view! { <p class="note">{icon(Icon::Info)}<span>{tr(Lang::fd_by_uid)}</span></p> });
    view! {
        <div class="file-detail">
            {shown}
            {fields::fields(session, row, &url)}
            {few}
            {address::actions(&url)}
            {onward::onward(session, row)}
            {unknown(row)}
            {json(row)}
        </div>
    }
    .into_any()
}

fn unknown(row: &FileRow) -> AnyView {
    let fields: Vec<AnyView> = row
        .unknown()
        .map(|(name, value)| {
            view! { <dt class="mono">{hostile(name)}</dt><dd class="mono">{hostile(&value.to_string())}</dd> }
        })
        .collect();
    if fields.is_empty() {
        return ().into_any();
    }
    view! { <section><h3>{tr(Lang::fd_unknown)}</h3><dl class="kv">{fields}</dl></section> }.into_any()
}

/// Printed from what `serde_json` read, so 64-bit numbers have all their digits.
fn json(row: &FileRow) -> AnyView {
    let count = row.raw.len();
    let text = StoredValue::new(pretty(&serde_json::to_string(&row.raw).unwrap_or_default()));
    let lines = text.with_value(|text| {
        text.lines().map(|line| view! { <div>{hostile(line)}</div> }.into_any()).collect::<Vec<_>>()
    });
    view! {
        <details>
            <summary>{icon(Icon::Right)}{say(move |lang| lang.fd_json(count))}</summary>
            <div class="code" tabindex="0">{lines}</div>
            <div class="row">{copy_button("btn small", Lang::fd_copy_json, move || text.get_value())}</div>
        </details>
    }
    .into_any()
}

/// What a file is called in a sentence.
fn called(row: &FileRow) -> impl Fn(Lang) -> String + Clone + Send + Sync + 'static {
    let name = row.name.as_deref().map(str::trim).filter(|name| !name.is_empty()).map(hostile::plain);
    move |lang| name.clone().unwrap_or_else(|| lang.fd_unnamed().to_owned())
}
