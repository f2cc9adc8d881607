//! The list: the robots that were read, narrowed by a filter, page by page; and a field for any other id.

use crate::dom::prelude::*;
use firetower_protocol::UserId;

use super::listing::{Extent, Listing, PAGE};
use super::rows::Row;
use crate::components::error_view::error_view;
use crate::i18n::{Lang, say, tr};
use crate::paths::{RobotsAt, RobotsOpen};
use crate::state::change::Target;
use crate::state::kept;
use crate::state::session::Session;
use crate::ui::hostile::hostile;
use crate::ui::icon::{Icon, icon};

#[derive(Clone, Copy)]
struct List {
    listing: Listing,
    at: Memo<RobotsAt>,
    session: StoredValue<Session>,
    /// What the filter lets through, of everything loaded.
    found: Memo<Vec<Row>>,
}

impl List {
    fn address(self, at: &RobotsAt) -> String {
        self.session.with_value(|session| at.address(session.slug()))
    }

    /// The part of what was found that the page shows.
    fn shown(self) -> Vec<Row> {
        let from = match self.listing.extent.get() {
            Extent::Page { .. } => 0,
            Extent::Whole { .. } => self.first(),
        };
        self.found.with(|found| found.iter().skip(from).take(PAGE).cloned().collect())
    }

    /// How many come before this page.
    fn first(self) -> usize {
        usize::try_from(self.at.with(|at| at.page)).map_or(0, |page| (page - 1) * PAGE)
    }

    fn has_more(self) -> bool {
        match self.listing.extent.get() {
            Extent::Page { more, .. } => more,
            Extent::Whole { .. } => self.found.with(Vec::len) > self.first() + PAGE,
        }
    }

    fn is_filtered(self) -> bool {
        self.at.with(|at| !at.filter.is_empty())
    }
}

pub(super) fn list(session: &Session, listing: Listing, at: Memo<RobotsAt>) -> AnyView {
    let found = memo(move || {
        let needle = at.with(|at| at.filter.to_lowercase());
        listing.rows.with(|rows| rows.iter().filter(|row| row.matches(&needle)).cloned().collect::<Vec<_>>())
    });
    let list = List { listing, at, session: StoredValue::new(session.clone()), found };
    let is_read = move || listing.read_at.get().is_some();
    let skeleton = move || !is_read() && listing.is_busy.get();
    let is_stale = move || listing.is_busy.get() && listing.progress.get().is_none();
    view! {
        <section class="card list">
            {show(is_read, move || filter(list))}
            {move || listing.error.get().map(|error| failed(list, error))}
            {move || skeleton().then(waiting)}
            <nav class="pick plain" class:stale=is_stale aria-label=tr(Lang::rb_list)>
                {each(move || list.shown(), Row::clone, move |item| row(list, item))}
            </nav>
            {move || (is_read() && list.shown().is_empty()).then(|| nothing(list))}
            {show(move || listing.progress.get().is_some(), move || progress(listing))}
            {show(is_read, move || pager(list))}
            <footer>{open_other(list)}</footer>
        </section>
        {show(move || listing.among_users.get(), move || among_users(list))}
    }
    .into_any()
}

fn waiting() -> AnyView {
    view! { <div class="body" aria-busy="true"><p class="offscreen" role="status">{tr(Lang::loading)}</p><div class="skeleton" aria-hidden="true"></div></div> }
        .into_any()
}

fn failed(list: List, error: crate::error::ApiError) -> AnyView {
    let retry = move || list.listing.retry(&list.at.get_untracked());
    list.session.with_value(|session| error_view(session, error, retry))
}

