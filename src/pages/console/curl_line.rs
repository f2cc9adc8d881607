//! A curl line as a request: what the document shows, what a browser copies, and what this dashboard copies itself.
//!
//! Only method, path and body are taken. The host is the connection's own, and the signature is made anew.

use super::shell::{Unclosed, Word, commands};

/// What a line asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Pasted {
    pub(super) path: String,
    pub(super) body: String,
    pub(super) left_out: LeftOut,
}

/// What was in the line and is not in the request, to be said.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct LeftOut {
    /// `http://localhost:18080`, with what stood before the API's own path.
    pub(super) host: Option<String>,
    pub(super) signature: bool,
    pub(super) query: bool,
    /// Other headers, by name: a value may be a key to something.
    pub(super) headers: Vec<String>,
    /// A variable of the shell stays as it was written.
    pub(super) variables: bool,
    /// The line asks with a GET, which the API has for health alone.
    pub(super) get: bool,
}

/// Why a text is no request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum NotARequest {
    NoCurl,
    /// A quote is not closed.
    CutOff,
    NoAddress,
    /// The address leads elsewhere than to the Admin API.
    NotAdmin,
    /// The API has POST, and GET for health.
    Method(String),
    /// The body lies in a file, which a page can't read.
    File(String),
}

/// Whether a text begins as a line for the shell, and so was hardly meant as a body.
pub(super) fn looks_like_curl(text: &str) -> bool {
    let text = text.trim_start();
    let begins = |word: &str| {
        text.strip_prefix(word).is_some_and(|rest| rest.starts_with(|next: char| next.is_whitespace()))
    };
    begins("curl") || begins("$ curl") || text.starts_with("n=$(date")
}

/// The short options that take a value, which may stand in the same word.
const SHORT_WITH_VALUE: &str = "XHdFuAebcowxmTCDEKrQPtUhyYz";
const LONG_WITH_VALUE: [&str; 29] = [
    "request",
    "header",
    "data",
    "data-raw",
    "data-binary",
    "data-ascii",
    "data-urlencode",
    "json",
    "url",
    "form",
    "user",
    "user-agent",
    "referer",
    "cookie",
    "cookie-jar",
    "output",
    "write-out",
    "proxy",
    "max-time",
    "connect-timeout",
    "cacert",
    "cert",
    "key",
    "retry",
    "resolve",
    "limit-rate",
    "upload-file",
    "interface",
    "config",
];

#[derive(Default)]
struct Found {
    address: Option<Word>,
    method: Option<String>,
    is_get: bool,
    body: Option<Word>,
    file: Option<String>,
    headers: Vec<String>,
}

pub(super) fn read(text: &str) -> Result<Pasted, NotARequest> {
    let commands = commands(text).map_err(|Unclosed| NotARequest::CutOff)?;
    let arguments = commands.iter().find_map(|command| arguments(command)).ok_or(NotARequest::NoCurl)?;
    let mut found = Found::default();
    let mut words = arguments.iter().cloned();
    while let Some(word) = words.next() {
        found.take(word, &mut words);
    }
    found.request()
}

/// What follows `curl`, behind variables that are set and a prompt that was copied along.
fn arguments(command: &[Word]) -> Option<&[Word]> {
    let is_before = |word: &str| matches!(word, "$" | "%" | "sudo" | "time") || word.contains('=');
    let at = command.iter().position(|word| !is_before(&word.text))?;
    let program = command[at].text.rsplit('/').next().unwrap_or_default();
    matches!(program, "curl" | "curl.exe").then(|| &command[at + 1..])
}

