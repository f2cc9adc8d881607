//! Runs commands and keeps, shows or passes on what they print.

use std::ffi::OsStr;
use std::io::{BufRead, BufReader, Read};
use std::path::Path;
use std::process::{Command, Stdio};

use crate::problem::{Outcome, Problem};

#[derive(Clone, Copy, PartialEq, Eq)]
enum Output {
    Inherit,
    Keep,
    KeepAndShow,
}

/// Runs one command after another, all with their output treated alike.
pub(crate) struct Runner {
    output: Output,
    log: String,
}

impl Runner {
    /// Commands write to the terminal themselves, progress bars and colours included.
    pub(crate) fn inherit() -> Self {
        Self { output: Output::Inherit, log: String::new() }
    }

    /// Output is kept for [`Runner::log`]; `show` prints it as it comes as well.
    pub(crate) fn keep(show: bool) -> Self {
        Self { output: if show { Output::KeepAndShow } else { Output::Keep }, log: String::new() }
    }

    /// Everything that was kept so far, standard output and error in the order they came.
    pub(crate) fn log(&self) -> &str {
        &self.log
    }

    /// Adds a line of the caller's own.
    pub(crate) fn say(&mut self, line: &str) {
        if self.output == Output::Keep {
            self.log.push_str(line);
            self.log.push('\n');
        } else {
            println!("{line}");
        }
    }

    /// Runs to the end. Fails when the command can't start or ends with another code than 0.
    pub(crate) fn run(&mut self, mut command: Command) -> Outcome<()> {
        let shown = line_of(&command);
        if self.output == Output::Inherit {
            let status = command.status().map_err(Problem::doing(&shown))?;
            return ended(&shown, status);
        }
        self.say(&format!("$ {shown}"));
        // One pipe for both streams keeps an error beside the lines it belongs to.
        let (reader, writer) = std::io::pipe().map_err(Problem::doing(&shown))?;
        let for_errors = writer.try_clone().map_err(Problem::doing(&shown))?;
        command.stdin(Stdio::null()).stdout(writer).stderr(for_errors);
        let mut child = command.spawn().map_err(Problem::doing(&shown))?;
        // The command holds the pipe's writing ends: reading ends only once they are closed here too.
        drop(command);
        self.keep_lines(reader);
        ended(&shown, child.wait().map_err(Problem::doing(&shown))?)
    }

    fn keep_lines(&mut self, reader: impl Read) {
        let mut reader = BufReader::new(reader);
        let mut line = Vec::new();
        while matches!(reader.read_until(b'\n', &mut line), Ok(1..)) {
            let text = String::from_utf8_lossy(&line);
            if self.output == Output::KeepAndShow {
                print!("{text}");
            }
            self.log.push_str(&text);
            line.clear();
        }
    }
}

/// Standard output of a command that is asked something, trimmed; `None` where it isn't there or fails.
pub(crate) fn ask<I: IntoIterator<Item = S>, S: AsRef<OsStr>>(
    program: impl AsRef<OsStr>,
    arguments: I,
) -> Option<String> {
    let output = Command::new(program)
        .args(arguments)
        .env_remove("NO_COLOR")
        .current_dir(crate::workspace::root())
        .stdin(Stdio::null())
        .output()
        .ok()?;
    output.status.success().then(|| String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

fn ended(shown: &str, status: std::process::ExitStatus) -> Outcome<()> {
    if status.success() { Ok(()) } else { Err(Problem::new(format!("`{shown}` ended with {status}"))) }
}

/// As one would type it: the program by its name, wherever it lies.
fn line_of(command: &Command) -> String {
    let program = command.get_program();
    std::iter::once(Path::new(program).file_name().unwrap_or(program))
        .chain(command.get_args())
        .map(OsStr::to_string_lossy)
        .collect::<Vec<_>>()
        .join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cargo(arguments: &[&str]) -> Command {
        crate::workspace::cargo(arguments)
    }

    #[test]
    fn output_is_kept_with_the_command_above_it() {
        let mut runner = Runner::keep(false);
        assert_eq!(runner.run(cargo(&["--version"])), Ok(()));
        assert!(runner.log().starts_with("$ "), "{}", runner.log());
        assert!(runner.log().contains("\ncargo 1."), "{}", runner.log());
    }

    #[test]
    fn a_failure_names_the_command_and_keeps_its_errors() {
        let mut runner = Runner::keep(false);
        let problem = runner.run(cargo(&["no-such-subcommand"])).unwrap_err();
        assert!(problem.to_string().contains("no-such-subcommand"));
        assert!(runner.log().contains("error"), "{}", runner.log());
    }

    #[test]
    fn a_missing_program_is_a_failure_and_no_answer() {
        let problem = Runner::keep(false).run(Command::new("firetower-no-such-program")).unwrap_err();
        assert!(problem.to_string().contains("firetower-no-such-program"));
        assert_eq!(ask("firetower-no-such-program", ["--version"]), None);
    }
}
