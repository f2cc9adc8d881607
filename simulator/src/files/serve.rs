//! The content behind the demo's addresses: one small, valid file of each kind, whatever the row says of its size.

use axum::Router;
use axum::body::Body;
use axum::extract::Path;
use axum::http::{HeaderValue, Response, StatusCode, header};
use axum::routing::get;

/// Each kind's sample and type. The mp4 shows a square that moves, without sound; the mp3 is silence.
const SAMPLES: [(&str, &str, &[u8]); 8] = [
    ("png", "image/png", include_bytes!("samples/sample.png")),
    ("jpg", "image/jpeg", include_bytes!("samples/sample.jpg")),
    ("svg", "image/svg+xml", include_bytes!("samples/sample.svg")),
    ("pdf", "application/pdf", include_bytes!("samples/sample.pdf")),
    ("mp3", "audio/mpeg", include_bytes!("samples/sample.mp3")),
    ("mp4", "video/mp4", include_bytes!("samples/sample.mp4")),
    ("txt", "text/plain; charset=utf-8", include_bytes!("samples/sample.txt")),
    ("zip", "application/zip", include_bytes!("samples/sample.zip")),
];

/// Marks `<html>`, or itself, with `data-foreign-script` where its script is let run.
const HOSTILE_SVG: &[u8] = include_bytes!("samples/script.svg");

/// Outside the API and unsigned, as a file store is.
pub(crate) fn routes<S: Clone + Send + Sync + 'static>() -> Router<S> {
    Router::new().route("/files/{name}", get(serve))
}

async fn serve(Path(name): Path<String>) -> Response<Body> {
    let kind = name.rsplit_once('.').map(|(_, kind)| kind).unwrap_or_default();
    let Some((_, media_type, sample)) = SAMPLES.iter().find(|(known, ..)| *known == kind) else {
        let mut response = Response::new(Body::empty());
        *response.status_mut() = StatusCode::NOT_FOUND;
        return response;
    };
    let content = if name.ends_with("-script.svg") { HOSTILE_SVG } else { sample };
    let mut response = Response::new(Body::from(content));
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(media_type));
    if kind == "txt" {
        // The one kind that a page may fetch and read; the others it can only embed or link.
        headers.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*"));
    }
    response
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::files::looks::KINDS;

    fn sample(kind: &str) -> &'static [u8] {
        SAMPLES.iter().find(|(known, ..)| *known == kind).unwrap().2
    }

    fn number(bytes: &[u8], at: usize) -> usize {
        let four = bytes[at..at + 4].try_into().unwrap();
        usize::try_from(u32::from_be_bytes(four)).unwrap()
    }

    /// What an mp4 is made of, at its outermost level.
    fn boxes(bytes: &[u8]) -> Vec<String> {
        let mut rest = bytes;
        let mut names = Vec::new();
        while !rest.is_empty() {
            names.push(String::from_utf8(rest[4..8].to_vec()).unwrap());
            rest = &rest[number(rest, 0)..];
        }
        names
    }

    /// The chunks of a png. Their checksums are not looked at.
    fn chunks(bytes: &[u8]) -> Vec<String> {
        let mut rest = bytes.strip_prefix(b"\x89PNG\r\n\x1a\n").unwrap();
        let mut names = Vec::new();
        while !rest.is_empty() {
            names.push(String::from_utf8(rest[4..8].to_vec()).unwrap());
            rest = &rest[number(rest, 0) + 12..];
        }
        names
    }

    #[test]
    fn every_kind_has_content() {
        assert_eq!(SAMPLES.map(|sample| sample.0), KINDS);
        assert!(SAMPLES.iter().all(|sample| (50..5_000).contains(&sample.2.len())));
    }

    #[test]
    fn pictures_are_of_their_kind() {
        assert_eq!(chunks(sample("png")), ["IHDR", "IDAT", "IEND"]);
        assert!(sample("jpg").starts_with(b"\xff\xd8\xff") && sample("jpg").ends_with(b"\xff\xd9"));
        for svg in [sample("svg"), HOSTILE_SVG] {
            let text = std::str::from_utf8(svg).unwrap().trim();
            assert!(text.starts_with("<svg xmlns=") && text.ends_with("</svg>"));
            assert_eq!(text.contains("<script>"), svg == HOSTILE_SVG);
        }
    }

    #[test]
    fn sound_and_film_are_of_their_kind() {
        // Eleven bits of ones begin a frame: MPEG 1, layer III.
        let mp3 = sample("mp3");
        assert_eq!((mp3[0], mp3[1] & 0b1111_1110), (0xff, 0b1111_1010));
        let film = boxes(sample("mp4"));
        assert_eq!(film.first().map(String::as_str), Some("ftyp"));
        assert!(["moov", "mdat"].iter().all(|name| film.iter().any(|known| known == name)), "{film:?}");
        let has = |part: &[u8]| sample("mp4").windows(part.len()).any(|window| window == part);
        assert!(has(b"vide") && has(b"avc1"), "it has a picture");
    }

    #[test]
    fn documents_are_of_their_kind() {
        let pdf = std::str::from_utf8(sample("pdf")).unwrap();
        let end = pdf.rsplit_once("startxref\n").unwrap().1;
        let (table, end) = end.split_once('\n').unwrap();
        assert!(pdf.starts_with("%PDF-1.") && end.trim() == "%%EOF");
        assert!(pdf[table.parse::<usize>().unwrap()..].starts_with("xref\n"));
        let zip = sample("zip");
        let end = zip.len() - 22;
        assert!(zip.starts_with(b"PK\x03\x04") && zip[end..].starts_with(b"PK\x05\x06"));
        let directory =
            usize::try_from(u32::from_le_bytes(zip[end + 16..end + 20].try_into().unwrap())).unwrap();
        assert!(zip[directory..].starts_with(b"PK\x01\x02"));
        assert!(std::str::from_utf8(sample("txt")).unwrap().contains("模拟"));
    }
}
