//! The connections of this browser.

use crate::dom::prelude::*;
use firetower_protocol::address::keys::without_keys;

use super::given;
use crate::components::clock;
use crate::i18n::{Lang, Word, say, tr};
use crate::paths;
use crate::state::config::config;
use crate::state::connection::Connection;
use crate::state::connections::Connections;
use crate::state::vault::{Holds, Vault};
use crate::ui::columns::columns;
use crate::ui::dialog::dialog;
use crate::ui::hostile;
use crate::ui::icon::{Icon, icon};
use crate::ui::state::{Tone, state};

pub(super) fn list(current: Option<String>) -> AnyView {
    let connections = expect_context::<Connections>();
    let removing = RwSignal::new(None::<Connection>);
    let asking = RwSignal::new(false);
    let for_ask = current.clone();
    let rows = move || {
        let current = current.clone();
        connections
            .all()
            .into_iter()
            .map(move |known| row(connections, known, current.as_deref(), removing, asking))
            .collect_view()
    };
    view! {
        {ask(connections, for_ask, removing, asking)}
        <section class="card">
            <div class="scroll" tabindex="0">
                <table class="connections">
                    {columns(&[Lang::cn_name, Lang::cn_address, Lang::cn_environment, Lang::cn_secret_state], Some(Lang::cn_actions))}
                    <tbody>{rows}</tbody>
                </table>
            </div>
            {move || connections.all().is_empty().then(|| view! { <div class="blank"><h2>{tr(Lang::cn_empty_title)}</h2></div> })}
            <footer class="notes">
                {config().add_connections.then(|| {
                    view! { <a class="btn small ghost flush" href=paths::NEW_CONNECTION>{icon(Icon::Plus)}{tr(Lang::cn_add)}</a> }
                })}
                {given::notes()}
            </footer>
        </section>
    }
    .into_any()
}

fn row(
    connections: Connections,
    known: Connection,
    current: Option<&str>,
    removing: RwSignal<Option<Connection>>,
    asking: RwSignal<bool>,
) -> AnyView {
    let slug = known.slug.as_str().to_owned();
    let here = (current == Some(known.slug.as_str()))
        .then(|| view! { " "<span class="meta">{tr(Lang::cn_current)}</span> });
    let has_secret = {
        let slug = slug.clone();
        move || connections.session(&slug).is_some_and(|session| session.has_secret())
    };
    let in_vault = {
        let (vault, known) = (expect_context::<Vault>(), known.clone());
        move || vault.holds(&known) == Holds::ItsSecret
    };
    let remove = {
        let known = known.clone();
        move |_| {
            removing.set(Some(known.clone()));
            asking.set(true);
        }
    };
    let is_given = config().is_given(&known.slug);
    let edit: Word = if is_given { Lang::cg_view } else { Lang::cn_edit };
    let given = is_given.then(|| view! { <div class="meta">{tr(Lang::cg_given)}</div> });
    let remove = (!is_given).then(|| {
        view! { <button type="button" class="btn small" on:click=remove>{tr(Lang::cn_remove)}<span class="offscreen">" "{known.name.clone()}</span></button> }
    });
    view! {
        <tr data-env=known.environment.key()>
            <th scope="row" class="plain"><a href=paths::overview(&slug)>{known.name.clone()}</a>{here}{given}</th>
            <td class="mono address">{shown_address(&known)}</td>
            <td>
                <span class="env">{tr(known.environment.word())}</span>
                {known.read_only.then(|| view! { " "<span class="meta">{tr(Lang::ro_chip)}</span> })}
                {clock::chip(known.clock_correction_ms).map(|clock| view! { <div>{clock}</div> })}
            </td>
            <td>
                {move || if has_secret() {
                    state(Tone::Quiet, Icon::Key, tr(Lang::cn_secret_here))
                } else if in_vault() {
                    state(Tone::Quiet, Icon::Lock, tr(Lang::cn_secret_in_vault))
                } else {
                    state(Tone::Quiet, Icon::Dash, tr(Lang::cn_secret_missing))
                }}
            </td>
            <td class="num acts">
                {config().add_connections.then(|| {
                    view! { <a class="btn small" href=paths::copy_of_connection(&slug)>{tr(Lang::cn_duplicate)}<span class="offscreen">" "{known.name.clone()}</span></a> }
                })}
                <a class="btn small" href=paths::edit_connection(&slug)>{tr(edit)}<span class="offscreen">" "{known.name.clone()}</span></a>
                {remove}
            </td>
        </tr>
    }
    .into_any()
}

pub(super) fn shown_address(known: &Connection) -> String {
    let address = without_keys(known.address.as_str());
    if address.is_empty() { "/".to_owned() } else { address }
}

fn ask(
    connections: Connections,
    current: Option<String>,
    removing: RwSignal<Option<Connection>>,
    asking: RwSignal<bool>,
) -> AnyView {
    let title = say(move |lang| {
        removing
            .with(|known| known.as_ref().map(|known| lang.cn_remove_title(&hostile::plain(&known.name))))
            .unwrap_or_default()
    });
    let location = use_location();
    let remove = move |_| {
        asking.set(false);
        let Some(known) = removing.get_untracked() else { return };
        // The page of a connection that is gone has nothing to stand on; and no other one is opened unasked.
        if current.as_deref() == Some(known.slug.as_str()) {
            location.go(paths::CONNECTIONS, true);
        }
        connections.remove(&known.slug);
    };
    dialog(
        asking,
        "",
        title,
        || view! { <p>{tr(Lang::cn_remove_why)}</p> }.into_any(),
        move || {
            view! {
                <button type="button" class="btn" on:click=move |_| asking.set(false)>{tr(Lang::cancel)}</button>
                <button type="button" class="btn" on:click=remove.clone()>{tr(Lang::cn_remove_do)}</button>
            }
            .into_any()
        },
    )
}
