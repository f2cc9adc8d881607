//! What a search for the clock asked and heard, as a table.

use crate::api::doctor::clock::{Found, Sought, Tried};
use crate::dom::prelude::*;
use crate::i18n::{Lang, Text, Word, say, tr};
use crate::ui::format;
use crate::ui::icon::{Icon, icon};

pub(super) fn evidence(sought: &Sought) -> AnyView {
    let edge = sought.edge().map(|(refused, taken)| view! { {tried(refused, false)}{tried(taken, true)} });
    let clock = match sought.found {
        Found::Ahead(ahead) => Some(row(say(move |lang| format::shift(lang, ahead, false)), Lang::cl_so, "")),
        _ => None,
    };
    let proxy = match sought.proxy_ahead_ms {
        Some(ahead) => row(say(move |lang| format::shift(lang, ahead, false)), Lang::cl_proxy, "muted"),
        None => row(say(|_| "–".to_owned()), Lang::cl_proxy_hidden, "muted"),
    };
    let count = sought.tried.len();
    let all =
        sought.tried.iter().map(|Tried { offset_ms, is_taken }| tried(*offset_ms, *is_taken)).collect_view();
    let head = || {
        view! {
            <thead><tr><th scope="col" class="num">{tr(Lang::cl_signed_at)}</th><th scope="col">{tr(Lang::cl_came)}</th></tr></thead>
        }
    };
    view! {
        <table class="dense">
            <caption class="offscreen">{tr(Lang::cl_evidence)}</caption>
            {head()}
            <tbody>{edge}{clock}{proxy}</tbody>
        </table>
        <details>
            <summary class="opened">{icon(Icon::Right)}{say(move |lang| lang.cl_all(count))}</summary>
            <table class="dense">{head()}<tbody>{all}</tbody></table>
        </details>
    }
    .into_any()
}

fn tried(offset_ms: i64, is_taken: bool) -> AnyView {
    let word: Word = if is_taken { Lang::cl_taken } else { Lang::cl_refused };
    row(say(move |lang| format::shift(lang, offset_ms, true)), word, "")
}

fn row(at: Text, word: Word, class: &'static str) -> AnyView {
    view! { <tr><td class="num mono">{at}</td><td class=class>{tr(word)}</td></tr> }.into_any()
}
