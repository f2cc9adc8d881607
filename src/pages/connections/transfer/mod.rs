//! Export and import of connections: never with secrets, and nothing is taken before it was shown.

mod preview;

use std::cell::Cell;

use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;

use crate::dom::prelude::*;
use crate::i18n::{Lang, say, tr};
use crate::state::config::config;
use crate::state::connections::Connections;
use crate::state::transfer::{Item, LARGEST_BYTES, NotAList, Wrong, against, export, read};
use crate::ui::download::download;
use crate::ui::hostile;
use crate::ui::icon::{Icon, icon};
use crate::ui::statement::{Gravity, statement};

/// What came of the file that was chosen.
#[derive(Clone)]
enum Came {
    Nothing,
    /// The browser did not hand it over.
    Unread,
    Refused(NotAList),
    Items(Vec<Item>),
    Done(usize),
}

thread_local! {
    /// How many an import took, while the page may be drawn anew by it. One that is opened later has nothing to say of it.
    static DONE: Cell<Option<usize>> = const { Cell::new(None) };
}

pub(super) fn transfer() -> AnyView {
    let connections = expect_context::<Connections>();
    let came = RwSignal::new(DONE.take().map_or(Came::Nothing, Came::Done));
    // Another tab may change what the file is compared with; then what was ticked was ticked for something else.
    let items = memo(move || match came.get() {
        Came::Items(items) => Some(against(items, &connections.all())),
        _ => None,
    });
    let count = memo(move || connections.all().len());
    let save = move |_| {
        let text = untrack(|| export(&connections.all()));
        download("firetower-connections.json", "application/json", &text);
    };
    let may_add = config().add_connections;
    view! {
        <section class="card" aria-labelledby="transfer-title">
            <header><h2 id="transfer-title">{tr(Lang::tf_title)}</h2></header>
            <div class="body form">
                <p class="muted">{tr(Lang::tf_why)}</p>
                {(!may_add).then(|| view! { <p class="hint">{tr(Lang::tf_closed)}</p> })}
                <div class="row">
                    <button type="button" class="btn" disabled=move || count.get() == 0 on:click=save>
                        {icon(Icon::Download)}{say(move |lang| lang.tf_export(count.get()))}
                    </button>
                    {may_add.then(|| chooser(connections, came))}
                </div>
                {move || match came.get() {
                    Came::Nothing => ().into_any(),
                    Came::Unread => refused(say(|lang| lang.tf_e_browser().to_owned())),
                    Came::Refused(why) => refused(say(move |lang| words(lang, &why))),
                    Came::Done(count) => view! {
                        <p role="status" class="state ok">{icon(Icon::Check)}{say(move |lang| lang.tf_done(count))}</p>
                    }
                    .into_any(),
                    Came::Items(_) => ().into_any(),
                }}
                {move || items.get().map(|items| preview::preview(connections, items, came))}
            </div>
        </section>
    }
    .into_any()
}

/// A button that opens the browser's own choice of a file.
fn chooser(connections: Connections, came: RwSignal<Came>) -> AnyView {
    let chosen = move |event: leptos::ev::Event| {
        let input = event_target::<web_sys::HtmlInputElement>(&event);
        let file = input.files().and_then(|files| files.get(0));
        // The same file may be chosen again after it was mended.
        let Some(file) = file else { return };
        spawn(async move {
            came.set(Came::Nothing);
            let text = if file.size() > LARGEST_BYTES as f64 {
                Err(Came::Refused(NotAList::TooLarge))
            } else {
                JsFuture::from(file.text()).await.ok().and_then(|text| text.as_string()).ok_or(Came::Unread)
            };
            let own_origin = location().origin().unwrap_or_default();
            let known = untrack(|| connections.all());
            let read = text.map(|text| read(&text, &known, &own_origin));
            input.set_value("");
            came.try_set(match read {
                Ok(Ok(items)) => Came::Items(items),
                Ok(Err(why)) => Came::Refused(why),
                Err(came) => came,
            });
        });
    };
    let press = |event: web_sys::MouseEvent| {
        let input = event
            .current_target()
            .and_then(|button| button.unchecked_into::<web_sys::Element>().next_element_sibling())
            .and_then(|input| input.dyn_into::<web_sys::HtmlElement>().ok());
        if let Some(input) = input {
            input.click();
        }
    };
    view! {
        <button type="button" class="btn" on:click=press>{tr(Lang::tf_import)}</button>
        <input type="file" accept="application/json,.json" hidden tabindex="-1" aria-label=tr(Lang::tf_file) on:change=chosen />
    }
    .into_any()
}

fn refused(why: crate::i18n::Text) -> AnyView {
    let title = say(|lang| lang.tf_e_title().to_owned());
    statement(Gravity::Bad, true, title, why, ().into_any())
}

fn words(lang: Lang, why: &NotAList) -> String {
    match why {
        NotAList::TooLarge => lang.tf_e_large().to_owned(),
        NotAList::NotJson { line, column } => lang.tf_e_json(*line, *column),
        NotAList::NotOurs => lang.tf_e_ours().to_owned(),
        NotAList::Newer(version) => lang.tf_e_newer(*version),
        NotAList::Secret(key) => lang.tf_e_secret(&hostile::plain(key)),
        NotAList::Row { number, wrong } => {
            let wrong = match wrong {
                Wrong::Shape => lang.tf_w_shape(),
                Wrong::Slug => lang.tf_w_slug(),
                Wrong::Name => lang.tf_w_name(),
                Wrong::Address => lang.tf_w_address(),
                Wrong::FileOrigin => lang.tf_w_files(),
                Wrong::Twice => lang.tf_w_twice(),
            };
            lang.tf_e_row(*number, wrong)
        }
    }
}
