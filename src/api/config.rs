//! `config.json` beside index.html: what the hoster sets for everybody. It is read before anything else begins, and what
//! can't be read keeps everything else from beginning, since it may hold what must not be done.

mod told;

use firetower_protocol::config::{Config, read};
use js_sys::{Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{RequestCache, RequestInit, RequestRedirect, Response, ResponseType};

use super::fetch::{TIMEOUT_MS, any_of};
use crate::later::later;
pub(crate) use told::Told;

const FILE: &str = "config.json";
/// Where `boot.js` leaves the answer that it asks for while the module is still on its way.
const ASKED_BEFORE: &str = "firetowerConfig";

/// Why there is no configuration.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum NotRead {
    /// No whole answer came.
    Unreachable,
    Status(u16),
    /// To a login page, most likely.
    Redirected,
    Refused(Vec<Told>),
}

/// What the file says, or the defaults where there is none.
pub(crate) async fn load() -> Result<Config, NotRead> {
    let answer = match asked_before() {
        Some(answer) => answer,
        None => ask(),
    };
    match whole(answer).await? {
        Some(text) if !is_html(&text) => understood(text).await,
        _ => Ok(Config::default()),
    }
}

#[cfg(feature = "split")]
impl From<wasm_split_helpers::SplitLoaderError> for NotRead {
    fn from(_: wasm_split_helpers::SplitLoaderError) -> Self {
        Self::Unreachable
    }
}

later! {
    /// Most dashboards have no such file, so what reads it is a module of its own.
    async fn understood(text: String) -> Result<Config, NotRead> = config::reader {
        read(&text).map_err(|problems| NotRead::Refused(problems.into_iter().map(told::told).collect()))
    }
}

/// It is taken once: whoever tries again wants another answer.
fn asked_before() -> Option<Promise> {
    let window = leptos::prelude::window();
    let promise = Reflect::get(&window, &JsValue::from_str(ASKED_BEFORE)).ok()?.dyn_into().ok()?;
    Reflect::delete_property(&window, &JsValue::from_str(ASKED_BEFORE)).ok()?;
    Some(promise)
}

fn ask() -> Promise {
    let init = RequestInit::new();
    init.set_cache(RequestCache::NoStore);
    init.set_redirect(RequestRedirect::Manual);
    init.set_signal(Some(&any_of(None, TIMEOUT_MS)));
    // Relative to the base, as every file of ours.
    leptos::prelude::window().fetch_with_str_and_init(FILE, &init)
}

/// The text of an answer; `None` where there is no such file.
async fn whole(answer: Promise) -> Result<Option<String>, NotRead> {
    let answer = JsFuture::from(answer).await.map_err(|_| NotRead::Unreachable)?;
    let answer: Response = answer.dyn_into().map_err(|_| NotRead::Unreachable)?;
    if answer.type_() == ResponseType::Opaqueredirect {
        return Err(NotRead::Redirected);
    }
    match answer.status() {
        200 => {}
        404 | 410 => return Ok(None),
        status => return Err(NotRead::Status(status)),
    }
    let text = JsFuture::from(answer.text().map_err(|_| NotRead::Unreachable)?).await;
    text.map(|text| text.as_string()).map_err(|_| NotRead::Unreachable)
}

/// Many servers answer a path that they don't know with the page itself: that is no file.
fn is_html(text: &str) -> bool {
    let begins = |tag: &str| {
        let text = text.trim_start_matches('\u{feff}').trim_start();
        text.get(..tag.len()).is_some_and(|start| start.eq_ignore_ascii_case(tag))
    };
    begins("<!doctype html") || begins("<html")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_clearly_a_page_is_no_file() {
        for text in ["<!DOCTYPE html><title>x", "\n <html lang=en>", "\u{feff}<!doctype HTML>"] {
            assert!(is_html(text), "{text}");
        }
        for text in ["", "{}", "<", "<!doctype", "<?xml?>", "Not found", "群"] {
            assert!(!is_html(text), "{text}");
        }
    }
}
