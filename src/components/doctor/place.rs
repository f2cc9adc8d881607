//! Where the page is and where it asks, as the lines of a fix need it.

use leptos::prelude::location;

use crate::api::client::shown_url;
use crate::api::curl;
use crate::state::session::Session;
use firetower_protocol::address::origin_of;

pub(super) const HEALTH: &str = "/admin/health";
pub(super) const CALL: &str = "/admin/user/get_info";
/// Where the admin port is unless somebody changed it.
const SERVER: &str = "http://127.0.0.1:18080";
const ADMIN_PORT: &str = ":18080";

#[derive(Clone, Debug)]
pub(crate) struct Place {
    /// The page's own origin.
    pub(super) own: String,
    pub(super) host: String,
    /// The whole address of health, as it is called but for a proxy's keys.
    pub(super) health: String,
    /// The same of what is asked with headers of its own.
    pub(super) call: String,
    /// The path before `/admin`; of a proxy's template what stands before its first placeholder and its query.
    pub(super) path: String,
    /// Of a template: the server as the proxy sees it.
    pub(super) target: Option<String>,
    /// `/im/main` is the gateway's way to its upstream `main`.
    pub(super) upstream: String,
    /// Whether it asks another origin than the page's.
    pub(super) is_far: bool,
    /// The template with its keys, for a report to know them by; empty where there is none. No line has it in it.
    pub(super) template: String,
}

impl Place {
    pub(crate) fn of(session: &Session) -> Self {
        let own = location().origin().unwrap_or_default();
        let own_host = location().host().unwrap_or_default();
        let address = &session.connection.address;
        let host = address.host(&own_host).to_owned();
        let [health, call] = [HEALTH, CALL].map(|path| shown_url(address, path));
        let place = Self::new(own, host, health, call);
        match address.target() {
            Some(target) => place.through(address.proxy(), target),
            None => place,
        }
    }

    pub(super) fn new(own: String, host: String, health: String, call: String) -> Self {
        let whole = health.strip_suffix(HEALTH).unwrap_or(&health);
        let path = path_of(whole).to_owned();
        let upstream = path.rsplit_once("/im/").map_or("main", |(_, name)| name);
        let is_name = !upstream.is_empty()
            && upstream.chars().all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_');
        let upstream = if is_name { upstream } else { "main" }.to_owned();
        let is_far = origin_of(&health).is_some_and(|origin| origin != own);
        Self { own, host, health, call, path, target: None, upstream, is_far, template: String::new() }
    }

    pub(super) fn through(self, template: &str, target: &str) -> Self {
        let before = template.split(['{', '?']).next().unwrap_or_default();
        let path = path_of(before).trim_end_matches('/').to_owned();
        let (target, upstream) = (Some(target.to_owned()), "main".to_owned());
        Self { path, target, upstream, template: template.to_owned(), ..self }
    }

    /// Whether a browser lets this page ask for permissions; without https, it answers "denied" to all that one asks.
    pub(super) fn is_secure(&self) -> bool {
        self.own.starts_with("https:")
    }

    /// For the nginx that serves the page, under [`Place::own_path`]: what it forwards is of the page's own origin.
    pub(super) fn nginx_same(&self) -> String {
        // Whatever keeps a browser from the address does not keep nginx from it.
        let whole = self.health.strip_suffix(HEALTH).filter(|_| self.is_far && self.target.is_none());
        forwarding(&self.own_path(), "", whole.unwrap_or_else(|| self.server()))
    }

    /// A path of the page's own origin for the same server.
    pub(super) fn own_path(&self) -> String {
        if self.target.is_some() || (self.is_far && self.path.is_empty()) {
            self.gateways_path()
        } else {
            self.path.clone()
        }
    }

    /// What the connection's address is to become, if that is another one.
    pub(super) fn other_address<'a>(&self, path: &'a str) -> Option<&'a str> {
        (self.is_far || self.target.is_some() || self.path != path).then_some(path)
    }

    /// Where Firetower's gateway has it.
    pub(super) fn gateways_path(&self) -> String {
        format!("/im/{}", self.upstream)
    }

    /// The location that forwards, with further lines in it.
    ///
    /// It takes nothing over from a location beside it. So for another origin it lets this page read as well: its answers would
    /// be lost to the browser otherwise.
    pub(super) fn inside(&self, lines: &str) -> String {
        // What stands in a proxy's own location stays there.
        if self.is_far && self.target.is_none() {
            self.location(&format!("{}{lines}", self.cors_lines()))
        } else {
            self.location(lines)
        }
    }

    fn location(&self, lines: &str) -> String {
        match self.target {
            // How it finds its target is the proxy's own affair.
            Some(_) => format!("location {} {{\n{lines}    # …\n}}", in_nginx(&format!("{}/", self.path))),
            None => forwarding(&self.path, lines, SERVER),
        }
    }

    /// For an nginx of another origin: it answers what the browser asks first, and lets this page read, errors too.
    pub(super) fn nginx_cors(&self) -> String {
        self.location(&self.cors_lines())
    }

    fn cors_lines(&self) -> String {
        let own = &self.own;
        format!(
            "    if ($request_method = OPTIONS) {{\n\
             \x20       add_header Access-Control-Allow-Origin \"{own}\" always;\n\
             \x20       add_header Access-Control-Allow-Headers \"content-type, nonce, timestamp, sign\" always;\n\
             \x20       return 204;\n\
             \x20   }}\n\
             \x20   add_header Access-Control-Allow-Origin \"{own}\" always;\n"
        )
    }

    pub(super) fn gateway(&self) -> String {
        let direct = origin_of(&self.health).filter(|origin| self.is_far && origin.ends_with(ADMIN_PORT));
        let server = self.target.as_deref().or(direct).unwrap_or(SERVER);
        format!("firetower serve --upstream {}", word(&format!("{}={server}", self.upstream)))
    }

    /// What the browser asks before a call with headers of its own.
    pub(super) fn preflight(&self) -> String {
        format!(
            "curl -i -X OPTIONS {} -H {} -H 'Access-Control-Request-Method: POST' -H 'Access-Control-Request-Headers: content-type,nonce,sign,timestamp'",
            curl::address(&self.call),
            quoted(&format!("Origin: {}", self.own))
        )
    }

    /// Health as curl asks it, for this page's origin.
    pub(super) fn curl(&self) -> String {
        format!("curl -i {} -H {}", curl::address(&self.health), quoted(&format!("Origin: {}", self.own)))
    }

    /// Health at the server itself.
    pub(super) fn curl_server(&self) -> String {
        format!("curl -i {}", word(&format!("{}{HEALTH}", self.server())))
    }

    fn server(&self) -> &str {
        self.target.as_deref().unwrap_or(SERVER)
    }
}

