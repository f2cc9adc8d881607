//! The address as it was pasted, and what was understood of it.

use crate::dom::prelude::*;

use crate::i18n::{Lang, Text, say, tr};
use crate::state::address::{Address, Mended, NotAnAddress, Understood, is_loopback, understand};
use crate::ui::field::{Field, caution, hint, problem, text_field};

pub(super) fn own_origin() -> String {
    location().origin().unwrap_or_default()
}

/// `shown`: whether an empty field is already wrong.
pub(super) fn address_field(typed: RwSignal<String>, shown: Signal<bool>) -> AnyView {
    let found = memo(move || understand(&typed.get(), &own_origin()));
    let below = move || match found.get() {
        Err(NotAnAddress::Empty) if !shown.get() => hint(tr(Lang::cf_address_hint)),
        Err(error) => problem(wrong(error)),
        Ok(understood) => about(&understood, &typed.get_untracked()),
    };
    let invalid = Signal::derive(move || {
        found.with(|found| match found {
            Err(NotAnAddress::Empty) => shown.get(),
            Err(_) => true,
            Ok(_) => false,
        })
    });
    text_field(Field {
        label: tr(Lang::cn_address).into_any(),
        aside: ().into_any(),
        value: typed,
        below: below.into_any(),
        invalid,
        mono: true,
        name: "address",
    })
}

fn wrong(error: NotAnAddress) -> Text {
    say(move |lang| match &error {
        NotAnAddress::Empty => lang.cf_e_empty().to_owned(),
        NotAnAddress::Scheme(scheme) => lang.cf_e_scheme(scheme),
        NotAnAddress::Credentials => lang.cf_e_credentials().to_owned(),
        NotAnAddress::Host => lang.cf_e_host().to_owned(),
        NotAnAddress::Path => lang.cf_e_path().to_owned(),
    })
}

fn about(understood: &Understood, typed: &str) -> AnyView {
    let address = &understood.address;
    let whole = crate::api::client::absolute(address.as_str());
    let as_typed = understood.mended.is_empty() && address.as_str() == typed;
    let heard = (!as_typed).then(
        || view! { <p class="hint">{tr(Lang::cf_understood)}<span class="mono strong">{whole}</span></p> },
    );
    let mended = understood.mended.clone();
    let left_out = say(move |lang| said(lang, &mended));
    let shows_left_out = !understood.mended.is_empty();
    view! {
        {heard}
        {shows_left_out.then(|| hint(left_out))}
        {understood.looks_direct.then(|| caution(tr(Lang::cf_direct_port)))}
        {is_plain_http(address).then(|| caution(tr(Lang::cf_plain_http)))}
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

fn is_elsewhere(address: &Address) -> bool {
    address.origin().is_some_and(|origin| origin != own_origin())
}
