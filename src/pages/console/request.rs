//! The request: where it goes, what it carries, what is known of it, and the button that sends it.

use crate::dom::prelude::*;
use firetower_protocol::catalogue::{self, Entry};
use firetower_protocol::{Edition, Method};
use leptos::ev::KeyboardEvent;

use super::check::{PathProblem, ROBOT, json_problem};
use super::curl_line::looks_like_curl;
use super::form::{Blocked, Form, Phase};
use super::new_secret::new_secret;
use super::paste::{open_line, paste, said};
use crate::components::names::users_in;
use crate::i18n::{Lang, Word, say, tr};
use crate::paths;
use crate::state::session::Session;
use crate::ui::copy::copy_button;
use crate::ui::field::{Field, caution, hint, problem, text_field};
use crate::ui::hostile::{self, has_unseen};
use crate::ui::icon::Icon;
use crate::ui::state::{Tone, state};

pub(super) fn request(session: &Session, form: Form) -> AnyView {
    let kept = move || (!form.holds_secret() && !form.path.with(String::is_empty)).then(|| tr(Lang::cs_kept));
    let for_users = session.clone();
    let none = tr(Lang::cs_no_users);
    let users = move || {
        let users = form.settled.with(|body| users_in(&for_users, &[body.as_str()]));
        users.unwrap_or_else(|| view! { <span class="meta">{none}</span> })
    };
    // Ctrl+Enter sends a read at once. A write is sent by its button alone, to which the focus goes.
    let on_key = move |event: KeyboardEvent| {
        if event.key() == "Enter" && (event.ctrl_key() || event.meta_key()) {
            event.prevent_default();
            if untrack(|| form.writes()) { crate::dom::focus(".console .send") } else { form.intend() }
        }
    };
    view! {
        <section class="card" aria-labelledby="cs-request" on:keydown=on_key>
            <header>
                <h2 id="cs-request">{tr(Lang::cs_request)}</h2>
                <span class="meta push">{kept}</span>
            </header>
            <div class="body form">
                {said(session, form)}
                {replaced(form)}
                <div class="field" on:input=move |_| form.typed() on:change=move |_| form.settle()>{path_field(session, form)}</div>
                {about(session, form)}
                {new_secret(session, form)}
                {body_field(form)}
                {paste(session, form)}
            </div>
            {footer(session, form)}
            // One line, always there: what comes when the body is left must not move a button that is about to be pressed.
            <div class="body users" tabindex="0" role="group" aria-label=tr(Lang::nm_users_in)>{users}</div>
        </section>
    }
    .into_any()
}

fn replaced(form: Form) -> AnyView {
    show(
        move || form.replaced.with(Option::is_some),
        move || {
            view! {
                <p class="said" role="status">
                    {tr(Lang::cs_replaced)}
                    " "<button type="button" class="btn small" on:click=move |_| form.put_back()>{tr(Lang::cs_put_back)}</button>
                </p>
            }
            .into_any()
        },
    )
}

fn path_word(problem: PathProblem) -> Word {
    match problem {
        PathProblem::Empty => Lang::cs_path_empty,
        PathProblem::Whole => Lang::cs_path_whole,
        PathProblem::NotAdmin => Lang::cs_path_admin,
        PathProblem::Query => Lang::cs_path_query,
        PathProblem::Spelling => Lang::cs_path_spelling,
        PathProblem::Secret => Lang::cs_path_secret,
    }
}

fn path_field(session: &Session, form: Form) -> AnyView {
    let name = hostile::plain(session.name());
    // Nothing is wrong before anything was typed.
    let wrong = memo(move || form.path_problem().filter(|problem| *problem != PathProblem::Empty));
    let below = view! {
        {hint(say(move |lang| lang.cs_path_hint(&name)))}
        {move || wrong.get().map(|wrong| problem(tr(path_word(wrong))))}
    };
    text_field(Field {
        label: tr(Lang::cs_path).into_any(),
        aside: (move || form.method().as_str()).into_any(),
        value: form.path,
        below: below.into_any(),
        invalid: Signal::derive(move || wrong.with(Option::is_some)),
        mono: true,
        name: "path",
    })
}

/// What is known of the path: read or write, keys in its answer, the edition, and a page that does the same with a check.
fn about(session: &Session, form: Form) -> AnyView {
    let session = session.clone();
    let path = memo(move || form.path.get());
    (move || {
        if untrack(|| form.path_problem()).is_some() {
            // Asked again whenever the path changes.
            path.with(|_| ());
            return ().into_any();
        }
        let entry = path.with(|path| catalogue::find(path));
        let (tone, sign, word): (Tone, Icon, Word) = match entry {
            _ if !form.writes() => (Tone::Quiet, Icon::Eye, Lang::cs_reads),
            Some(_) => (Tone::Warn, Icon::Alert, Lang::cs_writes),
            None => (Tone::Warn, Icon::Alert, Lang::cs_unknown),
        };
        let is_elsewhere = entry.is_some_and(|entry| !entry.in_community && session.edition() == Edition::Community);
        view! {
            <ul class="about-path">
                <li>{state(tone, sign, tr(word))}</li>
                {(form.method() == Method::Get).then(|| view! { <li>{state(Tone::Quiet, Icon::Info, tr(Lang::cs_get_only))}</li> })}
                {entry.filter(|entry| entry.hands_out_keys).map(|_| view! { <li>{state(Tone::Quiet, Icon::Key, tr(Lang::cs_keys))}</li> })}
                {is_elsewhere.then(|| view! { <li>{state(Tone::Quiet, Icon::Lock, tr(Lang::cs_not_community))}</li> })}
                {entry.and_then(|entry| page_for(session.slug(), entry)).map(|(word, href)| view! {
                    <li>{state(Tone::Quiet, Icon::Check, tr(Lang::cs_verified_on))}" "<a href=href>{tr(word)}</a></li>
                })}
            </ul>
        }
        .into_any()
    })
    .into_any()
}

