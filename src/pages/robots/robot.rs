//! One robot, read by its id: its form, or the answer that there is none.

use crate::dom::prelude::*;
use firetower_protocol::UserId;

use super::Here;
use super::form::form;
use super::nobody::nobody;
use crate::api::{Client, Leave};
use crate::components::change::Reader;
use crate::state::change::Target;
use crate::state::page::Page;

pub(super) fn robot(here: Here, id: UserId) -> AnyView {
    let client = Client::of_page(here.session(), Page::Robots, Leave::with_page());
    let reader = Reader::begin(&client, Target::Robot { id: id.clone() });
    let first = here.again.get_untracked();
    watch(move || {
        if here.again.get() != first {
            untrack(|| reader.read());
        }
    });
    let is_there = memo(move || reader.reading().is_some_and(|reading| reading.value.is_some()));
    reader.view(move || {
        let (client, id) = (client.clone(), id.clone());
        (move || {
            if is_there.get() { form(here, &client, reader, &id) } else { nobody(here, &client, &id) }
        })
        .into_any()
    })
}
