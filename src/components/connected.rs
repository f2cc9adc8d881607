//! From an address to the session that it names: an unknown connection asks, and never falls back to another.

use crate::dom::prelude::*;
use firetower_protocol::system_setting::LARGEST_GROUP_SIZE;
use firetower_protocol::{Capability, Operation};

use crate::api::{Client, Leave};
use crate::components::bar::bar;
use crate::components::secret_prompt::secret_prompt;
use crate::i18n::{Lang, Word, say, tr};
use crate::paths;
use crate::state::config::config;
use crate::state::connections::Connections;
use crate::state::page::Page;
use crate::state::session::{Session, SignIn};
use crate::ui::icon::{Icon, icon};

/// The page of a known connection. It is made anew whenever the address names another connection or the connection is
/// edited, so that nothing of one server can stay under another's name.
pub(crate) fn known(slug: String, page: fn(Session) -> AnyView) -> AnyView {
    let connections = expect_context::<Connections>();
    let for_find = slug.clone();
    let connection = memo(move || connections.find(&for_find));
    (move || {
        // Asked for its value, not only tracked: a memo that nobody asks works nothing out and follows nothing.
        connections.follow_replaced();
        match connection.get().and_then(|_| untrack(|| connections.session(&slug))) {
            Some(session) => page(session),
            None => unknown(slug.clone()),
        }
    })
    .into_any()
}

/// As [`known`], for a page that needs the secret: without one it is asked for, and the page comes after.
pub(crate) fn signed(session: Session, title: Word, page: fn(Session) -> AnyView) -> AnyView {
    let has_secret = memo({
        let session = session.clone();
        move || session.has_secret()
    });
    (move || {
        if has_secret.get() {
            find_out(&session);
            page(session.clone())
        } else {
            secret_prompt(session.clone(), title)
        }
    })
    .into_any()
}

/// Asks once what every edition answers, so that the card says whether the secret is right whatever the page reads, and
/// once who the customer is, since that tells the editions apart and some limits hang on the edition.
fn find_out(session: &Session) {
    let asks_secret = session.sign_in.get_untracked() == SignIn::NotAsked;
    // Where a check of before the reload found the edition, the customer's name is still to be asked for.
    let asks_edition = match untrack(|| session.capability(Operation::Customer)) {
        Capability::Unknown => true,
        Capability::Answers(_) => session.customer.with_untracked(Option::is_none),
        Capability::NotOffered => false,
    };
    if !asks_secret && !asks_edition {
        return;
    }
    let client = Client::of_page(session.clone(), Page::Overview, Leave::with_page());
    spawn(async move {
        // What they come to is noted in the session by the client; an error is shown by the page's own reads.
        if asks_secret {
            let _ = client.system_setting(LARGEST_GROUP_SIZE).await;
        }
        if asks_edition {
            let _ = client.customer().await;
        }
    });
}

fn unknown(slug: String) -> AnyView {
    let connections = expect_context::<Connections>();
    let known = connections
        .all()
        .into_iter()
        .map(|connection| {
            let href = paths::overview(connection.slug.as_str());
            view! {
                <li><a href=href>{connection.name.clone()}</a>" "<span class="meta">{tr(connection.environment.word())}</span></li>
            }
        })
        .collect_view();
    let (for_title, for_add) = (slug.clone(), slug.clone());
    let add = paths::new_connection_named(&slug);
    view! {
        {bar(Lang::nav_connections, None, ().into_any(), ().into_any())}
        <div class="page">
            <section class="card">
                <div class="blank">
                    {icon(Icon::Plug)}
                    <h2>{say(move |lang| lang.unknown_connection_title(&for_title))}</h2>
                    <p class="muted">{tr(Lang::unknown_connection_why)}</p>
                    {if config().add_connections {
                        view! { <div class="row"><a class="btn go" href=add>{say(move |lang| lang.unknown_connection_add(&for_add))}</a></div> }
                    } else {
                        view! { <p class="muted">{tr(Lang::cg_closed)}</p> }
                    }}
                    {(!connections.all().is_empty())
                        .then(|| view! { <h3>{tr(Lang::unknown_connection_list)}</h3><ul class="plain">{known}</ul> })}
                </div>
            </section>
        </div>
    }
    .into_any()
}
