//! The words of what a check found.

use std::fmt::Display;

use crate::api::doctor::verdict::{Came, Evidence, Fact, How, Offers, Standing, Step, Trouble};
use crate::components::sign_in::edition_word;
use crate::error::{ApiError, Kind};
use crate::i18n::{Lang, Word};
use crate::ui::{format, hostile};

use super::place::Place;

pub(super) fn step_word(step: Step) -> Word {
    match step {
        Step::Address => Lang::ck_step_address,
        Step::Mixed => Lang::ck_step_mixed,
        Step::Policy => Lang::ck_step_policy,
        Step::Reach => Lang::ck_step_reach,
        Step::Cors => Lang::ck_step_cors,
        Step::Who => Lang::ck_step_who,
        Step::Server => Lang::ck_step_server,
        Step::ProxyClock => Lang::ck_step_clock,
        Step::Signature => Lang::ck_step_signature,
        Step::DefaultSecret => Lang::ck_step_default,
        Step::TimeCheck => Lang::ck_step_time,
        Step::Edition => Lang::ck_step_edition,
        Step::Operations => Lang::ck_step_operations,
    }
}

pub(super) fn fact(fact: &Fact, l: Lang) -> String {
    match fact {
        Fact::Address(address) => address.clone(),
        Fact::AdminPort(address) => l.ck_admin_port(address),
        Fact::BothHttps => l.ck_both_https().to_owned(),
        Fact::SameOrigin => l.ck_same_origin().to_owned(),
        Fact::PageOverHttp => l.ck_page_http().to_owned(),
        Fact::PlainHttp => l.cf_plain_http().to_owned(),
        Fact::Loopback => l.ck_loopback().to_owned(),
        Fact::PolicyOwn => l.ck_policy_own().to_owned(),
        Fact::PolicyAllows(origin) => l.ck_policy_allows(origin),
        Fact::Answered { by: Some(by), status } => l.ck_answered(&hostile::plain(by), *status),
        Fact::Answered { by: None, status } => l.ck_answered_plain(*status),
        Fact::AnsweredUnread => l.ck_answered_unread().to_owned(),
        Fact::AnsweredRedirect => l.ck_answered_redirect().to_owned(),
        Fact::NoCorsNeeded => l.ck_no_cors_needed().to_owned(),
        Fact::CorsAllowed(origin) => l.ck_cors_allowed(origin),
        Fact::CorsReadable(origin) => l.ck_cors_readable(origin),
        Fact::CorsOnErrors(origin) => l.ck_x_cors_errors_why(origin),
        Fact::ImBehind(Some(by)) => l.ck_im_behind(&hostile::plain(by)),
        Fact::ImBehind(None) => l.ck_im_itself().to_owned(),
        Fact::Nodes(count) => l.ck_nodes(*count),
        Fact::Refuses(code) => l.ck_refuses(*code),
        Fact::Clock(0) => l.ck_clock_same().to_owned(),
        Fact::Clock(ahead) if *ahead > 0 => l.ck_clock_ahead(&span(*ahead)),
        Fact::Clock(behind) => l.ck_clock_behind(&span(behind.saturating_neg())),
        Fact::ClockHidden => l.ck_clock_hidden().to_owned(),
        Fact::Signed => l.ck_signed().to_owned(),
        Fact::SecretOwn => l.ck_secret_own().to_owned(),
        Fact::SecretShipped => l.ck_secret_shipped().to_owned(),
        Fact::OldRefused => l.ck_old_refused().to_owned(),
        Fact::OldAccepted => l.ck_old_accepted().to_owned(),
        Fact::OldFast => l.ck_old_fast().to_owned(),
        Fact::OldUnclear => l.ck_old_unclear().to_owned(),
        Fact::Corrected(standing) => corrected(standing, l),
        Fact::Edition(edition, who) => {
            let edition = edition_word(*edition)(l);
            who.as_deref()
                .map_or_else(|| edition.to_owned(), |who| format!("{edition} · {}", hostile::plain(who)))
        }
        Fact::Operations(offers) => operations(*offers, l),
    }
}

fn corrected(standing: &Standing, l: Lang) -> String {
    let by = format::shift(l, standing.correction_ms, false);
    let how = match (standing.fits, standing.own_taken) {
        (false, _) => return l.ck_correction_off(&by),
        (true, Some(false)) => l.ck_correction_needed(&by),
        (true, Some(true)) => l.ck_correction_spare(&by),
        (true, None) => l.ck_correction_fits(&by),
    };
    format!("{}{}{how}", l.ck_old_refused(), l.pick(". ", "。"))
}

fn operations(offers: Offers, l: Lang) -> String {
    let Offers { documented, sdk, missing, unclear } = offers;
    let answered = documented + sdk;
    let mut text = l.ck_operations(answered, answered + missing + unclear, documented, sdk, missing);
    if unclear > 0 {
        text.push_str(&l.ck_operations_unclear(unclear));
    }
    text
}

