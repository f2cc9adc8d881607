//! Keys that look like a secret's. Whoever can open a dashboard can read the file beside it, so one that was written into
//! it is known to too many, and has to be changed.

use serde_json::Value;

use super::json::string_length;
use super::problem::{Problem, What};

/// In lower-case letters and without what separates them. One inside a longer word counts too.
const SUSPICIOUS: &[&str] = &[
    "secret",
    "passw",
    "passphrase",
    "pwd",
    "token",
    "key",
    "credential",
    "authorization",
    "bearer",
    "密钥",
    "秘钥",
    "密码",
    "口令",
    "令牌",
    "凭证",
    "凭据",
];

/// Whether people keep a secret under such a key.
#[must_use]
pub fn looks_secret(key: &str) -> bool {
    // The letters that those words are made of: Unicode's tables would be part of the dashboard's first view.
    let is_letter = |c: &char| c.is_ascii_alphanumeric() || ('\u{4e00}'..='\u{9fff}').contains(c);
    let bare = key.chars().map(narrow).filter(is_letter).collect::<String>().to_ascii_lowercase();
    bare == "pass" || SUSPICIOUS.iter().any(|word| bare.contains(word))
}

/// A Chinese keyboard may write letters in full width.
fn narrow(character: char) -> char {
    match character {
        full @ '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(full) - 0xfee0).unwrap_or(full),
        other => other,
    }
}

/// Every key that looks secret, at any depth. It reads broken files too, and keys without quotes: an admin whose file has
/// a comma too many wants to hear of the secret first.
pub(super) fn keys(text: &str) -> Vec<Problem> {
    let mut found = Vec::new();
    let mut line = 1;
    // What stands before a colon.
    let mut word = String::new();
    let mut word_line = 1;
    let mut rest = text;
    while let Some(character) = rest.chars().next() {
        let mut length = character.len_utf8();
        match character {
            '"' => {
                if let Some(whole) = string_length(rest) {
                    word = unescaped(&rest[..whole]);
                    word_line = line;
                    length = whole;
                }
            }
            ':' => {
                if looks_secret(&word) {
                    let key = std::mem::take(&mut word);
                    found.push(Problem { line: word_line, key: key.trim().to_owned(), what: What::Secret });
                }
                word.clear();
            }
            '{' | '}' | '[' | ']' | ',' => word.clear(),
            '\n' => line += 1,
            other => {
                if word.is_empty() {
                    word_line = line;
                }
                if !other.is_whitespace() {
                    word.push(other);
                }
            }
        }
        rest = &rest[length..];
    }
    found
}

fn unescaped(string: &str) -> String {
    match serde_json::from_str(string) {
        Ok(Value::String(text)) => text,
        _ => string.to_owned(),
    }
}

/// Whether an address has a user name or a password in it.
pub(super) fn has_credentials(address: &str) -> bool {
    let authority = address.split_once("://").map_or(address, |(_, rest)| rest);
    authority.split(['/', '?', '#']).next().is_some_and(|authority| authority.contains('@'))
}