impl Found {
    fn take(&mut self, word: Word, rest: &mut impl Iterator<Item = Word>) {
        if let Some(long) = word.text.strip_prefix("--").filter(|long| !long.is_empty()) {
            let value = LONG_WITH_VALUE.contains(&long).then(|| rest.next()).flatten();
            self.option(long, value);
        } else if let Some(cluster) = word.text.strip_prefix('-').filter(|cluster| !cluster.is_empty()) {
            let mut flags = cluster.chars();
            while let Some(flag) = flags.next() {
                let value = SHORT_WITH_VALUE.contains(flag).then(|| match flags.as_str() {
                    "" => rest.next(),
                    inside => Some(Word { text: inside.to_owned(), expands: word.expands }),
                });
                let ends = value.is_some();
                self.option(&flag.to_string(), value.flatten());
                if ends {
                    break;
                }
            }
        } else if self.address.is_none() && word.text != "--" {
            self.address = Some(word);
        }
    }

    fn option(&mut self, name: &str, value: Option<Word>) {
        match (name, value) {
            ("X" | "request", Some(value)) => self.method = Some(value.text.to_ascii_uppercase()),
            ("H" | "header", Some(value)) => self.headers.push(value.text),
            ("d" | "data" | "data-ascii" | "data-binary" | "json", Some(value)) => {
                match value.text.strip_prefix('@') {
                    Some(file) => self.file = Some(file.to_owned()),
                    None => self.data(value),
                }
            }
            ("data-raw" | "data-urlencode", Some(value)) => self.data(value),
            ("url", value @ Some(_)) => self.address = value,
            ("G" | "get", _) => self.is_get = true,
            ("I" | "head", _) => self.method = Some("HEAD".to_owned()),
            _ => {}
        }
    }

    /// Several are joined as curl does it.
    fn data(&mut self, value: Word) {
        match &mut self.body {
            Some(body) => {
                body.text.push('&');
                body.text.push_str(&value.text);
                body.expands |= value.expands;
            }
            None => self.body = Some(value),
        }
    }

    fn request(self) -> Result<Pasted, NotARequest> {
        let mut left_out = LeftOut::default();
        for header in &self.headers {
            let name =
                header.split(':').next().unwrap_or_default().trim().trim_matches('"').to_ascii_lowercase();
            match name.as_str() {
                "nonce" | "timestamp" | "sign" => left_out.signature = true,
                "" | "content-type" | "accept" => {}
                _ if left_out.headers.contains(&name) => {}
                _ => left_out.headers.push(name),
            }
        }
        let address = self.address.ok_or(NotARequest::NoAddress)?;
        let (host, path) = split(&address.text).ok_or(NotARequest::NotAdmin)?;
        left_out.host = Some(host.to_owned()).filter(|host| !host.is_empty());
        left_out.query = path.contains(['?', '#']);
        let path = path.split(['?', '#']).next().unwrap_or_default();
        if let Some(file) = self.file {
            return Err(NotARequest::File(file));
        }
        let asks_get = match self.method.as_deref() {
            Some("POST") => false,
            Some("GET") => true,
            Some(other) => return Err(NotARequest::Method(other.to_owned())),
            None => self.is_get || self.body.is_none(),
        };
        left_out.get = asks_get && path != HEALTH;
        // A proxy's key, which stands before the path, is left out with the host.
        left_out.variables =
            address.expands && path.contains('$') || self.body.as_ref().is_some_and(|body| body.expands);
        let body = self.body.map(|body| body.text).filter(|_| path != HEALTH).unwrap_or_default();
        Ok(Pasted { path: path.to_owned(), body, left_out })
    }
}

/// The one path that the API has a GET for.
pub(super) const HEALTH: &str = "/admin/health";

/// What stands before the API's own path, and the path: a host, and the prefix of a gateway or a proxy.
fn split(address: &str) -> Option<(&str, &str)> {
    const API: &str = "/admin/";
    let authority = address.find("://").map_or(0, |at| at + 3);
    let path_at = authority + address[authority..].find('/')?;
    let path = &address[path_at..];
    // An upstream of the gateway may itself be called `admin`.
    let skipped = path.strip_prefix("/im/").and_then(|rest| rest.find('/')).map_or(0, |at| at + 4);
    let at = path_at + skipped + path[skipped..].find(API)?;
    Some((&address[..at], &address[at..]))
}

#[cfg(test)]
#[path = "curl_line_tests.rs"]
mod tests;
