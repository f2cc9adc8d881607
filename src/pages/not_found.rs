//! An address that leads nowhere.

use crate::dom::prelude::*;

use crate::components::bar::bar;
use crate::i18n::{Lang, say, tr};
use crate::paths;
use crate::ui::hostile;
use crate::ui::icon::{Icon, icon};

pub(crate) fn not_found() -> AnyView {
    let path = use_location().path();
    let base = paths::base();
    let home = path.with_untracked(|path| {
        paths::slug_of(path, &base).map_or_else(|| paths::ROOT.to_owned(), paths::overview)
    });
    view! {
        {bar(Lang::not_found_title, None, ().into_any(), ().into_any())}
        <div class="page">
            <section class="card">
                <div class="blank">
                    {icon(Icon::Info)}
                    <h2>{tr(Lang::not_found_title)}</h2>
                    <p class="muted">{say(move |lang| lang.not_found_why(&path.with(|path| hostile::plain(path))))}</p>
                    <a class="btn go" href=home>{tr(Lang::not_found_go)}</a>
                </div>
            </section>
        </div>
    }
    .into_any()
}
