//! Which page asked: exchanges are listed with it.

use crate::i18n::{Lang, Word};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Page {
    Overview,
    SystemSettings,
    UserSettings,
    Files,
    Pins,
    Robots,
    Changes,
    Console,
    Connections,
    Check,
    /// No page: names beside ids are looked up for all of them.
    Names,
}

impl Page {
    pub(crate) fn word(self) -> Word {
        match self {
            Self::Overview => Lang::nav_overview,
            Self::SystemSettings => Lang::nav_system_settings,
            Self::UserSettings => Lang::nav_user_settings,
            Self::Files => Lang::nav_files,
            Self::Pins => Lang::nav_pins,
            Self::Robots => Lang::nav_robots,
            Self::Changes => Lang::nav_changes,
            Self::Console => Lang::nav_console,
            Self::Connections => Lang::nav_connections,
            Self::Check => Lang::nav_check,
            Self::Names => Lang::nm_page,
        }
    }
}
