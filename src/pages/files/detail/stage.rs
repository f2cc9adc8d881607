//! A preview that was asked for: an image, a sound, a film or a text, or the reason why there is none.

use crate::dom::prelude::*;
use firetower_protocol::file_url::WebFile;
use firetower_protocol::medium::Medium;

use super::text::text;
use crate::api::Leave;
use crate::api::file_text::{Trouble, why_not_shown};
use crate::i18n::{Lang, Text, say, tr};
use crate::state::time;
use crate::ui::icon::{Icon, icon};

/// A sentence's part that says what the file is called.
pub(super) trait Called: Fn(Lang) -> String + Clone + Send + Sync + 'static {}
impl<F: Fn(Lang) -> String + Clone + Send + Sync + 'static> Called for F {}

pub(super) fn stage(file: &WebFile, medium: Medium, name: impl Called) -> AnyView {
    let trouble = RwSignal::new(None::<Trouble>);
    let waits = RwSignal::new(true);
    let leave = Leave::with_page();
    let file = StoredValue::new(file.clone());
    let shown = move || {
        let name = name.clone();
        match trouble.get() {
            Some(found) => file.with_value(|file| failed(file, found, trouble, waits)),
            None => file.with_value(|file| match medium {
                Medium::Text => text(file, name, leave, trouble, waits),
                Medium::Image | Medium::Audio | Medium::Video => {
                    element(file, medium, name, leave, trouble, waits)
                }
            }),
        }
    };
    view! {
        <div class="stage">
            {shown}
            <p class="offscreen" role="status">{
                let reading = tr(Lang::loading);
                move || if waits.get() { reading() } else { "" }
            }</p>
        </div>
    }
}

/// Loaded by the browser itself, without referrer: an image by its attribute, sound and film by the page's own rule.
fn element(
    file: &WebFile,
    medium: Medium,
    name: impl Called,
    leave: Leave,
    trouble: RwSignal<Option<Trouble>>,
    waits: RwSignal<bool>,
) -> AnyView {
    let began_ms = time::ticks_ms();
    let url = file.url.clone();
    let loaded = move |_| {
        waits.set(false);
    };
    let lost = {
        let url = url.clone();
        move |_| {
            let url = url.clone();
            spawn(async move {
                if let Some(found) = why_not_shown(&url, began_ms, leave).await {
                    waits.try_set(false);
                    trouble.try_set(Some(found));
                }
            });
        }
    };
    let label = say(move |lang| lang.fd_alt(&name(lang)));
    match medium {
        // What is fetched is fetched when its address is set, so that comes last.
        Medium::Audio => view! {
            <audio controls preload="metadata" aria-label=label on:loadedmetadata=loaded on:error=lost src=url></audio>
        },
        Medium::Video => view! {
            <video controls preload="metadata" playsinline aria-label=label on:loadedmetadata=loaded on:error=lost src=url></video>
        },
        Medium::Image | Medium::Text => view! {
            <img alt=label referrerpolicy="no-referrer" decoding="async" on:load=loaded on:error=lost src=url />
        },
    }
}

fn failed(
    file: &WebFile,
    found: Trouble,
    trouble: RwSignal<Option<Trouble>>,
    waits: RwSignal<bool>,
) -> AnyView {
    let again = move |_| {
        waits.set(true);
        trouble.set(None);
    };
    view! {
        <div class="lost" role="alert">
            <p class="note">{icon(Icon::Alert)}<span>{words(file, found)}</span></p>
            <button type="button" class="btn small" on:click=again>{tr(Lang::fd_again)}</button>
        </div>
    }
}

fn words(file: &WebFile, found: Trouble) -> Text {
    let host = file.host.clone();
    let origin = file.origin.as_ref().map(ToString::to_string).unwrap_or_default();
    let own = location().origin().unwrap_or_default();
    say(move |lang| match found {
        Trouble::Policy => lang.fd_t_policy(&origin),
        Trouble::Offline => lang.fd_t_offline().to_owned(),
        Trouble::TimedOut { after_ms } => lang.fd_t_timed_out(after_ms / 1000, &host),
        Trouble::Unreachable => lang.fd_t_unreachable(&host),
        Trouble::Unreadable => lang.fd_t_unreadable(&host, &own),
        Trouble::Status(status) => lang.fd_t_status(status),
        Trouble::NotShowable => lang.fd_t_not_showable().to_owned(),
    })
}
