//! The bar on top of a page: its title, what was read and when, its actions. It also titles the document.

use crate::dom::prelude::*;

use crate::components::frame::{Drawer, ReadOnly};
use crate::i18n::{Lang, Word, tr, use_lang};
use crate::state::config::config;
use crate::ui::icon::{Icon, icon};

/// Titles the document after a page and, where there is one, its connection.
pub(crate) fn entitle(title: Word, name: Option<String>) {
    let lang = use_lang();
    watch(move || {
        let page = title(lang.get());
        let end = config().title.as_deref().unwrap_or("Firetower");
        document().set_title(&match &name {
            Some(name) => format!("{page} · {name} · {end}"),
            None => format!("{page} · {end}"),
        });
    });
}

/// `name` is the connection's, for the document's title.
pub(crate) fn bar(title: Word, name: Option<String>, about: AnyView, actions: AnyView) -> AnyView {
    entitle(title, name);
    let drawer = use_context::<Drawer>();
    let read_only = use_context::<ReadOnly>().map(|read_only| {
        let chip = || view! { <span class="chip" title=tr(Lang::ro_why)>{icon(Icon::Lock)}{tr(Lang::ro_chip)}</span> };
        show(move || read_only.0.get(), move || chip().into_any())
    });
    view! {
        <header class="bar">
            {drawer
                .map(|drawer| {
                    view! {
                        <button type="button" class="icon-btn menu" aria-label=tr(Lang::menu_open)
                            aria-expanded=move || drawer.0.get().to_string() aria-controls="rail"
                            on:click=move |_| drawer.0.set(true)>{icon(Icon::Menu)}</button>
                    }
                })}
            <h1 class="nowrap">{tr(title)}</h1>
            <p class="about clip">{about}</p>
            <div class="acts">{read_only}{actions}</div>
        </header>
    }
    .into_any()
}
