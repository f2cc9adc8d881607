//! A curl line, pasted: opened as a request, with a word on everything that was left out of it.

use crate::dom::prelude::*;

use super::curl_line::{LeftOut, NotARequest, read};
use super::form::Form;
use crate::i18n::{Lang, say, tr};
use crate::state::kept;
use crate::state::session::Session;
use crate::ui::field::{hint, problem};
use crate::ui::hostile;
use crate::ui::icon::{Icon, icon};

/// Opens a line as a request.
pub(super) fn open_line(form: Form, line: &str) -> Result<(), NotARequest> {
    form.open_pasted(read(line)?);
    Ok(())
}

pub(super) fn paste(session: &Session, form: Form) -> AnyView {
    let line = RwSignal::new(String::new());
    // A signature is good for two hours, and a secret for longer.
    let harmless = move || {
        let line = line.get();
        let is_signed = line.to_lowercase().contains("sign");
        if is_signed || form.would_hold_secret(&line) { String::new() } else { line }
    };
    kept::keep(session.slug(), "console-paste", String::new, harmless, move |kept| line.set(kept.to_owned()));
    let wrong = RwSignal::new(None);
    let slug = session.slug().to_owned();
    let id = format!("cs-curl-{slug}");
    let open = move |_| match open_line(form, &line.get_untracked()) {
        Ok(()) => {
            line.set(String::new());
            wrong.set(None);
            crate::dom::focus("#cs-body");
        }
        Err(why) => wrong.set(Some(why)),
    };
    let on_input = move |event| {
        line.set(event_target_value(&event));
        wrong.set(None);
    };
    view! {
        <details class="paste">
            <summary>{icon(Icon::Right)}{tr(Lang::cs_curl)}</summary>
            <div class="field">
                <label class="lab" for=id.clone()>{tr(Lang::cs_curl_label)}</label>
                <textarea id=id class="in mono body-text" rows="4" autocomplete="off" autocapitalize="off" spellcheck="false"
                    prop:value=line aria-describedby="cs-curl-below" aria-invalid=move || wrong.with(Option::is_some).then_some("true")
                    on:input=on_input></textarea>
                <div id="cs-curl-below" class="below" aria-live="polite">
                    {hint(tr(Lang::cs_curl_hint))}
                    {move || wrong.get().map(|why| problem(say(move |lang| not_a_request(lang, &why))))}
                </div>
                <div class="row">
                    <button type="button" class="btn" disabled=move || line.with(|line| line.trim().is_empty())
                        on:click=open>{tr(Lang::cs_curl_open)}</button>
                </div>
            </div>
        </details>
    }
    .into_any()
}

fn not_a_request(lang: Lang, why: &NotARequest) -> String {
    match why {
        NotARequest::NoCurl => lang.cs_curl_none().to_owned(),
        NotARequest::CutOff => lang.cs_curl_cut().to_owned(),
        NotARequest::NoAddress => lang.cs_curl_no_address().to_owned(),
        NotARequest::NotAdmin => lang.cs_curl_not_admin().to_owned(),
        NotARequest::Method(method) => lang.cs_curl_method(&hostile::plain(method)),
        NotARequest::File(file) => lang.cs_curl_file(&hostile::plain(file)),
    }
}

/// What was taken from the line that the request came from, and what was not.
pub(super) fn said(session: &Session, form: Form) -> AnyView {
    let name = hostile::plain(session.name());
    (move || {
        let left_out = form.pasted.get()?;
        let name = name.clone();
        let text = say(move |lang| sentences(lang, &left_out, &name));
        Some(view! { <p class="said" role="status">{text}</p> })
    })
    .into_any()
}

fn sentences(lang: Lang, left_out: &LeftOut, name: &str) -> String {
    let mut said = vec![lang.cs_opened().to_owned()];
    if left_out.signature {
        said.push(lang.cs_left_signature().to_owned());
    }
    if let Some(host) = &left_out.host {
        said.push(lang.cs_left_host(&hostile::plain(host), name));
    }
    if left_out.query {
        said.push(lang.cs_left_query().to_owned());
    }
    if !left_out.headers.is_empty() {
        said.push(lang.cs_left_headers(&hostile::plain(&left_out.headers.join(", "))));
    }
    if left_out.variables {
        said.push(lang.cs_left_variables().to_owned());
    }
    if left_out.get {
        said.push(lang.cs_left_get().to_owned());
    }
    said.join(lang.pick(" ", ""))
}
