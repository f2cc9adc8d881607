//! A file's text, from wherever it lies; and why a file can't be shown.
//!
//! This is no call of the API: it carries no signature, no cookie, no referrer, only the address, which the page has held
//! against the list of allowed origins. It is read up to a limit and ends with its page.

use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;

use super::client::Leave;
use super::csp;
use super::fetch::{TIMEOUT_MS, any_of};

/// More than this is not read.
pub(crate) const READ_BYTES: usize = 256 * 1024;

/// Why a file is not shown. Nobody asked the IM server, so it is no [`ApiError`](crate::error::ApiError).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Trouble {
    /// The page's own policy forbids the origin.
    Policy,
    Offline,
    TimedOut {
        after_ms: u32,
    },
    /// Nobody answers.
    Unreachable,
    /// It answers, but no page may read its answer.
    Unreadable,
    Status(u16),
    /// It is there, and the browser can't make an image or a sound of it.
    NotShowable,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct FileText {
    pub(crate) text: String,
    /// How its bytes were read, by the browser's name of the encoding.
    pub(crate) encoding: &'static str,
    /// There is more of it.
    pub(crate) is_cut: bool,
}

/// Reads the beginning of a text file. `None`: the page was left.
pub(crate) async fn file_text(url: &str, leave: Leave) -> Option<Result<FileText, Trouble>> {
    let began_ms = crate::state::time::ticks_ms();
    let timed = any_of(leave.signal().as_ref(), TIMEOUT_MS);
    let read = read(url, &timed).await;
    if leave.signal().is_none_or(|left| left.aborted()) {
        return None;
    }
    Some(match read {
        Ok(text) => Ok(text),
        Err(Lost::Status(status)) => Err(Trouble::Status(status)),
        Err(Lost::Failed) if timed.aborted() => Err(Trouble::TimedOut { after_ms: TIMEOUT_MS }),
        Err(Lost::Failed) => Err(match apart(url, began_ms).await {
            Some(trouble) => trouble,
            None if answers(url, leave).await => Trouble::Unreadable,
            None => Trouble::Unreachable,
        }),
    })
}

/// Why an element that began to load at `began_ms` failed: the browser tells it nothing but that it did. `None`: the page
/// was left.
pub(crate) async fn why_not_shown(url: &str, began_ms: f64, leave: Leave) -> Option<Trouble> {
    let trouble = match apart(url, began_ms).await {
        Some(trouble) => trouble,
        None => match open(url, web_sys::RequestMode::Cors, leave).await {
            Some(response) if !response.ok() => Trouble::Status(response.status()),
            Some(_) => Trouble::NotShowable,
            None if answers(url, leave).await => Trouble::NotShowable,
            None => Trouble::Unreachable,
        },
    };
    leave.signal().is_some_and(|left| !left.aborted()).then_some(trouble)
}

enum Lost {
    Status(u16),
    Failed,
}

async fn read(url: &str, signal: &web_sys::AbortSignal) -> Result<FileText, Lost> {
    let response = fetch(url, web_sys::RequestMode::Cors, signal).await.ok_or(Lost::Failed)?;
    if !response.ok() {
        return Err(Lost::Status(response.status()));
    }
    let (bytes, is_cut) = match response.body() {
        Some(body) => beginning(&body).await.ok_or(Lost::Failed)?,
        None => (Vec::new(), false),
    };
    let encoding = encoding_of(&bytes, is_cut);
    let decoder = web_sys::TextDecoder::new_with_label(encoding).map_err(|_| Lost::Failed)?;
    let text = decoder.decode_with_u8_array(&bytes).map_err(|_| Lost::Failed)?;
    Ok(FileText { text, encoding, is_cut })
}

