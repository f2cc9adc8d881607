//! Pasted lines, `userId type target line`, read one by one: what each means, or what is wrong with it.

use firetower_protocol::UserId;
use firetower_protocol::conversation::Conversation;

use crate::components::conversation::typed::number;
use crate::pages::pins::kinds;
use crate::state::looked_pins::Pin;

/// As many lines as are taken at once.
pub(super) const MOST: usize = 500;

/// What is wrong with a line. Its texts are the admin's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Wrong {
    /// Only a user.
    NoType,
    UnknownType(String),
    NoTarget,
    /// The line of the conversation is no whole number from 0 up.
    NoLine(String),
    TooMuch,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Meaning {
    Pin(Pin),
    /// The same as in an earlier line, by its number.
    Same(Pin, usize),
    Wrong(Wrong),
}

/// A line that is neither empty nor a comment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Line {
    /// Counted from 1, as in the field.
    pub(super) number: usize,
    /// What stands in the place of the user.
    pub(super) user: String,
    /// What stands between user and line, for one that is wrong.
    pub(super) rest: String,
    pub(super) meaning: Meaning,
}

impl Line {
    /// Only of a line that is to be done: one that is wrong or doubled has none.
    pub(super) fn pin(&self) -> Option<&Pin> {
        match &self.meaning {
            Meaning::Pin(pin) => Some(pin),
            Meaning::Same(..) | Meaning::Wrong(_) => None,
        }
    }
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Lines {
    pub(super) lines: Vec<Line>,
    /// How many more there were than are taken.
    pub(super) left_out: usize,
}

pub(super) fn read(text: &str) -> Lines {
    let mut read = Lines::default();
    // Of the lines that mean a pin, sorted by it: a long text is read at every key.
    let mut sorted: Vec<usize> = Vec::new();
    for (at, text) in text.trim_start_matches('\u{feff}').lines().enumerate() {
        let fields: Vec<&str> = text.split(is_separator).filter(|field| !field.is_empty()).collect();
        let Some((user, rest)) = fields.split_first().filter(|(user, _)| !user.starts_with('#')) else {
            continue;
        };
        if read.lines.len() == MOST {
            read.left_out += 1;
            continue;
        }
        let meaning = match pin(user, rest) {
            Err(wrong) => Meaning::Wrong(wrong),
            Ok(pin) => {
                let order = |at: &usize| read.lines[*at].pin().map(Pin::order).cmp(&Some(pin.order()));
                match sorted.binary_search_by(order) {
                    Ok(at) => Meaning::Same(pin, read.lines[sorted[at]].number),
                    Err(place) => {
                        sorted.insert(place, read.lines.len());
                        Meaning::Pin(pin)
                    }
                }
            }
        };
        let (user, rest) = ((*user).to_owned(), rest.join(" "));
        read.lines.push(Line { number: at + 1, user, rest, meaning });
    }
    read
}

/// Spaces of any width, tabs, and commas of both scripts.
fn is_separator(character: char) -> bool {
    character.is_whitespace() || matches!(character, ',' | '，')
}

fn pin(user: &str, rest: &[&str]) -> Result<Pin, Wrong> {
    let (written, rest) = rest.split_first().ok_or(Wrong::NoType)?;
    let kind = kinds::read(written).ok_or_else(|| Wrong::UnknownType((*written).to_owned()))?;
    let (target, rest) = rest.split_first().ok_or(Wrong::NoTarget)?;
    // What follows a hash is a comment here too; a target may begin with one.
    let end = rest.iter().position(|field| field.starts_with('#')).unwrap_or(rest.len());
    let line = match &rest[..end] {
        [] => 0,
        [line] => number(line).ok_or_else(|| Wrong::NoLine((*line).to_owned()))?,
        _ => return Err(Wrong::TooMuch),
    };
    let conversation = Conversation { kind, target: (*target).to_owned(), line };
    Ok(Pin { user: UserId(user.to_owned()), conversation })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn meant(user: &str, key: &str) -> Meaning {
        Meaning::Pin(Pin { user: UserId(user.to_owned()), conversation: key.parse().unwrap() })
    }

    fn only(text: &str) -> Meaning {
        let mut read = read(text);
        assert_eq!(read.lines.len(), 1, "{text}");
        read.lines.remove(0).meaning
    }

    #[test]
    fn a_line_is_user_type_target_and_line() {
        assert_eq!(only("alice group g_marketing 0"), meant("alice", "1-0-g_marketing"));
        assert_eq!(only("alice 1 g_marketing"), meant("alice", "1-0-g_marketing"));
        assert_eq!(only("  alice,\t群组 ， ch_公告\u{3000}2  "), meant("alice", "1-2-ch_公告"));
        assert_eq!(only("alice,single,bob,7\r"), meant("alice", "0-7-bob"));
        assert_eq!(
            only("\u{feff}a 17 \"><svg/onload=alert(1)>"),
            meant("a", "17-0-\"><svg/onload=alert(1)>")
        );
    }

    #[test]
    fn what_is_wrong_is_said_line_by_line() {
        for (text, wrong) in [
            ("dave", Wrong::NoType),
            ("dave gruop g 0", Wrong::UnknownType("gruop".to_owned())),
            ("dave group", Wrong::NoTarget),
            ("dave group g x", Wrong::NoLine("x".to_owned())),
            ("dave group g -1", Wrong::NoLine("-1".to_owned())),
            ("dave group g 2147483648", Wrong::NoLine("2147483648".to_owned())),
            ("dave group my team 0", Wrong::TooMuch),
        ] {
            assert_eq!(only(text), Meaning::Wrong(wrong), "{text}");
        }
    }

    #[test]
    fn comments_and_empty_lines_count_and_say_nothing() {
        let read = read("# who\n\nalice 1 g\n   \n#bob 1 g\nbob 1 g # also\nalice group g 0");
        let numbers: Vec<usize> = read.lines.iter().map(|line| line.number).collect();
        assert_eq!(numbers, [3, 6, 7]);
        assert_eq!(read.lines[1].meaning, meant("bob", "1-0-g"));
        assert!(matches!(&read.lines[2].meaning, Meaning::Same(_, 3)));
    }

    #[test]
    fn only_so_many_are_taken() {
        let text = "a 1 g\n".repeat(MOST + 3);
        let read = read(&text);
        assert_eq!((read.lines.len(), read.left_out), (MOST, 3));
    }

    proptest! {
        #[test]
        fn nothing_panics_and_every_line_is_accounted_for(text in "(\\PC|\n|\t|,){0,300}") {
            let read = read(&text);
            let told = text
                .trim_start_matches('\u{feff}')
                .lines()
                .filter(|line| {
                    let first = line.split(is_separator).find(|field| !field.is_empty());
                    first.is_some_and(|field| !field.starts_with('#'))
                })
                .count();
            prop_assert_eq!(read.lines.len() + read.left_out, told);
            prop_assert!(read.lines.is_sorted_by_key(|line| line.number));
        }

        #[test]
        fn what_is_written_out_comes_back(
            pins in proptest::collection::vec(("[^\\s,，#\u{feff}][^\\s,，]{0,9}", 0_i32.., "[^\\s,，]{1,10}", 0_i32..), 1..20),
            separator in "( |\t|, |，)",
        ) {
            let text: Vec<String> = pins
                .iter()
                .map(|(user, kind, target, line)| [user, &kind.to_string(), target, &line.to_string()].map(String::as_str).join(&separator))
                .collect();
            let read = read(&text.join("\n"));
            prop_assert_eq!(read.lines.len(), pins.len());
            for (line, (user, kind, target, number)) in read.lines.iter().zip(&pins) {
                let expected = Pin {
                    user: UserId(user.clone()),
                    conversation: Conversation {
                        kind: firetower_protocol::conversation::ConversationType(*kind),
                        target: target.clone(),
                        line: *number,
                    },
                };
                let found = match &line.meaning {
                    Meaning::Pin(pin) | Meaning::Same(pin, _) => Some(pin),
                    Meaning::Wrong(_) => None,
                };
                prop_assert_eq!(found, Some(&expected));
            }
        }
    }
}
