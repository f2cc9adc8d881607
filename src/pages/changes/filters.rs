//! The line of filters: how it ended, what was changed, and a text. All of it is in the address.

use super::{View, filter, words};
use crate::dom::prelude::*;
use crate::i18n::{Lang, Text, say, tr, use_lang};
use crate::paths::{ChangeEnd, ChangeKind, ChangesAt};
use crate::state::journal::Keeping;
use crate::ui::icon::{Icon, icon};

pub(super) fn filters(view: View) -> AnyView {
    let kept = move || (view.keeping() == Keeping::Loaded).then(|| tr(Lang::cg_kept));
    view! {
        <div class="filters">
            {ends(view)}
            {kinds(view)}
            {text(view)}
            <span class="push meta">{kept}</span>
        </div>
    }
    .into_any()
}

fn ends(view: View) -> AnyView {
    let lang = use_lang();
    // How many there would be, whichever is chosen.
    let count = move |end: Option<ChangeEnd>| {
        let (at, lang) = (view.at.get(), lang.get());
        view.journal.with_value(|journal| {
            journal.entries.with(|entries| {
                let let_through = entries.iter().filter(|entry| filter::passes_but_end(&at, entry, lang));
                let_through.filter(|entry| end.is_none_or(|end| end == filter::end_of(entry.outcome))).count()
            })
        })
    };
    let choice = move |end: Option<ChangeEnd>, text: Text| {
        let href = move || view.address(&ChangesAt { end, ..view.at.get().opening(None) });
        let current = move || view.at.with(|at| at.end == end).then_some("true");
        view! { <a href=href aria-current=current>{text}</a> }.into_any()
    };
    let rest = ChangeEnd::ALL
        .into_iter()
        .map(|end| choice(Some(end), say(move |lang| words::end(lang, end, count(Some(end))))))
        .collect_view();
    view! {
        <nav class="seg" aria-label=tr(Lang::cg_filter)>
            {choice(None, say(move |lang| lang.cg_all(count(None))))}
            {rest}
        </nav>
    }
    .into_any()
}

fn kinds(view: View) -> AnyView {
    let location = view.location;
    let kind_of = move || view.at.with(|at| at.kind);
    let option = move |kind: Option<ChangeKind>| {
        let key = kind.map_or("", ChangeKind::key);
        let word = kind.map_or(Lang::cg_kind_any as fn(Lang) -> &'static str, words::kind);
        view! { <option value=key selected=move || kind_of() == kind>{tr(word)}</option> }.into_any()
    };
    let options = ChangeKind::ALL.into_iter().map(|kind| option(Some(kind))).collect_view();
    let choose = move |event| {
        let kind = ChangeKind::from_key(&event_target_value(&event));
        let at = ChangesAt { kind, ..view.at.get_untracked().opening(None) };
        location.go(&view.address(&at), false);
    };
    view! {
        <span class="select">
            <select class="btn" aria-label=tr(Lang::cg_kind) prop:value=move || kind_of().map_or("", ChangeKind::key)
                on:change=choose>{option(None)}{options}</select>
            {icon(Icon::Down)}
        </span>
    }
    .into_any()
}

fn text(view: View) -> AnyView {
    let location = view.location;
    let typed = move |event| {
        let at = ChangesAt { text: event_target_value(&event), ..view.at.get_untracked() };
        // Letter by letter is no step for Back.
        location.go(&view.address(&at), true);
    };
    view! {
        <input class="in changes-text" type="search" autocomplete="off" spellcheck="false" aria-label=tr(Lang::cg_text)
            placeholder=tr(Lang::cg_text_hint) prop:value=move || view.at.with(|at| at.text.clone()) on:input=typed />
    }
    .into_any()
}
