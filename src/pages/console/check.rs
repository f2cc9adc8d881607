//! What is wrong with a request before it is sent.

use serde::de::IgnoredAny;
use serde_json::Value;

/// Why a path can't be sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum PathProblem {
    Empty,
    /// A whole address: the host is the connection's, and only the path is free.
    Whole,
    NotAdmin,
    Query,
    /// It could be read in two ways, and the gateway would refuse it.
    Spelling,
    /// The connection's own secret, which belongs into no address.
    Secret,
}

/// The rule is the gateway's (`forward/path.rs`): absolute, under `/admin/`, in one spelling only.
pub(super) fn path_problem(path: &str, secret: &str) -> Option<PathProblem> {
    /// A shorter one may be a part of any word.
    const TELLING: usize = 6;
    if path.is_empty() {
        return Some(PathProblem::Empty);
    }
    if secret.len() >= TELLING && path.contains(secret) {
        return Some(PathProblem::Secret);
    }
    if path.contains("://") {
        return Some(PathProblem::Whole);
    }
    if !path.starts_with("/admin/") {
        return Some(PathProblem::NotAdmin);
    }
    if path.contains(['?', '#']) {
        return Some(PathProblem::Query);
    }
    let is_canonical = path.split('/').skip(1).all(is_canonical_segment);
    (!is_canonical).then_some(PathProblem::Spelling)
}

fn is_canonical_segment(segment: &str) -> bool {
    if segment.bytes().all(|byte| byte == b'.') {
        return false;
    }
    let mut decoded = Vec::with_capacity(segment.len());
    let mut bytes = segment.bytes();
    while let Some(byte) = bytes.next() {
        let literal = byte.is_ascii_alphanumeric() || b"-._~!$&'()*+,=:@".contains(&byte);
        decoded.push(match byte {
            b'%' => match hex(bytes.next()).zip(hex(bytes.next())).map(|(high, low)| high << 4 | low) {
                // What would be fine as it is must be as it is.
                Some(code) if code >= 0x80 || b" \"<>[]^`{|}".contains(&code) => code,
                _ => return false,
            },
            _ if literal => byte,
            _ => return false,
        });
    }
    std::str::from_utf8(&decoded).is_ok_and(|text| !text.chars().any(char::is_control))
}

fn hex(byte: Option<u8>) -> Option<u8> {
    let digit = char::from(byte?).to_digit(16)?;
    u8::try_from(digit).ok()
}

/// A place in a text, both from 1, in characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Spot {
    pub(super) line: usize,
    pub(super) column: usize,
}

/// Where a text stops being JSON; `None` for JSON and for no body at all. It is only read: what is sent is the text.
pub(super) fn json_problem(text: &str) -> Option<Spot> {
    if text.trim().is_empty() {
        return None;
    }
    let error = serde_json::from_str::<IgnoredAny>(text).err()?;
    let line = text.lines().nth(error.line().saturating_sub(1)).unwrap_or_default();
    // serde counts bytes, and the last one that it read; an admin counts characters.
    let end = (0..=error.column().min(line.len())).rev().find(|at| line.is_char_boundary(*at)).unwrap_or(0);
    Some(Spot { line: error.line().max(1), column: line[..end].chars().count().max(1) })
}

/// Makes a robot, or replaces one.
pub(super) const ROBOT: &str = "/admin/robot/create";

