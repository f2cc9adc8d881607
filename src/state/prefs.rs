//! Theme, language and refresh interval: this browser's, for all connections.

use leptos::prelude::*;

use crate::i18n::{Lang, Word};
use crate::state::config::config;
use crate::state::storage;

const THEME: &str = "firetower.theme";
const LANG: &str = "firetower.lang";
const REFRESH: &str = "firetower.refresh";

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Theme {
    Light,
    Dark,
}

impl Theme {
    pub(crate) fn key(self) -> &'static str {
        match self {
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }

    pub(crate) fn other(self) -> Self {
        match self {
            Self::Light => Self::Dark,
            Self::Dark => Self::Light,
        }
    }
}

/// How often the overview reads again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Refresh {
    Off,
    Every5Seconds,
    Every30Seconds,
    EveryMinute,
}

impl Refresh {
    pub(crate) const ALL: [Self; 4] =
        [Self::Off, Self::Every5Seconds, Self::Every30Seconds, Self::EveryMinute];

    pub(crate) fn period_ms(self) -> Option<u32> {
        match self {
            Self::Off => None,
            Self::Every5Seconds => Some(5_000),
            Self::Every30Seconds => Some(30_000),
            Self::EveryMinute => Some(60_000),
        }
    }

    pub(crate) fn word(self) -> Word {
        match self {
            Self::Off => Lang::ov_refresh_off,
            Self::Every5Seconds => Lang::ov_5_s,
            Self::Every30Seconds => Lang::ov_30_s,
            Self::EveryMinute => Lang::ov_1_min,
        }
    }

    pub(crate) fn key(self) -> &'static str {
        match self {
            Self::Off => "off",
            Self::Every5Seconds => "5s",
            Self::Every30Seconds => "30s",
            Self::EveryMinute => "1min",
        }
    }

    pub(crate) fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|refresh| refresh.key() == key)
    }
}

#[derive(Clone, Copy)]
pub(crate) struct Prefs {
    pub(crate) theme: RwSignal<Theme>,
    pub(crate) lang: RwSignal<Lang>,
    pub(crate) refresh: RwSignal<Refresh>,
}

impl Prefs {
    /// Reads what is stored, else asks the hoster and the browser, and keeps `<html>` and the storage in step from then on.
    pub(crate) fn provide() -> Self {
        let prefs = Self {
            theme: RwSignal::new(stored_theme()),
            lang: RwSignal::new(stored_lang()),
            refresh: RwSignal::new(
                storage::read(REFRESH)
                    .and_then(|key| Refresh::from_key(&key))
                    .unwrap_or(Refresh::Every5Seconds),
            ),
        };
        Effect::new(move || set_on_root("data-theme", prefs.theme.get().key()));
        Effect::new(move || set_on_root("lang", prefs.lang.get().tag()));
        provide_context(prefs);
        crate::i18n::provide_lang(prefs.lang);
        prefs
    }

    pub(crate) fn switch_theme(self) {
        self.theme.update(|theme| *theme = theme.other());
        storage::write(THEME, self.theme.get_untracked().key());
    }

    pub(crate) fn switch_lang(self) {
        self.lang.update(|lang| *lang = lang.other());
        storage::write(LANG, self.lang.get_untracked().key());
    }

    pub(crate) fn set_refresh(self, refresh: Refresh) {
        self.refresh.set(refresh);
        storage::write(REFRESH, refresh.key());
    }
}

fn set_on_root(name: &str, value: &str) {
    if let Some(root) = document().document_element() {
        // Only an invalid attribute name is refused, and these are constants.
        let _ = root.set_attribute(name, value);
    }
}

fn stored_theme() -> Theme {
    match storage::read(THEME).as_deref() {
        Some("light") => Theme::Light,
        Some("dark") => Theme::Dark,
        _ => {
            let prefers_dark = window().match_media("(prefers-color-scheme: dark)").ok().flatten();
            if prefers_dark.is_some_and(|query| query.matches()) { Theme::Dark } else { Theme::Light }
        }
    }
}

fn stored_lang() -> Lang {
    let from_browser = || window().navigator().language().and_then(|tag| Lang::from_key(&tag));
    let chosen = storage::read(LANG).and_then(|key| Lang::from_key(&key));
    chosen.or_else(|| config().lang()).or_else(from_browser).unwrap_or(Lang::En)
}
