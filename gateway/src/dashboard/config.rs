//! `config.json`: the file that was named at the start, read by the rules that the dashboard reads it by. A dashboard's
//! folder is replaced by an upgrade, so the file lies elsewhere.

use std::path::Path;

use firetower_protocol::config::{Config, Problem, Syntax, Template, What, read};
use firetower_protocol::origin::{NotAnOrigin, Origin};
use http::header::{CONTENT_TYPE, HeaderValue};
use http::{Response, StatusCode};
use hyper::body::Bytes;

use crate::body::{Body, full, text};

/// Where browsers ask for it, at the dashboard's root.
pub(crate) const PATH: &str = "/config.json";

/// What is answered there.
#[derive(Clone, Debug, Default)]
pub enum ConfigJson {
    /// The file in the dashboard's folder, if there is one. The browser finds out what is wrong with it.
    #[default]
    AsInFolder,
    /// There is none, whatever lies in the folder.
    Nowhere,
    Given(Box<GivenConfig>),
}

/// A file with nothing wrong in it, as it was at the start: what it allows stands in the page's policy since then.
#[derive(Clone, Debug)]
pub struct GivenConfig {
    bytes: Bytes,
    config: Config,
}

impl GivenConfig {
    /// Reads a file.
    ///
    /// # Errors
    /// What is wrong with it, each with line and key, and never with a value.
    pub fn open(file: &Path) -> Result<Self, String> {
        let shown = file.display();
        let text = std::fs::read_to_string(file)
            .map_err(|error| format!("{shown} can't be read ({})", error.kind()))?;
        let refused = |problems: &[Problem]| {
            let lines: String = problems.iter().map(|problem| format!("\n  {}", sentence(problem))).collect();
            format!("{shown} is refused:{lines}")
        };
        let config = read(&text).map_err(|problems| refused(&problems))?;
        let unnamed = unnamed(&config);
        if !unnamed.is_empty() {
            return Err(refused(&unnamed));
        }
        Ok(Self { bytes: text.into(), config })
    }

    /// Of the connections that it gives, besides the dashboard's own; of a template that of its proxy.
    pub(crate) fn origins(&self) -> impl Iterator<Item = Origin> {
        self.config.connections.iter().filter_map(|given| given.origin()?.ok())
    }

    /// Whose files it allows to be shown, for all connections or for one of them.
    fn file_origins(&self) -> impl Iterator<Item = Origin> {
        let of_connections = self.config.connections.iter().flat_map(|given| &given.file_origins);
        self.config.file_origins.iter().chain(of_connections).cloned()
    }

    pub(crate) fn connections(&self) -> usize {
        self.config.connections.len()
    }
}

impl ConfigJson {
    /// Whose files the one that was given allows to be shown. Of one in the folder nothing is known here.
    pub(crate) fn file_origins(&self) -> Vec<Origin> {
        match self {
            Self::Given(given) => given.file_origins().collect(),
            Self::AsInFolder | Self::Nowhere => Vec::new(),
        }
    }

    /// `None` where the folder is asked.
    pub(crate) fn answer(&self) -> Option<Response<Body>> {
        match self {
            Self::AsInFolder => None,
            Self::Nowhere => Some(text(StatusCode::NOT_FOUND, "This dashboard has no configuration.\n")),
            Self::Given(given) => {
                let mut response = Response::new(full(given.bytes.clone()));
                response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
                Some(response)
            }
        }
    }
}

/// Addresses that a page may turn to and this policy can't name: the browser would block every call.
fn unnamed(config: &Config) -> Vec<Problem> {
    let connections = config.connections.iter().enumerate();
    connections
        .filter_map(|(index, given)| {
            let what = What::NotAnOrigin(given.origin()?.err()?);
            Some(Problem { line: given.address_line, key: format!("connections[{index}].address"), what })
        })
        .collect()
}

fn sentence(Problem { line, key, what }: &Problem) -> String {
    // A key is whatever stood in the file.
    let key: String = key.chars().take(80).flat_map(char::escape_debug).collect();
    let at = if key.is_empty() { format!("line {line}") } else { format!("line {line}, {key}") };
    format!("{at}: {}", expected(what))
}

