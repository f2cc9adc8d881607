//! The fields of a robot, in its form and in that for a new one.

use crate::dom::prelude::*;
use firetower_protocol::UserId;

use super::texts::{RARE, is_gender};
use crate::api::curl::http_address;
use crate::components::change::{Change, Form};
use crate::components::names;
use crate::i18n::{Lang, Word, say, tr};
use crate::state::change::ROBOT_FIELDS;
use crate::state::session::Session;
use crate::ui::field::{Field, caution, hint, problem, text_field};
use crate::ui::hostile::{self, has_unseen};
use crate::ui::icon::{Icon, icon};

/// What the fields of one form share.
#[derive(Clone, Copy)]
pub(super) struct Fields {
    pub(super) session: StoredValue<Session>,
    pub(super) change: Change,
    pub(super) form: StoredValue<Form>,
    /// The robot's own.
    pub(super) id: Signal<UserId>,
    /// There is nothing yet that was so and is another now.
    pub(super) is_new: bool,
}

/// The texts that every robot's form has; its secret has a part of its own.
pub(super) fn texts() -> Vec<&'static str> {
    ROBOT_FIELDS.into_iter().filter(|name| *name != "secret").collect()
}

fn label(name: &str) -> Word {
    match name {
        "name" => Lang::rb_name,
        "displayName" => Lang::rb_display_name,
        "callback" => Lang::rb_callback,
        "owner" => Lang::rb_owner,
        "portrait" => Lang::rb_portrait,
        "gender" => Lang::rb_gender,
        "mobile" => Lang::rb_mobile,
        "email" => Lang::rb_email,
        "address" => Lang::rb_address,
        "company" => Lang::rb_company,
        "social" => Lang::rb_social,
        "extra" => Lang::rb_extra,
        _ => Lang::rb_robot_extra,
    }
}

impl Fields {
    fn text(self, name: &str) -> RwSignal<String> {
        self.form.with_value(|form| form.text(name))
    }

    fn field(self, name: &'static str, mono: bool, below: AnyView, invalid: Signal<bool>) -> AnyView {
        let value = self.text(name);
        let unseen = move || value.with(|text| has_unseen(text)).then(|| caution(tr(Lang::ss_w_control)));
        text_field(Field {
            label: tr(label(name)).into_any(),
            aside: self.was(name),
            value,
            below: view! { {below}{unseen} }.into_any(),
            invalid,
            mono,
            name,
        })
    }

    fn plain(self, name: &'static str, mono: bool) -> AnyView {
        self.field(name, mono, ().into_any(), Signal::stored(false))
    }

    /// What the server has in place of what was typed.
    fn was(self, name: &'static str) -> AnyView {
        if self.is_new {
            return ().into_any();
        }
        let value = self.text(name);
        let was = memo(move || {
            let base = self.change.base().0?;
            let was = base.text(name).to_owned();
            value.with(|now| *now != was).then_some(was)
        });
        (move || {
            was.get().map(|was| {
                let words = say(move |lang| {
                    if was.is_empty() { lang.rb_was_empty().to_owned() } else { lang.rb_was(&ending(&was)) }
                });
                view! { <span class="was clip">{words}</span> }
            })
        })
        .into_any()
    }
}

/// The end of a text, where addresses differ.
fn ending(text: &str) -> String {
    const MOST: usize = 18;
    let left_out = text.chars().count().saturating_sub(MOST);
    let end: String = text.chars().skip(left_out).collect();
    let dots = if left_out > 0 { "…" } else { "" };
    format!("{dots}{}", hostile::plain(&end))
}

/// `secret` stands where it belongs. `tried`: what is missing is said.
pub(super) fn fields(fields: Fields, secret: AnyView, tried: Signal<bool>) -> AnyView {
    let name = fields.text("name");
    let no_name = Signal::derive(move || tried.get() && name.with(String::is_empty));
    let below_name = view! { {move || no_name.get().then(|| problem(tr(Lang::rb_e_name)))} }.into_any();
    view! {
        <div class="pair">
            {fields.field("name", true, below_name, no_name)}
            {fields.plain("displayName", false)}
        </div>
        {callback(fields)}
        {secret}
        <div class="pair">{owner(fields)}{fields.plain("mobile", true)}</div>
        {fields.plain("extra", true)}
        {more(fields)}
    }
    .into_any()
}

