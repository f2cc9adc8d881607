//! What will change, field by field: old struck, new tinted. Secrets are said to be kept or replaced, never shown.

use super::Change;
use crate::dom::prelude::*;
use crate::i18n::{Lang, Text, Word, say, tr};
use crate::state::change::{Content, Held, Record};
use crate::state::time;
use crate::ui::hostile::{self, hostile};

/// A column: what it is called, and what it holds.
pub(super) struct Column {
    pub(super) head: Text,
    /// Without the time, for a small screen.
    pub(super) short: Word,
    pub(super) held: Held,
}

impl Column {
    pub(super) fn plain(word: Word, held: Held) -> Self {
        Self { head: say(move |lang| word(lang).to_owned()), short: word, held }
    }
}

/// A record of more fields than this shows those that change, and counts the others.
const WHOLE: usize = 3;

fn field<'a>(held: &'a Held, name: &str) -> Option<&'a Content> {
    held.as_ref().and_then(|record| record.get(name))
}

/// A field of the record, for a diff, a receipt or the journal. `was` is what stands beside it.
pub(crate) fn content(content: Option<&Content>) -> AnyView {
    match content {
        None => view! { <span class="muted">{tr(Lang::ch_not_set)}</span> }.into_any(),
        Some(Content::Secret(_)) => {
            view! { <span class="muted">{tr(Lang::ch_secret_hidden)}</span> }.into_any()
        }
        Some(Content::Text(text)) if text.is_empty() => {
            view! { <span class="muted">{tr(Lang::ch_empty)}</span> }.into_any()
        }
        Some(Content::Text(text)) => hostile(text),
    }
}

/// `base` first; a later column that is equal to it says `same` instead.
pub(super) fn diff(base: Column, others: Vec<Column>, same: Word) -> AnyView {
    let class = if others.len() > 1 { "diff three" } else { "diff" };
    let mut names: Vec<&'static str> = Vec::new();
    for held in others.iter().map(|column| &column.held).chain([&base.held]) {
        for (name, _) in held.iter().flat_map(Record::fields) {
            if !names.contains(&name) {
                names.push(name);
            }
        }
    }
    let is_new = base.held.is_none();
    let changes = |name: &&&'static str| {
        let old = field(&base.held, name);
        others.iter().any(|column| {
            let new = field(&column.held, name);
            // What is made with an empty field has nothing to say of it.
            let stays_empty = is_new && matches!(new, Some(Content::Text(text)) if text.is_empty());
            column.held.is_some() && new != old && !stays_empty
        })
    };
    let shown: Vec<&'static str> =
        if names.len() > WHOLE { names.iter().filter(changes).copied().collect() } else { names.clone() };
    let left_out = names.len() - shown.len();
    let rows = shown
        .into_iter()
        .map(|name| {
            let old = field(&base.held, name);
            let changed = others.iter().any(|column| field(&column.held, name) != old);
            let old_shown = content(old);
            let old_cell = if changed && old.is_some() {
                view! { <del>{old_shown}</del> }.into_any()
            } else {
                old_shown
            };
            let new_cells = others
                .iter()
                .map(|column| {
                    let new = field(&column.held, name);
                    let label = tr(column.short);
                    if new == old {
                        view! { <td class="muted" data-l=label>{tr(same)}</td> }.into_any()
                    } else if let Some(Content::Secret(_)) = new
                        && is_new
                    {
                        view! { <td class="new" data-l=label>{tr(Lang::ch_secret_first)}</td> }.into_any()
                    } else if let Some(Content::Secret(_)) = new {
                        view! { <td class="new" data-l=label>{tr(Lang::ch_secret_new)}</td> }.into_any()
                    } else {
                        view! { <td class="mono new" data-l=label>{content(new)}</td> }.into_any()
                    }
                })
                .collect_view();
            view! {
                <tr>
                    <th scope="row" class="mono">{name}</th>
                    <td class="mono" data-l=tr(base.short)>{old_cell}</td>
                    {new_cells}
                </tr>
            }
        })
        .collect_view();
    let heads = others.into_iter().map(|column| view! { <th scope="col">{column.head}</th> }).collect_view();
    let rest = (left_out > 0 && !is_new)
        .then(|| view! { <p class="hint">{say(move |lang| lang.ch_left_out(left_out))}</p> });
    view! {
        <table class=class>
            <thead><tr><th scope="col" class="c-field">{tr(Lang::ch_col_field)}</th><th scope="col">{base.head}</th>{heads}</tr></thead>
            <tbody>{rows}</tbody>
        </table>
        {rest}
    }
    .into_any()
}

/// Before and after, for an entry of the journal or a list of what would change.
pub(crate) fn before_and_after(before: Held, after: Held) -> AnyView {
    let (before, after) =
        (Column::plain(Lang::ch_col_before, before), Column::plain(Lang::ch_col_after, after));
    diff(before, vec![after], Lang::ch_same_sent)
}

/// The diff of a form, while there is something to write and nobody else has changed it. `hint` stands under it.
pub(crate) fn preview(change: Change, hint: Word) -> AnyView {
    (move || {
        if !change.changes_something() || super::conflict_of(change).is_some() {
            return None;
        }
        let name = change.with_session(|session| hostile::plain(session.name()));
        let (base, read_at) = change.base();
        let read_at = read_at.map(time::clock).unwrap_or_default();
        let before = Column {
            head: say(move |lang| lang.ch_col_server(&read_at)),
            short: Lang::ch_col_server_short,
            held: base,
        };
        let after = Column::plain(Lang::ch_col_after, Some(change.wanted()));
        let view = view! {
            <div class="field">
                <h3>{say(move |lang| lang.ch_on(&name))}</h3>
                {diff(before, vec![after], Lang::ch_same_sent)}
                <p class="hint">{tr(hint)}</p>
            </div>
        };
        Some(view)
    })
    .into_any()
}