/// `2.4 s`, `3 min 20 s`, `2 h 10 min`, `5 d 3 h`.
fn span(ms: i64) -> String {
    let seconds = ms / 1000;
    let two = |whole: i64, unit, rest: i64, smaller| format!("{whole} {unit} {rest} {smaller}");
    match seconds {
        ..60 => u32::try_from(ms).map(format::duration).unwrap_or_default(),
        60..3_600 => two(seconds / 60, "min", seconds % 60, "s"),
        3_600..86_400 => two(seconds / 3_600, "h", seconds % 3_600 / 60, "min"),
        _ => two(seconds / 86_400, "d", seconds % 86_400 / 3_600, "h"),
    }
}

/// What the rest of the dashboard says of the same.
fn known(kind: Kind, place: &Place) -> ApiError {
    ApiError { kind, host: place.host.clone(), writes: false, exchange: None }
}

pub(super) fn title(trouble: &Trouble, place: &Place, l: Lang) -> String {
    let text = match trouble {
        Trouble::Address => l.ck_x_address().to_owned(),
        Trouble::Mixed => l.ck_x_mixed().to_owned(),
        Trouble::Policy { origin, .. } => l.ck_x_policy(origin),
        Trouble::Offline => l.ck_x_offline().to_owned(),
        Trouble::Unreachable { host, .. } => l.ck_x_unreachable(host),
        Trouble::Scheme { host, works, .. } => l.ck_x_scheme(host, works),
        Trouble::TimedOut { host, after_ms, .. } => l.ck_x_timeout(host, after_ms / 1000),
        Trouble::Gateway { failure, upstream, message } => {
            let kind =
                Kind::Gateway { failure: *failure, upstream: upstream.clone(), message: message.clone() };
            known(kind, place).explain(l).title
        }
        Trouble::Cors { host } => l.ck_x_cors(host),
        Trouble::AdminPort { host } => l.ck_x_admin_port(host),
        Trouble::CorsHeaders { missing } => l.ck_x_cors_headers(&missing.join(l.pick(", ", "、"))),
        Trouble::Preflight => l.ck_x_cors_preflight().to_owned(),
        Trouble::CorsOnErrors { .. } => l.ck_x_cors_errors().to_owned(),
        Trouble::Redirect => l.ck_x_redirect().to_owned(),
        Trouble::ProxyAuth => l.ck_x_proxy_auth().to_owned(),
        Trouble::Forbidden => l.ck_x_forbidden().to_owned(),
        Trouble::OwnPage => l.ck_x_own_page().to_owned(),
        Trouble::Portal { status } => l.ck_x_portal(*status),
        Trouble::WrongPath { status } => l.ck_x_wrong_path(*status),
        Trouble::BadGateway { status } => l.ck_x_bad_gateway(*status),
        Trouble::Empty => l.ck_x_empty().to_owned(),
        Trouble::Odd { status } => l.ck_x_odd(*status),
        Trouble::NotIm => l.ck_x_not_im().to_owned(),
        Trouble::NoPath { status } => l.ck_x_no_path(*status),
        Trouble::NoSecret => l.ck_x_no_secret().to_owned(),
        Trouble::HeadersLost => l.ck_x_239().to_owned(),
        Trouble::Expired => l.ck_x_243().to_owned(),
        Trouble::WrongSecret => l.ck_x_244().to_owned(),
        Trouble::Refused401 => l.ck_x_401().to_owned(),
        Trouble::Spaces { .. } => l.ck_x_spaces().to_owned(),
        Trouble::Half => l.ck_x_half().to_owned(),
        Trouble::Api(error) => error.explain(l).title,
    };
    hostile::plain(&text)
}

