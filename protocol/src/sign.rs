//! Signing and its verification: `sign = hex(SHA-1(nonce | SECRET | timestamp))`.
//!
//! A signature covers neither path nor body: whoever sees one signed request can make any other for two hours. So the
//! headers are secrets too, and [`Signature`] does not print its `sign`.

use std::fmt;

use sha1::{Digest, Sha1};

use crate::ids::TimestampMs;

/// Two hours: how far a client's clock may be off.
pub const SIGNATURE_LIFETIME_MS: i64 = 2 * 60 * 60 * 1000;

/// The secret that a fresh server ships with; a connection that uses it deserves a warning.
pub const SHIPPED_SECRET: &str = "123456";

// One place decides how something unprintable prints.
macro_rules! fmt_hidden {
    ($name:literal) => {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str(concat!($name, "(not shown)"))
        }
    };
}

/// The server's `http.admin.secret_key`. It can't be printed; [`Secret::expose`] is the only way out.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(String);

impl Secret {
    #[must_use]
    pub fn new(text: impl Into<String>) -> Self {
        Self(text.into())
    }

    /// The secret itself. Never for a log, an error, a URL, an export or storage.
    #[must_use]
    pub fn expose(&self) -> &str {
        &self.0
    }

    #[must_use]
    pub fn is_shipped_default(&self) -> bool {
        self.0 == SHIPPED_SECRET
    }
}

impl fmt::Debug for Secret {
    fmt_hidden!("Secret");
}

/// The three headers of a signed request.
#[derive(Clone, PartialEq, Eq)]
pub struct Signature {
    pub nonce: String,
    pub timestamp: TimestampMs,
    /// 40 lower-case hexadecimal digits; an upper-case one is refused (244).
    pub sign: String,
}

impl fmt::Debug for Signature {
    fmt_hidden!("Signature");
}

/// Signs with a nonce and a time that the caller chose.
#[must_use]
pub fn sign(secret: &Secret, nonce: &str, timestamp: TimestampMs) -> Signature {
    Signature { nonce: nonce.to_owned(), timestamp, sign: digest(nonce, secret, &timestamp.to_string()) }
}

fn digest(nonce: &str, secret: &Secret, timestamp: &str) -> String {
    // Not on the stack, which nobody wipes: a hasher that is moved leaves its block there, secret and all.
    let mut sha1 = Box::new(Sha1::new());
    for part in [nonce, "|", secret.expose(), "|", timestamp] {
        sha1.update(part.as_bytes());
    }
    hex::encode(sha1.finalize_reset())
}

/// Which clocks a server refuses. The community server refuses only slow ones, the document says both; a developer's
/// configuration turns the check off.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ClockRule {
    SlowOnly,
    Both,
    Off,
}

/// Why a signature was refused, in the order in which the server looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// 239
    Incomplete,
    /// 243
    Expired,
    /// 244
    Mismatch,
}

/// The headers as they came, before anything is known of them.
#[derive(Clone, Copy, Default)]
pub struct Presented<'a> {
    pub nonce: Option<&'a str>,
    pub timestamp: Option<&'a str>,
    pub sign: Option<&'a str>,
}

