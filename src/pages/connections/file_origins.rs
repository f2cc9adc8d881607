//! Whose files may be previewed, as an admin lists them.

use crate::dom::prelude::*;
use firetower_protocol::origin::{NotAnOrigin, Origin, origins};

use crate::i18n::{Lang, Text, say, tr};
use crate::ui::field::{hint, problem};
use crate::ui::hostile;

/// As it is stored; `None` where a piece is no origin.
pub(super) fn understood(typed: &str) -> Option<Vec<String>> {
    origins(typed).ok().map(|list| list.iter().map(Origin::to_string).collect())
}

pub(super) fn field(typed: RwSignal<String>) -> AnyView {
    let wrong = memo(move || origins(&typed.get()).err());
    let below = move || match wrong.get() {
        None => hint(tr(Lang::cf_files_hint)),
        Some((piece, error)) => problem(why(piece, error)),
    };
    view! {
        <div class="field">
            <label class="lab" for="file-origins">{tr(Lang::cf_files)}<span class="meta">{tr(Lang::cf_files_aside)}</span></label>
            <textarea id="file-origins" class="in mono lines" name="file-origins" rows="1" autocomplete="off" autocapitalize="off"
                spellcheck="false" prop:value=typed aria-describedby="file-origins-below"
                aria-invalid=move || wrong.with(Option::is_some).then_some("true")
                on:input=move |event| typed.set(event_target_value(&event))></textarea>
            <div id="file-origins-below" class="below">{below}</div>
        </div>
    }
    .into_any()
}

fn why(piece: String, error: NotAnOrigin) -> Text {
    let piece = hostile::plain(&piece);
    say(move |lang| match error {
        NotAnOrigin::Scheme => lang.cf_e_files_scheme(&piece),
        NotAnOrigin::Ipv6 => lang.cf_e_files_ipv6(&piece),
        NotAnOrigin::Host => lang.cf_e_files_host(&piece),
        NotAnOrigin::Port => lang.cf_e_files_port(&piece),
    })
}
