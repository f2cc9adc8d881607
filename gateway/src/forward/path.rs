//! Which paths are forwarded: `/im/<upstream>/admin/**`, in one spelling only.
//!
//! Gateways are left through paths that they and the server behind read differently. So this module decodes nothing and
//! rewrites nothing: a path that could be read in two ways is refused, and one that passes is sent as it came.

use percent_encoding::percent_decode_str;

const PREFIX: &str = "/im/";
const ADMIN: &str = "/admin/";

/// Whether a path belongs to the forwarder, be it a good one or not. The rest is the dashboard's.
#[must_use]
pub fn is_forwarded(path: &str) -> bool {
    path == "/im" || path.starts_with(PREFIX)
}

/// `/im/<upstream>/<rest>` as the upstream's name and `/<rest>`. Both may be empty, neither is checked.
#[must_use]
pub fn split(path: &str) -> (&str, &str) {
    let after = path.strip_prefix(PREFIX).unwrap_or_default();
    after.find('/').map_or((after, ""), |slash| after.split_at(slash))
}

/// A canonical path under `/admin/`.
#[must_use]
pub fn is_allowed(path: &str) -> bool {
    path.starts_with(ADMIN) && is_canonical(path)
}

/// Absolute, without empty, dotted or trailing segments, and with percent-encoding only where a URL needs it.
#[must_use]
pub fn is_canonical(path: &str) -> bool {
    path.strip_prefix('/').is_some_and(|rest| rest.split('/').all(is_canonical_segment))
}

fn is_canonical_segment(segment: &str) -> bool {
    let only_dots = segment.bytes().all(|byte| byte == b'.');
    !only_dots && has_only_needed_escapes(segment) && decodes_to_text(segment)
}

fn has_only_needed_escapes(segment: &str) -> bool {
    let mut bytes = segment.bytes();
    while let Some(byte) = bytes.next() {
        let fine = match byte {
            b'%' => hex(bytes.next())
                .zip(hex(bytes.next()))
                .is_some_and(|(high, low)| needs_escape(high << 4 | low)),
            _ => is_literal(byte),
        };
        if !fine {
            return false;
        }
    }
    true
}

/// What may stand in a segment as it is: RFC 3986's `pchar` without `;`, which Java servers cut a segment at.
fn is_literal(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"-._~!$&'()*+,=:@".contains(&byte)
}

/// What may stand in a segment as `%XX`. Not what would be fine as it is (a second spelling), not what a server that
/// decodes too early or twice would take for structure, and no control character.
fn needs_escape(byte: u8) -> bool {
    byte >= 0x80 || b" \"<>[]^`{|}".contains(&byte)
}

/// Refuses overlong and broken UTF-8, and the control characters that only show once decoded.
fn decodes_to_text(segment: &str) -> bool {
    percent_decode_str(segment).decode_utf8().is_ok_and(|text| !text.chars().any(char::is_control))
}

