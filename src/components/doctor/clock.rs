//! What can be done about a clock that the server refuses.

use std::rc::Rc;

use crate::dom::prelude::*;

use crate::i18n::{Lang, tr};
use crate::state::session::Session;

/// Under the fix of 243. `retry` begins the check anew.
pub(super) fn clock_remedy(_session: &Session, retry: Rc<dyn Fn()>) -> AnyView {
    view! { <div class="row"><button type="button" class="btn go" on:click=move |_| retry()>{tr(Lang::retry)}</button></div> }
        .into_any()
}
