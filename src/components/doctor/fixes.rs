//! What to change: sentences, and lines to copy, for this very page and address.

use firetower_protocol::gateway::Failure;

use super::place::{CALL, HEALTH, Place, word};
use crate::api::doctor::verdict::{Fact, Trouble};
use crate::i18n::{Lang, Word};

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Fix {
    Text(String),
    Code(String),
}

/// What can be done about it right here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Remedy {
    Retry,
    /// A field for the secret.
    Secret,
    /// The secret with other blanks around it.
    Blanks {
        server: bool,
    },
    Clock,
}

pub(super) fn remedy(trouble: &Trouble) -> Remedy {
    match trouble {
        // What was refused and may not be read was most likely refused for the secret.
        Trouble::NoSecret
        | Trouble::WrongSecret
        | Trouble::Refused401
        | Trouble::CorsOnErrors { accepted: false } => Remedy::Secret,
        Trouble::Spaces { server } => Remedy::Blanks { server: *server },
        Trouble::Expired => Remedy::Clock,
        _ => Remedy::Retry,
    }
}

const SEE_SECRET: &str = "grep http.admin.secret_key config/wildfirechat.conf";
const SEE_PORT: &str = "grep http.admin.port config/wildfirechat.conf";

pub(super) fn fixes(trouble: &Trouble, place: &Place, l: Lang) -> Vec<Fix> {
    told_once(of(trouble, place, l), l)
}

/// nginx refuses the same location twice. What is to be added to one (`…`) is not meant to stand in its place.
fn told_once(mut fixes: Vec<Fix>, l: Lang) -> Vec<Fix> {
    let is_whole =
        |fix: &Fix| matches!(fix, Fix::Code(code) if code.starts_with("location ") && !code.contains('…'));
    if let Some(at) = fixes.iter().position(is_whole) {
        fixes.insert(at + 1, Fix::Text(l.ck_fix_nginx_there().to_owned()));
    }
    fixes
}

