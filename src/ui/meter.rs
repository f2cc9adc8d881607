//! A measure against its limit: a name, a bar, and the value in a column of its own.

use super::format::fixed;
use crate::dom::prelude::*;

/// The bar alone. The value beside it says the same in words, so it is hidden from screen readers.
pub(crate) fn track(share: Option<f64>) -> AnyView {
    let width = share
        .map_or_else(|| "0%".to_owned(), |share| format!("{}%", fixed(share.clamp(0.0, 1.0) * 100.0, 1)));
    view! { <span class="track" aria-hidden="true"><i style:inline-size=width></i></span> }.into_any()
}

/// `offends` colours the whole row.
pub(crate) fn meter(name: AnyView, share: Option<f64>, value: AnyView, offends: bool) -> AnyView {
    view! {
        <div class=if offends { "meter warn" } else { "meter" }>
            <dt>{name}</dt>
            <dd>{track(share)}<span class="v">{value}</span></dd>
        </div>
    }
    .into_any()
}
