//! After how much idleness everything is locked.

use crate::components::lock::keys;
use crate::dom::prelude::*;
use crate::i18n::{Lang, say, tr};
use crate::state::lock::{After, HIDDEN_MINUTES, Lock};
use crate::ui::field::hint;
use crate::ui::icon::{Icon, icon};

pub(super) fn locking() -> AnyView {
    let lock = expect_context::<Lock>();
    let options = After::ALL
        .map(|after| {
            let text = say(move |lang| in_words(lang, after));
            view! { <option value=after.key() selected=move || lock.after() == after>{text}</option> }
        })
        .into_iter()
        .collect_view();
    let choose = move |event| {
        if let Some(after) = After::from_key(&event_target_value(&event)) {
            lock.set_after(after);
        }
    };
    let what = say(move |lang| match lock.after() {
        After::Off => lang.lk_never_why(HIDDEN_MINUTES / 60, keys()),
        _ => lang.lk_after_why(keys()),
    });
    view! {
        <section class="card" aria-labelledby="locking">
            <header><h2 id="locking">{tr(Lang::lk_lock)}</h2></header>
            <div class="body form">
                <div class="field locking">
                    <label class="lab" for="lock-after">{tr(Lang::lk_after)}</label>
                    <span class="select">
                        <select class="btn" id="lock-after" aria-describedby="lock-after-below"
                            prop:value=move || lock.after().key() on:change=choose>{options}</select>
                        {icon(Icon::Down)}
                    </span>
                    <div id="lock-after-below" class="below">{hint(what)}</div>
                </div>
            </div>
        </section>
    }
    .into_any()
}

fn in_words(lang: Lang, after: After) -> String {
    match after.minutes() {
        None => lang.lk_off().to_owned(),
        Some(minutes) if minutes < 60 => lang.lk_minutes(minutes),
        Some(minutes) => lang.lk_hours(minutes / 60),
    }
}
