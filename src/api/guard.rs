//! The one gate through which every call passes, and every write in particular.
//!
//! [`fetch`](super::fetch) sends nothing without a [`Permit`], and only this module makes one. Through a read-only
//! connection it lets nothing pass that writes, and nothing that hands out a key with which others could write. What was typed by hand becomes a call here too, and is a
//! write unless its path is known to change nothing.

use firetower_protocol::catalogue::{CATALOGUE, Entry};
use firetower_protocol::{Call, Method, Secret};

use crate::error::Kind;
use crate::state::session::{Session, Standing};

/// The proof that a call was looked at. It can't be made elsewhere.
pub(crate) struct Permit {
    /// For signing; `None` for a call that is sent unsigned.
    pub(crate) secret: Option<Secret>,
    _only_here: (),
}

/// Who asks for a call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum By {
    /// A page, whose endpoints say what writes. A robot answers it with its secret, which it keeps from the admin's eyes.
    Page,
    /// Somebody who typed it; judged by [`by_hand`], so that the catalogue is no part of the first view.
    Hand { is_harmless: bool },
}

pub(crate) fn permit(session: &Session, call: &Call, by: By) -> Result<Permit, Kind> {
    let secret = session.secret_now();
    if let Some(kind) = refusal(&session.read_only, secret.is_some(), call, by) {
        return Err(kind);
    }
    Ok(Permit { secret: secret.filter(|_| call.signed), _only_here: () })
}

/// Why nothing can be written by now. A permit finds out the same; this is for whoever would note a write before it is sent.
pub(super) fn refuses_writes(session: &Session) -> Option<Kind> {
    why_not(&session.read_only, session.secret_now().is_some(), true, true)
}

fn refusal(read_only: &Standing, has_secret: bool, call: &Call, by: By) -> Option<Kind> {
    let may_harm = call.writes || by == (By::Hand { is_harmless: false });
    why_not(read_only, has_secret, may_harm, call.signed || call.writes)
}

/// Judged by what is so at this moment: a call may have waited since its connection was looked at.
fn why_not(read_only: &Standing, has_secret: bool, may_harm: bool, needs_secret: bool) -> Option<Kind> {
    if may_harm && read_only.is_set() {
        return Some(Kind::ReadOnly);
    }
    (!has_secret && needs_secret).then_some(Kind::NoSecret)
}

/// A path is known to change nothing, and nobody can act with what it answers.
pub(crate) fn is_harmless(method: Method, path: &str) -> bool {
    reads(method, path) && entries(method, path).all(|entry| !entry.hands_out_keys)
}

/// A call that was typed by hand. Nobody but its path says what it does.
pub(super) fn by_hand(method: Method, path: String, body: Option<String>) -> (Call, By) {
    let writes = !reads(method, &path);
    let by = By::Hand { is_harmless: is_harmless(method, &path) };
    (Call { method, path: path.into(), writes, signed: method == Method::Post, body }, by)
}

/// Whether a path is known to change nothing. What nobody knows is a write.
pub(crate) fn reads(method: Method, path: &str) -> bool {
    let mut known = entries(method, path).peekable();
    known.peek().is_some() && known.all(|entry| entry.reads)
}

fn entries<'a>(method: Method, path: &'a str) -> impl Iterator<Item = &'static Entry> + use<'a> {
    CATALOGUE.iter().filter(move |entry| entry.method == method && entry.path == path)
}

#[cfg(test)]
mod tests {
    use super::*;
    use firetower_protocol::{Operation, WireForm};

    #[test]
    fn a_path_that_nobody_knows_is_a_write() {
        assert!(reads(Method::Post, "/admin/user/get_info") && reads(Method::Get, "/admin/health"));
        for path in
            ["/admin/user/get_info/", "/admin/user/get_infos", "/admin/get_anything", "", "/admin/health"]
        {
            assert!(!reads(Method::Post, path), "{path}");
        }
        assert!(by_hand(Method::Post, "/admin/user/destroy".to_owned(), None).0.writes);
        assert!(!reads(Method::Get, "/admin/user/get_info"), "asked in another way, who knows");
    }

    #[test]
    fn a_read_only_connection_lets_nothing_pass_that_writes_or_hands_out_keys() {
        let judged = |read_only, (call, by): &(Call, By)| refusal(&Standing::new(read_only), true, call, *by);
        for entry in CATALOGUE {
            let call = by_hand(entry.method, entry.path.to_owned(), None);
            assert_eq!(judged(false, &call), None, "{}", entry.path);
            let harmless = entry.reads && !entry.hands_out_keys;
            assert_eq!(judged(true, &call), (!harmless).then_some(Kind::ReadOnly), "{}", entry.path);
        }
        for path in ["/admin/user/get_token", "/admin/anything/new", "/admin/user/get_info2", ""] {
            let call = by_hand(Method::Post, path.to_owned(), None);
            assert_eq!(judged(true, &call), Some(Kind::ReadOnly), "{path}");
        }
    }

    #[test]
    fn a_read_only_connection_answers_every_reading_of_a_page() {
        for operation in Operation::ALL {
            for form in [WireForm::Documented, WireForm::Sdk] {
                let Some(path) = operation.path(form) else { continue };
                let method = if *operation == Operation::HealthNodes { Method::Get } else { Method::Post };
                let call = by_hand(method, path.to_owned(), None);
                let refused = refusal(&Standing::new(true), true, &call.0, By::Page);
                assert_eq!(refused, operation.writes().then_some(Kind::ReadOnly), "{path}");
            }
        }
    }

    #[test]
    fn a_call_is_judged_by_what_is_so_when_it_is_sent() {
        let read_only = Standing::default();
        // What the session before still has under way holds the same, and began while it could write.
        let under_way = read_only.clone();
        let write = by_hand(Method::Post, "/admin/system/put_setting".to_owned(), None);
        let token = by_hand(Method::Post, "/admin/user/get_token".to_owned(), None);
        let read = by_hand(Method::Post, "/admin/user/get_info".to_owned(), None);
        let judged = |(call, by): &(Call, By)| refusal(&under_way, true, call, *by);
        assert_eq!([&write, &token, &read].map(judged), [None, None, None]);
        read_only.set(true);
        let refused = Some(Kind::ReadOnly);
        assert_eq!([&write, &token, &read].map(judged), [refused.clone(), refused.clone(), None]);
        let of_a_page = refusal(&under_way, true, &write.0, By::Page);
        assert_eq!(of_a_page, refused, "a write of a page as one that was typed");
        assert_eq!(why_not(&under_way, true, true, true), refused, "and one that is only being noted");
        read_only.set(false);
        assert_eq!([&write, &token, &read].map(judged), [None, None, None]);
    }

    #[test]
    fn a_write_without_a_secret_is_not_sent() {
        let write = by_hand(Method::Post, "/admin/system/put_setting".to_owned(), None);
        assert_eq!(refusal(&Standing::default(), false, &write.0, write.1), Some(Kind::NoSecret));
    }

    /// What a page asks for and what is typed by hand is judged alike.
    #[test]
    fn every_operation_is_judged_by_its_path_as_it_judges_itself() {
        for operation in Operation::ALL {
            for form in [WireForm::Documented, WireForm::Sdk] {
                let method = if *operation == Operation::HealthNodes { Method::Get } else { Method::Post };
                if let Some(path) = operation.path(form) {
                    assert_eq!(reads(method, path), !operation.writes(), "{path}");
                }
            }
        }
    }
}
