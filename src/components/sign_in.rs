//! How a connection's sign-in looks, wherever it is shown.

use crate::dom::prelude::*;
use firetower_protocol::Edition;

use crate::i18n::{Lang, Word, tr};
use crate::state::session::SignIn;
use crate::ui::icon::{Icon, icon};

pub(crate) fn edition_word(edition: Edition) -> Word {
    match edition {
        Edition::Community => Lang::edition_community,
        Edition::Professional => Lang::edition_professional,
        Edition::Unknown => Lang::edition_unknown,
    }
}

pub(crate) fn sign_in_state(sign_in: SignIn) -> AnyView {
    match sign_in {
        SignIn::SignedIn => {
            view! { <span class="state ok"><i class="dot"></i>{tr(Lang::state_signed_in)}</span> }.into_any()
        }
        SignIn::Refused => {
            view! { <span class="state bad">{icon(Icon::Cross)}{tr(Lang::state_not_signed_in)}</span> }
                .into_any()
        }
        SignIn::Unreachable => {
            view! { <span class="state bad">{icon(Icon::Stop)}{tr(Lang::state_unreachable)}</span> }
                .into_any()
        }
        SignIn::NotAsked => {
            view! { <span class="state">{icon(Icon::Dash)}{tr(Lang::state_not_asked)}</span> }.into_any()
        }
    }
}
