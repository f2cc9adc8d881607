//! One file in the table. Whatever the server sent is shown, and what it did not send is said.

use crate::dom::prelude::*;
use firetower_protocol::file_row::SentAt;
use leptos::ev::KeyboardEvent;
use wasm_bindgen::JsCast;

use super::kind;
use super::narrow::Row;
use super::nav::Nav;
use super::panel;
use crate::components::names;
use crate::i18n::{Lang, Text, say, tr};
use crate::paths::FilesRow;
use crate::state::session::Session;
use crate::state::time;
use crate::ui::copy::to_clipboard;
use crate::ui::format;
use crate::ui::hostile::{self, hostile};
use crate::ui::icon::{Icon, icon};
use crate::ui::state::{Tone, state};

/// Which id was copied last; its button says so.
#[derive(Clone, Copy)]
pub(super) struct Copied(RwSignal<Option<(usize, bool)>>);

impl Copied {
    pub(super) fn new() -> Self {
        Self(RwSignal::new(None))
    }

    pub(super) fn is_done(self) -> bool {
        self.0.get().is_some()
    }

    /// `is_sender`: the sender's id, not the message's.
    fn copy(self, text: String, nth: usize, is_sender: bool) {
        spawn(async move {
            let done = to_clipboard(&text).await;
            // Where the browser allows no copying, the open file shows the id for selecting.
            self.0.try_set(done.then_some((nth, is_sender)));
        });
    }
}

pub(super) fn row_id(nth: usize) -> String {
    format!("file-{nth}")
}

pub(super) fn row(
    session: &Session,
    row: Row,
    nav: Nav,
    open: Memo<Option<FilesRow>>,
    copied: Copied,
) -> AnyView {
    let (nth, key, file) = (row.nth, row.key(), row.file);
    let uid = file.message_uid.map(|uid| uid.to_string());
    let for_key = uid.clone();
    let on_key = move |event: KeyboardEvent| {
        // A key that is pressed on a button inside is the button's.
        let is_own = event.target() == event.current_target();
        if !is_own || event.ctrl_key() || event.meta_key() || event.alt_key() {
            return;
        }
        match event.key().as_str() {
            "Enter" => {
                event.prevent_default();
                nav.open(Some(key));
                panel::focus_soon();
            }
            "c" | "C" => {
                if let Some(uid) = for_key.clone() {
                    copied.copy(uid, nth, false);
                }
            }
            _ => {}
        }
    };
    let on_click = move |event: web_sys::MouseEvent| {
        let target = event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok());
        let is_button =
            target.is_some_and(|target| target.closest("button").is_ok_and(|found| found.is_some()));
        if !is_button {
            nav.open(Some(key));
        }
    };
    let kind = kind::kind_of(file.name.as_deref().unwrap_or_default());
    let no_uid = uid.is_none().then(|| state(Tone::Bad, Icon::Cross, tr(Lang::fi_no_uid)));
    let sender = file.user_id.as_ref().map(|id| {
        let label = {
            let id = hostile::plain(&id.0);
            say(move |lang| lang.fi_copy_sender(&id))
        };
        view! { {names::user(session, id)} {copy(id.0.clone(), label, nth, true, copied)} }
    });
    let uid_cell = uid.map(|uid| {
        let label = {
            let uid = uid.clone();
            say(move |lang| lang.fi_copy_uid(&uid))
        };
        view! { {uid.clone()} {copy(uid, label, nth, false, copied)} }
    });
    let downloads = file.download_count.map(format::grouped);
    view! {
        <tr id=row_id(nth) tabindex="0" aria-selected=move || (open.get() == Some(key)).then_some("true")
            on:click=on_click on:keydown=on_key>
            <td class="full"><span class="cell">{icon(kind::sign(kind))}{name(file.name.as_deref())}{no_uid}</span></td>
            <td class="muted kind">{tr(kind::word(kind))}</td>
            <td class="num mono size">{size(file.size)}</td>
            <td class="sender"><span class="cell">{sender.unwrap_or_else(not_given)}</span></td>
            <td class="mono muted sent">{sent(file.sent_at())}</td>
            <td class="num mono downloads">{downloads.map_or_else(not_given, IntoView::into_any)}</td>
            <td class="mono uid"><span class="cell">{uid_cell}</span></td>
        </tr>
    }
    .into_any()
}

