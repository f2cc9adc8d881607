//! Secrets and ids that are made here, by the browser's own generator. It works on plain http too.

use crate::dom::prelude::window;

/// As long as the ones that the community server makes.
const SECRET_BYTES: usize = 16;
/// Of the shape of the ids that the community server makes.
const ID_CHARACTERS: usize = 9;
const ALPHABET: &[u8; 36] = b"abcdefghijklmnopqrstuvwxyz0123456789";

/// 32 hex digits; `None` where the browser has no generator, and then one is typed.
pub(super) fn secret() -> Option<String> {
    let mut bytes = [0_u8; SECRET_BYTES];
    fill(&mut bytes)?;
    let mut hex = String::with_capacity(2 * SECRET_BYTES);
    for byte in bytes {
        for half in [byte >> 4, byte & 15] {
            hex.push(char::from_digit(u32::from(half), 16).unwrap_or('0'));
        }
    }
    Some(hex)
}

/// Nine small letters and digits.
pub(super) fn user_id() -> Option<String> {
    let mut bytes = [0_u8; 4 * ID_CHARACTERS];
    fill(&mut bytes)?;
    Some(id_of(&bytes))
}

/// Bytes of the last, incomplete round of the alphabet are passed over, so that each character is as likely as any.
fn id_of(bytes: &[u8]) -> String {
    let size = u8::try_from(ALPHABET.len()).unwrap_or(u8::MAX);
    let whole_rounds = u8::MAX - u8::MAX % size;
    let characters = bytes.iter().filter(|byte| **byte < whole_rounds);
    characters.map(|byte| char::from(ALPHABET[usize::from(byte % size)])).take(ID_CHARACTERS).collect()
}

fn fill(bytes: &mut [u8]) -> Option<()> {
    window().crypto().ok()?.get_random_values_with_u8_array(bytes).ok()?;
    Some(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_is_of_the_alphabet_and_as_long_as_the_servers() {
        let bytes: Vec<u8> = (0..36).collect();
        assert_eq!(id_of(&bytes), "abcdefghi");
        assert_eq!(id_of(&[255, 252, 251, 0, 36, 37, 35, 26, 1, 2, 3, 4]).len(), ID_CHARACTERS);
        assert_eq!(id_of(&[255, 253, 252, 35]), "9");
    }
}
