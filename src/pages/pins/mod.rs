//! Pins: whether a conversation stands on top of a user's list, for one and for many; and watching one that does not
//! stay as it is.

mod ask;
mod bulk;
mod kinds;
mod looked;
mod more;
mod pace;
mod table;
mod watching;

use std::time::Duration;

use crate::dom::prelude::*;
use firetower_protocol::conversation::Conversation;
use firetower_protocol::{Operation, TimestampMs, UserId};

use crate::api::{Client, Leave};
use crate::components::bar::bar;
use crate::components::frame::strip;
use crate::components::not_offered::if_offered;
use crate::i18n::{Lang, say, tr};
use crate::paths;
use crate::state::looked_pins::{KEPT, Pin};
use crate::state::page::Page;
use crate::state::session::Session;
use crate::state::time;
use crate::ui::icon::{Icon, icon};

use looked::Looked;
use watching::Watching;

/// Which conversation the address opens.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Open {
    Nothing,
    /// None yet: the address brings the user alone,
    Of {
        user: String,
    },
    /// or the conversation alone.
    In {
        conversation: Conversation,
    },
    Pin(Pin),
    /// An address that was typed by hand, or cut off.
    Wrong {
        user: String,
    },
}

impl Open {
    fn of(user: Option<String>, conversation: Option<String>) -> Self {
        let pin = || {
            let user = user.clone().filter(|user| !user.is_empty())?;
            Some(Pin { user: UserId(user), conversation: paths::conversation_of(conversation.as_deref()?)? })
        };
        match pin() {
            Some(pin) => Self::Pin(pin),
            None => match (user.filter(|user| !user.is_empty()), conversation) {
                (None, None) => Self::Nothing,
                (Some(user), None) => Self::Of { user },
                (None, Some(key)) => match paths::conversation_of(&key) {
                    Some(conversation) => Self::In { conversation },
                    None => Self::Wrong { user: String::new() },
                },
                (Some(user), Some(_)) => Self::Wrong { user },
            },
        }
    }
}

/// What the parts of the page share.
#[derive(Clone, Copy)]
struct Here {
    session: StoredValue<Session>,
    slug: StoredValue<String>,
    name: StoredValue<String>,
    is_production: bool,
    is_read_only: bool,
    open: Memo<Open>,
    /// Of this second.
    now: RwSignal<TimestampMs>,
    looked: Looked,
    watching: Watching,
    location: crate::dom::Location,
}

impl Here {
    fn forget(self, pin: &Pin) {
        self.looked.forget(pin);
        if untrack(|| matches!(self.open.get(), Open::Pin(open) if open == *pin)) {
            self.close();
        }
    }

    fn forget_all(self) {
        self.looked.forget_all();
        self.close();
    }

    fn close(self) {
        self.location.go(&self.slug.with_value(|slug| paths::pins(slug)), true);
    }
}

pub(crate) fn pins_page(session: Session) -> AnyView {
    if_offered(session, Lang::nav_pins, Operation::IsTop, page)
}

fn page(session: Session) -> AnyView {
    let location = use_location();
    let open = memo(move || Open::of(location.query("user"), location.query("conversation")));
    let client = Client::of_page(session.clone(), Page::Pins, Leave::with_page());
    let looked = Looked::begin(&client);
    let here = Here {
        slug: StoredValue::new(session.slug().to_owned()),
        name: StoredValue::new(session.name().to_owned()),
        is_production: session.connection.is_production(),
        is_read_only: session.connection.read_only,
        session: StoredValue::new(session.clone()),
        open,
        now: ticking(),
        looked,
        watching: Watching::idle(&client, looked),
        location,
    };
    watch(move || {
        if let Open::Pin(pin) = open.get() {
            untrack(|| looked.look_up(&pin));
        }
    });
    let count = memo(move || looked.rows.with(Vec::len));
    let about = say(move |lang| match count.get() {
        0 => String::new(),
        1 => lang.pn_about_one().to_owned(),
        count => lang.pn_about(count),
    });
    let actions = view! {
        <button type="button" class="btn" disabled=move || count.get() == 0 on:click=move |_| looked.read_all()>
            {icon(Icon::Refresh)}<span class="wide">{tr(Lang::pn_read_all)}</span>
        </button>
    }
    .into_any();
    let is_busy = memo(move || looked.pace.with(Option::is_some));
    view! {
        {bar(Lang::nav_pins, Some(session.name().to_owned()), about.into_any(), actions)}
        <div class="wait-line">{move || is_busy.get().then(|| view! { <div class="progress"></div> })}</div>
        {strip(&session)}
        <div class="page">
            {card(here, count)}
            {watching::card(here)}
            {bulk::card(here)}
        </div>
    }
    .into_any()
}

/// The time, every second, for what was read some seconds ago.
fn ticking() -> RwSignal<TimestampMs> {
    let now = RwSignal::new(time::now());
    let clock = set_interval_with_handle(
        move || {
            now.try_set(time::now());
        },
        Duration::from_secs(1),
    );
    on_cleanup(move || {
        // Without a timer the ages stand still, and the exact times are right.
        if let Ok(clock) = clock {
            clock.clear();
        }
    });
    now
}

fn card(here: Here, count: Memo<usize>) -> AnyView {
    let looked = here.looked;
    let look_up = move |pin: Pin| {
        let is_open = untrack(|| here.open.get() == Open::Pin(pin.clone()));
        if is_open {
            looked.look_up(&pin);
        } else {
            let address = here.slug.with_value(|slug| paths::pin(slug, &pin.user, &pin.conversation));
            here.location.go(&address, false);
        }
    };
    view! {
        <section class="card">
            {ask::ask(here, look_up)}
            {pace::pace_line(looked.pace.into(), Lang::loading, Lang::cancel, move || looked.cancel())}
            {move || if count.get() == 0 { empty() } else { ().into_any() }}
            {show(move || count.get() > 0, move || table::table(here))}
            {show(
                move || count.get() > 0,
                move || view! {
                    <footer>
                        {here.is_read_only.then(|| view! { <span id="pins-why-not">{tr(Lang::ch_read_only)}</span> })}
                        <span>{say(move |lang| lang.pn_kept(count.get(), KEPT))}</span>
                        <button type="button" class="btn small push" on:click=move |_| here.forget_all()>{tr(Lang::pn_forget_all)}</button>
                    </footer>
                }
                .into_any(),
            )}
        </section>
    }
    .into_any()
}

fn empty() -> AnyView {
    view! {
        <div class="blank">
            {icon(Icon::Pin)}
            <h2>{tr(Lang::pn_empty_title)}</h2>
            <p class="muted">{tr(Lang::pn_empty_why)}</p>
        </div>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn open(user: &str, conversation: &str) -> Open {
        let some = |text: &str| (text != "-").then(|| text.to_owned());
        Open::of(some(user), some(conversation))
    }

    #[test]
    fn an_address_opens_a_pin_or_says_that_it_names_none() {
        assert_eq!(open("-", "-"), Open::Nothing);
        assert!(matches!(open("u1", "1-0-g"), Open::Pin(pin) if pin.conversation.target == "g"));
        assert_eq!(open("u1", "-"), Open::Of { user: "u1".to_owned() });
        for user in ["-", ""] {
            let found = open(user, "1-0-g");
            assert!(matches!(&found, Open::In { conversation } if conversation.target == "g"), "{found:?}");
        }
        for (user, conversation) in [("-", "nonsense"), ("", ""), ("u1", "nonsense"), ("u1", "1-0-")] {
            assert!(matches!(open(user, conversation), Open::Wrong { .. }), "{user} {conversation}");
        }
    }
}
