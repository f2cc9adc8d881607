//! Adding and editing a connection. What was typed stays, whatever goes wrong.

use crate::dom::focus;
use crate::dom::prelude::*;
use firetower_protocol::Secret;
use firetower_vault::Zeroizing;

use super::address_field::address_field;
use super::fields::{clock, environment, link_name, name, read_only, secret};
use super::probe::probe;
use super::typed::Typed;
use super::{file_origins, given};
use crate::components::vault::Keep;
use crate::i18n::{Lang, say, tr};
use crate::paths;
use crate::state::config::config;
use crate::state::connection::{Connection, Environment, Slug};
use crate::state::connections::{Connections, ReadyConnection};
use crate::state::kept;
use crate::state::session::Session;
use crate::state::vault::{Holds, Vault, label_of};

pub(super) fn form(editing: Option<Session>, slug: Option<String>, copied: Option<Connection>) -> AnyView {
    let connections = expect_context::<Connections>();
    let before = editing.as_ref().map(|session| session.connection.slug.clone());
    let typed = Typed::begin(editing.as_ref().map(|session| &session.connection), slug, copied.as_ref());
    let taken = {
        let before = before.clone();
        memo(move || {
            let slug = typed.slug.get();
            before.as_ref().map(Slug::as_str) != Some(slug.as_str()) && connections.find(&slug).is_some()
        })
    };
    watch(move || {
        let proposal = Slug::propose(&typed.name.get());
        if !typed.slug_by_hand.get_untracked() {
            typed.slug.set(free(connections, proposal));
        }
    });
    let usual = untrack(|| typed.as_text());
    let of = before.as_ref().map_or(kept::NO_CONNECTION, Slug::as_str);
    kept::keep(
        of,
        kept::CONNECTION,
        move || usual.clone(),
        move || typed.as_text(),
        move |kept| typed.put(kept),
    );
    let location = use_location();
    let in_vault = editing.as_ref().is_some_and(|session| {
        untrack(|| expect_context::<Vault>().holds(&session.connection)) != Holds::Nothing
    });
    let keep = Keep::new(in_vault);
    let saving = RwSignal::new(false);
    let save = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        typed.tried.set(true);
        let Some(connection) = untrack(|| typed.connection()).filter(|_| !taken.get_untracked()) else {
            // The fields mark themselves in the next turn.
            request_animation_frame(|| focus("form [aria-invalid=true]"));
            return;
        };
        let secret = Some(typed.secret.get_untracked()).filter(|secret| !secret.is_empty()).map(Secret::new);
        let open = paths::overview(connection.slug.as_str());
        let for_vault = secret.as_ref().filter(|_| keep.is_wanted()).map(|secret| secret.expose().to_owned());
        let Some(text) = for_vault.map(Zeroizing::new) else {
            connections.save(connection, before.as_ref(), secret);
            return location.go(&open, false);
        };
        if saving.get_untracked() {
            return;
        }
        let Some(ready) = keep.ready() else { return };
        saving.set(true);
        let before = before.clone();
        spawn(async move {
            let label = label_of(&connection);
            // Where another tab took the connection away, or gave it another name, this page is gone.
            let wanted = move || typed.tried.try_get_untracked().map(|_| label.clone());
            let is_kept = keep.store(ready, &wanted, text).await;
            saving.try_set(false);
            // What could not be kept is said, and the tick can be taken out.
            if is_kept && typed.tried.try_get_untracked().is_some() {
                connections.save(connection, before.as_ref(), secret);
                location.go(&open, false);
            }
        });
    };
    let is_given = editing.as_ref().is_some_and(|session| config().is_given(&session.connection.slug));
    let title = {
        let name = editing.as_ref().map(|session| session.name().to_owned());
        say(move |lang| match &name {
            Some(name) if is_given => name.clone(),
            Some(name) => lang.cf_title_edit(name),
            None => lang.cf_title_new().to_owned(),
        })
    };
    let heading = if editing.is_some() {
        view! { <h2>{title}</h2> }.into_any()
    } else {
        view! { <h1>{title}</h1> }.into_any()
    };
    let demo = expect_context::<ReadyConnection>().0.filter(|_| editing.is_none()).map(|slug| {
        view! { <a class="push meta" href=paths::overview(slug.as_str())>{tr(Lang::cf_try_demo)}</a> }
    });
    let given = editing.as_ref().filter(|_| is_given).map(|session| session.connection.clone());
    let edge = move || if typed.environment.get() == Environment::Production { "production" } else { "" };
    let keeps_secret = editing.as_ref().is_some_and(|session| untrack(|| session.has_secret()));
    let has_text = memo(move || typed.secret.with(|secret| !secret.is_empty()));
    let tick = show(move || has_text.get(), move || keep.tick());
    let (opening, save_open) = (tr(Lang::va_opening), tr(Lang::cf_save_open));
    let secret_and_tick = view! { <div class="field">{secret(typed, keeps_secret)}{tick}</div> }.into_any();
    view! {
        <div class="first">
            <div class="intro">{heading}{given.is_none().then(|| view! { <p class="muted">{tr(Lang::cf_intro)}</p> })}</div>
            <form class="card" data-env=edge on:submit=save>
                <div class="body form">
                    {match &given {
                        Some(given) => view! { {given::facts(given)}{secret_and_tick} }.into_any(),
                        None => view! {
                            {address_field(typed.address, typed.target, typed.tried.into())}
                            {secret_and_tick}
                            <div class="pair">{name(typed)}{environment(typed.environment)}</div>
                            {read_only(typed.read_only)}
                            {link_name(typed, taken)}
                            {file_origins::field(typed.file_origins)}
                        }
                        .into_any(),
                    }}
                    {clock(typed)}
                </div>
                <footer>
                    <button type="submit" class="btn go" disabled=move || saving.get()>
                        {move || if saving.get() { opening() } else { save_open() }}
                    </button>
                    {demo}
                </footer>
            </form>
            {probe(typed, editing.as_ref())}
            <p class="meta last">{tr(Lang::cf_clock_note)}</p>
        </div>
    }
    .into_any()
}

/// `im`, or `im-2` where that is taken.
fn free(connections: Connections, proposal: String) -> String {
    let is_taken = |slug: &str| untrack(|| connections.find(slug)).is_some();
    if !is_taken(&proposal) {
        return proposal;
    }
    (2..100)
        .map(|number| format!("{}-{number}", proposal.chars().take(37).collect::<String>()))
        .find(|slug| !is_taken(slug))
        .unwrap_or(proposal)
}
