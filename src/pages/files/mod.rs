//! File messages.

mod detail;

use crate::components::bar::bar;
use crate::dom::prelude::*;
use crate::i18n::Lang;
use crate::state::session::Session;

pub(crate) fn files_page(session: Session) -> AnyView {
    view! { {bar(Lang::nav_files, Some(session.name().to_owned()), ().into_any(), ().into_any())} }.into_any()
}
