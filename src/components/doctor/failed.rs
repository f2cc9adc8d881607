//! The step at which a check stopped: evidence, meaning, what to change, and where it can be changed.

use std::rc::Rc;

use crate::dom::focus;
use crate::dom::prelude::*;
use firetower_protocol::Secret;

use super::clock::clock_remedy;
use super::fixes::{Remedy, fixes, remedy};
use super::list::{Again, fixes_view};
use super::place::Place;
use super::run::Run;
use super::words::{evidence, meaning, step_word, title};
use crate::api::doctor::mended;
use crate::api::doctor::verdict::{Evidence, Line, Trouble};
use crate::components::clock::{self, kept};
use crate::components::secret_prompt::about_secret;
use crate::components::vault::{Keep, open_form};
use crate::i18n::{Lang, Text, say, tr, use_lang};
use crate::state::lock;
use crate::state::session::Session;
use crate::state::vault::{Holds, Vault, label_of};
use crate::ui::field::{Field, caution, hint, problem, secret_field};
use crate::ui::format;
use crate::ui::statement::{Gravity, statement};

pub(super) fn failed(
    session: &Session,
    run: Run,
    line: &Line,
    trouble: &Trouble,
    place: &Place,
    again: Again,
) -> AnyView {
    let remedy = remedy(trouble);
    // Where a field is the remedy, the same may still be tried again: what was wrong may have been the server's.
    let retry = match remedy {
        Remedy::Retry => Some("btn go"),
        Remedy::Secret if *trouble != Trouble::NoSecret => Some("btn"),
        // The blank may be taken out there.
        Remedy::Blanks { server: true } => Some("btn"),
        _ => None,
    };
    let retry = {
        let again = again.clone();
        retry.map(|class| view! { <button type="button" class=class on:click=move |_| again(run.secret())>{tr(Lang::retry)}</button> })
    };
    let (gravity, urgent) = match trouble {
        // Nothing is wrong: the next step needs something.
        Trouble::NoSecret => (Gravity::Warn, false),
        _ => (Gravity::Bad, true),
    };
    let statement = statement(gravity, urgent, head(trouble, place), at(line), retry.into_any());
    let by_hand = RwSignal::new(false);
    // A passphrase is what is missing then, and nothing on the server tells it.
    let by_passphrase = *trouble == Trouble::NoSecret && lies_in_vault(session);
    let fix = {
        let (trouble, place, lang) = (trouble.clone(), place.clone(), use_lang());
        move || (!by_passphrase || by_hand.get()).then(|| fixes_view(fixes(&trouble, &place, lang.get())))
    };
    let means = {
        let (trouble, place) = (trouble.clone(), place.clone());
        say(move |lang| meaning(&trouble, &place, lang))
    };
    // The clock is one of the causes, and nothing that the server says tells it.
    let clock = (*trouble == Trouble::Refused401).then(|| {
        let confirm = kept(session, run.secret());
        view! { <p>{tr(Lang::ck_fix_clock_hand)}</p>{clock::by_hand(session.connection.clock_correction_ms, &confirm)} }
    });
    let class = if gravity == Gravity::Bad { "fail" } else { "fail asks" };
    view! {
        <li class=class>
            {statement}
            <dl class="work">
                {shown(&line.evidence)}
                <dt>{tr(Lang::ck_meaning)}</dt>
                <dd>{means}</dd>
                <dt>{tr(Lang::ck_fix)}</dt>
                <dd class="form tight">{fix}{in_place(session, run, remedy, by_hand, again)}{clock}</dd>
            </dl>
        </li>
    }
    .into_any()
}

pub(super) fn head(trouble: &Trouble, place: &Place) -> Text {
    let (trouble, place) = (trouble.clone(), place.clone());
    say(move |lang| title(&trouble, &place, lang))
}

/// Which step it is, and how long its answer took.
fn at(line: &Line) -> Text {
    let (step, took) = (line.step, line.took_ms.map(format::duration));
    say(move |lang| {
        let name = step_word(step)(lang);
        match &took {
            Some(took) => lang.ck_at_after(step.number(), name, took),
            None => lang.ck_at(step.number(), name),
        }
    })
}

fn shown(seen: &[Evidence]) -> AnyView {
    if seen.is_empty() {
        return ().into_any();
    }
    let lines = seen.iter().map(|seen| {
        let (for_asked, for_came) = (seen.clone(), seen.clone());
        let asked = say(move |lang| evidence(&for_asked, lang).0);
        let came = say(move |lang| evidence(&for_came, lang).1);
        view! { <div class="dim">{asked}</div><div>{came}</div> }.into_any()
    });
    let lines = lines.collect_view();
    view! { <dt>{tr(Lang::ck_evidence)}</dt><dd><div class="code" tabindex="0">{lines}</div></dd> }.into_any()
}

