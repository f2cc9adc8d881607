//! Text from a server, shown as text: control, invisible and bidi characters as their code, so that nothing reorders,
//! hides or breaks the line.

use crate::dom::prelude::*;

#[derive(Debug, PartialEq, Eq)]
enum Piece {
    Plain(String),
    Code(String),
}

/// Whether a character changes how its surroundings look without being seen itself.
fn is_unseen(character: char) -> bool {
    character.is_control()
        || matches!(
            character,
            '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{180e}'
                | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{3164}'
                | '\u{feff}' | '\u{ffa0}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}'
        )
}

pub(crate) fn has_unseen(text: &str) -> bool {
    text.chars().any(is_unseen)
}

fn pieces(text: &str) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut plain = String::new();
    for character in text.chars() {
        if is_unseen(character) {
            if !plain.is_empty() {
                pieces.push(Piece::Plain(std::mem::take(&mut plain)));
            }
            pieces.push(Piece::Code(format!("U+{:04X}", u32::from(character))));
        } else {
            plain.push(character);
        }
    }
    if !plain.is_empty() {
        pieces.push(Piece::Plain(plain));
    }
    pieces
}

/// In a title or a sentence, where no element can stand: the codes in brackets.
pub(crate) fn plain(text: &str) -> String {
    pieces(text)
        .into_iter()
        .map(|piece| match piece {
            Piece::Plain(text) => text,
            Piece::Code(code) => format!("[{code}]"),
        })
        .collect()
}

pub(crate) fn hostile(text: &str) -> AnyView {
    let shown = pieces(text)
        .into_iter()
        .map(|piece| match piece {
            Piece::Plain(text) => text.into_any(),
            Piece::Code(code) => view! { <span class="ctl">{code}</span> }.into_any(),
        })
        .collect_view();
    // Its direction is its own: Arabic or Hebrew text does not turn the page around.
    view! { <bdi>{shown}</bdi> }.into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_cannot_be_seen_is_shown_as_its_code() {
        assert_eq!(plain("a\u{202e}gpj.exe"), "a[U+202E]gpj.exe");
        assert_eq!(plain("<b>&\"' 值 😀"), "<b>&\"' 值 😀");
        assert_eq!(plain("\0\u{200b}"), "[U+0000][U+200B]");
        assert!(has_unseen("a\nb") && !has_unseen("a b"));
    }
}
