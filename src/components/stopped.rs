//! Writes that were stopped before they were sent, since their connection became read-only meanwhile. Their own page was drawn
//! anew by that, or left, so it is said above whatever page stands there now, until somebody has seen it.

use crate::dom::prelude::*;

use crate::i18n::{Lang, say, tr};
use crate::later::{NotLoaded, Part, later, wanted};
use crate::state::session::Session;
use crate::ui::hostile;
use crate::ui::statement::{Gravity, statement};

type Draw = fn(&Session) -> AnyView;

later! {
    async fn load() -> Result<Draw, NotLoaded> = more::what_was_stopped { Ok(drawn) }
}

/// Whoever writes has loaded the later module, so that this is there at once.
pub(crate) fn stopped(session: Session) -> AnyView {
    let any = {
        let stopped = session.stopped.clone();
        move || !stopped.with(Vec::is_empty)
    };
    show(any, move || {
        let (session, part) = (session.clone(), wanted(load));
        (move || match part.get() {
            Part::Loaded(draw) => draw(&session),
            Part::Loading | Part::Failed => ().into_any(),
        })
        .into_any()
    })
}

fn drawn(session: &Session) -> AnyView {
    let (stopped, seen) = (session.stopped.clone(), session.stopped.clone());
    let what = say(move |lang| {
        let titles: Vec<String> = stopped
            .with(|stopped| stopped.iter().map(|target| hostile::plain(&target.title(lang))).collect());
        lang.ch_stopped(&titles.join(lang.pick(", ", "、")))
    });
    let close = view! {
        <div class="row"><button type="button" class="btn" on:click=move |_| seen.update(Vec::clear)>{tr(Lang::close)}</button></div>
    };
    statement(Gravity::Warn, true, what, say(|lang| lang.ch_stopped_why().to_owned()), close.into_any())
}