/// Whether a call would make the server invent a secret: it replaces a robot whole, and what is not sent is lost. What is
/// no JSON to us may be some to the server, so nobody knows that a secret is in it.
pub(super) fn invents_secret(path: &str, body: &str) -> bool {
    let sends_one = || {
        let body: Option<Value> = serde_json::from_str(body).ok();
        match body.as_ref().and_then(|body| body.get("secret")) {
            Some(Value::String(secret)) => !secret.trim().is_empty(),
            None | Some(Value::Null) => false,
            Some(_) => true,
        }
    };
    path == ROBOT && !sends_one()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn paths_of_the_api_pass() {
        for path in
            ["/admin/health", "/admin/user/get_info", "/admin/%E7%BE%A4", "/admin/x-1.2~3:@a", "/admin/a%20b"]
        {
            assert_eq!(path_problem(path, "123456"), None, "{path}");
        }
    }

    #[test]
    fn each_wrong_path_says_what_is_wrong() {
        use PathProblem::{Empty, NotAdmin, Query, Secret, Spelling, Whole};
        for (path, problem) in [
            ("", Empty),
            ("http://a/admin/x", Whole),
            ("admin/x", NotAdmin),
            ("/Admin/x", NotAdmin),
            ("/administrator/x", NotAdmin),
            ("/admin/x?y=1", Query),
            ("/admin/x#y", Query),
            ("/admin/", Spelling),
            ("/admin//x", Spelling),
            ("/admin/x/", Spelling),
            ("/admin/../x", Spelling),
            ("/admin/%2e%2e/x", Spelling),
            ("/admin/a%2fb", Spelling),
            ("/admin/%61", Spelling),
            ("/admin/%zz", Spelling),
            ("/admin/%ff", Spelling),
            ("/admin/a%C2%85", Spelling),
            ("/admin/..;/x", Spelling),
            ("/admin/a b", Spelling),
            ("/admin/群", Spelling),
            ("/admin/x\\y", Spelling),
            ("/admin/x/s3cret!", Secret),
        ] {
            assert_eq!(path_problem(path, "s3cret!"), Some(problem), "{path}");
        }
    }

    #[test]
    fn the_first_error_has_a_line_and_a_column_in_characters() {
        let spot = |line, column| Some(Spot { line, column });
        assert_eq!(json_problem(""), None);
        assert_eq!(json_problem(" \n"), None);
        assert_eq!(json_problem("{\"uid\":75735276990792720123456789}"), None);
        assert_eq!(json_problem("{\"a\":1,}"), spot(1, 8));
        assert_eq!(json_problem("{\n  \"名字\": \"值\"x\n}"), spot(2, 12));
        assert_eq!(json_problem("{\"a\":"), spot(1, 5));
        assert_eq!(json_problem("{} {}"), spot(1, 4));
    }

    #[test]
    fn a_robot_without_its_secret_gets_another() {
        let template = firetower_protocol::catalogue::find(ROBOT).unwrap();
        for body in [
            template.body,
            "",
            "{}",
            r#"{"secret":null}"#,
            r#"{"secret":" "}"#,
            r#"{"x":{"secret":"s"}}"#,
            r#"{"secret":"s","secret":""}"#,
            r#"{secret:"s"}"#,
        ] {
            assert!(invents_secret(ROBOT, body), "{body}");
            assert!(!invents_secret("/admin/user/create", body), "{body}");
        }
        for body in [r#"{"secret":"s"}"#, r#"{"\u0073ecret":"s"}"#, r#"{"secret":1}"#] {
            assert!(!invents_secret(ROBOT, body), "{body}");
        }
    }

    proptest! {
        #[test]
        fn any_text_survives(text: String) {
            let _ = (path_problem(&text, "secret"), path_problem(&format!("/admin/{text}"), ""), json_problem(&text));
            let _ = invents_secret(ROBOT, &text);
        }

        #[test]
        fn json_has_no_error(uid: u64, text: String) {
            let body = serde_json::json!({ "uid": uid, "text": text, "list": [uid] }).to_string();
            prop_assert_eq!(json_problem(&body), None);
        }

        #[test]
        fn an_error_lies_inside_of_the_text(text in "[\\[\\]{}\",:a1值\n ]{1,30}") {
            if let Some(spot) = json_problem(&text) {
                prop_assert!(spot.line <= text.lines().count().max(1) + 1 && spot.column >= 1);
            }
        }
    }
}
