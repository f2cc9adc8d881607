//! What can be done about a clock that the server refuses.

use std::rc::Rc;

use crate::dom::prelude::*;
use firetower_protocol::Secret;

use crate::components::clock::clock_finder;
use crate::state::session::Session;

/// Under the fix of 243. `retry` begins the check anew; `secret` is what the check signed with.
pub(super) fn clock_remedy(session: &Session, secret: Option<Secret>, retry: Rc<dyn Fn()>) -> AnyView {
    clock_finder(session, secret, Some(retry))
}
