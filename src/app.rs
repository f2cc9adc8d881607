//! The app: what everything below may ask for, the router, the frame and the pages.

use firetower_protocol::Secret;
use firetower_protocol::gateway::READY_CONNECTION_META;
use leptos::ev;
use leptos::prelude::{document, on_cleanup, provide_context, window_event_listener};
use leptos_router::components::Router;
use serde::Deserialize;

use crate::components::frame::frame;
use crate::dom::place_in_body;
use crate::paths;
use crate::routes::pages;
use crate::state::address;
use crate::state::connection::{Connection, Environment, SecretSource, Slug};
use crate::state::connections::{Connections, ReadyConnection};
use crate::state::prefs::Prefs;
use crate::state::storage;

/// Draws the app into the body. What Leptos' own renderer sees of it is the router, which knows the address.
pub(crate) fn app() -> impl leptos::prelude::IntoView {
    Prefs::provide();
    let connections = Connections::provide();
    crate::api::csp::watch();
    let base = paths::base();
    let ready = take_ready_connection(connections, &base);
    provide_context(ReadyConnection(ready));
    // Another tab may have changed the list.
    let storage = window_event_listener(ev::storage, move |event| {
        if event.key().as_deref() == Some(crate::state::connections::KEY) {
            connections.reload();
        }
    });
    on_cleanup(move || storage.remove());
    leptos::prelude::view! {
        <Router base=base>{place_in_body(frame(pages))}</Router>
    }
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
    let connection = Connection {
        slug: ready.slug.clone(),
        name: ready.name,
        address: address::below_base(&ready.address, base),
        environment: ready.environment,
        secret_source: SecretSource::Session,
    };
    connections.save(connection, Some(&ready.slug), Some(Secret::new(ready.secret)));
    Some(ready.slug)
}
