//! Changes: what was written from this browser, how it ended, and the way back.

mod detail;
mod export;
mod filter;
mod filters;
mod footer;
mod table;
mod ways;
mod words;

use leptos::ev;

use crate::components::bar::bar;
use crate::components::frame::strip;
use crate::dom::Location;
use crate::dom::prelude::*;
use crate::i18n::{Lang, say, tr, use_lang};
use crate::paths::{self, ChangesAt};
use crate::state::journal::{Entry, Journal, Keeping};
use crate::state::session::Session;
use crate::ui::field::caution;
use crate::ui::icon::{Icon, icon};

/// What the parts of the page share.
#[derive(Clone, Copy)]
struct View {
    location: Location,
    slug: StoredValue<String>,
    journal: StoredValue<Journal>,
    at: Memo<ChangesAt>,
    /// Newest first, as the filters let them through.
    shown: Memo<Vec<Entry>>,
    all: Memo<usize>,
}

impl View {
    fn address(self, at: &ChangesAt) -> String {
        self.slug.with_value(|slug| at.address(slug))
    }

    fn keeping(self) -> Keeping {
        self.journal.with_value(|journal| journal.keeping.get())
    }
}

pub(crate) fn changes_page(session: Session) -> AnyView {
    let location = use_location();
    let lang = use_lang();
    let journal = StoredValue::new(session.journal.clone());
    let entries = move || journal.with_value(|journal| journal.entries.clone());
    let at = memo(move || ChangesAt::of(|name| location.query(name)));
    let shown = memo(move || {
        let (at, lang) = (at.get(), lang.get());
        entries().with(|all| {
            all.iter().filter(|entry| filter::passes(&at, entry, lang)).cloned().collect::<Vec<_>>()
        })
    });
    let all = memo(move || entries().with(Vec::len));
    let view = View { location, slug: StoredValue::new(session.slug().to_owned()), journal, at, shown, all };
    let busy = RwSignal::new(false);
    let read = move || {
        let journal = journal.get_value();
        busy.set(true);
        spawn(async move {
            journal.load().await;
            busy.try_set(false);
        });
    };
    read();
    // What another tab writes is heard of at once, and where it is not, when one comes back to this one.
    journal.with_value(|journal| journal.when_told(read));
    let seen = window_event_listener(ev::visibilitychange, move |_| {
        if !document().hidden() {
            read();
        }
    });
    on_cleanup(move || seen.remove());
    let open = memo(move || at.with(|at| at.open.clone()));
    let about = say(move |lang| match view.keeping() {
        Keeping::NotLoaded => String::new(),
        Keeping::Loaded => lang.cg_about(all.get()),
        Keeping::OnlyHere => lang.cg_about_here(all.get()),
    });
    let actions = view! {
        <button type="button" class="btn" on:click=move |_| read()>
            {icon(Icon::Refresh)}<span class="wide">{tr(Lang::read_again)}</span>
        </button>
    }
    .into_any();
    let step = memo(move || match (view.keeping(), all.get()) {
        (Keeping::NotLoaded, 0) => 0,
        (_, 0) => 1,
        _ => 2,
    });
    let only_here = memo(move || view.keeping() == Keeping::OnlyHere);
    let for_detail = session.clone();
    let for_list = session.clone();
    view! {
        {bar(Lang::nav_changes, Some(session.name().to_owned()), about.into_any(), actions)}
        <div class="wait-line">{move || busy.get().then(|| view! { <div class="progress"></div> })}</div>
        {strip(&session)}
        <div class="page">
            <div role="status">{move || only_here.get().then(|| caution(tr(Lang::cg_only_here)))}</div>
            {move || open.get().map(|number| detail::detail(&for_detail, view, number))}
            {move || match step.get() {
                0 => loading(),
                1 => empty(view),
                _ => list(&for_list, view),
            }}
        </div>
    }
    .into_any()
}

fn list(session: &Session, view: View) -> AnyView {
    view! {
        <section class="card">
            {filters::filters(view)}
            {table::table(view)}
            {footer::footer(session, view)}
        </section>
    }
    .into_any()
}

fn loading() -> AnyView {
    view! {
        <section class="card" aria-busy="true">
            <div class="body"><p class="offscreen" role="status">{tr(Lang::loading)}</p><div class="skeleton" aria-hidden="true"></div></div>
        </section>
    }
    .into_any()
}

fn empty(view: View) -> AnyView {
    let href = view.slug.with_value(|slug| paths::system_settings(slug));
    view! {
        <section class="card">
            <div class="blank">
                {icon(Icon::Changes)}
                <h2>{tr(Lang::cg_empty_title)}</h2>
                <p class="muted">{tr(Lang::cg_empty_why)}</p>
                <a class="btn" href=href>{tr(Lang::cg_empty_go)}</a>
            </div>
        </section>
    }
    .into_any()
}
