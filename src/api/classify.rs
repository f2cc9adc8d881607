//! From an HTTP answer to an envelope or to the one error that says what went wrong.

use firetower_protocol::capability::Sighting;
use firetower_protocol::gateway::{FAILURE_HEADER, Failure, UPSTREAM_TYPE_HEADER};
use firetower_protocol::{Code, DecodeError, Envelope};
use serde_json::Value;

use crate::error::Kind;

/// An answer as it came, whatever it is.
#[derive(Clone, Debug)]
pub(crate) struct RawAnswer {
    pub(crate) status: u16,
    /// Lower-case names.
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) text: String,
}

impl RawAnswer {
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// A web page, by its type or by its first characters.
    pub(crate) fn is_html(&self) -> bool {
        let declared = self.header(UPSTREAM_TYPE_HEADER).or_else(|| self.header("content-type"));
        let begins = self.text.trim_start_matches('\u{feff}').trim_start().starts_with('<');
        begins
            || (declared.is_some_and(|kind| kind.contains("text/html")) && !self.text.trim().starts_with('{'))
    }
}

/// Opens the answer's frame, or says what is wrong with it. A code other than 0 is an error here.
pub(crate) fn classify(answer: &RawAnswer) -> Result<Envelope, Kind> {
    if let Some(failure) = answer.header(FAILURE_HEADER).and_then(Failure::from_name) {
        return Err(gateway(failure, &answer.text));
    }
    let status = answer.status;
    match status {
        200 => open(answer),
        // Professional servers refuse a signature with 401; where the body says which way, that is more exact.
        401 => Err(match Envelope::decode(&answer.text) {
            Ok(envelope) if envelope.code.refuses_signature() => server(envelope),
            _ => Kind::Unauthorized,
        }),
        _ if answer.is_html() && !answer.text.trim().is_empty() && status != 403 => {
            Err(Kind::Html { status })
        }
        403 => Err(Kind::Forbidden),
        404 => Err(Kind::NotThere { status }),
        500 if answer.text.trim().is_empty() => Err(Kind::NotThere { status }),
        500 => Err(match exception_name(&answer.text) {
            Some(name) => Kind::Exception { name },
            None => Kind::Http { status },
        }),
        _ => Err(Kind::Http { status }),
    }
}

fn open(answer: &RawAnswer) -> Result<Envelope, Kind> {
    match Envelope::decode(&answer.text) {
        Ok(envelope) if envelope.code == Code::Success => Ok(envelope),
        Ok(envelope) => Err(server(envelope)),
        Err(DecodeError::Html) => Err(Kind::Html { status: 200 }),
        Err(DecodeError::NotJson { .. }) if answer.is_html() => Err(Kind::Html { status: 200 }),
        Err(error) => Err(Kind::Decode(error)),
    }
}

fn server(envelope: Envelope) -> Kind {
    Kind::Server { code: envelope.code, msg: envelope.msg }
}

fn gateway(failure: Failure, text: &str) -> Kind {
    let said: Value = serde_json::from_str(text).unwrap_or_default();
    let word = |name: &str| said["firetower"][name].as_str().unwrap_or_default().to_owned();
    let (upstream, message) = (word("upstream"), word("message"));
    Kind::Gateway { failure, upstream, message }
}

/// `com.google.gson.JsonSyntaxException: …` → `JsonSyntaxException`.
fn exception_name(text: &str) -> Option<String> {
    let class = text.trim_start().split([':', '\n', '\r', ' ']).next()?;
    let is_class = class.contains('.')
        && class.len() <= 200
        && class.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '$'));
    if is_class { class.rsplit('.').next().map(str::to_owned) } else { None }
}

