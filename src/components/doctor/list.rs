//! The steps, one line each; the failed one opens.

use std::rc::Rc;
use std::sync::Arc;

use crate::dom::prelude::*;
use firetower_protocol::Secret;

use super::clock::correction_remedy;
use super::failed::failed;
use super::fixes::{Fix, advice};
use super::place::Place;
use super::run::Run;
use super::words::{fact, step_word};
use crate::api::doctor::verdict::{Fact, Line, Outcome, Step};
use crate::components::clock::{Confirm, kept};
use crate::components::vault::tr_trouble;
use crate::i18n::{Lang, say, tr, use_lang};
use crate::state::session::Session;
use crate::state::vault::{Vault, label_of};
use crate::ui::copy::copy_button;
use crate::ui::field::problem;
use crate::ui::format;
use crate::ui::icon::{Icon, icon};

/// What a failed step may do: begin anew, with another secret or with the same.
pub(crate) type Again = Rc<dyn Fn(Option<Secret>)>;

pub(crate) fn steps(session: &Session, run: Run, again: Again) -> AnyView {
    let place = Place::of(session);
    let (vault, label) = (expect_context::<Vault>(), label_of(&session.connection));
    let items = Step::ALL
        .map(|step| {
            let line = memo(move || run.line(step));
            let is_next = memo(move || run.at() == Some(step));
            let (session, place, again) = (session.clone(), place.clone(), again.clone());
            move || match line.get() {
                Some(line) => taken(&session, run, &line, &place, again.clone()),
                None => not_taken(run, step, is_next.get()),
            }
        })
        .into_iter()
        .map(IntoView::into_any)
        .collect_view();
    view! {
        {move || vault.unkept(&label).map(|why| view! { <div role="alert" class="body">{problem(tr_trouble(why))}</div> })}
        <ol class="steps" aria-busy=move || run.going.get().then_some("true")>{items}</ol>
    }
    .into_any()
}

fn not_taken(run: Run, step: Step, is_next: bool) -> AnyView {
    let how = if is_next { run.trying() } else { say(|lang| lang.ck_not_tried().to_owned()) };
    view! {
        <li class="not-yet">
            {icon(Icon::Dash)}<span>{tr(step_word(step))}</span><span class="clip">{how}</span><span class="v"></span>
        </li>
    }
    .into_any()
}

fn taken(session: &Session, run: Run, line: &Arc<Line>, place: &Place, again: Again) -> AnyView {
    if let Outcome::Failed(trouble) = &line.outcome {
        return failed(session, run, line, trouble, place, again);
    }
    one_line(session, line, place, &kept(session, None))
}

/// A step that did not fail. `confirm`: what becomes of a correction of the clock, where the step proposes one.
pub(super) fn one_line(session: &Session, line: &Line, place: &Place, confirm: &Confirm) -> AnyView {
    let (class, sign, found) = match &line.outcome {
        Outcome::Passed(found) => ("", Icon::Check, found),
        Outcome::Hint(found) => ("hint", Icon::Info, found),
        Outcome::Warned(found) => ("warned", Icon::Alert, found),
        Outcome::Failed(_) => return ().into_any(),
    };
    let words = {
        let found = found.clone();
        say(move |lang| fact(&found, lang))
    };
    let mono = matches!(found, Fact::Address(_));
    let took = line.took_ms.map(format::duration);
    view! {
        <li class=class>
            {icon(sign)}
            <span>{tr(step_word(line.step))}</span>
            <span class="finds" class:mono=mono>{words}</span>
            <span class="v">{took}</span>
            {advised(found, place, correction_remedy(session, found, confirm))}
        </li>
    }
    .into_any()
}

fn advised(found: &Fact, place: &Place, remedy: Option<AnyView>) -> AnyView {
    if advice(found, place, Lang::En).is_empty() && remedy.is_none() {
        return ().into_any();
    }
    let (found, place, lang) = (found.clone(), place.clone(), use_lang());
    view! { <div class="advised form tight">{move || fixes_view(advice(&found, &place, lang.get()))}{remedy}</div> }
        .into_any()
}

/// Sentences, and lines to copy.
pub(super) fn fixes_view(fixes: Vec<Fix>) -> AnyView {
    fixes
        .into_iter()
        .map(|fix| match fix {
            Fix::Text(text) => view! { <p>{text}</p> }.into_any(),
            Fix::Code(code) => command(code),
        })
        .collect_view()
}

fn command(code: String) -> AnyView {
    let kept = StoredValue::new(code.clone());
    view! {
        <div class="code cmd">
            <pre tabindex="0">{code}</pre>
            {copy_button("btn ghost small", Lang::copy, move || kept.get_value())}
        </div>
    }
    .into_any()
}
