//! Rows as a file for a spreadsheet, which is a program that runs what it is given.

/// RFC 4180, with the mark that tells Excel that it is UTF-8. The first record is the heads.
pub(crate) fn csv(records: impl IntoIterator<Item = Vec<String>>) -> String {
    let mut text = String::from("\u{feff}");
    for record in records {
        for (at, field) in record.iter().enumerate() {
            if at > 0 {
                text.push(',');
            }
            text.push_str(&cell(field));
        }
        text.push_str("\r\n");
    }
    text
}

/// Always quoted. A cell that a spreadsheet would take for a formula gets an apostrophe before it, as OWASP advises; also
/// where only blanks stand before the sign, since some programs cut them off.
fn cell(text: &str) -> String {
    let begins_formula = text.starts_with(['\t', '\r', '\n'])
        || text.trim_start().starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠']);
    let guard = if begins_formula { "'" } else { "" };
    format!("\"{guard}{}\"", text.replace('"', "\"\""))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn no_cell_begins_a_formula() {
        for text in ["=1", "+1", "-1", "@a", "\t=1", "\r=1", " =1", "\n", "＝1"] {
            assert!(cell(text).starts_with("\"'"), "{text:?}");
        }
        assert_eq!(csv([vec!["a=1".to_owned(), "b\"".to_owned()]]), "\u{feff}\"a=1\",\"b\"\"\"\r\n");
    }

    proptest! {
        #[test]
        fn what_is_in_a_cell_stays_in_it(text in "(?s).*") {
            let cell = cell(&text);
            let inner = &cell[1..cell.len() - 1];
            prop_assert!(!inner.replace("\"\"", "").contains('"'));
            let back = inner.replace("\"\"", "\"");
            prop_assert!(back == text || back.strip_prefix('\'') == Some(text.as_str()));
        }
    }
}
