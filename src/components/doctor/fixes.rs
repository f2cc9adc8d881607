//! What to change: sentences, and lines to copy, for this very page and address.

use firetower_protocol::gateway::Failure;

use super::place::Place;
use crate::api::doctor::verdict::{Fact, Trouble};
use crate::i18n::Lang;

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
        Trouble::NoSecret | Trouble::WrongSecret | Trouble::Refused401 | Trouble::CorsOnErrors => {
            Remedy::Secret
        }
        Trouble::Spaces { server } => Remedy::Blanks { server: *server },
        Trouble::Expired => Remedy::Clock,
        _ => Remedy::Retry,
    }
}

const SEE_SECRET: &str = "grep http.admin.secret_key config/wildfirechat.conf";
const SEE_PORT: &str = "grep http.admin.port config/wildfirechat.conf";

pub(super) fn fixes(trouble: &Trouble, place: &Place, l: Lang) -> Vec<Fix> {
    let text = |text: &str| Fix::Text(text.to_owned());
    let code = |code: &str| Fix::Code(code.to_owned());
    let nginx_same = || [text(l.ck_fix_nginx_same()), Fix::Code(place.nginx_same())];
    let nginx_cors = || [text(l.ck_fix_nginx_cors()), Fix::Code(place.nginx_cors())];
    let preflight = || [text(l.ck_fix_preflight()), Fix::Code(place.preflight())];
    let by_hand = |why: &str| [text(why), Fix::Code(place.curl())];
    let gateway = || [text(l.ck_fix_gateway()), Fix::Code(place.gateway())];
    let port = || [text(l.ck_fix_port()), code(SEE_PORT)];
    let inside = |why: &str, lines: &str| [text(why), Fix::Code(place.location(lines))];
    match trouble {
        Trouble::Address => vec![text(l.ck_x_address_fix())],
        Trouble::Mixed => [vec![text(l.ck_x_mixed_fix())], nginx_same().into()].concat(),
        Trouble::Policy { origin, directive } => vec![
            text(l.ck_x_policy_gateway()),
            Fix::Code(format!("firetower serve --connect-src {origin}")),
            text(l.ck_x_policy_header()),
            Fix::Code(format!("{directive} 'self' {origin}")),
        ],
        Trouble::Offline => vec![text(l.ck_x_offline_fix())],
        Trouble::Unreachable { local, .. } => {
            let allow = if place.is_secure() {
                l.ck_x_unreachable_local_fix()
            } else {
                l.ck_x_unreachable_local_http_fix()
            };
            let local = local.iter().map(|_| text(allow));
            local.chain(by_hand(l.ck_x_unreachable_fix())).collect()
        }
        Trouble::Scheme { works, upstream: false, .. } => vec![Fix::Text(l.ck_x_scheme_fix(works))],
        Trouble::Scheme { works, .. } => vec![Fix::Text(l.ck_x_scheme_upstream(works))],
        Trouble::TimedOut { .. } => by_hand(l.ck_x_unreachable_fix()).into(),
        Trouble::Gateway { failure: Failure::HostNotAllowed, .. } => {
            let name = place.own.split("://").nth(1).unwrap_or_default();
            vec![text(l.ck_x_gw_host_fix()), Fix::Code(format!("firetower serve --allow-host {name}"))]
        }
        Trouble::Gateway {
            failure: Failure::UnknownUpstream | Failure::PathNotAllowed | Failure::MethodNotAllowed,
            ..
        } => vec![text(l.ck_x_gw_upstream_fix()), Fix::Code(place.gateway())],
        Trouble::Gateway { .. } => {
            [vec![text(l.ck_x_gw_fix()), Fix::Code(place.gateway())], port().into()].concat()
        }
        Trouble::Cors { .. } => [nginx_cors(), by_hand(l.ck_x_cors_tell()), gateway()].concat(),
        Trouble::AdminPort { .. } => [nginx_same(), gateway()].concat(),
        Trouble::CorsHeaders { .. } | Trouble::Preflight => [nginx_cors(), preflight(), gateway()].concat(),
        Trouble::CorsOnErrors => {
            [nginx_cors().as_slice(), preflight().as_slice(), &[text(l.ck_fix_secret()), code(SEE_SECRET)]]
                .concat()
        }
        Trouble::Redirect => by_hand(l.ck_x_redirect_fix()).into(),
        Trouble::ProxyAuth => inside(l.ck_x_proxy_auth_fix(), "    auth_basic off;\n").into(),
        Trouble::Forbidden => inside(l.ck_x_forbidden_fix(), "    allow all;\n").into(),
        Trouble::OwnPage => [nginx_same(), gateway()].concat(),
        Trouble::Portal { .. } => inside(l.ck_x_portal_fix(), "").into(),
        Trouble::WrongPath { .. } | Trouble::NoPath { .. } | Trouble::NotIm => {
            let wrong = l.ck_x_wrong_path_fix(&format!("{}/admin/health", place.path));
            [inside(&wrong, ""), port()].concat()
        }
        Trouble::BadGateway { .. } => vec![
            text(l.ck_x_bad_gateway_fix()),
            Fix::Code(format!("curl -i {}/admin/health; {SEE_PORT}", place.server())),
        ],
        Trouble::Empty | Trouble::Odd { .. } => by_hand(l.ck_fix_direct()).into(),
        Trouble::NoSecret | Trouble::WrongSecret | Trouble::Refused401 => {
            vec![text(l.ck_fix_secret()), code(SEE_SECRET)]
        }
        Trouble::HeadersLost => inside(
            l.ck_x_239_fix(),
            "    proxy_pass_request_headers on;\n    proxy_set_header nonce $http_nonce;\n    \
             proxy_set_header timestamp $http_timestamp;\n    proxy_set_header sign $http_sign;\n",
        )
        .into(),
        Trouble::Expired => vec![text(l.ck_fix_clock())],
        Trouble::Spaces { server: false } => Vec::new(),
        Trouble::Spaces { server: true } => vec![text(l.ck_x_spaces_server_fix()), code(SEE_SECRET)],
        Trouble::Half => inside(&l.ck_x_wrong_path_fix(&format!("{}/admin/…", place.path)), "").into(),
        Trouble::Api(_) => vec![text(l.ck_x_other_fix())],
    }
}

/// Of a step that passed with a warning.
pub(super) fn advice(fact: &Fact, place: &Place, l: Lang) -> Vec<Fix> {
    let lines = |why: &str, line: &str| vec![Fix::Text(why.to_owned()), Fix::Code(line.to_owned())];
    match fact {
        Fact::SecretShipped => lines(l.ck_secret_shipped_fix(), "http.admin.secret_key …"),
        Fact::CorsOnErrors(_) => lines(l.ck_fix_nginx_cors(), &place.nginx_cors()),
        Fact::OldAccepted => lines(l.ck_old_accepted_fix(), "http.admin.no_check_time false"),
        _ => Vec::new(),
    }
}
