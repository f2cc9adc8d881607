//! What a file would change, connection by connection, and the choice of what is taken.

use super::Came;
use crate::components::third_party::third_party;
use crate::dom::prelude::*;
use crate::i18n::{Lang, Text, say, tr};
use crate::state::config::config;
use crate::state::connection::Connection;
use crate::state::connections::Connections;
use crate::state::transfer::{Item, Part, Standing};
use crate::ui::columns::columns;
use crate::ui::field::caution;
use crate::ui::hostile::{self, hostile};

/// An item, and whether it is taken.
#[derive(Clone)]
struct Choice {
    item: Item,
    taken: RwSignal<bool>,
}

pub(super) fn preview(connections: Connections, items: Vec<Item>, came: RwSignal<Came>) -> AnyView {
    if items.is_empty() {
        return view! { <p class="muted" role="status">{tr(Lang::tf_none)}</p> }.into_any();
    }
    let count = items.len();
    let choices: Vec<Choice> = items
        .into_iter()
        .map(|item| {
            // What leads a known name to another server, or takes a guard away, is taken by hand alone.
            let taken = can_be_taken(&item) && !item.moves() && !item.loosens();
            Choice { item, taken: RwSignal::new(taken) }
        })
        .collect();
    let rows = choices.iter().cloned().map(row).collect_view();
    let for_count = choices.clone();
    let taken = memo(move || for_count.iter().filter(|choice| choice.taken.get()).count());
    let apply = move |_| {
        let chosen = choices.iter().filter(|choice| choice.taken.get_untracked());
        let wanted: Vec<Connection> = chosen.map(|choice| choice.item.connection.clone()).collect();
        let count = wanted.len();
        came.set(Came::Done(count));
        connections.save_all(wanted);
        super::DONE.set(Some(count));
        // The page is drawn anew where its own connection is among them: once this ends, and before any timer.
        leptos::prelude::set_timeout(|| super::DONE.set(None), std::time::Duration::ZERO);
    };
    view! {
        <p role="status">{say(move |lang| lang.tf_found(count))}</p>
        <div class="scroll" tabindex="0" role="region" aria-label=tr(Lang::tf_file)>
            <table class="cards transfer">
                {columns(&[Lang::tf_take, Lang::cn_name, Lang::cn_address, Lang::cn_environment, Lang::tf_what], None)}
                <tbody>{rows}</tbody>
            </table>
        </div>
        <div class="row">
            <button type="button" class="btn" class:go=move || taken.get() != 0 disabled=move || taken.get() == 0 on:click=apply>
                {say(move |lang| lang.tf_apply(taken.get()))}
            </button>
            <button type="button" class="btn" on:click=move |_| came.set(Came::Nothing)>{tr(Lang::cancel)}</button>
        </div>
    }
    .into_any()
}

fn can_be_taken(item: &Item) -> bool {
    item.standing != Standing::Same && !config().is_given(&item.connection.slug)
}

fn row(Choice { item, taken }: Choice) -> AnyView {
    let connection = item.connection.clone();
    let name = hostile::plain(&connection.name);
    let turn = move |event: leptos::ev::Event| {
        taken.set(event_target::<web_sys::HtmlInputElement>(&event).checked());
    };
    let tick = can_be_taken(&item).then(|| {
        let label = say(move |lang| format!("{} {name}", lang.tf_take()));
        view! { <input type="checkbox" aria-label=label prop:checked=move || taken.get() on:change=turn /> }
    });
    view! {
        <tr data-env=connection.environment.key()>
            <td>{tick}</td>
            <th scope="row" class="plain">{hostile(&connection.name)}" "<span class="mono meta">{connection.slug.as_str().to_owned()}</span></th>
            <td class="mono address">{hostile(connection.address.as_str())}</td>
            <td><span class="env">{tr(connection.environment.word())}</span></td>
            <td class="full">{what(&item)}</td>
        </tr>
    }
    .into_any()
}

fn what(item: &Item) -> AnyView {
    if config().is_given(&item.connection.slug) {
        return view! { <span class="muted">{tr(Lang::tf_given)}</span> }.into_any();
    }
    match &item.standing {
        Standing::New => {
            let unguarded = item.unguarded.as_deref().map(hostile::plain);
            let unguarded = unguarded.map(|name| caution(say(move |lang| lang.tf_unguarded(&name))));
            view! { {tr(Lang::tf_new)}{unguarded}{third_party(&item.connection.address)} }.into_any()
        }
        Standing::Same => view! { <span class="muted">{tr(Lang::tf_same)}</span> }.into_any(),
        Standing::Changed { parts, address_here } => {
            let changes = changes(parts.clone(), item.connection.read_only);
            let moves = item.moves().then(|| {
                let here = hostile::plain(address_here.without_keys().as_str());
                let there = hostile::plain(item.connection.address.as_str());
                view! {
                    {caution(say(move |lang| lang.tf_moves(&here, &there)))}
                    {third_party(&item.connection.address)}
                }
            });
            view! { {changes}{moves} }.into_any()
        }
    }
}

fn changes(parts: Vec<Part>, read_only: bool) -> Text {
    say(move |lang| {
        let words: Vec<&str> = parts
            .iter()
            .map(|part| match part {
                Part::Name => lang.tf_name(),
                Part::Address => lang.tf_address(),
                Part::Environment => lang.tf_environment(),
                Part::FileOrigins => lang.tf_files(),
                Part::ReadOnly if read_only => lang.tf_read_only(),
                Part::ReadOnly => lang.tf_writable(),
            })
            .collect();
        lang.tf_changes(&words.join(lang.pick(", ", "、")))
    })
}
