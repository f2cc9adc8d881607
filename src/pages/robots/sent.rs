//! What a write will send, beside the form: the whole body with the secret masked, and what of it is another.

use crate::dom::prelude::*;
use firetower_protocol::UserId;
use firetower_protocol::robot::{RobotSecret, WRITE};

use super::texts::{MASK, Sending, sending};
use crate::api::change::{has_secret, robot_write};
use crate::api::client::shown_url;
use crate::api::curl::{self, curl};
use crate::api::redact::redact;
use crate::components::change::Change;
use crate::i18n::{Lang, say, tr};
use crate::state::change::{Content, Record, Target};
use crate::state::session::Session;
use crate::ui::copy::copy_button;
use crate::ui::hostile::hostile;

pub(super) fn sent(session: &Session, change: Change, id: Signal<UserId>) -> AnyView {
    let what = move || {
        let (on_server, wanted) = (change.on_server().0, settled(change, &id.get()));
        let sends_secret = match wanted.secret("secret") {
            Some(_) => has_secret(&wanted),
            None => on_server.as_ref().is_some_and(has_secret),
        };
        sending(&id.get(), &change.base().0, &wanted, sends_secret)
    };
    let is_new = untrack(|| change.base().0.is_none());
    let why = if is_new { Lang::rb_sent_why_new } else { Lang::rb_sent_why };
    let session = StoredValue::new(session.clone());
    let line = move || session.with_value(|session| curl_of(session, change, &id.get_untracked()));
    view! {
        <section class="card sent">
            <header>
                <h2>{tr(Lang::rb_sent)}</h2>
                <span class="push">{copy_button("btn small", Lang::copy_as_curl, line)}</span>
            </header>
            <div class="body form tight">
                <p class="meta">{tr(why)}</p>
                <div class="code" tabindex="0">
                    <div class="dim">"POST "{WRITE.path}</div>
                    {move || body(&what())}
                </div>
                <dl class="kv">{move || summary(what(), is_new)}</dl>
            </div>
        </section>
    }
    .into_any()
}

/// The form of a new robot finds out its id later than its texts.
fn settled(change: Change, id: &UserId) -> Record {
    let (wanted, base) = (change.wanted(), change.base().0);
    if base.is_none() { Target::Robot { id: id.clone() }.settled(&base, wanted) } else { wanted }
}

fn body(sending: &Sending) -> AnyView {
    sending
        .lines
        .iter()
        .map(|line| {
            // The indentation hangs: a long value goes on under its own beginning.
            let class = if line.changed { "hang new" } else { "hang" };
            view! { <div class=class>{hostile(&line.text)}</div> }
        })
        .collect_view()
}

fn summary(sending: Sending, is_new: bool) -> AnyView {
    let names = |names: &[&'static str]| view! { <dd class="mono">{names.join(", ")}</dd> }.into_any();
    let changed = if sending.changed.is_empty() {
        view! { <dd class="muted">{tr(Lang::rb_nothing_changed)}</dd> }.into_any()
    } else {
        names(&sending.changed)
    };
    let erased = (!sending.erased.is_empty())
        .then(|| view! { <dt>{tr(Lang::rb_erased)}</dt>{names(&sending.erased)} });
    let again = sending.again;
    let secret = match (sending.has_secret, sending.replaces_secret) {
        (false, _) => Lang::rb_secret_none,
        (true, true) => Lang::rb_secret_replaced,
        (true, false) => Lang::rb_secret_again,
    };
    if is_new {
        return view! { <dt>{tr(Lang::rb_secret)}</dt><dd>{tr(secret)}</dd> }.into_any();
    }
    view! {
        <dt>{tr(Lang::rb_changed)}</dt>{changed}
        {erased}
        <dt>{tr(Lang::rb_again)}</dt><dd>{say(move |lang| lang.rb_again_count(again))}</dd>
        <dt>{tr(Lang::rb_secret)}</dt><dd>{tr(secret)}</dd>
    }
    .into_any()
}

/// The write as it would be sent. The robot's secret comes from a variable of the shell.
fn curl_of(session: &Session, change: Change, id: &UserId) -> String {
    let wanted = untrack(|| settled(change, id));
    let masked = wanted.replacing("secret", Content::Secret(Some(RobotSecret::new(MASK.to_owned()))));
    let call = WRITE.call(&robot_write(id, &masked));
    let body = call.body.map(|body| redact(&body, &[]));
    let url = shown_url(&session.connection.address, &call.path);
    curl(&curl::Request { method: call.method.as_str(), url: &url, signed: true, body: body.as_deref() })
}
