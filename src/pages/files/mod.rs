//! File messages: of a conversation, of a user, or the one that a message carries. Three views of one page.

mod ask;
mod before;
mod blank;
mod book;
mod chip;
mod detail;
mod export;
mod filters;
mod findings;
mod foot;
mod kind;
mod list;
mod lists;
mod message;
mod narrow;
mod nav;
mod panel;
mod reader;
mod row;
mod step;
mod table;
mod typed;
mod wire;

use crate::components::not_offered::if_offered;
use crate::dom::prelude::*;
use crate::i18n::Lang;
use crate::paths::FilesView;
use crate::state::session::Session;
use firetower_protocol::Operation;
use nav::Nav;

pub(crate) fn files_page(session: Session) -> AnyView {
    let nav = Nav::begin(session.slug());
    let view = memo(move || nav.at.with(|at| at.view));
    (move || {
        let session = session.clone();
        // The files of a conversation take their form from the call for one file, and so does the edition.
        match view.get() {
            FilesView::Conversation => if_offered(session, Lang::nav_files, Operation::OneFile, lists::lists),
            FilesView::User => if_offered(session, Lang::nav_files, Operation::UserFiles, lists::lists),
            FilesView::Message => if_offered(session, Lang::nav_files, Operation::OneFile, message::message),
        }
    })
    .into_any()
}
