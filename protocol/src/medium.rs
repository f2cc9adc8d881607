//! How a file can be shown without leaving the page.

/// PDF, archives, and all that a page had better not take in have
/// none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Medium {
    Image,
    Audio,
    Video,
    Text,
}

impl Medium {
    /// By the ending of the name, or of the address where the name has none.
    #[must_use]
    pub fn of(name: Option<&str>, url: &str) -> Option<Self> {
        match name.filter(|name| has_ending(name)) {
            Some(name) => Self::by_ending(name),
            None => Self::by_ending(url.split(['?', '#']).next().unwrap_or_default()),
        }
    }

    fn by_ending(text: &str) -> Option<Self> {
        let ending = text.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase())?;
        Some(match ending.as_str() {
            "png" | "jpg" | "jpeg" | "gif" | "webp" | "svg" | "avif" | "bmp" => Self::Image,
            "mp3" | "m4a" | "aac" | "wav" | "ogg" | "oga" | "opus" | "flac" => Self::Audio,
            "mp4" | "m4v" | "webm" | "mov" | "ogv" => Self::Video,
            "txt" | "log" | "csv" | "json" | "md" => Self::Text,
            _ => return None,
        })
    }
}

/// Whether a name ends as names of files do, known or not.
fn has_ending(name: &str) -> bool {
    name.rsplit_once('.').is_some_and(|(_, ending)| {
        (1..=5).contains(&ending.len()) && ending.bytes().all(|byte| byte.is_ascii_alphanumeric())
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_name_says_how_a_file_is_shown_and_only_then_the_address() {
        let medium = |name: &str, url: &str| Medium::of(Some(name), url);
        assert_eq!(medium("a.PNG", "http://h/x"), Some(Medium::Image));
        assert_eq!(medium("a.b.mp3", "http://h/x.png"), Some(Medium::Audio));
        assert_eq!(medium("a.mp4", ""), Some(Medium::Video));
        assert_eq!(medium("a.csv", ""), Some(Medium::Text));
        assert_eq!(medium("\u{202e}gpj.exe", "http://h/x.jpg"), None, "its own ending says what it is");
        assert_eq!(medium("voice.amr", "http://h/x.mp3"), None);
        assert_eq!(medium("no ending", "http://h/x.jpg?sign=a.txt#b.txt"), Some(Medium::Image));
        assert_eq!(medium("年报（终稿）.pdf", "http://h/x.png"), None);
        assert_eq!(medium("", "http://h/x.svg"), Some(Medium::Image));
        assert_eq!(Medium::of(None, "http://h/x.txt"), Some(Medium::Text));
        assert_eq!(Medium::of(None, "http://h/x"), None);
    }

    proptest! {
        #[test]
        fn any_name_is_looked_at(name: String, url: String) {
            let medium = Medium::of(Some(&name), &url);
            prop_assert!(medium.is_none() || name.contains('.') || url.contains('.'));
        }
    }
}
