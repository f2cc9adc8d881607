//! Opening an answer: `{"code":int,"msg":string,"result":any|absent|null}`.
//!
//! Always from text. serde_json keeps 64-bit integers exact, which a JavaScript parser would not.

use std::fmt;

use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::code::Code;

/// An answer whose frame was understood; what is inside is opened by [`Envelope::open`].
#[derive(Clone, Debug, PartialEq)]
pub struct Envelope {
    pub code: Code,
    pub msg: String,
    /// `None` for an absent or `null` result.
    pub result: Option<Value>,
}

/// Why a text is not the answer that was expected. The detail is for people; it quotes no values, since an answer may
/// hold a robot's secret.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DecodeError {
    /// Nothing at all. The vendor's SDKs take it as success; after a write one must read back instead.
    Empty,
    /// A web page, most likely a proxy's.
    Html,
    /// Not JSON; with where it stopped being so.
    NotJson { line: usize, column: usize },
    /// JSON, but without a whole-number `code`.
    NoCode,
    /// The frame is right and the result is of another type; with what was expected and found.
    WrongType(String),
}

impl fmt::Display for DecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => f.write_str("empty body"),
            Self::Html => f.write_str("a web page"),
            Self::NotJson { line, column } => write!(f, "not JSON from line {line}, column {column}"),
            Self::NoCode => f.write_str("JSON without a whole-number `code`"),
            Self::WrongType(detail) => f.write_str(detail),
        }
    }
}

impl std::error::Error for DecodeError {}

impl Envelope {
    /// Reads the frame.
    ///
    /// # Errors
    /// [`DecodeError`], for everything but a JSON object with a whole-number `code`.
    pub fn decode(text: &str) -> Result<Self, DecodeError> {
        let trimmed = text.trim_start_matches('\u{feff}').trim();
        if trimmed.is_empty() {
            return Err(DecodeError::Empty);
        }
        if trimmed.starts_with('<') {
            return Err(DecodeError::Html);
        }
        let value: Value = serde_json::from_str(trimmed)
            .map_err(|error| DecodeError::NotJson { line: error.line(), column: error.column() })?;
        let Value::Object(mut fields) = value else { return Err(DecodeError::NoCode) };
        let code = fields
            .get("code")
            .and_then(Value::as_i64)
            .and_then(|code| i32::try_from(code).ok())
            .ok_or(DecodeError::NoCode)?;
        let msg = match fields.remove("msg") {
            Some(Value::String(msg)) => msg,
            _ => String::new(),
        };
        let result = fields.remove("result").filter(|result| !result.is_null());
        Ok(Self { code: Code::from(code), msg, result })
    }

    /// Opens the result as what the endpoint promises; an absent result opens as JSON `null`.
    ///
    /// # Errors
    /// [`DecodeError::WrongType`], naming the field's type but never its value.
    pub fn open<T: DeserializeOwned>(self) -> Result<T, DecodeError> {
        serde_json::from_value(self.result.unwrap_or(Value::Null))
            .map_err(|error| DecodeError::WrongType(without_values(&error.to_string())))
    }
}

/// serde's messages quote the offending value (`invalid type: string "s3cret", expected i64`); keep the types only.
fn without_values(message: &str) -> String {
    let mut clean = String::with_capacity(message.len());
    let mut quote: Option<char> = None;
    let mut escaped = false;
    for character in message.chars() {
        match quote {
            None => {
                clean.push(character);
                if character == '"' {
                    quote = Some(character);
                    clean.push('…');
                }
            }
            Some(_) if escaped => escaped = false,
            Some(_) if character == '\\' => escaped = true,
            Some(open) if character == open => {
                clean.push(character);
                quote = None;
            }
            Some(_) => {}
        }
    }
    clean
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn an_absent_and_a_null_result_are_the_same() {
        let absent = Envelope::decode(r#"{"code":0,"msg":"success"}"#).unwrap();
        assert_eq!(absent, Envelope::decode(r#"{"code":0,"msg":"success","result":null}"#).unwrap());
        assert_eq!(absent.open::<Option<i32>>(), Ok(None));
    }

    #[test]
    fn what_is_no_answer_says_what_it_is() {
        let cases = [
            ("", DecodeError::Empty),
            (" \n", DecodeError::Empty),
            ("<!doctype html><title>Sign in</title>", DecodeError::Html),
            ("{\"code\":0,", DecodeError::NotJson { line: 1, column: 10 }),
            ("[1]", DecodeError::NoCode),
            ("{\"code\":\"0\"}", DecodeError::NoCode),
            ("{\"code\":99999999999}", DecodeError::NoCode),
        ];
        for (text, expected) in cases {
            assert_eq!(Envelope::decode(text), Err(expected), "{text:?}");
        }
    }

    #[test]
    fn a_wrong_type_is_named_without_its_value() {
        let answer = Envelope::decode(r#"{"code":0,"result":"s3\"cret"}"#).unwrap();
        let Err(DecodeError::WrongType(detail)) = answer.open::<i64>() else { panic!("opened") };
        assert!(detail.contains("expected i64") && !detail.contains("cret"), "{detail}");
    }

    proptest! {
        #[test]
        fn decoding_never_panics(text: String) {
            let _ = Envelope::decode(&text);
        }

        #[test]
        fn a_64_bit_result_survives(number: i64) {
            let text = format!(r#"{{"code":0,"msg":"","result":{number}}}"#);
            prop_assert_eq!(Envelope::decode(&text).unwrap().open::<i64>(), Ok(number));
        }

        #[test]
        fn no_quoted_value_survives_cleaning(secret in "[a-zA-Z0-9\"\\\\]{4,20}") {
            let text = serde_json::json!({"code": 0, "result": secret}).to_string();
            let error = Envelope::decode(&text).unwrap().open::<i64>().unwrap_err().to_string();
            prop_assert!(!error.contains(&secret), "{}", error);
        }
    }
}
