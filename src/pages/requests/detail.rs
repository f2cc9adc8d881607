//! One exchange in full, above the list that it was picked from.

use crate::dom::prelude::*;

use crate::components::exchange_view::{curl_of, exchange_view, head_line};
use crate::components::names::users_in;
use crate::i18n::{Lang, say, tr};
use crate::paths::{self, RequestFilter};
use crate::state::exchange::ExchangeId;
use crate::state::session::Session;
use crate::ui::copy::copy_button;
use crate::ui::hostile;
use crate::ui::icon::{Icon, icon};

pub(super) fn detail(session: &Session, filter: Memo<RequestFilter>, id: ExchangeId) -> AnyView {
    let back = paths::requests(session.slug(), filter.get_untracked(), None);
    let close = view! { <a class="icon-btn" href=back aria-label=tr(Lang::close) data-noscroll="">{icon(Icon::Cross)}</a> };
    let Some(exchange) = untrack(|| session.exchanges.find(id)) else {
        return view! {
            <section class="card" aria-label=tr(Lang::rq_detail_title)>
                <header><h2>{say(move |lang| lang.rq_gone_title(id))}</h2><span class="push">{close}</span></header>
                <div class="body muted">{tr(Lang::rq_gone_why)}</div>
            </section>
        }
        .into_any();
    };
    let failure = exchange.failure.clone().map(|error| {
        let words = say(move |lang| hostile::plain(&error.sentences(lang)));
        view! { <p class="body bad-words">{words}</p> }
    });
    let answer = exchange.answer.as_ref().map(|answer| answer.text.as_str());
    let texts: Vec<&str> = exchange.body.as_deref().into_iter().chain(answer).collect();
    let users = users_in(session, &texts).map(|users| view! { <div class="body">{users}</div> });
    let for_copy = StoredValue::new(exchange.clone());
    view! {
        <section class="card" aria-label=tr(Lang::rq_detail_title)>
            <header>
                <h2 class="mono clip">{exchange.method}" "{exchange.path.as_ref()}</h2>
                <span class="meta wide">{head_line(&exchange)}</span>
                <span class="push row">
                    {copy_button("btn small", Lang::copy_as_curl, move || for_copy.with_value(|exchange| curl_of(exchange)))}
                    {close}
                </span>
            </header>
            {failure}
            {users}
            {exchange_view(&exchange)}
        </section>
    }
    .into_any()
}
