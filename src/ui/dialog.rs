//! A question that must be answered first. The browser's own modal dialog keeps the focus inside, closes on Escape and
//! makes the rest inert.

use wasm_bindgen::JsCast;

use crate::dom::prelude::*;
use crate::i18n::Text;

use super::field::fresh_id;

/// Shows while `open`; Escape closes it. `env` carries the production edge.
pub(crate) fn dialog(
    open: RwSignal<bool>,
    env: &'static str,
    title: Text,
    body: impl Fn() -> AnyView + 'static,
    buttons: impl Fn() -> AnyView + 'static,
) -> AnyView {
    // A page may have several questions.
    let title_id = fresh_id();
    view! {
        <dialog class="ask" role="alertdialog" data-env=env node_ref=move |element: &web_sys::Element| follow(element, open) aria-labelledby=title_id.clone()
            on:close=move |event| closed(&event, open)>
            <div class="body">
                <h2 id=title_id>{title}</h2>
                {move || open.get().then(&body)}
            </div>
            <footer>{buttons()}</footer>
        </dialog>
    }
}

/// Shows a dialog while `open`, and closes it when it is not.
pub(crate) fn follow(element: &web_sys::Element, open: RwSignal<bool>) {
    let dialog = element.clone().unchecked_into::<web_sys::HtmlDialogElement>();
    let dialog = StoredValue::new_local(dialog);
    watch(move || {
        let wanted = open.get();
        dialog.with_value(|dialog| {
            if wanted && !dialog.open() {
                // It fails only for an element that is not in the document; then there is nothing to show.
                let _ = dialog.show_modal();
            } else if !wanted && dialog.open() {
                dialog.close();
            }
        });
    });
}

/// What the browser tells of a closing, which may have been by Escape. It tells it a moment later, when the dialog may be shown again.
pub(crate) fn closed(event: &web_sys::Event, open: RwSignal<bool>) {
    if !event_target::<web_sys::HtmlDialogElement>(event).open() {
        open.set(false);
    }
}
