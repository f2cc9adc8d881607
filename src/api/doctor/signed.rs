//! From a signed answer to what it means: the secret, the clocks, the edition's operations. As [`judge`](super::judge), it
//! asks nobody.

use firetower_protocol::{Capability, CapabilityTable, Code, Operation, WireForm};

use super::verdict::{Fact, Offers, Outcome, Standing, Trouble};
use crate::error::{ApiError, Kind};

/// Which blanks around the secret made the server accept it, if any did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Spaces {
    Typed,
    Server,
}

/// `refused` is what the signed reading came to, if not to an answer.
pub(super) fn signature(refused: Option<&ApiError>, spaces: Option<Spaces>) -> Outcome {
    let Some(error) = refused else { return Outcome::Passed(Fact::Signed) };
    if let Some(spaces) = spaces {
        return Outcome::Failed(Trouble::Spaces { server: spaces == Spaces::Server });
    }
    Outcome::Failed(match &error.kind {
        Kind::NoSecret => Trouble::NoSecret,
        Kind::Server { code: Code::NotSigned, .. } => Trouble::HeadersLost,
        Kind::Server { code: Code::SignatureExpired, .. } => Trouble::Expired,
        Kind::Server { code: Code::SignatureRefused, .. } => Trouble::WrongSecret,
        // Refused without a reason. What a proxy refuses so was told apart by its page.
        Kind::Unauthorized => Trouble::Refused401,
        Kind::Cors { .. } => Trouble::CorsOnErrors { accepted: false },
        Kind::NotThere { .. } | Kind::NotOffered | Kind::Html { status: 404 } => Trouble::Half,
        Kind::Redirected => Trouble::Redirect,
        Kind::Forbidden => Trouble::Forbidden,
        Kind::Html { status } | Kind::Http { status } if (502..=504).contains(status) => {
            Trouble::BadGateway { status: *status }
        }
        Kind::Gateway { failure, upstream, message } => {
            Trouble::Gateway { failure: *failure, upstream: upstream.clone(), message: message.clone() }
        }
        _ => Trouble::Api(error.clone()),
    })
}

pub(super) fn default_secret(is_shipped: bool) -> Outcome {
    if is_shipped { Outcome::Warned(Fact::SecretShipped) } else { Outcome::Passed(Fact::SecretOwn) }
}

/// Whether a signature of three hours ago, and one of thirty days ago, was accepted; `None` where nobody knows. `kept`: how
/// the correction stands, where one is kept.
pub(super) fn time_check(hours: Option<bool>, days: Option<bool>, kept: Option<Standing>) -> Outcome {
    match (hours, days, kept) {
        // Where no time is checked, no correction is right or wrong.
        (Some(true), Some(true), _) => Outcome::Warned(Fact::OldAccepted),
        (Some(_), _, Some(kept)) if !kept.fits => Outcome::Warned(Fact::Corrected(kept)),
        (Some(false), _, Some(kept)) if kept.own_taken == Some(true) => Outcome::Hint(Fact::Corrected(kept)),
        (Some(false), _, Some(kept)) => Outcome::Passed(Fact::Corrected(kept)),
        (Some(false), _, None) => Outcome::Passed(Fact::OldRefused),
        (Some(true), Some(false), _) => Outcome::Hint(Fact::OldFast),
        _ => Outcome::Hint(Fact::OldUnclear),
    }
}

/// Whether an answer to an old signature accepts it.
pub(super) fn accepts(result: &Result<(), Kind>) -> Option<bool> {
    match result {
        Ok(()) => Some(true),
        Err(kind) if kind.refuses_signature() => Some(false),
        // What comes after the signature was looked at.
        Err(Kind::Server { code: Code::NotExist, .. }) => Some(true),
        Err(_) => None,
    }
}

/// How an operation is answered: a write as its read is, and what takes its form from another not without it.
pub(crate) fn answered(table: &CapabilityTable, operation: Operation) -> Capability {
    let followed = operation.form_follows().map(|read| table.get(read));
    match (table.get(operation), followed) {
        (_, Some(read)) if operation.writes() => read,
        (Capability::Unknown, Some(Capability::NotOffered)) => Capability::NotOffered,
        (known, _) => known,
    }
}

