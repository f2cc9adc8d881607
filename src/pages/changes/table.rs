//! The list: newest first, by keyboard too.

use leptos::ev::KeyboardEvent;

use super::{View, words};
use crate::api::change::PINNED;
use crate::components::change::content;
use crate::components::names::name_of;
use crate::dom::focus;
use crate::dom::prelude::*;
use crate::i18n::{Lang, Word, say, tr};
use crate::state::change::{Content, Held, Target};
use crate::state::journal::Entry;
use crate::state::time;
use crate::ui::hostile;
use crate::ui::rows::move_focus;

/// So many rows at first; hundreds more are drawn when they are asked for.
const ROWS: usize = 200;

pub(super) fn table(view: View) -> AnyView {
    let location = view.location;
    let most = RwSignal::new(ROWS);
    let open_one = move |number: &str| {
        let at = view.at.get_untracked().opening(Some(number.to_owned()));
        location.go(&view.address(&at), false);
        request_animation_frame(|| focus("#change h2"));
    };
    let on_key = move |event: KeyboardEvent| {
        if event.ctrl_key() || event.meta_key() || event.alt_key() {
            return;
        }
        match event.key().as_str() {
            "ArrowDown" => move_focus(&event, true),
            "ArrowUp" => move_focus(&event, false),
            "Escape" => location.go(&view.address(&view.at.get_untracked().opening(None)), true),
            _ => {}
        }
    };
    let head =
        |class: &'static str, word: Word| view! { <th class=class scope="col">{tr(word)}</th> }.into_any();
    let left = move || view.shown.with(Vec::len).saturating_sub(most.get());
    view! {
        <div class="scroll">
            <table class="dense fixed cards exchanges changes" aria-label=tr(Lang::cg_table) on:keydown=on_key>
                <thead>
                    <tr>
                        {head("c-stamp", Lang::cg_col_when)}
                        {head("c-connection", Lang::cg_col_connection)}
                        {head("c-operation", Lang::cg_col_operation)}
                        {head("c-target", Lang::cg_col_target)}
                        {head("", Lang::cg_col_before)}
                        {head("", Lang::cg_col_after)}
                        {head("c-outcome", Lang::cg_col_outcome)}
                    </tr>
                </thead>
                <tbody>
                    {each(
                        move || view.shown.with(|shown| shown.iter().take(most.get()).cloned().collect()),
                        |entry: &Entry| (entry.id.clone(), entry.outcome),
                        move |entry| row(view, entry, open_one),
                    )}
                </tbody>
            </table>
        </div>
        {move || view.shown.with(Vec::is_empty).then(|| view! { <p class="body muted none">{tr(Lang::cg_none_match)}</p> })}
        {show(
            move || left() > 0,
            move || view! {
                <p class="body none">
                    <button type="button" class="btn" on:click=move |_| most.update(|most| *most += ROWS)>
                        {say(move |lang| lang.cg_more(left().min(ROWS)))}
                    </button>
                </p>
            },
        )}
    }
    .into_any()
}

fn row(view: View, entry: Entry, open_one: impl Fn(&str) + Copy + 'static) -> AnyView {
    let number = StoredValue::new(entry.number().to_owned());
    let is_open = move || view.at.with(|at| number.with_value(|number| at.open.as_ref() == Some(number)));
    let on_key = move |event: KeyboardEvent| {
        if event.key() == "Enter" && !(event.ctrl_key() || event.meta_key() || event.alt_key()) {
            event.prevent_default();
            number.with_value(|number| open_one(number));
        }
    };
    let id = entry.id.clone();
    let ended = entry.outcome;
    let outcome = move || {
        let is_under_way = view.journal.with_value(|journal| journal.is_under_way(&id));
        words::outcome(ended, is_under_way)
    };
    let for_operation = entry.clone();
    let target = entry.target.clone();
    let name = entry.target.user().map(|user| view.session.with_value(|session| name_of(session, user)));
    let name = name.map(|called| {
        move || called.get().map(|name| view! { " "<span class="muted">{hostile::hostile(&name)}</span> })
    });
    let (before, after) = (entry.before(), entry.after());
    let changed = changed(&before, &after);
    view! {
        <tr tabindex="0" data-entry=entry.number().to_owned() aria-selected=move || is_open().then_some("true")
            on:click=move |_| number.with_value(|number| open_one(number)) on:keydown=on_key>
            <td class="mono muted"><time datetime=time::iso(entry.at) title=time::iso(entry.at)>{time::stamp(entry.at)}</time></td>
            <td class="muted clip connection">{hostile::hostile(&entry.name)}</td>
            <td class="clip">{say(move |lang| words::operation(lang, &for_operation))}</td>
            <td class="clip full">{say(move |lang| hostile::plain(&target.title(lang)))}{name}</td>
            <td class="mono clip was" data-l=tr(Lang::cg_col_before)><span>{cell(&entry.target, &before, &changed)}</span></td>
            <td class="mono clip" data-l=tr(Lang::cg_col_after)><span>{cell(&entry.target, &after, &changed)}{more(changed.len())}</span></td>
            <td class="outcome">{outcome}</td>
        </tr>
    }
    .into_any()
}

/// The fields that differ; all of them where one side is not set.
fn changed(before: &Held, after: &Held) -> Vec<&'static str> {
    let fields = after.iter().chain(before.iter()).next().into_iter().flat_map(|record| record.fields());
    let differs = |name: &str| match (before, after) {
        (Some(before), Some(after)) => before.get(name) != after.get(name),
        _ => true,
    };
    fields.map(|(name, _)| name).filter(|name| differs(name)).collect()
}

/// The first field that differs stands for the others; its name is said where it is not the value itself.
fn cell(target: &Target, held: &Held, changed: &[&'static str]) -> AnyView {
    let Some(record) = held else {
        // What a call of the console found is nowhere said.
        let is_raw = matches!(target, Target::Raw { .. });
        let not_known = || view! { <span class="muted">{tr(Lang::cg_not_known)}</span> }.into_any();
        return if is_raw { not_known() } else { content(None) };
    };
    let Some(name) = changed.first().copied().or_else(|| record.fields().next().map(|(name, _)| name)) else {
        return content(None);
    };
    let value = match (target, record.get(name)) {
        (Target::Pin { .. }, Some(Content::Text(top))) => pinned(top == PINNED),
        (_, held) => content(held),
    };
    let named = !matches!(name, "value" | "top" | "body");
    let label = named.then(|| view! { <span class="meta">{name}" "</span> });
    view! { {label}{value} }.into_any()
}

fn pinned(is_pinned: bool) -> AnyView {
    let word: Word = if is_pinned { Lang::cg_pinned } else { Lang::cg_not_pinned };
    view! { <span>{tr(word)}</span> }.into_any()
}

fn more(count: usize) -> Option<AnyView> {
    let rest = count.checked_sub(1).filter(|rest| *rest > 0)?;
    Some(view! { " "<span class="meta">{say(move |lang| lang.cg_more_fields(rest))}</span> }.into_any())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::state::change::Record;

    #[test]
    fn a_row_shows_what_differs() {
        let of = |value: &str, desc: &str| Some(Record::default().with("value", value).with("desc", desc));
        assert_eq!(changed(&of("1", "a"), &of("1", "b")), ["desc"]);
        assert_eq!(changed(&of("1", "a"), &of("2", "b")), ["value", "desc"]);
        assert_eq!(changed(&None, &of("1", "a")), ["value", "desc"]);
        assert!(changed(&of("1", "a"), &of("1", "a")).is_empty());
    }
}
