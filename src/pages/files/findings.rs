//! What the filter leaves of the loaded rows, and the search that reads on until a row passes it.

use crate::dom::prelude::*;

use super::narrow::Row;
use super::nav::Nav;
use super::reader::{Finding, Progress, Reader, Step};
use crate::i18n::{Lang, Word, say, tr};
use crate::paths::FileFilter;
use crate::state::time;
use crate::ui::format;
use crate::ui::icon::{Icon, icon};

pub(super) fn findings(nav: Nav, reader: Reader, rows: Memo<Vec<Row>>) -> AnyView {
    let is_filtered = memo(move || nav.at.with(|at| !at.filter.is_empty()));
    // The kind alone decides on the buttons: they keep the focus while the numbers go up.
    let kind = memo(move || std::mem::discriminant(&reader.finding.get()));
    let is_shown = move || is_filtered.get() || reader.finding.get() == Finding::Unsaid;
    show(is_shown, move || {
        let words = say(move |lang| words(lang, reader, rows, is_filtered.get()));
        let buttons = move || {
            kind.with(|_| ());
            buttons(nav, reader, untrack(|| reader.finding.get()), is_filtered)
        };
        view! {
            <div class="findings">
                {move || icon(sign(reader.finding.get()))}
                <p role="status">{words}</p>
                <div class="row">{buttons}</div>
            </div>
        }
        .into_any()
    })
}

fn sign(finding: Finding) -> Icon {
    match finding {
        Finding::Idle => Icon::Info,
        Finding::Unsaid | Finding::Running(_) => Icon::Search,
        Finding::Stopped(_) | Finding::NotFound(_) => Icon::Dash,
        Finding::Found(_) => Icon::Check,
    }
}

fn words(lang: Lang, reader: Reader, rows: Memo<Vec<Row>>, is_filtered: bool) -> String {
    let all = reader.shown.with(|shown| shown.as_ref().map_or(0, |shown| shown.rows.len()));
    let matching = || if is_filtered { lang.fi_matching(rows.with(Vec::len), all) } else { String::new() };
    let grouped = |count: usize| format::grouped(i64::try_from(count).unwrap_or(i64::MAX));
    let reached = |progress: Progress| {
        progress
            .reached
            .map(|at| format!("{}{}", lang.pick(", ", "，"), lang.fi_reached(&time::stamp(at))))
            .unwrap_or_default()
    };
    let end = lang.pick(". ", "。");
    match reader.finding.get() {
        Finding::Idle => matching(),
        Finding::Unsaid => lang.fi_find_unsaid().to_owned(),
        Finding::Running(progress) => {
            let done = lang.fi_finding(&grouped(progress.files), &grouped(progress.pages), &rate(progress));
            format!("{done}{}{end}{}", reached(progress), lang.fi_finding_rest())
        }
        Finding::Stopped(progress) => lang.fi_stopped(&grouped(progress.files), &grouped(progress.pages)),
        Finding::Found(progress) => {
            format!("{}{}{}", lang.fi_found(&grouped(progress.files)), lang.pick(" ", ""), matching())
        }
        Finding::NotFound(progress) => lang.fi_not_found(&grouped(progress.files)),
    }
}

/// Files a second, whole.
fn rate(progress: Progress) -> String {
    let files = u64::try_from(progress.files).unwrap_or(u64::MAX);
    let a_second = files.saturating_mul(1000) / u64::from(progress.took_ms.max(1));
    format::grouped(i64::try_from(a_second).unwrap_or(i64::MAX))
}

fn buttons(nav: Nav, reader: Reader, finding: Finding, is_filtered: Memo<bool>) -> AnyView {
    let step = move |step: Step, word: Word| {
        view! { <button type="button" class="btn small" on:click=move |_| reader.start(step)>{tr(word)}</button> }
            .into_any()
    };
    let clear = move || {
        is_filtered.get().then(|| {
            view! {
                <button type="button" class="btn small ghost" on:click=move |_| nav.go(true, |at| at.filter = FileFilter::default())>
                    {tr(Lang::fi_clear)}
                </button>
            }
        })
    };
    match finding {
        Finding::Unsaid => ().into_any(),
        Finding::Idle => view! { {step(Step::Find, Lang::fi_find_on)} {clear} },
        Finding::Running(_) => view! {
            <button type="button" class="btn small" on:click=move |_| reader.cancel()>{icon(Icon::Cross)}{tr(Lang::cancel)}</button>
        }
        .into_any(),
        Finding::Stopped(_) => view! {
            {step(Step::FindOn, Lang::fi_go_on)}
            <button type="button" class="btn small" on:click=move |_| reader.show_stopped()>{tr(Lang::fi_show_stopped)}</button>
            {clear}
        },
        Finding::Found(_) => view! { {step(Step::Find, Lang::fi_find_next)} {clear} },
        Finding::NotFound(_) => clear.into_any(),
    }
}
