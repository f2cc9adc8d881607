//! The line in which one says whose files are meant.

use crate::dom::prelude::*;

use super::chip::{self, Input};
use super::nav::Nav;
use super::typed::{message_uid, target_is};
use crate::components::conversation::NAMED_KINDS;
use crate::components::conversation::typed::{OTHER, Typed, Wrong};
use crate::i18n::{Lang, Word, tr};
use crate::paths::{FileFilter, FilesAt, FilesView};
use crate::state::kept;
use crate::ui::field::problem;

/// The choice of the view, as links.
pub(super) fn views(nav: Nav) -> AnyView {
    let link = move |view: FilesView, word: Word| {
        let href = move || {
            nav.href(|at| {
                let (user, conversation, uid) = (at.user.take(), at.conversation.take(), at.uid.take());
                *at = FilesAt { view, user, conversation, uid, size: at.size, ..FilesAt::default() };
            })
        };
        let is_current = move || nav.at.with(|at| at.view == view).then_some("page");
        view! { <a href=href aria-current=is_current>{tr(word)}</a> }.into_any()
    };
    view! {
        <nav class="seg" aria-label=tr(Lang::fi_views)>
            {link(FilesView::Conversation, Lang::fi_conversation)}
            {link(FilesView::User, Lang::fi_user)}
            {link(FilesView::Message, Lang::fi_message)}
        </nav>
        <span class="gap"></span>
    }
    .into_any()
}

/// For a conversation and for a user. `again` is called where the same is asked for once more.
pub(super) fn list_line(nav: Nav, again: impl Fn() + 'static) -> AnyView {
    let view = nav.at.with_untracked(|at| at.view);
    let typed = RwSignal::new(Typed::default());
    let tried = RwSignal::new(false);
    let asked = memo(move || nav.at.with(|at| (at.user.clone(), at.conversation.clone())));
    watch(move || {
        let (user, conversation) = asked.get();
        tried.set(false);
        typed.set(Typed::of(user.as_ref(), conversation.as_ref()));
    });
    let usual = move || {
        let (user, conversation) = asked.get();
        Typed::of(user.as_ref(), conversation.as_ref()).as_text()
    };
    let field = if view == FilesView::Conversation { "files-conversation" } else { "files-user" };
    nav.slug.with_value(|slug| {
        kept::keep(
            slug,
            field,
            usual,
            move || typed.with(Typed::as_text),
            move |kept| {
                if let Some(kept) = Typed::from_text(kept) {
                    typed.set(kept);
                }
            },
        );
    });
    let wrong = memo(move || {
        let wrong = typed.with(|typed| match view {
            FilesView::Conversation => typed.user().err().or_else(|| typed.conversation().err()),
            _ => typed.user().err(),
        });
        wrong.filter(|_| tried.get())
    });
    let submit = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        tried.set(true);
        let typed = typed.get_untracked();
        let Ok(user) = typed.user() else { return };
        let conversation = match view {
            FilesView::Conversation => match typed.conversation() {
                Ok(conversation) => Some(conversation),
                Err(_) => return,
            },
            _ => nav.at.with_untracked(|at| at.conversation.clone()),
        };
        let is_asked = nav.at.with_untracked(|at| {
            at.user.as_ref() == Some(&user) && at.conversation == conversation && at.place.is_none()
        });
        if is_asked {
            again();
        } else {
            nav.go(false, |at| {
                (at.user, at.conversation) = (Some(user), conversation);
                (at.place, at.open, at.filter) = (None, None, FileFilter::default());
            });
        }
    };
    let field = move |part: fn(&mut Typed) -> &mut String, field: Field| {
        let value = RwSignal::new(String::new());
        watch(move || value.set(part(&mut typed.get()).clone()));
        let input = Input {
            label: field.label,
            name: field.name,
            width: field.width,
            hint: None,
            about: (field.wrong == Wrong::Target).then_some(Lang::fi_target_hint),
            value,
            is_wrong: Signal::derive(move || wrong.get() == Some(field.wrong)),
        };
        chip::text(input, field.numeric, move |text| {
            typed.update(|typed| match field.wrong {
                Wrong::Target => target_is(typed, text),
                _ => *part(typed) = text,
            });
        })
    };
    let label = if view == FilesView::Conversation { Lang::fi_read_as } else { Lang::fi_user_id };
    let user = Field { label, name: "user", width: "w-id", numeric: false, wrong: Wrong::User };
    let conversation = (view == FilesView::Conversation).then(|| {
        let number = Field {
            label: Lang::fi_type_number,
            name: "type-number",
            width: "w-line",
            numeric: true,
            wrong: Wrong::Kind,
        };
        let target = Field {
            label: Lang::fi_target,
            name: "target",
            width: "w-id",
            numeric: false,
            wrong: Wrong::Target,
        };
        let line =
            Field { label: Lang::fi_line, name: "line", width: "w-line", numeric: true, wrong: Wrong::Line };
        view! {
            {kinds(typed)}
            {show(
                move || typed.with(|typed| typed.kind == OTHER),
                move || field(|typed| &mut typed.other_kind, number),
            )}
            {field(|typed| &mut typed.target, target)}
            {field(|typed| &mut typed.line, line)}
        }
    });
    view! {
        <form class="filters" on:submit=submit aria-label=tr(Lang::fi_views)>
            {views(nav)}
            {field(|typed| &mut typed.user, user)}
            {conversation}
            <button type="submit" class="btn go small">{tr(Lang::fi_show)}</button>
        </form>
        {move || wrong.get().map(|wrong| view! { <div class="field complaint" role="alert">{problem(tr(wrong.word()))}</div> })}
    }
    .into_any()
}

