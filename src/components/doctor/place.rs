//! Where the page is and where it asks, as the lines of a fix need it.

use leptos::prelude::location;

use crate::api::client::absolute;
use crate::state::session::Session;

const HEALTH: &str = "/admin/health";
const CALL: &str = "/admin/user/get_info";
/// Where the admin port is unless somebody changed it.
const SERVER: &str = "http://127.0.0.1:18080";

#[derive(Clone, Debug)]
pub(crate) struct Place {
    /// The page's own origin.
    pub(super) own: String,
    pub(super) host: String,
    /// The whole address of health, as it is called.
    pub(super) health: String,
    /// The same of what is asked with headers of its own.
    call: String,
    /// The path before `/admin`; of a proxy's template what stands before its first placeholder and its query.
    pub(super) path: String,
    /// Of a template: the server as the proxy sees it.
    target: Option<String>,
    /// `/im/main` is the gateway's way to its upstream `main`.
    pub(super) upstream: String,
}

impl Place {
    pub(crate) fn of(session: &Session) -> Self {
        let own = location().origin().unwrap_or_default();
        let own_host = location().host().unwrap_or_default();
        let address = &session.connection.address;
        let host = address.host(&own_host).to_owned();
        let [health, call] = [HEALTH, CALL].map(|path| absolute(&address.join(path)));
        let place = Self::new(own, host, health, call);
        match address.target() {
            Some(target) => place.through(address.proxy(), target),
            None => place,
        }
    }

    fn new(own: String, host: String, health: String, call: String) -> Self {
        let whole = health.strip_suffix(HEALTH).unwrap_or(&health);
        let path = path_of(whole).to_owned();
        let upstream = path.rsplit_once("/im/").map_or("main", |(_, name)| name);
        let is_name = !upstream.is_empty()
            && upstream.chars().all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_');
        let upstream = if is_name { upstream } else { "main" }.to_owned();
        Self { own, host, health, call, path, target: None, upstream }
    }

    fn through(self, template: &str, target: &str) -> Self {
        let before = template.split(['{', '?']).next().unwrap_or_default();
        let path = path_of(before).trim_end_matches('/').to_owned();
        Self { path, target: Some(target.to_owned()), upstream: "main".to_owned(), ..self }
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
        match self.target {
            // How it finds its target is the proxy's own affair.
            Some(_) => format!("location {}/ {{\n{lines}    # …\n}}", self.path),
            None => format!("location {}/admin/ {{\n{lines}    proxy_pass {SERVER}/admin/;\n}}", self.path),
        }
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
        format!("firetower serve --upstream {}={}", self.upstream, self.server())
    }

    /// What the browser asks before a call with headers of its own.
    pub(super) fn preflight(&self) -> String {
        format!(
            "curl -i -X OPTIONS {} -H {} -H 'Access-Control-Request-Method: POST' -H 'Access-Control-Request-Headers: content-type,nonce,sign,timestamp'",
            quoted(&self.call),
            quoted(&format!("Origin: {}", self.own))
        )
    }

    /// Health as curl asks it, for this page's origin.
    pub(super) fn curl(&self) -> String {
        format!("curl -i {} -H {}", quoted(&self.health), quoted(&format!("Origin: {}", self.own)))
    }

    pub(super) fn server(&self) -> &str {
        self.target.as_deref().unwrap_or(SERVER)
    }
}

/// Without scheme and authority.
fn path_of(url: &str) -> &str {
    let after_scheme = url.split_once("://").map_or(url, |(_, rest)| rest);
    after_scheme.find('/').map_or("", |at| &after_scheme[at..])
}

/// For a POSIX shell.
fn quoted(text: &str) -> String {
    format!("'{}'", text.replace('\'', "'\\''"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place(health: &str) -> Place {
        let call = health.replace(HEALTH, CALL);
        Place::new("https://tower.corp".to_owned(), "h".to_owned(), health.to_owned(), call)
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
    fn a_template_says_where_the_proxy_is_and_where_it_goes() {
        let filled = "https://p.corp/cors/?url=http%3A%2F%2Fim%3A18080%2Fadmin%2Fhealth";
        let place = place(filled).through("https://p.corp/cors/?url={target}{path}", "http://im:18080");
        assert!(place.nginx_cors().starts_with("location /cors/ {\n    if"), "{}", place.nginx_cors());
        assert!(place.curl().starts_with(&format!("curl -i '{filled}'")));
        assert_eq!(place.gateway(), "firetower serve --upstream main=http://im:18080");
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
