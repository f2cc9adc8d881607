//! A connection: a name for a server, where its proxy is, and how dangerous it is to touch.

use serde::{Deserialize, Deserializer, Serialize};

use crate::i18n::{Lang, Word};
use firetower_protocol::address::Address;

/// A connection's name in links: lower-case letters, digits and hyphens.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub(crate) struct Slug(String);

impl Slug {
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let fits = (1..=40).contains(&text.len())
            && text.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-');
        fits.then(|| Self(text.to_owned()))
    }

    /// A proposal for a name in any script; never empty.
    pub(crate) fn propose(name: &str) -> String {
        let mut slug = String::new();
        for character in name.chars().map(|character| character.to_ascii_lowercase()) {
            if character.is_ascii_alphanumeric() {
                slug.push(character);
            } else if !slug.is_empty() && !slug.ends_with('-') {
                slug.push('-');
            }
        }
        slug.truncate(40);
        let slug = slug.trim_end_matches('-');
        if slug.is_empty() { "im".to_owned() } else { slug.to_owned() }
    }

    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Environment {
    Development,
    Test,
    Production,
}

impl Environment {
    pub(crate) const ALL: [Self; 3] = [Self::Development, Self::Test, Self::Production];

    /// As in `data-env`, on which the production edge hangs.
    pub(crate) fn key(self) -> &'static str {
        match self {
            Self::Development => "development",
            Self::Test => "test",
            Self::Production => "production",
        }
    }

    pub(crate) fn word(self) -> Word {
        match self {
            Self::Development => Lang::env_development,
            Self::Test => Lang::env_test,
            Self::Production => Lang::env_production,
        }
    }
}

/// Where a connection's secret comes from. An enum, so that a gateway that signs can be added without touching what is
/// stored.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum SecretSource {
    /// Typed by the admin or out of the vault, held in memory until the tab is locked, closed or reloaded.
    #[default]
    Session,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Connection {
    pub(crate) slug: Slug,
    pub(crate) name: String,
    pub(crate) address: Address,
    pub(crate) environment: Environment,
    #[serde(default)]
    pub(crate) secret_source: SecretSource,
    /// Whose files an admin allows to be shown, besides those that the hoster allows. Checked where they are typed and
    /// where they are used, so that a list from elsewhere keeps nothing else from being read.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) file_origins: Vec<String>,
    /// Nothing is written through it, whoever asks: `api::guard` refuses.
    #[serde(default, skip_serializing_if = "is_false")]
    pub(crate) read_only: bool,
    /// What is added to this computer's clock when a request is signed; an admin confirmed it.
    #[serde(default, skip_serializing_if = "is_zero", deserialize_with = "capped")]
    pub(crate) clock_correction_ms: i64,
}

/// What is further off is no drift and no wrong zone: the computer's clock is to be set.
pub(crate) const MAX_CLOCK_CORRECTION_MS: i64 = 24 * 60 * 60 * 1000;

/// A correction as it was stored, which may be by hand: no more than what an admin can confirm.
pub(crate) fn capped<'de, D: Deserializer<'de>>(stored: D) -> Result<i64, D::Error> {
    let by = i64::deserialize(stored)?;
    Ok(by.clamp(-MAX_CLOCK_CORRECTION_MS, MAX_CLOCK_CORRECTION_MS))
}

fn is_false(value: &bool) -> bool {
    !*value
}

fn is_zero(value: &i64) -> bool {
    *value == 0
}

impl Connection {
    /// With everything else as it is for a connection that was just added.
    pub(crate) fn new(slug: Slug, name: String, address: Address, environment: Environment) -> Self {
        Self {
            slug,
            name,
            address,
            environment,
            secret_source: SecretSource::Session,
            file_origins: Vec::new(),
            read_only: false,
            clock_correction_ms: 0,
        }
    }

    pub(crate) fn is_production(&self) -> bool {
        self.environment == Environment::Production
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn slugs_are_proposed_from_names() {
        for (name, slug) in [
            ("im-prod-cluster", "im-prod-cluster"),
            ("  Production (Shanghai) ", "production-shanghai"),
            ("生产集群", "im"),
            ("上海 IM 2", "im-2"),
        ] {
            assert_eq!(Slug::propose(name), slug);
        }
    }

    proptest! {
        #[test]
        fn a_proposal_is_a_slug(name: String) {
            let proposal = Slug::propose(&name);
            prop_assert!(Slug::parse(&proposal).is_some(), "{}", proposal);
        }
    }

    #[test]
    fn what_is_stored_holds_no_secret() {
        let address = firetower_protocol::address::understand("/im/a", "http://x").unwrap().address;
        let connection =
            Connection::new(Slug::parse("a").unwrap(), "A".to_owned(), address, Environment::Production);
        let stored = serde_json::to_string(&connection).unwrap();
        assert_eq!(
            stored,
            r#"{"slug":"a","name":"A","address":"/im/a","environment":"production","secret_source":"session"}"#
        );
        let with_all = Connection {
            file_origins: vec!["https://f".to_owned()],
            read_only: true,
            clock_correction_ms: -1,
            ..connection.clone()
        };
        for known in [connection, with_all] {
            let stored = serde_json::to_string(&known).unwrap();
            assert_eq!(serde_json::from_str::<Connection>(&stored).unwrap(), known, "{stored}");
        }
    }

    #[test]
    fn a_stored_correction_is_capped_at_a_day() {
        let day = MAX_CLOCK_CORRECTION_MS;
        for (stored, read) in [(day + 1, day), (i64::MAX, day), (-day - 1, -day), (i64::MIN, -day), (5, 5)] {
            let text = format!(
                r#"{{"slug":"a","name":"A","address":"/im/a","environment":"test","clock_correction_ms":{stored}}}"#
            );
            let known: Connection = serde_json::from_str(&text).unwrap();
            assert_eq!(known.clock_correction_ms, read, "{stored}");
        }
    }
}
