//! Passphrases: typed once to open, twice to make a new one.

use crate::dom::prelude::*;
use firetower_vault::{Zeroize, Zeroizing};

use crate::i18n::{Lang, Word, tr};
use crate::ui::field::{Field, caution, hint, problem, secret_field};

/// Of a passphrase, with a Chinese character counted as two: it says as much as two letters and more.
const LEAST: usize = 12;
/// Of different characters, so that twelve times the same one is none.
const LEAST_DIFFERENT: usize = 6;

/// How long a passphrase withstands guessing, roughly: length alone can be judged without knowing the person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Strength {
    TooShort,
    TooUniform,
    Fair,
    Good,
}

fn strength(passphrase: &str) -> Strength {
    let length: usize = passphrase.chars().map(|character| if character.is_ascii() { 1 } else { 2 }).sum();
    let mut different: Vec<char> = passphrase.chars().collect();
    different.sort_unstable();
    different.dedup();
    let different: usize = different.iter().map(|character| if character.is_ascii() { 1 } else { 2 }).sum();
    match length {
        ..LEAST => Strength::TooShort,
        _ if different < LEAST_DIFFERENT => Strength::TooUniform,
        20.. if different > 9 => Strength::Good,
        _ => Strength::Fair,
    }
}

/// Takes the text out of a field and leaves nothing in it. The browser may keep copies of its own; see `docs/SECURITY.md`.
pub(super) fn take(typed: RwSignal<String>) -> Zeroizing<String> {
    let taken = Zeroizing::new(typed.get_untracked());
    typed.update(Zeroize::zeroize);
    taken
}

pub(crate) fn passphrase_field(
    label: Word,
    name: &'static str,
    typed: RwSignal<String>,
    invalid: Signal<bool>,
    below: AnyView,
) -> AnyView {
    secret_field(Field {
        label: tr(label).into_any(),
        aside: tr(Lang::va_passphrase_aside).into_any(),
        value: typed,
        below,
        invalid,
        mono: true,
        name,
    })
}

/// A new passphrase, typed twice.
#[derive(Clone, Copy)]
pub(crate) struct Fresh {
    typed: RwSignal<String>,
    again: RwSignal<String>,
    /// It was tried to go on: from now on what is missing is said.
    tried: RwSignal<bool>,
}

impl Fresh {
    pub(crate) fn new() -> Self {
        Self {
            typed: RwSignal::new(String::new()),
            again: RwSignal::new(String::new()),
            tried: RwSignal::new(false),
        }
    }

    fn is_strong(self) -> bool {
        matches!(self.typed.with(|typed| strength(typed)), Strength::Fair | Strength::Good)
    }

    fn is_twice(self) -> bool {
        self.typed.with(|typed| self.again.with(|again| typed == again))
    }

    /// The passphrase, and the fields empty; `None` while something is wrong with it, which is then said.
    pub(crate) fn take(self) -> Option<Zeroizing<String>> {
        self.tried.set(true);
        if !untrack(|| self.is_strong() && self.is_twice()) {
            return None;
        }
        self.again.update(Zeroize::zeroize);
        self.tried.set(false);
        Some(take(self.typed))
    }

    pub(crate) fn put_back(self, taken: &str) {
        self.typed.try_set(taken.to_owned());
        self.again.try_set(taken.to_owned());
    }
}

pub(crate) fn fresh_fields(fresh: Fresh) -> AnyView {
    let weak = memo(move || fresh.tried.get() && !fresh.is_strong());
    let differs = memo(move || fresh.tried.get() && !fresh.is_twice());
    let judged = move || match fresh.typed.with(|typed| strength(typed)) {
        Strength::TooShort if weak.get() => problem(tr(Lang::va_too_short)),
        Strength::TooShort => hint(tr(Lang::va_too_short)),
        Strength::TooUniform => problem(tr(Lang::va_too_uniform)),
        Strength::Fair => hint(tr(Lang::va_fair)),
        Strength::Good => hint(tr(Lang::va_good)),
    };
    let below = view! {
        {hint(tr(Lang::va_new_hint))}
        <div aria-live="polite">{judged}</div>
    }
    .into_any();
    let below_again = (move || differs.get().then(|| problem(tr(Lang::va_differs)))).into_any();
    view! {
        {passphrase_field(Lang::va_new, "new-passphrase", fresh.typed, weak.into(), below)}
        {passphrase_field(Lang::va_again, "passphrase-again", fresh.again, differs.into(), below_again)}
        {caution(tr(Lang::va_no_recovery))}
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_passphrase_is_long_and_of_several_characters() {
        for (passphrase, judged) in [
            ("", Strength::TooShort),
            ("hunter2", Strength::TooShort),
            ("aaaaaaaaaaaaaaaa", Strength::TooUniform),
            ("correct horse", Strength::Fair),
            ("望火楼上看见烟", Strength::Fair),
            ("correct horse battery staple", Strength::Good),
        ] {
            assert_eq!(strength(passphrase), judged, "{passphrase}");
        }
    }
}
