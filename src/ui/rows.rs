//! Going from row to row of a table by the arrow keys.

use wasm_bindgen::JsCast;
use web_sys::KeyboardEvent;

/// From the row that has the focus to its neighbour. At either end the focus stays.
pub(crate) fn move_focus(event: &KeyboardEvent, down: bool) {
    let row = event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok());
    let next =
        row.and_then(|row| if down { row.next_element_sibling() } else { row.previous_element_sibling() });
    if let Some(next) = next.and_then(|next| next.dyn_into::<web_sys::HtmlElement>().ok()) {
        event.prevent_default();
        // A row is always focusable; were it not, the focus simply stays.
        let _ = next.focus();
    }
}