fn forwarding(path: &str, lines: &str, server: &str) -> String {
    let location = in_nginx(&format!("{path}/admin/"));
    // What begins with a dollar is a variable there.
    let server = in_nginx(&format!("{server}/admin/").replace('$', "%24"));
    format!("location {location} {{\n{lines}    proxy_pass {server};\n}}")
}

/// Without scheme and authority.
fn path_of(url: &str) -> &str {
    let after_scheme = url.split_once("://").map_or(url, |(_, rest)| rest);
    after_scheme.find('/').map_or("", |at| &after_scheme[at..])
}

/// What means nothing but itself, to a shell and to nginx.
fn is_plain(text: &str) -> bool {
    text.chars().all(|c| c.is_ascii_alphanumeric() || "-_./:=,@%+[]".contains(c))
}

/// One word of nginx's.
fn in_nginx(text: &str) -> String {
    if is_plain(text) {
        return text.to_owned();
    }
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}

/// One word of a POSIX shell's, with quotes where it needs them.
pub(super) fn word(text: &str) -> String {
    if is_plain(text) && !text.contains(['[', ']']) { text.to_owned() } else { quoted(text) }
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
        assert!(root.inside("").starts_with("location /admin/ {"));
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
        assert_eq!(
            place.nginx_same(),
            "location /im/main/admin/ {\n    proxy_pass http://im:18080/admin/;\n}"
        );
        assert_eq!(place.other_address(&place.own_path()), Some("/im/main"));
        let keyed = "https://p.corp/?key=<PROXY_KEY>;url=x&pass=<PROXY_KEY>";
        assert_eq!(
            self::place(keyed).curl(),
            "curl -i 'https://p.corp/?key='\"${PROXY_KEY:?not shown}\"';url=x&pass='\"${PROXY_KEY_2:?not shown}\"'' -H 'Origin: https://tower.corp'"
        );
        // What lets the page read stands in that location already.
        assert!(!place.inside("    x;\n").contains("Access-Control"), "{}", place.inside(""));
    }

    /// What keeps a browser from an address does not keep nginx from it.
    #[test]
    fn an_address_that_names_the_server_is_what_is_forwarded_to() {
        let direct = place("http://10.0.0.5:18080/admin/health");
        let nginx = direct.nginx_same();
        assert_eq!(nginx, "location /im/main/admin/ {\n    proxy_pass http://10.0.0.5:18080/admin/;\n}");
        assert_eq!(direct.gateway(), "firetower serve --upstream main=http://10.0.0.5:18080");
        assert_eq!(direct.other_address(&direct.own_path()), Some("/im/main"));
        let plain = place("http://proxy.corp/deep/im/admin/health");
        let nginx = plain.nginx_same();
        assert_eq!(nginx, "location /deep/im/admin/ {\n    proxy_pass http://proxy.corp/deep/im/admin/;\n}");
        assert_eq!(plain.other_address(&plain.own_path()), Some("/deep/im"));
        // A proxy at that port must not be told to forward to itself.
        assert!(direct.inside("").contains("proxy_pass http://127.0.0.1:18080/admin/;"));
        let near = place("https://tower.corp/im/main/admin/health");
        assert_eq!(near.other_address(&near.own_path()), None);
        assert_eq!(near.other_address(&near.gateways_path()), None);
        let elsewhere = place("https://tower.corp/deep/admin/health");
        assert_eq!(elsewhere.other_address(&elsewhere.gateways_path()), Some("/im/main"));
    }

    /// An address may come from a file that somebody else wrote.
    #[test]
    fn nothing_of_an_address_leaves_its_quotes() {
        assert!(
            place("http://t/it's/admin/health")
                .curl()
                .starts_with("curl -i 'http://t/it'\\''s/admin/health'")
        );
        let filled = "https://p.corp/?url=x";
        let evil = place(filled).through("https://p.corp/?url={target}{path}", "http://im/$(id);x|y'z");
        assert_eq!(evil.gateway(), "firetower serve --upstream 'main=http://im/$(id);x|y'\\''z'");
        assert_eq!(evil.curl_server(), "curl -i 'http://im/$(id);x|y'\\''z/admin/health'");
        assert!(evil.nginx_same().contains("    proxy_pass \"http://im/%24(id);x|y'z/admin/\";\n"));
        assert_eq!(word("https://proxy.corp:8443"), "https://proxy.corp:8443");
        assert_eq!(word("[fe80::1]:80"), "'[fe80::1]:80'");
        let nginx = place("http://p.corp/a;b\"c/admin/health").inside("");
        assert!(nginx.starts_with("location \"/a;b\\\"c/admin/\" {\n"), "{nginx}");
    }
}
