//! What was asked, so that a test can also show what was not. It keeps no header's value and no secret of a body.

use std::collections::VecDeque;

use serde::Serialize;
use serde_json::Value;

/// Older requests are forgotten.
const KEPT: usize = 1_000;

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct Entry {
    pub(crate) method: String,
    /// As it came, a fault's prefix included, without the query.
    pub(crate) path: String,
    /// Names only: `sign` and `nonce` would let whoever reads them sign any request.
    pub(crate) headers: Vec<String>,
    /// The path is that of a write, in whichever dialect, whether or not this server has it.
    pub(crate) writes: bool,
    pub(crate) body: String,
    pub(crate) fault: Option<&'static str>,
}

#[derive(Debug, Default)]
pub(crate) struct Journal(VecDeque<Entry>);

impl Journal {
    pub(crate) fn add(&mut self, entry: Entry) {
        if self.0.len() >= KEPT {
            self.0.pop_front();
        }
        self.0.push_back(Entry { body: without_secrets(entry.body), ..entry });
    }

    pub(crate) fn clear(&mut self) {
        self.0.clear();
    }

    pub(crate) fn all(&self) -> &VecDeque<Entry> {
        &self.0
    }
}

/// The names of what is not kept: a robot's secret and a user's password.
const SECRETS: [&str; 2] = ["secret", "password"];

/// A body without a secret stays as it came; one with a secret is written anew without it.
fn without_secrets(body: String) -> String {
    // Behind a backslash a name may be spelt otherwise, and is read all the same.
    let is_named = SECRETS.iter().any(|name| body.contains(name));
    if !is_named && !body.contains('\\') {
        return body;
    }
    match serde_json::from_str::<Value>(&body) {
        Ok(mut value) => {
            let is_redacted = redact(&mut value);
            if is_named || is_redacted { value.to_string() } else { body }
        }
        // Broken JSON may hold one anywhere.
        Err(_) => "(not shown)".to_owned(),
    }
}

/// Whether there was something to take out.
fn redact(value: &mut Value) -> bool {
    match value {
        Value::Object(fields) => {
            let mut redacted = false;
            for (name, inside) in fields.iter_mut() {
                if SECRETS.contains(&name.as_str()) {
                    *inside = Value::from("(not shown)");
                    redacted = true;
                } else {
                    redacted |= redact(inside);
                }
            }
            redacted
        }
        Value::Array(items) => items.iter_mut().fold(false, |redacted, item| redact(item) | redacted),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(body: &str) -> Entry {
        Entry {
            method: "POST".to_owned(),
            path: "/admin/robot/create".to_owned(),
            headers: Vec::new(),
            writes: true,
            body: body.to_owned(),
            fault: None,
        }
    }

    #[test]
    fn bodies_lose_their_secrets_and_nothing_else() {
        let mut journal = Journal::default();
        for body in [
            r#"{"id": 1}"#,
            r#"{"a":[{"secret":"s3cret","password":"p"}]}"#,
            r#"{"secret":"s3cret""#,
            r#"{"id":"#,
            r#"{"\u0073ecret":"s3cret"}"#,
            r#"{'\u0073ecret':'s3cret'}"#,
            r#"{"value":  "two\nlines"}"#,
        ] {
            journal.add(entry(body));
        }
        let bodies: Vec<_> = journal.all().iter().map(|entry| entry.body.as_str()).collect();
        assert_eq!(
            bodies,
            [
                r#"{"id": 1}"#,
                r#"{"a":[{"password":"(not shown)","secret":"(not shown)"}]}"#,
                "(not shown)",
                r#"{"id":"#,
                r#"{"secret":"(not shown)"}"#,
                "(not shown)",
                r#"{"value":  "two\nlines"}"#,
            ]
        );
    }

    #[test]
    fn the_oldest_goes_first() {
        let mut journal = Journal::default();
        (0..=KEPT).for_each(|number| journal.add(entry(&number.to_string())));
        assert_eq!(journal.all().len(), KEPT);
        assert_eq!(journal.all()[0].body, "1");
    }
}
