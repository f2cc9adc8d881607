//! The app: what everything below may ask for, the frame and the pages.

use firetower_protocol::Secret;
use firetower_protocol::gateway::READY_CONNECTION_META;
use leptos::ev;
use leptos::prelude::{document, provide_context, window_event_listener};
use serde::Deserialize;

use crate::components::frame::frame;
use crate::dom::{Location, place_in_body};
use crate::paths;
use crate::routes::pages;
use crate::state::address;
use crate::state::capabilities;
use crate::state::connection::{Connection, Environment, Slug};
use crate::state::connections::{Connections, ReadyConnection};
use crate::state::prefs::Prefs;
use crate::state::storage;

/// Draws the app into the body, for good.
pub(crate) fn app() {
    Prefs::provide();
    let connections = Connections::provide();
    crate::api::csp::watch();
    let base = paths::base();
    let ready = take_ready_connection(connections, &base);
    provide_context(ReadyConnection(ready));
    // Another tab may have changed the list.
    window_event_listener(ev::storage, move |event| {
        let Some(key) = event.key() else { return };
        if Connections::lie_in(&key) {
            connections.reload();
        } else if let Some(slug) = capabilities::slug_of(&key) {
            connections.follow_check(slug);
        }
    });
    Location::provide();
    place_in_body(frame(pages));
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

fn take_ready_connection(connections: Connections, base: &str) -> Option<Slug> {
    let meta = document().query_selector(&format!("meta[name={READY_CONNECTION_META}]")).ok()??;
    let ready: Ready = storage::from_text(&meta.get_attribute("content")?)?;
    // Once taken it need not stand in the page, where an extension or a saved copy would find it.
    meta.remove();
    let address = address::below_base(&ready.address, base);
    let connection = Connection::new(ready.slug.clone(), ready.name, address, ready.environment);
    connections.save(connection, Some(&ready.slug), Some(Secret::new(ready.secret)));
    Some(ready.slug)
}
