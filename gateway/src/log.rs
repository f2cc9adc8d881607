//! Lines on stderr. Standard output carries the `listening on` line and nothing else, so that scripts can read it.

use std::fmt;
use std::io::Write;

/// Writes one line. A closed stderr is no reason to stop serving, so a failure to write is dropped.
pub fn line(message: fmt::Arguments<'_>) {
    let _ = writeln!(std::io::stderr().lock(), "{message}");
}
