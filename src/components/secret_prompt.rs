//! After a reload the same link asks for the secret in one field, tries it, and goes on.

use std::rc::Rc;

use crate::dom::focus;
use crate::dom::prelude::*;
use firetower_protocol::system_setting::LARGEST_GROUP_SIZE;
use firetower_protocol::{Code, Secret, sign};
use firetower_vault::Zeroizing;

use crate::api::{Client, Leave};
use crate::components::bar::bar;
use crate::components::clock::{chip, keep as keep_clock};
use crate::components::doctor::later::{Aim, Wanted, compact_later};
use crate::components::error_view::error_view;
use crate::components::frame::strip;
use crate::components::vault::{Keep, open_form};
use crate::error::{ApiError, Kind};
use crate::i18n::{Lang, Word, say, tr};
use crate::paths;
use crate::state::connections::Connections;
use crate::state::lock;
use crate::state::page::Page;
use crate::state::session::Session;
use crate::state::vault::{Holds, Vault, label_of};
use crate::ui::field::{Field, caution, hint, problem, secret_field};
use crate::ui::hostile;

/// What is worth saying of a secret before it is used.
pub(crate) fn about_secret(secret: &str) -> AnyView {
    let spaces = (secret.trim() != secret).then(|| caution(tr(Lang::secret_spaces_warning)));
    let shipped = (secret == sign::SHIPPED_SECRET).then(|| caution(tr(Lang::secret_default_warning)));
    view! { {spaces}{shipped} }.into_any()
}

pub(crate) fn secret_prompt(session: Session, title: Word) -> AnyView {
    view! {
        {bar(title, Some(session.name().to_owned()), ().into_any(), ().into_any())}
        {strip(&session)}
        <div class="page">{secret_form(session)}</div>
    }
    .into_any()
}

/// The form alone, for a page that is there without the secret: the vault's passphrase where the vault has the secret, and
/// else the secret itself.
pub(crate) fn secret_form(session: Session) -> AnyView {
    let vault = expect_context::<Vault>();
    let by_hand = RwSignal::new(false);
    let asks_passphrase = {
        let connection = session.connection.clone();
        memo(move || !by_hand.get() && vault.is_closed() && vault.holds(&connection) == Holds::ItsSecret)
    };
    (move || {
        if asks_passphrase.get() {
            // An open vault gives the session its secret, and the page comes.
            return open_form(
                || (),
                move || {
                    let choose = move |_| by_hand.set(true);
                    view! { <button type="button" class="btn ghost push" on:click=choose>{tr(Lang::va_by_hand)}</button> }.into_any()
                },
            );
        }
        by_secret(session.clone(), vault, by_hand)
    })
    .into_any()
}