/// Up to the limit, and whether there was more.
async fn beginning(body: &web_sys::ReadableStream) -> Option<(Vec<u8>, bool)> {
    let reader = body.get_reader().unchecked_into::<web_sys::ReadableStreamDefaultReader>();
    let mut bytes = Vec::new();
    loop {
        let piece = JsFuture::from(reader.read()).await.ok()?;
        let field = |name: &str| js_sys::Reflect::get(&piece, &name.into()).ok();
        if field("done")?.is_truthy() {
            return Some((bytes, false));
        }
        let piece = field("value")?.dyn_into::<js_sys::Uint8Array>().ok()?;
        bytes.append(&mut piece.to_vec());
        if bytes.len() > READ_BYTES {
            bytes.truncate(READ_BYTES);
            // What is left of it is not asked for any more; whether the host hears of that changes nothing here.
            let _ = reader.cancel();
            return Some((bytes, true));
        }
    }
}

/// Text of today is UTF-8, of Windows UTF-16 with a mark in front, and what is neither is most likely Chinese.
fn encoding_of(bytes: &[u8], is_cut: bool) -> &'static str {
    match bytes {
        [0xff, 0xfe, ..] => return "utf-16le",
        [0xfe, 0xff, ..] => return "utf-16be",
        _ => {}
    }
    match std::str::from_utf8(bytes) {
        Ok(_) => "utf-8",
        // The limit may lie within a character.
        Err(error) if is_cut && error.error_len().is_none() => "utf-8",
        Err(_) => "gb18030",
    }
}

/// What can be told without asking anybody.
async fn apart(url: &str, began_ms: f64) -> Option<Trouble> {
    // The violation's event is a task of its own, which may come just after the failure.
    gloo_timers::future::TimeoutFuture::new(20).await;
    if csp::blocked(url, began_ms) {
        return Some(Trouble::Policy);
    }
    (!leptos::prelude::window().navigator().on_line()).then_some(Trouble::Offline)
}

/// Whether anybody is there: an answer that nobody may read shows that too.
async fn answers(url: &str, leave: Leave) -> bool {
    open(url, web_sys::RequestMode::NoCors, leave).await.is_some()
}

/// Asks for a file and takes no more than the head of its answer.
async fn open(url: &str, mode: web_sys::RequestMode, leave: Leave) -> Option<web_sys::Response> {
    let enough = web_sys::AbortController::new().ok()?;
    let ends = js_sys::Array::of2(&enough.signal(), &any_of(leave.signal().as_ref(), TIMEOUT_MS));
    let response = fetch(url, mode, &web_sys::AbortSignal::any(&ends)).await;
    enough.abort();
    response
}

async fn fetch(
    url: &str,
    mode: web_sys::RequestMode,
    signal: &web_sys::AbortSignal,
) -> Option<web_sys::Response> {
    let init = web_sys::RequestInit::new();
    init.set_method("GET");
    init.set_mode(mode);
    init.set_credentials(web_sys::RequestCredentials::Omit);
    init.set_referrer_policy(web_sys::ReferrerPolicy::NoReferrer);
    init.set_cache(web_sys::RequestCache::NoStore);
    init.set_signal(Some(signal));
    let fetched = leptos::prelude::window().fetch_with_str_and_init(url, &init);
    JsFuture::from(fetched).await.ok()?.dyn_into().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_encoding_is_found_by_the_bytes() {
        assert_eq!(encoding_of(b"", false), "utf-8");
        assert_eq!(encoding_of("年报".as_bytes(), false), "utf-8");
        assert_eq!(encoding_of(&"年报".as_bytes()[..5], true), "utf-8");
        assert_eq!(encoding_of(&"年报".as_bytes()[..5], false), "gb18030");
        assert_eq!(encoding_of(&[0xc4, 0xea, 0xb1, 0xa8], false), "gb18030");
        assert_eq!(encoding_of(&[0xff, 0xfe, b'a', 0], false), "utf-16le");
        assert_eq!(encoding_of(&[0xfe, 0xff, 0, b'a'], false), "utf-16be");
    }
}
