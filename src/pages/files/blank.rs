//! A page without rows: what would fill it, what was asked, and the next step.

use crate::dom::prelude::*;
use firetower_protocol::conversation::Conversation;

use super::list::Subject;
use super::nav::Nav;
use super::reader::Reader;
use crate::components::conversation::kind_word;
use crate::i18n::{Lang, Word, say, tr};
use crate::paths::{self, FilesAt, FilesView};
use crate::state::session::Session;
use crate::state::time;
use crate::ui::format;
use crate::ui::hostile;
use crate::ui::icon::{Icon, icon};

pub(super) fn unasked(nav: Nav) -> AnyView {
    let why: Word = match nav.at.with_untracked(|at| at.view) {
        FilesView::Conversation => Lang::fi_pick_conversation,
        FilesView::User => Lang::fi_pick_user,
        FilesView::Message => Lang::fi_pick_message,
    };
    view! {
        <div class="blank">
            {icon(Icon::File)}
            <h2>{tr(Lang::fi_pick_title)}</h2>
            <p class="muted">{tr(why)}</p>
        </div>
    }
    .into_any()
}

/// `Group g001, line 1`.
pub(super) fn conversation_words(lang: Lang, conversation: &Conversation) -> String {
    let kind = kind_word(conversation.kind)
        .map_or_else(|| lang.cv_kind(conversation.kind.0), |word| word(lang).to_owned());
    let target = hostile::plain(&conversation.target);
    let line = match conversation.line {
        0 => String::new(),
        line => format!("{}{} {line}", lang.pick(", ", "，"), lang.fi_line()),
    };
    format!("{kind} {target}{line}")
}

pub(super) fn empty(session: &Session, nav: Nav, reader: Reader) -> AnyView {
    let Some(shown) = untrack(|| reader.shown.get()) else { return ().into_any() };
    let slug = session.slug();
    let took = shown.reading.as_ref().map(|reading| format::duration(reading.took_ms)).unwrap_or_default();
    let (user, conversation) = match shown.list.subject {
        Subject::User(user) => (user, None),
        Subject::Conversation(user, conversation) => (user, Some(conversation)),
    };
    let name = hostile::plain(&user.0);
    let title = {
        let conversation = conversation.clone();
        say(move |lang| match &conversation {
            None => lang.fi_empty_user(&name),
            Some(conversation) => lang.fi_empty_conversation(&name, &conversation_words(lang, conversation)),
        })
    };
    let from = shown.list.from.filter(|_| shown.by_time);
    let why = say(move |lang| {
        let why = if shown.not_exist { lang.fi_empty_253(&took) } else { lang.fi_empty_why(&took) };
        let from = from.map(|from| format!(" {}", lang.fi_empty_from(&time::stamp(from))));
        format!("{why}{}", from.unwrap_or_default())
    });
    let link = |href: String, text: AnyView| view! { <a class="btn" href=href>{text}</a> }.into_any();
    let at = |change: &dyn Fn(&mut FilesAt)| {
        let mut at = nav.at.get_untracked();
        (at.place, at.open) = (None, None);
        change(&mut at);
        at.address(slug)
    };
    let is_in_the_middle = nav.at.with_untracked(|at| at.place.is_some());
    let steps: Vec<AnyView> = [
        is_in_the_middle.then(|| link(at(&|_| {}), tr(Lang::fi_try_first).into_any())),
        from.map(|_| link(at(&|at| at.from = None), tr(Lang::fi_without_from).into_any())),
        conversation.clone().filter(|conversation| conversation.line != 0).map(|conversation| {
            let on_line_0 = Conversation { line: 0, ..conversation };
            link(at(&|at| at.conversation = Some(on_line_0.clone())), tr(Lang::fi_line_0).into_any())
        }),
        conversation.is_some().then(|| {
            let name = hostile::plain(&user.0);
            link(paths::user_files(slug, &user), say(move |lang| lang.fi_try_user(&name)).into_any())
        }),
        conversation.is_none().then(|| {
            link(at(&|at| at.view = FilesView::Conversation), tr(Lang::fi_try_conversation).into_any())
        }),
    ]
    .into_iter()
    .flatten()
    .collect();
    view! {
        <div class="blank">
            {icon(Icon::File)}
            <h2>{title}</h2>
            <p class="muted" role="status">{why}</p>
            <div class="row steps-on">{steps}</div>
        </div>
    }
    .into_any()
}
