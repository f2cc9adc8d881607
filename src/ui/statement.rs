//! The statement: trouble says what, why and what next. There is one on a view.

use crate::dom::prelude::*;

use super::icon::{Icon, icon};
use crate::i18n::Text;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Gravity {
    Warn,
    Bad,
}

/// `urgent` interrupts a screen reader; the other kind waits its turn.
pub(crate) fn statement(gravity: Gravity, urgent: bool, say: Text, why: Text, action: AnyView) -> AnyView {
    let (class, sign) = match gravity {
        Gravity::Warn => ("statement", Icon::Alert),
        Gravity::Bad => ("statement bad", Icon::Stop),
    };
    view! {
        <section class=class role=if urgent { "alert" } else { "status" }>
            <span class="sign">{icon(sign)}</span>
            <div>
                <h2 class="say">{say}</h2>
                <p class="why">{why}</p>
            </div>
            {action}
        </section>
    }
    .into_any()
}
