//! A text as a file for the browser to save.

use wasm_bindgen::JsCast;

use crate::dom::prelude::document;

/// Offers it under this name. A browser that makes no blob or link has nothing to download with; the page itself still
/// shows everything.
pub(crate) fn download(name: &str, media_type: &str, text: &str) {
    // See above: there is nobody to tell.
    let _ = offer(name, media_type, text);
}

fn offer(name: &str, media_type: &str, text: &str) -> Option<()> {
    let options = web_sys::BlobPropertyBag::new();
    options.set_type(media_type);
    let parts = js_sys::Array::of1(&text.into());
    let blob = web_sys::Blob::new_with_str_sequence_and_options(&parts, &options).ok()?;
    let url = web_sys::Url::create_object_url_with_blob(&blob).ok()?;
    let link = document().create_element("a").ok()?.dyn_into::<web_sys::HtmlAnchorElement>().ok()?;
    link.set_href(&url);
    link.set_download(name);
    link.click();
    web_sys::Url::revoke_object_url(&url).ok()
}
