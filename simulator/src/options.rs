//! Which server to be. The four traits of an answer (edition, dialect, refusal, clock rule) are independent.

use firetower_protocol::Secret;
use firetower_protocol::sign::{ClockRule, SHIPPED_SECRET};

use crate::habits::Habits;
use crate::named::{UnknownName, named};

named! { "edition",
    /// Which calls exist at all.
    pub enum Edition {
        /// The open server: no `customer`.
        Community = "community",
        Professional = "professional",
    }
}

named! { "dialect",
    /// Under which paths, and in which shapes, a call exists.
    pub enum Dialect {
        /// As the vendor's document has it.
        Documented = "documented",
        /// As the vendor's server SDKs send it.
        Sdk = "sdk",
        /// Both; where one path has two shapes, the document's.
        Both = "both",
    }
}

named! { "refusal",
    /// How a signature is refused.
    pub enum Refusal {
        /// HTTP 200 with code 239, 243 or 244, the error object repeated inside `result`.
        Code = "code",
        /// HTTP 401 with the error object as its body.
        Status401 = "401",
    }
}

named! { "data",
    /// What the server holds at the start.
    pub enum Data {
        /// As a freshly installed community server: one node, setting 1.
        Fresh = "fresh",
        /// A three-node cluster that moves, one disk low, and settings that are hard to display.
        Demo = "demo",
    }
}

/// The names that [`parse_clock`] knows.
pub const CLOCK_NAMES: &[&str] = &["slow-only", "both", "off"];

/// Reads a clock rule's name.
///
/// # Errors
/// [`UnknownName`], listing [`CLOCK_NAMES`].
pub fn parse_clock(text: &str) -> Result<ClockRule, UnknownName> {
    match text {
        "slow-only" => Ok(ClockRule::SlowOnly),
        "both" => Ok(ClockRule::Both),
        "off" => Ok(ClockRule::Off),
        other => Err(UnknownName::new("clock rule", other, CLOCK_NAMES)),
    }
}

#[derive(Clone, Debug)]
pub struct Options {
    pub edition: Edition,
    pub dialect: Dialect,
    pub refusal: Refusal,
    pub clock: ClockRule,
    pub secret: Secret,
    /// Moves the demo data's curves against each other; the same seed and time give the same numbers.
    pub seed: u64,
    pub data: Data,
    /// What nobody knows of a professional server.
    pub habits: Habits,
}

impl Options {
    /// What the real community server does.
    #[must_use]
    pub fn community() -> Self {
        Self {
            edition: Edition::Community,
            dialect: Dialect::Sdk,
            refusal: Refusal::Code,
            clock: ClockRule::SlowOnly,
            secret: Secret::new(SHIPPED_SECRET),
            seed: 0,
            data: Data::Fresh,
            habits: Habits::default(),
        }
    }

    /// What the vendor's documents say of the professional server, which nobody here has run.
    #[must_use]
    pub fn professional() -> Self {
        Self {
            edition: Edition::Professional,
            dialect: Dialect::Both,
            refusal: Refusal::Status401,
            clock: ClockRule::Both,
            ..Self::community()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_round_trip() {
        for (name, edition) in Edition::NAMES.iter().zip(Edition::ALL) {
            assert_eq!(name.parse(), Ok(*edition));
            assert_eq!(edition.to_string(), *name);
        }
        assert_eq!("401".parse(), Ok(Refusal::Status401));
        assert!(CLOCK_NAMES.iter().all(|name| parse_clock(name).is_ok()));
    }

    #[test]
    fn an_unknown_name_is_told_the_known_ones() {
        let error = "vendor".parse::<Dialect>().unwrap_err().to_string();
        assert_eq!(error, r#"unknown dialect "vendor"; known are: documented, sdk, both"#);
        let error = parse_clock("fast").unwrap_err().to_string();
        assert_eq!(error, r#"unknown clock rule "fast"; known are: slow-only, both, off"#);
    }

    #[test]
    fn debug_prints_no_secret() {
        let options = Options { secret: Secret::new("hunter2"), ..Options::community() };
        assert!(!format!("{options:?}").contains("hunter2"));
    }
}
