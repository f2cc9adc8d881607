//! The settings that this browser knows of this server.

use crate::dom::prelude::*;
use firetower_protocol::SettingId;
use firetower_protocol::system_setting::LARGEST_GROUP_SIZE;

use super::readings::{Readings, State};
use super::scan::Scan;
use super::{Open, customer, scan_view, title};
use crate::i18n::{Lang, say, tr};
use crate::paths;
use crate::state::change::Target;
use crate::state::drafts::Drafts;
use crate::state::kept;
use crate::state::session::Session;
use crate::ui::field::problem;
use crate::ui::hostile::hostile;
use crate::ui::icon::{Icon, icon};

pub(super) fn list(session: &Session, readings: Readings, scan: Scan, open: Memo<Open>) -> AnyView {
    let (slug, drafts) = (session.slug().to_owned(), session.drafts.clone());
    let rows = {
        let slug = slug.clone();
        move |id| row(&slug, readings, open, &drafts, id)
    };
    view! {
        <section class="card list">
            <header>
                <h2>{tr(Lang::ss_list)}</h2>
                <span class="push meta">{tr(Lang::ss_list_where)}</span>
            </header>
            <nav class="pick whole-server" aria-label=tr(Lang::ss_server)>
                <div class="pick-row">
                    <a href=paths::customer(&slug) aria-current=move || (open.get() == Open::Customer).then_some("true")>
                        {icon(Icon::Key)}<span>{tr(Lang::ss_customer)}</span><span class="meta clip">{customer::summary(session)}</span>
                    </a>
                </div>
            </nav>
            <nav class="pick" aria-label=tr(Lang::ss_list)>
                {each(move || readings.ids.get(), |id| *id, rows)}
            </nav>
            <footer class="ways">
                {open_other(slug.clone())}
                <a class="btn small ghost flush" href=paths::scan(&slug, None) aria-current=move || (open.get() == Open::Scan).then_some("true")>
                    {icon(Icon::Table)}{tr(Lang::ss_scan_open)}
                    <span class="meta">{say(move |lang| scan.progress.with(|progress| scan_view::short(lang, progress)))}</span>
                </a>
            </footer>
        </section>
    }
    .into_any()
}

fn row(slug: &str, readings: Readings, open: Memo<Open>, drafts: &Drafts, id: SettingId) -> AnyView {
    let href = paths::system_setting(slug, id);
    let drafts = drafts.clone();
    let forget = (id != LARGEST_GROUP_SIZE).then(|| {
        let label = say(move |lang| lang.ss_forget(id.0));
        view! {
            <button type="button" class="icon-btn tiny forget" aria-label=label on:click=move |_| readings.forget(id)>{icon(Icon::Cross)}</button>
        }
    });
    view! {
        <div class="pick-row">
            <a href=href aria-current=move || (open.get() == Open::Setting(id)).then_some("true")>
                <span class="mono">{id.to_string()}</span>
                {move || summary(readings.get(id), id)}
                {move || drafts.has(&Target::SystemSetting { id }.key()).then(|| view! { <span class="meta draft">{tr(Lang::ss_leave_draft)}</span> })}
            </a>
            {forget}
        </div>
    }
    .into_any()
}

/// Name and value; the description under them.
fn summary(state: State, id: SettingId) -> AnyView {
    match state {
        State::NotRead => view! { <span class="muted clip">{tr(Lang::ss_not_read)}</span><span></span> }.into_any(),
        State::Failed(_) => {
            view! { <span class="clip">{title(id)}</span><span class="state bad">{icon(Icon::Cross)}{tr(Lang::ss_failed)}</span> }
                .into_any()
        }
        State::Read(reading) => match reading.value {
            None => view! { <span class="muted clip">{tr(Lang::ss_none)}</span><span class="mono muted">"253"</span> }.into_any(),
            Some(setting) => {
                let named = id == LARGEST_GROUP_SIZE || setting.desc.is_empty();
                let name = if named { title(id).into_any() } else { hostile(&setting.desc) };
                let under = (named && !setting.desc.is_empty())
                    .then(|| view! { <span class="meta clip">{hostile(&setting.desc)}</span> });
                view! { <span class="clip">{name}</span><span class="mono clip value">{hostile(&setting.value)}</span>{under} }
                    .into_any()
            }
        },
    }
}

fn open_other(slug: String) -> AnyView {
    let shown = RwSignal::new(false);
    let typed = kept::text(&slug, "setting-id");
    // What was typed into it before is seen.
    watch(move || {
        if !typed.with(String::is_empty) {
            shown.set(true);
        }
    });
    let wrong = RwSignal::new(false);
    let location = use_location();
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        match typed.get_untracked().parse::<SettingId>() {
            Ok(id) => {
                wrong.set(false);
                shown.set(false);
                typed.set(String::new());
                location.go(&paths::system_setting(&slug, id), false);
            }
            Err(_) => wrong.set(true),
        }
    };
    view! {
        {show(
            move || !shown.get(),
            move || view! {
                <button type="button" class="btn small ghost flush" on:click=move |_| shown.set(true)>
                    {icon(Icon::Plus)}{tr(Lang::ss_open_other)}
                </button>
            },
        )}
        <form class="open-id" class:hidden=move || !shown.get() on:submit=submit>
            <label class="offscreen" for="open-id">{tr(Lang::ss_open_label)}</label>
            <input id="open-id" class="in mono" inputmode="numeric" autocomplete="off" placeholder=tr(Lang::ss_open_label)
                prop:value=typed aria-invalid=move || wrong.get().then_some("true") aria-describedby="open-id-wrong"
                on:input=move |event| typed.set(event_target_value(&event)) />
            <button type="submit" class="btn">{tr(Lang::ss_open_go)}</button>
            <div id="open-id-wrong" class="below">{move || wrong.get().then(|| problem(tr(Lang::ss_open_error)))}</div>
        </form>
    }
    .into_any()
}
