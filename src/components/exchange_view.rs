//! One exchange in full: request and answer as text, and the line for the shell.

use crate::dom::prelude::*;
use firetower_protocol::pretty::pretty;

use crate::api::curl::{Request, curl};
use crate::i18n::{Lang, Text, say, tr};
use crate::state::exchange::{Answer, Exchange};
use crate::state::time;
use crate::ui::format;
use crate::ui::hostile::hostile;

/// The line for the shell; the secret comes from `$IM_SECRET` there.
pub(crate) fn curl_of(exchange: &Exchange) -> String {
    curl(&Request {
        method: exchange.method,
        url: &exchange.url,
        signed: exchange.signed,
        body: exchange.body.as_deref(),
    })
}

/// `request 17 · 17:42:09.114 · 38 ms`.
pub(crate) fn head_line(exchange: &Exchange) -> Text {
    let (id, time, took) = (exchange.id, time::clock_ms(exchange.time), format::duration(exchange.took_ms));
    say(move |lang| format!("{} · {time} · {took}", lang.rq_number(id)))
}

pub(crate) fn exchange_view(exchange: &Exchange) -> AnyView {
    view! {
        <div class="split2 exchange">
            <div class="field"><h3>{tr(Lang::rq_request)}</h3>{request(exchange)}</div>
            <div class="field"><h3>{tr(Lang::rq_answer)}</h3>{answer(exchange)}</div>
        </div>
        <div class="exchange next">
            <div class="field">
                <h3>{tr(Lang::rq_as_curl)}" "<span class="meta">{tr(Lang::rq_curl_hint)}</span></h3>
                <pre class="code" tabindex="0">{curl_of(exchange)}</pre>
            </div>
        </div>
    }
    .into_any()
}

fn request(exchange: &Exchange) -> AnyView {
    let address = exchange.url.clone();
    let headers = if exchange.signed {
        view! {
            <div class="dim">{tr(Lang::rq_nonce_hidden)}</div>
            <div class="dim">{format!("timestamp: {}", exchange.signed_at.unwrap_or(exchange.time))}</div>
            <div class="dim">{tr(Lang::rq_sign_hidden)}</div>
        }
        .into_any()
    } else {
        ().into_any()
    };
    let body = match &exchange.body {
        Some(body) => hostile_lines(&pretty(body)),
        None => view! { <div class="dim">{tr(Lang::rq_no_body)}</div> }.into_any(),
    };
    view! {
        <div class="code" tabindex="0">
            <div>{exchange.method}" "{address}</div>
            {(exchange.method != "GET").then(|| view! { <div class="dim">"content-type: application/json; charset=utf-8"</div> })}
            {headers}
            <div>"\u{a0}"</div>
            {body}
        </div>
    }
    .into_any()
}

fn answer(exchange: &Exchange) -> AnyView {
    let Some(answer) = &exchange.answer else {
        let failure = exchange.failure.clone();
        let words = say(move |lang| failure.as_ref().map(|error| error.short(lang)).unwrap_or_default());
        return view! { <div class="code" tabindex="0"><div class="dim">{tr(Lang::rq_no_answer)}</div><div>{words}</div></div> }.into_any();
    };
    let headers = answer
        .headers
        .iter()
        .map(|(name, value)| view! { <div class="dim">{format!("{name}: ")}{hostile(value)}</div> })
        .collect_view();
    view! {
        <div class="code" tabindex="0">
            <div>{format!("HTTP {}", answer.status)}</div>
            {headers}
            <div>"\u{a0}"</div>
            {answer_text(answer)}
        </div>
    }
    .into_any()
}

fn answer_text(answer: &Answer) -> AnyView {
    /// What is shown of a page or a long answer; the rest is not worth the scrolling.
    const SHOWN: usize = 4_096;
    if answer.text.is_empty() {
        return view! { <div class="dim">{tr(Lang::rq_no_body)}</div> }.into_any();
    }
    let whole =
        if answer.is_html || answer.code.is_none() { answer.text.clone() } else { pretty(&answer.text) };
    let end = (0..=SHOWN.min(whole.len())).rev().find(|at| whole.is_char_boundary(*at)).unwrap_or(0);
    let left = whole.len() - end + answer.size.saturating_sub(answer.text.len());
    let more = (left > 0).then(|| {
        let size = u32::try_from(left).map(|left| format::size(f64::from(left))).unwrap_or_default();
        view! { <div class="dim">{say(move |lang| lang.rq_more(&size))}</div> }
    });
    view! { {hostile_lines(&whole[..end])}{more} }.into_any()
}

fn hostile_lines(text: &str) -> AnyView {
    text.lines().map(|line| view! { <div>{hostile(line)}</div> }).collect_view().into_any()
}
