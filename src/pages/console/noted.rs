//! A write of the console in the journal: what was sent and how it ended, which is all that is known of it.

use firetower_protocol::Code;

use crate::error::ApiError;
use crate::state::change::{Record, Target};
use crate::state::journal::{Entry, Outcome};
use crate::state::session::Session;

/// The journal's entry of a write: nobody knows what was there before it.
pub(super) fn begun(session: &Session, path: &str, body: Option<String>) -> Entry {
    let body = Record::default().with("body", body.unwrap_or_default());
    Entry::new(&session.connection, Target::Raw { path: path.to_owned() }, &None, &Some(body))
}

pub(super) fn outcome_of(result: &Result<Code, ApiError>) -> Outcome {
    match result {
        Ok(_) => Outcome::Accepted,
        Err(error) if error.leaves_outcome_unknown() => Outcome::Unknown,
        Err(_) => Outcome::Refused,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::Kind;

    #[test]
    fn a_lost_answer_leaves_an_outcome_that_nobody_knows() {
        let failed = |kind| Err(ApiError { kind, host: String::new(), writes: true, exchange: None });
        assert_eq!(outcome_of(&Ok(Code::Success)), Outcome::Accepted);
        assert_eq!(outcome_of(&failed(Kind::TimedOut { after_ms: 1 })), Outcome::Unknown);
        assert_eq!(outcome_of(&failed(Kind::NotThere { status: 500 })), Outcome::Refused);
        let refused = Kind::Server { code: Code::InvalidParameter, msg: String::new() };
        assert_eq!(outcome_of(&failed(refused)), Outcome::Refused);
    }
}
