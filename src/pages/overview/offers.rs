//! What this server offers, as far as it was asked, and in which form.

use crate::dom::prelude::*;
use firetower_protocol::{Capability, Operation, WireForm};

use super::check::Checks;
use crate::components::sign_in::edition_word;
use crate::i18n::{Lang, Word, tr};
use crate::state::session::Session;
use crate::ui::icon::Icon;
use crate::ui::state::{Tone, state};

const SHOWN: [(Operation, Word); 4] = [
    (Operation::HealthNodes, Lang::ov_op_health),
    (Operation::HealthCheck, Lang::ov_op_healthcheck),
    (Operation::ReadSystemSetting, Lang::ov_op_setting),
    (Operation::Customer, Lang::ov_op_customer),
];

pub(super) fn offers(session: &Session, checks: Checks) -> AnyView {
    let for_edition = session.clone();
    let session = session.clone();
    let rows = move || {
        let rows = SHOWN.map(|(operation, word)| row(operation, word, session.capability(operation)));
        rows.into_iter().collect_view()
    };
    view! {
        <section class="card offers">
            <header>
                <h2>{tr(Lang::ov_offers)}</h2>
                <span class="meta">{move || tr(edition_word(for_edition.edition()))}</span>
                <button type="button" class="btn ghost small push" on:click=move |_| checks.ask_again()>{tr(Lang::ov_again)}</button>
            </header>
            <table class="dense"><tbody>{rows}</tbody></table>
        </section>
    }
    .into_any()
}

fn row(operation: Operation, word: Word, capability: Capability) -> AnyView {
    let (path, form, shown) = match capability {
        Capability::Answers(form) => {
            let form_word: Word =
                if form == WireForm::Documented { Lang::ov_documented } else { Lang::ov_sdk };
            (operation.path(form), Some(form_word), state(Tone::Ok, Icon::Check, tr(Lang::ov_works)))
        }
        Capability::NotOffered => {
            (first_path(operation), None, state(Tone::Quiet, Icon::Dash, tr(Lang::ov_not_offered)))
        }
        Capability::Unknown => {
            (first_path(operation), None, state(Tone::Quiet, Icon::Dash, tr(Lang::ov_not_tried)))
        }
    };
    view! {
        <tr>
            <th scope="row" class="plain">{tr(word)}</th>
            <td class="mono muted clip wide" title=form.map(|form| tr(form)())>{path}</td>
            <td class="num">{shown}</td>
        </tr>
    }
    .into_any()
}

fn first_path(operation: Operation) -> Option<&'static str> {
    operation.forms().first().and_then(|form| operation.path(*form))
}
