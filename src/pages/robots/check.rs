//! Is it this robot's fault? Whether the bot's secret is the right one, whether the robot is blocked, and a line that
//! tries its callback.

use crate::dom::prelude::*;
use firetower_protocol::block::BlockStatus;
use firetower_protocol::{Operation, UserId};

use super::Here;
use super::compare::{Comparison, compare};
use crate::api::Client;
use crate::api::curl::callback_curl;
use crate::components::change::Change;
use crate::error::{ApiError, Kind};
use crate::i18n::{Lang, Word, say, tr};
use crate::state::time;
use crate::ui::copy::copy_button;
use crate::ui::field::{Field, hint, secret_field};
use crate::ui::hostile;
use crate::ui::icon::{Icon, icon};
use crate::ui::state::{Tone, state};

pub(super) fn check(here: Here, client: &Client, change: Change, id: &UserId) -> AnyView {
    view! {
        <section class="card check" aria-labelledby="check-title">
            <header><h2 id="check-title">{tr(Lang::rb_check)}</h2></header>
            <div class="body form">
                {blocked(here, client, id)}
                {bots_secret(client, id)}
                {callback(change, id)}
            </div>
        </section>
    }
    .into_any()
}

#[derive(Clone, PartialEq)]
enum Blocked {
    Asking,
    Said(BlockStatus),
    NotOffered,
    Failed(ApiError),
}

fn blocked(here: Here, client: &Client, id: &UserId) -> AnyView {
    let said = RwSignal::new(Blocked::Asking);
    let (client, id) = (StoredValue::new(client.clone()), StoredValue::new(id.clone()));
    let ask = move || {
        let (client, id) = (client.get_value(), id.get_value());
        spawn(async move {
            let found = match client.user_block_status(&id).await {
                Ok(reading) => Blocked::Said(reading.value),
                Err(error) if error.kind == Kind::Left => return,
                Err(error) => {
                    let offered = untrack(|| client.session.capability(Operation::BlockStatus));
                    if offered == firetower_protocol::Capability::NotOffered {
                        Blocked::NotOffered
                    } else {
                        Blocked::Failed(error)
                    }
                }
            };
            said.try_set(found);
        });
    };
    watch(move || {
        // Asked, not only tracked: reading again asks this again too.
        let _ = here.again.get();
        untrack(ask);
    });
    let again = move || {
        view! { <button type="button" class="btn small" on:click=move |_| ask()>{tr(Lang::retry)}</button> }
    };
    let shown = move || match said.get() {
        Blocked::Asking => {
            view! { <span class="muted" aria-busy="true">{tr(Lang::loading)}</span> }.into_any()
        }
        Blocked::Said(status) => status_view(status),
        Blocked::NotOffered => {
            view! { <span class="muted">{tr(Lang::rb_block_not_offered)}</span> }.into_any()
        }
        Blocked::Failed(error) => {
            let words = say(move |lang| hostile::plain(&error.short(lang)));
            view! { {state(Tone::Bad, Icon::Cross, words)}{again()} }.into_any()
        }
    };
    view! { <div class="field"><h3>{tr(Lang::rb_blocked)}</h3><div class="row tells" role="status">{shown}</div></div> }.into_any()
}

fn status_view(status: BlockStatus) -> AnyView {
    let (tone, sign, word): (Tone, Icon, Word) = match status {
        BlockStatus::NORMAL => (Tone::Ok, Icon::Check, Lang::rb_block_normal),
        BlockStatus::MUTED => (Tone::Warn, Icon::Alert, Lang::rb_block_muted),
        BlockStatus::FORBIDDEN => (Tone::Warn, Icon::Stop, Lang::rb_block_forbidden),
        BlockStatus(other) => {
            return state(Tone::Warn, Icon::Info, say(move |lang| lang.rb_block_other(other)));
        }
    };
    state(tone, sign, tr(word))
}

#[derive(Clone, PartialEq)]
enum Compared {
    NotYet,
    Asking,
    /// When the server's was read.
    Said(Comparison, String),
    /// The server does not hand it out, or the robot is gone.
    NothingToCompare,
    Failed(ApiError),
}

