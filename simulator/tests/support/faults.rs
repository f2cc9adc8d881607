//! What the faults look like from outside.
#![allow(dead_code, unreachable_pub, reason = "each test binary uses its own part of this")]

use firetower_simulator::Fault;

use super::Answer;

/// What stands in for an answer: status, type and a part of the body; `None` for a closed connection.
fn expected(fault: Fault) -> Option<(u16, &'static str, &'static str)> {
    let json = "application/json";
    Some(match fault {
        Fault::Status401 => (401, json, r#""code":244"#),
        Fault::Status404 => (404, "text/html", "404 Not Found"),
        Fault::Empty500 => (500, json, ""),
        Fault::Java500 => (500, json, "java.lang."),
        Fault::Html502 => (502, "text/html", "502 Bad Gateway"),
        Fault::Html200 => (200, "text/html", "<script>"),
        Fault::Empty200 => (200, json, ""),
        Fault::BrokenJson => (200, json, r#"{"code":0,"msg":"succ"#),
        Fault::WrongType => (200, json, r#""result":12345"#),
        Fault::OverFrequency => (200, json, r#"{"code":250,"msg":"over frequency"}"#),
        _ => return None,
    })
}

pub fn assert_fault(fault: Fault, answer: Option<Answer>, how: &str) {
    let how = format!("{fault} by {how}");
    let Some((status, content_type, part)) = expected(fault) else {
        assert_eq!(answer, None, "{how}");
        return;
    };
    let answer = answer.expect(&how);
    assert_eq!((answer.status, answer.header("content-type")), (status, Some(content_type)), "{how}");
    assert!(
        answer.body.contains(part) && answer.body.is_empty() == part.is_empty(),
        "{how}: {}",
        answer.body
    );
    assert_eq!(answer.header("date"), None, "{how}");
    assert_eq!(answer.header("content-encoding").is_some(), content_type == "application/json", "{how}");
}

/// The faults that come at once, whatever is asked.
pub fn immediate() -> impl Iterator<Item = Fault> {
    let others = [
        Fault::Latency,
        Fault::Held,
        Fault::Hang,
        Fault::ClosedAfter,
        Fault::HangAfter,
        Fault::EmptyAfter,
        Fault::IgnoredWrite,
        Fault::ChangedWrite,
    ];
    Fault::ALL.iter().copied().filter(move |fault| !others.contains(fault))
}
