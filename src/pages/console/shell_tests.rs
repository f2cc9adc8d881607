//! Words as the shell reads them.

use super::*;
use proptest::prelude::*;
use std::process::Command;

fn words(text: &str) -> Vec<String> {
    commands(text).unwrap().into_iter().flatten().map(|word| word.text).collect()
}

#[test]
fn each_kind_of_quote_holds_a_word_together() {
    assert_eq!(words(r#"a 'b "c' "d 'e" f\ g"#), ["a", "b \"c", "d 'e", "f g"]);
    assert_eq!(words(r#"-H "timestamp":"1558350862502""#), ["-H", "timestamp:1558350862502"]);
    assert_eq!(words(r"$'it\'s\n\u4f60\x41\101\q'"), ["it's\n你AA\\q"]);
    assert_eq!(words("''"), [""]);
}

#[test]
fn a_backslash_at_the_end_joins_lines_whatever_blanks_a_web_page_left_behind_it() {
    assert_eq!(
        words("curl \\\n -d \"{   \\  \r\n \\\"a\\\":1}\" \\ \t\n x"),
        ["curl", "-d", "{    \"a\":1}", "x"]
    );
}

#[test]
fn what_the_shell_would_put_in_is_marked_and_left() {
    let found = commands("curl \"nonce: $n\" '$n' a$$ $(date \"+)\" | cut -c1) `id`").unwrap();
    let marks: Vec<(&str, bool)> = found[0].iter().map(|word| (word.text.as_str(), word.expands)).collect();
    assert_eq!(
        marks,
        [("curl", false), ("nonce: $n", true), ("$n", false), ("a$$", true), ("$", true), ("", true)]
    );
}

#[test]
fn commands_end_and_redirections_are_no_arguments() {
    let found = commands("a=1; b 2>/dev/null x > out | c 2>&1 && d # e 'f\ng").unwrap();
    let heads: Vec<Vec<&str>> =
        found.iter().map(|command| command.iter().map(|word| word.text.as_str()).collect()).collect();
    assert_eq!(heads, [vec!["a=1"], vec!["b", "x"], vec!["c"], vec!["d"], vec!["g"]]);
}

#[test]
fn a_line_that_was_cut_off_is_told() {
    for text in ["'a", "\"a", "$'a", "$(a", "`a", "\"a\\", "$'\\"] {
        assert_eq!(commands(text), Err(Unclosed), "{text}");
    }
}

proptest! {
    #[test]
    fn any_text_survives(text: String) {
        let _ = commands(&text);
    }

    /// Quotes, escapes and blanks mean what they mean to the shell itself.
    #[test]
    fn the_shell_reads_the_same_words(pieces in prop::collection::vec(
        prop::sample::select(vec!["'", "\"", "\\", " ", "a", "b\"", "'c", "\\\n", "{\\\"x\\\":1}", "值", "''", "\t"]), 0..9,
    )) {
        let line = pieces.concat();
        let script = format!("for a in {line}\ndo printf '%s\\036' \"$a\"; done");
        let output = Command::new("sh").args(["-c", &script]).output().unwrap();
        match commands(&line) {
            // A line that ends in a backslash swallows the line that the test puts behind it.
            Ok(_) if line.ends_with('\\') => {}
            // Blanks behind a backslash are forgiven here, and not by the shell.
            Ok(_) if line.contains(['\n']) && (line.contains("\\ ") || line.contains("\\\t")) => {}
            // A line break that no backslash joins begins another command, which the test has no words for.
            Ok(found) if found.len() > 1 => {}
            Ok(found) if output.status.success() => {
                let said = String::from_utf8(output.stdout).unwrap();
                let expected: Vec<&str> = said.split_terminator('\u{1e}').collect();
                let found: Vec<String> = found.into_iter().flatten().map(|word| word.text).collect();
                prop_assert_eq!(found, expected, "{:?}", line);
            }
            Ok(_) => prop_assert!(false, "the shell refuses {:?}", line),
            Err(Unclosed) => prop_assert!(!output.status.success(), "the shell takes {:?}", line),
        }
    }
}
