//! Under the list: how many of how many, the files, and a way to forget all of it.

use super::{View, export};
use crate::dom::prelude::*;
use crate::i18n::{Lang, say, tr};
use crate::state::session::Session;
use crate::state::time;
use crate::ui::dialog::dialog;
use crate::ui::download::download;
use crate::ui::field::problem;
use crate::ui::hostile;
use crate::ui::icon::{Icon, icon};

pub(super) fn footer(session: &Session, view: View) -> AnyView {
    let name = StoredValue::new(session.name().to_owned());
    let nothing = move || view.shown.with(Vec::is_empty);
    let csv = move |_| {
        let text = view.shown.with_untracked(|entries| export::as_csv(entries));
        download("firetower-changes.csv", "text/csv", &text);
    };
    let json = move |_| {
        let text =
            view.shown.with_untracked(|entries| name.with_value(|name| export::as_json(name, entries)));
        download("firetower-changes.json", "application/json", &text);
    };
    let (asking, failed) = (RwSignal::new(false), RwSignal::new(false));
    view! {
        <footer class="changes-foot">
            <span>{say(move |lang| lang.cg_shown(view.shown.with(Vec::len), view.all.get()))}</span>
            <button type="button" class="btn" title=tr(Lang::cg_export_what) disabled=nothing on:click=csv>
                {icon(Icon::Download)}{tr(Lang::cg_export_csv)}
            </button>
            <button type="button" class="btn" title=tr(Lang::cg_export_what) disabled=nothing on:click=json>
                {icon(Icon::Download)}{tr(Lang::cg_export_json)}
            </button>
            <button type="button" class="btn" on:click=move |_| asking.set(true)>{tr(Lang::cg_forget)}</button>
            <span role="status">{move || failed.get().then(|| problem(tr(Lang::cg_forget_failed)))}</span>
            <span class="push wide">{say(|lang| lang.times_in(&time::zone()))}</span>
        </footer>
        {question(session, view, asking, failed)}
    }
    .into_any()
}

fn question(session: &Session, view: View, asking: RwSignal<bool>, failed: RwSignal<bool>) -> AnyView {
    let name = hostile::plain(session.name());
    let title = say(move |lang| lang.cg_forget_title(&name));
    let body = move || view! { <p>{say(move |lang| lang.cg_forget_why(view.all.get()))}</p> }.into_any();
    let forget = move |_| {
        asking.set(false);
        let journal = view.journal.get_value();
        spawn(async move {
            let forgotten = journal.forget().await;
            failed.try_set(!forgotten);
        });
    };
    let buttons = move || {
        view! {
            <button type="button" class="btn" on:click=move |_| asking.set(false)>{tr(Lang::cancel)}</button>
            <button type="button" class="btn go" on:click=forget>{tr(Lang::cg_forget_do)}</button>
        }
        .into_any()
    };
    dialog(asking, session.connection.environment.key(), title, body, buttons)
}
