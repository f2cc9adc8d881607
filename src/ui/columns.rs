//! The head of a table, its columns by name.

use crate::dom::prelude::*;
use crate::i18n::{Word, tr};

/// `acts` names the last column, of buttons, for who does not see it.
pub(crate) fn columns(words: &[Word], acts: Option<Word>) -> AnyView {
    let seen = words.iter().map(|word| view! { <th scope="col">{tr(*word)}</th> }.into_any()).collect_view();
    let acts = acts.map(|word| view! { <th scope="col"><span class="offscreen">{tr(word)}</span></th> });
    view! { <thead><tr>{seen}{acts}</tr></thead> }.into_any()
}
