//! What is said of a secret that was to be kept and is not in the vault yet.

use crate::dom::prelude::*;
use firetower_vault::Label;

use super::part::{Part, drawn};
use crate::i18n::say;
use crate::state::session::Session;
use crate::state::vault::{Vault, label_of};
use crate::ui::field::{hint, problem};

/// Beside the connection's name, on each of its pages.
pub(crate) fn awaited(session: &Session) -> AnyView {
    let vault = expect_context::<Vault>();
    let label = label_of(&session.connection);
    let is_shown = memo({
        let label = label.clone();
        move || vault.awaits(&label)
    });
    show(move || is_shown.get(), move || drawn(Part::Awaited(vault, label.clone())))
}

pub(super) fn said(vault: Vault, label: Label) -> AnyView {
    let said = move || match vault.unkept(&label) {
        Some(why) => problem(say(move |lang| lang.va_unkept(why.word(lang)))),
        None => hint(say(|lang| lang.va_awaited().to_owned())),
    };
    view! { <div role="status">{said}</div> }.into_any()
}
