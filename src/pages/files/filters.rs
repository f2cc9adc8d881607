//! The line that narrows the rows that are loaded. What it says is also what Find looks for.

use crate::dom::prelude::*;

use super::chip::{self, Input, Tells};
use super::kind;
use super::nav::Nav;
use super::typed::{size, size_text};
use crate::i18n::{Lang, Word, tr};
use crate::paths::{FileFilter, FileKind};
use crate::state::time;
use crate::ui::field::problem;

pub(super) fn filters(nav: Nav) -> AnyView {
    let name = RwSignal::new(String::new());
    let filter = memo(move || nav.at.with(|at| at.filter.clone()));
    watch(move || name.set(filter.with(|filter| filter.name.clone())));
    let by_name = Input {
        label: Lang::fi_name,
        name: "name",
        width: "w-name",
        hint: Some(Lang::fi_any),
        about: None,
        value: name,
        is_wrong: Signal::stored(false),
    };
    let set = move |change: Box<dyn FnOnce(&mut FileFilter)>| nav.go(true, |at| change(&mut at.filter));
    let mut kinds: Vec<(String, AnyView)> = vec![(String::new(), tr(Lang::fi_any).into_any())];
    kinds.extend(FileKind::ALL.map(|kind| (kind.key().to_owned(), tr(kind::word(kind)).into_any())));
    let chosen = Signal::derive(move || {
        filter.with(|filter| filter.kind.map(FileKind::key).unwrap_or_default().to_owned())
    });
    let too_odd = RwSignal::new((false, false));
    let input_of =
        |time: Option<firetower_protocol::TimestampMs>| time.map(time::for_input).unwrap_or_default();
    let since = move || input_of(filter.with(|filter| filter.since));
    let until = move || input_of(filter.with(|filter| filter.until));
    view! {
        <div class="filters" role="group" aria-label=tr(Lang::fi_filter)>
            {chip::text(by_name, false, move |text| set(Box::new(|filter| filter.name = text)))}
            {chip::select(Lang::fi_type, "kind", kinds, chosen, move |key| {
                set(Box::new(move |filter| filter.kind = FileKind::from_key(&key)));
            })}
            {limit(nav, filter, too_odd, false)}
            {limit(nav, filter, too_odd, true)}
            {chip::time(Lang::fi_since, "since", since, None, Tells::AtOnce, move |text| {
                set(Box::new(move |filter| filter.since = time::from_input(&text)));
            })}
            // To the end of the second that is shown.
            {chip::time(Lang::fi_until, "until", until, None, Tells::AtOnce, move |text| {
                set(Box::new(move |filter| filter.until = time::from_input(&text).map(end_of_second)));
            })}
        </div>
        {move || {
            let (least, most) = too_odd.get();
            (least || most).then(|| view! { <div class="field complaint" role="alert">{problem(tr(Lang::fi_size_wrong))}</div> })
        }}
    }
    .into_any()
}

fn end_of_second(time: firetower_protocol::TimestampMs) -> firetower_protocol::TimestampMs {
    firetower_protocol::TimestampMs(time.0.saturating_add(999))
}

/// The smallest or the largest size.
fn limit(nav: Nav, filter: Memo<FileFilter>, too_odd: RwSignal<(bool, bool)>, is_most: bool) -> AnyView {
    let value = RwSignal::new(String::new());
    let asked = memo(move || filter.with(|filter| if is_most { filter.at_most } else { filter.at_least }));
    let tell = move |is_wrong: bool| {
        too_odd.update(|wrong| *(if is_most { &mut wrong.1 } else { &mut wrong.0 }) = is_wrong);
    };
    watch(move || {
        let asked = asked.get();
        // What is typed stays as it is typed while it says the same.
        if value.with_untracked(|typed| size(typed)) != Ok(asked) {
            value.set(asked.map(size_text).unwrap_or_default());
            tell(false);
        }
    });
    let label: Word = if is_most { Lang::fi_most } else { Lang::fi_least };
    let input = Input {
        label,
        name: if is_most { "max" } else { "min" },
        width: "w-size",
        hint: Some(Lang::fi_any),
        about: Some(Lang::fi_size_hint),
        value,
        is_wrong: Signal::derive(move || if is_most { too_odd.get().1 } else { too_odd.get().0 }),
    };
    chip::text(input, false, move |text| {
        let read = size(&text);
        value.set(text);
        tell(read.is_err());
        if let Ok(limit) = read {
            nav.go(true, |at| {
                *(if is_most { &mut at.filter.at_most } else { &mut at.filter.at_least }) = limit;
            });
        }
    })
}
