//! index.html: as it was built, or with what the gateway tells the page inside: whose files may be shown, and the demo's
//! ready connection.

use std::path::{Path, PathBuf};

use firetower_protocol::gateway::FILE_ORIGINS_META;
use firetower_protocol::origin::Origin;
use http::header::{CACHE_CONTROL, CONTENT_TYPE, HeaderValue};
use http::{Request, Response, StatusCode};
use http_body_util::{BodyExt, Empty};
use hyper::body::Bytes;
use tower::ServiceExt;
use tower_http::services::ServeFile;

use super::ready::ReadyConnection;
use crate::body::{Body, full, text};

/// Read for every request, so that a new build that replaces the folder is served whole: an index.html that was kept
/// from before would ask for files that are gone.
#[derive(Clone, Debug)]
pub(crate) enum Page {
    AsBuilt(ServeFile),
    With { file: PathBuf, meta: Meta },
}

/// The `<meta>` elements; they may hold a secret, so they don't print.
#[derive(Clone)]
pub(crate) struct Meta {
    html: String,
    holds_secret: bool,
}

impl std::fmt::Debug for Meta {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Meta(not shown)")
    }
}

impl Page {
    pub(crate) fn open(
        dist: &Path,
        file_src: &[Origin],
        ready: Option<&ReadyConnection>,
    ) -> Result<Self, String> {
        let file = dist.join("index.html");
        let html = std::fs::read_to_string(&file)
            .map_err(|error| format!("{} can't be read ({})", file.display(), error.kind()))?;
        if file_src.is_empty() && ready.is_none() {
            return Ok(Self::AsBuilt(ServeFile::new(file).precompressed_br().precompressed_gzip()));
        }
        if with_meta(&html, "").is_none() {
            return Err(format!("{} has no </head>", file.display()));
        }
        let mut html = file_origins(file_src);
        html.push_str(&ready.map(ReadyConnection::meta).unwrap_or_default());
        Ok(Self::With { file, meta: Meta { html, holds_secret: ready.is_some() } })
    }

    pub(crate) async fn answer(&self, request: &Request<Empty<Bytes>>) -> Response<Body> {
        match self {
            Self::AsBuilt(file) => match file.clone().oneshot(request.clone()).await {
                Ok(response) if response.status() == StatusCode::NOT_FOUND => gone(),
                Ok(response) => response.map(|body| body.map_err(Into::into).boxed_unsync()),
                Err(never) => match never {},
            },
            Self::With { file, meta } => {
                let html = tokio::fs::read_to_string(file).await.ok();
                let html = html.and_then(|html| with_meta(&html, &meta.html));
                html.map_or_else(gone, |html| made(html, meta.holds_secret))
            }
        }
    }
}

fn made(html: String, holds_secret: bool) -> Response<Body> {
    let mut response = Response::new(full(html));
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8"));
    if holds_secret {
        // The browser's disk cache is no place for one.
        headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-cache, no-store"));
    }
    response
}

/// Nothing where there are none. An origin holds no character that would have to be escaped.
fn file_origins(origins: &[Origin]) -> String {
    if origins.is_empty() {
        return String::new();
    }
    let list: Vec<&str> = origins.iter().map(Origin::as_str).collect();
    format!("<meta name=\"{FILE_ORIGINS_META}\" content=\"{}\">", list.join(" "))
}

fn gone() -> Response<Body> {
    text(
        StatusCode::SERVICE_UNAVAILABLE,
        "The dashboard's index.html is not there at the moment. If it is being built, reload when that is done.\n",
    )
}

fn with_meta(html: &str, meta: &str) -> Option<String> {
    let end_of_head = html.to_ascii_lowercase().find("</head>")?;
    let (before, after) = html.split_at(end_of_head);
    Some(format!("{before}{meta}{after}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_meta_goes_into_the_head() {
        let html = "<HEAD><base href=\"/\"></HEAD><body>群</body>";
        assert_eq!(
            with_meta(html, "<meta>").as_deref(),
            Some("<HEAD><base href=\"/\"><meta></HEAD><body>群</body>")
        );
        assert_eq!(with_meta("<p>", "<meta>"), None);
    }

    #[test]
    fn the_page_is_told_whose_files_it_may_show() {
        let origins = ["https://a".parse().unwrap(), "http://b:1".parse().unwrap()];
        assert_eq!(
            file_origins(&origins),
            "<meta name=\"firetower-file-origins\" content=\"https://a http://b:1\">"
        );
        assert_eq!(file_origins(&[]), "");
    }
}
