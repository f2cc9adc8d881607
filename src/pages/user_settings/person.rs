//! Who a setting belongs to: found by id, login name or mobile, and shown before anything of theirs is read.

use firetower_protocol::UserId;
use firetower_protocol::user::{Find, User, UserType};

use crate::api::Client;
use crate::components::error_view::error_view;
use crate::dom::prelude::*;
use crate::error::{ApiError, Kind};
use crate::i18n::{Lang, Word, say, tr};
use crate::paths;
use crate::ui::copy::copy_button;
use crate::ui::hostile::{self, hostile};
use crate::ui::icon::{Icon, icon};

#[derive(Clone, PartialEq)]
enum Person {
    Nobody,
    Finding(Find),
    Found(User),
    /// 253.
    Missing(Find),
    Failed(ApiError, Find),
}

#[derive(Clone, Copy)]
pub(super) struct Finder {
    client: StoredValue<Client>,
    person: RwSignal<Person>,
    /// Of two searches only the later one counts.
    ticket: StoredValue<u32>,
}

impl Finder {
    pub(super) fn new(client: &Client) -> Self {
        Self {
            client: StoredValue::new(client.clone()),
            person: RwSignal::new(Person::Nobody),
            ticket: StoredValue::new(0),
        }
    }

    /// The user of the address; one that was just found, or is being looked for, is not asked for again.
    pub(super) fn show(self, id: &UserId) {
        let is_known = self.person.with_untracked(|person| match person {
            Person::Found(user) => user.user_id == *id,
            Person::Finding(Find::Id(asked)) => asked == id,
            _ => false,
        });
        if !is_known {
            self.find(Find::Id(id.clone()), |_| {});
        }
    }

    pub(super) fn clear(self) {
        self.ticket.update_value(|ticket| *ticket += 1);
        self.person.set(Person::Nobody);
    }

    pub(super) fn is_finding(self) -> bool {
        self.person.with(|person| matches!(person, Person::Finding(_)))
    }

    pub(super) fn find(self, find: Find, then: impl FnOnce(UserId) + 'static) {
        self.find_boxed(find, Box::new(then));
    }

    fn find_boxed(self, find: Find, then: Box<dyn FnOnce(UserId)>) {
        self.ticket.update_value(|ticket| *ticket += 1);
        let ticket = self.ticket.get_value();
        let client = self.client.get_value();
        self.person.set(Person::Finding(find.clone()));
        spawn(async move {
            let answer = client.find_user(&find).await;
            if self.ticket.try_get_value() != Some(ticket) {
                return;
            }
            let person = match answer {
                Ok(reading) => reading.value.map_or(Person::Missing(find), Person::Found),
                Err(error) if error.kind == Kind::Left => return,
                Err(error) => Person::Failed(error, find),
            };
            let found = match &person {
                Person::Found(user) => Some(user.user_id.clone()),
                _ => None,
            };
            self.person.try_set(person);
            if let Some(id) = found {
                then(id);
            }
        });
    }

    /// Where the question is folded away: only what one must know of the user of the address.
    pub(super) fn trouble(self) -> AnyView {
        let session = self.client.with_value(|client| client.session.clone());
        (move || match self.person.get() {
            Person::Missing(find) => missing(find),
            Person::Failed(error, find) => {
                error_view(&session, error, move || self.find(find.clone(), |_| {}))
            }
            _ => ().into_any(),
        })
        .into_any()
    }

    /// Below the field in which it was asked.
    pub(super) fn view(self) -> AnyView {
        let session = self.client.with_value(|client| client.session.clone());
        (move || match self.person.get() {
            Person::Nobody => ().into_any(),
            Person::Finding(_) => {
                view! { <p class="meta" role="status">{tr(Lang::us_finding)}</p> }.into_any()
            }
            Person::Found(user) => found(session.slug(), user),
            Person::Missing(find) => missing(find),
            Person::Failed(error, find) => {
                error_view(&session, error, move || self.find(find.clone(), |_| {}))
            }
        })
        .into_any()
    }
}

fn kind_word(kind: Option<UserType>) -> Option<Word> {
    match kind? {
        UserType::USER => Some(Lang::us_u_user),
        UserType::ROBOT => Some(Lang::us_u_robot),
        UserType::ADMINISTRATOR => Some(Lang::us_u_admin),
        UserType(_) => None,
    }
}

fn found(slug: &str, user: User) -> AnyView {
    let kind = match (kind_word(user.kind), user.kind) {
        (Some(word), _) => tr(word).into_any(),
        (None, Some(UserType(number))) => number.to_string().into_any(),
        (None, None) => view! { <span class="muted">{tr(Lang::us_not_given)}</span> }.into_any(),
    };
    let text = |text: Option<String>| match text.filter(|text| !text.is_empty()) {
        Some(text) => hostile(&text),
        None => view! { <span class="muted">{tr(Lang::us_not_given)}</span> }.into_any(),
    };
    let files = paths::user_files(slug, &user.user_id);
    let robot = (user.kind == Some(UserType::ROBOT)).then(|| {
        let href = paths::robot(slug, &user.user_id);
        view! { <a href=href>{tr(Lang::us_go_robot)}</a> }
    });
    let id = StoredValue::new(user.user_id.0.clone());
    view! {
        <div class="person" role="status">
            <dl class="kv">
                <dt>"userId"</dt>
                <dd><span class="mono">{hostile(&user.user_id.0)}</span>" "{copy_button("btn ghost small", Lang::us_copy_id, move || id.get_value())}</dd>
                <dt>{tr(Lang::us_display_name)}</dt><dd class="display">{text(user.display_name)}</dd>
                <dt>{tr(Lang::us_login_name)}</dt><dd>{text(user.name)}</dd>
                <dt>{tr(Lang::us_type)}</dt><dd>{kind}</dd>
            </dl>
            <p class="links"><a href=files>{tr(Lang::us_go_files)}</a>{robot}</p>
        </div>
    }
    .into_any()
}

/// A state, not an error. Settings may be there all the same: nothing says that a server removes them with the user.
fn missing(find: Find) -> AnyView {
    let by_id = matches!(find, Find::Id(_));
    let said = say(move |lang| match &find {
        Find::Id(id) => lang.us_nobody_id(&hostile::plain(&id.0)),
        Find::Name(name) => lang.us_nobody_name(&hostile::plain(name)),
        Find::Mobile(mobile) => lang.us_nobody_mobile(&hostile::plain(mobile)),
    });
    let next: Word = if by_id { Lang::us_nobody_still } else { Lang::us_nobody_next };
    view! {
        <p class="note nobody" role="status">
            {icon(Icon::Info)}<span><b>{said}</b>" "<span class="muted">{tr(next)}</span></span>
        </p>
    }
    .into_any()
}