/// What can be done right here. `by_hand`: the secret is to be typed although the vault has it.
fn in_place(session: &Session, run: Run, remedy: Remedy, by_hand: RwSignal<bool>, again: Again) -> AnyView {
    match remedy {
        Remedy::Retry => ().into_any(),
        Remedy::Secret => from_vault(session, by_hand, again),
        Remedy::Blanks { server } => {
            let word = if server { Lang::ck_use_spaced } else { Lang::ck_use_trimmed };
            let use_it = move |_| {
                if let Some(secret) = run.secret() {
                    again(Some(mended(&secret)));
                }
            };
            view! { <div class="row"><button type="button" class="btn go" on:click=use_it>{tr(word)}</button></div> }
                .into_any()
        }
        // The secret was not looked at, and may well be right.
        Remedy::Clock => {
            let secret = run.secret();
            let confirm = kept(session, secret.clone());
            clock_remedy(session, secret, Some(Rc::new(move || again(run.secret()))), confirm)
        }
    }
}

/// There is no secret, and a closed vault has it.
fn lies_in_vault(session: &Session) -> bool {
    let vault = expect_context::<Vault>();
    untrack(|| {
        !session.has_secret() && vault.is_closed() && vault.holds(&session.connection) == Holds::ItsSecret
    })
}

/// The passphrase, where the secret lies in the vault; else the secret's field.
fn from_vault(session: &Session, by_hand: RwSignal<bool>, again: Again) -> AnyView {
    if !lies_in_vault(session) {
        return secret(session, again);
    }
    // An open vault gives the session its secret. It may be opened to keep another one, which is tried then.
    let (for_watch, go_on) = (session.clone(), again.clone());
    watch(move || {
        if for_watch.has_secret() && !by_hand.get_untracked() {
            untrack(|| go_on(None));
        }
    });
    let session = session.clone();
    // The vault opened and what it has did not: the secret is typed again.
    let vault = expect_context::<Vault>();
    let connection = session.connection.clone();
    watch(move || {
        if vault.is_open() && vault.secret_of(&connection).is_none() {
            by_hand.set(true);
        }
    });
    (move || {
        if by_hand.get() {
            return secret(&session, again.clone());
        }
        open_form(
            || (),
            move || {
                let choose = move |_| by_hand.set(true);
                view! { <button type="button" class="btn ghost push" on:click=choose>{tr(Lang::va_by_hand)}</button> }
                    .into_any()
            },
        )
    })
    .into_any()
}

fn secret(session: &Session, again: Again) -> AnyView {
    let vault = expect_context::<Vault>();
    let label = label_of(&session.connection);
    let keeps = untrack(|| {
        (vault.is_open() && vault.holds(&session.connection) != Holds::Nothing) || vault.awaits(&label)
    });
    let keep = Keep::new(keeps);
    let tampered = untrack(|| vault.is_tampered(&label)).then(|| caution(tr(Lang::va_e_tampered)));
    let busy = RwSignal::new(false);
    let typed = RwSignal::new(String::new());
    let missing = RwSignal::new(false);
    // It is the one thing to do here.
    request_animation_frame(|| focus(".steps input[name=secret]"));
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let text = typed.get_untracked();
        missing.set(text.is_empty());
        if text.is_empty() || busy.get_untracked() {
            return;
        }
        let tried = Secret::new(text);
        if !keep.is_wanted() {
            vault.awaits_no_more(&label);
            return again(Some(tried));
        }
        let Some(ready) = keep.ready() else { return };
        busy.set(true);
        let (again, label, begun) = (again.clone(), label.clone(), lock::times());
        spawn(async move {
            // First of all, while there is a place to say what is wrong with the passphrase.
            let is_open = keep.open(ready).await;
            let is_left = busy.try_set(false).is_some();
            if is_open && !is_left && lock::times() == begun {
                vault.keep_once_accepted(label, tried.clone());
                again(Some(tried));
            }
        });
    };
    let below = view! {
        {hint(tr(Lang::ck_fix_secret_hint))}
        {move || about_secret(&typed.get())}
        {move || missing.get().then(|| problem(tr(Lang::secret_missing)))}
    };
    let field = secret_field(Field {
        label: tr(Lang::secret_label).into_any(),
        aside: ().into_any(),
        value: typed,
        below: below.into_any(),
        invalid: missing.into(),
        mono: true,
        name: "secret",
    });
    view! {
        <p>{tr(Lang::ck_fix_secret_here)}</p>
        {tampered}
        <form class="retry-secret" on:submit=submit>
            {field}
            <div class="form tight">{keep.tick()}</div>
            <button type="submit" class="btn go" disabled=move || busy.get()>{tr(Lang::ck_retry_secret)}</button>
        </form>
    }
    .into_any()
}
