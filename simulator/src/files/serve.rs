//! The content behind the demo's addresses: one small, valid file of each kind, whatever the row says of its size.

use axum::Router;
use axum::body::Body;
use axum::extract::Path;
use axum::http::{HeaderValue, Response, StatusCode, header};
use axum::routing::get;

/// Each kind's sample and type. The mp4 holds sound only, the same silence as the mp3.
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

    #[test]
    fn every_kind_has_content() {
        assert_eq!(SAMPLES.map(|sample| sample.0), KINDS);
        assert!(SAMPLES.iter().all(|sample| !sample.2.is_empty()));
    }
}
