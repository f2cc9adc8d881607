//! Several at once: paste lines, see what would change, apply row by row.

mod field;
mod lines;
mod preview;
mod rows;
mod stand;
mod work;

use crate::dom::prelude::*;

use super::Here;
use super::pace::pace_line;
use crate::i18n::{Lang, Text, say, tr};
use crate::paths;
use crate::ui::dialog::dialog;
use crate::ui::field::caution;
use crate::ui::hostile;
use crate::ui::icon::{Icon, icon};
use rows::{Counts, Row};
use work::{Doing, Work};

/// What is asked about, in production.
#[derive(Clone, Copy)]
struct Question {
    rows: StoredValue<Vec<Row>>,
    count: RwSignal<usize>,
    is_open: RwSignal<bool>,
}

pub(super) fn card(here: Here) -> AnyView {
    let work = Work::begin(&here.looked.client(), here.looked);
    let question = Question {
        rows: StoredValue::new(Vec::new()),
        count: RwSignal::new(0),
        is_open: RwSignal::new(false),
    };
    let is_empty = memo(move || work.rows.with(Vec::is_empty));
    let end = move || work.end();
    let reads = Signal::derive(move || work.pace.get().filter(|_| work.doing.get() == Doing::Reading));
    let writes = Signal::derive(move || work.pace.get().filter(|_| work.doing.get() == Doing::Writing));
    view! {
        {ask(here, work, question)}
        <section class="card pin-bulk" aria-labelledby="pins-several">
            <header>
                <h2 id="pins-several">{tr(Lang::pn_several)}</h2>
                <span class="meta wide">{tr(Lang::pn_several_how)}</span>
                <span class="push">{direction(work)}</span>
            </header>
            <div class="pin-bulk-body">
                {field::field(work)}
                {show(move || !is_empty.get(), move || preview::preview(here, work))}
            </div>
            {pace_line(reads, Lang::pn_reading_lines, Lang::cancel, end)}
            {pace_line(writes, Lang::ch_writing, Lang::pn_stop_rows, end)}
            {move || work.gave_up.get().then(|| view! { <div class="body below" role="alert">{caution(tr(Lang::pn_gave_up))}</div> })}
            {show(move || !is_empty.get(), move || footer(here, work, question))}
        </section>
    }
    .into_any()
}

fn direction(work: Work) -> AnyView {
    let choice = |unpins: bool| {
        let word = if unpins { tr(Lang::pn_unpin) } else { tr(Lang::pn_pin) };
        view! {
            <label class="choice">
                <input type="radio" name="direction" prop:checked=move || work.unpins.get() == unpins
                    disabled=move || work.doing.get() != Doing::Nothing on:change=move |_| work.turn(unpins) />
                <span>{word}</span>
            </label>
        }
    };
    view! { <div class="seg" role="radiogroup" aria-label=tr(Lang::pn_direction)>{choice(false)}{choice(true)}</div> }
        .into_any()
}

/// `Pin 4 on im-prod`.
fn doing(lang: Lang, unpins: bool, count: usize, name: &str) -> String {
    if unpins { lang.pn_do_unpin(count, name) } else { lang.pn_do_pin(count, name) }
}

