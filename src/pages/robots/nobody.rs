//! 253: no robot has this id. A plain user may have it, and then a robot must not be created over it.

use crate::dom::prelude::*;
use firetower_protocol::UserId;
use firetower_protocol::user::{Find, User, UserType};

use super::Here;
use crate::api::Client;
use crate::error::Kind;
use crate::i18n::{Lang, say, tr};
use crate::paths::RobotsOpen;
use crate::ui::hostile::{self, hostile};
use crate::ui::icon::{Icon, icon};

#[derive(Clone, PartialEq)]
enum Who {
    Asking,
    Nobody,
    Somebody(User),
    /// It could not be found out.
    Unknown,
}

pub(super) fn nobody(here: Here, client: &Client, id: &UserId) -> AnyView {
    let who = RwSignal::new(Who::Asking);
    {
        let (client, id) = (client.clone(), id.clone());
        spawn(async move {
            let found = match client.find_user(&Find::Id(id)).await {
                Ok(reading) => reading.value.map_or(Who::Nobody, Who::Somebody),
                Err(error) if error.kind == Kind::Left => return,
                Err(_) => Who::Unknown,
            };
            who.try_set(found);
        });
    }
    let shown = hostile::plain(&id.0);
    let title = say(move |lang| lang.rb_nobody(&shown));
    let new = {
        let id = id.0.clone();
        move || here.address(RobotsOpen::New(Some(id.clone())))
    };
    let new = StoredValue::new(new);
    view! {
        <section class="card">
            <div class="blank">
                {icon(Icon::Robot)}
                <h2 class="any">{title}</h2>
                <p class="muted">{tr(Lang::rb_nobody_why)}</p>
                {move || match who.get() {
                    Who::Asking => view! { <p class="muted" aria-busy="true">{tr(Lang::loading)}</p> }.into_any(),
                    Who::Nobody => view! {
                        <p>{tr(Lang::rb_nobody_free)}</p>
                        <a class="btn" href=move || new.with_value(|new| new())>{icon(Icon::Plus)}{tr(Lang::rb_new_with_id)}</a>
                    }
                    .into_any(),
                    Who::Somebody(user) => somebody(&user),
                    Who::Unknown => view! { <p>{tr(Lang::rb_nobody_unknown)}</p> }.into_any(),
                }}
            </div>
        </section>
    }
    .into_any()
}

fn somebody(user: &User) -> AnyView {
    let words = if user.kind == Some(UserType::ROBOT) { Lang::rb_is_built_in } else { Lang::rb_is_user };
    let name = user.display_name.clone().or_else(|| user.name.clone()).unwrap_or_default();
    view! {
        <p>{tr(words)}</p>
        <dl class="kv">
            <dt>{tr(Lang::rb_display_name)}</dt><dd>{hostile(&name)}</dd>
            <dt>{tr(Lang::rb_type)}</dt><dd class="mono">{user.kind.map(|kind| kind.0.to_string()).unwrap_or_default()}</dd>
        </dl>
    }
    .into_any()
}