#[derive(Clone, Copy)]
struct Field {
    label: Word,
    name: &'static str,
    width: &'static str,
    numeric: bool,
    wrong: Wrong,
}

fn kinds(typed: RwSignal<Typed>) -> AnyView {
    let mut options: Vec<(String, AnyView)> =
        NAMED_KINDS.iter().map(|(kind, word)| (kind.0.to_string(), tr(*word).into_any())).collect();
    options.push((OTHER.to_owned(), tr(Lang::fi_other_type).into_any()));
    let chosen = Signal::derive(move || typed.with(|typed| typed.kind.clone()));
    chip::select(Lang::fi_type, "type", options, chosen, move |kind| typed.update(|typed| typed.kind = kind))
}

/// For one message.
pub(super) fn message_line(nav: Nav, again: impl Fn() + 'static) -> AnyView {
    let value = RwSignal::new(String::new());
    let is_wrong = RwSignal::new(false);
    let asked = memo(move || nav.at.with(|at| at.uid.clone()));
    watch(move || {
        let uid = asked.get();
        is_wrong.set(uid.as_deref().is_some_and(|uid| message_uid(uid).is_none()));
        value.set(uid.unwrap_or_default());
    });
    nav.slug.with_value(|slug| {
        let usual = move || asked.get().unwrap_or_default();
        kept::keep(slug, "files-uid", usual, move || value.get(), move |kept| value.set(kept.to_owned()));
    });
    let submit = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        match value.with_untracked(|text| message_uid(text)) {
            None => is_wrong.set(true),
            Some(uid) => {
                is_wrong.set(false);
                let uid = Some(uid.to_string());
                if nav.at.with_untracked(|at| at.uid == uid) {
                    again();
                } else {
                    nav.go(false, |at| at.uid = uid);
                }
            }
        }
    };
    let input = Input {
        label: Lang::fi_uid,
        name: "uid",
        width: "w-uid",
        hint: None,
        about: None,
        value,
        is_wrong: is_wrong.into(),
    };
    view! {
        <form class="filters" on:submit=submit aria-label=tr(Lang::fi_views)>
            {views(nav)}
            {chip::text(input, true, move |text| value.set(text))}
            <button type="submit" class="btn go small">{tr(Lang::fi_show_one)}</button>
        </form>
        {move || is_wrong.get().then(|| view! { <div class="field complaint" role="alert">{problem(tr(Lang::fi_uid_wrong))}</div> })}
    }
    .into_any()
}
