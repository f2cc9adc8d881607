//! The words of an error: what happened, what it means and what to do next.

use firetower_protocol::gateway::Failure;
use firetower_protocol::{Code, DecodeError};

use super::{ApiError, Kind, Step};
use crate::i18n::Lang;

pub(crate) struct Explanation {
    /// What happened, in one line.
    pub(crate) title: String,
    /// What it means and what to do next.
    pub(crate) why: String,
}

impl Step {
    pub(crate) fn word(self, lang: Lang) -> &'static str {
        match self {
            Self::Firetower => lang.step_firetower(),
            Self::Browser => lang.step_browser(),
            Self::Network => lang.step_network(),
            Self::Cors => lang.step_cors(),
            Self::Proxy => lang.step_proxy(),
            Self::Http => lang.step_http(),
            Self::Decoding => lang.step_decoding(),
            Self::Server => lang.step_server(),
        }
    }
}

impl ApiError {
    pub(crate) fn explain(&self, lang: Lang) -> Explanation {
        let (title, why) = self.words(lang);
        let why =
            if self.leaves_outcome_unknown() { format!("{} {why}", lang.e_unknown_outcome()) } else { why };
        Explanation { title, why }
    }

    /// All of it in running text.
    pub(crate) fn sentences(&self, lang: Lang) -> String {
        let Explanation { title, why } = self.explain(lang);
        format!("{title}{}{why}", lang.pick(". ", "。"))
    }

    /// A few words for a table's cell.
    pub(crate) fn short(&self, lang: Lang) -> String {
        match &self.kind {
            Kind::Html { .. } => lang.rq_web_page().to_owned(),
            _ => self.words(lang).0,
        }
    }

    fn words(&self, l: Lang) -> (String, String) {
        let host = self.host.as_str();
        let own = |title: &str, why: &str| (title.to_owned(), why.to_owned());
        match &self.kind {
            Kind::NoSecret => own(l.e_no_secret(), l.e_no_secret_why()),
            Kind::ReadOnly => own(l.e_read_only(), l.e_read_only_why()),
            Kind::NotOffered => own(l.e_not_offered(), l.e_not_offered_why()),
            Kind::ReadFirst => own(l.e_read_first(), l.e_read_first_why()),
            Kind::SecretUnknown => own(l.e_secret_unknown(), l.e_secret_unknown_why()),
            Kind::Left | Kind::Unreachable => (l.e_unreachable(host), l.e_unreachable_why().to_owned()),
            Kind::MixedContent { address } => (l.e_mixed().to_owned(), l.e_mixed_why(address)),
            Kind::Csp { origin } => (l.e_csp().to_owned(), l.e_csp_why(origin)),
            Kind::Offline => own(l.e_offline(), l.e_offline_why()),
            Kind::Cors { origin } => (l.e_cors().to_owned(), l.e_cors_why(origin)),
            Kind::TimedOut { after_ms } => (l.e_timeout(after_ms / 1000), l.e_timeout_why(host)),
            Kind::Redirected => (l.e_redirect().to_owned(), l.e_redirect_why(host)),
            Kind::Gateway { failure, upstream, message } => gateway(l, *failure, upstream, message),
            Kind::Unauthorized => own(l.e_401(), l.e_401_why()),
            Kind::Forbidden => own(l.e_403(), l.e_403_why()),
            Kind::NotThere { status } if self.writes => {
                (l.e_not_there_write(*status), l.e_not_there_write_why().to_owned())
            }
            Kind::NotThere { status } => (l.e_not_there(*status), l.e_not_there_why().to_owned()),
            Kind::Exception { name } => (l.e_exception(name), l.e_exception_why().to_owned()),
            Kind::Html { status } => (l.e_html(*status), l.e_html_why().to_owned()),
            Kind::Http { status } => (l.e_http(*status), l.e_http_why().to_owned()),
            Kind::Decode(error) => decode(l, error),
            Kind::Server { code, msg } => server(l, *code, msg),
        }
    }
}

