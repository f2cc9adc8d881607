//! The one gate through which every call passes, and every write in particular.
//!
//! [`fetch`](super::fetch) sends nothing without a [`Permit`], and only this module makes one. A read-only connection
//! is refused here, for every operation at once, when it comes. What was typed by hand becomes a call here too, and is a
//! write unless its path is known to change nothing.

use firetower_protocol::catalogue::CATALOGUE;
use firetower_protocol::{Call, Method, Secret};

use crate::error::Kind;
use crate::state::session::Session;

/// The proof that a call was looked at. It can't be made elsewhere.
pub(crate) struct Permit {
    /// For signing; `None` for a call that is sent unsigned.
    pub(crate) secret: Option<Secret>,
    _only_here: (),
}

pub(crate) fn permit(session: &Session, call: &Call) -> Result<Permit, Kind> {
    let secret = session.secret_now();
    if secret.is_none() && (call.signed || call.writes) {
        return Err(Kind::NoSecret);
    }
    Ok(Permit { secret: secret.filter(|_| call.signed), _only_here: () })
}

/// A call that was typed by hand. Nobody but its path says what it does.
pub(super) fn by_hand(method: Method, path: String, body: Option<String>) -> Call {
    let writes = !reads(method, &path);
    Call { method, path: path.into(), writes, signed: method == Method::Post, body }
}

/// Whether a path is known to change nothing. What nobody knows is a write.
pub(crate) fn reads(method: Method, path: &str) -> bool {
    let mut known = CATALOGUE.iter().filter(|entry| entry.method == method && entry.path == path).peekable();
    known.peek().is_some() && known.all(|entry| entry.reads)
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
        assert!(by_hand(Method::Post, "/admin/user/destroy".to_owned(), None).writes);
        assert!(!reads(Method::Get, "/admin/user/get_info"), "asked in another way, who knows");
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
