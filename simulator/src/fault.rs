//! What can go wrong, by name. `choose` decides when; here is what each does.

use crate::named::named;
use crate::reply::Reply;

named! { "fault",
    /// Something that goes wrong on request. Those that hit writes only leave every other request alone.
    pub enum Fault {
        /// The answer comes [`LATENCY_MS`](Fault::LATENCY_MS) late, and is otherwise right.
        Latency = "latency",
        /// HTTP 401 with an error object.
        Status401 = "401",
        /// A web server's 404 page.
        Status404 = "404",
        /// HTTP 500 without a body, as for an unknown path.
        Empty500 = "500-empty",
        /// HTTP 500 with a Java exception as text, called JSON.
        Java500 = "500-java",
        /// A reverse proxy's page: the server behind it is down.
        Html502 = "502-html",
        /// A sign-in page with HTTP 200, script and all.
        Html200 = "200-html",
        /// HTTP 200 without a body.
        Empty200 = "200-empty",
        /// JSON that ends in the middle.
        BrokenJson = "broken-json",
        /// The right frame around a result of no expected type.
        WrongType = "wrong-type",
        /// The request is read and never answered.
        Hang = "hang",
        /// The connection is closed instead of an answer.
        Closed = "closed",
        /// Code 250: too many calls.
        OverFrequency = "250",
        /// The answer waits until the faults are cleared by the control endpoint, and is otherwise right.
        Held = "held",
        /// Writes only: takes effect, then as [`Fault::Closed`].
        ClosedAfter = "closed-after",
        /// Writes only: takes effect, then as [`Fault::Hang`].
        HangAfter = "hang-after",
        /// Writes only: takes effect, then as [`Fault::Empty200`].
        EmptyAfter = "empty-after",
        /// Writes only: answered as done, and nothing is stored.
        IgnoredWrite = "ignored-write",
        /// Writes only: answered as done, and another text is stored.
        ChangedWrite = "changed-write",
    }
}

impl Fault {
    /// How late [`Fault::Latency`] answers: well within any timeout, and long enough to be seen.
    pub const LATENCY_MS: u64 = 3_000;

    /// What a secret and a path prefix start with, before the fault's name.
    pub const PREFIX: &str = "fault-";

    /// The system setting that has this fault on reads and writes.
    #[must_use]
    pub fn setting_id(self) -> i32 {
        // Written out, so that a fault added in the middle moves no id that a test relies on.
        match self {
            Self::Latency => 900_001,
            Self::Status401 => 900_002,
            Self::Status404 => 900_003,
            Self::Empty500 => 900_004,
            Self::Java500 => 900_005,
            Self::Html502 => 900_006,
            Self::Html200 => 900_007,
            Self::Empty200 => 900_008,
            Self::BrokenJson => 900_009,
            Self::WrongType => 900_010,
            Self::Hang => 900_011,
            Self::Closed => 900_012,
            Self::OverFrequency => 900_013,
            Self::ClosedAfter => 900_014,
            Self::HangAfter => 900_015,
            Self::EmptyAfter => 900_016,
            Self::IgnoredWrite => 900_017,
            Self::ChangedWrite => 900_018,
            Self::Held => 900_019,
        }
    }

    pub(crate) fn of_setting(id: i32) -> Option<Self> {
        Self::ALL.iter().copied().find(|fault| fault.setting_id() == id)
    }

    pub(crate) fn hits_writes_only(self) -> bool {
        matches!(
            self,
            Self::ClosedAfter | Self::HangAfter | Self::EmptyAfter | Self::IgnoredWrite | Self::ChangedWrite
        )
    }

    /// The answer that stands in for the real one, where the fault is just that. Nothing is carried out then.
    pub(crate) fn canned(self) -> Option<Reply> {
        Some(match self {
            Self::Status401 => Reply::json(401, r#"{"code":244,"msg":"auth failure"}"#),
            Self::Status404 => Reply::page(404, NOT_FOUND_PAGE),
            Self::Empty500 => Reply::json(500, ""),
            Self::Java500 => Reply::json(500, "java.lang.NullPointerException"),
            Self::Html502 => Reply::page(502, BAD_GATEWAY_PAGE),
            Self::Html200 => Reply::page(200, SIGN_IN_PAGE),
            Self::Empty200 => Reply::json(200, ""),
            Self::BrokenJson => Reply::json(200, r#"{"code":0,"msg":"succ"#),
            Self::WrongType => Reply::json(200, r#"{"code":0,"msg":"success","result":12345}"#),
            Self::Closed => Reply::Closed,
            Self::OverFrequency => Reply::code(firetower_protocol::Code::OverFrequency),
            Self::Latency
            | Self::Held
            | Self::Hang
            | Self::ClosedAfter
            | Self::HangAfter
            | Self::EmptyAfter
            | Self::IgnoredWrite
            | Self::ChangedWrite => return None,
        })
    }
}

const NOT_FOUND_PAGE: &str = "<html>\n<head><title>404 Not Found</title></head>\n<body>\n<center><h1>404 Not Found</h1></center>\n<hr><center>nginx</center>\n</body>\n</html>\n";
const BAD_GATEWAY_PAGE: &str = "<html>\n<head><title>502 Bad Gateway</title></head>\n<body>\n<center><h1>502 Bad Gateway</h1></center>\n<hr><center>nginx</center>\n</body>\n</html>\n";
/// The script shows whether a foreign page can run on the origin that forwards it: it must never do so.
const SIGN_IN_PAGE: &str = "<!doctype html>\n<html>\n<head><title>Sign in</title>\n<script>document.documentElement.dataset.foreignScript = \"ran\"</script></head>\n<body><form><label>Password <input type=\"password\"></label></form></body>\n</html>\n";

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn every_fault_has_a_setting_of_its_own() {
        let ids: HashSet<i32> = Fault::ALL.iter().map(|fault| fault.setting_id()).collect();
        assert_eq!(ids.len(), Fault::ALL.len());
        assert!(Fault::ALL.iter().all(|fault| Fault::of_setting(fault.setting_id()) == Some(*fault)));
        assert_eq!(Fault::of_setting(1), None);
    }

    #[test]
    fn the_document_lists_every_fault_with_its_setting() {
        let document = include_str!("../../docs/SIMULATOR.md");
        for fault in Fault::ALL {
            let row = format!("| `{}` | {} |", fault.name(), fault.setting_id());
            assert!(document.contains(&row), "docs/SIMULATOR.md lacks {row}");
        }
    }
}
