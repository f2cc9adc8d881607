//! What the hoster gives, and what an admin can't change of it here.

use crate::dom::prelude::*;

use super::list::shown_address;
use crate::components::bar::entitle;
use crate::i18n::{Lang, Word, say, tr};
use crate::paths;
use crate::state::config::config;
use crate::state::connection::Connection;
use crate::state::connections::Connections;
use crate::ui::icon::{Icon, icon};

/// In the form's place of address, name and environment.
pub(super) fn facts(connection: &Connection) -> AnyView {
    let hides = untrack(|| expect_context::<Connections>().hides(&connection.slug));
    let is_read_only = if connection.read_only { Lang::cg_yes } else { Lang::cg_no };
    let fact = |word: Word, value: AnyView| view! { <dt>{tr(word)}</dt><dd>{value}</dd> };
    view! {
        <p class="note">{icon(Icon::Info)}<span>{tr(Lang::cg_why)}</span></p>
        <dl class="kv">
            {fact(Lang::cn_name, connection.name.clone().into_any())}
            {fact(Lang::cn_address, view! { <span class="mono">{shown_address(connection)}</span> })}
            {fact(Lang::cn_environment, tr(connection.environment.word()).into_any())}
            {fact(Lang::cf_read_only, tr(is_read_only).into_any())}
        </dl>
        {hides.then(|| view! { <p class="note">{icon(Icon::Info)}<span>{tr(Lang::cg_hides)}</span></p> })}
    }
    .into_any()
}

/// Below the list: what is not in it, and what can't be done with what is.
pub(super) fn notes() -> AnyView {
    let hidden = untrack(|| expect_context::<Connections>().hidden());
    let gives = !config().given().is_empty();
    view! {
        {gives.then(|| view! { <span class="meta">{tr(Lang::cg_note)}</span> })}
        {(!config().add_connections).then(|| view! { <span class="meta">{tr(Lang::cg_closed)}</span> })}
        {(hidden > 0).then(|| view! { <span class="meta">{say(move |lang| lang.cg_hidden(hidden))}</span> })}
    }
    .into_any()
}

/// In the place of the form, where the hoster allows no other connections.
pub(super) fn closed() -> AnyView {
    let is_empty = config().given().is_empty();
    let title: Word = if is_empty { Lang::cg_none_title } else { Lang::cg_closed_title };
    entitle(title, None);
    view! {
        <section class="card">
            <div class="blank">
                {icon(Icon::Plug)}
                <h1>{tr(title)}</h1>
                <p class="muted">{tr(Lang::cg_closed)}</p>
                {(!is_empty).then(|| view! { <a class="btn go" href=paths::CONNECTIONS>{tr(Lang::cg_to_list)}</a> })}
            </div>
        </section>
    }
    .into_any()
}
