//! Who signed a request: the real secret, a fault's secret, or nobody that counts.

use axum::http::HeaderMap;
use firetower_protocol::sign::{self, ClockRule, Presented};
use firetower_protocol::{Code, Secret, TimestampMs};

use crate::fault::Fault;
use crate::options::{Options, Refusal};
use crate::reply::Reply;

/// The headers as they came. A value that is no text counts as missing.
pub(crate) fn presented(headers: &HeaderMap) -> Presented<'_> {
    let text = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
    Presented { nonce: text("nonce"), timestamp: text("timestamp"), sign: text("sign") }
}

/// The fault whose secret (`fault-<name>`) signed this, at whatever time. The real secret is never one of them.
pub(crate) fn fault_of(presented: Presented<'_>, real: &Secret, now: TimestampMs) -> Option<Fault> {
    let by = |secret: &Secret| sign::verify(presented, secret, now, ClockRule::Off).is_ok();
    if presented.sign.is_none() || by(real) {
        return None;
    }
    let secret = |fault: &Fault| Secret::new(format!("{}{}", Fault::PREFIX, fault.name()));
    Fault::ALL.iter().copied().find(|fault| by(&secret(fault)))
}

/// Refuses what is not signed with the real secret.
pub(crate) fn check(presented: Presented<'_>, options: &Options, now: TimestampMs) -> Result<(), Reply> {
    sign::verify(presented, &options.secret, now, options.clock).map_err(|refusal| {
        let code = match refusal {
            sign::Refusal::Incomplete => Code::NotSigned,
            sign::Refusal::Expired => Code::SignatureExpired,
            sign::Refusal::Mismatch => Code::SignatureRefused,
        };
        match options.refusal {
            Refusal::Code => Reply::code_twice(code),
            Refusal::Status401 => Reply::status_401(code),
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: TimestampMs = TimestampMs(1_558_350_862_502);

    fn signed_with(secret: &str) -> Option<Fault> {
        let signature = sign::sign(&Secret::new(secret), "n", NOW);
        let timestamp = NOW.to_string();
        let presented =
            Presented { nonce: Some("n"), timestamp: Some(&timestamp), sign: Some(&signature.sign) };
        fault_of(presented, &Secret::new("real"), NOW)
    }

    #[test]
    fn a_faults_secret_is_known() {
        for fault in Fault::ALL {
            assert_eq!(signed_with(&format!("fault-{}", fault.name())), Some(*fault));
        }
        for other in ["real", "fault-", "fault-unheard-of", ""] {
            assert_eq!(signed_with(other), None);
        }
    }

    #[test]
    fn styles_of_refusal() {
        let refused = |refusal| {
            let options = Options { refusal, ..Options::community() };
            check(Presented::default(), &options, NOW).unwrap_err()
        };
        assert_eq!(refused(Refusal::Code), Reply::code_twice(Code::NotSigned));
        assert_eq!(refused(Refusal::Status401), Reply::status_401(Code::NotSigned));
    }
}
