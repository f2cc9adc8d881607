//! Sizes, durations and shares, as short as they stay exact enough.

use crate::i18n::Lang;

const KIB: f64 = 1024.0;
const MIB: f64 = KIB * 1024.0;
const GIB: f64 = MIB * 1024.0;

/// A number with so many decimals. Floating point is formatted through whole numbers: the exact way of the standard
/// library costs more wasm than all widgets together.
#[expect(clippy::cast_possible_truncation, reason = "clamped to what an i64 holds exactly")]
pub(crate) fn fixed(value: f64, decimals: u32) -> String {
    let scale = 10_i64.pow(decimals);
    let most = 9.0e15;
    let scaled = (value * if decimals == 0 { 1.0 } else { 10.0_f64.powi(decimals.cast_signed()) })
        .clamp(-most, most)
        .round() as i64;
    let sign = if scaled < 0 { "-" } else { "" };
    let (whole, part) =
        (scaled.unsigned_abs() / scale.unsigned_abs(), scaled.unsigned_abs() % scale.unsigned_abs());
    match usize::try_from(decimals) {
        Ok(width) if width > 0 => format!("{sign}{whole}.{part:0width$}"),
        _ => format!("{sign}{whole}"),
    }
}

/// `74 B`, `18.2 KiB`, `3.4 MiB`, `35.0 GiB`.
pub(crate) fn size(bytes: f64) -> String {
    if bytes < KIB {
        format!("{} B", fixed(bytes, 0))
    } else if bytes < MIB {
        format!("{} KiB", digits(bytes / KIB))
    } else if bytes < GIB {
        format!("{} MiB", digits(bytes / MIB))
    } else {
        format!("{} GiB", digits(bytes / GIB))
    }
}

/// Every digit, in groups: `4,294,967,297`.
pub(crate) fn grouped(number: i64) -> String {
    let digits = number.unsigned_abs().to_string();
    let mut grouped = String::from(if number < 0 { "-" } else { "" });
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

/// The same as [`size`] of a size that a server tells, which may be anything.
#[expect(clippy::cast_precision_loss, reason = "three digits of it are shown")]
pub(crate) fn size_of(bytes: i64) -> String {
    size(bytes as f64)
}

/// Used and whole in the unit of the whole, and that unit: `40`, `512`, `MiB`.
pub(crate) fn pair(used: f64, whole: f64) -> (String, String, &'static str) {
    let (unit, name) = if whole < GIB { (MIB, "MiB") } else { (GIB, "GiB") };
    (digits(used / unit), digits(whole / unit), name)
}

/// One decimal below 100, none above.
fn digits(value: f64) -> String {
    if value.abs() < 99.95 { fixed(value, 1) } else { fixed(value, 0) }
}

/// `9 ms`, `3.00 s`, `10.0 s`.
pub(crate) fn duration(ms: u32) -> String {
    let seconds = f64::from(ms) / 1000.0;
    if ms < 1_000 {
        format!("{ms} ms")
    } else if ms < 10_000 {
        format!("{} s", fixed(seconds, 2))
    } else {
        format!("{} s", fixed(seconds, 1))
    }
}

/// `3 h 12 min`, `45 min`, `1 h 11 min 30 s`: how far two clocks are apart, whichever is ahead. Half minutes are rounded to
/// seconds only where `seconds` says that they matter.
pub(crate) fn apart(lang: Lang, ms: i64, seconds: bool) -> String {
    let ms = ms.unsigned_abs();
    let whole = if seconds { (ms + 500) / 1000 } else { (ms + 30_000) / 60_000 * 60 };
    let (hours, minutes, rest) = (whole / 3600, whole / 60 % 60, whole % 60);
    let parts =
        [(hours, lang.pick("h", "小时")), (minutes, lang.pick("min", "分")), (rest, lang.pick("s", "秒"))];
    let shown: Vec<String> =
        parts.iter().filter(|(count, _)| *count > 0).map(|(count, unit)| format!("{count} {unit}")).collect();
    if shown.is_empty() {
        format!("0 {}", if seconds { lang.pick("s", "秒") } else { lang.pick("min", "分") })
    } else {
        shown.join(" ")
    }
}

/// The same with its sign: `+3 h 12 min`, `−45 min`.
pub(crate) fn shift(lang: Lang, ms: i64, seconds: bool) -> String {
    let apart = apart(lang, ms, seconds);
    match ms {
        _ if apart.starts_with('0') => apart,
        ..0 => format!("−{apart}"),
        _ => format!("+{apart}"),
    }
}

/// `93%`; a share that is not whole is rounded away from looking full or empty.
pub(crate) fn percent(share: f64) -> String {
    let percent = share * 100.0;
    if percent > 99.0 && percent < 100.0 {
        "99%".to_owned()
    } else if percent > 0.0 && percent < 1.0 {
        "<1%".to_owned()
    } else {
        format!("{}%", fixed(percent, 0))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes() {
        let shown = [0.0, 74.0, 1024.0, 18_637.0, 3.4 * MIB, 35.0 * GIB, 500.0 * GIB].map(size);
        assert_eq!(shown, ["0 B", "74 B", "1.0 KiB", "18.2 KiB", "3.4 MiB", "35.0 GiB", "500 GiB"]);
        let of = |used, whole| {
            let (used, whole, unit) = pair(used, whole);
            format!("{used}/{whole} {unit}")
        };
        assert_eq!(of(1.7 * GIB, 4.0 * GIB), "1.7/4.0 GiB");
        assert_eq!(of(99.97 * GIB, 500.0 * GIB), "100/500 GiB");
        assert_eq!(of(40.0 * MIB, 512.0 * MIB), "40.0/512 MiB");
    }

    #[test]
    fn exact_sizes_keep_every_digit() {
        let shown = [0, 999, 1_000, 4_294_967_297, -1_234, i64::MAX].map(grouped);
        assert_eq!(shown, ["0", "999", "1,000", "4,294,967,297", "-1,234", "9,223,372,036,854,775,807"]);
    }

    #[test]
    fn fixed_rounds_and_keeps_its_width() {
        let shown = [(0.0, 1), (1.05, 2), (-0.26, 1), (2.996, 2), (12.5, 0), (f64::NAN, 1)];
        assert_eq!(
            shown.map(|(value, decimals)| fixed(value, decimals)),
            ["0.0", "1.05", "-0.3", "3.00", "13", "0.0"]
        );
    }

    #[test]
    fn durations() {
        assert_eq!(
            [0, 999, 1_000, 3_004, 10_000].map(duration),
            ["0 ms", "999 ms", "1.00 s", "3.00 s", "10.0 s"]
        );
    }

    #[test]
    fn clocks_apart() {
        let minutes = |count: i64| count * 60_000;
        assert_eq!(shift(Lang::En, minutes(192), false), "+3 h 12 min");
        assert_eq!(shift(Lang::En, -minutes(45), false), "−45 min");
        assert_eq!(shift(Lang::Zh, minutes(192) - 29_000, false), "+3 小时 12 分");
        assert_eq!(shift(Lang::En, minutes(71) + 30_000, true), "+1 h 11 min 30 s");
        assert_eq!(apart(Lang::En, minutes(120), true), "2 h");
        assert_eq!(shift(Lang::Zh, -12, false), "0 分");
        assert_eq!(apart(Lang::En, i64::MIN, false).split(' ').nth(1), Some("h"));
    }

    #[test]
    fn shares_do_not_look_fuller_than_they_are() {
        assert_eq!([0.0, 0.001, 0.93, 0.996, 1.0].map(percent), ["0%", "<1%", "93%", "99%", "100%"]);
    }
}
