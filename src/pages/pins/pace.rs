//! How far a row of calls is: counts, a rate, what is left, and the way to end it.

use crate::dom::prelude::*;

use crate::i18n::{Lang, Text, Word, say, tr};
use crate::state::time;
use crate::ui::format::{fixed, percent};

#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Pace {
    pub(super) all: usize,
    pub(super) done: usize,
    began_ms: f64,
}

impl Pace {
    pub(super) fn begin(all: usize) -> Self {
        Self { all, done: 0, began_ms: time::ticks_ms() }
    }

    /// `37 of 200 · 12.3 a second · about 13 s left`.
    fn sentence(self, lang: Lang, elapsed_ms: f64) -> String {
        let counts = lang.pn_pace(self.done, self.all);
        let (done, left) = (count(self.done), count(self.all.saturating_sub(self.done)));
        if self.done == 0 || elapsed_ms <= 0.0 || left == 0.0 {
            return counts;
        }
        let a_second = done * 1000.0 / elapsed_ms;
        let left_s = left / a_second;
        let left = if left_s < 100.0 {
            lang.pn_pace_seconds(&fixed(left_s.max(1.0), 0))
        } else {
            lang.pn_pace_minutes(&fixed(left_s / 60.0, 0))
        };
        // A slow server answers one in several seconds.
        let a_second = fixed(a_second, if a_second < 10.0 { 1 } else { 0 });
        format!("{counts} · {} · {left}", lang.pn_pace_rate(&a_second))
    }

    fn share(self) -> f64 {
        count(self.done) / count(self.all).max(1.0)
    }
}

fn count(count: usize) -> f64 {
    u32::try_from(count).map_or(f64::INFINITY, f64::from)
}

/// Shows only where there is something to wait for. `label` is what is being done.
pub(super) fn pace_line(
    pace: Signal<Option<Pace>>,
    label: Word,
    end: Word,
    press: impl Fn() + Copy + Send + Sync + 'static,
) -> AnyView {
    show(
        move || pace.with(|pace| pace.is_some_and(|pace| pace.all > 1)),
        move || {
            let sentence: Text = say(move |lang| {
                let began = |pace: Pace| time::ticks_ms() - pace.began_ms;
                pace.get().map(|pace| pace.sentence(lang, began(pace))).unwrap_or_default()
            });
            let now = move || pace.get().map(|pace| pace.done.to_string()).unwrap_or_default();
            let all = move || pace.get().map(|pace| pace.all.to_string()).unwrap_or_default();
            let bar = |element: &web_sys::Element| {
                let element = StoredValue::new_local(element.clone());
                watch(move || {
                    let share = pace.get().map_or(0.0, Pace::share);
                    element.with_value(|element| set_width(element, &percent(share)));
                });
            };
            view! {
                <div class="pin-pace">
                    <span>{tr(label)}</span>
                    <span class="track" role="progressbar" aria-label=tr(label) aria-valuemin="0" aria-valuemax=all aria-valuenow=now>
                        <i node_ref=bar></i>
                    </span>
                    <span class="meta">{sentence}</span>
                    <button type="button" class="btn small push" on:click=move |_| press()>{tr(end)}</button>
                </div>
            }
            .into_any()
        },
    )
}

fn set_width(element: &web_sys::Element, width: &str) {
    use wasm_bindgen::JsCast;
    if let Some(element) = element.dyn_ref::<web_sys::HtmlElement>() {
        // A percentage is never refused.
        let _ = element.style().set_property("inline-size", width);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(done: usize, all: usize, elapsed_ms: f64) -> String {
        Pace { all, done, began_ms: 0.0 }.sentence(Lang::En, elapsed_ms)
    }

    #[test]
    fn counts_rate_and_what_is_left() {
        assert_eq!(said(0, 200, 900.0), "0 of 200");
        assert_eq!(said(37, 200, 3000.0), "37 of 200 · 12 a second · about 13 s left");
        assert_eq!(said(1, 500, 2000.0), "1 of 500 · 0.5 a second · about 17 min left");
        assert_eq!(said(199, 200, 100.0), "199 of 200 · 1990 a second · about 1 s left");
        assert_eq!(said(200, 200, 100.0), "200 of 200");
    }
}
