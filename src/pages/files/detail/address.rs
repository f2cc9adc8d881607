//! A file's address as text, and as a link where it is one.

use crate::dom::prelude::*;
use firetower_protocol::file_url::{FileUrl, Odd};

use super::fields::copy;
use crate::i18n::{Lang, Text, say, tr};
use crate::ui::copy::copy_button;
use crate::ui::hostile::{self, hostile};

/// As the server gave it, with the reason where it is no link.
pub(super) fn address(text: &str, url: &FileUrl) -> AnyView {
    let reason = match url {
        FileUrl::Odd(odd) => Some(view! { <span class="hint">{why_no_link(odd)}</span> }),
        FileUrl::Absent | FileUrl::Web(_) => None,
    };
    // A link has a button of its own below.
    let by_icon = reason.is_some() && !text.is_empty();
    view! {
        <span class="mono whole">{hostile(text)}</span>
        {by_icon.then(|| copy(Lang::fd_copy_url, text.to_owned()))}
        {reason}
    }
}

fn why_no_link(odd: &Odd) -> Text {
    let odd = odd.clone();
    say(move |lang| match &odd {
        Odd::Empty => lang.fd_u_empty().to_owned(),
        Odd::Unseen => lang.fd_u_unseen().to_owned(),
        Odd::Relative => lang.fd_u_relative().to_owned(),
        Odd::Scheme(scheme) => lang.fd_u_scheme(scheme),
        Odd::Slashes => lang.fd_u_slashes().to_owned(),
        Odd::UserInfo { host } => lang.fd_u_user_info(&hostile::plain(host)),
        Odd::Host => lang.fd_u_host().to_owned(),
    })
}

/// What can be done with an address that is a link. The tab that opens knows neither this page nor its address.
pub(super) fn actions(url: &FileUrl) -> AnyView {
    let FileUrl::Web(file) = url else { return ().into_any() };
    let (host, text) = (file.host.clone(), StoredValue::new(file.url.clone()));
    view! {
        <div class="acts">
            <a class="btn" href=file.url.clone() target="_blank" rel="noopener noreferrer" referrerpolicy="no-referrer">
                {tr(Lang::fd_open)}
            </a>
            {copy_button("btn", Lang::fd_copy_url, move || text.get_value())}
            <p class="hint">{say(move |lang| lang.fd_open_hint(&host))}</p>
        </div>
    }
}
