//! One file, by the UID of the message that carries it.

use std::sync::Arc;

use crate::dom::prelude::*;
use firetower_protocol::MessageUid;
use firetower_protocol::file_row::FileRow;

use super::detail::detail;
use super::nav::Nav;
use super::row::name;
use super::typed::message_uid;
use super::{ask, blank};
use crate::api::{Client, Leave, Reading};
use crate::components::bar::bar;
use crate::components::error_view::error_view;
use crate::components::frame::strip;
use crate::error::{ApiError, Kind};
use crate::i18n::{Lang, say, tr};
use crate::state::page::Page;
use crate::state::session::Session;
use crate::state::time;
use crate::ui::icon::{Icon, icon};

#[derive(Clone, PartialEq)]
enum State {
    Unasked,
    Reading,
    Failed(ApiError),
    /// `None` inside: 253.
    Read(MessageUid, Reading<Option<Arc<FileRow>>>),
}

pub(super) fn message(session: Session) -> AnyView {
    let nav = Nav::begin(session.slug());
    let client = StoredValue::new(Client::of_page(session.clone(), Page::Files, Leave::with_page()));
    let state = RwSignal::new(State::Unasked);
    let busy = RwSignal::new(false);
    let run = StoredValue::new(0_u32);
    let asked = memo(move || nav.at.with(|at| at.uid.as_deref().and_then(message_uid)));
    let read = move || {
        run.update_value(|run| *run = run.wrapping_add(1));
        let Some(uid) = asked.get_untracked() else {
            busy.set(false);
            state.set(State::Unasked);
            return;
        };
        // One message's file must not stand under another's UID.
        if !state.with_untracked(|state| matches!(state, State::Read(shown, _) if *shown == uid)) {
            state.set(State::Reading);
        }
        busy.set(true);
        let (number, client) = (run.get_value(), client.get_value());
        spawn(async move {
            let answer = client.one_file(uid).await;
            if run.try_get_value() != Some(number) {
                return;
            }
            match answer {
                Ok(reading) => {
                    let (file, meta) = reading.apart();
                    state.try_set(State::Read(uid, meta.with(file.map(Arc::new))));
                }
                Err(error) if error.kind == Kind::Left => {}
                Err(error) => {
                    state.try_set(State::Failed(error));
                }
            }
            busy.try_set(false);
        });
    };
    watch(move || {
        asked.with(|_| ());
        untrack(read);
    });
    let about = say(move |lang| {
        state.with(|state| match state {
            State::Read(_, reading) => lang.read_at(&time::clock(reading.time)),
            _ => lang.fi_nothing().to_owned(),
        })
    });
    let actions = view! {
        <button type="button" class="btn" disabled=move || asked.with(Option::is_none) on:click=move |_| read()>
            {icon(Icon::Refresh)}<span class="wide">{tr(Lang::read_again)}</span>
        </button>
    }
    .into_any();
    let for_state = session.clone();
    view! {
        {bar(Lang::nav_files, Some(session.name().to_owned()), about.into_any(), actions)}
        <div class="wait-line">{show(move || busy.get(), || view! { <div class="progress"></div> })}</div>
        {strip(&session)}
        <div class="page">
            <section class="card files short">
                {ask::message_line(nav, read)}
                <div class="one" aria-busy=move || busy.get().then_some("true")>
                    {move || match state.get() {
                        State::Unasked => blank::unasked(nav),
                        State::Reading => view! {
                            <div class="body">
                                <p class="offscreen" role="status">{tr(Lang::loading)}</p>
                                <div class="skeleton tall" aria-hidden="true"></div>
                            </div>
                        }
                        .into_any(),
                        State::Failed(error) => view! { <div class="in-place">{error_view(&for_state, error, read)}</div> }.into_any(),
                        State::Read(uid, reading) => match reading.value {
                            Some(file) => one(&for_state, &file),
                            None => none(uid),
                        },
                    }}
                </div>
            </section>
        </div>
    }
    .into_any()
}

fn one(session: &Session, file: &FileRow) -> AnyView {
    view! {
        <section class="one-file" aria-label=tr(Lang::fi_panel)>
            <h2 class="clip">{name(file.name.as_deref())}</h2>
            {detail(session, file, false)}
        </section>
    }
    .into_any()
}

fn none(uid: MessageUid) -> AnyView {
    view! {
        <div class="blank">
            {icon(Icon::File)}
            <h2>{say(move |lang| lang.fi_none_title(&uid.to_string()))}</h2>
            <p class="muted" role="status">{tr(Lang::fi_none_why)}</p>
        </div>
    }
    .into_any()
}
