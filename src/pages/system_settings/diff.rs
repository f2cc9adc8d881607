//! What will change, field by field: old struck, new tinted.

use crate::dom::prelude::*;

use super::texts::{Held, Texts};
use crate::i18n::{Lang, Text, Word, tr};
use crate::ui::hostile::hostile;

/// A column: what it is called, and what it holds.
pub(super) struct Column {
    pub(super) head: Text,
    /// Without the time, for a small screen.
    pub(super) short: Word,
    pub(super) held: Held,
}

/// How a field is taken from a setting's texts.
type Pick = fn(&Texts) -> &str;

const FIELDS: [(&str, Pick); 2] = [("value", |texts| &texts.value), ("desc", |texts| &texts.desc)];

fn field(held: &Held, pick: Pick) -> Option<String> {
    held.as_ref().map(|texts| pick(texts).to_owned())
}

fn shown(text: Option<&str>) -> AnyView {
    match text {
        None => view! { <span class="muted">{tr(Lang::ss_not_set)}</span> }.into_any(),
        Some("") => view! { <span class="muted">{tr(Lang::ss_empty)}</span> }.into_any(),
        Some(text) => hostile(text),
    }
}

/// `base` first; a later column that is equal to it says `same` instead.
pub(super) fn diff(base: Column, others: Vec<Column>, same: Word) -> AnyView {
    let class = if others.len() > 1 { "diff three" } else { "diff" };
    let rows = FIELDS
        .map(|(name, pick)| {
            let old = field(&base.held, pick);
            let changed = others.iter().any(|column| field(&column.held, pick) != old);
            let old_shown = shown(old.as_deref());
            let old_cell = if changed && old.is_some() {
                view! { <del>{old_shown}</del> }.into_any()
            } else {
                old_shown
            };
            let new_cells = others
                .iter()
                .map(|column| {
                    let new = field(&column.held, pick);
                    let label = tr(column.short);
                    if new == old {
                        view! { <td class="muted" data-l=label>{tr(same)}</td> }.into_any()
                    } else {
                        view! { <td class="mono new" data-l=label>{shown(new.as_deref())}</td> }.into_any()
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
        .into_iter()
        .collect_view();
    let heads = others.into_iter().map(|column| view! { <th scope="col">{column.head}</th> }).collect_view();
    view! {
        <table class=class>
            <thead><tr><th scope="col" class="c-field">{tr(Lang::ss_col_field)}</th><th scope="col">{base.head}</th>{heads}</tr></thead>
            <tbody>{rows}</tbody>
        </table>
    }
    .into_any()
}
