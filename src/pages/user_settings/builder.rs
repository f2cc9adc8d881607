//! A key of the form `type-line-target`: made of its parts, and taken apart again when it is typed.

use firetower_protocol::conversation::{Conversation, ConversationType};

use crate::components::conversation::{NAMED_KINDS, kind_word};
use crate::dom::prelude::*;
use crate::i18n::{Lang, tr};
use crate::ui::field::{Field, problem, text_field};
use crate::ui::icon::{Icon, icon};

/// The parts as they are typed.
#[derive(Clone, Copy)]
pub(super) struct Parts {
    kind: RwSignal<i32>,
    line: RwSignal<String>,
    target: RwSignal<String>,
}

impl Parts {
    pub(super) fn new() -> Self {
        Self {
            kind: RwSignal::new(ConversationType::GROUP.0),
            line: RwSignal::new("0".to_owned()),
            target: RwSignal::new(String::new()),
        }
    }

    /// Shows the parts of a key; one of another form leaves them as they are.
    pub(super) fn take_apart(self, key: &str) {
        if let Ok(conversation) = key.parse::<Conversation>() {
            self.kind.set(conversation.kind.0);
            self.line.set(conversation.line.to_string());
            self.target.set(conversation.target);
        }
    }

    /// The key; empty without a target, `None` where the line is none.
    fn together(self) -> Option<String> {
        untrack(|| put_together(self.kind.get(), &self.line.get(), &self.target.get()))
    }
}

fn put_together(kind: i32, line: &str, target: &str) -> Option<String> {
    let line = line.trim().parse::<i32>().ok().filter(|line| *line >= 0)?;
    if target.is_empty() {
        return Some(String::new());
    }
    Some(Conversation { kind: ConversationType(kind), target: target.to_owned(), line }.to_string())
}

/// Typing here writes the key.
pub(super) fn builder(parts: Parts, key: RwSignal<String>) -> AnyView {
    let put = move || {
        if let Some(made) = parts.together() {
            key.set(made);
        }
    };
    let is_line = Signal::derive(move || parts.line.with(|line| put_together(0, line, "").is_some()));
    let options = NAMED_KINDS
        .map(|(kind, word)| {
            let text = move || format!("{} · {}", kind.0, tr(word)());
            view! { <option value=kind.0.to_string() selected=move || parts.kind.get() == kind.0>{text}</option> }
        })
        .into_iter()
        .collect_view();
    let unnamed = memo(move || {
        let kind = ConversationType(parts.kind.get());
        kind_word(kind).is_none().then_some(kind.0)
    });
    let extra = move || {
        unnamed.get().map(|kind| {
            view! { <option value=kind.to_string() selected=true>{kind.to_string()}</option> }
        })
    };
    let chosen = move |event: leptos::ev::Event| {
        if let Ok(kind) = event_target_value(&event).parse() {
            parts.kind.set(kind);
            put();
        }
    };
    view! {
        <fieldset class="field build">
            <legend class="lab">{tr(Lang::us_build)}</legend>
            <div class="parts" on:input=move |_| put()>
                <label class="field">
                    <span class="lab">{tr(Lang::us_build_type)}</span>
                    <span class="select">
                        <select class="btn" prop:value=move || parts.kind.get().to_string() on:change=chosen>{options}{extra}</select>
                        {icon(Icon::Down)}
                    </span>
                </label>
                {text_field(Field {
                    label: tr(Lang::us_build_line).into_any(),
                    aside: ().into_any(),
                    value: parts.line,
                    below: (move || (!is_line.get()).then(|| problem(tr(Lang::us_e_line)))).into_any(),
                    invalid: Signal::derive(move || !is_line.get()),
                    mono: true,
                    name: "line",
                })}
                {text_field(Field {
                    label: tr(Lang::us_build_target).into_any(),
                    aside: ().into_any(),
                    value: parts.target,
                    below: ().into_any(),
                    invalid: Signal::stored(false),
                    mono: true,
                    name: "target",
                })}
            </div>
        </fieldset>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_key_needs_a_line_and_a_target() {
        assert_eq!(put_together(1, "0", "g-1").as_deref(), Some("1-0-g-1"));
        assert_eq!(put_together(0, " 2 ", "u2").as_deref(), Some("0-2-u2"));
        assert_eq!(put_together(1, "0", "").as_deref(), Some(""));
        for line in ["", "x", "-1", "2147483648", "1.0"] {
            assert_eq!(put_together(1, line, "g"), None, "{line}");
        }
    }

    proptest! {
        #[test]
        fn what_was_put_together_comes_apart_the_same(kind in 0_i32.., line in 0_i32.., target in ".+") {
            let key = put_together(kind, &line.to_string(), &target).unwrap();
            let parts: Conversation = key.parse().unwrap();
            prop_assert_eq!((parts.kind.0, parts.line, parts.target), (kind, line, target));
        }

        #[test]
        fn no_text_breaks_the_builder(kind: i32, line in ".*", target in ".*") {
            let _ = put_together(kind, &line, &target);
        }
    }
}
