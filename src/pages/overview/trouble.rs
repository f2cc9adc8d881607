//! The verdict on top: one grey line when all is well, the largest thing on the page when it is not.

use crate::dom::prelude::*;

use super::check::Checks;
use super::words;
use crate::i18n::{Lang, say, tr};
use crate::state::session::Session;
use crate::state::time;
use crate::state::verdict::{Finding, Level};
use crate::ui::icon::{Icon, icon};
use crate::ui::state::{Tone, state};
use crate::ui::statement::{Gravity, statement};

pub(super) fn verdict(session: &Session) -> AnyView {
    let health = session.health.clone();
    // The view is made anew only when the worst finding becomes another one, so that an open "What to do" stays open.
    let worst = memo({
        let health = health.clone();
        move || health.with(|log| log.verdict().findings.first().map(|found| (found.0, found.1.subject())))
    });
    let session = session.clone();
    (move || match worst.get() {
        None => healthy(&session),
        Some((level, _)) => offending(&session, level),
    })
    .into_any()
}

fn healthy(session: &Session) -> AnyView {
    let health = session.health.clone();
    let since = say(move |lang| {
        health.with(|log| {
            let mut events = log.events();
            let recovered = events.next().map(|event| event.time);
            match (events.next(), recovered) {
                (Some(_), Some(time)) => lang.ov_healthy_now(&time::clock_minutes(time)),
                _ => lang.ov_healthy_since(&time::clock_minutes(log.opened_at())),
            }
        })
    });
    view! { <p class="calm" role="status">{icon(Icon::Check)}<span><b>{tr(Lang::ov_healthy)}</b>" "{since}</span></p> }.into_any()
}

fn offending(session: &Session, level: Level) -> AnyView {
    let (for_say, for_why) = (session.health.clone(), session.health.clone());
    let headline = say(move |lang| {
        for_say
            .with(|log| log.verdict().findings.first().map(|found| words::headline(lang, &found.1)))
            .unwrap_or_default()
    });
    let why = say(move |lang| {
        for_why.with(|log| {
            let findings = &log.verdict().findings;
            let Some((level, finding)) = findings.first() else { return String::new() };
            let more = match findings.len() {
                1 => String::new(),
                count => format!(" {}", lang.ov_more(count - 1)),
            };
            format!("{}{more}", words::why(lang, *level, finding, log))
        })
    });
    let open = RwSignal::new(false);
    let button = view! {
        <button type="button" class="btn go" aria-expanded=move || open.get().to_string() aria-controls="advice"
            on:click=move |_| open.update(|open| *open = !*open)>{tr(Lang::ov_what_to_do)}</button>
    }
    .into_any();
    let gravity = if level == Level::Critical { Gravity::Bad } else { Gravity::Warn };
    let advice = {
        let health = session.health.clone();
        move || {
            let findings = health.with(|log| log.verdict().findings.clone());
            findings.into_iter().map(|(level, finding)| advice(level, finding)).collect_view()
        }
    };
    view! {
        {statement(gravity, level == Level::Critical, headline, why, button)}
        <div id="advice">
            {move || open.get().then(|| view! { <section class="card"><ul class="advice">{advice.clone()}</ul></section> })}
        </div>
    }
    .into_any()
}

fn advice(level: Level, finding: Finding) -> AnyView {
    let tone = if level == Level::Critical { Tone::Bad } else { Tone::Warn };
    let sign = if level == Level::Critical { Icon::Stop } else { Icon::Alert };
    let todo = tr(words::advice(&finding));
    let headline = say(move |lang| words::headline(lang, &finding));
    view! { <li>{state(tone, sign, headline)}<p>{todo}</p></li> }.into_any()
}

pub(super) fn no_health(checks: Checks) -> AnyView {
    view! {
        <section class="card">
            <div class="blank">
                {icon(Icon::Info)}
                <h2>{tr(Lang::ov_no_health_title)}</h2>
                <p class="muted">{tr(Lang::ov_no_health_why)}</p>
                <button type="button" class="btn" on:click=move |_| checks.ask_again()>{tr(Lang::ov_again)}</button>
            </div>
        </section>
    }
    .into_any()
}

pub(super) fn no_nodes() -> AnyView {
    view! {
        <section class="card">
            <div class="blank">
                {icon(Icon::Info)}
                <h2>{tr(Lang::ov_empty_title)}</h2>
                <p class="muted">{tr(Lang::ov_empty_why)}</p>
            </div>
        </section>
    }
    .into_any()
}
