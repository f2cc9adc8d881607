//! A robot that is sent without its secret gets another one: said beside the request, and agreed to by a tick.

use crate::dom::prelude::*;

use super::form::Form;
use crate::i18n::{Lang, tr};
use crate::paths;
use crate::state::session::Session;
use crate::ui::icon::{Icon, icon};

pub(super) fn new_secret(session: &Session, form: Form) -> AnyView {
    let robots = paths::robots(session.slug());
    let invents = memo(move || form.invents_secret());
    let is_ticked = memo(move || form.is_ticked());
    let tick = move |event: leptos::ev::Event| {
        form.tick(event_target::<web_sys::HtmlInputElement>(&event).checked());
    };
    show(
        move || invents.get(),
        move || {
            view! {
                <section class="danger">
                    <h3>{icon(Icon::Alert)}{tr(Lang::cs_invents_title)}</h3>
                    <p>{tr(Lang::cs_invents)}</p>
                    <p>{tr(Lang::cs_invents_instead)}" "<a href=robots.clone()>{tr(Lang::nav_robots)}</a></p>
                    <label class="tick">
                        <input type="checkbox" prop:checked=move || is_ticked.get() on:change=tick />
                        <span>{tr(Lang::cs_invents_tick)}</span>
                    </label>
                </section>
            }
            .into_any()
        },
    )
}
