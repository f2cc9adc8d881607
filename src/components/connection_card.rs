//! The card in the rail: which server this is, how dangerous, and whether it answers. It opens the list of the others.

use crate::dom::focus;
use crate::dom::prelude::*;
use leptos::ev;
use wasm_bindgen::JsCast;

use crate::components::clock;
use crate::components::sign_in::{edition_word, sign_in_state};
use crate::components::vault::awaited;
use crate::i18n::{Lang, tr};
use crate::paths;
use crate::state::config::config;
use crate::state::connections::Connections;
use crate::state::session::Session;
use crate::ui::format;
use crate::ui::icon::{Icon, icon};

pub(crate) fn connection_card(session: Session) -> AnyView {
    let open = RwSignal::new(false);
    let env = session.connection.environment;
    let read_only = session.connection.read_only;
    let clock = clock::chip(session.connection.clock_correction_ms);
    let name = session.name().to_owned();
    let current = session.slug().to_owned();
    let awaited = awaited(&session);
    let (sign_in, answer_ms) = (session.sign_in.clone(), session.answer_ms.clone());
    let edition = memo({
        let session = session.clone();
        move || session.edition()
    });
    let escape = window_event_listener(ev::keydown, move |event| {
        if event.key() == "Escape" && open.get_untracked() {
            open.set(false);
            focus("#conn");
        }
    });
    let elsewhere = window_event_listener(ev::click, move |event| {
        let inside = event
            .target()
            .and_then(|target| target.dyn_into::<web_sys::Element>().ok())
            .is_some_and(|target| target.closest(".conn-box").ok().flatten().is_some());
        if !inside && open.get_untracked() {
            open.set(false);
        }
    });
    on_cleanup(move || {
        escape.remove();
        elsewhere.remove();
    });
    view! {
        <div class="conn-box">
            <button type="button" class="conn" id="conn" data-env=env.key() aria-expanded=move || open.get().to_string()
                aria-controls="conn-list" on:click=move |_| open.update(|open| *open = !*open)>
                <span class="name"><span class="clip">{name}</span>{icon(Icon::UpDown)}
                    <span class="offscreen">{tr(Lang::switch_connection)}</span></span>
                <span class="two-ends">
                    <span class="env">{tr(env.word())}</span>
                    <span class="fact">{move || tr(edition_word(edition.get()))}</span>
                </span>
                <span class="two-ends">
                    {move || sign_in_state(sign_in.get())}
                    <span class="fact">{move || answer_ms.get().map(format::duration)}</span>
                </span>
                {read_only.then(|| view! { <span class="two-ends"><span class="state">{icon(Icon::Lock)}{tr(Lang::ro_chip)}</span></span> })}
                {clock.map(|clock| view! { <span class="two-ends">{clock}</span> })}
            </button>
            {show(move || open.get(), move || list(current.clone(), open))}
        </div>
        {awaited}
    }
    .into_any()
}

fn list(current: String, open: RwSignal<bool>) -> AnyView {
    request_animation_frame(|| focus(".conn-list a"));
    let others = expect_context::<Connections>()
        .all()
        .into_iter()
        .map(|known| {
            let here = (known.slug.as_str() == current).then_some("true");
            view! {
                <li>
                    <a href=paths::overview(known.slug.as_str()) aria-current=here on:click=move |_| open.set(false)>
                        <span class="clip">{known.name.clone()}</span>
                        <span class="meta env" data-env=known.environment.key()>{tr(known.environment.word())}</span>
                    </a>
                </li>
            }
        })
        .collect_view();
    view! {
        <ul class="conn-list" id="conn-list" on:keydown=step>
            {others}
            {config().add_connections.then(|| {
                view! { <li class="add"><a href=paths::NEW_CONNECTION on:click=move |_| open.set(false)>{icon(Icon::Plus)}{tr(Lang::cn_add)}</a></li> }
            })}
        </ul>
    }
    .into_any()
}

/// Up, Down, Home and End go through the list; a letter goes to the next that begins with it.
fn step(event: web_sys::KeyboardEvent) {
    let Ok(links) = document().query_selector_all(".conn-list a") else { return };
    let links: Vec<web_sys::HtmlElement> =
        (0..links.length()).filter_map(|at| links.item(at)?.dyn_into().ok()).collect();
    let here = document().active_element();
    let at = links.iter().position(|link| here.as_ref() == Some(link.as_ref())).unwrap_or(0);
    let last = links.len().saturating_sub(1);
    let key = event.key();
    let to = match key.as_str() {
        "ArrowDown" => (at + 1).min(last),
        "ArrowUp" => at.saturating_sub(1),
        "Home" => 0,
        "End" => last,
        letter if letter.chars().count() == 1 && !event.ctrl_key() && !event.meta_key() => {
            // By the browser's tables: Rust's own are 12 kB, and nothing else in the first view needs them.
            let small = |text: &str| js_sys::JsString::from(text).to_lower_case();
            let letter = String::from(small(letter));
            let begins = |link: &web_sys::HtmlElement| small(&link.inner_text()).starts_with(&letter, 0);
            let after = (1..=links.len()).map(|step| (at + step) % links.len());
            let Some(to) = after.into_iter().find(|to| links.get(*to).is_some_and(begins)) else { return };
            to
        }
        _ => return,
    };
    event.prevent_default();
    if let Some(link) = links.get(to) {
        // It fails for what can't have the focus, and a link can.
        let _ = link.focus();
    }
}
