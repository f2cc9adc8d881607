//! The app: what everything below may ask for, the frame and the pages.

use firetower_protocol::Secret;
use firetower_protocol::gateway::READY_CONNECTION_META;
use leptos::ev;
use leptos::prelude::{document, provide_context, untrack};
use serde::Deserialize;

use crate::components::frame::frame;
use crate::components::lock::{listen_for_keys, lock_screen};
use crate::dom::prelude::window_event_listener;
use crate::dom::{IntoView, Location, place_in_body};
use crate::paths;
use crate::routes::pages;
use crate::state::capabilities;
use crate::state::connection::{Connection, Environment, Slug};
use crate::state::connections::{Connections, ReadyConnection};
use crate::state::lock::Lock;
use crate::state::prefs::Prefs;
use crate::state::storage;
use crate::state::vault::Vault;
use firetower_protocol::address;

/// Draws the app into the body, for good.
pub(crate) fn app() {
    Prefs::provide();
    let vault = Vault::provide();
    let connections = Connections::provide(vault);
    crate::api::csp::watch();
    let base = paths::base();
    let lock = Lock::provide(connections);
    listen_for_keys(lock);
    let ready = take_ready_connection(connections, lock, &base);
    provide_context(ReadyConnection(ready));
    let location = Location::provide();
    // Another tab may have changed the list.
    window_event_listener(ev::storage, move |event| {
        // None is named where all was emptied.
        let key = event.key();
        if key.as_deref().is_none_or(Connections::lie_in) {
            let told = event.new_value().filter(|_| key.as_deref().is_some_and(Connections::is_list));
            if let Some((from, to)) = connections.reload(told.as_deref()) {
                location.stay_with(|path| paths::renamed(path, &base, from.as_str(), to.as_str()));
            }
        } else if let Some(slug) = key.as_deref().and_then(capabilities::slug_of) {
            connections.follow_check(slug);
        }
        if key.as_deref().is_none_or(Vault::lies_in) {
            vault.reload();
        }
    });
    // The frame goes with all that is in it, and comes back at the same address.
    place_in_body(
        (move || match lock.locked() {
            Some(locked) => lock_screen(lock, locked),
            None => frame(pages),
        })
        .into_any(),
    );
}

/// What `firetower demo`, and only it, writes into the page.
#[derive(Deserialize)]
struct Ready {
    slug: Slug,
    name: String,
    address: String,
    environment: Environment,
    secret: String,
}

fn take_ready_connection(connections: Connections, lock: Lock, base: &str) -> Option<Slug> {
    let meta = document().query_selector(&format!("meta[name={READY_CONNECTION_META}]")).ok()??;
    let ready: Ready = storage::from_text(&meta.get_attribute("content")?)?;
    // Once taken it need not stand in the page, where an extension or a saved copy would find it.
    meta.remove();
    let address = address::below_base(&ready.address, base);
    // A page that is opened while the others are locked is locked too, and takes no secret.
    let secret = (!lock.is_locked()).then(|| Secret::new(ready.secret));
    // What an admin set for it since stays, and so does what is typed in its form.
    let known = untrack(|| connections.chosen()).into_iter().find(|known| known.slug == ready.slug);
    match known {
        Some(known) if known.address == address => {
            if let Some(session) = untrack(|| connections.session(ready.slug.as_str())) {
                session.set_secret(secret);
            }
        }
        known => {
            // Under another address it was another server: a correction of its clock says nothing of this one.
            let connection = match known {
                Some(known) => Connection { address, clock_correction_ms: 0, ..known },
                None => Connection::new(ready.slug.clone(), ready.name, address, ready.environment),
            };
            connections.save(connection, Some(&ready.slug), secret);
        }
    }
    Some(ready.slug)
}
