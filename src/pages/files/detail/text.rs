//! The beginning of a text file, as text whatever is in it.

use crate::dom::prelude::*;
use firetower_protocol::file_url::WebFile;

use super::stage::Called;
use crate::api::Leave;
use crate::api::file_text::{FileText, READ_BYTES, Trouble, file_text};
use crate::i18n::{Lang, say, tr};
use crate::ui::format;
use crate::ui::hostile;

pub(super) fn text(
    file: &WebFile,
    name: impl Called,
    leave: Leave,
    trouble: RwSignal<Option<Trouble>>,
    waits: RwSignal<bool>,
) -> AnyView {
    let found = RwSignal::new(None::<FileText>);
    let url = file.url.clone();
    spawn(async move {
        let Some(read) = file_text(&url, leave).await else { return };
        waits.try_set(false);
        match read {
            Ok(text) => found.try_set(Some(text)),
            Err(why) => {
                trouble.try_set(Some(why));
                None
            }
        };
    });
    (move || found.get().map(|text| beginning(&text, name.clone()))).into_any()
}

fn beginning(FileText { text, encoding, is_cut }: &FileText, name: impl Called) -> AnyView {
    if text.is_empty() {
        return view! { <p class="muted">{tr(Lang::fd_text_empty)}</p> };
    }
    let encoding = *encoding;
    let other = (encoding != "utf-8")
        .then(|| view! { <p class="hint">{say(move |lang| lang.fd_text_encoding(encoding))}</p> });
    let cut = is_cut.then(|| {
        let size = u32::try_from(READ_BYTES).map(|bytes| format::size(f64::from(bytes))).unwrap_or_default();
        view! { <p class="hint">{say(move |lang| lang.fd_text_cut(&size))}</p> }
    });
    view! {
        <pre class="code" tabindex="0" role="region" aria-label=say(move |lang| lang.fd_text_of(&name(lang)))>{readable(text)}</pre>
        {other}
        {cut}
    }
}

/// Lines and tabs stay what they are; all else that can't be seen becomes its code. One text for all of it: a file of
/// control characters would otherwise be a hundred thousand elements.
fn readable(text: &str) -> String {
    let mut whole = String::with_capacity(text.len());
    for (at, line) in text.split('\n').enumerate() {
        if at > 0 {
            whole.push('\n');
        }
        for (at, cell) in line.strip_suffix('\r').unwrap_or(line).split('\t').enumerate() {
            if at > 0 {
                whole.push('\t');
            }
            whole.push_str(&hostile::plain(cell));
        }
    }
    whole
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn lines_and_tabs_stay_and_what_is_unseen_is_named() {
        assert_eq!(readable("a\tb\r\nc\n"), "a\tb\nc\n");
        assert_eq!(readable("\u{202e}gpj\0\u{1b}[31m"), "[U+202E]gpj[U+0000][U+001B][31m");
        assert_eq!(readable("<script>"), "<script>");
    }

    proptest! {
        #[test]
        fn nothing_unseen_is_left(text: String) {
            let shown = readable(&text);
            prop_assert!(!hostile::has_unseen(&shown.replace(['\n', '\t'], "")));
        }
    }
}
