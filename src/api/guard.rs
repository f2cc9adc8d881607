//! The one gate through which every call passes, and every write in particular.
//!
//! [`fetch`](super::fetch) sends nothing without a [`Permit`], and only this module makes one. A read-only connection
//! is refused here, for every operation at once, when it comes.

use firetower_protocol::{Call, Secret};

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
