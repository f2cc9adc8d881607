//! Which page asked: exchanges are listed with it.

use crate::i18n::{Lang, Word};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Page {
    Overview,
    SystemSettings,
    Connections,
}

impl Page {
    pub(crate) fn word(self) -> Word {
        match self {
            Self::Overview => Lang::nav_overview,
            Self::SystemSettings => Lang::nav_system_settings,
            Self::Connections => Lang::nav_connections,
        }
    }
}
