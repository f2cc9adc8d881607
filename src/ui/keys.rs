//! Keys, as the keyboard at hand names them.

use crate::dom::prelude::*;

pub(crate) fn is_mac() -> bool {
    window().navigator().platform().is_ok_and(|platform| platform.starts_with("Mac"))
}
