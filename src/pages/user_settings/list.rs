//! The settings that were looked at in this browser.

use super::scopes;
use crate::components::names;
use crate::dom::prelude::*;
use crate::i18n::{Lang, say, tr};
use crate::paths;
use crate::state::change::Target;
use crate::state::connection::Slug;
use crate::state::looked_settings::{self, Named};
use crate::state::session::Session;
use crate::ui::hostile::{self, hostile};
use crate::ui::icon::{Icon, icon};

#[derive(Clone, Copy)]
pub(super) struct Looked {
    slug: StoredValue<Slug>,
    list: RwSignal<Vec<Named>>,
}

impl Looked {
    pub(super) fn load(session: &Session) -> Self {
        let slug = session.connection.slug.clone();
        let list = RwSignal::new(looked_settings::load(&slug));
        Self { slug: StoredValue::new(slug), list }
    }

    /// What stands in the list keeps its place while the page is open: a row must not jump away under the pointer.
    pub(super) fn add(self, named: &Named) {
        let kept = self.slug.with_value(|slug| looked_settings::add(slug, named.clone()));
        if untrack(|| self.list.with(|list| !list.contains(named))) {
            self.list.set(kept);
        }
    }

    fn forget(self, named: &Named) {
        let slug = self.slug.get_value();
        looked_settings::forget(&slug, named);
        self.list.update(|list| list.retain(|known| known != named));
    }
}

pub(super) fn list(session: &Session, looked: Looked, open: Memo<Option<Named>>) -> AnyView {
    let rows = {
        let session = session.clone();
        move |named: Named| row(&session, looked, open, named)
    };
    let empty = move || {
        looked
            .list
            .with(Vec::is_empty)
            .then(|| view! { <p class="body muted nothing">{tr(Lang::us_looked_none)}</p> })
    };
    view! {
        <section class="card list">
            <header>
                <h2>{tr(Lang::us_looked)}</h2>
                <span class="push meta">{tr(Lang::ss_list_where)}</span>
            </header>
            {empty}
            <nav class="pick looked" aria-label=tr(Lang::us_looked)>
                {each(move || looked.list.get(), Named::clone, rows)}
            </nav>
        </section>
    }
    .into_any()
}

fn row(session: &Session, looked: Looked, open: Memo<Option<Named>>, named: Named) -> AnyView {
    let href = paths::user_setting(session.slug(), &named.user, Some(named.scope), Some(&named.key));
    let drafts = session.drafts.clone();
    let target = Target::UserSetting { user: named.user.clone(), scope: named.scope, key: named.key.clone() };
    let label = {
        let target = target.clone();
        say(move |lang| lang.us_forget(&hostile::plain(&target.title(lang))))
    };
    let has_draft = move || drafts.has(&target.key());
    let is_open = {
        let named = named.clone();
        memo(move || open.with(|open| open.as_ref() == Some(&named)))
    };
    let key =
        (!named.key.is_empty()).then(|| view! { <span class="mono clip under">{hostile(&named.key)}</span> });
    let (scope, user) = (named.scope, named.user.clone());
    view! {
        <div class="pick-row">
            <a href=href aria-current=move || is_open.get().then_some("true")>
                <span class="mono">{scope.0.to_string()}</span>
                <span class="clip">{tr(scopes::name(scope))}</span>
                {move || has_draft().then(|| view! { <span class="meta draft">{tr(Lang::ss_leave_draft)}</span> })}
                <span class="meta clip">{names::user(session, &user)}</span>
                {key}
            </a>
            <button type="button" class="icon-btn tiny forget" aria-label=label
                on:click=move |_| looked.forget(&named)>{icon(Icon::Cross)}</button>
        </div>
    }
    .into_any()
}
