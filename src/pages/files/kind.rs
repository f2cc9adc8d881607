//! What a file is, by the ending of its name: all that the API tells.

use crate::i18n::{Lang, Word};
use crate::paths::FileKind;
use crate::ui::icon::Icon;

const IMAGES: &[&str] = &[
    "png", "jpg", "jpeg", "gif", "webp", "bmp", "svg", "heic", "heif", "avif", "tif", "tiff", "ico", "psd",
    "raw",
];
const SOUNDS: &[&str] =
    &["mp3", "wav", "m4a", "aac", "ogg", "oga", "opus", "flac", "amr", "wma", "mid", "midi"];
const FILMS: &[&str] = &["mp4", "mov", "mkv", "webm", "avi", "m4v", "wmv", "flv", "3gp", "mpg", "mpeg", "ts"];
const DOCUMENTS: &[&str] = &[
    "pdf", "doc", "docx", "xls", "xlsx", "ppt", "pptx", "odt", "ods", "odp", "rtf", "txt", "md", "csv",
    "log", "json", "xml", "html", "htm", "epub", "pages", "numbers", "key", "wps", "et", "dps", "ofd",
];
const ARCHIVES: &[&str] =
    &["zip", "rar", "7z", "tar", "gz", "tgz", "bz2", "xz", "zst", "apk", "ipa", "jar", "iso", "dmg", "cab"];

pub(super) fn kind_of(name: &str) -> FileKind {
    let Some((_, ending)) = name.rsplit_once('.') else { return FileKind::Other };
    let ending = ending.trim_end().to_ascii_lowercase();
    let is_one_of = |endings: &[&str]| endings.contains(&ending.as_str());
    if is_one_of(IMAGES) {
        FileKind::Image
    } else if is_one_of(SOUNDS) {
        FileKind::Audio
    } else if is_one_of(FILMS) {
        FileKind::Video
    } else if is_one_of(DOCUMENTS) {
        FileKind::Document
    } else if is_one_of(ARCHIVES) {
        FileKind::Archive
    } else {
        FileKind::Other
    }
}

pub(super) fn word(kind: FileKind) -> Word {
    match kind {
        FileKind::Image => Lang::fi_image,
        FileKind::Audio => Lang::fi_audio,
        FileKind::Video => Lang::fi_video,
        FileKind::Document => Lang::fi_document,
        FileKind::Archive => Lang::fi_archive,
        FileKind::Other => Lang::fi_other,
    }
}

pub(super) fn sign(kind: FileKind) -> Icon {
    match kind {
        FileKind::Image => Icon::Image,
        FileKind::Audio => Icon::Audio,
        FileKind::Video => Icon::Video,
        FileKind::Document | FileKind::Other => Icon::File,
        FileKind::Archive => Icon::Archive,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_ending_decides_in_any_case_and_nothing_else() {
        for (name, kind) in [
            ("a.PNG", FileKind::Image),
            ("会议.docx", FileKind::Document),
            ("a.tar.gz", FileKind::Archive),
            ("png", FileKind::Other),
            ("a.mp4 ", FileKind::Video),
            ("a\u{202e}gnp.exe", FileKind::Other),
            ("", FileKind::Other),
            (".", FileKind::Other),
        ] {
            assert_eq!(kind_of(name), kind, "{name}");
        }
    }
}
