//! The catalogue of scopes: what each is called, and what is known of its format.
//!
//! Numbers and names are the vendor's document's. It gives no formats; those here were read in the published clients and
//! the community server, and where nothing is published that is said.

use firetower_protocol::conversation::Conversation;
use firetower_protocol::user_setting::{Keyed, Scope};

use crate::i18n::{Lang, Word};

pub(super) struct Known {
    pub(super) scope: Scope,
    pub(super) name: Word,
    pub(super) format: Option<Word>,
}

const fn known(scope: i32, name: Word, format: Option<Word>) -> Known {
    Known { scope: Scope(scope), name, format }
}

pub(super) static CATALOGUE: [Known; 28] = [
    known(1, Lang::us_s_1, Some(Lang::us_f_1)),
    known(2, Lang::us_s_2, Some(Lang::us_f_2)),
    known(3, Lang::us_s_3, Some(Lang::us_f_3)),
    known(4, Lang::us_s_4, Some(Lang::us_f_4)),
    known(5, Lang::us_s_5, Some(Lang::us_f_5)),
    known(6, Lang::us_s_6, Some(Lang::us_f_6)),
    known(7, Lang::us_s_7, Some(Lang::us_f_7)),
    known(8, Lang::us_s_8, Some(Lang::us_f_8)),
    known(9, Lang::us_s_9, None),
    known(10, Lang::us_s_10, Some(Lang::us_f_10)),
    known(11, Lang::us_s_11, None),
    known(12, Lang::us_s_12, None),
    known(13, Lang::us_s_13, None),
    known(14, Lang::us_s_14, None),
    known(15, Lang::us_s_15, None),
    known(16, Lang::us_s_16, None),
    known(17, Lang::us_s_17, None),
    known(18, Lang::us_s_18, None),
    known(19, Lang::us_s_19, None),
    known(20, Lang::us_s_20, None),
    known(21, Lang::us_s_21, None),
    known(22, Lang::us_s_22, None),
    known(23, Lang::us_s_23, None),
    known(24, Lang::us_s_24, None),
    known(25, Lang::us_s_25, None),
    known(26, Lang::us_s_26, None),
    known(27, Lang::us_s_27, None),
    known(28, Lang::us_s_28, None),
];

pub(super) fn find(scope: Scope) -> Option<&'static Known> {
    CATALOGUE.iter().find(|known| known.scope == scope)
}

/// `Conversation on top`, `Your own`, `Reserved`.
pub(super) fn name(scope: Scope) -> Word {
    match find(scope) {
        Some(known) => known.name,
        None if scope.is_built_in() => Lang::us_s_reserved,
        None => Lang::us_s_own,
    }
}

/// What one must know before a write.
pub(super) fn warning(scope: Scope) -> Word {
    if !scope.is_built_in() {
        Lang::us_w_own
    } else if scope.belongs_to_the_stack() {
        Lang::us_w_stack
    } else if find(scope).is_some() {
        Lang::us_w_built_in
    } else {
        Lang::us_w_reserved
    }
}

/// What is to be said of a built-in scope beside that it is one.
pub(super) fn special(scope: Scope) -> Option<Word> {
    let is_plain = find(scope).is_some() && !scope.belongs_to_the_stack();
    (!is_plain).then(|| warning(scope))
}

/// What is known of the format of its keys and values.
pub(super) fn format(scope: Scope) -> Word {
    find(scope).and_then(|known| known.format).unwrap_or(Lang::us_f_none)
}

/// Whether clients take a key of this form in this scope.
pub(super) fn key_fits(scope: Scope, key: &str) -> bool {
    match scope.keyed() {
        Keyed::ByConversation => key.parse::<Conversation>().is_ok(),
        Keyed::ByGroup => !key.is_empty() && key.parse::<Conversation>().is_err(),
        Keyed::Freely => true,
    }
}

/// Whether published clients expect this value; true where nobody knows.
pub(super) fn value_fits(scope: Scope, value: &str) -> bool {
    !matches!(scope.0, 1..=6) || matches!(value, "0" | "1")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_catalogue_has_every_built_in_scope_in_order() {
        let numbers: Vec<i32> = CATALOGUE.iter().map(|known| known.scope.0).collect();
        assert_eq!(numbers, (1..=Scope::LAST_BUILT_IN.0).collect::<Vec<_>>());
    }

    #[test]
    fn each_has_a_name_of_its_own_in_both_languages() {
        for lang in [Lang::En, Lang::Zh] {
            let names: Vec<_> = CATALOGUE.iter().map(|known| (known.name)(lang)).collect();
            for (at, name) in names.iter().enumerate() {
                assert!(!name.is_empty() && !names[..at].contains(name), "{name}");
            }
        }
    }

    #[test]
    fn who_may_write_what_is_said_of_every_number() {
        let said = |scope| warning(Scope(scope))(Lang::En);
        assert_eq!([3, 14].map(said), [Lang::En.us_w_built_in(); 2]);
        assert_eq!([15, 28].map(said), [Lang::En.us_w_stack(); 2]);
        assert_eq!([i32::MIN, 0, 29, 999].map(said), [Lang::En.us_w_reserved(); 4]);
        assert_eq!([1000, i32::MAX].map(said), [Lang::En.us_w_own(); 2]);
    }

    #[test]
    fn keys_and_values_are_judged_where_the_format_is_known() {
        assert!(key_fits(Scope(3), "1-0-g001") && !key_fits(Scope(3), "g001") && !key_fits(Scope(1), ""));
        assert!(key_fits(Scope(5), "g-001") && !key_fits(Scope(5), "1-0-g001") && !key_fits(Scope(5), ""));
        assert!(key_fits(Scope(2), "") && key_fits(Scope(1000), "anything"));
        assert!(value_fits(Scope(3), "1") && !value_fits(Scope(3), "true") && value_fits(Scope(23), "true"));
    }
}
