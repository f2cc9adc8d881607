//! What a file of the demo looks like: name, size and address, each from its number alone. A tenth has a name that is
//! hard to show, and some an address that a page must not follow.

use super::mix;

pub(super) const KINDS: [&str; 8] = ["png", "jpg", "svg", "pdf", "mp3", "mp4", "txt", "zip"];

const STEMS: [&str; 12] = [
    "照片",
    "会议纪要",
    "年度报表（最终版）",
    "screenshot",
    "invoice",
    "合同扫描件",
    "voice message",
    "release-notes",
    "产品说明书 v2",
    "IMG",
    "diagram.final",
    "备份",
];

const HARD_TO_SHOW: [&str; 10] = [
    "<img src=x onerror=alert(1)>",
    "\"quoted\" & 'quoted' `back`",
    "👩‍👩‍👧‍👦 family 🏳️‍🌈",
    "\u{202e}gpj.exe\u{202c} innocent",
    "\u{2066}isolated\u{2069}\u{200f}",
    "two\nlines\tand a tab",
    "../../etc/passwd",
    "   ",
    "e\u{301}\u{323} combining \u{200b}zero width",
    "</script><script>alert(1)</script>",
];

pub(super) struct Looks {
    pub(super) name: String,
    pub(super) url: Option<String>,
    pub(super) size: i64,
    pub(super) download_count: i64,
}

/// `origin` is where the simulator was reached, such as `http://127.0.0.1:18080`.
pub(super) fn looks(seed: u64, index: u32, origin: &str) -> Looks {
    let random = mix(seed ^ mix(0x6669_6c65 ^ (u64::from(index) << 32)));
    let kind = pick(&KINDS, random);
    Looks {
        name: name(mix(random ^ 1), index, kind),
        url: url(mix(random ^ 2), index, kind, origin),
        size: size(mix(random ^ 3)),
        download_count: small(mix(random ^ 4), 40),
    }
}

fn pick<'a>(list: &[&'a str], random: u64) -> &'a str {
    let count = u64::try_from(list.len()).unwrap_or(1).max(1);
    usize::try_from(random % count).ok().and_then(|at| list.get(at).copied()).unwrap_or_default()
}

fn small(random: u64, below: u64) -> i64 {
    i64::try_from(random % below).unwrap_or_default()
}

fn name(random: u64, index: u32, kind: &str) -> String {
    match random % 100 {
        // 255 characters, the usual limit of a column.
        0 => {
            format!("{}.{kind}", "很长的文件名".repeat(50).chars().take(254 - kind.len()).collect::<String>())
        }
        1..=9 => format!("{}.{kind}", pick(&HARD_TO_SHOW, random / 100)),
        _ => format!("{}_{index}.{kind}", pick(&STEMS, random / 100)),
    }
}

/// Mostly up to half a GiB, now and then nothing, or beyond 32 bits.
fn size(random: u64) -> i64 {
    match random % 40 {
        0 => 0,
        1 => 1,
        2 => (1 << 32) + small(random / 40, 1 << 20),
        3 => (1 << 41) + 1,
        _ => (1 + small(random / 40, 1_023)) << (random / (40 * 1_024) % 20),
    }
}

fn url(random: u64, index: u32, kind: &str, origin: &str) -> Option<String> {
    Some(match random % 100 {
        0 => "javascript:alert(1)".to_owned(),
        1 => "data:text/html,<script>alert(1)</script>".to_owned(),
        2 => "file:///etc/passwd".to_owned(),
        3 => String::new(),
        4 => return None,
        number if kind == "svg" && number % 2 == 1 => format!("{origin}/files/{index}-script.svg"),
        _ => format!("{origin}/files/{index}.{kind}"),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_hard_to_show_is_there_and_the_rest_is_not_crowded_out() {
        let all: Vec<Looks> = (0..20_000).map(|index| looks(0, index, "http://h")).collect();
        for hard in HARD_TO_SHOW {
            assert!(all.iter().any(|file| file.name.starts_with(hard)), "{hard:?}");
        }
        assert!(all.iter().any(|file| file.name.chars().count() == 255));
        assert!(all.iter().all(|file| file.name.chars().count() <= 255 && file.size >= 0));
        for scheme in ["javascript:", "data:", "file:", "http://h/files/"] {
            let has = |url: &String| url.starts_with(scheme);
            assert!(all.iter().any(|file| file.url.as_ref().is_some_and(has)), "{scheme}");
        }
        assert!(all.iter().any(|file| file.url.is_none()));
        assert!(all.iter().any(|file| file.size == 0) && all.iter().any(|file| file.size > 1 << 40));
        let usual =
            all.iter().filter(|file| file.url.as_ref().is_some_and(|url| url.starts_with("http"))).count();
        assert!(usual > 18_000, "{usual}");
    }

    #[test]
    fn one_seed_one_file() {
        assert_eq!(looks(1, 5, "o").name, looks(1, 5, "o").name);
        assert!((0..50).any(|index| looks(1, index, "o").name != looks(2, index, "o").name));
    }
}