pub(super) fn operations(table: &CapabilityTable) -> Outcome {
    let mut offers = Offers::default();
    for operation in Operation::ALL.iter().filter(|operation| !operation.writes()) {
        match answered(table, *operation) {
            Capability::Answers(WireForm::Documented) => offers.documented += 1,
            Capability::Answers(WireForm::Sdk) => offers.sdk += 1,
            Capability::NotOffered => offers.missing += 1,
            Capability::Unknown => offers.unclear += 1,
        }
    }
    let fact = Fact::Operations(offers);
    if offers.unclear == 0 { Outcome::Passed(fact) } else { Outcome::Hint(fact) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use firetower_protocol::capability::Sighting;

    fn failed(outcome: Outcome) -> Trouble {
        match outcome {
            Outcome::Failed(trouble) => trouble,
            other => panic!("it passed: {other:?}"),
        }
    }

    fn signed(kind: Kind) -> Outcome {
        signature(Some(&error(kind)), None)
    }

    fn error(kind: Kind) -> ApiError {
        ApiError { kind, host: "h".to_owned(), writes: false, exchange: None }
    }

    fn code(code: Code) -> Kind {
        Kind::Server { code, msg: String::new() }
    }

    #[test]
    fn each_refusal_of_a_signature_has_its_cause() {
        let cases = [
            (code(Code::NotSigned), Trouble::HeadersLost),
            (code(Code::SignatureExpired), Trouble::Expired),
            (code(Code::SignatureRefused), Trouble::WrongSecret),
            (Kind::Unauthorized, Trouble::Refused401),
            (Kind::NoSecret, Trouble::NoSecret),
            (Kind::NotThere { status: 500 }, Trouble::Half),
            (Kind::NotOffered, Trouble::Half),
            (Kind::Html { status: 404 }, Trouble::Half),
            (Kind::Html { status: 502 }, Trouble::BadGateway { status: 502 }),
            (
                Kind::Cors { origin: "https://tower.corp".to_owned() },
                Trouble::CorsOnErrors { accepted: false },
            ),
            (Kind::Redirected, Trouble::Redirect),
            (Kind::Forbidden, Trouble::Forbidden),
        ];
        for (kind, trouble) in cases {
            assert_eq!(failed(signed(kind)), trouble);
        }
        assert_eq!(failed(signed(code(Code::OverFrequency))), Trouble::Api(error(code(Code::OverFrequency))));
        assert_eq!(signature(None, None), Outcome::Passed(Fact::Signed));
    }

    #[test]
    fn a_stray_space_is_named_on_whichever_side_it_is() {
        let refused = error(code(Code::SignatureRefused));
        for (spaces, server) in [(Spaces::Typed, false), (Spaces::Server, true)] {
            assert_eq!(failed(signature(Some(&refused), Some(spaces))), Trouble::Spaces { server });
        }
    }

    #[test]
    fn the_shipped_secret_is_a_warning() {
        assert_eq!(default_secret(true), Outcome::Warned(Fact::SecretShipped));
        assert_eq!(default_secret(false), Outcome::Passed(Fact::SecretOwn));
    }

    #[test]
    fn an_old_signature_that_is_accepted_is_no_accusation_before_a_much_older_one_is() {
        assert_eq!(time_check(Some(false), None, None), Outcome::Passed(Fact::OldRefused));
        assert_eq!(time_check(Some(true), Some(true), None), Outcome::Warned(Fact::OldAccepted));
        assert_eq!(time_check(Some(true), Some(false), None), Outcome::Hint(Fact::OldFast));
        assert_eq!(time_check(Some(true), None, None), Outcome::Hint(Fact::OldUnclear));
        assert_eq!(time_check(None, None, None), Outcome::Hint(Fact::OldUnclear));
        assert_eq!(accepts(&Ok(())), Some(true));
        assert_eq!(accepts(&Err(code(Code::NotExist))), Some(true));
        assert_eq!(accepts(&Err(code(Code::SignatureExpired))), Some(false));
        assert_eq!(accepts(&Err(Kind::Unauthorized)), Some(false));
        assert_eq!(accepts(&Err(Kind::Unreachable)), None);
    }

    #[test]
    fn a_correction_that_no_longer_fits_is_a_warning_unless_no_time_is_checked() {
        let kept = |fits, own_taken| Standing { correction_ms: 1, fits, own_taken };
        let off = kept(false, Some(true));
        for hours in [(Some(false), None), (Some(true), Some(false)), (Some(true), None)] {
            assert_eq!(time_check(hours.0, hours.1, Some(off)), Outcome::Warned(Fact::Corrected(off)));
        }
        assert_eq!(time_check(Some(true), Some(true), Some(off)), Outcome::Warned(Fact::OldAccepted));
        let (needed, spare) = (kept(true, Some(false)), kept(true, Some(true)));
        assert_eq!(time_check(Some(false), None, Some(needed)), Outcome::Passed(Fact::Corrected(needed)));
        assert_eq!(time_check(Some(false), None, Some(spare)), Outcome::Hint(Fact::Corrected(spare)));
    }

    #[test]
    fn operations_are_counted_by_how_they_are_answered() {
        let mut table = CapabilityTable::default();
        assert_eq!(
            operations(&table),
            Outcome::Hint(Fact::Operations(Offers { unclear: 15, ..Offers::default() }))
        );
        table.learn(Operation::ReadSystemSetting, WireForm::Sdk, Sighting::Answered);
        table.learn(Operation::FindUser, WireForm::Documented, Sighting::Answered);
        for form in Operation::OneFile.forms() {
            table.learn(Operation::OneFile, *form, Sighting::NotThere);
        }
        let expected = Offers { documented: 1, sdk: 1, missing: 2, unclear: 11 };
        assert_eq!(operations(&table), Outcome::Hint(Fact::Operations(expected)));
        let of = |operation| answered(&table, operation);
        assert_eq!(
            of(Operation::ConversationFiles),
            Capability::NotOffered,
            "it takes its form from one file"
        );
        assert_eq!(of(Operation::WriteSystemSetting), Capability::Answers(WireForm::Sdk), "as its read");
    }
}
