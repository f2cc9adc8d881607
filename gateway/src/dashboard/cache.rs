//! How long a browser may keep a file.

use http::StatusCode;
use http::header::{CACHE_CONTROL, HeaderMap, HeaderValue};

const IMMUTABLE: HeaderValue = HeaderValue::from_static("public, max-age=31536000, immutable");
const ASK_FIRST: HeaderValue = HeaderValue::from_static("no-cache");

/// Sets `cache-control`, unless the answer brought a stricter one of its own.
pub(crate) fn apply(headers: &mut HeaderMap, status: StatusCode, path: &str) {
    let found = matches!(status, StatusCode::OK | StatusCode::PARTIAL_CONTENT);
    let value = if found && is_immutable(path) { IMMUTABLE } else { ASK_FIRST };
    headers.entry(CACHE_CONTROL).or_insert(value);
}

/// Whether other bytes would have another name: `…-<hash>_bg.wasm` and `…-<hash>.css`. The loader `…-<hash>.js` looks
/// alike, but its hash is the wasm's and its own bytes may differ from build to build.
fn is_immutable(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or_default();
    let stem = name.strip_suffix("_bg.wasm").or_else(|| name.strip_suffix(".css"));
    stem.and_then(|stem| stem.rsplit_once('-')).is_some_and(|(_, hash)| is_hash(hash))
}

/// 64 bits in hexadecimal digits, of which the builder leaves out leading zeros.
fn is_hash(text: &str) -> bool {
    (14..=16).contains(&text.len()) && text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_names_made_from_the_content_are_immutable() {
        for path in
            ["/app-0123456789abcdef_bg.wasm", "/style-23456789abcdef.css", "/x/a-b-0123456789abcdef.css"]
        {
            assert!(is_immutable(path), "{path}");
        }
        for path in [
            "/app-0123456789abcdef.js",
            "/app_bg.wasm",
            "/app-0123456789abcdef.wasm",
            "/style.css",
            "/style-0123456789abcdefa.css",
            "/style-0123456789ABCDEF.css",
            "/style-dark.css",
            "/boot.js",
            "/index.html",
            "/",
            "",
        ] {
            assert!(!is_immutable(path), "{path}");
        }
    }
}
