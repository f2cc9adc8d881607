//! System settings: the ids that one knows, and one of them open; the search for others; who the server is licensed to.

mod customer;
mod editor;
mod list;
mod range;
mod readings;
mod scan;
mod scan_view;
mod texts;

use crate::dom::prelude::*;
use firetower_protocol::SettingId;

use crate::components::bar::bar;
use crate::components::error_view::error_view;
use crate::components::frame::strip;
use crate::i18n::{Lang, Text, say, tr};
use crate::paths;
use crate::state::change::Target;
use crate::state::session::Session;
use crate::state::time;
use crate::ui::icon::{Icon, icon};

use customer::Licensee;
use readings::{Readings, State};
use scan::Scan;

/// Which setting the address opens.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Open {
    None,
    Setting(SettingId),
    Customer,
    /// The search for ids that are set.
    Scan,
    /// An address that was typed by hand.
    NoNumber,
}

pub(crate) fn system_settings_page(session: Session) -> AnyView {
    let location = use_location();
    let base = paths::base();
    let open = memo(move || {
        location.with_path(|path| match paths::item_of(path, &base) {
            None => Open::None,
            Some(paths::CUSTOMER) => Open::Customer,
            Some(paths::SCAN) => Open::Scan,
            Some(id) => id.parse().map_or(Open::NoNumber, Open::Setting),
        })
    });
    let readings = Readings::begin(&session);
    let (scan, licensee) = (Scan::new(readings), Licensee::new(&session));
    watch(move || {
        if let Open::Setting(id) = open.get() {
            readings.know(id);
        }
    });
    let about = say(move |lang| match open.get() {
        Open::Setting(id) => {
            readings.read_at(id).map(|at| lang.read_at(&time::clock(at))).unwrap_or_default()
        }
        Open::Customer => licensee.read_at().map(|at| lang.read_at(&time::clock(at))).unwrap_or_default(),
        _ => String::new(),
    });
    let read_again = move |_| match open.get_untracked() {
        Open::Customer => licensee.read(),
        _ => readings.read_all(),
    };
    let actions = view! {
        <button type="button" class="btn" on:click=read_again>
            {icon(Icon::Refresh)}<span class="wide">{tr(Lang::read_again)}</span>
        </button>
    }
    .into_any();
    let slug = session.slug().to_owned();
    let for_item = session.clone();
    view! {
        {bar(Lang::nav_system_settings, Some(session.name().to_owned()), about.into_any(), actions)}
        <div class="wait-line">{move || (readings.is_busy() || licensee.busy.get()).then(|| view! { <div class="progress"></div> })}</div>
        {strip(&session)}
        <div class="page">
            <div class="side" class:opened=move || open.get() != Open::None>
                <a class="back" href=paths::system_settings(&slug)>{icon(Icon::Left)}{tr(Lang::ss_back)}</a>
                {list::list(&session, readings, scan, open)}
                <div class="item">
                    {move || match open.get() {
                        Open::None => pick(),
                        Open::NoNumber => no_number(),
                        Open::Customer => customer::customer(&for_item, licensee),
                        Open::Scan => scan_view::scan_view(&for_item, scan),
                        Open::Setting(id) => item(&for_item, readings, id),
                    }}
                </div>
            </div>
        </div>
    }
    .into_any()
}

/// One setting: being read, failed, or in its editor. The editor is kept while its setting is read again.
fn item(session: &Session, readings: Readings, id: SettingId) -> AnyView {
    let kind = memo(move || match readings.get(id) {
        State::NotRead => 0,
        State::Failed(_) => 1,
        State::Read(_) => 2,
    });
    let session = session.clone();
    (move || match kind.get() {
        0 => view! {
            <section class="card" aria-busy="true">
                <header><h2>{title(id)}</h2></header>
                <div class="body"><p class="offscreen" role="status">{tr(Lang::loading)}</p><div class="skeleton" aria-hidden="true"></div></div>
            </section>
        }
        .into_any(),
        1 => {
            let session = session.clone();
            (move || match readings.get(id) {
                State::Failed(error) => error_view(&session, error, move || readings.read(id)),
                _ => ().into_any(),
            })
            .into_any()
        }
        _ => editor::editor(&session, readings, id),
    })
    .into_any()
}

/// `Largest group size`, or `Setting 1001`.
fn title(id: SettingId) -> Text {
    say(move |lang| Target::SystemSetting { id }.title(lang))
}

fn pick() -> AnyView {
    view! {
        <section class="card">
            <div class="blank">
                {icon(Icon::System)}
                <h2>{tr(Lang::ss_pick_title)}</h2>
                <p class="muted">{tr(Lang::ss_pick_why)}</p>
            </div>
        </section>
    }
    .into_any()
}

fn no_number() -> AnyView {
    view! {
        <section class="card">
            <div class="blank">
                {icon(Icon::Info)}
                <h2>{tr(Lang::ss_pick_title)}</h2>
                <p class="muted">{tr(Lang::ss_open_error)}</p>
            </div>
        </section>
    }
    .into_any()
}
