//! The real server's limit: 10 000 admin calls in 10 s, all clients together.

pub(crate) const CALLS: u32 = 10_000;
pub(crate) const WINDOW_MS: i64 = 10_000;

/// Counts calls in windows that follow each other.
#[derive(Debug, Default)]
pub(crate) struct RateLimit {
    window: i64,
    calls: u32,
}

impl RateLimit {
    /// Counts a call; whether it may go on.
    pub(crate) fn grants(&mut self, now_ms: i64) -> bool {
        let window = now_ms.div_euclid(WINDOW_MS);
        if window != self.window {
            *self = Self { window, calls: 0 };
        }
        self.calls = self.calls.saturating_add(1);
        self.calls <= CALLS
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_call_after_ten_thousand_waits_for_the_next_window() {
        let mut limit = RateLimit::default();
        assert!((0..CALLS).all(|_| limit.grants(5_000)));
        assert!(!limit.grants(9_999));
        assert!(limit.grants(10_000));
    }
}
