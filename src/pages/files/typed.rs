//! What is typed on the Files page, and what it comes to: a target that may be pasted as a key, a message's UID, sizes.

use firetower_protocol::MessageUid;
use firetower_protocol::conversation::Conversation;

use crate::components::conversation::typed::Typed;

/// Takes what is now in the target's field. A whole key that comes at once, as by pasting, fills the other fields too; one
/// that is typed letter by letter may be a target with hyphens.
pub(super) fn target_is(typed: &mut Typed, now: String) {
    let is_pasted = now.chars().count() > typed.target.chars().count() + 1;
    match now.trim().parse::<Conversation>() {
        Ok(conversation) if is_pasted => typed.put(&conversation),
        _ => typed.target = now,
    }
}

/// `None`: it is none.
pub(super) fn message_uid(text: &str) -> Option<MessageUid> {
    text.trim().parse().ok().map(MessageUid)
}

const UNITS: [(&str, u32); 4] = [("t", 40), ("g", 30), ("m", 20), ("k", 10)];

/// Bytes, from `1048576`, `1 MiB`, `1.5m` or `20 KB`, which all count in 1024. Nothing is no limit.
pub(super) fn size(text: &str) -> Result<Option<i64>, ()> {
    let text = text.trim().to_lowercase();
    if text.is_empty() {
        return Ok(None);
    }
    let end = text.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(text.len());
    let (number, unit) = text.split_at(end);
    let unit = unit.trim();
    let shift = match unit {
        "" | "b" | "byte" | "bytes" => 0,
        _ => {
            let known = UNITS.iter().find(|(letter, _)| {
                unit.strip_prefix(letter).is_some_and(|rest| matches!(rest, "" | "b" | "ib"))
            });
            known.ok_or(())?.1
        }
    };
    let (whole, part) = number.split_once('.').unwrap_or((number, ""));
    if whole.is_empty() && part.is_empty() || part.len() > 9 {
        return Err(());
    }
    let digits = |text: &str| if text.is_empty() { Ok(0) } else { text.parse::<i128>().map_err(|_| ()) };
    let scale = 10_i128.pow(u32::try_from(part.len()).map_err(|_| ())?);
    let bytes = (digits(whole)?.checked_mul(scale).ok_or(())? + digits(part)?)
        .checked_mul(1_i128 << shift)
        .ok_or(())?
        / scale;
    i64::try_from(bytes).map(Some).map_err(|_| ())
}

/// The shortest that [`size`] reads back exactly.
pub(super) fn size_text(bytes: i64) -> String {
    for (letter, shift) in UNITS {
        let unit = 1_i64 << shift;
        if bytes > 0 && bytes % unit == 0 {
            return format!("{} {}iB", bytes / unit, letter.to_uppercase());
        }
    }
    bytes.to_string()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::components::conversation::typed::OTHER;
    use proptest::prelude::*;

    #[test]
    fn a_pasted_key_fills_the_fields_and_a_typed_target_keeps_its_hyphens() {
        let mut pasted = Typed::default();
        target_is(&mut pasted, " 3-1-c-01 ".to_owned());
        assert_eq!((pasted.kind.as_str(), pasted.line.as_str(), pasted.target.as_str()), ("3", "1", "c-01"));
        let mut unknown = Typed::default();
        target_is(&mut unknown, "17-0-x".to_owned());
        assert_eq!((unknown.kind.as_str(), unknown.other_kind.as_str()), (OTHER, "17"));
        assert_eq!(unknown.conversation().unwrap().to_string(), "17-0-x");
        let mut by_hand = Typed::default();
        for text in ["1", "1-", "1-0", "1-0-", "1-0-g"] {
            target_is(&mut by_hand, text.to_owned());
        }
        assert_eq!(by_hand.conversation().unwrap().to_string(), "1-0-1-0-g");
    }

    #[test]
    fn a_uid_is_a_64_bit_number() {
        assert_eq!(message_uid(" 75735276990792721 "), Some(MessageUid(75_735_276_990_792_721)));
        for text in ["", "1e9", "9223372036854775808", "0x10", "1 2"] {
            assert_eq!(message_uid(text), None, "{text}");
        }
    }

    #[test]
    fn sizes_are_read_in_1024s() {
        for (text, bytes) in [
            ("", Ok(None)),
            ("0", Ok(Some(0))),
            ("1.5 MiB", Ok(Some(1_572_864))),
            ("4gb", Ok(Some(4_294_967_296))),
            ("2 T", Ok(Some(2_199_023_255_552))),
            (".5k", Ok(Some(512))),
            ("9223372036854775807", Ok(Some(i64::MAX))),
            ("9223372036854775808", Err(())),
            ("-1", Err(())),
            ("much", Err(())),
            ("1 mile", Err(())),
            (".", Err(())),
            ("1.2.3", Err(())),
        ] {
            assert_eq!(size(text), bytes, "{text}");
        }
    }

    proptest! {
        #[test]
        fn no_text_is_too_odd(text in ".*") {
            let _ = (size(&text), message_uid(&text));
            let mut typed = Typed::default();
            target_is(&mut typed, text);
            let _ = typed.conversation();
        }

        #[test]
        fn a_size_comes_back(bytes in 0_i64.., shift in 0_u32..40) {
            for bytes in [bytes, (bytes >> 41) << shift] {
                prop_assert_eq!(size(&size_text(bytes)), Ok(Some(bytes)));
            }
        }
    }
}