fn row(list: List, row: Row) -> AnyView {
    let open = RobotsOpen::One(row.id.clone());
    let for_href = open.clone();
    let href = move || list.at.with(|at| list.address(&at.with(for_href.clone())));
    let key = Target::Robot { id: row.id.clone() }.key();
    let drafts = list.session.with_value(|session| session.drafts.clone());
    let name = match &row.name {
        Some(name) => hostile(name),
        None => view! { <span class="muted">{tr(Lang::rb_no_name)}</span> }.into_any(),
    };
    view! {
        <div class="pick-row">
            <a href=href aria-current=move || list.at.with(|at| at.open == open).then_some("true")>
                <span class="clip">{name}</span>
                {move || drafts.has(&key).then(|| view! { <span class="meta draft">{tr(Lang::ss_leave_draft)}</span> })}
                <span class="meta mono clip">{hostile(&row.id.0)}</span>
            </a>
        </div>
    }
    .into_any()
}

fn filter(list: List) -> AnyView {
    let location = use_location();
    let label = say(move |lang| lang.rb_filter(list.listing.rows.with(Vec::len)));
    let placeholder = say(move |lang| lang.rb_filter(list.listing.rows.with(Vec::len)));
    let typed = move |event| {
        let filter = event_target_value(&event);
        let at = list.at.get_untracked();
        // Where pages are the server's, narrowing one does not change which it is.
        let page = match list.listing.extent.get_untracked() {
            Extent::Page { number, .. } => number,
            Extent::Whole { .. } => 1,
        };
        location.go(&list.address(&RobotsAt { filter, page, ..at }), true);
    };
    let covers = say(move |lang| match list.listing.extent.get() {
        Extent::Page { .. } => lang.rb_filter_page(list.listing.rows.with(Vec::len)),
        Extent::Whole { ended: true } => lang.rb_filter_all(list.listing.rows.with(Vec::len)),
        Extent::Whole { ended: false } => lang.rb_filter_loaded(list.listing.rows.with(Vec::len)),
    });
    let covers = StoredValue::new(covers);
    let is_part = move || matches!(list.listing.extent.get(), Extent::Page { .. });
    let whole = move || {
        let at = list.at.get();
        list.address(&RobotsAt { whole: true, page: 1, ..at })
    };
    view! {
        <div class="filter-line">
            <input class="in" type="search" aria-label=label placeholder=placeholder autocomplete="off" spellcheck="false"
                prop:value=move || list.at.with(|at| at.filter.clone()) on:input=typed />
            {show(move || list.is_filtered(), move || view! {
                <p class="hint" role="status">{move || covers.with_value(|covers| covers())}</p>
                {show(is_part, move || view! { <a class="btn small" href=whole>{tr(Lang::rb_filter_whole)}</a> })}
            })}
        </div>
    }
    .into_any()
}

fn nothing(list: List) -> AnyView {
    let (filtered, page) = (untrack(|| list.is_filtered()), untrack(|| list.at.with(|at| at.page)));
    let is_partial = untrack(|| list.listing.extent.get()) == Extent::Whole { ended: false };
    if filtered {
        return view! { <p class="body muted">{tr(Lang::rb_none_match)}</p> }.into_any();
    }
    if page > 1 {
        let first = untrack(|| list.at.with(|at| list.address(&at.at_page(1))));
        return view! {
            <div class="body form tight">
                <p class="muted">{say(move |lang| lang.rb_none_page(page))}</p>
                <a href=first>{tr(Lang::rb_first_page)}</a>
            </div>
        }
        .into_any();
    }
    if is_partial {
        return view! { <p class="body muted">{tr(Lang::rb_none_yet)}</p> }.into_any();
    }
    view! {
        <div class="body form tight">
            <h2>{tr(Lang::rb_empty)}</h2>
            <p class="muted">{tr(Lang::rb_empty_why)}</p>
        </div>
    }
    .into_any()
}

/// How far reading all has come, and the way to stop it.
fn progress(listing: Listing) -> AnyView {
    let words = say(move |lang| {
        let Some(progress) = listing.progress.get() else { return String::new() };
        let found = listing.rows.with(Vec::len);
        if listing.among_users.get() {
            lang.rb_progress_users(progress.read, found, progress.per_second)
        } else {
            lang.rb_progress(progress.read, progress.per_second)
        }
    });
    view! {
        <div class="body row following">
            <span role="status">{words}</span>
            <button type="button" class="btn small push" on:click=move |_| listing.cancel()>{tr(Lang::cancel)}</button>
        </div>
    }
    .into_any()
}

