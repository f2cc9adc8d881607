//! What the hoster set, for the life of the page. Without `config.json` it is what it would be anyway.

use std::sync::{LazyLock, OnceLock};

use firetower_protocol::config::{self as file, ENVIRONMENTS};
use leptos::prelude::location;

use crate::i18n::Lang;
use crate::state::connection::{Connection, Environment, Slug};
use firetower_protocol::address::understand;

#[derive(Debug, Default)]
pub(crate) struct Config {
    file: file::Config,
    /// In the file's order.
    given: Vec<Connection>,
}

static CONFIG: OnceLock<Config> = OnceLock::new();
/// For the page that says why there is no other, and for tests.
static NONE: LazyLock<Config> = LazyLock::new(Config::default);

pub(crate) fn config() -> &'static Config {
    CONFIG.get().unwrap_or_else(|| &NONE)
}

/// Whether it is the first: from then on it stays as it is.
pub(crate) fn apply(file: file::Config) -> bool {
    CONFIG.set(Config::of(file, &location().origin().unwrap_or_default())).is_ok()
}

impl std::ops::Deref for Config {
    type Target = file::Config;

    fn deref(&self) -> &file::Config {
        &self.file
    }
}

impl Config {
    pub(crate) fn of(file: file::Config, own_origin: &str) -> Self {
        let given = file.connections.iter().filter_map(|given| connection(given, own_origin)).collect();
        Self { file, given }
    }

    pub(crate) fn given(&self) -> &[Connection] {
        &self.given
    }

    pub(crate) fn is_given(&self, slug: &Slug) -> bool {
        self.given.iter().any(|given| given.slug == *slug)
    }

    pub(crate) fn lang(&self) -> Option<Lang> {
        self.language.and_then(Lang::from_key)
    }
}

/// The reader let nothing pass that is not understood here.
fn connection(given: &file::Given, own_origin: &str) -> Option<Connection> {
    let address = understand(&given.address, own_origin).ok()?.address;
    let at = ENVIRONMENTS.iter().position(|environment| *environment == given.environment)?;
    let environment = *Environment::ALL.get(at)?;
    let connection = Connection::new(Slug::parse(&given.slug)?, given.name.clone(), address, environment);
    let file_origins = given.file_origins.iter().map(ToString::to_string).collect();
    Some(Connection { file_origins, read_only: given.read_only, ..connection })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn given(slug: &str, address: &str, environment: &str) -> Option<file::Given> {
        let text = serde_json::json!({"connections": [{"slug": slug, "address": address, "environment": environment}]});
        file::read(&text.to_string()).ok()?.connections.pop()
    }

    #[test]
    fn a_given_connection_is_one_of_ours() {
        let of = |address: &str, environment: &str| {
            connection(&given("a", address, environment).unwrap(), "https://ops.example").unwrap()
        };
        for environment in Environment::ALL {
            assert_eq!(of("/im/a", environment.key()).environment, environment);
        }
        assert_eq!(of("/im/a/", "test").address.as_str(), "/im/a");
        assert_eq!(of("https://ops.example/im/a", "test").address.as_str(), "/im/a");
        assert_eq!(of("HTTPS://Proxy.corp/im", "test").address.as_str(), "https://proxy.corp/im");
        assert_eq!(of("http://[::1]:18080", "test").address.as_str(), "http://[::1]:18080");
        let template = of("https://Proxy.corp?url={target}{path} http://im:18080/", "test").address;
        assert_eq!(template.as_str(), "https://proxy.corp/?url={target}{path} http://im:18080");
        assert_eq!(
            template.join("/admin/health"),
            "https://proxy.corp/?url=http%3A%2F%2Fim%3A18080%2Fadmin%2Fhealth"
        );
    }

    proptest! {
        #[test]
        fn what_the_reader_lets_pass_is_understood_as_it_stands(address in "(/|https?://|http://\\[)[!-~]{0,24}(\\{target\\}[!-~]{0,6} http://[!-~]{1,9})?", slug in "[a-z0-9-]{0,4}") {
            if let Some(given) = given(&slug, &address, "test") {
                let understood = understand(&address, "http://own").unwrap();
                let is_as_typed = understood.mended.iter().all(|one| *one == firetower_protocol::address::Mended::TrailingSlash);
                prop_assert!(is_as_typed, "{} {:?}", address, understood.mended);
                prop_assert!(connection(&given, "http://own").is_some());
            }
        }
    }
}
