//! Any call, signed and sent: typed by hand, from a template, or from a curl line.

mod answer;
mod check;
mod codes;
mod confirm;
mod curl_line;
mod form;
mod new_secret;
mod noted;
mod paste;
mod request;
mod sent;
mod shell;
mod templates;

use crate::components::bar::bar;
use crate::components::frame::strip;
use crate::dom::prelude::*;
use crate::i18n::{Lang, tr};
use crate::state::session::Session;

use form::Form;

pub(crate) fn console_page(session: Session) -> AnyView {
    let form = Form::open(&session);
    let open = memo(move || form.template.get());
    view! {
        {bar(Lang::nav_console, Some(session.name().to_owned()), tr(Lang::cs_about).into_any(), ().into_any())}
        {strip(&session)}
        {confirm::confirm(&session, form)}
        <div class="page console">
            {templates::templates(&session, open)}
            <div class="form">
                {request::request(&session, form)}
                {answer::answer(&session, form)}
                {sent::sent(&session)}
            </div>
        </div>
    }
    .into_any()
}
