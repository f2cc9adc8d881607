//! Working off the queue of ids whose names somebody wants to see.

use firetower_protocol::user::{Batch, Find};
use firetower_protocol::{Capability, Code, Edition, Operation};
use gloo_timers::future::TimeoutFuture;
use leptos::prelude::*;

use super::client::Client;
use crate::error::Kind;
use crate::state::page::Page;
use crate::state::session::Session;

/// How many ids go into one question.
const BATCH: usize = 100;

/// Asks until nobody waits: in batches where the server has them, else for one id after the other. It runs once a
/// session ([`want`](crate::state::names::Names::want) says when), and what fails is not asked for again by itself.
pub(crate) async fn look_up(session: Session) {
    // What a page draws at once is one question.
    TimeoutFuture::new(0).await;
    let client = Client::of_session(session.clone(), Page::Names);
    let mut in_batches = may_offer_batches(&session);
    loop {
        let ids = session.names.next(if in_batches { BATCH } else { 1 });
        // A lone id needs no batch, and is answered everywhere.
        let asked = match ids.as_slice() {
            [] => return,
            [id] => client.find_user(&Find::Id(id.clone())).await.err(),
            _ => client.batch_users(&Batch { list: ids.clone() }).await.err(),
        };
        match asked.map(|error| error.kind) {
            None => {}
            Some(Kind::NotOffered | Kind::NotThere { .. }) if ids.len() > 1 => {
                in_batches = false;
                session.names.again(ids);
            }
            Some(kind) if ends_all(&kind) => {
                if kind.is_unreachable() {
                    session.names.put_back(&ids);
                }
                return session.names.give_up();
            }
            Some(_) => session.names.put_back(&ids),
        }
    }
}

fn may_offer_batches(session: &Session) -> bool {
    session.capabilities.with_untracked(|table| match table.get(Operation::BatchUsers) {
        Capability::Answers(_) => true,
        Capability::NotOffered => false,
        Capability::Unknown => table.edition() != Edition::Community,
    })
}

/// A failure that every further question would meet too.
fn ends_all(kind: &Kind) -> bool {
    kind.is_unreachable()
        || kind.refuses_signature()
        || matches!(
            kind,
            Kind::NoSecret
                | Kind::NotOffered
                | Kind::NotThere { .. }
                | Kind::Server { code: Code::OverFrequency, .. }
        )
}
