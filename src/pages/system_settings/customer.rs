//! Who the server is licensed to, in either shape; what lacks it is a state.

use firetower_protocol::customer::Customer;
use firetower_protocol::{Capability, Operation, TimestampMs};

use crate::api::{Client, Leave, Reading};
use crate::components::error_view::error_view;
use crate::dom::prelude::*;
use crate::error::{ApiError, Kind};
use crate::i18n::{Lang, Word, say, tr};
use crate::state::page::Page;
use crate::state::session::Session;
use crate::ui::copy::copy_button;
use crate::ui::hostile::{self, hostile};
use crate::ui::icon::{Icon, icon};

#[derive(Clone, PartialEq)]
enum State {
    NotRead,
    Read(Reading<Customer>),
    Failed(ApiError),
}

#[derive(Clone, Copy)]
pub(super) struct Licensee {
    client: StoredValue<Client>,
    state: RwSignal<State>,
    pub(super) busy: RwSignal<bool>,
}

impl Licensee {
    pub(super) fn new(session: &Session) -> Self {
        let client = Client::of_page(session.clone(), Page::SystemSettings, Leave::with_page());
        Self {
            client: StoredValue::new(client),
            state: RwSignal::new(State::NotRead),
            busy: RwSignal::new(false),
        }
    }

    fn capability(self) -> Capability {
        self.client.with_value(|client| client.session.capability(Operation::Customer))
    }

    pub(super) fn read_at(self) -> Option<TimestampMs> {
        match self.state.get() {
            State::Read(reading) => Some(reading.time),
            State::NotRead | State::Failed(_) => None,
        }
    }

    /// Read when it is first looked at. That a server has no such call is known from the sign-in, and not asked again.
    pub(super) fn look(self) {
        let is_new = self.state.with_untracked(|state| *state == State::NotRead);
        if is_new && untrack(|| self.capability()) != Capability::NotOffered {
            self.read();
        }
    }

    pub(super) fn read(self) {
        if self.busy.get_untracked() {
            return;
        }
        let client = self.client.get_value();
        client.session.capabilities.update(|table| {
            if table.get(Operation::Customer) == Capability::NotOffered {
                table.forget(Operation::Customer);
            }
        });
        self.busy.set(true);
        spawn(async move {
            match client.customer().await {
                Ok(reading) => self.state.try_set(State::Read(reading)),
                Err(error) if error.kind == Kind::Left => None,
                Err(error) => self.state.try_set(State::Failed(error)),
            };
            self.busy.try_set(false);
        });
    }
}

/// For the list: the name, or that there is none.
pub(super) fn summary(session: &Session) -> AnyView {
    let session = session.clone();
    (move || match session.customer.get() {
        Some(Customer::Documented(known)) => hostile(&known.customer_name),
        Some(Customer::Sdk(name)) => hostile(&name),
        None if session.capability(Operation::Customer) == Capability::NotOffered => {
            view! { <span class="muted">{tr(Lang::ss_customer_missing)}</span> }.into_any()
        }
        None => view! { <span class="muted">{tr(Lang::ss_not_read)}</span> }.into_any(),
    })
    .into_any()
}

pub(super) fn customer(session: &Session, licensee: Licensee) -> AnyView {
    licensee.look();
    let missing = memo(move || licensee.capability() == Capability::NotOffered);
    let session = session.clone();
    (move || {
        if missing.get() {
            return not_offered(&session, licensee);
        }
        match licensee.state.get() {
            State::NotRead => view! {
                <section class="card" aria-busy="true">
                    <header><h2>{tr(Lang::ss_customer)}</h2></header>
                    <div class="body"><p class="offscreen" role="status">{tr(Lang::loading)}</p><div class="skeleton" aria-hidden="true"></div></div>
                </section>
            }
            .into_any(),
            State::Failed(error) => error_view(&session, error, move || licensee.read()),
            State::Read(reading) => known(reading.value),
        }
    })
    .into_any()
}

fn known(customer: Customer) -> AnyView {
    let (rows, shape): (AnyView, Word) = match customer {
        Customer::Documented(known) => {
            let rows = view! {
                {fact("customerName".into_any(), known.customer_name, Lang::ss_copy_name)}
                {fact("customerId".into_any(), known.customer_id, Lang::ss_copy_id)}
            };
            (rows.into_any(), Lang::ss_customer_documented)
        }
        Customer::Sdk(text) => {
            (fact(tr(Lang::ss_customer_text).into_any(), text, Lang::ss_copy_name), Lang::ss_customer_sdk)
        }
    };
    view! {
        <section class="card">
            <header><h2>{tr(Lang::ss_customer)}</h2><span class="push meta mono">"/admin/customer"</span></header>
            <div class="body form">
                <p class="hint intro">{tr(Lang::ss_customer_why)}</p>
                <dl class="kv">{rows}</dl>
                <p class="meta">{tr(shape)}</p>
            </div>
        </section>
    }
    .into_any()
}

fn fact(name: AnyView, text: String, copy: Word) -> AnyView {
    let kept = StoredValue::new(text.clone());
    let shown = if text.is_empty() {
        view! { <span class="muted">{tr(Lang::ch_empty)}</span> }.into_any()
    } else {
        view! { <span class="mono">{hostile(&text)}</span> }.into_any()
    };
    view! { <dt>{name}</dt><dd>{shown}" "{copy_button("btn ghost small", copy, move || kept.get_value())}</dd> }
        .into_any()
}

fn not_offered(session: &Session, licensee: Licensee) -> AnyView {
    let name = hostile::plain(session.name());
    view! {
        <section class="card">
            <div class="blank">
                {icon(Icon::Lock)}
                <h2>{tr(Lang::ss_customer_none)}</h2>
                <p class="muted" role="status">{say(move |lang| lang.ss_customer_none_why(&name))}</p>
                <dl class="kv"><dt>{tr(Lang::no_how)}</dt><dd>{tr(Lang::no_how_after)}</dd></dl>
                <div class="row"><button type="button" class="btn" on:click=move |_| licensee.read()>{tr(Lang::no_again)}</button></div>
            </div>
        </section>
    }
    .into_any()
}
