//! The list: newest first, by keyboard too.

use std::sync::Arc;

use crate::dom::prelude::*;
use firetower_protocol::Code;
use leptos::ev::KeyboardEvent;

use crate::components::exchange_view::curl_of;
use crate::i18n::{Lang, say, tr};
use crate::paths::{self, RequestFilter};
use crate::state::exchange::{Exchange, ExchangeId};
use crate::state::time;
use crate::ui::copy::to_clipboard;
use crate::ui::format;
use crate::ui::icon::{Icon, icon};
use crate::ui::rows::move_focus;

/// The longest duration that the bars tell apart: how long a call may take at all.
const LONGEST_MS: f64 = 15_000.0;

pub(super) fn table(
    slug: StoredValue<String>,
    filter: Memo<RequestFilter>,
    open: Memo<Option<ExchangeId>>,
    shown: Memo<Vec<Arc<Exchange>>>,
) -> AnyView {
    let location = use_location();
    let open_one = move |id: Option<ExchangeId>| {
        let path = slug.with_value(|slug| paths::requests(slug, filter.get_untracked(), id));
        location.go(&path, true);
    };
    let on_key = move |event: KeyboardEvent| {
        if event.ctrl_key() || event.meta_key() || event.alt_key() {
            return;
        }
        match event.key().as_str() {
            "ArrowDown" => move_focus(&event, true),
            "ArrowUp" => move_focus(&event, false),
            "Escape" => open_one(None),
            _ => {}
        }
    };
    view! {
        <div class="scroll">
            <table class="dense fixed cards exchanges" aria-label=tr(Lang::rq_table) on:keydown=on_key>
                <thead>
                    <tr>
                        <th class="c-clock" scope="col">{tr(Lang::rq_time)}</th>
                        <th class="c-method" scope="col">{tr(Lang::rq_method)}</th>
                        <th class="c-path" scope="col">{tr(Lang::rq_path)}</th>
                        <th class="c-state" scope="col">{tr(Lang::rq_page)}</th>
                        <th class="c-status" scope="col">{tr(Lang::rq_status)}</th>
                        <th scope="col">{tr(Lang::rq_code)}</th>
                        <th class="num c-took" scope="col">{tr(Lang::rq_took)}</th>
                        <th class="num c-size" scope="col">{tr(Lang::rq_size)}</th>
                    </tr>
                </thead>
                <tbody>
                    {each(
                        move || shown.get(),
                        |exchange| (exchange.id, exchange.failed()),
                        move |exchange| row(exchange, open, open_one),
                    )}
                </tbody>
            </table>
        </div>
    }
    .into_any()
}

fn row(
    exchange: Arc<Exchange>,
    open: Memo<Option<ExchangeId>>,
    open_one: impl Fn(Option<ExchangeId>) + Copy + Send + Sync + 'static,
) -> AnyView {
    let id = exchange.id;
    let for_key = exchange.clone();
    let on_key = move |event: KeyboardEvent| {
        if event.ctrl_key() || event.meta_key() || event.alt_key() {
            return;
        }
        match event.key().as_str() {
            "Enter" => {
                event.prevent_default();
                open_one(Some(id));
            }
            "c" | "C" => {
                let line = curl_of(&for_key);
                spawn(async move {
                    // Where the browser allows no copying, the open exchange shows the line for selecting.
                    let _ = to_clipboard(&line).await;
                });
            }
            _ => {}
        }
    };
    let (status, size) = match &exchange.answer {
        None => (tr(Lang::rq_no_answer).into_any(), format::size(0.0)),
        Some(answer) => {
            let kind = if answer.is_html { " html" } else { "" };
            let size = u32::try_from(answer.size).map_or(f64::INFINITY, f64::from);
            (format!("{}{kind}", answer.status).into_any(), format::size(size))
        }
    };
    let duration_class = if exchange.slow() { "dur warn" } else { "dur" };
    let width = format!("{}%", format::fixed(bar_share(exchange.took_ms) * 100.0, 0));
    view! {
        <tr tabindex="0" aria-selected=move || (open.get() == Some(id)).then_some("true")
            on:click=move |_| open_one(Some(id)) on:keydown=on_key>
            <td class="mono muted"><time title=time::iso(exchange.time)>{time::clock_ms(exchange.time)}</time></td>
            <td class="mono">{exchange.method}</td>
            <td class="mono clip full">{exchange.path.as_ref()}</td>
            <td class="muted">{tr(exchange.page.word())}</td>
            <td class="mono">{status}</td>
            <td class="clip">{code(&exchange)}</td>
            <td><span class=duration_class><i style:inline-size=width></i><span class="mono v">{format::duration(exchange.took_ms)}</span></span></td>
            <td class="mono num">{size}</td>
        </tr>
    }
    .into_any()
}

fn code(exchange: &Exchange) -> AnyView {
    if let Some(error) = exchange.failure.clone() {
        let words = say(move |lang| error.short(lang));
        return view! { <span class="state bad">{icon(Icon::Cross)}<span class="clip">{words}</span></span> }
            .into_any();
    }
    let code = exchange.answer.as_ref().and_then(|answer| answer.code);
    let wrote = exchange.writes.then(|| view! { " "<span class="meta">{tr(Lang::rq_wrote)}</span> });
    match code {
        Some(Code::NotExist) => view! { "253 "{tr(Lang::ss_none)} }.into_any(),
        Some(code) => view! { <span class="mono muted">{code.to_string()}</span>{wrote} }.into_any(),
        None => view! { <span class="muted">{tr(Lang::ov_not_offered)}</span> }.into_any(),
    }
}

/// On a logarithmic scale, from 1 ms to [`LONGEST_MS`].
fn bar_share(took_ms: u32) -> f64 {
    (f64::from(took_ms.max(1)).ln() / LONGEST_MS.ln()).clamp(0.02, 1.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bars_are_logarithmic_and_stay_inside() {
        assert!(bar_share(0) > 0.0 && bar_share(10) < bar_share(100));
        assert!((bar_share(15_000) - 1.0).abs() < 1e-9);
        assert!(bar_share(60_000) <= 1.0);
    }
}
