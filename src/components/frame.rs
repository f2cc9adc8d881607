//! The frame around every page of a connection: rail, connection card, navigation; a drawer on a small screen.

use crate::dom::focus;
use crate::dom::prelude::*;
use firetower_protocol::Edition;
use leptos::ev;

use crate::components::connection_card::connection_card;
use crate::components::lock::lock_button;
use crate::components::palette::{by_keys, palette};
use crate::components::sign_in::sign_in_state;
use crate::components::stopped::stopped;
use crate::i18n::{Lang, Word, say, tr};
use crate::paths::{self, RequestFilter};
use crate::state::config::config;
use crate::state::connections::{Connections, StorageState};
use crate::state::prefs::{Prefs, Theme};
use crate::state::session::Session;
use crate::ui::icon::{Icon, icon, mark};
use crate::ui::statement::{Gravity, statement};

/// Whether the rail is open as a drawer, on a small screen.
#[derive(Clone, Copy)]
pub(crate) struct Drawer(pub(crate) RwSignal<bool>);

/// Whether the page's connection writes nothing; the bar says so.
#[derive(Clone, Copy)]
pub(crate) struct ReadOnly(pub(crate) Memo<bool>);

/// The rail beside the page where the address names a known connection; the page alone elsewhere.
pub(crate) fn frame(inside: fn() -> AnyView) -> AnyView {
    let location = use_location();
    let base = StoredValue::new(paths::base());
    let connections = expect_context::<Connections>();
    let drawer = Drawer(RwSignal::new(false));
    provide_context(drawer);
    let slug = memo(move || {
        location.with_path(|path| base.with_value(|base| paths::slug_of(path, base).map(str::to_owned)))
    });
    let page = memo(move || {
        location.with_path(|path| base.with_value(|base| paths::page_of(path, base).map(str::to_owned)))
    });
    let connection = memo(move || slug.get().and_then(|slug| connections.find(&slug)));
    provide_context(ReadOnly(memo(move || {
        connection.with(|known| known.as_ref().is_some_and(|known| known.read_only))
    })));
    watch(move || {
        let env = connection.with(|known| known.as_ref().map(|known| known.environment.key()));
        if let Some(body) = document().body() {
            // Only an invalid attribute name is refused, and this is a constant.
            let _ = body.set_attribute("data-env", env.unwrap_or_default());
        }
    });
    // The focus goes into the drawer with the eyes, and back to where it came from.
    let was_open = StoredValue::new(false);
    watch(move || {
        let is_open = drawer.0.get();
        if is_open != was_open.get_value() {
            was_open.set_value(is_open);
            focus(if is_open { "#rail .close" } else { ".bar .menu" });
        }
    });
    // A page that was chosen closes the drawer.
    watch(move || {
        // Asked, not only tracked: see `connected`.
        let _ = (page.get(), slug.get());
        drawer.0.set(false);
    });
    let escape = window_event_listener(ev::keydown, move |event| {
        if event.key() == "Escape" && drawer.0.get_untracked() {
            drawer.0.set(false);
        }
    });
    on_cleanup(move || escape.remove());
    let session = move || {
        connections.follow_replaced();
        connection.get().and_then(|known| untrack(|| connections.session(known.slug.as_str())))
    };
    let notice = move || session().map(stopped);
    let is_overtaken = move || connections.storage.get() == StorageState::Overtaken;
    let overtaken = show(is_overtaken, || {
        let (what, why) =
            (say(|lang| lang.cf_overtaken().to_owned()), say(|lang| lang.cf_overtaken_why().to_owned()));
        statement(Gravity::Bad, true, what, why, ().into_any())
    });
    view! {
        <a class="skip" href="#main" rel="external" on:click=skip>{tr(Lang::skip_to_content)}</a>
        <div class=move || if connection.with(Option::is_some) { "shell" } else { "bare" }>
            {move || match session() {
                Some(session) => rail(session, page, drawer),
                None => view! { {bare_head()}{by_keys(None, page, RwSignal::new(false))} }.into_any(),
            }}
            <main class="main" id="main" tabindex="-1" inert=move || drawer.0.get()>{overtaken}{notice}{inside()}</main>
        </div>
    }
    .into_any()
}

/// By hand: `#main` alone would be resolved against the base, which is another page.
fn skip(event: web_sys::MouseEvent) {
    event.prevent_default();
    focus("#main");
}

/// The strip under the bar of a small screen: which server this is must never be out of sight.
pub(crate) fn strip(session: &Session) -> AnyView {
    let sign_in = session.sign_in.clone();
    view! {
        <div class="strip">
            <b class="clip">{session.name().to_owned()}</b>
            <span class="env">{tr(session.connection.environment.word())}</span>
            <span class="push">{move || sign_in_state(sign_in.get())}</span>
        </div>
    }
    .into_any()
}