/// The server's side, for the simulator.
///
/// # Errors
/// The first [`Refusal`] that applies.
pub fn verify(
    presented: Presented<'_>,
    secret: &Secret,
    now: TimestampMs,
    rule: ClockRule,
) -> Result<(), Refusal> {
    let given = |text: &&str| !text.is_empty();
    let (Some(nonce), Some(timestamp), Some(sign)) =
        (presented.nonce.filter(given), presented.timestamp.filter(given), presented.sign.filter(given))
    else {
        return Err(Refusal::Incomplete);
    };
    let signed_at: i64 = timestamp.parse().map_err(|_| Refusal::Incomplete)?;
    let slow_by = now.0.saturating_sub(signed_at);
    let too_old = match rule {
        ClockRule::SlowOnly => slow_by > SIGNATURE_LIFETIME_MS,
        ClockRule::Both => slow_by.saturating_abs() > SIGNATURE_LIFETIME_MS,
        ClockRule::Off => false,
    };
    if too_old {
        return Err(Refusal::Expired);
    }
    if digest(nonce, secret, timestamp) == sign { Ok(()) } else { Err(Refusal::Mismatch) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const NOW: TimestampMs = TimestampMs(1_558_350_862_502);

    fn presented(signature: &Signature, timestamp: &str) -> Result<(), Refusal> {
        let secret = Secret::new("123456");
        verify(
            Presented {
                nonce: Some(&signature.nonce),
                timestamp: Some(timestamp),
                sign: Some(&signature.sign),
            },
            &secret,
            NOW,
            ClockRule::Both,
        )
    }

    #[test]
    fn the_documented_vector() {
        let signed = sign(&Secret::new("123456"), "76616", NOW);
        assert_eq!(signed.sign, "b98f9b0717f59febccf1440067a7f50d9b31bdde");
    }

    #[test]
    fn nothing_prints_the_secret_or_the_signature() {
        let secret = Secret::new("hunter2");
        let signature = sign(&secret, "n", NOW);
        let printed = format!("{secret:?} {signature:?}");
        assert!(!printed.contains("hunter2") && !printed.contains(&signature.sign), "{printed}");
    }

    #[test]
    fn refusals_come_in_the_servers_order() {
        let secret = Secret::new("123456");
        let good = sign(&secret, "n", NOW);
        assert_eq!(presented(&good, &NOW.to_string()), Ok(()));
        assert_eq!(presented(&good, "soon"), Err(Refusal::Incomplete));
        assert_eq!(presented(&good, ""), Err(Refusal::Incomplete));
        assert_eq!(presented(&good, "0"), Err(Refusal::Expired));
        let upper = Signature { sign: good.sign.to_uppercase(), ..good.clone() };
        assert_eq!(presented(&upper, &NOW.to_string()), Err(Refusal::Mismatch));
        assert_eq!(
            verify(Presented::default(), &secret, NOW, ClockRule::Off),
            Err(Refusal::Incomplete),
            "missing headers are refused whatever the clock rule"
        );
    }

    #[test]
    fn a_clock_may_be_off_by_two_hours() {
        let secret = Secret::new("s");
        let outcome = |off_ms: i64, rule| {
            let signed = sign(&secret, "n", TimestampMs(NOW.0 + off_ms));
            let timestamp = signed.timestamp.to_string();
            let presented =
                Presented { nonce: Some("n"), timestamp: Some(&timestamp), sign: Some(&signed.sign) };
            verify(presented, &secret, NOW, rule)
        };
        let minutes = |count: i64| count * 60_000;
        for rule in [ClockRule::SlowOnly, ClockRule::Both] {
            assert_eq!(outcome(-minutes(119), rule), Ok(()));
            assert_eq!(outcome(-minutes(120), rule), Ok(()));
            assert_eq!(outcome(-minutes(121), rule), Err(Refusal::Expired));
        }
        assert_eq!(outcome(minutes(121), ClockRule::SlowOnly), Ok(()));
        assert_eq!(outcome(minutes(121), ClockRule::Both), Err(Refusal::Expired));
        assert_eq!(outcome(-minutes(500), ClockRule::Off), Ok(()));
    }

    proptest! {
        #[test]
        fn what_is_signed_verifies_and_nothing_panics(secret: String, nonce in ".+", time: i64, now: i64) {
            let secret = Secret::new(secret);
            let signed = sign(&secret, &nonce, TimestampMs(time));
            prop_assert_eq!(signed.sign.len(), 40);
            let timestamp = time.to_string();
            let presented = Presented {
                nonce: Some(&nonce), timestamp: Some(&timestamp), sign: Some(&signed.sign),
            };
            prop_assert_eq!(verify(presented, &secret, TimestampMs(now), ClockRule::Off), Ok(()));
            let _ = verify(presented, &secret, TimestampMs(now), ClockRule::Both);
        }

        #[test]
        fn another_secret_never_verifies(a in "[a-z]{1,12}", b in "[A-Z]{1,12}") {
            let signed = sign(&Secret::new(a), "n", NOW);
            let timestamp = NOW.to_string();
            let presented = Presented {
                nonce: Some("n"), timestamp: Some(&timestamp), sign: Some(&signed.sign),
            };
            prop_assert_eq!(
                verify(presented, &Secret::new(b), NOW, ClockRule::Both),
                Err(Refusal::Mismatch)
            );
        }

        #[test]
        fn arbitrary_headers_never_panic(nonce: Option<String>, timestamp: Option<String>, sign: Option<String>) {
            let presented = Presented {
                nonce: nonce.as_deref(), timestamp: timestamp.as_deref(), sign: sign.as_deref(),
            };
            let _ = verify(presented, &Secret::new("s"), NOW, ClockRule::Both);
        }
    }
}