fn of(trouble: &Trouble, place: &Place, l: Lang) -> Vec<Fix> {
    let text = |text: &str| Fix::Text(text.to_owned());
    let code = |code: &str| Fix::Code(code.to_owned());
    let then = |path: &str| place.other_address(path).map(|path| Fix::Text(l.ck_fix_then_address(path)));
    let nginx_same = || {
        let lines = [text(l.ck_fix_nginx_same()), Fix::Code(place.nginx_same())];
        lines.into_iter().chain(then(&place.own_path())).collect::<Vec<_>>()
    };
    let nginx_cors = || vec![text(l.ck_fix_nginx_cors()), Fix::Code(place.nginx_cors())];
    let preflight = || vec![text(l.ck_fix_preflight()), Fix::Code(place.preflight())];
    let by_hand = |why: &str| vec![text(why), Fix::Code(place.curl())];
    let gateway = |why: &str| {
        let line = [text(why), Fix::Code(place.gateway())];
        line.into_iter().chain(then(&place.gateways_path())).collect::<Vec<_>>()
    };
    let or_gateway = || gateway(l.ck_fix_gateway());
    let port = || vec![text(l.ck_fix_port()), code(SEE_PORT)];
    let see_secret = || vec![text(l.ck_fix_secret()), code(SEE_SECRET)];
    let inside = |why: &str, lines: &str| vec![text(why), Fix::Code(place.inside(lines))];
    // How a proxy finds its target no line of ours can say; what it is to ask, one can.
    let forward = |why: &str, url: &str, path: &str| match &place.target {
        Some(target) => vec![Fix::Text(l.ck_x_template_fix(url, &format!("{target}{path}")))],
        None => inside(why, ""),
    };
    // A browser sends cookies, and asks for a password, on the page's own origin alone.
    let by_origin = |own: Word, far: Word| if place.is_far { far(l) } else { own(l) };
    match trouble {
        Trouble::Address => vec![text(l.ck_x_address_fix())],
        Trouble::Mixed => [vec![text(l.ck_x_mixed_fix())], nginx_same()].concat(),
        Trouble::Policy { origin, directive } => vec![
            text(l.ck_x_policy_gateway()),
            Fix::Code(format!("firetower serve --connect-src {}", word(origin))),
            text(l.ck_x_policy_header()),
            Fix::Code(format!("{directive} 'self' {origin}")),
        ],
        Trouble::Offline => vec![text(l.ck_x_offline_fix())],
        // A browser that was never asked has a permission of no meaning, so what tells the truth comes first.
        Trouble::Unreachable { local, .. } | Trouble::TimedOut { local, .. } => {
            let allow = || {
                if place.is_secure() {
                    l.ck_x_unreachable_local_fix(&place.host)
                } else {
                    l.ck_x_unreachable_local_http_fix().to_owned()
                }
            };
            by_hand(l.ck_x_unreachable_fix())
                .into_iter()
                .chain(local.iter().map(|_| Fix::Text(allow())))
                .collect()
        }
        Trouble::Scheme { works, upstream: false, .. } => vec![Fix::Text(l.ck_x_scheme_fix(works))],
        Trouble::Scheme { works, .. } => vec![Fix::Text(l.ck_x_scheme_upstream(works))],
        Trouble::Gateway { failure: Failure::HostNotAllowed, .. } => {
            // At every port: a proxy may leave it out of the name that it passes on.
            let name = without_port(place.own.split("://").nth(1).unwrap_or_default());
            vec![
                text(l.ck_x_gw_host_fix()),
                Fix::Code(format!("firetower serve --allow-host {}", word(name))),
            ]
        }
        Trouble::Gateway {
            failure: Failure::UnknownUpstream | Failure::PathNotAllowed | Failure::MethodNotAllowed,
            ..
        } => vec![text(l.ck_x_gw_upstream_fix()), Fix::Code(place.gateway())],
        Trouble::Gateway { .. } => [vec![text(l.ck_x_gw_fix()), Fix::Code(place.gateway())], port()].concat(),
        Trouble::Cors { .. } => [nginx_cors(), by_hand(l.ck_x_cors_tell()), or_gateway()].concat(),
        Trouble::AdminPort { .. } | Trouble::OwnPage => [nginx_same(), or_gateway()].concat(),
        Trouble::CorsHeaders { .. } | Trouble::Preflight => {
            [nginx_cors(), preflight(), or_gateway()].concat()
        }
        Trouble::CorsOnErrors { accepted: false } => [nginx_cors(), preflight(), see_secret()].concat(),
        Trouble::CorsOnErrors { accepted: true } => [nginx_cors(), preflight()].concat(),
        Trouble::Redirect => by_hand(by_origin(Lang::ck_x_redirect_fix, Lang::ck_x_redirect_far_fix)),
        Trouble::ProxyAuth => inside(
            by_origin(Lang::ck_x_proxy_auth_fix, Lang::ck_x_proxy_auth_far_fix),
            "    auth_basic off;\n",
        ),
        Trouble::Forbidden => {
            inside(l.ck_x_forbidden_fix(), "    allow 192.0.2.10; # this computer\n    deny all;\n")
        }
        Trouble::Portal { .. } => {
            let why = by_origin(Lang::ck_x_portal_fix, Lang::ck_x_portal_far_fix);
            forward(why, &place.health, HEALTH)
        }
        Trouble::WrongPath { .. } | Trouble::NoPath { .. } | Trouble::NotIm => {
            let wrong = l.ck_x_wrong_path_fix(&format!("{}{HEALTH}", place.path));
            [forward(&wrong, &place.health, HEALTH), port()].concat()
        }
        Trouble::BadGateway { .. } => {
            vec![text(l.ck_x_bad_gateway_fix()), Fix::Code(format!("{}; {SEE_PORT}", place.curl_server()))]
        }
        Trouble::Empty | Trouble::Odd { .. } => by_hand(l.ck_fix_direct()),
        Trouble::NoSecret | Trouble::WrongSecret | Trouble::Refused401 => see_secret(),
        Trouble::HeadersLost => inside(
            l.ck_x_239_fix(),
            "    proxy_pass_request_headers on;\n    proxy_set_header nonce $http_nonce;\n    \
             proxy_set_header timestamp $http_timestamp;\n    proxy_set_header sign $http_sign;\n",
        ),
        Trouble::Expired => vec![text(l.ck_fix_clock())],
        Trouble::Spaces { server: false } => Vec::new(),
        Trouble::Spaces { server: true } => vec![text(l.ck_x_spaces_server_fix()), code(SEE_SECRET)],
        Trouble::Half => {
            forward(&l.ck_x_wrong_path_fix(&format!("{}/admin/…", place.path)), &place.call, CALL)
        }
        Trouble::Api(_) => vec![text(l.ck_x_other_fix())],
    }
}

/// Of a step that passed with a warning.
pub(super) fn advice(fact: &Fact, place: &Place, l: Lang) -> Vec<Fix> {
    let lines = |why: &str, line: &str| vec![Fix::Text(why.to_owned()), Fix::Code(line.to_owned())];
    match fact {
        Fact::SecretShipped => lines(l.ck_secret_shipped_fix(), "openssl rand -hex 24"),
        Fact::CorsOnErrors(_) => told_once(lines(l.ck_fix_nginx_cors(), &place.nginx_cors()), l),
        Fact::OldAccepted => lines(l.ck_old_accepted_fix(), "http.admin.no_check_time false"),
        _ => Vec::new(),
    }
}

fn without_port(host: &str) -> &str {
    host.rsplit_once(':').filter(|(_, port)| !port.contains(']')).map_or(host, |(name, _)| name)
}
