//! The command line. By hand: a parser crate would cost more build time than these lines.

use crate::problem::{Outcome, Problem};
use crate::test::stages;

pub(crate) const USAGE: &str = "\
usage: cargo xtask <task>

  demo [--listen ADDR] [--no-open]   build everything and open the dashboard on a simulated cluster
  test [-v] [STAGE…]                 run all checks, or those named:
                                     fmt house clippy native docs build size e2e
  dev                                trunk serve, rebuilding on change, with the gateway behind it
  build                              the dashboard alone, release, into dist/
  css                                the stylesheets as one file; trunk calls it before each build
  shots [ROUTE…]                     screenshots of the pages into e2e/shots/
  bench                              what the first view weighs, how long the vault takes to open
  setup                              only install what is missing

Set FIRETOWER_CHROMIUM and FIRETOWER_NGINX to use a browser and an nginx that are not on PATH.";

#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Task {
    Help,
    Setup,
    Build,
    /// What Trunk calls before each build, see [`crate::css`].
    Css,
    Demo {
        listen: Option<String>,
        open: bool,
    },
    Dev,
    Test {
        stages: Vec<&'static str>,
        verbose: bool,
    },
    Shots {
        routes: Vec<String>,
    },
    Bench,
    /// Internal: copies the gateway's output and opens the browser, see [`crate::relay`].
    Relay {
        open: bool,
    },
}

/// Reads the arguments after `cargo xtask`.
pub(crate) fn parse(arguments: &[String]) -> Outcome<Task> {
    let Some((task, rest)) = arguments.split_first() else {
        return Ok(Task::Help);
    };
    if rest.iter().any(|argument| argument == "--help" || argument == "-h") {
        return Ok(Task::Help);
    }
    match task.as_str() {
        "help" | "--help" | "-h" => Ok(Task::Help),
        "setup" => alone(rest, Task::Setup),
        "build" => alone(rest, Task::Build),
        "css" => alone(rest, Task::Css),
        "dev" => alone(rest, Task::Dev),
        "demo" => demo(rest),
        "test" => test(rest),
        "shots" => Ok(Task::Shots { routes: rest.to_vec() }),
        "bench" => alone(rest, Task::Bench),
        "relay" => Ok(Task::Relay { open: rest.iter().any(|argument| argument == "--open") }),
        other => Err(Problem::new(format!("there is no task `{other}`"))),
    }
}

fn alone(rest: &[String], task: Task) -> Outcome<Task> {
    match rest.first() {
        None => Ok(task),
        Some(argument) => Err(unknown(argument)),
    }
}

fn demo(rest: &[String]) -> Outcome<Task> {
    let (mut listen, mut open) = (None, true);
    let mut rest = rest.iter();
    while let Some(argument) = rest.next() {
        if argument == "--no-open" {
            open = false;
        } else if argument == "--listen" {
            let address = rest.next().ok_or_else(|| Problem::new("--listen needs an address"))?;
            listen = Some(address.clone());
        } else if let Some(address) = argument.strip_prefix("--listen=") {
            listen = Some(address.to_owned());
        } else {
            return Err(unknown(argument));
        }
    }
    Ok(Task::Demo { listen, open })
}

fn test(rest: &[String]) -> Outcome<Task> {
    let (mut wanted, mut verbose) = (Vec::new(), false);
    for argument in rest {
        if argument == "-v" || argument == "--verbose" {
            verbose = true;
        } else if let Some(name) = stages::names().find(|name| name == argument) {
            wanted.push(name);
        } else {
            return Err(unknown(argument));
        }
    }
    Ok(Task::Test { stages: wanted, verbose })
}

fn unknown(argument: &str) -> Problem {
    Problem::new(format!("`{argument}` means nothing here"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(line: &str) -> Outcome<Task> {
        parse(&line.split_whitespace().map(str::to_owned).collect::<Vec<_>>())
    }

    #[test]
    fn demo_takes_an_address_in_both_spellings() {
        let expected = Ok(Task::Demo { listen: Some("127.0.0.1:0".to_owned()), open: false });
        assert_eq!(parsed("demo --listen 127.0.0.1:0 --no-open"), expected);
        assert_eq!(parsed("demo --no-open --listen=127.0.0.1:0"), expected);
        assert_eq!(parsed("demo"), Ok(Task::Demo { listen: None, open: true }));
    }

    #[test]
    fn test_takes_stages_and_v() {
        assert_eq!(parsed("test -v fmt e2e"), Ok(Task::Test { stages: vec!["fmt", "e2e"], verbose: true }));
        assert_eq!(parsed("test"), Ok(Task::Test { stages: vec![], verbose: false }));
    }

    #[test]
    fn what_is_unknown_is_refused() {
        for line in ["dance", "test lint", "demo --open", "demo --listen", "setup now"] {
            assert!(parsed(line).is_err(), "`{line}` was accepted");
        }
    }

    #[test]
    fn help_is_found_anywhere() {
        for line in ["", "help", "--help", "demo -h"] {
            assert_eq!(parsed(line), Ok(Task::Help));
        }
    }

    #[test]
    fn the_usage_names_every_stage() {
        for name in stages::names() {
            assert!(USAGE.contains(name), "the usage does not name the stage {name}");
        }
    }
}
