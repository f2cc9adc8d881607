//! Settings of one user.

use crate::components::bar::bar;
use crate::dom::prelude::*;
use crate::i18n::Lang;
use crate::state::session::Session;

pub(crate) fn user_settings_page(session: Session) -> AnyView {
    view! { {bar(Lang::nav_user_settings, Some(session.name().to_owned()), ().into_any(), ().into_any())} }
        .into_any()
}
