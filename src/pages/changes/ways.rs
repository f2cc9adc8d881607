//! What can be done about one change: undo, another try, reading back; or why there is no way. Each goes the way of every
//! write.

use gloo_timers::future::TimeoutFuture;

use super::{View, words};
use crate::api::{Client, Leave, Reading};
use crate::components::change::{Change, Form, Phase, Source, confirm, conflict, conflict_of, receipt};
use crate::components::error_view::error_view;
use crate::components::secret_prompt::secret_form;
use crate::dom::prelude::*;
use crate::error::ApiError;
use crate::i18n::{Lang, Text, say, tr};
use crate::state::change::{Content, Held, Intent, Record};
use crate::state::journal::{Entry, Outcome, Way, other_tab_ms, way};
use crate::state::page::Page;
use crate::state::session::Session;
use crate::state::time;
use crate::ui::field::caution;
use crate::ui::hostile;
use crate::ui::icon::{Icon, icon};

/// For the foot of the entry, and for below it.
pub(super) fn ways(
    session: &Session,
    view: View,
    entry: Memo<Option<Entry>>,
    first: &Entry,
) -> (AnyView, AnyView) {
    let client = Client::of_page(session.clone(), Page::Changes, Leave::with_page());
    let change = Change::open(&client, first.target.clone(), nowhere(), Form::default());
    let looking = RwSignal::new(false);
    let failed = RwSignal::new(None::<ApiError>);
    let client = StoredValue::new(client);
    let look = move || {
        let Some(entry) = untrack(|| entry.get()) else { return };
        if looking.get_untracked() {
            return;
        }
        looking.set(true);
        failed.set(None);
        let client = client.with_value(Client::to_the_end);
        spawn(async move {
            // The secret that was sent is not kept; the journal says where that keeps it from telling.
            let sent = entry.after();
            let looked = client.look_again(entry, &sent).await;
            looking.try_set(false);
            failed.try_set(looked.err());
        });
    };
    let address = session.connection.address.as_str().to_owned();
    let id = first.id.clone();
    // Another tab's write can be read back once that tab must have had its answer.
    let waited = RwSignal::new(0_u32);
    watch(move || {
        waited.get();
        if let Some(left_ms) = entry.get().and_then(|entry| other_tab_ms(&entry, time::now())) {
            spawn(async move {
                TimeoutFuture::new(left_ms).await;
                // The page may have been left.
                waited.try_update(|times| *times += 1);
            });
        }
    });
    let now = memo(move || {
        waited.get();
        let is_under_way = view.journal.with_value(|journal| journal.is_under_way(&id));
        entry.get().map(|entry| way(&entry, &address, is_under_way, time::now()))
    });
    let for_secret = session.clone();
    let has_secret = memo({
        let session = session.clone();
        move || session.has_secret()
    });
    let typing = RwSignal::new(false);
    let writing = tr(Lang::ch_writing);
    let buttons = move || {
        let Some(now) = now.get() else { return ().into_any() };
        if let Way::None(why) = now {
            return view! { <span>{tr(words::why_not(why))}</span> }.into_any();
        }
        if !has_secret.get() {
            return view! {
                <button type="button" class="btn" on:click=move |_| typing.set(true)>{tr(Lang::cg_enter_secret)}</button>
                <span>{tr(Lang::cg_needs_secret)}</span>
            }
            .into_any();
        }
        match change.phase.get() {
            Phase::Writing => view! { <span role="status">{writing()}</span> }.into_any(),
            // What it came to stands below, with its own buttons.
            Phase::Ended { .. } => ().into_any(),
            Phase::Editing => untrack(|| entry.get()).map_or_else(
                || ().into_any(),
                |entry| match now {
                    Way::ReadBack => read_back(looking, look),
                    Way::Again => press(change, Icon::Refresh, again_label(change), intent(&entry, false)),
                    _ => press(change, Icon::Undo, undo_label(change, &entry), intent(&entry, true)),
                },
            ),
        }
    };
    let (title, is_built_in) = (first.target.clone(), first.target.is_built_in());
    let its_page = first.target.address(session.slug());
    let why = move || {
        let title = title.clone();
        say(move |lang| lang.ch_confirm_why(&hostile::plain(&title.title(lang))))
    };
    let for_error = session.clone();
    let below = view! {
        {confirm(change, why)}
        {move || (typing.get() && !has_secret.get()).then(|| secret_form(for_secret.clone()))}
        {move || failed.get().map(|error| error_view(&for_error, error, look))}
        {move || conflict_of(change).map(|found| conflict(change, &found, is_built_in))}
        {show(
            move || is_built_in && conflict_of(change).is_some(),
            move || view! {
                {caution(tr(Lang::ch_conflict_built_in))}
                <p><a href=its_page.clone()>{tr(Lang::cg_go_to)}</a></p>
            }
            .into_any(),
        )}
        {receipt(change)}
    };
    (buttons.into_any(), below.into_any())
}

