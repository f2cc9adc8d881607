//! Robots: the list of them, one of them open, or the form for a new one.

mod ask;
mod check;
mod compare;
mod create;
mod fields;
mod form;
mod list;
mod listing;
mod mint;
mod nobody;
mod robot;
mod rows;
mod secret;
mod sent;
mod texts;

use crate::components::bar::bar;
use crate::components::frame::strip;
use crate::dom::prelude::*;
use crate::i18n::{Lang, say, tr};
use crate::paths::{RobotsAt, RobotsOpen};
use crate::state::session::Session;
use crate::state::time;
use crate::ui::icon::{Icon, icon};

use listing::{Extent, Listing};

/// What the parts of the page have in common.
#[derive(Clone, Copy)]
struct Here {
    session: StoredValue<Session>,
    listing: Listing,
    at: Memo<RobotsAt>,
    /// Counted up whenever everything is to be read again.
    again: RwSignal<u32>,
}

impl Here {
    fn session(self) -> Session {
        self.session.get_value()
    }

    /// The page as it is, with this open.
    fn address(self, open: RobotsOpen) -> String {
        self.session.with_value(|session| self.at.with(|at| at.with(open).address(session.slug())))
    }
}

pub(crate) fn robots_page(session: Session) -> AnyView {
    let location = use_location();
    let at = memo(move || RobotsAt::from_query(|name| location.query(name)));
    let open = memo(move || at.with(|at| at.open.clone()));
    let listing = Listing::begin(&session);
    let here = Here { session: StoredValue::new(session.clone()), listing, at, again: RwSignal::new(0) };
    let part = memo(move || at.with(|at| (at.page, at.whole)));
    watch(move || {
        // Asked, not only tracked: what is open or narrowed does not read the list again.
        let _ = part.get();
        untrack(|| listing.show(&at.get()));
    });
    let about = say(move |lang| {
        let Some(read_at) = listing.read_at.get() else { return String::new() };
        let (read_at, count) = (time::clock(read_at), listing.rows.with(Vec::len));
        match listing.extent.get() {
            Extent::Whole { ended: true } => lang.rb_about_all(count, &read_at),
            Extent::Page { number: 1, more: false } => lang.rb_about_all(count, &read_at),
            _ => lang.rb_about(count, &read_at),
        }
    });
    let again = move |_| {
        listing.read(&at.get_untracked());
        here.again.update(|again| *again += 1);
    };
    let new = move || here.address(RobotsOpen::New(None));
    let actions = view! {
        <button type="button" class="btn" on:click=again>{icon(Icon::Refresh)}<span class="wide">{tr(Lang::read_again)}</span></button>
        <a class="btn" href=new>{icon(Icon::Plus)}<span class="wide">{tr(Lang::rb_new)}</span></a>
    }
    .into_any();
    let back = move || here.address(RobotsOpen::None);
    view! {
        {bar(Lang::nav_robots, Some(session.name().to_owned()), about.into_any(), actions)}
        <div class="wait-line">{move || listing.is_busy.get().then(|| view! { <div class="progress"></div> })}</div>
        {strip(&session)}
        <div class="page">
            <div class="side robots" class:opened=move || open.get() != RobotsOpen::None>
                <a class="back" href=back>{icon(Icon::Left)}{tr(Lang::nav_robots)}</a>
                <div class="list">{list::list(&session, listing, at)}</div>
                <div class="item">
                    {move || match open.get() {
                        RobotsOpen::None => pick(here),
                        RobotsOpen::New(id) => create::create(here, id),
                        RobotsOpen::One(id) => robot::robot(here, id),
                    }}
                </div>
            </div>
        </div>
    }
    .into_any()
}

fn pick(here: Here) -> AnyView {
    let new = move || here.address(RobotsOpen::New(None));
    view! {
        <section class="card">
            <div class="blank">
                {icon(Icon::Robot)}
                <h2>{tr(Lang::rb_pick)}</h2>
                <p class="muted">{tr(Lang::rb_pick_why)}</p>
                <a class="btn" href=new>{icon(Icon::Plus)}{tr(Lang::rb_new)}</a>
            </div>
        </section>
    }
    .into_any()
}
