//! Which key was meant by one that does not exist.

/// Typing errors that are forgiven.
const MOST_EDITS: usize = 2;

/// The nearest of these keys, if it is near enough to name it.
pub(super) fn near(typed: &str, keys: &'static [&'static str]) -> Option<&'static str> {
    // Nothing as long as this is a key with a typing error.
    if typed.len() > 40 {
        return None;
    }
    let typed = bare(typed);
    keys.iter()
        .map(|key| (edits(&typed, &bare(key)), *key))
        .filter(|(edits, key)| *edits <= MOST_EDITS && *edits * 2 < key.len())
        .min_by_key(|(edits, _)| *edits)
        .map(|(_, key)| key)
}

/// `read_only`, `Read-Only` and `readOnly` are one.
fn bare(text: &str) -> Vec<char> {
    text.chars().filter(|c| c.is_alphanumeric()).map(|c| c.to_ascii_lowercase()).collect()
}

/// Letters to put in, leave out or change.
fn edits(one: &[char], other: &[char]) -> usize {
    let mut row: Vec<usize> = (0..=other.len()).collect();
    for (at, letter) in one.iter().enumerate() {
        let mut diagonal = at;
        let mut left = at + 1;
        for (cell, wanted) in row.iter_mut().skip(1).zip(other) {
            let above = *cell;
            left = (diagonal + usize::from(letter != wanted)).min(above + 1).min(left + 1);
            diagonal = above;
            *cell = left;
        }
        if let Some(first) = row.first_mut() {
            *first = at + 1;
        }
    }
    row.last().copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    const KEYS: &[&str] = &["readOnly", "title", "slug"];

    #[test]
    fn what_is_near_is_meant() {
        for (typed, meant) in [
            ("read_only", Some("readOnly")),
            ("READONLY", Some("readOnly")),
            ("readOnyl", Some("readOnly")),
            ("titel", Some("title")),
            ("slugs", Some("slug")),
            ("", None),
            ("name", None),
            ("theme", None),
        ] {
            assert_eq!(near(typed, KEYS), meant, "{typed}");
        }
    }

    #[test]
    fn edits_are_counted() {
        let count = |one: &str, other: &str| edits(&bare(one), &bare(other));
        assert_eq!(
            [count("", "abc"), count("abc", ""), count("abc", "abc"), count("abc", "axcd")],
            [3, 3, 0, 2]
        );
    }
}
