//! The address as it was pasted, and what was understood of it.

use crate::dom::prelude::*;
use firetower_protocol::health;

use crate::api::client::{absolute, shown_url};
use crate::components::third_party::{is_elsewhere, third_party};
use crate::i18n::{Lang, Text, Word, say, tr};
use crate::ui::field::{Field, caution, hint, problem, text_field};
use firetower_protocol::address::{
    Address, Mended, NotAnAddress, Understood, is_loopback, keys, template, understand,
};

/// As they are typed.
const TARGET: &str = "{target}";
const TARGET_RAW: &str = "{target_raw}";
const PATH: &str = "{path}";

fn own_origin() -> String {
    location().origin().unwrap_or_default()
}

/// What is in both fields, understood. The second one counts only beside a template.
pub(super) fn understood(
    typed: RwSignal<String>,
    target: RwSignal<String>,
) -> Result<Understood, NotAnAddress> {
    let text = typed.get();
    if template::is_template(&text) {
        template::understand(&text, &target.get(), &own_origin())
    } else {
        understand(&text, &own_origin())
    }
}

/// `shown`: whether an empty field is already wrong. `target` is the second field, which a template brings.
pub(super) fn address_field(
    typed: RwSignal<String>,
    target: RwSignal<String>,
    shown: Signal<bool>,
) -> AnyView {
    // A template that is pasted with its target, as the list shows it, fills both.
    watch(move || {
        let (template, pasted) = template::split(&typed.get());
        if !pasted.is_empty() {
            target.set(pasted);
            typed.set(template);
        }
    });
    let found = memo(move || understood(typed, target));
    let is_template = memo(move || typed.with(|text| template::is_template(text)));
    let below = move || match found.get() {
        Err(NotAnAddress::Empty) if !shown.get() => hint(tr(Lang::cf_address_hint)),
        Err(error) if is_of_target(&error) => {
            hint(say(|lang| lang.cf_template_hint(TARGET, TARGET_RAW, PATH)))
        }
        Err(error) => problem(wrong(error)),
        Ok(understood) => {
            let typed = typed.get_untracked();
            about(&understood, &typed)
        }
    };
    let invalid = Signal::derive(move || {
        found.with(|found| match found {
            Err(NotAnAddress::Empty) => shown.get(),
            Err(error) => !is_of_target(error),
            Ok(_) => false,
        })
    });
    let field = text_field(Field {
        label: tr(Lang::cn_address).into_any(),
        aside: ().into_any(),
        value: typed,
        below: below.into_any(),
        invalid,
        mono: true,
        name: "address",
    });
    view! { {field}{show(move || is_template.get(), move || target_field(found, target, shown))} }.into_any()
}

fn target_field(
    found: Memo<Result<Understood, NotAnAddress>>,
    target: RwSignal<String>,
    shown: Signal<bool>,
) -> AnyView {
    let is_empty = |error: &NotAnAddress| *error == NotAnAddress::Target(Box::new(NotAnAddress::Empty));
    let error = memo(move || {
        let error = found.get().err().filter(is_of_target);
        error.filter(|error| shown.get() || !is_empty(error))
    });
    let below = move || match error.get() {
        Some(error) => problem(wrong(error)),
        None => hint(tr(Lang::cf_target_hint)),
    };
    text_field(Field {
        label: tr(Lang::cf_target).into_any(),
        aside: ().into_any(),
        value: target,
        below: below.into_any(),
        invalid: Signal::derive(move || error.with(Option::is_some)),
        mono: true,
        name: "target",
    })
}

fn is_of_target(error: &NotAnAddress) -> bool {
    matches!(error, NotAnAddress::Target(_) | NotAnAddress::TargetScheme)
}

fn wrong(error: NotAnAddress) -> Text {
    say(move |lang| {
        let is_of_target = is_of_target(&error);
        let inner = match &error {
            NotAnAddress::Target(inner) => inner.as_ref(),
            error => error,
        };
        match inner {
            NotAnAddress::Empty if is_of_target => lang.cf_e_target().to_owned(),
            NotAnAddress::Empty => lang.cf_e_empty().to_owned(),
            NotAnAddress::TargetScheme => lang.cf_e_target_scheme().to_owned(),
            NotAnAddress::Scheme(_) if is_of_target => lang.cf_e_target_scheme().to_owned(),
            NotAnAddress::Scheme(scheme) => lang.cf_e_scheme(scheme),
            NotAnAddress::Credentials => lang.cf_e_credentials().to_owned(),
            NotAnAddress::Host => lang.cf_e_host().to_owned(),
            NotAnAddress::Path => lang.cf_e_path().to_owned(),
            NotAnAddress::Placeholder(name) => {
                lang.cf_e_placeholder(name, &[TARGET, TARGET_RAW, PATH].join(" "))
            }
            NotAnAddress::Twice => lang.cf_e_twice(PATH),
            NotAnAddress::NoTarget | NotAnAddress::Target(_) => lang.cf_e_no_target(TARGET, TARGET_RAW),
            NotAnAddress::InHost => lang.cf_e_in_host().to_owned(),
        }
    })
}

fn about(understood: &Understood, typed: &str) -> AnyView {
    let address = &understood.address;
    let as_typed = understood.mended.is_empty() && address.as_str() == typed;
    let heard = (!as_typed).then(|| {
        // Of a template what it comes to, with a path in it.
        let (word, shown): (Word, _) = match address.target() {
            Some(_) => (Lang::cf_filled, shown_url(address, health::NODES.path)),
            None => (Lang::cf_understood, absolute(address.as_str())),
        };
        view! { <p class="hint">{tr(word)}<span class="mono strong">{shown}</span></p> }
    });
    let mended = understood.mended.clone();
    let left_out = say(move |lang| said(lang, &mended));
    let shows_left_out = !understood.mended.is_empty();
    view! {
        {heard}
        {shows_left_out.then(|| hint(left_out))}
        {understood.looks_direct.then(|| caution(tr(Lang::cf_direct_port)))}
        {is_plain_http(address).then(|| caution(tr(Lang::cf_plain_http)))}
        {third_party(address)}
        {keys::secret_parameter(address.proxy()).map(|key| {
            let key = key.to_owned();
            caution(say(move |lang| lang.cf_key_in_address(&key)))
        })}
        {is_elsewhere(address).then(|| hint(say(|lang| lang.cf_cross_origin(&own_origin()))))}
    }
    .into_any()
}

fn said(lang: Lang, mended: &[Mended]) -> String {
    let mut left_out = Vec::new();
    let mut added = Vec::new();
    for one in mended {
        match one {
            Mended::Quotes => left_out.push(lang.cf_left_quotes()),
            Mended::Spaces => left_out.push(lang.cf_left_spaces()),
            Mended::TrailingSlash => left_out.push(lang.cf_left_slash()),
            Mended::Admin => left_out.push(lang.cf_left_admin()),
            Mended::Query => left_out.push(lang.cf_left_query()),
            Mended::FullWidth => added.push(format!("{}{}", lang.cf_wide(), lang.pick(".", "。"))),
            Mended::AddedScheme(scheme) => added.push(lang.cf_added_scheme(scheme)),
        }
    }
    if !left_out.is_empty() {
        added.insert(0, lang.cf_left_out(&left_out.join(lang.pick(", ", "、"))));
    }
    added.join(lang.pick(" ", ""))
}

/// Readable by everybody on the way, unless it stays on this machine.
fn is_plain_http(address: &Address) -> bool {
    let origin = address.origin().map_or_else(own_origin, str::to_owned);
    origin.starts_with("http://") && !is_loopback(&origin)
}
