//! Copies what the gateway prints and opens the browser at the address it names.
//!
//! `cargo xtask demo` becomes the gateway (`exec`), so that a signal to it ends the gateway itself and nothing stays
//! behind. Somebody must still read its first line to know the address: this process, at the end of its pipe.

use std::io::{BufRead, Write};
use std::process::{Command, Stdio};

use crate::problem::{Outcome, Problem};

/// Copies standard input to standard output until it ends; with `open`, opens the first address announced.
pub(crate) fn run(mut open: bool) -> Outcome<()> {
    let mut stdout = std::io::stdout();
    for line in std::io::stdin().lock().lines() {
        let line = line.map_err(Problem::doing("reading the gateway's output"))?;
        // Nobody reading any more must not stop the reading: the gateway would block on a full pipe.
        let _ = writeln!(stdout, "{line}").and_then(|()| stdout.flush());
        if open && let Some(url) = announced(&line) {
            open = false;
            browse(url);
        }
    }
    Ok(())
}

/// The address in `listening on http://HOST:PORT`.
pub(crate) fn announced(line: &str) -> Option<&str> {
    line.trim().strip_prefix("listening on ").filter(|url| url.starts_with("http://"))
}

/// Opens the desktop's browser; quietly nothing where there is no desktop.
fn browse(url: &str) {
    let has_display = ["DISPLAY", "WAYLAND_DISPLAY"]
        .iter()
        .any(|name| std::env::var_os(name).is_some_and(|value| !value.is_empty()));
    let mut command = if cfg!(target_os = "macos") {
        Command::new("open")
    } else if cfg!(windows) {
        let mut command = Command::new("cmd");
        command.args(["/C", "start", ""]);
        command
    } else if has_display {
        Command::new("xdg-open")
    } else {
        return;
    };
    let _ = command.arg(url).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).spawn();
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_announcement_is_an_address() {
        assert_eq!(announced("listening on http://127.0.0.1:4100"), Some("http://127.0.0.1:4100"));
        assert_eq!(announced("listening on port 80"), None);
        assert_eq!(announced("proxying to http://127.0.0.1:18080"), None);
    }
}
