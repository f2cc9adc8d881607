//! A page whose calls this server does not have: what is missing, how we know, what works instead, and the way to try
//! again. Known before anything was sent where the edition is known, and after it was tried.

use crate::dom::prelude::*;
use firetower_protocol::{Capability, Edition, Operation};

use crate::components::bar::bar;
use crate::components::frame::strip;
use crate::i18n::{Lang, Word, say, tr};
use crate::paths;
use crate::state::capabilities;
use crate::state::session::Session;
use crate::state::time;
use crate::ui::hostile;
use crate::ui::icon::{Icon, icon};

#[derive(Clone, Copy, PartialEq)]
enum Offer {
    Open,
    /// A community server, and nothing was sent.
    NotTried,
    Refused,
}

/// Shows `page` unless the server is known not to have what it `needs`.
pub(crate) fn if_offered(
    session: Session,
    title: Word,
    needs: Operation,
    page: fn(Session) -> AnyView,
) -> AnyView {
    let insists = RwSignal::new(false);
    let for_offer = session.clone();
    let offer = memo(move || match for_offer.capability(needs) {
        Capability::NotOffered => Offer::Refused,
        Capability::Unknown if for_offer.edition() == Edition::Community && !insists.get() => Offer::NotTried,
        _ => Offer::Open,
    });
    (move || match offer.get() {
        Offer::Open => page(session.clone()),
        missing => {
            let again = {
                let session = session.clone();
                move || {
                    insists.set(true);
                    session.capabilities.update(|table| table.forget(needs));
                    capabilities::forget(&session.connection, needs);
                }
            };
            not_offered(&session, title, needs, missing == Offer::NotTried, again)
        }
    })
    .into_any()
}

fn not_offered(
    session: &Session,
    title: Word,
    needs: Operation,
    not_tried: bool,
    again: impl Fn() + Send + Sync + 'static,
) -> AnyView {
    let path = needs.forms().first().and_then(|form| needs.path(*form)).unwrap_or_default();
    let name = hostile::plain(session.name());
    let slug = session.slug();
    let (how, button): (Word, Word) =
        if not_tried { (Lang::no_how_before, Lang::no_try) } else { (Lang::no_how_after, Lang::no_again) };
    let checked = session.checked.get_untracked().filter(|_| !not_tried);
    let how = say(move |lang| match checked {
        Some(time) => lang.no_how_checked(&time::minutes(time)),
        None => how(lang).to_owned(),
    });
    let why =
        say(move |lang| if not_tried { lang.no_before(&name, path) } else { lang.no_after(&name, path) });
    view! {
        {bar(title, Some(session.name().to_owned()), ().into_any(), ().into_any())}
        {strip(session)}
        <div class="page">
            <section class="card">
                <div class="blank">
                    {icon(Icon::Lock)}
                    <h2>{say(move |lang| lang.no_title(title(lang)))}</h2>
                    <p class="muted" role="status">{why}</p>
                    <dl class="kv">
                        <dt>{tr(Lang::no_how)}</dt><dd>{how}</dd>
                        <dt>{tr(Lang::no_works)}</dt>
                        <dd>
                            <a href=paths::system_settings(slug)>{tr(Lang::nav_system_settings)}</a>" · "
                            <a href=paths::robots(slug)>{tr(Lang::nav_robots)}</a>" · "
                            <a href=paths::console(slug)>{tr(Lang::nav_console)}</a>
                        </dd>
                    </dl>
                    <div class="row"><button type="button" class="btn" on:click=move |_| again()>{tr(button)}</button></div>
                </div>
            </section>
        </div>
    }
    .into_any()
}