fn gateway(l: Lang, failure: Failure, upstream: &str, message: &str) -> (String, String) {
    let title = match failure {
        Failure::Dns => l.e_gw_dns(upstream),
        Failure::Connect => l.e_gw_connect(upstream),
        Failure::Timeout => l.e_gw_timeout(upstream),
        Failure::Closed => l.e_gw_closed(upstream),
        Failure::NotHttp => l.e_gw_not_http(upstream),
        Failure::AnswerTooLarge => l.e_gw_too_large(upstream),
        Failure::UnknownUpstream => l.e_gw_unknown().to_owned(),
        Failure::HostNotAllowed => l.e_gw_host().to_owned(),
        Failure::RequestTooLarge
        | Failure::RequestTimeout
        | Failure::PathNotAllowed
        | Failure::MethodNotAllowed => l.e_gw_request().to_owned(),
    };
    let why = match failure {
        Failure::UnknownUpstream | Failure::PathNotAllowed | Failure::MethodNotAllowed => {
            l.e_gw_why_unknown(message)
        }
        Failure::HostNotAllowed => l.e_gw_why_host(message),
        _ => l.e_gw_why_server(message),
    };
    (title, why)
}

fn decode(l: Lang, error: &DecodeError) -> (String, String) {
    match error {
        DecodeError::Empty => (l.e_empty().to_owned(), l.e_empty_why().to_owned()),
        DecodeError::Html => (l.e_html(200), l.e_html_why().to_owned()),
        DecodeError::NotJson { .. } => (l.e_not_json().to_owned(), l.e_not_json_why(&error.to_string())),
        DecodeError::NoCode | DecodeError::WrongType(_) => {
            (l.e_wrong_type().to_owned(), l.e_wrong_type_why(&error.to_string()))
        }
    }
}

fn server(l: Lang, code: Code, msg: &str) -> (String, String) {
    let (title, why) = match code {
        Code::SignatureRefused => (l.e_refused_244(), l.e_refused_244_why()),
        Code::SignatureExpired => (l.e_expired_243(), l.e_expired_243_why()),
        Code::NotSigned => (l.e_incomplete_239(), l.e_incomplete_239_why()),
        Code::OverFrequency => (l.e_250(), l.e_250_why()),
        Code::InvalidParameter => (l.e_251(), l.e_251_why()),
        Code::ServerError => (l.e_4(), l.e_4_why()),
        other => return (l.e_code(other.into()), l.e_code_why(msg)),
    };
    (title.to_owned(), why.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn every_kind() -> Vec<Kind> {
        let mut kinds = vec![
            Kind::NoSecret,
            Kind::ReadOnly,
            Kind::NotOffered,
            Kind::ReadFirst,
            Kind::SecretUnknown,
            Kind::MixedContent { address: "http://a".to_owned() },
            Kind::Csp { origin: "http://a".to_owned() },
            Kind::Offline,
            Kind::Unreachable,
            Kind::Cors { origin: "http://me".to_owned() },
            Kind::TimedOut { after_ms: 15_000 },
            Kind::Redirected,
            Kind::Unauthorized,
            Kind::Forbidden,
            Kind::NotThere { status: 500 },
            Kind::Exception { name: "JsonSyntaxException".to_owned() },
            Kind::Html { status: 502 },
            Kind::Http { status: 418 },
            Kind::Decode(DecodeError::Empty),
            Kind::Decode(DecodeError::NotJson { line: 1, column: 2 }),
            Kind::Decode(DecodeError::WrongType("expected i64".to_owned())),
        ];
        for code in Code::NAMED {
            kinds.push(Kind::Server { code: *code, msg: "said".to_owned() });
        }
        for failure in Failure::ALL {
            let message = format!("at the step {}", failure.name());
            kinds.push(Kind::Gateway { failure: *failure, upstream: "main".to_owned(), message });
        }
        kinds
    }

    #[test]
    fn each_kind_has_its_own_words_in_both_languages() {
        let mut seen = std::collections::HashSet::new();
        for kind in every_kind() {
            let error = ApiError { kind, host: "im.corp".to_owned(), writes: false, exchange: None };
            let (en, zh) = (error.explain(Lang::En), error.explain(Lang::Zh));
            assert!(!en.title.is_empty() && !en.why.is_empty() && !zh.title.is_empty() && !zh.why.is_empty());
            assert!(!en.title.contains("Failed to fetch"));
            assert!(seen.insert((en.title, en.why)), "{:?} shares its words", error.kind);
        }
    }

    #[test]
    fn an_unknown_outcome_is_said_only_of_writes() {
        let mut error = ApiError {
            kind: Kind::TimedOut { after_ms: 15_000 },
            host: String::new(),
            writes: true,
            exchange: None,
        };
        assert!(error.explain(Lang::En).why.starts_with("Outcome unknown"));
        error.writes = false;
        assert!(!error.explain(Lang::En).why.contains("Outcome unknown"));
    }
}
