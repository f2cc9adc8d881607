//! Both languages, side by side. A word is a method of [`Lang`]; the macro takes two literals or none, so that a missing
//! translation does not compile. `words/` holds the dictionaries, a file an area.

mod words;

use std::fmt::{Display, Write};

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

/// Puts the values into the `{names}` of a sentence. At run time and in one place: a `format!` per sentence and
/// language is a function each. That every name is there is a test.
fn fill(sentence: &str, names: &[&str], values: &[&dyn Display]) -> String {
    let mut filled = String::with_capacity(sentence.len() + 16);
    let mut rest = sentence;
    while let Some(start) = rest.find('{') {
        let Some(end) = rest[start..].find('}').map(|at| start + at) else { break };
        filled.push_str(&rest[..start]);
        let value =
            names.iter().position(|name| *name == &rest[start + 1..end]).and_then(|at| values.get(at));
        if let Some(value) = value {
            // Writing into a string does not fail.
            let _ = write!(filled, "{value}");
        }
        rest = &rest[end + 1..];
    }
    filled.push_str(rest);
    filled
}

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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_put_where_their_names_stand() {
        let values: [&dyn Display; 2] = [&"{b}", &7];
        assert_eq!(fill("{a} is {b}, {a}", &["a", "b"], &values), "{b} is 7, {b}");
        assert_eq!(fill("none", &[], &[]), "none");
    }

    /// Both texts of each sentence use exactly the names that the sentence takes.
    #[test]
    fn every_sentence_uses_its_arguments_in_both_languages() {
        // All files of the folder, so that none is forgotten.
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/src/i18n/words");
        let dictionaries: Vec<String> = std::fs::read_dir(folder)
            .unwrap()
            .map(|entry| std::fs::read_to_string(entry.unwrap().path()).unwrap())
            .collect();
        let names_in = |text: &str| {
            let mut names: Vec<_> = text
                .split('{')
                .skip(1)
                .map(|part| part.split('}').next().unwrap_or_default().to_owned())
                .collect();
            names.sort();
            names.dedup();
            names
        };
        let mut checked = 0;
        for entry in dictionaries.iter().flat_map(|text| text.split(";\n")) {
            let Some((head, texts)) = entry.split_once(" => ") else { continue };
            let mut arguments: Vec<_> = head
                .split_once('(')
                .map(|(_, list)| {
                    list.split(',').filter_map(|one| Some(one.split_once(':')?.0.trim().to_owned())).collect()
                })
                .unwrap_or_default();
            arguments.sort();
            let literals: Vec<_> = texts.split('"').skip(1).step_by(2).collect();
            assert_eq!(literals.len(), 2, "{head}");
            for literal in literals {
                assert_eq!(names_in(literal), arguments, "{head}: {literal}");
                checked += 1;
            }
        }
        assert!(checked > 400, "{checked}");
    }
}