fn not_given() -> AnyView {
    view! { <span class="meta">{tr(Lang::fi_not_given)}</span> }.into_any()
}

fn copy(text: String, label: Text, nth: usize, is_sender: bool, copied: Copied) -> AnyView {
    let sign = move || icon(if copied.0.get() == Some((nth, is_sender)) { Icon::Check } else { Icon::Copy });
    // Out of the way of the Tab key: the row copies with C, and the open file has buttons too.
    view! {
        <button type="button" class="icon-btn tiny" tabindex="-1" aria-label=label
            on:click=move |_| copied.copy(text.clone(), nth, is_sender)>{sign}</button>
    }
    .into_any()
}

fn size(bytes: Option<i64>) -> AnyView {
    let Some(bytes) = bytes else { return not_given() };
    let exact = format::grouped(bytes);
    view! { <span title=say(move |lang| lang.fi_exact(&exact))>{format::size_of(bytes)}</span> }.into_any()
}

fn sent(at: Option<SentAt>) -> AnyView {
    let Some(at) = at else { return not_given() };
    let derived = matches!(at, SentAt::Derived(_)).then(|| {
        view! { " "<span class="meta" title=tr(Lang::fi_derived_why)>{tr(Lang::fi_derived)}</span> }
    });
    view! { <time title=time::iso(at.time())>{time::stamp(at.time())}</time>{derived} }.into_any()
}

/// So much of the end of a name stays, whatever its length: the ending tells what a file is. In columns, of which Chinese
/// takes two.
const ENDING: usize = 12;
/// More than fits into any cell; the open file shows the whole name.
const MOST: usize = 300;

/// A name in two parts, of which the first gives way.
pub(super) fn name(name: Option<&str>) -> AnyView {
    let Some(name) = name.filter(|name| !name.is_empty()) else {
        return view! { <span class="muted">{tr(Lang::fi_no_name)}</span> }.into_any();
    };
    let (begin, end) = cut(name);
    let whole: String = hostile::plain(name).chars().take(MOST * 2).collect();
    view! {
        <span class="cut" title=whole>
            <span class="clip">{hostile(&begin)}</span>
            {(!end.is_empty()).then(|| view! { <span class="end">{hostile(&end)}</span> })}
        </span>
    }
    .into_any()
}

fn cut(name: &str) -> (String, String) {
    let length = name.chars().count();
    let mut columns = 0;
    let fits = |character: &char| {
        columns += if character.is_ascii() { 1 } else { 2 };
        columns <= ENDING
    };
    let ending = name.chars().rev().take_while(fits).count();
    let rest = length - ending;
    if rest < 4 {
        return (name.to_owned(), String::new());
    }
    (name.chars().take(rest.min(MOST)).collect(), name.chars().skip(rest).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_short_name_is_whole_and_a_long_one_keeps_its_ending() {
        assert_eq!(cut("会 11-20.docx"), ("会 11-20.docx".to_owned(), String::new()));
        let long = format!("{}.tar.gz", "长".repeat(255));
        let (begin, end) = cut(&long);
        assert_eq!(end, "长长.tar.gz");
        assert_eq!(format!("{begin}{end}"), long);
    }

    proptest! {
        #[test]
        fn nothing_of_a_name_is_lost_within_the_limit(name in ".{0,200}") {
            let (begin, end) = cut(&name);
            prop_assert_eq!(format!("{}{}", begin, end), name);
        }
    }
}
