//! Filters and questions as chips: an input with its label inside, one beside the other on a line.

use crate::dom::prelude::*;
use crate::i18n::{Word, tr};
use crate::ui::icon::{Icon, icon};

/// What an input is for.
pub(super) struct Input {
    pub(super) label: Word,
    pub(super) name: &'static str,
    /// How wide, as a class.
    pub(super) width: &'static str,
    /// Stands in the empty field.
    pub(super) hint: Option<Word>,
    /// What the pointer finds on it.
    pub(super) about: Option<Word>,
    pub(super) value: RwSignal<String>,
    pub(super) is_wrong: Signal<bool>,
}

pub(super) fn text(input: Input, numeric: bool, typed: impl Fn(String) + 'static) -> AnyView {
    let Input { label, name, width, hint, about, value, is_wrong } = input;
    let (hint, about) = (hint.map(tr), about.map(tr));
    view! {
        <label class="filter" class:wrong=move || is_wrong.get() title=move || about.map(|about| about())>
            <span>{tr(label)}</span>
            <input type="text" class=format!("mono {width}") name=name autocomplete="off" autocapitalize="off" spellcheck="false"
                inputmode=numeric.then_some("numeric") placeholder=move || hint.map(|hint| hint())
                prop:value=value aria-invalid=move || is_wrong.get().then_some("true")
                on:input=move |event| typed(event_target_value(&event)) />
        </label>
    }
    .into_any()
}

/// When an input tells what it holds.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Tells {
    AtOnce,
    /// When it is left, or Enter is pressed: a date that is being typed is many dates.
    WhenDone,
}

/// Day and time, in the browser's zone. `done` is called with what an input of this kind holds; `why_not` disables it.
pub(super) fn time(
    label: Word,
    name: &'static str,
    value: impl Fn() -> String + 'static,
    why_not: Option<Signal<Option<String>>>,
    tells: Tells,
    done: impl Fn(String) + Copy + 'static,
) -> AnyView {
    let why = move || why_not.and_then(|why| why.get());
    let change = move |event: web_sys::Event| {
        if tells == Tells::AtOnce {
            done(event_target_value(&event));
        }
    };
    let leave = move |event: web_sys::FocusEvent| {
        if tells == Tells::WhenDone {
            done(event_target_value(&event));
        }
    };
    let enter = move |event: web_sys::KeyboardEvent| {
        if tells == Tells::WhenDone && event.key() == "Enter" {
            done(event_target_value(&event));
        }
    };
    view! {
        <label class="filter" title=why>
            <span>{tr(label)}</span>
            <input type="datetime-local" class="mono" name=name step="1" prop:value=value disabled=move || why().is_some()
                on:change=change on:blur=leave on:keydown=enter />
        </label>
    }
    .into_any()
}

/// `options` are keys and words.
pub(super) fn select(
    label: Word,
    name: &'static str,
    options: Vec<(String, AnyView)>,
    chosen: Signal<String>,
    done: impl Fn(String) + 'static,
) -> AnyView {
    let options = options
        .into_iter()
        .map(|(key, word)| {
            let is_chosen = {
                let key = key.clone();
                move || chosen.with(|chosen| *chosen == key)
            };
            view! { <option value=key selected=is_chosen>{word}</option> }
        })
        .collect_view();
    view! {
        <label class="filter">
            <span>{tr(label)}</span>
            <select name=name prop:value=move || chosen.get() on:change=move |event| done(event_target_value(&event))>{options}</select>
            {icon(Icon::Down)}
        </label>
    }
    .into_any()
}
