//! The field into which lines are pasted, with their numbers beside them.

use crate::dom::prelude::*;
use wasm_bindgen::JsCast;

use super::preview::is_wrong;
use super::work::{Doing, Work};
use crate::i18n::{Lang, say, tr};
use crate::ui::field::{caution, fresh_id};

/// As many lines as the field has room for at least.
const ROWS: usize = 8;

pub(super) fn field(work: Work) -> AnyView {
    let (id, below_id) = (fresh_id(), fresh_id());
    let count = memo(move || work.text.with(|text| text.split('\n').count()));
    let told = memo(move || work.rows.with(Vec::len));
    let rows = move || count.get().max(ROWS).to_string();
    let input = move |event: web_sys::Event| {
        let area = event.target().and_then(|target| target.dyn_into::<web_sys::HtmlTextAreaElement>().ok());
        if let Some(area) = area {
            work.typed(area.value());
        }
    };
    let below = move || {
        let too_many = work.left_out.get();
        let most = super::lines::MOST;
        view! {
            {(too_many > 0).then(|| caution(say(move |lang| lang.pn_too_many(most, too_many))))}
            {(!work.is_kept.get()).then(|| caution(tr(Lang::pn_not_kept)))}
        }
    };
    let is_busy = move || work.doing.get() != Doing::Nothing;
    view! {
        <div class="field">
            <label class="lab" for=id.clone()>{tr(Lang::pn_lines)}<span class="meta">{say(move |lang| lang.pn_lines_count(told.get()))}</span></label>
            <div class="in pin-numbered">
                <div class="pin-numbers mono" aria-hidden="true">{numbers(work, count)}</div>
                <textarea id=id class="mono" name="lines" wrap="off" rows=rows autocomplete="off" autocapitalize="off" spellcheck="false"
                    readonly=is_busy aria-describedby=below_id.clone() placeholder=tr(Lang::pn_lines_example)
                    prop:value=work.text on:input=input></textarea>
            </div>
            <div id=below_id class="below"><p class="hint">{tr(Lang::pn_lines_hint)}</p>{below}</div>
        </div>
    }
    .into_any()
}

fn numbers(work: Work, count: Memo<usize>) -> AnyView {
    let wrong = memo(move || {
        let is_wrong = |row: &&super::rows::Row| is_wrong(&row.line);
        work.rows.with(|rows| rows.iter().filter(is_wrong).map(|row| row.line.number).collect::<Vec<_>>())
    });
    let all = move || {
        let wrong = wrong.get();
        (1..=count.get()).map(|number| (number, wrong.binary_search(&number).is_ok())).collect::<Vec<_>>()
    };
    each(
        all,
        |one| *one,
        |(number, is_wrong)| {
            let class = if is_wrong { "bad" } else { "" };
            view! { <span class=class>{number.to_string()}</span> }
        },
    )
}
