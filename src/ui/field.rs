//! Labelled inputs: what is wrong and what it means stand under the field and are read out with it.

use std::sync::atomic::{AtomicU32, Ordering};

use crate::dom::prelude::*;

use super::icon::{Icon, icon};
use crate::i18n::{Lang, tr};

static NEXT: AtomicU32 = AtomicU32::new(1);

/// An element's id that nothing else on the page has.
pub(crate) fn fresh_id() -> String {
    format!("field-{}", NEXT.fetch_add(1, Ordering::Relaxed))
}

/// What a field needs to be drawn. Texts come as views, so that they follow the language.
pub(crate) struct Field {
    pub(crate) label: AnyView,
    /// At the end of the label's line: a count, or the API's name of it.
    pub(crate) aside: AnyView,
    pub(crate) value: RwSignal<String>,
    /// Under the field: hints first, then what is wrong.
    pub(crate) below: AnyView,
    pub(crate) invalid: Signal<bool>,
    pub(crate) mono: bool,
    pub(crate) name: &'static str,
}

pub(crate) fn text_field(field: Field) -> AnyView {
    let id = fresh_id();
    let below_id = format!("{id}-below");
    let Field { label, aside, value, below, invalid, mono, name } = field;
    view! {
        <div class="field">
            <label class="lab" for=id.clone()>{label}<span class="meta">{aside}</span></label>
            <input id=id class=if mono { "in mono" } else { "in" } type="text" name=name autocomplete="off" autocapitalize="off"
                spellcheck="false" prop:value=value aria-describedby=below_id.clone()
                aria-invalid=move || invalid.get().then_some("true")
                on:input=move |event| value.set(event_target_value(&event)) />
            <div id=below_id class="below">{below}</div>
        </div>
    }
    .into_any()
}

/// For a text that may have several lines. The browser turns each line break into a line feed once it is edited.
pub(crate) fn area_field(field: Field) -> AnyView {
    let id = fresh_id();
    let below_id = format!("{id}-below");
    let Field { label, aside, value, below, invalid, mono, name } = field;
    view! {
        <div class="field">
            <label class="lab" for=id.clone()>{label}<span class="meta">{aside}</span></label>
            <textarea id=id class=if mono { "in area mono" } else { "in area" } name=name autocomplete="off" autocapitalize="off"
                spellcheck="false" rows="1" prop:value=value aria-describedby=below_id.clone()
                aria-invalid=move || invalid.get().then_some("true")
                on:input=move |event| value.set(event_target_value(&event))></textarea>
            <div id=below_id class="below">{below}</div>
        </div>
    }
    .into_any()
}

/// For a secret: masked, shown on request, never offered to a password manager or stored by the browser.
pub(crate) fn secret_field(field: Field) -> AnyView {
    let id = fresh_id();
    let below_id = format!("{id}-below");
    let Field { label, aside, value, below, invalid, name, .. } = field;
    let shown = RwSignal::new(false);
    let (show, hide) = (tr(Lang::show), tr(Lang::hide));
    view! {
        <div class="field">
            <label class="lab" for=id.clone()>{label}<span class="meta mono">{aside}</span></label>
            <span class="in mono">
                <input id=id name=name autocomplete="off" autocapitalize="off" spellcheck="false" data-1p-ignore="" data-lpignore="true"
                    type=move || if shown.get() { "text" } else { "password" }
                    prop:value=value aria-describedby=below_id.clone()
                    aria-invalid=move || invalid.get().then_some("true")
                    on:input=move |event| value.set(event_target_value(&event)) />
                <button type="button" class="icon-btn push" aria-pressed=move || shown.get().to_string()
                    aria-label=move || if shown.get() { hide() } else { show() }
                    on:click=move |_| shown.update(|shown| *shown = !*shown)>{icon(Icon::Eye)}</button>
            </span>
            <div id=below_id class="below">{below}</div>
        </div>
    }
    .into_any()
}

/// Something that is so or not, with what it means under it.
pub(crate) fn tick_field(
    label: AnyView,
    ticked: RwSignal<bool>,
    name: &'static str,
    below: AnyView,
) -> AnyView {
    let id = fresh_id();
    let turn = move |event: leptos::ev::Event| {
        ticked.set(event_target::<web_sys::HtmlInputElement>(&event).checked());
    };
    view! {
        <div class="field">
            <label class="tick plain">
                <input type="checkbox" name=name prop:checked=move || ticked.get() aria-describedby=id.clone() on:change=turn />
                <span>{label}</span>
            </label>
            <div id=id class="below">{below}</div>
        </div>
    }
    .into_any()
}

/// A line under a field.
pub(crate) fn hint(text: impl IntoView + 'static) -> AnyView {
    view! { <p class="hint">{text.into_any()}</p> }.into_any()
}

/// What keeps a field from being used.
pub(crate) fn problem(text: impl IntoView + 'static) -> AnyView {
    view! { <p class="hint problem">{icon(Icon::Cross)}<span>{text.into_any()}</span></p> }.into_any()
}

/// What deserves a thought and forbids nothing.
pub(crate) fn caution(text: impl IntoView + 'static) -> AnyView {
    view! { <p class="hint caution">{icon(Icon::Alert)}<span>{text.into_any()}</span></p> }.into_any()
}