/// The page that does a write of this path with reading back and undo.
fn page_for(slug: &str, entry: &Entry) -> Option<(Word, String)> {
    let found: (Word, String) = match entry.path {
        "/admin/modify_setting" | "/admin/system/put_setting" => {
            (Lang::nav_system_settings, paths::system_settings(slug))
        }
        "/admin/user/put_setting" => (Lang::nav_user_settings, paths::user_settings(slug)),
        "/admin/conversation/top" => (Lang::nav_pins, paths::pins(slug)),
        ROBOT => (Lang::nav_robots, paths::robots(slug)),
        _ => return None,
    };
    Some(found)
}

fn body_field(form: Form) -> AnyView {
    let bytes = say(move |lang| lang.cs_bytes(form.sent_body().map_or(0, |body| body.len())));
    let wrong =
        memo(move || form.body.with(|body| if looks_like_curl(body) { None } else { json_problem(body) }));
    let is_curl = memo(move || form.body.with(|body| looks_like_curl(body)));
    let is_get = memo(move || form.method() == Method::Get && !form.body.with(|body| body.trim().is_empty()));
    let is_secret = memo(move || form.holds_secret());
    let is_placeholder = memo(move || form.holds_placeholder());
    let is_unseen =
        memo(move || form.body.with(|body| body.lines().any(|line| has_unseen(&line.replace('\t', "")))));
    let on_input = move |event| {
        form.body.set(event_target_value(&event));
        form.typed();
    };
    view! {
        <div class="field">
            <label class="lab" for="cs-body">{tr(Lang::cs_body)}<span class="meta">{bytes}</span></label>
            <textarea id="cs-body" class="in mono body-text" name="body" rows="10" autocomplete="off" autocapitalize="off" spellcheck="false"
                prop:value=form.body aria-describedby="cs-body-below" aria-invalid=move || (wrong.with(Option::is_some) || is_placeholder.get()).then_some("true")
                on:input=on_input on:change=move |_| form.settle()></textarea>
            <div id="cs-body-below" class="below">
                {hint(tr(Lang::cs_body_hint))}
                {move || is_placeholder.get().then(|| problem(tr(Lang::cs_placeholder)))}
                {move || wrong.get().map(|spot| caution(say(move |lang| lang.cs_not_json(spot.line, spot.column))))}
                {move || is_curl.get().then(|| curl_offer(form))}
                {move || is_get.get().then(|| caution(tr(Lang::cs_body_get)))}
                {move || is_unseen.get().then(|| caution(tr(Lang::cs_body_unseen)))}
                {move || is_secret.get().then(|| caution(tr(Lang::cs_body_secret)))}
            </div>
        </div>
    }
    .into_any()
}

fn curl_offer(form: Form) -> AnyView {
    let open = move |_| {
        let line = form.body.get_untracked();
        // It says itself what is wrong with a line that is none.
        let _ = open_line(form, &line);
    };
    view! {
        {caution(tr(Lang::cs_body_curl))}
        <button type="button" class="btn small" on:click=open>{tr(Lang::cs_curl_open)}</button>
    }
    .into_any()
}

fn footer(session: &Session, form: Form) -> AnyView {
    let name = hostile::plain(session.name());
    let is_production = session.connection.is_production();
    let label = say(move |lang| {
        if form.phase.with(|phase| *phase == Phase::Sending) {
            lang.cs_sending(&name)
        } else if is_production && form.writes() {
            lang.cs_send_ask(&name)
        } else {
            lang.cs_send(&name)
        }
    });
    let why = memo(move || form.blocked());
    let is_blocked = move || why.with(Option::is_some);
    let why_not = move || {
        let word: Word = match why.get() {
            None | Some(Blocked::Sending) => Lang::cs_keys_hint,
            Some(Blocked::Path(problem)) => path_word(problem),
            Some(Blocked::ReadOnly) => Lang::cs_read_only,
            Some(Blocked::Placeholder) => Lang::cs_placeholder,
            Some(Blocked::Unticked) => Lang::cs_unticked,
        };
        tr(word).into_any()
    };
    let curl = move || {
        if form.holds_own_secret() {
            tr(Lang::cs_no_curl).into_any()
        } else {
            copy_button("btn ghost", Lang::copy_as_curl, move || form.curl())
        }
    };
    view! {
        <footer>
            <button type="button" class="btn send" class:go=move || !is_blocked() disabled=is_blocked
                aria-describedby="why-not" on:click=move |_| form.intend()>{label}</button>
            <button type="button" class="btn" disabled=move || form.phase.with(|phase| *phase == Phase::Sending)
                on:click=move |_| form.clear()>{tr(Lang::cs_clear)}</button>
            <span id="why-not">{why_not}</span>
            <span class="push wide">{move || form.path_problem().is_none().then(curl)}</span>
        </footer>
    }
    .into_any()
}
