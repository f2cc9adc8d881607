//! The lock: its button, its keys, and what there is instead of everything else while it is locked.

use crate::components::frame::switches;
use crate::components::vault::open_form;
use crate::dom::prelude::*;
use leptos::ev;

use crate::i18n::{Lang, say, tr, use_lang};
use crate::state::connections::ReadyConnection;
use crate::state::lock::{Lock, Locked, Why};
use crate::state::time;
use crate::state::vault::Vault;
use crate::ui::icon::{Icon, icon, mark};
use crate::ui::keys::is_mac;

/// As the keyboard at hand has them.
pub(crate) fn keys() -> &'static str {
    if is_mac() { "⇧⌘L" } else { "Ctrl+Shift+L" }
}

/// For the life of the page.
pub(crate) fn listen_for_keys(lock: Lock) {
    window_event_listener(ev::keydown, move |event| {
        let is_meant = (event.ctrl_key() || event.meta_key()) && event.shift_key() && !event.alt_key();
        if is_meant && event.key().eq_ignore_ascii_case("l") {
            event.prevent_default();
            lock.lock(Why::ByHand);
        }
    });
}

/// Nothing while there is nothing that could be locked yet.
pub(crate) fn lock_button() -> AnyView {
    let Some(lock) = use_context::<Lock>() else { return ().into_any() };
    view! {
        <button type="button" class="btn ghost small push" title=say(|lang| lang.lk_lock_title(keys()))
            aria-keyshortcuts="Control+Shift+L Meta+Shift+L"
            on:click=move |_| lock.lock(Why::ByHand)>{icon(Icon::Lock)}{tr(Lang::lk_lock)}</button>
    }
    .into_any()
}

pub(crate) fn lock_screen(lock: Lock, locked: Locked) -> AnyView {
    let vault = expect_context::<Vault>();
    let lang = use_lang();
    watch(move || document().set_title(&format!("{} · Firetower", lang.get().lk_title())));
    if let Some(body) = document().body() {
        // Not even how dangerous the server is. Only an invalid name is refused, and this is a constant.
        let _ = body.remove_attribute("data-env");
    }
    request_animation_frame(|| crate::dom::focus("#open-again"));
    let at = time::minutes(locked.at);
    let why = say(move |lang| match locked.why {
        Why::ByHand => lang.lk_by_hand(&at),
        Why::Idle => lang.lk_idle(&at),
        Why::Hidden => lang.lk_hidden(&at),
        Why::Slept => lang.lk_slept(&at),
    });
    let has_vault = untrack(|| vault.is_closed());
    let open_again = move || {
        view! { <button type="button" class="btn go" id="open-again" on:click=move |_| lock.open()>{tr(Lang::lk_open)}</button> }
            .into_any()
    };
    let without = move || {
        view! { <button type="button" class="btn ghost push" on:click=move |_| lock.open()>{tr(Lang::lk_without_vault)}</button> }
            .into_any()
    };
    let is_ready = use_context::<ReadyConnection>().is_some_and(|ready| ready.0.is_some());
    view! {
        <div class="bare">
            <header class="bar">
                <span class="brand">{mark()}"Firetower"</span>
                <div class="acts">{switches()}</div>
            </header>
            <main class="main" id="main">
                <div class="page lone locked">
                    <section class="card narrow">
                        <header>{icon(Icon::Lock)}<h1>{tr(Lang::lk_title)}</h1></header>
                        <div class="body form">
                            <p role="status">{why}</p>
                            <p class="muted">{tr(Lang::lk_what)}</p>
                            {locked.lost.then(|| view! { <p>{tr(Lang::lk_lost)}</p> })}
                            {is_ready.then(|| view! { <p class="muted">{tr(Lang::lk_ready)}</p> })}
                        </div>
                        {(!has_vault).then(|| view! {
                            <footer>
                                {open_again()}
                                <span class="hint">{tr(Lang::lk_open_hint)}</span>
                            </footer>
                        })}
                    </section>
                    {has_vault.then(|| open_form(move || lock.open(), without))}
                </div>
            </main>
        </div>
    }
    .into_any()
}
