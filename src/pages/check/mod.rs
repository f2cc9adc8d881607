//! The connection check: where the way to the server ends, and what to change.

use std::rc::Rc;

use crate::dom::prelude::*;
use firetower_protocol::{Secret, TimestampMs};

use crate::api::doctor::verdict::Step;
use crate::components::bar::bar;
use crate::components::clock::{Finder, clock_finder, kept};
use crate::components::doctor::{
    Done, Place, Run, operations, passed, report_text, seeks_clock, steps, verdict,
};
use crate::components::frame::strip;
use crate::components::third_party::third_party;
use crate::i18n::{Lang, Text, say, tr};
use crate::paths;
use crate::state::capabilities::{self, Verdict};
use crate::state::session::Session;
use crate::state::time;
use crate::ui::copy::copy_button;
use crate::ui::icon::{Icon, icon};

pub(crate) fn check_page(session: Session) -> AnyView {
    let run = Run::new();
    let last = RwSignal::new(capabilities::verdict(&session.connection));
    let begin: Rc<dyn Fn(Option<Secret>)> = {
        let session = session.clone();
        Rc::new(move |tried| {
            let for_done = session.clone();
            run.begin(&session, tried, move |done| keep(&for_done, done));
        })
    };
    // Whoever comes for the first time comes to have it checked; who comes again sees how it ended, and says when.
    // Who comes with an error has it checked as well, and goes back to where it was met.
    let comes_with_error = untrack(|| use_location().query(paths::BEGIN).is_some());
    if comes_with_error || last.with_untracked(Option::is_none) {
        begin(None);
    }
    let goes_back = memo(move || {
        comes_with_error && run.report().is_some_and(|report| report.failed().is_none()) && has_history()
    });
    let start = {
        let begin = begin.clone();
        move |_| {
            last.set(None);
            begin(None);
        }
    };
    let for_copy = StoredValue::new((Place::of(&session), session.name().to_owned()));
    let copied = move || {
        let secret = run.secret();
        run.report().map(|report| {
            for_copy.with_value(|(place, name)| report_text(&report, place, name, secret.as_ref()))
        })
    };
    let has_report = memo(move || run.ended.get().is_some());
    let actions = view! {
        {show(move || has_report.get(), move || {
            copy_button("btn", Lang::ck_copy_report, move || untrack(copied).unwrap_or_default())
        })}
        {move || if run.going.get() {
            view! { <button type="button" class="btn" on:click=move |_| run.cancel()>{icon(Icon::Cross)}{tr(Lang::cancel)}</button> }.into_any()
        } else {
            view! { <button type="button" class="btn" on:click=start.clone()>{icon(Icon::Refresh)}<span class="wide">{tr(Lang::ck_start_over)}</span></button> }.into_any()
        }}
    };
    let table = {
        let session = session.clone();
        // Of the check that just went to its end, or of one before.
        memo(move || {
            (!run.going.get() && session.checked.get().is_some()).then(|| session.capabilities.get())
        })
    };
    // A step that failed has its own remedy, and so has a correction that no longer fits.
    let offers_clock = memo(move || !run.going.get() && !run.failed() && !seeks_clock(run));
    let for_strip = session.clone();
    view! {
        {bar(Lang::nav_check, Some(session.name().to_owned()), about(run).into_any(), actions.into_any())}
        {strip(&for_strip)}
        <div class="page">
            <p class="muted">{tr(Lang::ck_intro)}</p>
            {third_party(&for_strip.connection.address)}
            {move || last.get().filter(|_| !run.going.get() && !has_report.get()).map(last_line)}
            <p class="offscreen" role="status">{heard(run)}</p>
            {show(move || goes_back.get(), back)}
            <section class="card check">
                {steps(&for_strip, run, begin)}
                {move || table.get().map(|table| operations(&table))}
            </section>
            {show(move || offers_clock.get(), move || clock(&session))}
        </div>
    }
    .into_any()
}

/// A clock that is accepted may be off all the same, or right again under a correction.
fn clock(session: &Session) -> AnyView {
    let finder = Finder {
        session: session.clone(),
        secret: None,
        again: None,
        at_once: false,
        confirm: kept(session, None),
    };
    view! {
        <section class="card">
            <header><h2>{tr(Lang::cl_title)}</h2></header>
            <div class="body">{clock_finder(finder)}</div>
        </section>
    }
    .into_any()
}

/// In a tab of its own there is nothing to go back to.
fn has_history() -> bool {
    window().history().is_ok_and(|history| history.length().is_ok_and(|length| length > 1))
}

fn back() -> AnyView {
    let go = move |_| {
        // A browser that does not go back has its own button.
        let _ = window().history().and_then(|history| history.back());
    };
    view! {
        <div class="row">
            <button type="button" class="btn go" on:click=go>{icon(Icon::Left)}{tr(Lang::ck_back)}</button>
        </div>
    }
    .into_any()
}

fn last_line(last: Verdict) -> AnyView {
    let words =
        say(move |lang| lang.ck_last(lang.pick(&last.en, &last.zh), &time::minutes(TimestampMs(last.time))));
    view! { <p class="note" role="status">{icon(Icon::Info)}<span>{words}</span></p> }.into_any()
}

/// `Stopped at step 9 of 13 · 17:42:09`.
fn about(run: Run) -> Text {
    let all = Step::ALL.len();
    say(move |lang| {
        if let Some(step) = run.at() {
            return lang.ck_going(step.number(), all);
        }
        if run.cancelled.get() {
            return lang.ck_cancelled().to_owned();
        }
        let Some(report) = run.report() else { return String::new() };
        let time = time::clock(report.time);
        match (report.failed(), report.warnings()) {
            (Some((line, _)), _) => lang.ck_stopped(line.step.number(), all, &time),
            (None, 0) => lang.ck_passed(all, &time),
            (None, count) => lang.ck_warned(count, &time),
        }
    })
}

/// What is not seen to have changed is said; a failure says itself.
fn heard(run: Run) -> Text {
    say(move |lang| match run.report() {
        Some(report) if report.failed().is_none() => passed(&report, lang),
        _ => String::new(),
    })
}

/// What was found stays: how it ended always, the table where nothing was left to ask.
fn keep(session: &Session, done: &Done) {
    let place = Place::of(session);
    let address = session.connection.address.as_str().to_owned();
    let [en, zh] = [Lang::En, Lang::Zh].map(|lang| verdict(&done.report, &place, lang));
    let kept = Verdict { address, time: done.report.time.0, en, zh };
    capabilities::keep_verdict(&session.connection.slug, &kept);
    if done.report.failed().is_none() {
        let table = done.found.capabilities_now();
        capabilities::keep(&session.connection, &table, done.report.time);
        session.learn_all(table, done.report.time);
    }
}
