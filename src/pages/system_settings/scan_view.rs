//! The search for settings that are set, on the screen: its range, how far it is, and what it found.

use firetower_protocol::SettingId;
use firetower_protocol::system_setting::SystemSetting;

use super::range::{Range, Wrong};
use super::readings::MOST_KNOWN;
use super::scan::{Progress, Scan, Step};
use crate::components::error_view::error_view;
use crate::dom::prelude::*;
use crate::i18n::{Lang, Word, say, tr};
use crate::paths;
use crate::state::kept;
use crate::state::session::Session;
use crate::ui::field::{Field, problem, text_field};
use crate::ui::hostile::hostile;
use crate::ui::icon::{Icon, icon};

const FIRST: (i32, i32) = (1, 1000);

pub(super) fn scan_view(session: &Session, scan: Scan) -> AnyView {
    let location = use_location();
    let running = untrack(|| scan.progress.with(|progress| progress.range));
    let (from, to) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    // A link fills the form and starts nothing; without one, what was searched last stands there.
    watch(move || {
        let (asked_from, asked_to) = (location.query("from"), location.query("to"));
        let usual = running.map_or(FIRST, |range| (range.from, range.to));
        from.set(asked_from.unwrap_or_else(|| usual.0.to_string()));
        to.set(asked_to.unwrap_or_else(|| usual.1.to_string()));
    });
    for (text, is_from) in [(from, true), (to, false)] {
        let usual = move || {
            let usual = running.map_or(FIRST, |range| (range.from, range.to));
            let (name, number) = if is_from { ("from", usual.0) } else { ("to", usual.1) };
            location.query(name).unwrap_or_else(|| number.to_string())
        };
        let field = if is_from { "scan-from" } else { "scan-to" };
        kept::keep(session.slug(), field, usual, move || text.get(), move |kept| text.set(kept.to_owned()));
    }
    let range = memo(move || Range::read(&from.get(), &to.get()));
    let going = memo(move || scan.progress.with(Progress::is_going));
    let slug = session.slug().to_owned();
    let start = {
        let slug = slug.clone();
        move |event: leptos::ev::SubmitEvent| {
            event.prevent_default();
            if let Ok(range) = range.get_untracked()
                && !going.get_untracked()
            {
                scan.start(range);
                location.go(&paths::scan(&slug, Some((range.from, range.to))), true);
            }
        }
    };
    let wrong = move || range.get().err().map(wrong_word);
    let count =
        say(move |lang| range.get().map(|range| lang.ss_scan_count(range.count())).unwrap_or_default());
    let field = |label: Word, value, name| {
        text_field(Field {
            label: tr(label).into_any(),
            aside: ().into_any(),
            value,
            below: ().into_any(),
            invalid: Signal::derive(move || range.get().is_err()),
            mono: true,
            name,
        })
    };
    let hint = say(|lang| lang.ss_scan_why(MOST_KNOWN));
    view! {
        <div class="form">
            <form class="card scan" on:submit=start>
                <header><h2>{tr(Lang::ss_scan)}</h2><span class="push meta">{tr(Lang::ss_scan_reads)}</span></header>
                <div class="body form">
                    <p class="hint intro">{hint}</p>
                    <div class="ends">
                        {field(Lang::ss_scan_from, from, "from")}
                        {field(Lang::ss_scan_to, to, "to")}
                    </div>
                    <div class="below" aria-live="polite">
                        {move || match wrong() {
                            Some(word) => problem(tr(word)),
                            None => ().into_any(),
                        }}
                    </div>
                </div>
                <footer>
                    <button type="submit" class="btn" class:go=move || !going.get() && range.get().is_ok()
                        disabled=move || going.get() || range.get().is_err()>{tr(Lang::ss_scan_start)}</button>
                    <span>{count}</span>
                </footer>
            </form>
            {show(move || scan.progress.with(|progress| progress.range.is_some()), {
                let session = session.clone();
                move || outcome(&session, scan)
            })}
        </div>
    }
    .into_any()
}

fn wrong_word(wrong: Wrong) -> Word {
    match wrong {
        Wrong::NoNumber => Lang::ss_open_error,
        Wrong::Backwards => Lang::ss_scan_backwards,
        Wrong::TooMany => Lang::ss_scan_too_many,
    }
}