fn by_secret(session: Session, vault: Vault, by_hand: RwSignal<bool>) -> AnyView {
    let connections = expect_context::<Connections>();
    let label = label_of(&session.connection);
    let held = untrack(|| vault.holds(&session.connection));
    let keeps = untrack(|| (held != Holds::Nothing && vault.is_open()) || vault.awaits(&label));
    let keep = Keep::new(keeps);
    let typed = RwSignal::new(String::new());
    let missing = RwSignal::new(false);
    let busy = RwSignal::new(false);
    let refused = RwSignal::new(None::<(ApiError, Session)>);
    // Confirmed here, and kept once the server accepts the secret: saving it draws the page anew, without what was typed.
    let clock_ms = RwSignal::new(session.connection.clock_correction_ms);
    let leave = Leave::with_page();
    // There is one thing to do here.
    request_animation_frame(|| focus("form input[name=secret]"));
    let try_it = {
        let session = session.clone();
        move || {
            let text = typed.get_untracked();
            missing.set(text.is_empty());
            if text.is_empty() || busy.get_untracked() {
                return;
            }
            let ready = if keep.is_wanted() {
                let Some(ready) = keep.ready() else { return };
                Some(ready)
            } else {
                vault.awaits_no_more(&label);
                None
            };
            busy.set(true);
            refused.set(None);
            let session = session.clone();
            let (begun, correction_ms) = (lock::times(), clock_ms.get_untracked());
            spawn(async move {
                let secret = Secret::new(text);
                let trial = session.trial(secret.clone(), correction_ms);
                let answer = Client::of_page(trial.clone(), Page::Connections, leave)
                    .system_setting(LARGEST_GROUP_SIZE)
                    .await;
                match answer {
                    // A refused signature is about the secret and is mended here.
                    Err(error) if error.kind.refuses_signature() => {
                        if let Some(ready) = &ready {
                            keep.put_back(ready);
                        }
                        busy.try_set(false);
                        refused.try_set(Some((error, trial)));
                    }
                    // What was locked meanwhile stays without a secret, and so does what is gone.
                    _ if lock::times() != begun || session.has_ended.is_set() => {
                        busy.try_set(false);
                    }
                    // Whatever else is wrong is the page's to show, and its Retry needs the secret.
                    answer => {
                        if let Some(ready) = ready {
                            let text = Zeroizing::new(secret.expose().to_owned());
                            let is_accepted = answer.is_ok();
                            let is_done = if is_accepted {
                                let session = session.clone();
                                let label = move || session.connection_now().as_ref().map(label_of);
                                keep.store(ready, &label, text).await
                            } else {
                                keep.open(ready).await
                            };
                            if !is_done {
                                busy.try_set(false);
                                return;
                            }
                            // Deriving a key takes a while.
                            if lock::times() != begun {
                                return;
                            }
                            // It takes no other's place in the vault before a server accepts it.
                            if !is_accepted && let Some(known) = session.connection_now() {
                                vault.keep_once_accepted(label_of(&known), secret.clone());
                            }
                        }
                        let Some(known) = session.connection_now() else { return };
                        if correction_ms == session.connection.clock_correction_ms {
                            session.secret.set(Some(secret));
                        } else {
                            keep_clock(connections, &known, correction_ms, Some(secret));
                        }
                    }
                }
            });
        }
    };
    let moved = match held {
        Holds::OfAddress(address) => Some(caution(say(move |lang| {
            lang.va_moved(&hostile::plain(if address.is_empty() { "/" } else { &address }))
        }))),
        _ if untrack(|| vault.is_tampered(&label_of(&session.connection))) => {
            Some(caution(tr(Lang::va_e_tampered)))
        }
        _ => None,
    };
    let back = by_hand.get_untracked().then(|| {
        let choose = move |_| by_hand.set(false);
        view! { <button type="button" class="btn ghost" on:click=choose>{tr(Lang::va_by_passphrase)}</button> }
    });
    let name = session.name().to_owned();
    let retry = try_it.clone();
    let for_error = session.clone();
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        try_it();
    };
    let below = view! {
        {hint(tr(Lang::secret_hint))}
        {move || about_secret(&typed.get())}
        {move || missing.get().then(|| problem(tr(Lang::secret_missing)))}
    }
    .into_any();
    let field = secret_field(Field {
        label: tr(Lang::secret_label).into_any(),
        aside: "http.admin.secret_key".into_any(),
        value: typed,
        below,
        invalid: missing.into(),
        mono: true,
        name: "secret",
    });
    // Drawn apart from the error, which is drawn anew with each exchange: the search makes some.
    let clock = {
        let retry = retry.clone();
        move || {
            let (_, trial) = refused.get().filter(|(error, _)| is_expired(&error.kind))?;
            let again: Rc<dyn Fn()> = Rc::new(retry.clone());
            let confirm = {
                let again = again.clone();
                Rc::new(move |correction_ms| {
                    clock_ms.set(correction_ms);
                    again();
                })
            };
            Some(compact_later(Wanted { aim: Aim::Clock, session: trial, again, confirm }))
        }
    };
    let (opening, checking) = (tr(Lang::secret_open), tr(Lang::secret_checking));
    view! {
        <form class="card narrow" on:submit=submit>
            <header><h2>{say(move |lang| lang.secret_title(&name))}</h2></header>
            <div class="body form">
                <p class="muted">{tr(Lang::secret_why)}</p>
                {moved}
                {field}
                {keep.tick()}
                {move || chip(clock_ms.get())}
            </div>
            <footer>
                <button type="submit" class="btn go" disabled=move || busy.get()>
                    {move || if busy.get() { checking() } else { opening() }}
                </button>
                {back}
                <a class="push meta" href=paths::edit_connection(session.slug())>{tr(Lang::secret_edit)}</a>
            </footer>
        </form>
        {move || refused.get().map(|(error, _)| error_view(&for_error, error, retry.clone()))}
        {clock}
    }
    .into_any()
}

/// It says nothing of the secret, and is mended here as well.
fn is_expired(kind: &Kind) -> bool {
    matches!(kind, Kind::Server { code: Code::SignatureExpired, .. })
}
