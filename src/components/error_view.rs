//! An error in place: what happened, what to do, Retry, and the exchange behind it.

use crate::dom::prelude::*;

use crate::components::exchange_view::{curl_of, exchange_view, head_line};
use crate::error::{ApiError, Kind};
use crate::i18n::{Lang, say, tr};
use crate::paths;
use crate::state::session::Session;
use crate::ui::copy::copy_button;
use crate::ui::hostile;
use crate::ui::icon::{Icon, icon};
use crate::ui::statement::{Gravity, statement};

/// `retry` is offered unless the error is one that trying again can't mend.
pub(crate) fn error_view(
    session: &Session,
    error: ApiError,
    retry: impl Fn() + Send + Sync + 'static,
) -> AnyView {
    let step = error.kind.step();
    let (for_title, for_why) = (error.clone(), error.clone());
    let title = say(move |lang| hostile::plain(&for_title.explain(lang).title));
    let why = say(move |lang| hostile::plain(&for_why.explain(lang).why));
    let failed_at = say(move |lang| lang.failed_at(step.word(lang)));
    let details = error.exchange.and_then(|id| session.exchanges.find(id)).map(|exchange| {
        let number = StoredValue::new(exchange.clone());
        view! {
            <details class="exchange-details">
                <summary class="opened">
                    {icon(Icon::Right)}{tr(Lang::details)}
                    <span class="meta">{head_line(&exchange)}</span>
                </summary>
                <div class="tools">{copy_button("btn small", Lang::copy_as_curl, move || number.with_value(|exchange| curl_of(exchange)))}</div>
                {exchange_view(&exchange)}
            </details>
        }
    });
    let action = view! {
        <div class="row">
            {is_on_the_way(&error.kind)
                .then(|| view! { <a class="btn" href=paths::check_now(session.slug())>{tr(Lang::nav_check)}</a> })}
            {mends_by_secret(&error.kind)
                .then(|| view! { <a class="btn" href=paths::edit_connection(session.slug())>{tr(Lang::secret_edit)}</a> })}
            <button type="button" class="btn go" on:click=move |_| retry()>{tr(Lang::retry)}</button>
        </div>
    }
    .into_any();
    view! {
        <section class="card trouble">
            {statement(Gravity::Bad, true, title, why, action)}
            <p class="failed-at meta">{failed_at}</p>
            {details}
        </section>
    }
    .into_any()
}

/// The way to the server is what failed, and the check says where.
fn is_on_the_way(kind: &Kind) -> bool {
    kind.is_unreachable() || kind.refuses_signature()
}

fn mends_by_secret(kind: &Kind) -> bool {
    kind.refuses_signature() || matches!(kind, Kind::NoSecret)
}
