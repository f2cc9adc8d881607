//! What goes back: mostly the API's envelope, sometimes something that only looks like an answer.

use axum::body::Body;
use axum::http::{HeaderValue, Response, StatusCode, header};
use firetower_protocol::Code;
use serde::Serialize;

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Reply {
    /// With the real server's headers, whatever the body is.
    Api { status: u16, body: String },
    /// What a web server or proxy before the real one would say.
    Page { status: u16, html: &'static str },
    /// The connection ends without an answer.
    Closed,
}

/// Marks a response that must not be sent: the connection closes instead.
#[derive(Clone, Copy, Debug)]
pub(crate) struct CloseInstead;

#[derive(Serialize)]
struct Frame<'a, T> {
    code: i32,
    msg: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    result: Option<T>,
}

impl Reply {
    pub(crate) fn json(status: u16, body: impl Into<String>) -> Self {
        Self::Api { status, body: body.into() }
    }

    /// Success without a result.
    pub(crate) fn done() -> Self {
        Self::code(Code::Success)
    }

    /// Success with a result.
    pub(crate) fn result(result: impl Serialize) -> Self {
        Self::framed(200, Code::Success, Some(result))
    }

    /// An error, or success without a result.
    pub(crate) fn code(code: Code) -> Self {
        Self::framed(200, code, None::<()>)
    }

    /// An error in words of its own.
    pub(crate) fn code_saying(code: Code, msg: &str) -> Self {
        Self::worded(200, code, msg, None::<()>)
    }

    /// A refused signature as the community server words it: the error object once more inside `result`.
    pub(crate) fn code_twice(code: Code) -> Self {
        let inner = Frame::<()> { code: code.into(), msg: message(code), result: None };
        Self::framed(200, code, Some(inner))
    }

    /// A refused signature as the document words it.
    pub(crate) fn status_401(code: Code) -> Self {
        Self::framed(401, code, None::<()>)
    }

    /// As the real server answers what it does not know, and what it does not expect.
    pub(crate) fn unknown_path() -> Self {
        Self::json(500, "")
    }

    pub(crate) fn page(status: u16, html: &'static str) -> Self {
        Self::Page { status, html }
    }

    fn framed<T: Serialize>(status: u16, code: Code, result: Option<T>) -> Self {
        Self::worded(status, code, message(code), result)
    }

    fn worded<T: Serialize>(status: u16, code: Code, msg: &str, result: Option<T>) -> Self {
        let frame = Frame { code: code.into(), msg, result };
        match serde_json::to_string(&frame) {
            // The real server's JSON writer escapes these two, which may only stand inside strings.
            Ok(text) => {
                Self::json(status, text.replace('\u{2028}', "\\u2028").replace('\u{2029}', "\\u2029"))
            }
            // No result here holds a map with keys that are no strings, the one thing that fails.
            Err(_) => Self::unknown_path(),
        }
    }

    pub(crate) fn into_response(self) -> Response<Body> {
        match self {
            Self::Api { status, body } => {
                let mut response = with_status(status, body);
                // Not an encoding at all; the real server says it on every answer.
                response.headers_mut().insert(header::CONTENT_ENCODING, HeaderValue::from_static("utf-8"));
                set_type(&mut response, "application/json");
                response
            }
            Self::Page { status, html } => {
                let mut response = with_status(status, html);
                set_type(&mut response, "text/html");
                response
            }
            Self::Closed => {
                let mut response = with_status(500, "");
                response.extensions_mut().insert(CloseInstead);
                response
            }
        }
    }
}

fn with_status(status: u16, body: impl Into<Body>) -> Response<Body> {
    let mut response = Response::new(body.into());
    *response.status_mut() = StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    response
}

fn set_type(response: &mut Response<Body>, value: &'static str) {
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static(value));
}

/// The community server's words, as far as they were seen; the codes that the simulator never sends have none.
fn message(code: Code) -> &'static str {
    match code {
        Code::Success => "success",
        Code::NotSigned => "api not signed or sign parameter not completion",
        Code::SignatureExpired => "sign expired",
        Code::SignatureRefused => "auth failure",
        Code::OverFrequency => "over frequency",
        Code::InvalidParameter => "Invalid parameter",
        Code::NotExist => "not exist",
        _ => "server error",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_error_has_no_result_and_a_refusal_has_itself() {
        assert_eq!(Reply::code(Code::NotExist), Reply::json(200, r#"{"code":253,"msg":"not exist"}"#));
        assert_eq!(
            Reply::code_twice(Code::SignatureRefused),
            Reply::json(
                200,
                r#"{"code":244,"msg":"auth failure","result":{"code":244,"msg":"auth failure"}}"#
            )
        );
    }

    #[test]
    fn html_is_not_escaped_and_line_separators_are() {
        let Reply::Api { body, .. } = Reply::result("<b>&'\u{2028}") else { panic!("no JSON") };
        assert_eq!(body, r#"{"code":0,"msg":"success","result":"<b>&'\u2028"}"#);
    }
}