fn hex(byte: Option<u8>) -> Option<u8> {
    let digit = char::from(byte?).to_digit(16)?;
    u8::try_from(digit).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_paths_of_the_api_pass() {
        for path in [
            "/admin/health",
            "/admin/system/get_setting",
            "/admin/user/get_robot_info",
            "/admin/x-1.2~3:@a",
            "/admin/%E7%BE%A4",
            "/admin/a%20b",
            "/admin/..a",
        ] {
            assert!(is_allowed(path), "{path}");
        }
    }

    #[test]
    fn everything_that_could_be_read_in_two_ways_is_refused() {
        for path in [
            "",
            "/",
            "admin/health",
            "/admin",
            "/admin/",
            "/admin//health",
            "//admin/health",
            "/admin/health/",
            "/Admin/health",
            "/administrator/x",
            "/admin/.",
            "/admin/..",
            "/admin/../x",
            "/admin/./x",
            "/admin/.../x",
            "/admin/x/..",
            "/admin\\x",
            "/admin/\\..\\x",
            "/admin/%2e%2e/x",
            "/admin/.%2e/x",
            "/admin/%2E/x",
            "/admin/a%2fb",
            "/admin/a%5Cb",
            "/admin/%252e%252e/x",
            "/admin/..;/x",
            "/admin/x;y=1",
            "/admin/%3b",
            "/admin/a%00",
            "/admin/a%0a",
            "/admin/a%7f",
            "/admin/a%C2%85",
            "/admin/%c0%ae%c0%ae/x",
            "/admin/%c0%af",
            "/admin/%ff",
            "/admin/%61",
            "/admin/%",
            "/admin/%4",
            "/admin/%zz",
            "/admin/%+1",
            "/admin/x?y",
            "/admin/x#y",
            "/admin/a b",
            "/admin/群",
            "/admin/\0",
        ] {
            assert!(!is_allowed(path), "{path:?}");
        }
    }

    #[test]
    fn a_path_splits_into_upstream_and_rest() {
        assert_eq!(split("/im/main/admin/health"), ("main", "/admin/health"));
        assert_eq!(split("/im/main"), ("main", ""));
        assert_eq!(split("/im//admin/x"), ("", "/admin/x"));
        assert_eq!(split("/im/"), ("", ""));
        assert_eq!(split("/im"), ("", ""));
        assert!(
            is_forwarded("/im") && is_forwarded("/im/x") && !is_forwarded("/image") && !is_forwarded("/")
        );
    }

    /// What a careless server might do: decode, also twice, take backslashes for slashes, drop path parameters.
    fn careless(path: &str) -> Vec<String> {
        let once = percent_decode_str(path).decode_utf8_lossy().into_owned();
        let twice = percent_decode_str(&once).decode_utf8_lossy().into_owned();
        let resolve = |path: String| {
            let mut segments = Vec::new();
            for segment in path.replace('\\', "/").split('/') {
                match segment.split(';').next().unwrap_or_default() {
                    "" | "." => {}
                    ".." => drop(segments.pop()),
                    name => segments.push(name.to_owned()),
                }
            }
            format!("/{}", segments.join("/"))
        };
        vec![resolve(path.to_owned()), resolve(once), resolve(twice)]
    }

    fn tricky_path() -> impl Strategy<Value = String> {
        let piece = prop_oneof![
            prop::sample::select(vec![
                "/",
                "//",
                ".",
                "..",
                "...",
                "\\",
                "%",
                "%2e",
                "%2E",
                "%2f",
                "%5c",
                "%25",
                "%252e",
                "%00",
                "%0d%0a",
                ";",
                "..;",
                "%c0%ae",
                "%e7%be%a4",
                "%20",
                "%80",
                "admin",
                "im",
                "?",
                "#",
                " ",
                "\0",
                "\u{202e}",
                "~",
                "a",
            ])
            .prop_map(str::to_owned),
            "[a-z_]{1,6}",
            "\\PC{0,3}",
        ];
        prop::collection::vec(piece, 0..10).prop_map(|pieces| format!("/admin/{}", pieces.concat()))
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(4000))]

        #[test]
        fn nothing_allowed_leaves_admin_however_it_is_read(path in tricky_path()) {
            if is_allowed(&path) {
                for reading in careless(&path) {
                    prop_assert!(reading.starts_with("/admin/"), "{path:?} read as {reading:?}");
                }
                let uri: http::Uri = path.parse().unwrap();
                prop_assert_eq!(uri.path(), path.as_str());
                prop_assert_eq!(uri.query(), None);
            }
        }

        #[test]
        fn no_path_panics(path in any::<String>()) {
            let (name, rest) = split(&path);
            prop_assert!(path.ends_with(rest) && path.contains(name));
            prop_assert!(!is_allowed(&path) || path.starts_with("/admin/"));
            let _ = is_forwarded(&path);
        }

        #[test]
        fn plain_segments_always_pass(segments in prop::collection::vec("[a-z_0-9]{1,12}", 1..6)) {
            let path = format!("/admin/{}", segments.join("/"));
            prop_assert!(is_allowed(&path));
        }
    }
}
