//! Whether the secret that a bot uses is the one that the server holds, said without saying either.

/// How what was pasted differs from what is held, as far as that may be told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Comparison {
    Equal,
    /// The same but for white space around one of them.
    Blanks,
    /// The same but for capital and small letters.
    Case,
    BlanksAndCase,
    Different,
}

pub(super) fn compare(held: &str, pasted: &str) -> Comparison {
    let same_letters = |one: &str, other: &str| one.to_lowercase() == other.to_lowercase();
    let (bare_held, bare_pasted) = (held.trim(), pasted.trim());
    if held == pasted {
        Comparison::Equal
    } else if bare_held == bare_pasted {
        Comparison::Blanks
    } else if same_letters(held, pasted) {
        Comparison::Case
    } else if same_letters(bare_held, bare_pasted) {
        Comparison::BlanksAndCase
    } else {
        Comparison::Different
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn only_blanks_and_case_are_told_apart_from_different() {
        assert_eq!(compare("aB1", "aB1"), Comparison::Equal);
        assert_eq!(compare("aB1", " aB1\n"), Comparison::Blanks);
        assert_eq!(compare(" aB1", "aB1"), Comparison::Blanks);
        assert_eq!(compare("aB1", "AB1"), Comparison::Case);
        assert_eq!(compare("aB1", "\tab1"), Comparison::BlanksAndCase);
        assert_eq!(compare("aB1", "aB"), Comparison::Different);
        assert_eq!(compare("a b", "ab"), Comparison::Different, "inside it counts");
    }

    proptest! {
        #[test]
        fn every_secret_is_equal_to_itself_and_to_nothing_longer(secret in ".{1,40}", more in "[a-z0-9]{1,8}") {
            prop_assert_eq!(compare(&secret, &secret), Comparison::Equal);
            prop_assert_eq!(compare(&secret, &format!("{secret}{more}")), Comparison::Different);
        }
    }
}
