//! What is wrong with what was typed.

use firetower_protocol::system_setting::{COMMUNITY_LIMIT_UTF16, LARGEST_GROUP_SIZE, utf16_len};
use firetower_protocol::{Edition, SettingId};

use crate::i18n::{Lang, Word};
use crate::state::change::Record;

/// Why a draft can't be written.
pub(super) fn forbidden(id: SettingId, texts: &Record, edition: Edition) -> Option<Word> {
    if texts.text("value").is_empty() {
        return Some(Lang::ss_e_empty);
    }
    if id == LARGEST_GROUP_SIZE && !is_group_size(texts.text("value")) {
        return Some(Lang::ss_e_group_size);
    }
    (edition == Edition::Community && is_long(texts)).then_some(Lang::ss_e_too_long as Word)
}

/// What deserves a thought: 64 characters is the community server's limit; others may hold more.
pub(super) fn doubtful(texts: &Record, edition: Edition) -> Option<Word> {
    (edition != Edition::Community && is_long(texts)).then_some(Lang::ss_w_too_long as Word)
}

fn is_long(texts: &Record) -> bool {
    ["value", "desc"].into_iter().any(|name| utf16_len(texts.text(name)) > COMMUNITY_LIMIT_UTF16)
}

/// A Java `int` above zero, written in plain digits: the server takes anything else as no limit at all.
fn is_group_size(value: &str) -> bool {
    value.bytes().all(|byte| byte.is_ascii_digit()) && value.parse::<i32>().is_ok_and(|size| size > 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(value: &str) -> Record {
        Record::default().with("value", value).with("desc", "")
    }

    #[test]
    fn the_group_size_is_a_whole_number() {
        for good in ["1", "3000", "2147483647"] {
            assert!(forbidden(LARGEST_GROUP_SIZE, &texts(good), Edition::Unknown).is_none(), "{good}");
        }
        for bad in ["0", "-1", "3000.0", "3 000", " 3000", "+5", "many", "2147483648", "３０００"] {
            assert!(forbidden(LARGEST_GROUP_SIZE, &texts(bad), Edition::Unknown).is_some(), "{bad}");
        }
        assert!(forbidden(SettingId(1001), &texts("many"), Edition::Community).is_none());
    }

    #[test]
    fn an_empty_value_is_refused_by_every_server() {
        assert!(forbidden(SettingId(7), &texts(""), Edition::Professional).is_some());
    }

    #[test]
    fn length_forbids_at_the_community_server_and_warns_elsewhere() {
        let (fits, long) = (texts(&"值".repeat(64)), texts(&"😀".repeat(33)));
        assert!(forbidden(SettingId(7), &fits, Edition::Community).is_none());
        assert!(forbidden(SettingId(7), &long, Edition::Community).is_some());
        assert!(forbidden(SettingId(7), &long, Edition::Professional).is_none());
        assert!(doubtful(&long, Edition::Unknown).is_some());
        assert!(doubtful(&fits, Edition::Unknown).is_none());
    }
}
