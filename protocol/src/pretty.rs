//! JSON for the eye: indented without being parsed, so that every number keeps the digits it came with.

/// Indents JSON by two spaces. What is no JSON comes back with its own characters in their order, whatever it is;
/// only white space outside strings changes.
#[must_use]
pub fn pretty(text: &str) -> String {
    let mut out = String::with_capacity(text.len() * 2);
    let mut depth = 0_usize;
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        match character {
            '"' => {
                out.push('"');
                let mut escaped = false;
                for inside in characters.by_ref() {
                    out.push(inside);
                    match inside {
                        _ if escaped => escaped = false,
                        '\\' => escaped = true,
                        '"' => break,
                        _ => {}
                    }
                }
            }
            '{' | '[' => {
                out.push(character);
                while characters.peek().is_some_and(|next| next.is_whitespace()) {
                    characters.next();
                }
                if characters.peek().is_some_and(|next| matches!(next, '}' | ']')) {
                    out.extend(characters.next());
                } else {
                    depth += 1;
                    new_line(&mut out, depth);
                }
            }
            '}' | ']' => {
                depth = depth.saturating_sub(1);
                new_line(&mut out, depth);
                out.push(character);
            }
            ',' => {
                out.push(',');
                new_line(&mut out, depth);
            }
            ':' => out.push_str(": "),
            white if white.is_whitespace() => {}
            other => out.push(other),
        }
    }
    out
}

fn new_line(out: &mut String, depth: usize) {
    out.push('\n');
    // An attacker's `[[[[…` must not cost the square of its length.
    for _ in 0..depth.min(40) {
        out.push_str("  ");
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn numbers_keep_their_digits() {
        let text = r#"{"uid":75735276990792720,"big":123456789012345678901234567890,"n":[1.50,[],{}]}"#;
        let expected = "{\n  \"uid\": 75735276990792720,\n  \"big\": 123456789012345678901234567890,\n  \"n\": [\n    1.50,\n    [],\n    {}\n  ]\n}";
        assert_eq!(pretty(text), expected);
    }

    proptest! {
        #[test]
        fn nothing_but_white_space_changes(text: String) {
            let bare = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
            prop_assert_eq!(bare(&pretty(&text)), bare(&text));
        }

        #[test]
        fn strings_stay_whole(inside: String) {
            let json = serde_json::to_string(&[&inside]).unwrap();
            let back: Vec<String> = serde_json::from_str(&pretty(&json)).unwrap();
            prop_assert_eq!(back, vec![inside]);
        }
    }
}