/// What the server holds is not on this page; a write reads it for itself.
fn nowhere() -> Source {
    let read = RwSignal::new(None::<Reading<Held>>);
    Source {
        reading: Box::new(move || read.get()),
        put: Box::new(move |reading| {
            read.try_set(Some(reading));
        }),
        read: Box::new(|| {}),
    }
}

/// From what it left on the server to what was there before; or, where it left nothing, from there once more.
fn intent(entry: &Entry, takes_back: bool) -> Option<Intent> {
    let left = match entry.outcome {
        Outcome::Differs => entry.found.as_ref().map(|stored| stored.record(&entry.target)),
        _ => entry.after(),
    };
    let (from, to) = if takes_back { (left, entry.before()) } else { (entry.before(), entry.after()) };
    to.map(|to| Intent { from, to, is_undo: takes_back || entry.is_undo })
}

fn press(change: Change, sign: Icon, label: Text, intent: Option<Intent>) -> AnyView {
    let press = move |_| {
        if let Some(intent) = intent.clone() {
            change.intend(intent);
        }
    };
    if change.is_read_only() {
        return view! {
            <button type="button" class="btn" disabled=true aria-describedby="why-not">{icon(sign)}{label}</button>
            <span id="why-not">{tr(Lang::ch_read_only)}</span>
        }
        .into_any();
    }
    view! { <button type="button" class="btn go" on:click=press>{icon(sign)}{label}</button> }.into_any()
}

fn read_back(looking: RwSignal<bool>, look: impl Fn() + 'static) -> AnyView {
    let (read, reading) = (tr(Lang::ch_read_back), tr(Lang::loading));
    view! {
        <button type="button" class="btn go" disabled=move || looking.get() on:click=move |_| look()>
            {move || if looking.get() { reading() } else { read() }}
        </button>
        <span>{tr(Lang::cg_first_read_back)}</span>
    }
    .into_any()
}

/// What asks first ends in an ellipsis.
fn ellipsis(change: Change) -> &'static str {
    if change.is_production() { "…" } else { "" }
}

fn again_label(change: Change) -> Text {
    let more = ellipsis(change);
    say(move |lang| format!("{}{more}", lang.cg_again()))
}

fn undo_label(change: Change, entry: &Entry) -> Text {
    let more = ellipsis(change);
    let but_the_secret = entry.rotated;
    let value = entry.before().as_ref().and_then(one_text).map(|text| hostile::plain(&text));
    say(move |lang| {
        let words = match &value {
            _ if but_the_secret => lang.ch_undo_but_secret().to_owned(),
            Some(value) => lang.ch_undo_to(value),
            None => lang.ch_undo().to_owned(),
        };
        format!("{words}{more}")
    })
}

/// The only text that a record has room for on a button.
fn one_text(record: &Record) -> Option<String> {
    const FEW: usize = 2;
    const MOST: usize = 24;
    let short = |text: &&String| !text.is_empty() && text.chars().count() <= MOST;
    match record.fields().next() {
        Some(("value", Content::Text(text))) if record.fields().count() <= FEW => {
            Some(text).filter(short).cloned()
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::state::change::{Stored, Target};
    use firetower_protocol::{SettingId, TimestampMs};

    fn stored(value: &str) -> Option<Stored> {
        Some(Record::default().with("value", value).stored())
    }

    fn entry(outcome: Outcome, is_undo: bool) -> Entry {
        Entry {
            id: "a/1".to_owned(),
            at: TimestampMs(1),
            name: "IM".to_owned(),
            address: "/im/a".to_owned(),
            target: Target::SystemSetting { id: SettingId(1) },
            before: stored("1"),
            after: stored("2"),
            found: stored("3"),
            outcome,
            rotated: false,
            is_undo,
        }
    }

    fn values(intent: Option<Intent>) -> (String, String, bool) {
        let intent = intent.unwrap();
        (intent.from.unwrap().text("value").to_owned(), intent.to.text("value").to_owned(), intent.is_undo)
    }

    #[test]
    fn an_undo_starts_from_what_the_write_left() {
        let of = |from: &str, to: &str, is_undo| (from.to_owned(), to.to_owned(), is_undo);
        assert_eq!(values(intent(&entry(Outcome::Verified, false), true)), of("2", "1", true));
        assert_eq!(values(intent(&entry(Outcome::Differs, false), true)), of("3", "1", true));
        assert_eq!(values(intent(&entry(Outcome::Refused, false), false)), of("1", "2", false));
        assert_eq!(values(intent(&entry(Outcome::Refused, true), false)), of("1", "2", true));
    }
}