fn footer(here: Here, work: Work, question: Question) -> AnyView {
    let counts = memo(move || work.counts());
    let counted = move |count: fn(Counts) -> usize| memo(move || count(counts.get()));
    let (unread, will, retries) = (counted(|it| it.unread), counted(|it| it.will), counted(Counts::retries));
    let is_first = memo(move || counts.get().all_unread());
    let was_written = memo(move || counts.get().written() > 0);
    let is_busy = move || work.doing.get() != Doing::Nothing;
    let is_closed = move || here.is_read_only || is_busy();
    let name = StoredValue::new(here.name.with_value(|name| hostile::plain(name)));
    let ellipsis = if here.is_production { "…" } else { "" };
    let slug = here.slug.get_value();
    let see = move || {
        let label = say(move |lang| match unread.get() {
            _ if is_first.get() => lang.pn_see().to_owned(),
            count => lang.pn_see_rest(count),
        });
        view! {
            <button type="button" class="btn" class:go=move || will.get() == 0 && !is_busy() disabled=is_busy
                on:click=move |_| work.read_rest()>{label}</button>
        }
        .into_any()
    };
    let apply = move || {
        let label = say(move |lang| {
            format!("{}{ellipsis}", name.with_value(|name| doing(lang, work.unpins.get(), will.get(), name)))
        });
        view! {
            <button type="button" class="btn" class:go=move || !is_closed() disabled=is_closed
                on:click=move |_| write(here, work, question, work.to_write())>{label}</button>
        }
        .into_any()
    };
    let retry = move || {
        let label = say(move |lang| format!("{}{ellipsis}", lang.pn_retry(retries.get())));
        view! {
            <button type="button" class="btn" class:go=move || will.get() + unread.get() == 0 && !is_closed() disabled=is_closed
                on:click=move |_| write(here, work, question, work.to_retry())>{label}</button>
        }
        .into_any()
    };
    let again = move || {
        view! { <button type="button" class="btn" disabled=is_busy on:click=move |_| work.read_all()>{tr(Lang::read_again)}</button> }
            .into_any()
    };
    view! {
        <footer>
            {show(move || unread.get() > 0, see)}
            {show(move || will.get() > 0, apply)}
            {show(move || retries.get() > 0, retry)}
            {here.is_read_only.then(|| view! { <span>{tr(Lang::ch_read_only)}</span> })}
            {show(move || !is_first.get(), again)}
            <span role="status">{summary(counts)}</span>
            <span class="push">
                {move || if was_written.get() {
                    view! { <a href=paths::changes(&slug)>{tr(Lang::pn_in_changes)}</a> }.into_any()
                } else {
                    tr(Lang::pn_each_read_back).into_any()
                }}
            </span>
        </footer>
    }
    .into_any()
}

/// A sentence with a count.
type Count = fn(Lang, usize) -> String;

fn summary(counts: Memo<Counts>) -> Text {
    say(move |lang| {
        let Counts { done, nothing, wrong, failed, unknown, .. } = counts.get();
        let told: [(usize, Count); 5] = [
            (done, Lang::pn_sum_done),
            (nothing, Lang::pn_sum_nothing),
            (wrong, Lang::pn_sum_wrong),
            (failed, Lang::pn_sum_failed),
            (unknown, Lang::pn_sum_unknown),
        ];
        let told = told.into_iter().filter(|(count, _)| *count > 0);
        told.map(|(count, say)| say(lang, count)).collect::<Vec<_>>().join(" · ")
    })
}

/// Production asks once for the whole.
fn write(here: Here, work: Work, question: Question, rows: Vec<Row>) {
    if here.is_production {
        question.count.set(rows.len());
        question.rows.set_value(rows);
        question.is_open.set(true);
    } else {
        work.write(rows);
    }
}

fn ask(here: Here, work: Work, question: Question) -> AnyView {
    let name = here.name.with_value(|name| hostile::plain(name));
    let (for_title, for_button) = (name.clone(), name.clone());
    let title = say(move |lang| {
        format!(
            "{}{}",
            doing(lang, work.unpins.get(), question.count.get(), &for_title),
            lang.pick("?", "？")
        )
    });
    let env = here.session.with_value(|session| session.connection.environment.key());
    let agree = move |_| {
        question.is_open.set(false);
        work.write(question.rows.get_value());
    };
    let body = move || {
        let name = name.clone();
        view! { <p>{say(move |lang| lang.pn_ask_why(question.count.get(), &name))}</p> }.into_any()
    };
    let buttons = move || {
        let name = for_button.clone();
        view! {
            <button type="button" class="btn" on:click=move |_| question.is_open.set(false)>{tr(Lang::cancel)}</button>
            <button type="button" class="btn go" on:click=agree>
                {icon(Icon::Pin)}{say(move |lang| doing(lang, work.unpins.get(), question.count.get(), &name))}
            </button>
        }
        .into_any()
    };
    dialog(question.is_open, env, title, body, buttons)
}
