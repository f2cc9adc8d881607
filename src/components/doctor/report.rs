//! The report for a colleague: plain text in both languages, without secrets and signatures.

use firetower_protocol::Secret;
use firetower_protocol::address::keys::{keys, own_parameters};

use super::fixes::{Fix, advice, fixes};
use super::place::Place;
use super::words::{aside, evidence, fact, meaning, step_word, title};
use crate::api::doctor::verdict::{Line, Outcome, Report, Step};
use crate::api::redact::{NOT_SHOWN, redact};
use crate::i18n::Lang;
use crate::state::time;
use crate::ui::format;

/// How it ended, in a line, without the time.
pub(crate) fn verdict(report: &Report, place: &Place, lang: Lang) -> String {
    match report.failed() {
        Some((line, trouble)) => {
            format!(
                "{} {}",
                lang.ck_at(line.step.number(), step_word(line.step)(lang)),
                title(trouble, place, lang)
            )
        }
        None => passed(report, lang),
    }
}

/// That nothing failed, and how much is worth a warning.
pub(crate) fn passed(report: &Report, lang: Lang) -> String {
    match report.warnings() {
        0 => lang.ck_all_passed(Step::ALL.len()),
        count => lang.ck_passed_warned(count),
    }
}

/// `secret` and a proxy's keys are taken out once more, should anything have echoed them.
pub(crate) fn report_text(report: &Report, place: &Place, name: &str, secret: Option<&Secret>) -> String {
    clean(&[Lang::En, Lang::Zh].map(|lang| in_one(report, place, name, lang)).join("\n\n"), place, secret)
}

fn clean(text: &str, place: &Place, secret: Option<&Secret>) -> String {
    let literals: Vec<&str> = secret.map(Secret::expose).into_iter().chain(keys(&place.template)).collect();
    redact(&without_parameters(text, &place.template), &literals)
}

/// A proxy may know its users by any parameter of the template's own, whatever its name.
fn without_parameters(text: &str, template: &str) -> String {
    own_parameters(template).into_iter().fold(text.to_owned(), |text, (name, value)| {
        ['?', '&', ';'].iter().fold(text, |text, before| {
            text.replace(&format!("{before}{name}={value}"), &format!("{before}{name}={NOT_SHOWN}"))
        })
    })
}

fn in_one(report: &Report, place: &Place, name: &str, lang: Lang) -> String {
    let mut lines = vec![
        lang.ck_report(name),
        lang.ck_report_address(place.health.trim_end_matches("/admin/health")),
        lang.ck_report_page(&place.own),
        lang.ck_report_time(&time::iso(report.time)),
        lang.ck_report_no_secret().to_owned(),
        String::new(),
    ];
    for step in Step::ALL {
        match report.lines.iter().find(|line| line.step == step) {
            Some(line) => of_step(line, place, lang, &mut lines),
            None => lines.push(said(step, "-", lang.ck_not_tried(), lang)),
        }
    }
    lines.join("\n")
}

fn of_step(line: &Line, place: &Place, lang: Lang, lines: &mut Vec<String>) {
    let (mark, found, fixes) = match &line.outcome {
        Outcome::Passed(found) => (lang.ck_mark_passed(), fact(found, lang), Vec::new()),
        Outcome::Hint(found) => (lang.ck_mark_hint(), fact(found, lang), Vec::new()),
        Outcome::Warned(found) => (lang.ck_mark_warned(), fact(found, lang), advice(found, place, lang)),
        Outcome::Failed(trouble) => {
            (lang.ck_mark_failed(), title(trouble, place, lang), fixes(trouble, place, lang))
        }
    };
    let found = match line.took_ms {
        Some(took) => aside(&found, &format::duration(took), lang),
        None => found,
    };
    lines.push(said(line.step, mark, &found, lang));
    // What passed needs none.
    if !matches!(line.outcome, Outcome::Passed(_)) && !line.evidence.is_empty() {
        lines.push(format!("  {}", lang.ck_evidence()));
        for shown in &line.evidence {
            let (asked, came) = evidence(shown, lang);
            lines.extend(
                [asked, came].into_iter().filter(|text| !text.is_empty()).map(|text| format!("    {text}")),
            );
        }
    }
    let Outcome::Failed(trouble) = &line.outcome else {
        return lines.extend(written(&fixes));
    };
    lines.push(format!("  {}\n    {}", lang.ck_meaning(), meaning(trouble, place, lang)));
    lines.push(format!("  {}", lang.ck_fix()));
    lines.extend(written(&fixes));
}

fn said(step: Step, mark: &str, found: &str, lang: Lang) -> String {
    let colon = lang.pick(": ", "：");
    format!("{}. [{mark}] {}{colon}{found}", step.number(), step_word(step)(lang))
}

fn written(fixes: &[Fix]) -> Vec<String> {
    fixes
        .iter()
        .map(|fix| match fix {
            Fix::Text(text) => format!("    {text}"),
            Fix::Code(code) => {
                code.lines().map(|line| format!("      {line}")).collect::<Vec<_>>().join("\n")
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_template_says_beside_its_target_stays_out_of_a_report() {
        for (template, text, clean) in [
            (
                "https://p/?key=ab&url={target}&user=c",
                "GET https://p/?key=ab&url=x&user=c\nhttps://p/?key=ab",
                "GET https://p/?key=not shown&url=x&user=not shown\nhttps://p/?key=not shown",
            ),
            ("https://p/?key=ab;url={target}{path}", "/?key=ab;url=x", "/?key=not shown;url=x"),
            ("https://p/?key=ab|{target_raw}", "/?key=ab|http://im", "/?key=not shown|http://im"),
        ] {
            assert_eq!(without_parameters(text, template), clean);
        }
    }

    #[test]
    fn a_key_that_was_echoed_stays_out_of_a_report() {
        let own = "https://tower.corp".to_owned();
        let place = Place::new(own, "p".to_owned(), "https://p/admin/health".to_owned(), String::new());
        let place = place.through("https://p/?key=tr0ub4d|{target_raw}", "http://im");
        let text = clean(
            "no such page: %3Fkey=tr0ub4d|http://im, secret long-enough",
            &place,
            Some(&Secret::new("long-enough")),
        );
        assert!(!text.contains("tr0ub4d") && !text.contains("long-enough"), "{text}");
    }
}
