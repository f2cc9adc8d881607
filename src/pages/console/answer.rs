//! What a request came to: in words first, then the exchange as the Requests page shows it.

use crate::dom::prelude::*;
use firetower_protocol::Code;

use super::codes::code_word;
use super::form::{Answered, Form, Phase};
use crate::components::exchange_view::{exchange_view, head_line};
use crate::components::names::users_in;
use crate::error::{ApiError, Kind};
use crate::i18n::{Lang, Text, Word, say, tr};
use crate::paths::{self, RequestFilter};
use crate::state::exchange::Exchange;
use crate::state::journal::Outcome;
use crate::state::session::Session;
use crate::ui::hostile;
use crate::ui::icon::{Icon, icon};
use crate::ui::statement::{Gravity, statement};

pub(super) fn answer(session: &Session, form: Form) -> AnyView {
    let session = session.clone();
    let name = hostile::plain(session.name());
    (move || match form.phase.get() {
        Phase::Editing => ().into_any(),
        Phase::Sending => {
            let name = name.clone();
            view! {
                <div class="wait-line"><div class="progress"></div></div>
                <p class="offscreen" role="status">{say(move |lang| lang.cs_sending(&name))}</p>
            }
            .into_any()
        }
        Phase::Answered(answered) => card(&session, form, answered),
    })
    .into_any()
}

fn card(session: &Session, form: Form, answered: Answered) -> AnyView {
    let exchange = untrack(|| session.exchanges.find(answered.exchange));
    let head = exchange.as_ref().map(|exchange| {
        let href = paths::requests(session.slug(), RequestFilter::All, Some(exchange.id));
        view! {
            <span class="meta wide">{head_line(exchange)}</span>
            <span class="push"><a href=href>{tr(Lang::cs_in_requests)}</a></span>
        }
    });
    let code = exchange.as_ref().and_then(|exchange| exchange.answer.as_ref()).and_then(|answer| answer.code);
    let code = code.map(|code| {
        let words = say(move |lang| {
            let word = code_word(code).map_or_else(|| lang.cs_code_unlisted(), |word| word(lang));
            lang.cs_code(code.into(), word)
        });
        view! { <p class="code-said meta">{words}</p> }
    });
    let users = exchange.as_ref().and_then(|exchange| users(session, exchange));
    view! {
        <section class="card answer" aria-labelledby="cs-answer">
            <header><h2 id="cs-answer">{tr(Lang::cs_answer)}</h2>{head}</header>
            <div class="body form">{outcome(form, answered)}{code}{users}</div>
            {exchange.as_deref().map(exchange_view)}
        </section>
    }
    .into_any()
}

fn users(session: &Session, exchange: &Exchange) -> Option<AnyView> {
    users_in(session, &[exchange.answer.as_ref()?.text.as_str()])
}

fn outcome(form: Form, answered: Answered) -> AnyView {
    let Answered { writes, result, outcome, .. } = answered;
    match result {
        Ok(_) if writes => {
            let (title, why) = (fixed(Lang::cs_wrote), fixed(Lang::cs_wrote_why));
            statement(Gravity::Warn, false, title, why, ().into_any())
        }
        Ok(_) => calm(Icon::Check, Lang::cs_read_done),
        Err(error) if !writes && is_not_there(&error) => calm(Icon::Info, Lang::cs_none),
        Err(error) if outcome == Outcome::Unknown => {
            let title = fixed(Lang::cs_outcome_unknown);
            // Without what the explanation says of reading back: here, nothing can.
            let why = say(move |lang| lang.cs_outcome_why(&hostile::plain(&error.explain(lang).title)));
            statement(Gravity::Bad, true, title, why, ().into_any())
        }
        Err(error) => {
            // What it came to is known, so nothing of an unknown outcome is said.
            let error = ApiError { writes: false, ..error };
            let for_title = error.clone();
            let title = say(move |lang| hostile::plain(&for_title.explain(lang).title));
            let why = say(move |lang| hostile::plain(&error.explain(lang).why));
            // A write is sent again by its own button, after a look at what it did. The form may hold one by now, so this
            // asks as that button does.
            let retry = (!writes).then(|| {
                view! { <button type="button" class="btn" on:click=move |_| form.intend()>{tr(Lang::retry)}</button> }
            });
            statement(Gravity::Bad, true, title, why, retry.into_any())
        }
    }
}

fn is_not_there(error: &ApiError) -> bool {
    matches!(error.kind, Kind::Server { code: Code::NotExist, .. })
}

fn fixed(word: Word) -> Text {
    say(move |lang| word(lang).to_owned())
}

fn calm(sign: Icon, word: Word) -> AnyView {
    view! { <p class="calm" role="status">{icon(sign)}<b>{tr(word)}</b></p> }.into_any()
}
