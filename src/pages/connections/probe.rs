//! What Firetower finds at the address that was typed. It only reads, and only when asked: a signed request to a
//! mistyped host would hand that host two hours of an admin's power.

use crate::dom::prelude::*;
use firetower_protocol::system_setting::LARGEST_GROUP_SIZE;
use firetower_protocol::{Edition, Secret};

use super::form::Typed;
use crate::api::{Client, Leave};
use crate::components::error_view::error_view;
use crate::components::sign_in::edition_word;
use crate::error::{ApiError, Kind};
use crate::i18n::{Lang, Text, Word, say, tr};
use crate::state::connection::{Connection, Environment, Slug};
use crate::state::new_secrets::NewSecrets;
use crate::state::page::Page;
use crate::state::session::Session;
use crate::ui::format;
use crate::ui::hostile;
use crate::ui::icon::{Icon, icon};

#[derive(Clone, Debug, PartialEq)]
enum Fact {
    Nodes(usize),
    Status(String),
    Signature,
    NoSecret,
    Edition(Edition),
    Customer(String),
}

#[derive(Clone, Debug, PartialEq)]
struct Step {
    fact: Fact,
    took_ms: Option<u32>,
}

#[derive(Clone)]
enum State {
    NotAsked,
    Asking,
    Found { steps: Vec<Step>, failed: Option<ApiError>, session: Session },
}

pub(super) fn probe(typed: Typed, editing: Option<&Session>) -> AnyView {
    let state = RwSignal::new(State::NotAsked);
    let leave = Leave::with_page();
    let kept = editing.cloned();
    let run = move || {
        let Some(address) = untrack(|| typed.understood()) else { return };
        // The secret that is kept goes to the address it was given for, and to no other.
        let known = kept.as_ref().filter(|session| session.connection.address == address);
        let secret = Some(typed.secret.get_untracked()).filter(|secret| !secret.is_empty()).map(Secret::new);
        let secret = secret.or_else(|| known.and_then(Session::secret_now));
        let Some(slug) = Slug::parse("check") else { return };
        let connection = Connection::new(slug, String::new(), address, Environment::Development);
        let session = Session::new(connection, secret, NewSecrets::default());
        state.set(State::Asking);
        spawn(async move {
            let client = Client::of_page(session.clone(), Page::Connections, leave);
            let mut steps = Vec::new();
            let failed = find_out(&client, &mut steps).await.err();
            state.try_set(State::Found { steps, failed, session });
        });
    };
    let (by_button, by_retry) = (run.clone(), StoredValue::new(run));
    let unusable = move || typed.understood().is_none() || matches!(state.get(), State::Asking);
    view! {
        <section class="card">
            <header>
                <h2>{tr(Lang::cf_found)}</h2>
                <span class="meta">{tr(Lang::cf_found_hint)}</span>
                <button type="button" class="btn small push" disabled=unusable on:click=move |_| by_button()>{tr(Lang::cf_check)}</button>
            </header>
            {move || match state.get() {
                State::NotAsked => view! { <div class="body"><p class="muted">{tr(Lang::cf_found_before)}</p></div> }.into_any(),
                State::Asking => view! { <div class="body"><p class="muted" role="status">{tr(Lang::loading)}</p></div> }.into_any(),
                State::Found { steps, failed, session } => {
                    let failed = failed.map(|error| error_view(&session, error, move || by_retry.with_value(|run| run())));
                    view! { <ul class="steps mini">{steps.into_iter().map(line).collect_view()}</ul>{failed} }.into_any()
                }
            }}
        </section>
    }
    .into_any()
}

/// Stops at the first thing that fails.
async fn find_out(client: &Client, steps: &mut Vec<Step>) -> Result<(), ApiError> {
    let not_there = |error: &ApiError| matches!(error.kind, Kind::NotThere { .. } | Kind::NotOffered);
    match client.health_nodes().await {
        Ok(reading) => {
            steps.push(Step { fact: Fact::Nodes(reading.value.len()), took_ms: Some(reading.took_ms) });
        }
        Err(error) if not_there(&error) => {}
        Err(error) => return Err(error),
    }
    if client.session.secret_now().is_none() {
        steps.push(Step { fact: Fact::NoSecret, took_ms: None });
        return Ok(());
    }
    if steps.is_empty() {
        let reading = client.health_check().await?;
        steps.push(Step { fact: Fact::Status(reading.value.status), took_ms: Some(reading.took_ms) });
    }
    let signed = client.system_setting(LARGEST_GROUP_SIZE).await?;
    steps.push(Step { fact: Fact::Signature, took_ms: Some(signed.took_ms) });
    let customer = client.customer().await;
    steps.push(Step { fact: Fact::Edition(untrack(|| client.session.edition())), took_ms: None });
    match customer {
        Ok(reading) => {
            let who = reading.value.to_string();
            steps.push(Step { fact: Fact::Customer(who), took_ms: Some(reading.took_ms) });
            Ok(())
        }
        Err(error) if not_there(&error) => Ok(()),
        Err(error) => Err(error),
    }
}

fn line(step: Step) -> AnyView {
    let name: Word = match step.fact {
        Fact::Nodes(_) | Fact::Status(_) => Lang::cf_step_server,
        Fact::Signature | Fact::NoSecret => Lang::cf_step_secret,
        Fact::Edition(_) => Lang::cf_step_edition,
        Fact::Customer(_) => Lang::cf_step_customer,
    };
    let is_hint = matches!(step.fact, Fact::NoSecret);
    let fact = step.fact;
    let words: Text = say(move |lang| match &fact {
        Fact::Nodes(count) => lang.cf_found_nodes(*count),
        Fact::Status(status) => lang.cf_found_status(&hostile::plain(status)),
        Fact::Signature => lang.cf_found_signature().to_owned(),
        Fact::NoSecret => lang.cf_found_no_secret().to_owned(),
        Fact::Edition(edition) => edition_word(*edition)(lang).to_owned(),
        Fact::Customer(who) => hostile::plain(who),
    });
    view! {
        <li class:hint=is_hint>
            {icon(if is_hint { Icon::Info } else { Icon::Check })}
            <span>{tr(name)}</span>
            <span class="clip">{words}</span>
            <span class="v">{step.took_ms.map(format::duration)}</span>
        </li>
    }
    .into_any()
}
