//! Production asks once more before a write, and names the server again.

use crate::dom::prelude::*;
use firetower_protocol::pretty::pretty;

use super::check::json_problem;
use super::form::Form;
use crate::i18n::{Lang, say, tr};
use crate::state::session::Session;
use crate::ui::dialog::dialog;
use crate::ui::field::caution;
use crate::ui::hostile::{self, hostile};

pub(super) fn confirm(session: &Session, form: Form) -> AnyView {
    let name = hostile::plain(session.name());
    let title = {
        let name = name.clone();
        say(move |lang| lang.cs_ask_title(&name))
    };
    let for_buttons = name.clone();
    let body = move || {
        let name = name.clone();
        let Some(outgoing) = form.intended.get_untracked() else { return ().into_any() };
        let wrong = outgoing.shown.as_deref().and_then(json_problem);
        let lines = match outgoing.shown {
            Some(body) => {
                pretty(&body).lines().map(|line| view! { <div>{hostile(line)}</div> }).collect_view()
            }
            None => view! { <div class="dim">{tr(Lang::cs_body_empty)}</div> },
        };
        view! {
            <p>{say(move |lang| lang.cs_ask_why(&name))}</p>
            {outgoing.invents_secret.then(|| caution(tr(Lang::cs_invents)))}
            {wrong.map(|spot| caution(say(move |lang| lang.cs_not_json(spot.line, spot.column))))}
            <div class="code" tabindex="0"><div>"POST "{hostile(&outgoing.path)}</div>{lines}</div>
        }
        .into_any()
    };
    let buttons = move || {
        let name = for_buttons.clone();
        view! {
            <button type="button" class="btn" on:click=move |_| form.asking.set(false)>{tr(Lang::cancel)}</button>
            <button type="button" class="btn go" on:click=move |_| form.agree()>{say(move |lang| lang.cs_send(&name))}</button>
        }
        .into_any()
    };
    dialog(form.asking, session.connection.environment.key(), title, body, buttons)
}
