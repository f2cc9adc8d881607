//! A request as a line for the shell. It signs there, from `$IM_SECRET`; the secret is never in it.
//!
//! A value that was taken out of the body comes from a variable, `$HIDDEN_1`, without which the shell refuses to run the
//! line: what is not shown must not be written over what is there.

use super::redact::NOT_SHOWN;

/// What is needed of an exchange, or of one that was not sent yet.
pub(crate) struct Request<'a> {
    pub(crate) method: &'a str,
    pub(crate) url: &'a str,
    pub(crate) signed: bool,
    pub(crate) body: Option<&'a str>,
}

/// Works in sh, bash and zsh. Linux has `sha1sum`, macOS `shasum`; the time is in whole seconds since macOS's `date`
/// knows no finer one.
const SIGN: &str = "n=$(date +%s)$$; t=$(date +%s)000; \
s=$(printf '%s|%s|%s' \"$n\" \"$IM_SECRET\" \"$t\" | { sha1sum 2>/dev/null || shasum; } | cut -c1-40)";

pub(crate) fn curl(request: &Request<'_>) -> String {
    let mut command = String::new();
    if request.signed {
        command.push_str(SIGN);
        command.push('\n');
    }
    command.push_str("curl -sS");
    if request.method != "GET" {
        command.push_str(" -X ");
        command.push_str(request.method);
    }
    command.push(' ');
    command.push_str(&quoted(request.url));
    if request.signed {
        command.push_str(" -H \"nonce: $n\" -H \"timestamp: $t\" -H \"sign: $s\"");
    }
    if request.method != "GET" {
        command.push_str(" -H 'content-type: application/json; charset=utf-8'");
        command.push_str(" --data-raw ");
        command.push_str(&with_variables(request.body.unwrap_or_default()));
    }
    command
}

fn with_variables(body: &str) -> String {
    // The quotes of JSON stay around the variable.
    let hidden = format!("\"{NOT_SHOWN}\"");
    let parts: Vec<&str> = body.split(hidden.as_str()).collect();
    let mut text = String::new();
    for (number, part) in parts.iter().enumerate() {
        let before = if number > 0 { "\"" } else { "" };
        let after = if number + 1 < parts.len() { "\"" } else { "" };
        if number > 0 {
            text.push_str(&format!("\"${{HIDDEN_{number}:?{NOT_SHOWN}}}\""));
        }
        text.push_str(&quoted(&format!("{before}{part}{after}")));
    }
    text
}

fn quoted(text: &str) -> String {
    format!("'{}'", text.replace('\'', r"'\''"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::process::Command;

    /// Runs a line in sh with a `curl` that prints its arguments, one a line.
    fn run(line: &str, secret: &str) -> Vec<String> {
        let script = format!("curl() {{ for a in \"$@\"; do printf '%s\\036' \"$a\"; done; }}\n{line}");
        let output = Command::new("sh").args(["-c", &script]).env("IM_SECRET", secret).output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout)
            .unwrap()
            .trim_end_matches('\u{1e}')
            .split('\u{1e}')
            .map(str::to_owned)
            .collect()
    }

    #[test]
    fn the_shell_signs_as_the_dashboard_does() {
        let line =
            curl(&Request { method: "POST", url: "http://a/im/admin/x", signed: true, body: Some("{}") });
        let arguments = run(&line, "it's a \"secret\"");
        let header = |name: &str| {
            arguments
                .iter()
                .find_map(|argument| argument.strip_prefix(&format!("{name}: ")))
                .unwrap()
                .to_owned()
        };
        let secret = firetower_protocol::Secret::new("it's a \"secret\"");
        let timestamp = firetower_protocol::TimestampMs(header("timestamp").parse().unwrap());
        assert_eq!(firetower_protocol::sign::sign(&secret, &header("nonce"), timestamp).sign, header("sign"));
    }

    #[test]
    fn a_hostile_body_arrives_as_it_is() {
        let body = "{\"v\":\"'; rm -rf $HOME `id` \\\" 值 😀\\n\"}\n@file";
        let line = curl(&Request { method: "POST", url: "http://a/'x", signed: false, body: Some(body) });
        let arguments = run(&line, "");
        assert_eq!(arguments.last().unwrap(), body);
        assert!(arguments.contains(&"http://a/'x".to_owned()));
    }

    #[test]
    fn a_value_that_was_taken_out_must_be_put_back_before_the_line_runs() {
        let body = r#"{"secret":"not shown","list":[{"token": "not shown"}],"n":1}"#;
        let line = curl(&Request { method: "POST", url: "http://a/x", signed: false, body: Some(body) });
        let script = format!("curl() {{ echo ran; }}\n{line}");
        let output = Command::new("sh").args(["-c", &script]).output().unwrap();
        assert!(!output.status.success() && output.stdout.is_empty());
        let given = run(&format!("HIDDEN_1=one HIDDEN_2=two\n{line}"), "");
        assert_eq!(given.last().unwrap(), r#"{"secret":"one","list":[{"token": "two"}],"n":1}"#);
    }

    #[test]
    fn an_unsigned_get_is_just_that() {
        let line =
            curl(&Request { method: "GET", url: "http://a/im/admin/health", signed: false, body: None });
        assert_eq!(line, "curl -sS 'http://a/im/admin/health'");
    }
}
