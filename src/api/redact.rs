//! Taking secrets out of what is kept for the Requests page.

use serde_json::Value;

/// Fields whose value is a key to something: a robot's secret, a user's token or password.
const SECRET_FIELDS: [&str; 3] = ["secret", "token", "password"];
/// What stands in place of a secret.
pub(crate) const NOT_SHOWN: &str = "not shown";
/// What stands for it in a line for the shell, up to its number.
pub(crate) const VARIABLE: &str = "${HIDDEN_";

/// Replaces the string values of secret fields, wherever they are nested, and leaves every other character as it is:
/// numbers keep their digits, and what is no JSON stays readable. `literal` is taken out wherever it stands.
pub(crate) fn redact(text: &str, literals: &[&str]) -> String {
    let mut clean = without_fields(text);
    for literal in literals {
        // A very short secret would tear holes into unrelated text; it is weak anyway and its field is handled above.
        if literal.len() >= 8 {
            clean = clean.replace(literal, NOT_SHOWN);
        }
    }
    clean
}

/// Whether a text holds what must not be kept: a value of a secret field, or the connection's own secret.
pub(crate) fn holds_secret(text: &str, secret: &str) -> bool {
    without_fields(text) != text || (!secret.is_empty() && text.contains(secret))
}

/// Whether a text holds what stands for a secret that was taken out, where the secret itself belongs: as it is kept, or as
/// `api/curl.rs` writes it. Sent, it would be written over what is there.
pub(crate) fn holds_placeholder(text: &str) -> bool {
    let mut found = text.contains(VARIABLE);
    over_fields(text, &mut |token| {
        found |= serde_json::from_str::<String>(token).is_ok_and(|value| value.trim() == NOT_SHOWN);
        None
    });
    found
}

fn without_fields(text: &str) -> String {
    over_fields(text, &mut |_| Some(NOT_SHOWN))
}

/// Goes over the string values of secret fields, each with its quotes; what is given for one takes its place.
fn over_fields(text: &str, replacement: &mut dyn FnMut(&str) -> Option<&'static str>) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    let mut field_is_secret = false;
    while let Some(start) = rest.find('"') {
        out.push_str(&rest[..start]);
        let token = string_token(&rest[start..]);
        rest = &rest[start + token.len()..];
        let is_key = rest.trim_start().starts_with(':');
        if is_key {
            out.push_str(token);
            field_is_secret = names_a_secret(token);
            continue;
        }
        // A value: `"secret": "…"`. Between key and value only a colon and white space may stand.
        let is_secret = field_is_secret && token.len() > 2 && out.trim_end().ends_with(':');
        if let Some(instead) = is_secret.then(|| replacement(token)).flatten() {
            out.push('"');
            out.push_str(instead);
            out.push('"');
        } else {
            out.push_str(token);
        }
        field_is_secret = false;
    }
    out.push_str(rest);
    out
}

/// The string that begins here, with its quotes; to the end of the text if it is not closed.
fn string_token(text: &str) -> &str {
    let mut escaped = false;
    for (at, character) in text.char_indices().skip(1) {
        match character {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '"' => return &text[..=at],
            _ => {}
        }
    }
    text
}

fn names_a_secret(token: &str) -> bool {
    serde_json::from_str::<Value>(token).is_ok_and(|name| {
        name.as_str()
            .is_some_and(|name| SECRET_FIELDS.iter().any(|field| name.to_ascii_lowercase().contains(field)))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn secret_fields_lose_their_value_and_nothing_else_changes() {
        let text = r#"{"uid":75735276990792720,"secret" : "s3\"cret","note":"secret","list":[{"imToken":"t"}],"secret":""}"#;
        let clean = r#"{"uid":75735276990792720,"secret" : "not shown","note":"secret","list":[{"imToken":"not shown"}],"secret":""}"#;
        assert_eq!(redact(text, &[]), clean);
    }

    #[test]
    fn an_escaped_name_is_still_the_name() {
        assert_eq!(redact(r#"{"\u0073ecret":"abc"}"#, &[]), r#"{"\u0073ecret":"not shown"}"#);
    }

    #[test]
    fn a_literal_is_taken_out_of_any_text() {
        assert_eq!(redact("<p>abcdefgh</p>", &["abcdefgh"]), "<p>not shown</p>");
        assert_eq!(redact("uid 1234567", &["123456"]), "uid 1234567");
    }

    #[test]
    fn a_text_holds_a_secret_by_a_field_or_by_the_secret_itself() {
        assert!(holds_secret(r#"{"secret":"s"}"#, "") && holds_secret(r#"{"imToken": "to"#, ""));
        assert!(holds_secret("{\"a\":\"123456\"}", "123456"));
        assert!(!holds_secret(r#"{"secret":"","note":"secret"}"#, "123456"));
    }

    #[test]
    fn a_placeholder_is_known_where_a_secret_belongs() {
        for text in [
            r#"{"secret":"not shown"}"#,
            r#"{"a":[{"imToken" : " not\u0020shown "}]}"#,
            r#"{"secret":"${HIDDEN_1:?not shown}"}"#,
            r#"'{"secret":"'"${HIDDEN_1:?not shown}"'"}'"#,
            r#"{"x":1} no JSON, "password": "not shown""#,
        ] {
            assert!(holds_placeholder(text), "{text}");
        }
        for text in [
            "",
            r#"{"secret":""}"#,
            r#"{"secret":"s"}"#,
            r#"{"note":"not shown"}"#,
            r#"["secret","not shown"]"#,
        ] {
            assert!(!holds_placeholder(text), "{text}");
        }
    }

    proptest! {
        #[test]
        fn any_text_survives(text: String) {
            let _ = (redact(&text, &[]), holds_placeholder(&text));
        }

        #[test]
        fn what_lost_a_secret_holds_a_placeholder(secret in "[a-z]{1,9}", other: String) {
            let json = serde_json::json!({"name": other, "x": [{"userSecret": secret}]}).to_string();
            prop_assert!(!holds_placeholder(&json) || other.contains(VARIABLE));
            prop_assert!(holds_placeholder(&redact(&json, &[])));
        }

        #[test]
        fn a_secret_never_survives(secret in "[a-z\"\\\\]{6,12}", other: String) {
            let json = serde_json::json!({"name": other, "secret": secret, "x": [{"secret": secret}]}).to_string();
            let clean: serde_json::Value = serde_json::from_str(&redact(&json, &[])).unwrap();
            prop_assert_eq!(&clean["secret"], NOT_SHOWN);
            prop_assert_eq!(&clean["x"][0]["secret"], NOT_SHOWN);
            prop_assert_eq!(&clean["name"], &serde_json::Value::String(other));
        }
    }
}