/// For the list beside it.
pub(super) fn short(lang: Lang, progress: &Progress) -> String {
    match progress.step {
        Step::Idle => String::new(),
        _ => lang.ss_scan_short(progress.done, progress.count()),
    }
}

fn outcome(session: &Session, scan: Scan) -> AnyView {
    let session = session.clone();
    let slug = StoredValue::new(session.slug().to_owned());
    let progress = scan.progress;
    let going = memo(move || progress.with(Progress::is_going));
    let error = memo(move || {
        progress.with(|progress| match &progress.step {
            Step::Stopped(error) => Some(error.clone()),
            _ => None,
        })
    });
    let state = say(move |lang| progress.with(|progress| state_words(lang, progress)));
    let next = memo(move || progress.with(|progress| progress.next().filter(|_| !progress.is_going())));
    let none = move || {
        let is_done = progress.with(|progress| progress.step == Step::Done);
        (is_done && scan.found.with(Vec::is_empty))
            .then(|| view! { <p class="body muted">{tr(Lang::ss_scan_none)}</p> })
    };
    let rows = move |setting: SystemSetting| slug.with_value(|slug| row(slug, &setting));
    let value = move || progress.with(|progress| progress.done.to_string());
    let most = move || progress.with(|progress| progress.count().max(1).to_string());
    view! {
        {move || error.get().map(|error| error_view(&session, error, move || scan.go_on()))}
        <section class="card found">
            <header>
                <h2>{say(move |lang| lang.ss_scan_found(scan.found.with(Vec::len)))}</h2>
                <span class="push meta">{say(move |lang| progress.with(|progress| lang.ss_scan_done(progress.done, progress.count())))}</span>
            </header>
            <div class="body how">
                <progress aria-label=tr(Lang::ss_scan) max=most value=value></progress>
                <div class="row">
                    <span class="muted" role="status">{state}</span>
                    <span class="push row">
                        {show(move || going.get(), move || view! {
                            <button type="button" class="btn" on:click=move |_| scan.cancel()>{icon(Icon::Cross)}{tr(Lang::cancel)}</button>
                        })}
                        {move || next.get().map(|id| go_on(scan, id))}
                    </span>
                </div>
            </div>
            {none}
            <table class="fixed" class:hidden=move || scan.found.with(Vec::is_empty)>
                <thead><tr>
                    <th scope="col" class="c-id">{tr(Lang::ss_scan_id)}</th>
                    <th scope="col">{tr(Lang::ss_value)}</th>
                    <th scope="col">{tr(Lang::ss_desc)}</th>
                </tr></thead>
                <tbody>{each(move || scan.found.get(), |setting| setting.id, rows)}</tbody>
            </table>
        </section>
    }
    .into_any()
}

fn go_on(scan: Scan, id: SettingId) -> AnyView {
    view! {
        <button type="button" class="btn" on:click=move |_| scan.go_on()>{icon(Icon::Right)}{say(move |lang| lang.ss_scan_go_on(id.0))}</button>
    }
    .into_any()
}

fn state_words(lang: Lang, progress: &Progress) -> String {
    let next = progress.next().map_or(0, |id| id.0);
    match &progress.step {
        Step::Idle => String::new(),
        Step::Going => match progress.pace {
            Some((rate, left_s)) => lang.ss_scan_going(rate, progress.count() - progress.done, left_s),
            None => lang.loading().to_owned(),
        },
        Step::Waiting(seconds) => lang.ss_scan_waits(*seconds),
        Step::Cancelled => lang.ss_scan_cancelled(next),
        Step::Stopped(_) => lang.ss_scan_stopped(next),
        Step::Done => lang.ss_scan_ended(progress.count()),
    }
}

fn row(slug: &str, setting: &SystemSetting) -> AnyView {
    let href = paths::system_setting(slug, setting.id);
    view! {
        <tr>
            <td class="mono"><a href=href>{setting.id.to_string()}</a></td>
            <td class="mono full">{hostile(&setting.value)}</td>
            <td class="full">{hostile(&setting.desc)}</td>
        </tr>
    }
    .into_any()
}
