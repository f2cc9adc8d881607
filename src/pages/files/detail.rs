//! What is known of one file.

use crate::dom::prelude::*;
use firetower_protocol::file_row::FileRow;

use crate::state::session::Session;

/// `full` is false where the row came from the call for one message, whose answer lacks fields.
pub(super) fn detail(_session: &Session, row: &FileRow, _full: bool) -> AnyView {
    let uid = row.message_uid.map(|uid| uid.to_string());
    view! { <p class="mono">{uid}</p> }.into_any()
}
