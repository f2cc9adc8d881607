//! Browser tests wait for conditions, all of them, every time.

use crate::tree::{File, hold, lines_with};

const SLEEPS: &[&str] = &["waitForTimeout", "sleep(", "timers/promises"];

const LEAVES_OUT: &[&str] = &[
    "test.skip",
    "test.todo",
    "test.only",
    "test.fixme",
    "it.skip",
    "it.only",
    "describe.skip",
    "describe.only",
    " skip: true",
    " only: true",
    " todo: true",
];

/// What Playwright's reads of a page end with. They look once, and are true on a quick machine.
const LOOKS_ONCE: &[&str] = &[
    ".count()",
    ".inputValue()",
    ".innerText()",
    ".textContent()",
    ".allInnerTexts()",
    ".allTextContents()",
    ".getAttribute(",
    ".isVisible()",
    ".isHidden()",
    ".isEnabled()",
    ".isDisabled()",
    ".isChecked()",
    ".title()",
];

fn scripts(files: &[File]) -> impl Iterator<Item = &File> {
    files.iter().filter(|file| file.path.starts_with("e2e/") && file.ends_with_any(&[".mjs", ".js"]))
}

fn sleeps(files: &[File]) -> Vec<String> {
    let everywhere = scripts(files).flat_map(|file| lines_with(file, file.numbered(), SLEEPS));
    // The harness gives up after a time; a test has no reason to look at one.
    let tests = scripts(files).filter(|file| file.is_test());
    everywhere.chain(tests.flat_map(|file| lines_with(file, file.numbered(), &["setTimeout("]))).collect()
}

fn left_out(files: &[File]) -> Vec<String> {
    scripts(files).flat_map(|file| lines_with(file, file.numbered(), LEAVES_OUT)).collect()
}

fn looks_once(files: &[File]) -> Vec<String> {
    let asserts = |line: &(usize, &str)| line.1.contains("assert.") && line.1.contains("await ");
    let tests = scripts(files).filter(|file| file.is_test());
    tests.flat_map(|file| lines_with(file, file.numbered().filter(asserts), LOOKS_ONCE)).collect()
}

#[test]
fn browser_tests_wait_for_conditions() {
    hold(
        sleeps,
        "Wait for what a person would see, e.g. locator.waitFor(): a fixed time is too short or too long.",
    );
}

#[test]
fn browser_tests_wait_for_conditions_can_complain() {
    let bad = File::new("e2e/tests/a.test.mjs", "await page.waitForTimeout(100);\nsetTimeout(done, 5);\n");
    assert_eq!(sleeps(&[bad]).len(), 2);
    let deadline = File::new("e2e/harness/a.mjs", "setTimeout(giveUp, 5);\n");
    assert_eq!(sleeps(&[deadline]), Vec::<String>::new());
}

#[test]
fn browser_tests_ask_the_page_until_it_is_true() {
    hold(
        looks_once,
        "Use `expect(locator)` or `expect.poll` of harness/expect.mjs: a page changes in steps.",
    );
}

#[test]
fn browser_tests_ask_the_page_until_it_is_true_can_complain() {
    let bad = File::new(
        "e2e/tests/a.test.mjs",
        "assert.equal(await rows.count(), 3);\nassert.match(await row.innerText(), /a/);\n",
    );
    assert_eq!(looks_once(&[bad]).len(), 2);
    let good = File::new(
        "e2e/tests/a.test.mjs",
        "await expect(rows).toHaveCount(3);\nassert.equal(file.rows.length, 3);\n",
    );
    assert_eq!(looks_once(&[good]), Vec::<String>::new());
}

#[test]
fn browser_tests_run_always() {
    hold(left_out, "Mend the test or remove it: one that doesn't run holds nothing.");
}

#[test]
fn browser_tests_run_always_can_complain() {
    let bad =
        File::new("e2e/tests/a.test.mjs", "test.skip('later', () => {});\ntest('b', { only: true }, b);\n");
    assert_eq!(left_out(&[bad]).len(), 2);
}
