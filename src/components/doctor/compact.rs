//! The check beside the connection form: what it found, in a few lines, and what stopped it.

use std::sync::Arc;

use crate::dom::prelude::*;

use super::clock::clock_remedy;
use super::failed::head;
use super::fixes::fixes;
use super::later::{Aim, Wanted};
use super::list::{fixes_view, one_line};
use super::operations::operations;
use super::place::Place;
use super::run::Run;
use super::words::{meaning, step_word};
use crate::api::doctor::verdict::{Fact, Line, Outcome, Step, Trouble};
use crate::i18n::{Lang, say, tr, use_lang};
use crate::ui::icon::{Icon, icon};
use crate::ui::statement::{Gravity, statement};

/// Begins at once.
pub(super) fn compact(wanted: Wanted) -> AnyView {
    if wanted.aim == Aim::Clock {
        let finder = clock_remedy(&wanted.session, None, None, wanted.confirm);
        return view! {
            <section class="card narrow">
                <header><h2>{tr(Lang::cl_title)}</h2></header>
                <div class="body">{finder}</div>
            </section>
        }
        .into_any();
    }
    let session = wanted.session.clone();
    let run = Run::new();
    let table = RwSignal::new(None);
    run.begin(&session, None, move |done| {
        let ended = done.report.failed().is_none();
        table.try_set(ended.then(|| done.found.capabilities_now()));
    });
    let place = Place::of(&session);
    let lines = each(
        move || run.lines.get().into_iter().filter(|line| is_telling(line)).collect(),
        |line: &Arc<Line>| line.step,
        {
            let (place, wanted) = (place.clone(), wanted.clone());
            move |line: Arc<Line>| one_line(&wanted.session, &line, &place, &wanted.confirm)
        },
    );
    let asks = move || {
        let step = run.at()?;
        Some(
            view! { <li class="not-yet">{icon(Icon::Dash)}<span>{tr(step_word(step))}</span><span>{run.trying()}</span></li> },
        )
    };
    let stopped = memo(move || {
        run.lines.with(|lines| lines.last().filter(|line| line.outcome.failed().is_some()).cloned())
    });
    view! {
        <ul class="steps mini" aria-busy=move || run.going.get().then_some("true")>{lines}{asks}</ul>
        {move || {
            let line = stopped.get()?;
            line.outcome.failed().map(|trouble| end(&line, trouble, &place, &wanted))
        }}
        {move || table.get().map(|table| operations(&table))}
    }
    .into_any()
}

/// What goes without saying is left out, unless it is worth knowing.
fn is_telling(line: &Line) -> bool {
    match &line.outcome {
        // The form says so itself.
        Outcome::Failed(_) | Outcome::Hint(Fact::PlainHttp) => false,
        Outcome::Hint(_) | Outcome::Warned(_) => true,
        Outcome::Passed(_) => matches!(
            line.step,
            Step::Reach | Step::Cors | Step::Server | Step::Signature | Step::Edition | Step::Operations
        ),
    }
}

fn end(line: &Line, trouble: &Trouble, place: &Place, wanted: &Wanted) -> AnyView {
    if *trouble == Trouble::NoSecret {
        return view! {
            <ul class="steps mini"><li class="hint">{icon(Icon::Info)}<span>{tr(Lang::cf_step_secret)}</span><span>{tr(Lang::cf_found_no_secret)}</span></li></ul>
        }
        .into_any();
    }
    let step = line.step;
    let means = {
        let (trouble, place) = (trouble.clone(), place.clone());
        say(move |lang| meaning(&trouble, &place, lang))
    };
    let again = wanted.again.clone();
    let (action, clock) = if *trouble == Trouble::Expired {
        (().into_any(), Some(clock_remedy(&wanted.session, None, Some(again), wanted.confirm.clone())))
    } else {
        let retry = view! {
            <div class="row"><button type="button" class="btn go" on:click=move |_| again()>{tr(Lang::retry)}</button></div>
        };
        (retry.into_any(), None)
    };
    let (trouble_, place_, lang) = (trouble.clone(), place.clone(), use_lang());
    view! {
        <section class="card trouble">
            {statement(Gravity::Bad, true, head(trouble, place), means, action)}
            <p class="failed-at meta">{say(move |lang| lang.ck_at(step.number(), step_word(step)(lang)))}</p>
            <div class="body form tight">{move || fixes_view(fixes(&trouble_, &place_, lang.get()))}{clock}</div>
        </section>
    }
    .into_any()
}
