//! Which operation the server answers, and in which form.

use crate::dom::prelude::*;
use firetower_protocol::{Capability, CapabilityTable, Operation, WireForm};

use crate::api::doctor::answered;
use crate::i18n::{Lang, Word, tr};
use crate::ui::icon::{Icon, icon};

/// Closed until it is opened: a line above says how many.
pub(crate) fn operations(table: &CapabilityTable) -> AnyView {
    let rows = Operation::ALL.iter().map(|operation| row(*operation, table)).collect_view();
    view! {
        <details class="operations">
            <summary class="opened">{icon(Icon::Right)}{tr(Lang::ck_operations_how)}</summary>
            <table class="dense">
                <thead><tr><th scope="col">{tr(Lang::ck_op_operation)}</th><th scope="col">{tr(Lang::ck_op_form)}</th></tr></thead>
                <tbody>{rows}</tbody>
            </table>
        </details>
    }
    .into_any()
}

fn row(operation: Operation, table: &CapabilityTable) -> AnyView {
    let (form, word): (Option<WireForm>, Word) = match answered(table, operation) {
        Capability::Answers(WireForm::Documented) => (Some(WireForm::Documented), Lang::ck_op_documented),
        Capability::Answers(WireForm::Sdk) => (Some(WireForm::Sdk), Lang::ck_op_sdk),
        Capability::NotOffered => (None, Lang::ck_op_missing),
        Capability::Unknown => (None, Lang::ck_op_unclear),
    };
    let form = form.or_else(|| operation.forms().first().copied());
    let path = form.and_then(|form| operation.path(form)).unwrap_or_default();
    let note = operation.writes().then(|| view! { <span class="meta">{tr(Lang::ck_op_write)}</span> });
    view! { <tr><td class="mono">{path}" "{note}</td><td>{tr(word)}</td></tr> }.into_any()
}
