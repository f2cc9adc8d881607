//! How many tests ran, read from what the test runners print.

use std::fmt;
use std::ops::AddAssign;

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Counts {
    pub(crate) passed: u32,
    pub(crate) failed: u32,
}

impl Counts {
    pub(crate) const ONE_FAILED: Self = Self { passed: 0, failed: 1 };

    /// A stage without tests of its own is one.
    pub(crate) fn of_stage(_log: &str, ok: bool) -> Self {
        if ok { Self { passed: 1, failed: 0 } } else { Self::ONE_FAILED }
    }

    /// Cargo's `test result: ok. 12 passed; 1 failed; …`, one a test binary.
    pub(crate) fn of_cargo(log: &str, ok: bool) -> Self {
        let mut counts = Self::default();
        for line in log.lines().filter(|line| line.starts_with("test result: ")) {
            let words: Vec<&str> = line.split([' ', ';']).collect();
            for pair in words.windows(2) {
                counts.add(pair[1], pair[0]);
            }
        }
        counts.checked(ok)
    }

    /// Node's closing `ℹ pass 12`, `ℹ fail 1`, `ℹ cancelled 0`.
    pub(crate) fn of_node(log: &str, ok: bool) -> Self {
        let mut counts = Self::default();
        for line in log.lines() {
            let mut words = line.split_whitespace();
            if let (Some("ℹ"), Some(name), Some(number), None) =
                (words.next(), words.next(), words.next(), words.next())
            {
                counts.add(name, number);
            }
        }
        counts.checked(ok)
    }

    fn add(&mut self, name: &str, number: &str) {
        let number = number.parse().unwrap_or(0);
        match name {
            "passed" | "pass" => self.passed += number,
            "failed" | "fail" | "cancelled" => self.failed += number,
            _ => {}
        }
    }

    /// A runner that failed before it counted, or passed without running anything, is a failure of its own.
    fn checked(mut self, ok: bool) -> Self {
        if self.failed == 0 && (!ok || self.passed == 0) {
            self.failed = 1;
        }
        self
    }
}

impl AddAssign for Counts {
    fn add_assign(&mut self, other: Self) {
        self.passed += other.passed;
        self.failed += other.failed;
    }
}

impl fmt::Display for Counts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} passed, {} failed", self.passed, self.failed)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cargos_results_add_up() {
        let log = "test a ... ok\n\
                   test result: ok. 12 passed; 0 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.01s\n\
                   test result: FAILED. 3 passed; 2 failed; 0 ignored; 0 measured; 0 filtered out; finished in 1s\n";
        assert_eq!(Counts::of_cargo(log, false), Counts { passed: 15, failed: 2 });
    }

    #[test]
    fn nodes_summary_counts_cancelled_as_failed() {
        let log = "✔ opens (12ms)\nℹ tests 5\nℹ suites 0\nℹ pass 3\nℹ fail 1\nℹ cancelled 1\nℹ skipped 0\n";
        assert_eq!(Counts::of_node(log, false), Counts { passed: 3, failed: 2 });
    }

    #[test]
    fn what_did_not_compile_or_ran_nothing_is_one_failure() {
        assert_eq!(Counts::of_cargo("error: could not compile", false), Counts::ONE_FAILED);
        assert_eq!(Counts::of_node("", true), Counts::ONE_FAILED);
        let crashed = "test result: ok. 2 passed; 0 failed;\nerror: process abort";
        assert_eq!(Counts::of_cargo(crashed, false), Counts { passed: 2, failed: 1 });
    }
}
