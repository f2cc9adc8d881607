//! The browser's clock and zone. The IM server tells no time of its own.

use firetower_protocol::TimestampMs;

/// The browser's wall clock.
pub(crate) fn now() -> TimestampMs {
    from_js(js_sys::Date::now())
}

/// What a `Date` header says; it is the clock of whoever answered.
pub(crate) fn from_date_header(text: &str) -> Option<TimestampMs> {
    let time = js_sys::Date::parse(text);
    time.is_finite().then(|| from_js(time))
}

/// Milliseconds for measuring; unlike the wall clock it never jumps.
pub(crate) fn ticks_ms() -> f64 {
    web_sys::window()
        .and_then(|window| window.performance())
        .map_or_else(js_sys::Date::now, |clock| clock.now())
}

/// Whole milliseconds between two [`ticks_ms`].
pub(crate) fn elapsed_ms(from: f64, to: f64) -> u32 {
    whole(to - from)
}

/// A measured, positive number of milliseconds, rounded.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "clamped to the range of u32 first"
)]
fn whole(milliseconds: f64) -> u32 {
    milliseconds.clamp(0.0, f64::from(u32::MAX)).round() as u32
}

#[expect(clippy::cast_possible_truncation, reason = "a JavaScript time is a whole number below 2^53")]
fn from_js(milliseconds: f64) -> TimestampMs {
    TimestampMs(milliseconds as i64)
}

#[expect(clippy::cast_precision_loss, reason = "times are below 2^53 milliseconds")]
fn to_js(time: TimestampMs) -> js_sys::Date {
    js_sys::Date::new(&wasm_bindgen::JsValue::from_f64(time.0 as f64))
}

/// `17:41:52`, in the browser's zone.
pub(crate) fn clock(time: TimestampMs) -> String {
    let date = to_js(time);
    format!("{:02}:{:02}:{:02}", date.get_hours(), date.get_minutes(), date.get_seconds())
}

/// `17:41`, in the browser's zone.
pub(crate) fn clock_minutes(time: TimestampMs) -> String {
    let date = to_js(time);
    format!("{:02}:{:02}", date.get_hours(), date.get_minutes())
}

/// `17:41:52.774`, in the browser's zone.
pub(crate) fn clock_ms(time: TimestampMs) -> String {
    format!("{}.{:03}", clock(time), to_js(time).get_milliseconds())
}

/// What JavaScript can tell the date of: 100 million days around 1970. Beyond it, it throws.
fn is_date(time: TimestampMs) -> bool {
    const MOST: i64 = 8_640_000_000_000_000;
    (-MOST..=MOST).contains(&time.0)
}

/// `2026-11-23T09:41:52.774Z`, for copying and hovering. Of a number that is no date, the number.
pub(crate) fn iso(time: TimestampMs) -> String {
    if is_date(time) { to_js(time).to_iso_string().into() } else { time.to_string() }
}

/// `2026-11-23`, in the browser's zone.
fn day(date: &js_sys::Date) -> String {
    format!("{:04}-{:02}-{:02}", date.get_full_year(), date.get_month() + 1, date.get_date())
}

/// `2026-11-23 17:41:52.774`, in the browser's zone. Of a number that is no date, the number.
pub(crate) fn stamp(time: TimestampMs) -> String {
    if is_date(time) { format!("{} {}", day(&to_js(time)), clock_ms(time)) } else { time.to_string() }
}

/// `2026-11-23 17:41`, in the browser's zone.
pub(crate) fn minutes(time: TimestampMs) -> String {
    if is_date(time) { format!("{} {}", day(&to_js(time)), clock_minutes(time)) } else { time.to_string() }
}

/// As an input of day and time holds it: `2026-11-23T17:41:52`.
pub(crate) fn for_input(time: TimestampMs) -> String {
    if is_date(time) { format!("{}T{}", day(&to_js(time)), clock(time)) } else { String::new() }
}

/// What such an input holds, in the browser's zone.
pub(crate) fn from_input(text: &str) -> Option<TimestampMs> {
    // Without a time of the day, JavaScript would read it in UTC.
    let time = js_sys::Date::parse(text);
    (text.contains('T') && time.is_finite()).then(|| from_js(time))
}

/// `Asia/Shanghai, UTC+8`.
pub(crate) fn zone() -> String {
    let options = js_sys::Intl::DateTimeFormat::default().resolved_options();
    let name = js_sys::Reflect::get(&options, &"timeZone".into()).ok().and_then(|name| name.as_string());
    let ahead_minutes = -js_sys::Date::new_0().get_timezone_offset();
    let offset = utc_offset(ahead_minutes);
    name.map_or_else(|| offset.clone(), |name| format!("{name}, {offset}"))
}

fn utc_offset(ahead_minutes: f64) -> String {
    let minutes = whole(ahead_minutes.abs());
    let sign = if ahead_minutes < 0.0 { '−' } else { '+' };
    match (minutes / 60, minutes % 60) {
        (hours, 0) => format!("UTC{sign}{hours}"),
        (hours, rest) => format!("UTC{sign}{hours}:{rest:02}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn offsets() {
        assert_eq!(utc_offset(480.0), "UTC+8");
        assert_eq!(utc_offset(-210.0), "UTC−3:30");
        assert_eq!(utc_offset(0.0), "UTC+0");
    }

    #[test]
    fn a_measure_is_never_negative() {
        assert_eq!(elapsed_ms(5.0, 3.0), 0);
        assert_eq!(elapsed_ms(1.2, 13.9), 13);
    }
}