pub(super) fn meaning(trouble: &Trouble, place: &Place, l: Lang) -> String {
    let own = place.own.as_str();
    let text = match trouble {
        Trouble::Address => l.ck_x_address_why().to_owned(),
        Trouble::Mixed => l.ck_x_mixed_why().to_owned(),
        Trouble::Policy { directive, .. } => l.ck_x_policy_why(directive),
        Trouble::Offline => l.ck_x_offline_why().to_owned(),
        Trouble::Unreachable { local: None, .. } => l.ck_x_unreachable_why().to_owned(),
        Trouble::Unreachable { local: Some(state), .. } => {
            two(l.ck_x_unreachable_why(), &local_network(state, place, l), l)
        }
        Trouble::Scheme { given, works, .. } => l.ck_x_scheme_why(given, works),
        Trouble::TimedOut { local: None, .. } => l.ck_x_timeout_why().to_owned(),
        Trouble::TimedOut { local: Some(state), .. } => {
            two(l.ck_x_timeout_why(), &local_network(state, place, l), l)
        }
        Trouble::Gateway { message, .. } => l.ck_x_gw_why(message),
        Trouble::Cors { .. } => l.ck_x_cors_why(own),
        Trouble::AdminPort { .. } => l.ck_x_admin_port_why().to_owned(),
        Trouble::CorsHeaders { .. } => l.ck_x_cors_headers_why(own),
        Trouble::Preflight => l.ck_x_cors_preflight_why(own),
        Trouble::CorsOnErrors { accepted: false } => l.ck_x_cors_errors_why(own),
        Trouble::CorsOnErrors { accepted: true } => {
            two(&l.ck_x_cors_errors_why(own), l.ck_x_cors_errors_accepted(), l)
        }
        Trouble::Redirect => l.ck_x_redirect_why().to_owned(),
        Trouble::ProxyAuth => l.ck_x_proxy_auth_why().to_owned(),
        Trouble::Forbidden => l.ck_x_forbidden_why().to_owned(),
        Trouble::OwnPage => l.ck_x_own_page_why(&format!("{}/admin/", place.path)),
        Trouble::Portal { .. } => l.ck_x_portal_why().to_owned(),
        Trouble::WrongPath { .. } => l.ck_x_wrong_path_why().to_owned(),
        Trouble::BadGateway { .. } => l.ck_x_bad_gateway_why().to_owned(),
        Trouble::Empty => l.ck_x_empty_why().to_owned(),
        Trouble::Odd { .. } => l.ck_x_odd_why().to_owned(),
        Trouble::NotIm => l.ck_x_not_im_why().to_owned(),
        Trouble::NoPath { .. } => l.ck_x_no_path_why().to_owned(),
        Trouble::NoSecret => l.ck_x_no_secret_why().to_owned(),
        Trouble::HeadersLost => l.ck_x_239_why().to_owned(),
        Trouble::Expired => l.ck_x_243_why().to_owned(),
        Trouble::WrongSecret => l.ck_x_244_why().to_owned(),
        Trouble::Refused401 => l.ck_x_401_why().to_owned(),
        Trouble::Spaces { server: false } => l.ck_x_spaces_typed_why().to_owned(),
        Trouble::Spaces { server: true } => l.ck_x_spaces_server_why().to_owned(),
        Trouble::Half => l.ck_x_half_why().to_owned(),
        Trouble::Api(error) => error.explain(l).why,
    };
    hostile::plain(&text)
}

/// What the permission for the local network may have to do with it.
fn local_network(state: &str, place: &Place, l: Lang) -> String {
    if place.is_secure() {
        l.ck_x_unreachable_local(&place.host, state)
    } else {
        l.ck_x_unreachable_local_http().to_owned()
    }
}

/// Two sentences.
fn two(first: &str, second: &str, l: Lang) -> String {
    format!("{first}{}{second}", l.pick(" ", ""))
}

/// A request, or nothing; and what came of it.
pub(super) fn evidence(evidence: &Evidence, l: Lang) -> (String, String) {
    match evidence {
        // What asks for CORS may have been answered, and the browser keeps that to itself.
        Evidence::Asked { line, how, came: Came::Nothing } if *how != How::NoCors => {
            (asked(line, how, l), l.ck_ev_blocked().to_owned())
        }
        // Where it leads, it was followed to, and blocked there.
        Evidence::Asked { line, how: How::NoCors, came: Came::Redirect } => {
            (asked(line, &How::NoCors, l), l.ck_ev_redirect_blocked().to_owned())
        }
        Evidence::Asked { line, how, came: result } => (asked(line, how, l), came(result, l)),
        Evidence::Addresses { page, asked } => {
            (String::new(), l.ck_ev_addresses(page, &hostile::plain(asked)))
        }
        Evidence::Blocked { directive, uri } => (String::new(), l.ck_ev_policy(directive, uri)),
        Evidence::Permission { name, state } => (String::new(), l.ck_ev_permission(name, state)),
        Evidence::Offline => (String::new(), l.ck_ev_offline().to_owned()),
    }
}

fn asked(line: &str, how: &How, l: Lang) -> String {
    let how = match how {
        How::Plain => return hostile::plain(line),
        How::NoCors => l.ck_how_no_cors().to_owned(),
        How::Headers(names) => l.ck_how_headers(&names.join(l.pick(", ", "、"))),
        How::Signed => l.ck_how_signed().to_owned(),
        How::SignedOld => l.ck_how_signed_old().to_owned(),
    };
    aside(&hostile::plain(line), &how, l)
}

/// With something in brackets.
pub(super) fn aside(text: &dyn Display, more: &str, l: Lang) -> String {
    let (open, close) = l.pick((" (", ")"), ("（", "）"));
    format!("{text}{open}{more}{close}")
}

fn came(came: &Came, l: Lang) -> String {
    match came {
        Came::Answer { status, text } if text.is_empty() => aside(status, l.ck_ev_no_body(), l),
        Came::Answer { status, text } => format!("{status} {}", hostile::plain(text)),
        Came::Unread => l.ck_ev_unread().to_owned(),
        Came::Redirect => l.ck_ev_redirect().to_owned(),
        Came::Nothing => l.ck_ev_nothing().to_owned(),
        Came::TimedOut { after_ms } => l.ck_ev_timeout(after_ms / 1000),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_difference_of_clocks_is_as_short_as_it_is_useful() {
        assert_eq!(
            [2_400, 200_000, 7_800_000, 442_800_000].map(span),
            ["2.40 s", "3 min 20 s", "2 h 10 min", "5 d 3 h"]
        );
    }
}
