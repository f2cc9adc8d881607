//! The form of a robot that is there. A write sends everything back, so what nobody touched stays as it is.

use crate::dom::prelude::*;
use firetower_protocol::{Code, UserId};

use super::Here;
use super::check::check;
use super::fields::{Fields, fields, texts as field_names};
use super::rows::Row;
use super::secret::{SecretPart, kept_or_new, replaced, shown_once};
use super::sent::sent;
use super::texts::forbidden;
use crate::api::Client;
use crate::api::verified::Ending;
use crate::components::change::{
    Change, Footer, Form, Phase, Reader, confirm, conflict, conflict_of, footer, note, preview, receipt,
};
use crate::error::Kind;
use crate::i18n::{Lang, say, tr};
use crate::state::change::{Content, Target};
use crate::ui::copy::copy_button;
use crate::ui::hostile::{self, hostile};
use crate::ui::icon::{Icon, icon};

pub(super) fn form(here: Here, client: &Client, reader: Reader, id: &UserId) -> AnyView {
    let part = SecretPart::new();
    let texts = Form { secret: Some(part.wanted), ..Form::of(&field_names()) };
    let change = Change::open(client, Target::Robot { id: id.clone() }, reader.source(), texts.clone());
    let own = Signal::stored(id.clone());
    let shared =
        Fields { session: here.session, change, form: StoredValue::new(texts), id: own, is_new: false };
    keep_the_list(here, change, id.clone());
    let forbidden = move || forbidden(&change.wanted(), &change.on_server().0);
    let foot = Footer { forbidden: Box::new(forbidden), nothing: Lang::ss_nothing, aside: ().into_any() };
    let copy_id = StoredValue::new(id.0.clone());
    let name = move || {
        let held = change.on_server().0.unwrap_or_default();
        let name = held.text("displayName");
        if name.trim().is_empty() { tr(Lang::rb_no_name)().into_any() } else { hostile(name) }
    };
    let secret = kept_or_new(change, part);
    view! {
        {confirm(change, move || why(change, part))}
        <div class="robot">
            <div class="form">
                {shown_once(change, part)}
                {here.session.with_value(|session| replaced(session, change, part, id))}
                {move || conflict_of(change).map(|found| conflict(change, &found, untrack(forbidden).is_some()))}
                <section class="card">
                    <header>
                        <h2 class="clip">{name}</h2>
                        <span class="meta mono clip">{hostile(&id.0)}</span>
                        {copy_button("btn small ghost", Lang::rb_copy_id, move || copy_id.get_value())}
                        <span class="push state wide">{changed(change)}{note(change)}</span>
                    </header>
                    <div class="body form">
                        {receipt(change)}
                        {name_taken(change)}
                        <div class="fields form" on:input=move |_| change.typed()>
                            {fields(shared, secret, Signal::stored(true))}
                        </div>
                        {preview(change, Lang::rb_preview_hint)}
                    </div>
                    {footer(change, foot)}
                </section>
            </div>
            {here.session.with_value(|session| sent(session, change, own))}
            {check(here, client, change, id)}
        </div>
    }
    .into_any()
}

/// How many fields are another than they were read.
fn changed(change: Change) -> AnyView {
    let count = memo(move || {
        let (base, wanted) = (change.base().0.unwrap_or_default(), change.wanted());
        let is_other = |(name, content): &(&'static str, &Content)| match content {
            Content::Secret(secret) => secret.is_some(),
            Content::Text(_) => base.get(name) != Some(content),
        };
        wanted.fields().filter(is_other).count()
    });
    show(
        move || count.get() > 0,
        move || {
            view! { <span class="strong">{say(move |lang| lang.rb_fields_changed(count.get()))}</span> }
                .into_any()
        },
    )
}

/// What the write means to people, for the question that production asks.
fn why(change: Change, part: SecretPart) -> crate::i18n::Text {
    let title = change.target();
    let rotates = untrack(|| part.wanted.with(Option::is_some));
    let erases = untrack(|| {
        let was = change.base().0.is_some_and(|base| !base.text("callback").is_empty());
        was && change.wanted().text("callback").is_empty()
    });
    say(move |lang| {
        let mut words = lang.ch_confirm_why(&hostile::plain(&title.title(lang)));
        let more = [(rotates, lang.rb_rotate_warning()), (erases, lang.rb_callback_erased())];
        for (_, more) in more.into_iter().filter(|(applies, _)| *applies) {
            words.push_str(lang.pick(" ", ""));
            words.push_str(more);
        }
        words
    })
}

/// A list shows the name that was written without being read again.
pub(super) fn keep_the_list(here: Here, change: Change, id: UserId) {
    watch(move || {
        if let Some(held) = change.on_server().0 {
            here.listing.wrote(Row::new(id.clone(), held.text("displayName"), held.text("name")));
        }
    });
}

/// Code 4 says nothing of why; of a robot's write the server's own words do.
pub(super) fn name_taken(change: Change) -> AnyView {
    (move || {
        let Phase::Ended { report, .. } = change.phase.get() else { return None };
        let Ending::Refused(error) = report.ending else { return None };
        let Kind::Server { code: Code::ServerError, msg } = error.kind else { return None };
        let view = view! {
            <div class="note">
                {icon(Icon::Info)}
                <p>{tr(Lang::rb_server_says)}" "<b>{hostile(&msg)}</b>" "{tr(Lang::rb_name_taken)}</p>
            </div>
        };
        Some(view)
    })
    .into_any()
}