fn pager(list: List) -> AnyView {
    let listing = list.listing;
    let words = say(move |lang| {
        let count = list.shown().len();
        if count == 0 {
            return String::new();
        }
        let (from, to) = (list.first() + 1, list.first() + count);
        let of = list.found.with(Vec::len);
        match listing.extent.get() {
            Extent::Page { .. } if list.is_filtered() => lang.rb_found(count, listing.rows.with(Vec::len)),
            Extent::Page { more: true, .. } => lang.rb_range(from, to),
            Extent::Page { more: false, .. } => lang.rb_range_of(from, to, to),
            Extent::Whole { ended: false } if listing.progress.get().is_none() => {
                lang.rb_range_stopped(from, to, of)
            }
            Extent::Whole { ended: false } => lang.rb_range_so_far(from, to, of),
            Extent::Whole { ended: true } => lang.rb_range_of(from, to, of),
        }
    });
    let page = move || list.at.with(|at| at.page);
    let stopped = move || {
        listing.extent.get() == Extent::Whole { ended: false }
            && listing.progress.get().is_none()
            && listing.error.get().is_none()
    };
    let step = move |sign: Icon,
                     word: fn(Lang) -> &'static str,
                     to: fn(u32) -> u32,
                     can: fn(List) -> bool| {
        let location = use_location();
        let go = move |_| {
            let at = list.at.get_untracked();
            location.go(&list.address(&at.at_page(to(at.page))), false);
        };
        view! {
            <button type="button" class="btn small" aria-label=tr(word) disabled=move || !can(list) on:click=go>{icon(sign)}</button>
        }
        .into_any()
    };
    let is_one = move || page() == 1 && !list.has_more();
    view! {
        <footer class="pager">
            <span role="status">{words}</span>
            {show(stopped, move || view! {
                <button type="button" class="btn small" on:click=move |_| listing.go_on()>{tr(Lang::rb_go_on)}</button>
            })}
            {show(move || !is_one(), move || view! {
                <span class="push row">
                    {step(Icon::Left, Lang::rb_previous, |page| page.saturating_sub(1).max(1), |list| list.at.with(|at| at.page) > 1)}
                    {step(Icon::Right, Lang::rb_next, |page| page.saturating_add(1), List::has_more)}
                </span>
            })}
        </footer>
    }
    .into_any()
}

fn among_users(list: List) -> AnyView {
    view! {
        <div class="among-users meta">
            <p>{tr(Lang::rb_among_users)}</p>
            <button type="button" class="btn small ghost flush" on:click=move |_| list.listing.insist(&list.at.get_untracked())>
                {tr(Lang::no_again)}
            </button>
        </div>
    }
    .into_any()
}

fn open_other(list: List) -> AnyView {
    let typed = list.session.with_value(|session| kept::text(session.slug(), "robot-id"));
    let location = use_location();
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let id = typed.get_untracked();
        if !id.is_empty() {
            typed.set(String::new());
            let at = list.at.get_untracked();
            location.go(&list.address(&at.with(RobotsOpen::One(UserId(id)))), false);
        }
    };
    view! {
        <form class="open-id" on:submit=submit>
            <label class="offscreen" for="open-robot">{tr(Lang::rb_open_label)}</label>
            <input id="open-robot" class="in mono" autocomplete="off" autocapitalize="off" spellcheck="false"
                placeholder=tr(Lang::rb_open_label) prop:value=typed
                on:input=move |event| typed.set(event_target_value(&event)) />
            <button type="submit" class="btn" disabled=move || typed.with(String::is_empty)>{tr(Lang::ss_open_go)}</button>
        </form>
    }
    .into_any()
}
