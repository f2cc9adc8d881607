//! An error code in words.

use firetower_protocol::Code;

use crate::i18n::{Lang, Word};

/// `None` for a code that the document does not list.
pub(super) fn code_word(code: Code) -> Option<Word> {
    Some(match i32::from(code) {
        0 => Lang::cs_code_0,
        1 => Lang::cs_code_1,
        2 => Lang::cs_code_2,
        3 => Lang::cs_code_3,
        4 => Lang::cs_code_4,
        5 => Lang::cs_code_5,
        6 => Lang::cs_code_6,
        7 => Lang::cs_code_7,
        8 => Lang::cs_code_8,
        9 => Lang::cs_code_9,
        10 => Lang::cs_code_10,
        11 => Lang::cs_code_11,
        12 => Lang::cs_code_12,
        16 => Lang::cs_code_16,
        18 => Lang::cs_code_18,
        19 => Lang::cs_code_19,
        20 => Lang::cs_code_20,
        21 => Lang::cs_code_21,
        22 => Lang::cs_code_22,
        23 => Lang::cs_code_23,
        24 => Lang::cs_code_24,
        25 => Lang::cs_code_25,
        26 => Lang::cs_code_26,
        27 => Lang::cs_code_27,
        28 => Lang::cs_code_28,
        30 => Lang::cs_code_30,
        60 => Lang::cs_code_60,
        61 => Lang::cs_code_61,
        70 => Lang::cs_code_70,
        81..=87 => Lang::cs_code_80s,
        90 => Lang::cs_code_90,
        220 => Lang::cs_code_220,
        225 => Lang::cs_code_225,
        236 => Lang::cs_code_236,
        237 => Lang::cs_code_237,
        238 => Lang::cs_code_238,
        239 => Lang::cs_code_239,
        240 => Lang::cs_code_240,
        241 => Lang::cs_code_241,
        242 => Lang::cs_code_242,
        243 => Lang::cs_code_243,
        244 => Lang::cs_code_244,
        245 => Lang::cs_code_245,
        246 => Lang::cs_code_246,
        247 => Lang::cs_code_247,
        248 => Lang::cs_code_248,
        249 => Lang::cs_code_249,
        250 => Lang::cs_code_250,
        251 => Lang::cs_code_251,
        253 => Lang::cs_code_253,
        254 => Lang::cs_code_254,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_that_has_a_name_has_words() {
        for code in Code::NAMED {
            assert!(code_word(*code).is_some(), "{code}");
        }
        assert!(code_word(Code::from(9999)).is_none());
    }
}
