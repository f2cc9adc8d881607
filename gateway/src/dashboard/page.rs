//! index.html: as it was built, or with the demo's ready connection inside.

use std::path::{Path, PathBuf};

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
    WithConnection { file: PathBuf, meta: Meta },
}

/// The `<meta>` element; it holds a secret, so it does not print.
#[derive(Clone)]
pub(crate) struct Meta(String);

impl std::fmt::Debug for Meta {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Meta(not shown)")
    }
}

impl Page {
    pub(crate) fn open(dist: &Path, ready: Option<&ReadyConnection>) -> Result<Self, String> {
        let file = dist.join("index.html");
        let html = std::fs::read_to_string(&file)
            .map_err(|error| format!("{} can't be read ({})", file.display(), error.kind()))?;
        let Some(ready) = ready else {
            return Ok(Self::AsBuilt(ServeFile::new(file).precompressed_br().precompressed_gzip()));
        };
        if with_meta(&html, "").is_none() {
            return Err(format!("{} has no </head>", file.display()));
        }
        Ok(Self::WithConnection { file, meta: Meta(ready.meta()) })
    }

    pub(crate) async fn answer(&self, request: &Request<Empty<Bytes>>) -> Response<Body> {
        match self {
            Self::AsBuilt(file) => match file.clone().oneshot(request.clone()).await {
                Ok(response) if response.status() == StatusCode::NOT_FOUND => gone(),
                Ok(response) => response.map(|body| body.map_err(Into::into).boxed_unsync()),
                Err(never) => match never {},
            },
            Self::WithConnection { file, meta } => {
                let html = tokio::fs::read_to_string(file).await.ok();
                html.and_then(|html| with_meta(&html, &meta.0)).map_or_else(gone, with_secret)
            }
        }
    }
}

/// `no-store`, because the page holds a secret and the browser's disk cache is no place for one.
fn with_secret(html: String) -> Response<Body> {
    let mut response = Response::new(full(html));
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8"));
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-cache, no-store"));
    response
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
}
