//! The server's clock: the machine's, and as far off as a test wants it.

use std::time::{SystemTime, UNIX_EPOCH};

use firetower_protocol::TimestampMs;

#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Clock {
    pub(crate) offset_ms: i64,
}

impl Clock {
    pub(crate) fn now(self) -> TimestampMs {
        // A machine that lives before 1970 or after the year 292 million counts as standing at the edge.
        let since_epoch = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        let machine_ms = i64::try_from(since_epoch.as_millis()).unwrap_or(i64::MAX);
        TimestampMs(machine_ms.saturating_add(self.offset_ms))
    }
}
