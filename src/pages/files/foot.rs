//! Under the table: how it is paged, and the way to the other pages.

use crate::dom::prelude::*;

use super::chip::{self, Tells};
use super::list::Subject;
use super::nav::Nav;
use super::reader::{Reader, Shown, Step};
use crate::i18n::{Lang, Word, say, tr};
use crate::paths::{FilesAt, FilesView};
use crate::state::time;
use crate::ui::field::caution;
use crate::ui::icon::{Icon, icon};

pub(super) fn foot(nav: Nav, reader: Reader) -> AnyView {
    view! {
        {cautions(nav, reader)}
        <footer>
            <span class="asks">
                {sizes(nav)}
                {order(nav)}
                {from(nav, reader)}
            </span>
            <span class="scope">
                {say(move |lang| {
                    let rows = of(reader, |shown| shown.rows.len());
                    format!("{} {}", lang.fi_scope(rows), lang.times_in(&time::zone()))
                })}
                " "<span class="keys">{tr(Lang::fi_keys)}</span>
            </span>
            {turns(nav, reader)}
        </footer>
    }
    .into_any()
}

fn of<T: Default>(reader: Reader, read: impl FnOnce(&Shown) -> T) -> T {
    reader.shown.with(|shown| shown.as_ref().map(read).unwrap_or_default())
}

fn sizes(nav: Nav) -> AnyView {
    let options = FilesAt::SIZES.map(|size| (size.to_string(), size.to_string().into_any())).into();
    let chosen = Signal::derive(move || nav.at.with(|at| at.size.to_string()));
    chip::select(Lang::fi_rows, "size", options, chosen, move |size| {
        nav.go(false, |at| {
            at.size = size.parse().unwrap_or(at.size);
            at.open = None;
        });
    })
}

fn order(nav: Nav) -> AnyView {
    let options = vec![
        ("newest".to_owned(), tr(Lang::fi_newest_first).into_any()),
        ("oldest".to_owned(), tr(Lang::fi_oldest_first).into_any()),
    ];
    let chosen = Signal::derive(move || {
        nav.at.with(|at| if at.oldest_first { "oldest" } else { "newest" }).to_owned()
    });
    chip::select(Lang::fi_order, "order", options, chosen, move |order| {
        nav.go(false, |at| {
            at.oldest_first = order == "oldest";
            (at.place, at.open) = (None, None);
        });
    })
}

/// Where the list begins; only the documented form of a conversation's files knows such a time.
fn from(nav: Nav, reader: Reader) -> Option<AnyView> {
    if nav.at.with_untracked(|at| at.view != FilesView::Conversation) {
        return None;
    }
    let asked = memo(move || nav.at.with(|at| at.from).map(time::for_input).unwrap_or_default());
    let take = move |text: String| {
        if text != asked.get_untracked() {
            nav.go(false, |at| {
                at.from = time::from_input(&text);
                (at.place, at.open) = (None, None);
            });
        }
    };
    let why = say(|lang| lang.fi_from_sdk().to_owned());
    let is_known = memo(move || reader.shown.with(|shown| shown.as_ref().is_none_or(|shown| shown.by_time)));
    let why_not = Signal::derive(move || (!is_known.get()).then(&why));
    Some(chip::time(Lang::fi_from, "from", move || asked.get(), Some(why_not), Tells::WhenDone, take))
}

fn turns(nav: Nav, reader: Reader) -> AnyView {
    let is_oldest_first = memo(move || nav.at.with(|at| at.oldest_first));
    let words: fn(bool) -> [Word; 3] = |is_oldest_first| {
        if is_oldest_first {
            [Lang::fi_oldest, Lang::fi_older, Lang::fi_newer]
        } else {
            [Lang::fi_newest, Lang::fi_newer, Lang::fi_older]
        }
    };
    let word = move |at: usize| say(move |lang| words(is_oldest_first.get())[at](lang).to_owned());
    let is_first = memo(move || of(reader, |shown| shown.is_first));
    let is_last = memo(move || of(reader, |shown| shown.is_last));
    let why = |is_so: Memo<bool>, word: Word| {
        let word = tr(word);
        move || is_so.get().then(word)
    };
    let (first_why, last_why) = (why(is_first, Lang::fi_first_page), why(is_last, Lang::fi_last_page));
    let start = move |_| nav.go(false, |at| (at.place, at.open) = (None, None));
    let end = say(move |lang| match (is_first.get(), is_last.get()) {
        (false, true) => lang.fi_last_page().to_owned(),
        _ => String::new(),
    });
    view! {
        <nav class="push row turns" aria-label=tr(Lang::fi_pages)>
            <span class="meta" role="status">{end}</span>
            <button type="button" class="btn small" disabled=move || nav.at.with(|at| at.place.is_none()) on:click=start>{word(0)}</button>
            <button type="button" class="btn small" disabled=move || is_first.get() title=first_why
                on:click=move |_| reader.start(Step::Newer)>{icon(Icon::Left)}{word(1)}</button>
            <button type="button" class="btn small" disabled=move || is_last.get() title=last_why
                on:click=move |_| reader.start(Step::Older)>{word(2)}{icon(Icon::Right)}</button>
        </nav>
    }
    .into_any()
}

/// What may be missing from the list, and what of the question was not heard.
fn cautions(nav: Nav, reader: Reader) -> AnyView {
    let crowded = memo(move || of(reader, |shown| shown.crowded.clone()));
    let gave_up = memo(move || of(reader, |shown| shown.gave_up));
    let unheard = memo(move || {
        let is_conversation =
            of(reader, |shown| matches!(shown.list.subject, Subject::Conversation(..)) && !shown.by_time);
        is_conversation && nav.at.with(|at| at.from.is_some())
    });
    let crowded_words = move |lang: Lang| {
        crowded.with(|times| match times.as_slice() {
            [] => String::new(),
            [only] => lang.fi_crowded(&time::stamp(*only)),
            [.., last] => lang.fi_crowded_more(times.len(), &time::stamp(*last)),
        })
    };
    view! {
        {move || unheard.get().then(|| view! { <div class="field complaint">{caution(tr(Lang::fi_from_sdk))}</div> })}
        {move || {
            let words = say(crowded_words);
            crowded.with(|times| !times.is_empty()).then(|| view! { <div class="field complaint">{caution(words)}</div> })
        }}
        {move || gave_up.get().then(|| view! { <div class="field complaint">{caution(tr(Lang::fi_gave_up))}</div> })}
    }
    .into_any()
}
