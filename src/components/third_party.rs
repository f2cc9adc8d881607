//! The warning about whoever runs what lies between.

use crate::dom::prelude::*;

use crate::i18n::{Lang, say};
use crate::ui::field::caution;
use firetower_protocol::address::Address;

/// Its requests go to another origin than the page's.
pub(crate) fn is_elsewhere(address: &Address) -> bool {
    let own = location().origin().unwrap_or_default();
    address.origin().is_some_and(|origin| origin != own)
}

/// A signature covers neither path nor body: who forwards one can make any other request with it.
pub(crate) fn third_party(address: &Address) -> Option<AnyView> {
    is_elsewhere(address).then(|| {
        let host = address.host("").to_owned();
        caution(say(move |lang: Lang| lang.cf_third_party(&host)))
    })
}
