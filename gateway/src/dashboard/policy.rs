//! What the page may do, said to the browser on every answer of the dashboard.

use std::fmt::Write;

use firetower_protocol::origin::Origin;
use http::header::{
    CONTENT_SECURITY_POLICY, HeaderMap, HeaderName, HeaderValue, REFERRER_POLICY, X_CONTENT_TYPE_OPTIONS,
    X_FRAME_OPTIONS,
};

/// Features that the dashboard has no use for. Only names that browsers know: they complain about others on the
/// console. The clipboard may be written, for "copy as curl", and not read.
const PERMISSIONS: &str = "accelerometer=(), camera=(), clipboard-read=(), clipboard-write=(self), \
                           display-capture=(), geolocation=(), gyroscope=(), hid=(), idle-detection=(), \
                           local-fonts=(), magnetometer=(), microphone=(), midi=(), payment=(), \
                           publickey-credentials-get=(), screen-wake-lock=(), serial=(), storage-access=(), usb=(), \
                           window-management=(), xr-spatial-tracking=()";

const FIXED: [(HeaderName, &str); 6] = [
    (X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (REFERRER_POLICY, "no-referrer"),
    (X_FRAME_OPTIONS, "DENY"),
    (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
    (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
    (HeaderName::from_static("permissions-policy"), PERMISSIONS),
];

/// Whom the page may turn to besides its own origin.
#[derive(Clone, Debug, Default)]
pub struct Allowed {
    /// It may fetch from them.
    pub connect_src: Vec<Origin>,
    /// It may show their images, audio and video, and read their text.
    pub file_src: Vec<Origin>,
    /// The same, as far as the page's `config.json` says so: the policy lets them through, and the page knows for which
    /// connections.
    pub config_files: Vec<Origin>,
}

/// The security headers.
pub(crate) fn headers(allowed: &Allowed) -> Result<HeaderMap, String> {
    let mut headers: HeaderMap =
        FIXED.into_iter().map(|(name, value)| (name, HeaderValue::from_static(value))).collect();
    let policy = HeaderValue::try_from(content_security_policy(allowed))
        .map_err(|_| "the content security policy is no header value".to_owned())?;
    headers.insert(CONTENT_SECURITY_POLICY, policy);
    Ok(headers)
}

fn content_security_policy(Allowed { connect_src, file_src, config_files }: &Allowed) -> String {
    let mut all_files: Vec<&Origin> = Vec::new();
    for origin in file_src.iter().chain(config_files) {
        if !all_files.contains(&origin) {
            all_files.push(origin);
        }
    }
    let files = sources(all_files.iter().copied());
    let also_files = all_files.into_iter().filter(|origin| !connect_src.contains(origin));
    let connect = sources(connect_src.iter().chain(also_files));
    // Without files there is no directive, and so no media at all.
    let media = if files.is_empty() { String::new() } else { format!("media-src{files}; ") };
    // Trusted types forbid to make elements or scripts out of a text, which is how foreign data becomes code.
    format!(
        "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self'{files}; \
         {media}connect-src 'self'{connect}; worker-src 'none'; base-uri 'self'; form-action 'none'; \
         frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'"
    )
}

/// Each after a blank.
fn sources<'a>(origins: impl Iterator<Item = &'a Origin>) -> String {
    let mut sources = String::new();
    for origin in origins {
        // Writing to a String does not fail.
        let _ = write!(sources, " {origin}");
    }
    sources
}

#[cfg(test)]
mod tests {
    use super::*;

    fn origins(list: &[&str]) -> Vec<Origin> {
        list.iter().map(|text| text.parse().unwrap()).collect()
    }

    fn policy(connect_src: &[&str], file_src: &[&str]) -> String {
        let (connect_src, file_src) = (origins(connect_src), origins(file_src));
        content_security_policy(&Allowed { connect_src, file_src, config_files: Vec::new() })
    }

    #[test]
    fn the_policy_grows_by_exactly_the_given_origins() {
        let plain = policy(&[], &[]);
        assert!(plain.contains("connect-src 'self';"), "{plain}");
        assert!(!plain.contains("unsafe-inline") && !plain.contains("'unsafe-eval'"), "{plain}");
        let extra = policy(&["https://im.example"], &[]);
        assert_eq!(extra, plain.replace("connect-src 'self';", "connect-src 'self' https://im.example;"));
    }

    #[test]
    fn files_may_be_shown_played_and_read_and_nothing_else() {
        let plain = policy(&[], &[]);
        assert!(!plain.contains("media-src"), "{plain}");
        let expected = plain
            .replace(
                "img-src 'self';",
                "img-src 'self' https://a http://b:1; media-src https://a http://b:1;",
            )
            .replace("connect-src 'self';", "connect-src 'self' https://a http://b:1;");
        assert_eq!(policy(&[], &["https://a", "http://b:1"]), expected);
        let of_config = Allowed {
            file_src: origins(&["https://a"]),
            config_files: origins(&["https://a", "http://b:1", "http://b:1"]),
            ..Allowed::default()
        };
        assert_eq!(content_security_policy(&of_config), expected);
        let both = policy(&["https://a"], &["https://a"]);
        assert!(both.contains("connect-src 'self' https://a;"), "{both}");
    }
}
