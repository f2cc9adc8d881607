//! What the page may do, said to the browser on every answer of the dashboard.

use std::fmt::Write;

use http::header::{
    CONTENT_SECURITY_POLICY, HeaderMap, HeaderName, HeaderValue, REFERRER_POLICY, X_CONTENT_TYPE_OPTIONS,
    X_FRAME_OPTIONS,
};

use crate::connect_src::Origin;

/// Features that the dashboard has no use for. Only names that browsers know: they complain about others on the
/// console. The clipboard may be written, for "copy as curl", and not read.
const PERMISSIONS: &str = "accelerometer=(), camera=(), clipboard-read=(), clipboard-write=(self), \
                           display-capture=(), geolocation=(), gyroscope=(), magnetometer=(), microphone=(), \
                           midi=(), payment=(), serial=(), usb=(), xr-spatial-tracking=()";

const FIXED: [(HeaderName, &str); 6] = [
    (X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (REFERRER_POLICY, "no-referrer"),
    (X_FRAME_OPTIONS, "DENY"),
    (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
    (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
    (HeaderName::from_static("permissions-policy"), PERMISSIONS),
];

/// The security headers, for a page that may fetch from its own origin and from `connect_src`.
pub(crate) fn headers(connect_src: &[Origin]) -> Result<HeaderMap, String> {
    let mut headers: HeaderMap =
        FIXED.into_iter().map(|(name, value)| (name, HeaderValue::from_static(value))).collect();
    let policy = HeaderValue::try_from(content_security_policy(connect_src))
        .map_err(|_| "the content security policy is no header value".to_owned())?;
    headers.insert(CONTENT_SECURITY_POLICY, policy);
    Ok(headers)
}

fn content_security_policy(connect_src: &[Origin]) -> String {
    let mut sources = String::from("'self'");
    for origin in connect_src {
        // Writing to a String does not fail.
        let _ = write!(sources, " {origin}");
    }
    format!(
        "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data:; \
         font-src 'self'; connect-src {sources}; base-uri 'self'; form-action 'none'; frame-ancestors 'none'"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_policy_grows_by_exactly_the_given_origins() {
        let plain = content_security_policy(&[]);
        assert!(plain.contains("connect-src 'self';"), "{plain}");
        assert!(!plain.contains("unsafe-inline") && !plain.contains("'unsafe-eval'"), "{plain}");
        let extra = content_security_policy(&["https://im.example".parse().unwrap()]);
        assert_eq!(extra, plain.replace("connect-src 'self';", "connect-src 'self' https://im.example;"));
    }
}