fn rail(session: Session, page: Memo<Option<String>>, drawer: Drawer) -> AnyView {
    let slug = session.slug().to_owned();
    let failed = {
        let exchanges = session.exchanges.clone();
        memo(move || exchanges.with(|ring| ring.iter().filter(|exchange| exchange.failed()).count()))
    };
    let tag = say(move |lang| match failed.get() {
        0 => String::new(),
        count => lang.nav_failed(count),
    });
    let link = move |key: &'static str, href: String, sign: Icon, word: Word, tag: Option<AnyView>| {
        view! {
            <a class="nav" href=href aria-current=move || (page.get().as_deref() == Some(key)).then_some("page")>
                {icon(sign)}{tr(word)}{tag}
            </a>
        }
        .into_any()
    };
    let pro_tag = || {
        let session = session.clone();
        let pro = move || (session.edition() == Edition::Community).then(|| tr(Lang::nav_pro));
        Some(view! { <span class="tag">{pro}</span> }.into_any())
    };
    let failed_tag = Some(view! { <span class="tag bad">{tag}</span> }.into_any());
    let group = |word: Word| view! { <div class="group">{tr(word)}</div> }.into_any();
    view! {
        <div class="shade" class:open=move || drawer.0.get() on:click=move |_| drawer.0.set(false)></div>
        <aside class="rail" id="rail" class:open=move || drawer.0.get()>
            <div class="brand">
                {mark()}"Firetower"{whose()}
                <button type="button" class="icon-btn close" aria-label=tr(Lang::menu_close)
                    on:click=move |_| drawer.0.set(false)>{icon(Icon::Cross)}</button>
            </div>
            {connection_card(session.clone())}
            {palette(&session, page)}
            <nav aria-label=tr(Lang::nav_label)>
                {group(Lang::nav_watch)}
                {link("overview", paths::overview(&slug), Icon::Overview, Lang::nav_overview, None)}
                {group(Lang::nav_manage)}
                {link("system-settings", paths::system_settings(&slug), Icon::System, Lang::nav_system_settings, None)}
                {link("user-settings", paths::user_settings(&slug), Icon::User, Lang::nav_user_settings, pro_tag())}
                {link("files", paths::files(&slug), Icon::File, Lang::nav_files, pro_tag())}
                {link("pins", paths::pins(&slug), Icon::Pin, Lang::nav_pins, pro_tag())}
                {link("robots", paths::robots(&slug), Icon::Robot, Lang::nav_robots, None)}
                {group(Lang::nav_trace)}
                {link("changes", paths::changes(&slug), Icon::Changes, Lang::nav_changes, None)}
                {link("requests", paths::requests(&slug, RequestFilter::All, None), Icon::Requests, Lang::nav_requests, failed_tag)}
                {link("console", paths::console(&slug), Icon::Console, Lang::nav_console, None)}
                {group(Lang::nav_setup)}
                {link("connections", paths::connections(&slug), Icon::Plug, Lang::nav_connections, None)}
                {link("check", paths::check(&slug), Icon::Checkup, Lang::nav_check, None)}
            </nav>
            <div class="foot">{switches()}{lock_button()}</div>
        </aside>
    }
    .into_any()
}

/// Whose Firetower it is, where the hoster says so.
fn whose() -> AnyView {
    config().title.as_deref().map(|title| view! { <span class="meta clip">{title}</span> }).into_any()
}

pub(crate) fn bare_head() -> AnyView {
    view! {
        <header class="bar">
            <a class="brand" href=paths::ROOT>{mark()}"Firetower"{whose()}</a>
            <div class="acts">{switches()}{lock_button()}</div>
        </header>
    }
    .into_any()
}

/// Theme and language.
pub(crate) fn switches() -> AnyView {
    let prefs = expect_context::<Prefs>();
    let (light, dark) = (tr(Lang::theme_light), tr(Lang::theme_dark));
    view! {
        <button type="button" class="icon-btn"
            aria-label=move || if prefs.theme.get() == Theme::Light { light() } else { dark() }
            on:click=move |_| prefs.switch_theme()>
            {move || icon(if prefs.theme.get() == Theme::Light { Icon::Moon } else { Icon::Sun })}
        </button>
        <button type="button" class="btn ghost small" lang=move || prefs.lang.get().other().tag()
            on:click=move |_| prefs.switch_lang()>{tr(Lang::switch_language)}</button>
    }
    .into_any()
}