fn expected(what: &What) -> String {
    let sentence = match what {
        What::Unknown(Some(near)) => return format!("there is no such key; did you mean {near}?"),
        What::Missing(key) => return format!("{key} is missing"),
        What::Text(most) => return format!("a text of 1 to {most} characters in one line is expected"),
        What::OneOf(choices) => return format!("one of these is expected: {}", choices.join(", ")),
        What::Number { least, most } => return format!("a number from {least} to {most} is expected"),
        What::SlugTaken(line) => return format!("the connection on line {line} has this slug already"),
        What::Secret => {
            "this looks like a secret. Whoever can open the dashboard can read this file: take the secret out, and \
             change it where it is used"
        }
        What::TooLarge => "the file is larger than 256 KiB",
        What::Syntax(Syntax::Value) => {
            "a value is expected: a text between double quotes, a number, true, false, a list or an object"
        }
        What::Syntax(Syntax::Key) => "a key between double quotes is expected",
        What::Syntax(Syntax::Colon) => "a colon is expected after the key",
        What::Syntax(Syntax::CommaOrEnd) => "a comma or the closing bracket is expected",
        What::Syntax(Syntax::TrailingComma) => "there is a comma too many before this bracket",
        What::Syntax(Syntax::Comment) => "JSON has no comments",
        What::Syntax(Syntax::Text) => {
            "this text lacks its closing quote, is broken over lines, or has an escape that does not exist"
        }
        What::Syntax(Syntax::MoreAfterEnd) => "something follows the end",
        What::Syntax(Syntax::TooDeep) => "this is nested deeper than any key of the file",
        What::Unknown(None) => "there is no such key",
        What::Twice => "this key is there twice",
        What::Object => "an object between braces is expected",
        What::List => "a list between square brackets is expected",
        What::Flag => "true or false is expected, without quotes",
        What::Order { critical_is_more: true } => "critical must not be less than attention",
        What::Order { critical_is_more: false } => "critical must not be more than attention",
        What::Slug => "1 to 40 lower-case letters, digits and hyphens are expected",
        What::NotAnOrigin(NotAnOrigin::Scheme) => {
            "an origin that begins with http:// or https:// is expected"
        }
        What::NotAnOrigin(NotAnOrigin::Host) => {
            "a scheme, a host and at most a port are expected, without a wildcard"
        }
        What::NotAnOrigin(NotAnOrigin::Ipv6) => {
            "a security policy can't name an IPv6 address; give the host a name, or forward to it by --upstream"
        }
        What::NotAnOrigin(NotAnOrigin::Port) => "a port is a number from 1 to 65535",
        What::Address => "an address begins with /, http:// or https://",
        What::Template(Template::Placeholders) => {
            "a template has one {target} or {target_raw}, at most one {path}, and no other braces"
        }
        What::Template(Template::InHost) => "a placeholder can't be part of the host",
        What::Template(Template::Target) => {
            "after the template and a space stands the server's address, which begins with http:// or https://"
        }
        What::Path => {
            "a path has no empty part, no . or .., nothing after ? or #, and no /admin, which Firetower adds itself"
        }
    };
    sentence.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn open(text: &str) -> Result<GivenConfig, String> {
        let file = tempfile::NamedTempFile::new().unwrap();
        std::fs::write(file.path(), text).unwrap();
        GivenConfig::open(file.path())
    }

    #[test]
    fn what_is_wrong_is_said_with_line_and_key_and_without_a_value() {
        let error = open("{\n\"titel\": 1,\n\"connections\": [{\"slug\": \"A B\", \"address\": \"x\"}]}")
            .unwrap_err();
        let lines: Vec<&str> = error.lines().skip(1).map(str::trim).collect();
        assert_eq!(
            lines,
            [
                "line 2, titel: there is no such key; did you mean title?",
                "line 3, connections[0].slug: 1 to 40 lower-case letters, digits and hyphens are expected",
                "line 3, connections[0].address: an address begins with /, http:// or https://",
            ]
        );
        let error = open("{\n\"http.admin.secret_key\": \"hunter2\"}").unwrap_err();
        assert!(error.contains("line 2, http.admin.secret_key: this looks like a secret."), "{error}");
        assert!(!error.contains("hunter2"), "{error}");
    }

    #[test]
    fn the_origins_are_those_that_the_page_turns_to() {
        let given = open(
            r#"{"fileOrigins": ["https://f"], "connections": [
                {"slug": "a", "address": "/im/a"},
                {"slug": "b", "address": "https://B.corp:8443/im", "fileOrigins": ["http://g:1"]},
                {"slug": "c", "address": "https://P.corp/?url={target}{path} http://[::1]:18080"},
                {"slug": "d", "address": "/cors?url={target} http://im:18080"}
            ]}"#,
        )
        .unwrap();
        let texts = |origins: Vec<Origin>| origins.iter().map(ToString::to_string).collect::<Vec<_>>();
        assert_eq!(texts(given.origins().collect()), ["https://b.corp:8443", "https://p.corp"]);
        assert_eq!(texts(given.file_origins().collect()), ["https://f", "http://g:1"]);
        assert_eq!(given.connections(), 4);
    }

    #[test]
    fn an_address_that_the_policy_cannot_name_is_refused_with_its_line() {
        let error = open("{\"connections\": [\n{\"slug\": \"a\", \"address\": \"/a\"},\n{\"slug\": \"b\",\n\"address\": \"http://[::1]:18080\"}]}")
            .unwrap_err();
        assert!(
            error.contains("line 4, connections[1].address: a security policy can't name an IPv6 address"),
            "{error}"
        );
    }
}