fn callback(fields: Fields) -> AnyView {
    let value = fields.text("callback");
    let is_erased = move || {
        value.with(String::is_empty)
            && fields.change.base().0.is_some_and(|base| !base.text("callback").is_empty())
    };
    let is_odd = move || value.with(|text| !text.is_empty() && http_address(text).is_none());
    let below = view! {
        {move || is_erased().then(|| caution(tr(Lang::rb_callback_erased)))}
        {move || is_odd().then(|| caution(tr(Lang::rb_callback_odd)))}
    };
    fields.field("callback", true, below.into_any(), Signal::stored(false))
}

fn owner(fields: Fields) -> AnyView {
    let value = fields.text("owner");
    // Looked up when the typing is over, not letter by letter.
    let settled = RwSignal::new(untrack(|| value.get()));
    watch(move || {
        let held = fields.change.on_server().0;
        if untrack(|| held.is_some_and(|held| value.with(|value| held.text("owner") == value))) {
            settled.set(value.get_untracked());
        }
    });
    let who = move || {
        let id = settled.get();
        let is_same = value.with(|value| *value == id);
        if id.is_empty() || !is_same || fields.id.with(|own| own.0 == id) {
            return None;
        }
        let user = fields.session.with_value(|session| names::user(session, &UserId(id)));
        Some(view! { <p class="hint">{user}</p> })
    };
    let note = move || {
        value.with(|owner| {
            if owner.is_empty() {
                Some(hint(tr(Lang::rb_owner_empty)))
            } else {
                fields.id.with(|own| own.0 == *owner).then(|| hint(tr(Lang::rb_owner_self)))
            }
        })
    };
    let below = view! { {note}{who} }.into_any();
    view! {
        <div on:change=move |_| settled.set(value.get_untracked())>
            {fields.field("owner", true, below, Signal::stored(false))}
        </div>
    }
    .into_any()
}

fn more(fields: Fields) -> AnyView {
    let filled = move || RARE.iter().filter(|name| fields.text(name).with(|text| !text.is_empty())).count();
    // A draft may hold something in there.
    let is_open = untrack(|| {
        let base = fields.change.base().0;
        RARE.iter().any(|name| {
            let was = base.as_ref().map_or("", |base| base.text(name));
            fields.text(name).with(|text| text != was)
        })
    });
    let gender = fields.text("gender");
    let no_gender = Signal::derive(move || gender.with(|text| !is_gender(text)));
    let below_gender = view! {
        {hint(tr(Lang::rb_gender_hint))}
        {move || no_gender.get().then(|| problem(tr(Lang::rb_e_gender)))}
    }
    .into_any();
    view! {
        <details class="more" open=is_open>
            <summary>
                {icon(Icon::Right)}
                <span class="clip">{tr(Lang::rb_more)}</span>
                <span class="meta push nowrap">{say(move |lang| lang.rb_filled(filled()))}</span>
            </summary>
            <div class="form">
                {portrait(fields)}
                <div class="pair">
                    {fields.field("gender", true, below_gender, no_gender)}
                    {fields.plain("email", true)}
                </div>
                {fields.plain("address", false)}
                <div class="pair">{fields.plain("company", false)}{fields.plain("social", false)}</div>
                {fields.plain("robotExtra", true)}
            </div>
        </details>
    }
    .into_any()
}

/// Never fetched by itself: whoever serves it would learn who looks at this page.
fn portrait(fields: Fields) -> AnyView {
    let value = fields.text("portrait");
    let address = memo(move || value.with(|text| http_address(text)));
    let below = move || {
        match address.get() {
        Some(address) => view! {
            <p class="hint"><a href=address target="_blank" rel="noopener noreferrer" referrerpolicy="no-referrer">{tr(Lang::rb_portrait_open)}</a></p>
        }
        .into_any(),
        None if value.with(String::is_empty) => ().into_any(),
        None => caution(tr(Lang::rb_portrait_odd)),
    }
    };
    fields.field("portrait", true, below.into_any(), Signal::stored(false))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_two_fields_share_a_label() {
        let texts = texts();
        assert_eq!(texts.len(), ROBOT_FIELDS.len() - 1);
        let labels: std::collections::HashSet<&str> =
            texts.iter().map(|name| label(name)(Lang::En)).collect();
        assert_eq!(labels.len(), texts.len());
    }

    #[test]
    fn the_end_of_an_address_is_what_tells() {
        assert_eq!(ending("http://10.0.4.21:8883/robot/recvmsg"), "…8883/robot/recvmsg");
        assert_eq!(ending("短"), "短");
        assert_eq!(ending("\u{202e}x"), "[U+202E]x");
    }
}
