//! A request as a line for the shell. It signs there, from `$IM_SECRET`; the secret is never in it.
//!
//! A value that was taken out of the body comes from a variable, `$HIDDEN_1`, without which the shell refuses to run the
//! line, and the console to send it: what is not shown must not be written over what is there. So does a proxy's key, which
//! stands in the address: from `$PROXY_KEY`.

use firetower_protocol::UserId;
use firetower_protocol::address::keys::PROXY_KEY;

use super::redact::{NOT_SHOWN, VARIABLE};

/// What is needed of an exchange, or of one that was not sent yet.
pub(crate) struct Request<'a> {
    pub(crate) method: &'a str,
    /// Without keys.
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
    command.push_str(&address(request.url));
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

/// In quotes for a POSIX shell; where a key was taken out, a variable stands that the shell asks for. A second one has a 2.
pub(crate) fn address(url: &str) -> String {
    let mut text = String::new();
    for (number, part) in url.split(PROXY_KEY).enumerate() {
        match number {
            0 => {}
            1 => text.push_str(&format!("\"${{PROXY_KEY:?{NOT_SHOWN}}}\"")),
            more => text.push_str(&format!("\"${{PROXY_KEY_{more}:?{NOT_SHOWN}}}\"")),
        }
        text.push_str(&quoted(part));
    }
    text
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
            text.push_str(&format!("\"{VARIABLE}{number}:?{NOT_SHOWN}}}\""));
        }
        text.push_str(&quoted(&format!("{before}{part}{after}")));
    }
    text
}

/// What the IM server would send to a robot that somebody writes to, as far as one can tell whether it arrives. It is for
/// the IM host: only from there the callback need be reachable. `None` for what is no http address.
pub(crate) fn callback_curl(callback: &str, robot: &UserId) -> Option<String> {
    let url = http_address(callback)?;
    let body = serde_json::json!({
        "messageId": 1,
        "sender": "firetower-test",
        "conv": { "type": 0, "target": robot.0, "line": 0 },
        "payload": { "type": 1, "searchableContent": "Firetower: does this arrive?" },
        "timestamp": 1_700_000_000_000_i64,
    });
    let body = quoted(&ascii_json(&body.to_string()));
    let url = quoted(&url);
    Some(format!(
        "curl -sS -i -g -m 10 --proto '=http,https' -X POST {url} -H 'content-type: application/json; charset=utf-8' --data-raw {body}"
    ))
}

/// The address with everything but visible ASCII escaped, so that nothing in a pasted line moves the cursor, ends the
/// line or hides; `None` where its scheme is another one.
pub(crate) fn http_address(text: &str) -> Option<String> {
    let rest = ["http://", "https://"].iter().find_map(|scheme| {
        text.get(..scheme.len())?.eq_ignore_ascii_case(scheme).then(|| &text[scheme.len()..])
    })?;
    if rest.is_empty() {
        return None;
    }
    let mut address = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_graphic() {
            address.push(char::from(byte));
        } else {
            address.push_str(&format!("%{byte:02X}"));
        }
    }
    Some(address)
}

/// JSON whose texts are all visible ASCII.
fn ascii_json(json: &str) -> String {
    let mut ascii = String::with_capacity(json.len());
    for character in json.chars() {
        if character == ' ' || character.is_ascii_graphic() {
            ascii.push(character);
        } else {
            let mut units = [0_u16; 2];
            for unit in character.encode_utf16(&mut units) {
                ascii.push_str(&format!("\\u{unit:04x}"));
            }
        }
    }
    ascii
}

fn quoted(text: &str) -> String {
    format!("'{}'", text.replace('\'', r"'\''"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
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
    fn a_proxys_key_comes_from_a_variable_without_which_nothing_runs() {
        let url = "http://p/?key=<PROXY_KEY>;u=it's&token=<PROXY_KEY>&z";
        let line = curl(&Request { method: "GET", url, signed: false, body: None });
        let script = format!("curl() {{ echo ran; }}\n{line}");
        let output = Command::new("sh").args(["-c", &script]).output().unwrap();
        assert!(!output.status.success() && output.stdout.is_empty());
        let given = run(&format!("PROXY_KEY='a b$x' PROXY_KEY_2=c\n{line}"), "");
        assert_eq!(given.last().unwrap(), "http://p/?key=a b$x;u=it's&token=c&z");
    }

    #[test]
    fn a_callback_is_tried_only_over_http() {
        let robot = UserId("r".to_owned());
        for bad in [
            "",
            "javascript:alert(1)",
            "ftp://a",
            "http:/a",
            "http://",
            " http://a",
            "file:///etc/passwd",
            "https",
        ] {
            assert!(callback_curl(bad, &robot).is_none(), "{bad}");
        }
        let line = callback_curl("HTTPS://bot:p%40ss@hooks.example.com/recv?a=[1-9]&b={x}", &robot).unwrap();
        let arguments = run(&line, "");
        assert!(arguments.contains(&"HTTPS://bot:p%40ss@hooks.example.com/recv?a=[1-9]&b={x}".to_owned()));
        let body: serde_json::Value = serde_json::from_str(arguments.last().unwrap()).unwrap();
        assert_eq!(body["conv"]["target"], "r");
        assert_eq!(body["payload"]["type"], 1);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(48))]
        /// Whatever lies in a callback or an id, the shell gets one address and one body, and the line is visible ASCII.
        #[test]
        fn a_hostile_callback_stays_one_argument(rest in "[\\PC\u{0}-\u{1f}\u{7f}\u{202e}'\"`$\\\\;|&<>()]{1,40}", robot: String) {
            let line = callback_curl(&format!("http://{rest}"), &UserId(robot.clone())).unwrap();
            prop_assert!(line.chars().all(|c| c == ' ' || c.is_ascii_graphic()), "{line:?}");
            let arguments = run(&line, "");
            prop_assert_eq!(arguments.len(), 14);
            prop_assert_eq!(&arguments[9], &http_address(&format!("http://{rest}")).unwrap());
            let body: serde_json::Value = serde_json::from_str(arguments.last().unwrap()).unwrap();
            prop_assert_eq!(body["conv"]["target"].as_str(), Some(robot.as_str()));
        }
    }

    #[test]
    fn an_unsigned_get_is_just_that() {
        let line =
            curl(&Request { method: "GET", url: "http://a/im/admin/health", signed: false, body: None });
        assert_eq!(line, "curl -sS 'http://a/im/admin/health'");
    }
}
