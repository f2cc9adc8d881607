//! The dashboard's files, for a single-page app: an address that is no file is a page of the app.
//!
//! [`page`] is index.html, [`cache`] says how long a browser may keep a file, [`policy`] what the page may do,
//! [`ready`] is the connection that the demo hands to it, [`config`] what the hoster sets for everybody.

pub mod cache;
pub mod config;
pub mod page;
pub mod policy;
pub mod ready;

use std::path::Path;

use http::header::{
    ACCEPT, CONTENT_TYPE, ETAG, HeaderMap, HeaderName, HeaderValue, IF_MATCH, IF_MODIFIED_SINCE,
    IF_NONE_MATCH, IF_UNMODIFIED_SINCE, LAST_MODIFIED,
};
use http::{Method, Request, Response, StatusCode};
use http_body_util::{BodyExt, Empty};
use hyper::body::{Bytes, Incoming};
use percent_encoding::percent_decode_str;
use tower::ServiceExt;
use tower_http::services::ServeDir;

use self::config::ConfigJson;
use self::page::Page;
use self::policy::Allowed;
use self::ready::ReadyConnection;
use crate::body::{Body, not_allowed, text};

const FETCH_MODE: HeaderName = HeaderName::from_static("sec-fetch-mode");

/// Validators compare file times, and reproducible builds give every file the same one: a browser would then keep an
/// old page for ever. What is not immutable is small, so it travels anew.
const CONDITIONS: [HeaderName; 4] = [IF_MATCH, IF_NONE_MATCH, IF_MODIFIED_SINCE, IF_UNMODIFIED_SINCE];

/// A built dashboard in a folder.
#[derive(Clone, Debug)]
pub struct Dashboard {
    files: ServeDir,
    page: Page,
    headers: HeaderMap,
    config: ConfigJson,
}

impl Dashboard {
    /// Serves the folder `dist`. `allowed` are the origins besides its own that the page may turn to.
    ///
    /// # Errors
    /// A sentence about what is wrong with the folder.
    pub fn open(dist: &Path, allowed: &Allowed, ready: Option<&ReadyConnection>) -> Result<Self, String> {
        Ok(Self {
            files: ServeDir::new(dist)
                .append_index_html_on_directories(false)
                .redirect_to_trailing_slash(false)
                .precompressed_br()
                .precompressed_gzip(),
            page: Page::open(dist, &allowed.file_src, ready)?,
            headers: policy::headers(allowed)?,
            config: ConfigJson::default(),
        })
    }

    /// With another answer to who asks for `config.json`.
    #[must_use]
    pub fn with_config(self, config: ConfigJson) -> Self {
        Self { config, ..self }
    }

    /// Answers with a file, with index.html for an address of the app, or with a 404.
    pub async fn answer(&self, request: Request<Incoming>) -> Response<Body> {
        let path = request.uri().path().to_owned();
        let mut response = match *request.method() {
            Method::GET | Method::HEAD => self.read(&path, &without_conditions(request)).await,
            _ => not_allowed("GET, HEAD"),
        };
        let status = response.status();
        let headers = response.headers_mut();
        headers.remove(ETAG);
        headers.remove(LAST_MODIFIED);
        name_charset(headers);
        headers.extend(self.headers.clone());
        cache::apply(headers, status, &path);
        response
    }

    async fn read(&self, path: &str, request: &Request<Empty<Bytes>>) -> Response<Body> {
        if path == "/" || path == "/index.html" {
            return self.page.answer(request).await;
        }
        if path == config::PATH
            && let Some(answer) = self.config.answer()
        {
            return answer;
        }
        if percent_decode_str(path).any(|byte| byte.is_ascii_control()) {
            return missing();
        }
        let served = match self.files.clone().oneshot(request.clone()).await {
            Ok(served) => served,
            Err(never) => match never {},
        };
        match served.status() {
            StatusCode::NOT_FOUND if is_page(path, request.headers()) => self.page.answer(request).await,
            StatusCode::NOT_FOUND => missing(),
            _ => served.map(|body| body.map_err(Into::into).boxed_unsync()),
        }
    }
}

fn without_conditions(request: Request<Incoming>) -> Request<Empty<Bytes>> {
    let mut request = request.map(|_| Empty::new());
    for name in CONDITIONS {
        request.headers_mut().remove(name);
    }
    request
}

/// Whether an address that is no file belongs to the app. A script or style that is gone must not become HTML: an old
/// page would run it and fail in a way that nobody understands. Only below `/c/`, where no file is, may an address that
/// somebody navigates to end like a file name; ids of users do.
fn is_page(path: &str, headers: &HeaderMap) -> bool {
    let header = |name| headers.get(name).and_then(|value: &HeaderValue| value.to_str().ok());
    let accept = header(ACCEPT).unwrap_or("*/*");
    let takes_html = ["text/html", "text/*", "*/*"].iter().any(|range| accept.contains(range));
    let names_file = path.rsplit('/').next().is_some_and(|segment| segment.contains('.'));
    let navigates = header(FETCH_MODE).map_or(accept.contains("text/html"), |mode| mode == "navigate");
    takes_html && (!names_file || (path.starts_with("/c/") && navigates))
}

fn missing() -> Response<Body> {
    text(StatusCode::NOT_FOUND, "There is no such file in this dashboard.\n")
}

/// Text files of the dashboard are UTF-8, which a style sheet does not say by itself.
fn name_charset(headers: &mut HeaderMap) {
    let bare = headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok());
    if let Some(bare) = bare
        && bare.starts_with("text/")
        && !bare.contains("charset")
        && let Ok(value) = HeaderValue::try_from(format!("{bare}; charset=utf-8"))
    {
        headers.insert(CONTENT_TYPE, value);
    }
}
