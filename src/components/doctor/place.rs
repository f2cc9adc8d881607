//! Where the page is and where it asks, as the lines of a fix need it.

use leptos::prelude::location;

use crate::api::client::absolute;
use crate::state::session::Session;

const HEALTH: &str = "/admin/health";
/// Where the admin port is unless somebody changed it.
const SERVER: &str = "http://127.0.0.1:18080";

#[derive(Clone, Debug)]
pub(crate) struct Place {
    /// The page's own origin.
    pub(super) own: String,
    pub(super) host: String,
    /// The whole address of health, as it is called.
    pub(super) health: String,
    /// The path before `/admin`.
    pub(super) path: String,
    /// `/im/main` is the gateway's way to its upstream `main`.
    pub(super) upstream: String,
}

impl Place {
    pub(crate) fn of(session: &Session) -> Self {
        let own = location().origin().unwrap_or_default();
        let own_host = location().host().unwrap_or_default();
        let health = absolute(&session.connection.address.join(HEALTH));
        Self::new(own, session.connection.address.host(&own_host).to_owned(), health)
    }

    fn new(own: String, host: String, health: String) -> Self {
        let whole = health.strip_suffix(HEALTH).unwrap_or(&health);
        let after_host = whole.split_once("://").map_or(whole, |(_, rest)| rest);
        let path = after_host.find('/').map(|at| after_host[at..].to_owned()).unwrap_or_default();
        let upstream = path.rsplit_once("/im/").map_or("main", |(_, name)| name);
        let is_name = !upstream.is_empty()
            && upstream.chars().all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_');
        let upstream = if is_name { upstream } else { "main" }.to_owned();
        Self { own, host, health, path, upstream }
    }

    /// Whether a browser lets this page ask for permissions; without https, it answers "denied" to all that one asks.
    pub(super) fn is_secure(&self) -> bool {
        self.own.starts_with("https:")
    }

    /// For the nginx that serves the page: what it forwards is of the page's own origin.
    pub(super) fn nginx_same(&self) -> String {
        self.location("")
    }

    /// A location with further lines in it.
    pub(super) fn location(&self, lines: &str) -> String {
        format!("location {}/admin/ {{\n{lines}    proxy_pass {SERVER}/admin/;\n}}", self.path)
    }

    /// For an nginx of another origin: it answers what the browser asks first, and lets this page read, errors too.
    pub(super) fn nginx_cors(&self) -> String {
        let own = &self.own;
        self.location(&format!(
            "    if ($request_method = OPTIONS) {{\n\
             \x20       add_header Access-Control-Allow-Origin \"{own}\" always;\n\
             \x20       add_header Access-Control-Allow-Headers \"content-type, nonce, timestamp, sign\" always;\n\
             \x20       return 204;\n\
             \x20   }}\n\
             \x20   add_header Access-Control-Allow-Origin \"{own}\" always;\n"
        ))
    }

    pub(super) fn gateway(&self) -> String {
        format!("firetower serve --upstream {}={SERVER}", self.upstream)
    }

    /// What the browser asks before a call with headers of its own.
    pub(super) fn preflight(&self) -> String {
        let call = self.health.replace(HEALTH, "/admin/user/get_info");
        format!(
            "curl -i -X OPTIONS {} -H {} -H 'Access-Control-Request-Method: POST' -H 'Access-Control-Request-Headers: content-type,nonce,sign,timestamp'",
            quoted(&call),
            quoted(&format!("Origin: {}", self.own))
        )
    }

    /// Health as curl asks it, for this page's origin.
    pub(super) fn curl(&self) -> String {
        format!("curl -i {} -H {}", quoted(&self.health), quoted(&format!("Origin: {}", self.own)))
    }

    pub(super) fn server(&self) -> &'static str {
        SERVER
    }
}

/// For a POSIX shell.
fn quoted(text: &str) -> String {
    format!("'{}'", text.replace('\'', "'\\''"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place(health: &str) -> Place {
        Place::new("https://tower.corp".to_owned(), "h".to_owned(), health.to_owned())
    }

    #[test]
    fn the_lines_are_for_this_very_origin_and_path() {
        let far = place("http://proxy.corp:8443/deep/im/admin/health");
        assert_eq!(far.path, "/deep/im");
        let nginx = far.nginx_cors();
        assert!(
            nginx.starts_with("location /deep/im/admin/ {\n    if ($request_method = OPTIONS) {\n"),
            "{nginx}"
        );
        assert!(
            nginx.contains("        add_header Access-Control-Allow-Origin \"https://tower.corp\" always;\n")
        );
        assert!(nginx.ends_with("    proxy_pass http://127.0.0.1:18080/admin/;\n}"), "{nginx}");
        assert!(far.preflight().starts_with(
            "curl -i -X OPTIONS 'http://proxy.corp:8443/deep/im/admin/user/get_info' -H 'Origin: https://tower.corp'"
        ));
    }

    #[test]
    fn an_address_at_the_root_has_no_path() {
        let root = place("http://proxy.corp/admin/health");
        assert_eq!((root.path.as_str(), root.upstream.as_str()), ("", "main"));
        assert!(root.nginx_same().starts_with("location /admin/ {"));
    }

    #[test]
    fn the_gateways_upstream_is_named_as_the_address_names_it() {
        assert_eq!(
            place("http://t/im/prod/admin/health").gateway(),
            "firetower serve --upstream prod=http://127.0.0.1:18080"
        );
        assert_eq!(place("http://t/im/a/b/admin/health").upstream, "main");
    }

    #[test]
    fn nothing_of_an_address_leaves_its_quotes() {
        assert!(
            place("http://t/it's/admin/health")
                .curl()
                .starts_with("curl -i 'http://t/it'\\''s/admin/health'")
        );
    }
}
