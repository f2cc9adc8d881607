//! A user's id with the name beside it. The id is there at once; the name comes when it is known, and nothing waits for it.

use crate::dom::prelude::*;
use firetower_protocol::UserId;

use crate::api::names::look_up;
use crate::i18n::{Lang, tr};
use crate::state::names::Called;
use crate::state::session::Session;
use crate::state::user_ids::user_ids;
use crate::ui::hostile::{self, hostile};

/// What an id is called, for use in a text; asked for as long as what calls this is shown.
pub(crate) fn name_of(session: &Session, id: &UserId) -> Called {
    // Nobody can be asked without the secret; with one, the page is made anew.
    if session.secret_now().is_some() {
        if session.names.want(id) {
            spawn(look_up(session.clone()));
        }
        let (names, id) = (session.names.clone(), id.clone());
        on_cleanup(move || names.leave(&id));
    }
    session.names.called(id)
}

pub(crate) fn user(session: &Session, id: &UserId) -> AnyView {
    let called = name_of(session, id);
    let name = move || {
        called.get().map(|name| {
            view! { <span class="name muted clip" title=hostile::plain(&name)>" "{hostile(&name)}</span> }
        })
    };
    view! { <span class="who"><span class="mono">{hostile(&id.0)}</span>{name}</span> }.into_any()
}

/// The users that these texts of the API speak of; nothing where there are none.
pub(crate) fn users_in(session: &Session, texts: &[&str]) -> Option<AnyView> {
    let mut ids: Vec<UserId> = texts.iter().flat_map(|text| user_ids(text)).collect();
    let mut seen = Vec::new();
    ids.retain(|id| {
        let is_new = !seen.contains(id);
        if is_new {
            seen.push(id.clone());
        }
        is_new
    });
    if ids.is_empty() {
        return None;
    }
    let each = ids.iter().map(|id| view! { <li>{user(session, id)}</li> }).collect_view();
    let view = view! {
        <div class="users-in">
            <span class="meta">{tr(Lang::nm_users_in)}</span>
            <ul class="plain">{each}</ul>
        </div>
    };
    Some(view.into_any())
}
