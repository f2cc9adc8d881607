//! A state is an icon and a word.

use crate::dom::prelude::*;

use super::icon::{Icon, icon};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Tone {
    Quiet,
    Ok,
    Warn,
    Bad,
}

impl Tone {
    pub(crate) fn class(self) -> &'static str {
        match self {
            Self::Quiet => "state",
            Self::Ok => "state ok",
            Self::Warn => "state warn",
            Self::Bad => "state bad",
        }
    }
}

pub(crate) fn state(tone: Tone, sign: Icon, word: impl IntoView + 'static) -> AnyView {
    view! { <span class=tone.class()>{icon(sign)}{word.into_any()}</span> }.into_any()
}
