//! Production asks once more, and names the server again.

use super::Change;
use super::diff::{Column, diff};
use crate::dom::prelude::*;
use crate::i18n::{Lang, Text, say, tr};
use crate::ui::dialog::dialog;
use crate::ui::hostile;

/// `why` says what the write means to people.
pub(crate) fn confirm(change: Change, why: impl Fn() -> Text + 'static) -> AnyView {
    let (name, env) =
        change.with_session(|session| (hostile::plain(session.name()), session.connection.environment.key()));
    let title = {
        let name = name.clone();
        say(move |lang| lang.ch_confirm_title(&name))
    };
    let body = move || {
        let Some(intent) = change.asked.get() else { return ().into_any() };
        let from = intent.from.map(|from| from.keeping_secrets_of(&untrack(|| change.on_server().0)));
        let before = Column::plain(Lang::ch_col_server_short, from);
        let after = Column::plain(Lang::ch_col_after, Some(intent.to));
        view! { <p>{why()}</p>{diff(before, vec![after], Lang::ch_same_sent)} }.into_any()
    };
    let buttons = move || {
        let name = name.clone();
        view! {
            <button type="button" class="btn" on:click=move |_| change.asking.set(false)>{tr(Lang::cancel)}</button>
            <button type="button" class="btn go" on:click=move |_| change.agree()>{say(move |lang| lang.ch_confirm_do(&name))}</button>
        }
        .into_any()
    };
    dialog(change.asking, env, title, body, buttons)
}
