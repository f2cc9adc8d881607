//! Both languages, side by side. A word is a method of [`Lang`]; the macro takes two literals or none, so that a missing
//! translation does not compile. `words/` holds the dictionaries, a file an area.

mod words;

use leptos::prelude::*;

/// A language of the user interface.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Lang {
    En,
    Zh,
}

impl Lang {
    /// The value of `<html lang>`.
    pub(crate) fn tag(self) -> &'static str {
        self.pick("en", "zh-CN")
    }

    /// How the choice is stored.
    pub(crate) fn key(self) -> &'static str {
        self.pick("en", "zh")
    }

    pub(crate) fn from_key(key: &str) -> Option<Self> {
        match key.get(..2)? {
            "en" => Some(Self::En),
            "zh" => Some(Self::Zh),
            _ => None,
        }
    }

    pub(crate) fn other(self) -> Self {
        match self {
            Self::En => Self::Zh,
            Self::Zh => Self::En,
        }
    }

    /// Picks between two texts.
    pub(crate) fn pick<T>(self, en: T, zh: T) -> T {
        match self {
            Self::En => en,
            Self::Zh => zh,
        }
    }
}

/// A word without arguments, as a plain function: closures over it are all of one type, which keeps the wasm small.
pub(crate) type Word = fn(Lang) -> &'static str;

/// A text that follows the language.
pub(crate) type Text = Box<dyn Fn() -> String + Send + Sync>;

#[derive(Clone, Copy)]
struct Current(RwSignal<Lang>);

/// Makes the language known to everything below.
pub(crate) fn provide_lang(lang: RwSignal<Lang>) {
    provide_context(Current(lang));
}

/// The current language. Call it while a component is being made, not in an event handler.
pub(crate) fn use_lang() -> Signal<Lang> {
    use_context::<Current>().map_or_else(|| Signal::stored(Lang::En), |current| current.0.into())
}

/// A word that follows the language, for text and attributes alike.
pub(crate) fn tr(word: Word) -> impl Fn() -> &'static str + Copy + Send + Sync + 'static {
    let lang = use_lang();
    move || word(lang.get())
}

/// A sentence with values in it that follows the language, and whatever signals it reads.
pub(crate) fn say(sentence: impl Fn(Lang) -> String + Send + Sync + 'static) -> Text {
    let lang = use_lang();
    Box::new(move || sentence(lang.get()))
}
