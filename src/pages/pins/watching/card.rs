//! The watch as it is seen: how often, how it is, and what was written down.

use crate::dom::prelude::*;

use super::log::{Note, as_text};
use super::{PERIODS_S, Watching};
use crate::components::{conversation as words, names};
use crate::i18n::{Lang, say, tr};
use crate::pages::pins::Here;
use crate::state::looked_pins::Pin;
use crate::state::time;
use crate::ui::copy::copy_button;
use crate::ui::hostile::{self, hostile};
use crate::ui::icon::{Icon, icon};

/// Only where something is watched, or was.
pub(in crate::pages::pins) fn card(here: Here) -> AnyView {
    let watching = here.watching;
    (move || watching.pin.get().map(|pin| drawn(here, watching, &pin))).into_any()
}

fn drawn(here: Here, watching: Watching, pin: &std::sync::Arc<Pin>) -> AnyView {
    let (who, name) = here.session.with_value(|session| {
        (names::user(session, &pin.user), words::target_name(session, &pin.conversation))
    });
    let key = pin.conversation.to_string();
    let text = {
        let (name, key, user) = (here.name.get_value(), key.clone(), pin.user.0.clone());
        let head = StoredValue::new(format!("Firetower · {name} · watch of {key} for {user}"));
        move || watching.log.with_untracked(|log| as_text(&head.get_value(), log))
    };
    // What was just begun must be seen to run.
    request_animation_frame(|| crate::dom::focus("#pin-watch"));
    let pin = pin.clone();
    view! {
        <section class="card pin-watch" id="pin-watch" tabindex="-1" aria-labelledby="pin-watch-title">
            <header>
                <h2 id="pin-watch-title">{tr(Lang::pn_watch)}</h2>
                <span class="meta clip">{who}" · "<span class="mono">{hostile(&key)}</span>{name}</span>
                <span class="push row">
                    {periods(watching)}
                    {move || {
                        let pin = pin.clone();
                        if watching.is_on.get() {
                            view! { <button type="button" class="btn small" on:click=move |_| watching.stop()>{tr(Lang::pn_stop)}</button> }.into_any()
                        } else {
                            view! { <button type="button" class="btn small" on:click=move |_| watching.begin(&pin)>{tr(Lang::pn_go_on)}</button> }.into_any()
                        }
                    }}
                </span>
            </header>
            {said(watching)}
            {flips(watching)}
            <footer>
                <span>{tr(Lang::pn_watch_ends)}</span>
                <span class="push">{copy_button("btn small", Lang::pn_copy_log, text)}</span>
            </footer>
        </section>
    }
    .into_any()
}

fn periods(watching: Watching) -> AnyView {
    let choices = PERIODS_S
        .into_iter()
        .map(|period_s| {
            let text = say(move |lang| lang.pn_seconds(period_s));
            view! {
                <label class="choice">
                    <input type="radio" name="period" prop:checked=move || watching.period_s.get() == period_s
                        on:change=move |_| watching.period_s.set(period_s) />
                    <span>{text}</span>
                </label>
            }
        })
        .collect_view();
    view! { <div class="seg" role="radiogroup" aria-label=tr(Lang::pn_period)>{choices}</div> }.into_any()
}

/// How it is now. The announcement comes with a flip, not with every reading.
fn said(watching: Watching) -> AnyView {
    let how = say(move |lang| {
        if !watching.is_on.get() {
            lang.pn_watch_stopped().to_owned()
        } else if watching.rests.get() {
            lang.pn_watch_rests().to_owned()
        } else {
            lang.pn_watch_runs(watching.period_s.get())
        }
    });
    let last = say(move |lang| {
        watching.log.with(|log| {
            let counts = lang.pn_watch_counts(log.readings, log.flips);
            match log.seen {
                Some(seen) => {
                    let state = if seen.pinned { lang.pn_pinned() } else { lang.pn_not_pinned() };
                    format!("{} {counts}", lang.pn_watch_last(state, &time::clock(seen.at)))
                }
                None => counts,
            }
        })
    });
    let how = memo(how);
    view! { <div class="body pin-now"><p role="status">{move || how.get()}</p><p class="muted">{last}</p></div> }.into_any()
}

fn flips(watching: Watching) -> AnyView {
    let notes = move || watching.log.with(|log| log.notes.iter().rev().cloned().collect::<Vec<_>>());
    let is_empty = memo(move || watching.log.with(|log| log.notes.is_empty()));
    let dropped = memo(move || watching.log.with(|log| log.dropped));
    view! {
        {show(
            move || !is_empty.get(),
            move || view! {
                <div class="scroll pin-notes" tabindex="0" role="region" aria-label=tr(Lang::pn_log)>
                    <table class="dense" aria-label=tr(Lang::pn_log)>
                        <thead>
                            <tr>
                                <th class="c-clock" scope="col">{tr(Lang::rq_time)}</th>
                                <th scope="col">{tr(Lang::pn_log_what)}</th>
                                <th scope="col">{tr(Lang::pn_log_who)}</th>
                            </tr>
                        </thead>
                        <tbody aria-live="polite">{each(notes, |note| (note.number, note.times), |note| row(&note))}</tbody>
                    </table>
                </div>
            }
            .into_any(),
        )}
        {move || (dropped.get() > 0).then(|| view! { <p class="body meta">{say(move |lang| lang.pn_log_dropped(dropped.get()))}</p> })}
    }
    .into_any()
}

fn row(note: &Note) -> AnyView {
    use super::log::Event;
    let sign = match &note.event {
        Event::Failed(_) => Some((Icon::Cross, "state bad")),
        Event::Flipped { pinned: true, .. } => Some((Icon::Pin, "pin-flip")),
        Event::Flipped { pinned: false, .. } => Some((Icon::Dash, "pin-flip")),
        _ => None,
    };
    let class = sign.map_or("muted", |(_, class)| class);
    let (event, for_who, times, last) = (note.event.clone(), note.event.clone(), note.times, note.last);
    let words = say(move |lang| {
        let words = hostile::plain(&event.words(lang));
        if times > 1 { lang.pn_log_times(&words, times, &time::clock(last)) } else { words }
    });
    view! {
        <tr>
            <td class="mono muted"><time title=time::iso(note.at)>{time::clock(note.at)}</time></td>
            <td class="full"><span class=class>{sign.map(|(sign, _)| icon(sign))}<span>{words}</span></span></td>
            <td>{say(move |lang| for_who.who(lang).to_owned())}</td>
        </tr>
    }
    .into_any()
}