fn bots_secret(client: &Client, id: &UserId) -> AnyView {
    let pasted = RwSignal::new(String::new());
    let said = RwSignal::new(Compared::NotYet);
    let (client, id) = (StoredValue::new(client.clone()), StoredValue::new(id.clone()));
    // Against what the server holds now: somebody may have rotated it since this page was read.
    let ask = move || {
        let (client, id) = (client.get_value(), id.get_value());
        said.set(Compared::Asking);
        spawn(async move {
            let found = match client.robot(&id).await {
                Ok(reading) => {
                    let at = time::clock(reading.time);
                    let held =
                        reading.value.and_then(|robot| robot.secret).filter(|held| !held.expose().is_empty());
                    match (held, pasted.try_get_untracked()) {
                        (Some(held), Some(pasted)) => Compared::Said(compare(held.expose(), &pasted), at),
                        _ => Compared::NothingToCompare,
                    }
                }
                Err(error) if error.kind == Kind::Left => return,
                Err(error) => Compared::Failed(error),
            };
            said.try_set(found);
        });
    };
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if !pasted.with_untracked(String::is_empty) {
            ask();
        }
    };
    let shown = move || match said.get() {
        Compared::NotYet => ().into_any(),
        Compared::Asking => {
            view! { <span class="muted" aria-busy="true">{tr(Lang::loading)}</span> }.into_any()
        }
        Compared::Said(comparison, at) => {
            let word = comparison_word(comparison);
            let words = say(move |lang| lang.rb_compared(word(lang), &at));
            if comparison == Comparison::Equal {
                state(Tone::Ok, Icon::Check, words)
            } else {
                state(Tone::Warn, Icon::Alert, words)
            }
        }
        Compared::NothingToCompare => {
            view! { <span class="muted">{tr(Lang::rb_compare_nothing)}</span> }.into_any()
        }
        Compared::Failed(error) => {
            let words = say(move |lang| hostile::plain(&error.short(lang)));
            state(Tone::Bad, Icon::Cross, words)
        }
    };
    view! {
        <form class="field compare" on:submit=submit on:input=move |_| said.set(Compared::NotYet)>
            {secret_field(Field {
                label: tr(Lang::rb_bots_secret).into_any(),
                aside: ().into_any(),
                value: pasted,
                below: hint(tr(Lang::rb_bots_secret_hint)),
                invalid: Signal::stored(false),
                mono: true,
                name: "bots-secret",
            })}
            <div class="row tells">
                <button type="submit" class="btn" disabled=move || pasted.with(String::is_empty)>{tr(Lang::rb_compare)}</button>
                <span role="status">{shown}</span>
            </div>
        </form>
    }
    .into_any()
}

fn comparison_word(comparison: Comparison) -> Word {
    match comparison {
        Comparison::Equal => Lang::rb_is_equal,
        Comparison::Blanks => Lang::rb_is_blanks,
        Comparison::Case => Lang::rb_is_case,
        Comparison::BlanksAndCase => Lang::rb_is_blanks_case,
        Comparison::Different => Lang::rb_is_different,
    }
}

/// For the callback as the server has it, not as it is being typed.
fn callback(change: Change, id: &UserId) -> AnyView {
    let id = id.clone();
    let held =
        memo(move || change.on_server().0.map(|held| held.text("callback").to_owned()).unwrap_or_default());
    let line = memo(move || callback_curl(&held.get(), &id));
    view! {
        <div class="field">
            <h3>{tr(Lang::rb_try_callback)}</h3>
            {move || match line.get() {
                Some(text) => view! {
                    <pre class="code" tabindex="0">{text}</pre>
                    <div class="row">{copy_button("btn small", Lang::rb_copy, move || line.get_untracked().unwrap_or_default())}</div>
                    {hint(tr(Lang::rb_try_callback_hint))}
                }
                .into_any(),
                None if held.with(String::is_empty) => hint(tr(Lang::rb_no_callback)),
                None => view! { <p class="hint caution">{icon(Icon::Alert)}<span>{tr(Lang::rb_odd_callback)}</span></p> }.into_any(),
            }}
        </div>
    }
    .into_any()
}