/// What a try showed about its path.
pub(crate) fn sighting(result: &Result<Envelope, Kind>) -> Sighting {
    match result {
        Ok(_) => Sighting::Answered,
        Err(Kind::Server { code, .. }) if !code.refuses_signature() => Sighting::Answered,
        Err(Kind::Exception { .. }) => Sighting::Answered,
        Err(Kind::NotThere { .. }) => Sighting::NotThere,
        Err(_) => Sighting::Silent,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn answer(status: u16, kind: &str, text: &str) -> RawAnswer {
        RawAnswer {
            status,
            headers: vec![("content-type".to_owned(), kind.to_owned())],
            text: text.to_owned(),
        }
    }

    fn kind(status: u16, content_type: &str, text: &str) -> Kind {
        classify(&answer(status, content_type, text)).unwrap_err()
    }

    const JSON: &str = "application/json";

    #[test]
    fn each_answer_is_its_own_error() {
        let exception = "com.google.gson.JsonSyntaxException: java.io.EOFException: End of input at line 1";
        assert_eq!(kind(200, JSON, ""), Kind::Decode(DecodeError::Empty));
        assert_eq!(kind(200, "text/html", "<!doctype html>"), Kind::Html { status: 200 });
        assert_eq!(kind(502, "text/html", "<html>bad gateway"), Kind::Html { status: 502 });
        assert_eq!(kind(404, "text/html", "<html>nginx"), Kind::Html { status: 404 });
        assert_eq!(kind(404, JSON, ""), Kind::NotThere { status: 404 });
        assert_eq!(kind(500, JSON, ""), Kind::NotThere { status: 500 });
        assert_eq!(kind(500, JSON, exception), Kind::Exception { name: "JsonSyntaxException".to_owned() });
        assert_eq!(kind(500, "text/plain", "oops, sorry"), Kind::Http { status: 500 });
        assert_eq!(kind(403, "text/html", "<html>denied"), Kind::Forbidden);
        assert_eq!(kind(503, "text/plain", "busy"), Kind::Http { status: 503 });
        assert_eq!(kind(401, "text/html", "<html>sign in"), Kind::Unauthorized);
        assert_eq!(
            kind(401, JSON, r#"{"code":244,"msg":"auth failure"}"#),
            Kind::Server { code: Code::SignatureRefused, msg: "auth failure".to_owned() }
        );
        assert!(matches!(kind(200, JSON, "{\"code\":0"), Kind::Decode(DecodeError::NotJson { .. })));
        assert!(classify(&answer(200, JSON, r#"{"code":0,"msg":"success"}"#)).is_ok());
    }

    #[test]
    fn the_gateways_own_words_are_known_by_its_header() {
        let text = r#"{"firetower":{"step":"connect","upstream":"main","message":"refused"}}"#;
        let mut said = answer(502, JSON, text);
        said.headers.push((FAILURE_HEADER.to_owned(), "connect".to_owned()));
        let expected = Kind::Gateway {
            failure: Failure::Connect,
            upstream: "main".to_owned(),
            message: "refused".to_owned(),
        };
        assert_eq!(classify(&said), Err(expected));
        assert_eq!(kind(502, JSON, text), Kind::Http { status: 502 }, "the body alone proves nothing");
    }

    #[test]
    fn only_an_answer_of_the_api_shows_that_a_path_exists() {
        let seen = |status, text| sighting(&classify(&answer(status, JSON, text)));
        assert_eq!(seen(200, r#"{"code":253,"msg":"not exist"}"#), Sighting::Answered);
        assert_eq!(seen(200, r#"{"code":244,"msg":"auth failure"}"#), Sighting::Silent);
        assert_eq!(seen(500, ""), Sighting::NotThere);
        assert_eq!(seen(404, ""), Sighting::NotThere);
        assert_eq!(seen(404, "<html>"), Sighting::Silent);
        assert_eq!(seen(502, ""), Sighting::Silent);
    }

    proptest! {
        #[test]
        fn any_answer_is_classified(status in 100..600_u16, kind: String, text: String) {
            let _ = classify(&answer(status, &kind, &text));
        }
    }
}
