//! Production asks once more, and names the server again.

use crate::dom::prelude::*;
use firetower_protocol::system_setting::LARGEST_GROUP_SIZE;

use super::diff::{Column, diff};
use super::draft::Draft;
use crate::i18n::{Lang, say, tr};
use crate::state::session::Session;
use crate::ui::dialog::dialog;
use crate::ui::hostile;

pub(super) fn confirm(session: &Session, draft: Draft) -> AnyView {
    let name = hostile::plain(session.name());
    let id = draft.id;
    let title = {
        let name = name.clone();
        say(move |lang| lang.ss_confirm_title(&name))
    };
    let body = move || {
        let Some(intent) = draft.asked.get() else { return ().into_any() };
        let before = Column {
            head: say(|lang| lang.ss_col_server_short().to_owned()),
            short: Lang::ss_col_server_short,
            held: intent.from,
        };
        let after = Column {
            head: say(|lang| lang.ss_col_after().to_owned()),
            short: Lang::ss_col_after,
            held: Some(intent.to),
        };
        let why = say(move |lang| {
            if id == LARGEST_GROUP_SIZE {
                lang.ss_confirm_why_named(id.0, &lang.ss_group_size().to_ascii_lowercase())
            } else {
                lang.ss_confirm_why(id.0)
            }
        });
        view! { <p>{why}</p>{diff(before, vec![after], Lang::ss_same_sent)} }.into_any()
    };
    let buttons = move || {
        let name = name.clone();
        view! {
            <button type="button" class="btn" on:click=move |_| draft.asking.set(false)>{tr(Lang::cancel)}</button>
            <button type="button" class="btn go" on:click=move |_| draft.agree()>{say(move |lang| lang.ss_confirm_do(&name))}</button>
        }
        .into_any()
    };
    dialog(draft.asking, session.connection.environment.key(), title, body, buttons)
}
