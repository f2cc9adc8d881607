//! The preview: offered where the file's origin is allowed, fetched when it is asked for, and otherwise explained.

use crate::dom::prelude::*;
use firetower_protocol::file_row::FileRow;
use firetower_protocol::file_url::WebFile;
use firetower_protocol::medium::Medium;

use super::called;
use super::stage::stage;
use crate::i18n::{Lang, Text, say, tr};
use crate::paths;
use crate::state::file_origins::{FileOrigins, Preview};
use crate::state::session::Session;
use crate::ui::icon::{Icon, icon};

pub(super) fn preview(session: &Session, row: &FileRow, file: &WebFile) -> AnyView {
    let medium = Medium::of(row.name.as_deref(), &file.url);
    let verdict = Preview::of(file, medium, &FileOrigins::of(&session.connection));
    match (verdict, medium) {
        (Preview::Offered, Some(medium)) => offered(row, file, medium),
        (Preview::Mixed, _) => none(say(|lang| lang.fd_p_mixed().to_owned())),
        (Preview::NotAllowed, _) => not_allowed(session, file),
        (Preview::Offered | Preview::NotThisKind, _) => none(say(|lang| lang.fd_p_kind().to_owned())),
    }
}

fn none(why: Text) -> AnyView {
    view! { <p class="note">{icon(Icon::Info)}<span>{why}</span></p> }
}

/// On many servers that is so of every file: one line, and what to do about it when it is asked for.
fn not_allowed(session: &Session, file: &WebFile) -> AnyView {
    let Some(origin) = file.origin.clone() else {
        let host = file.host.clone();
        return none(say(move |lang| lang.fd_p_ipv6(&host)));
    };
    let for_title = origin.clone();
    let edit = paths::edit_connection(session.slug());
    view! {
        <details class="not-allowed">
            <summary>{icon(Icon::Right)}<span>{say(move |lang| lang.fd_p_not_allowed(for_title.as_str()))}</span></summary>
            <p class="muted">{say(move |lang| lang.fd_p_allow(origin.as_str()))}" "<a href=edit>{tr(Lang::fd_p_edit)}</a></p>
        </details>
    }
}

fn offered(row: &FileRow, file: &WebFile, medium: Medium) -> AnyView {
    let shown = RwSignal::new(false);
    let name = called(row);
    let host = file.host.clone();
    let file = file.clone();
    let (show_it, hide_it) = (tr(Lang::fd_show), tr(Lang::fd_hide));
    view! {
        <section class="preview" aria-label=tr(Lang::fd_preview)>
            {show(move || shown.get(), move || stage(&file, medium, name.clone()))}
            <div class="acts">
                <button type="button" class="btn" aria-expanded=move || shown.get().to_string()
                    on:click=move |_| shown.update(|shown| *shown = !*shown)>
                    {icon(Icon::Eye)}{move || if shown.get() { hide_it() } else { show_it() }}
                </button>
                {show(
                    move || !shown.get(),
                    {
                        let host = StoredValue::new(host);
                        move || view! { <p class="hint">{say(move |lang| lang.fd_show_hint(&host.get_value()))}</p> }
                    },
                )}
            </div>
        </section>
    }
}
