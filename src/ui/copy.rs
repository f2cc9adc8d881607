//! Copying, also where the clipboard API does not exist (plain http).

use crate::dom::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;

use super::icon::{Icon, icon};
use crate::i18n::{Lang, Word, tr};

#[derive(Clone, Copy, PartialEq, Eq)]
enum Copied {
    NotYet,
    Done,
    /// The browser allows no way; the text is offered for selecting.
    ByHand,
}

/// A button with a word. `text` is made when it is pressed.
pub(crate) fn copy_button(
    class: &'static str,
    word: Word,
    text: impl Fn() -> String + Copy + Send + Sync + 'static,
) -> AnyView {
    let copied = RwSignal::new(Copied::NotYet);
    let press = move |_| {
        let text = text();
        spawn(async move {
            let done = to_clipboard(&text).await;
            copied.try_set(if done { Copied::Done } else { Copied::ByHand });
        });
    };
    let label = tr(word);
    let (done, by_hand) = (tr(Lang::copied), tr(Lang::copy_by_hand));
    view! {
        <button type="button" class=class on:click=press on:blur=move |_| reset(copied)>
            {move || icon(if copied.get() == Copied::Done { Icon::Check } else { Icon::Copy })}
            <span aria-live="polite">{move || if copied.get() == Copied::Done { done() } else { label() }}</span>
        </button>
        {show(
            move || copied.get() == Copied::ByHand,
            move || view! {
                <textarea class="in mono by-hand" readonly aria-label=by_hand prop:value=text on:focus=select_all></textarea>
            },
        )}
    }
    .into_any()
}

fn select_all(event: leptos::ev::FocusEvent) {
    event_target::<web_sys::HtmlTextAreaElement>(&event).select();
}

fn reset(copied: RwSignal<Copied>) {
    if copied.get_untracked() == Copied::Done {
        copied.set(Copied::NotYet);
    }
}

/// Whether the text is on the clipboard.
pub(crate) async fn to_clipboard(text: &str) -> bool {
    // Undefined on plain-http origins, whatever web-sys's types say.
    let navigator = window().navigator();
    let offered =
        js_sys::Reflect::get(&navigator, &"clipboard".into()).is_ok_and(|found| !found.is_undefined());
    if offered && JsFuture::from(navigator.clipboard().write_text(text)).await.is_ok() {
        return true;
    }
    by_selection(text).unwrap_or(false)
}

/// The old way: select a hidden text and ask the document to copy it. Deprecated, and all there is on plain http.
fn by_selection(text: &str) -> Option<bool> {
    let document = document();
    let area = document.create_element("textarea").ok()?.dyn_into::<web_sys::HtmlTextAreaElement>().ok()?;
    area.set_value(text);
    area.set_class_name("offscreen");
    document.body()?.append_child(&area).ok()?;
    area.select();
    let html = document.dyn_into::<web_sys::HtmlDocument>().ok()?;
    let done = html.exec_command("copy").unwrap_or(false);
    area.remove();
    Some(done)
}
