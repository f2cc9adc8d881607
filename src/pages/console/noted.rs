//! A write of the console in the journal: what was sent and how it ended, which is all that is known of it.

use firetower_protocol::{Code, Edition, catalogue};

use crate::error::{ApiError, Kind};
use crate::state::change::{Record, Target};
use crate::state::journal::{Entry, Outcome};
use crate::state::session::Session;

/// The journal's entry of a write: nobody knows what was there before it.
pub(super) fn begun(session: &Session, path: &str, body: Option<String>) -> Entry {
    let body = Record::default().with("body", body.unwrap_or_default());
    Entry::new(&session.connection, Target::Raw { path: path.to_owned() }, &None, &Some(body))
}

/// The catalogue says that servers of this edition do not have the path, so being told that it is unknown is a refusal.
pub(super) fn is_elsewhere(path: &str, edition: Edition) -> bool {
    edition == Edition::Community && catalogue::find(path).is_some_and(|entry| !entry.in_community)
}

/// For a read too, which leaves nothing unknown.
pub(super) fn outcome_of(result: &Result<Code, ApiError>, is_elsewhere: bool) -> Outcome {
    match result {
        Ok(_) => Outcome::Accepted,
        Err(ApiError { kind: Kind::NotThere { .. }, .. }) if is_elsewhere => Outcome::Refused,
        Err(error) if error.leaves_outcome_unknown() => Outcome::Unknown,
        Err(_) => Outcome::Refused,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_lost_answer_leaves_an_outcome_that_nobody_knows() {
        let failed = |kind| Err(ApiError { kind, host: String::new(), writes: true, exchange: None });
        assert_eq!(outcome_of(&Ok(Code::Success), false), Outcome::Accepted);
        assert_eq!(outcome_of(&failed(Kind::TimedOut { after_ms: 1 }), true), Outcome::Unknown);
        // A server may answer so although it did something; where it has no such path, there is nothing to wonder about.
        let not_there = failed(Kind::NotThere { status: 500 });
        assert_eq!(outcome_of(&not_there, false), Outcome::Unknown);
        assert_eq!(outcome_of(&not_there, true), Outcome::Refused);
        let refused = Kind::Server { code: Code::InvalidParameter, msg: String::new() };
        assert_eq!(outcome_of(&failed(refused), false), Outcome::Refused);
    }

    #[test]
    fn the_catalogue_tells_what_a_community_server_lacks() {
        let pro_only = catalogue::CATALOGUE.iter().find(|entry| !entry.in_community).unwrap();
        assert!(is_elsewhere(pro_only.path, Edition::Community));
        assert!(!is_elsewhere(pro_only.path, Edition::Professional));
        assert!(!is_elsewhere(pro_only.path, Edition::Unknown));
        assert!(!is_elsewhere("/admin/user/get_everything", Edition::Community));
    }
}
