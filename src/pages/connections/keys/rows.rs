//! What is in the vault, by name. A connection's secret is never shown; a robot's old one is, when asked for.

use crate::dom::prelude::*;
use firetower_protocol::TimestampMs;
use firetower_protocol::address::keys::without_keys;
use firetower_vault::{Label, Zeroizing};

use super::{Card, Forget};
use crate::i18n::{Lang, say, tr};
use crate::state::connections::Connections;
use crate::state::time;
use crate::state::vault::label_of;
use crate::ui::columns::columns;
use crate::ui::copy::to_clipboard;
use crate::ui::hostile;
use crate::ui::icon::{Icon, icon};
use crate::ui::state::{Tone, state};

pub(super) fn rows(card: Card, labels: Vec<Label>) -> AnyView {
    let rows = labels.into_iter().map(|label| row(card, label)).collect_view();
    view! {
        <div class="scroll" tabindex="0">
            <table class="connections">
                {columns(&[Lang::va_of, Lang::va_what, Lang::cn_address], Some(Lang::cn_actions))}
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
    .into_any()
}

fn row(card: Card, label: Label) -> AnyView {
    let connections = expect_context::<Connections>();
    let vault = card.vault;
    let slug = label.slug().to_owned();
    let known = memo(move || connections.find(&slug));
    let slug = StoredValue::new(hostile::plain(label.slug()));
    let name = move || known.get().map_or_else(|| slug.get_value(), |known| hostile::plain(&known.name));
    let address = match label.address() {
        "" => "/".to_owned(),
        address => hostile::plain(&without_keys(address)),
    };
    let what = match &label {
        Label::Connection { .. } => say(|lang| lang.va_what_connection().to_owned()),
        Label::Robot { robot, rotated_at_ms, .. } => {
            let (robot, time) = (hostile::plain(robot), time::stamp(TimestampMs(*rotated_at_ms)));
            say(move |lang| lang.va_what_robot(&robot, &time))
        }
    };
    let is_own = matches!(label, Label::Connection { .. });
    let (own, tampered) = (label.clone(), label.clone());
    let note = move || match known.get() {
        None => Some(view! { <p class="meta">{tr(Lang::va_no_connection)}</p> }.into_any()),
        Some(known) if is_own && label_of(&known) != own => {
            Some(view! { <p class="meta">{tr(Lang::va_other_address)}</p> }.into_any())
        }
        Some(_) => None,
    };
    let broken =
        move || vault.is_tampered(&tampered).then(|| state(Tone::Bad, Icon::Alert, tr(Lang::va_not_opened)));
    let old = (!is_own).then(|| old_secret(card, label.clone()));
    let forget = move |_| card.ask(Forget::One(label.clone()));
    view! {
        <tr>
            <th scope="row" class="plain">{name}</th>
            <td class="full what">{what}{note}{broken}{old}</td>
            <td class="mono address">{address}</td>
            <td class="num acts">
                <button type="button" class="btn small" on:click=forget>{tr(Lang::va_forget)}<span class="offscreen">" "{name}</span></button>
            </td>
        </tr>
    }
    .into_any()
}

type Shown = RwSignal<Option<Zeroizing<String>>>;

/// It is opened when it is asked for, and lies in the value of a field, which is no text of the document.
fn old_secret(card: Card, label: Label) -> AnyView {
    let vault = card.vault;
    let shown: Shown = RwSignal::new(None);
    let copied = RwSignal::new(false);
    let label = StoredValue::new(label);
    let read = move |then: fn(Shown, RwSignal<bool>, Zeroizing<String>)| {
        spawn(async move {
            match vault.read(label.get_value()).await {
                Ok(secret) => then(shown, copied, secret),
                Err(why) => {
                    card.trouble.try_set(Some(why));
                }
            }
        });
    };
    let toggle = move |_| {
        if shown.with_untracked(Option::is_some) {
            return shown.set(None);
        }
        read(|shown, _, secret| {
            shown.try_set(Some(secret));
        });
    };
    let copy = move |_| {
        read(|shown, copied, secret| {
            spawn(async move {
                if to_clipboard(&secret).await {
                    copied.try_set(true);
                } else {
                    // The browser allows no way; then it is selected by hand.
                    shown.try_set(Some(secret));
                }
            });
        });
    };
    // Closed, it shows nothing any more.
    watch(move || {
        if !vault.is_open() {
            shown.set(None);
        }
    });
    let text =
        move || shown.with(|shown| shown.as_ref().map(|text| text.as_str().to_owned())).unwrap_or_default();
    let is_shown = memo(move || shown.with(Option::is_some));
    let (show_it, hide_it) = (tr(Lang::va_show), tr(Lang::va_hide));
    let (copy_it, done) = (tr(Lang::va_copy), tr(Lang::copied));
    (move || {
        if !vault.is_open() {
            return view! { <p class="meta">{tr(Lang::va_open_for_robot)}</p> }.into_any();
        }
        view! {
            <div class="row old-secret">
                <button type="button" class="btn small" aria-pressed=move || is_shown.get().to_string() on:click=toggle>
                    {icon(Icon::Eye)}{move || if is_shown.get() { hide_it() } else { show_it() }}
                </button>
                <button type="button" class="btn small" on:click=copy on:blur=move |_| copied.set(false)>
                    {icon(Icon::Copy)}<span aria-live="polite">{move || if copied.get() { done() } else { copy_it() }}</span>
                </button>
                {show(
                    move || is_shown.get(),
                    move || view! { <input class="in mono" readonly aria-label=tr(Lang::rb_replaced) prop:value=text autocomplete="off" /> }.into_any(),
                )}
            </div>
        }
        .into_any()
    })
    .into_any()
}
