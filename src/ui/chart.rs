//! A chart is a picture with a table behind it: the same data, for keyboards and screen readers.

use crate::dom::prelude::*;

use super::format::fixed;
use crate::i18n::Text;

/// Points over time; `x` and `y` in whatever unit, drawn to the limits that are given.
pub(crate) struct Plot {
    pub(crate) points: Vec<(f64, f64)>,
    /// What the left and right edge stand for.
    pub(crate) from: f64,
    pub(crate) to: f64,
    /// What the upper edge stands for; the lower one is 0.
    pub(crate) top: f64,
    /// A dashed line.
    pub(crate) limit: Option<f64>,
}

const HEIGHT: f64 = 40.0;

impl Plot {
    fn x(&self, at: f64) -> f64 {
        let width = (self.to - self.from).max(1.0);
        ((at - self.from) / width * 100.0).clamp(0.0, 100.0)
    }

    fn y(&self, value: f64) -> f64 {
        HEIGHT - (value / self.top.max(f64::MIN_POSITIVE) * HEIGHT).clamp(0.0, HEIGHT)
    }

    fn line(&self) -> String {
        let mut path = String::new();
        for (index, (at, value)) in self.points.iter().enumerate() {
            let command = if index == 0 { 'M' } else { 'L' };
            path.push(command);
            path.push_str(&fixed(self.x(*at), 1));
            path.push(' ');
            path.push_str(&fixed(self.y(*value), 1));
        }
        path
    }

    fn area(&self) -> String {
        match (self.points.first(), self.points.last()) {
            (Some(first), Some(last)) => {
                format!("{}L{} 40L{} 40Z", self.line(), fixed(self.x(last.0), 1), fixed(self.x(first.0), 1))
            }
            _ => String::new(),
        }
    }
}

/// The drawing alone; `summary` is what a screen reader hears of it.
pub(crate) fn plot(plot: &Plot, summary: Text) -> AnyView {
    let limit = plot.limit.map(|limit| {
        let at = plot.y(limit);
        view! { <path class="limit" d=format!("M0 {}h100", fixed(at, 1)) /> }
    });
    view! {
        <svg class="plot" viewBox="0 0 100 40" preserveAspectRatio="none" role="img" aria-label=summary>
            <path class="base" d="M0 40h100" />
            {limit}
            <path class="area" d=plot.area() />
            <path class="lineup" d=plot.line() />
        </svg>
    }
    .into_any()
}

/// The table behind it: at most so many rows, the newest first.
pub(crate) fn values(caption: Text, rows: Vec<(String, String)>) -> AnyView {
    const MOST: usize = 30;
    let rows = rows
        .into_iter()
        .take(MOST)
        .map(|(time, value)| view! { <tr><th scope="row" class="mono">{time}</th><td class="mono num">{value}</td></tr> })
        .collect_view();
    view! {
        <div class="values" tabindex="0">
            <table><caption class="offscreen">{caption}</caption><tbody>{rows}</tbody></table>
        </div>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_plot_stays_inside_its_box() {
        let plot = Plot {
            points: vec![(0.0, 0.0), (5.0, 20.0), (20.0, 5.0)],
            from: 0.0,
            to: 10.0,
            top: 10.0,
            limit: None,
        };
        assert_eq!(plot.line(), "M0.0 40.0L50.0 0.0L100.0 20.0");
        assert_eq!(plot.area(), "M0.0 40.0L50.0 0.0L100.0 20.0L100.0 40L0.0 40Z");
    }

    #[test]
    fn nothing_to_draw_is_nothing() {
        let plot = Plot { points: Vec::new(), from: 0.0, to: 0.0, top: 0.0, limit: None };
        assert_eq!((plot.line(), plot.area()), (String::new(), String::new()));
    }
}
