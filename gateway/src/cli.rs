//! The command line: what can be asked for, and what an unset option means.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand};
use firetower_protocol::Secret;
use firetower_protocol::origin::Origin;
use firetower_protocol::sign::ClockRule;
use firetower_simulator::{
    Data, Dialect, Edition, FromTime, Habits, Options, Refusal, RowConversation, RowName, RowTime, Unset,
    parse_clock,
};

use crate::forward::upstream::Upstream;
use crate::host::AllowedHost;
use crate::origin::origin;

/// An admin dashboard for WildfireChat IM servers.
#[derive(Debug, Parser)]
#[command(
    name = "firetower",
    version,
    after_help = "Each command prints `listening on http://HOST:PORT` when it is ready."
)]
pub struct Cli {
    #[command(subcommand)]
    pub command: Command,
}

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Show the dashboard with a simulated three-node cluster and a connection that is ready to use
    Demo(Demo),
    /// Serve the dashboard and forward its requests to IM servers
    Serve(Serve),
    /// Answer as an IM server's admin port does, for development and tests
    Simulate(Simulate),
}

/// What the dashboard's origin is and lets through, in `serve` and `demo` alike.
#[derive(Debug, Args)]
pub struct Exposure {
    /// A further name or address under which the gateway is reached, with or without a port; repeatable
    #[arg(long, value_name = "NAME")]
    pub allow_host: Vec<AllowedHost>,
    /// An origin besides its own that the dashboard may fetch from, such as `https://im.example.com`; repeatable
    #[arg(long, value_name = "ORIGIN", value_parser = origin)]
    pub connect_src: Vec<Origin>,
    /// An origin whose images, audio, video and text the dashboard may show as a preview of files; repeatable
    #[arg(long, value_name = "ORIGIN", value_parser = origin)]
    pub file_src: Vec<Origin>,
    /// How long an upstream may take to answer; meant for tests
    #[arg(long, value_name = "MS", default_value_t = 10_000, hide = true, value_parser = clap::value_parser!(u64).range(1..))]
    pub upstream_timeout_ms: u64,
}

#[derive(Debug, Args)]
pub struct Serve {
    /// The address to listen on; port 0 lets the system choose
    #[arg(long, value_name = "ADDR", default_value = "127.0.0.1:8750")]
    pub listen: String,
    /// The folder with the built dashboard
    #[arg(long, value_name = "DIR")]
    pub dist: PathBuf,
    /// An IM server's admin port, reached by the dashboard as im/NAME; repeatable
    #[arg(long, value_name = "NAME=http://HOST:18080")]
    pub upstream: Vec<Upstream>,
    /// What all who open the dashboard get as its `config.json`: connections, language, thresholds; docs/CONFIG.md
    #[arg(long, value_name = "FILE")]
    pub config: Option<PathBuf>,
    #[command(flatten)]
    pub exposure: Exposure,
}

#[derive(Debug, Args)]
pub struct Demo {
    /// The address to listen on; port 0 lets the system choose
    #[arg(long, value_name = "ADDR", default_value = "127.0.0.1:8751")]
    pub listen: String,
    /// The folder with the built dashboard; unset, `dist` here or above the executable
    #[arg(long, value_name = "DIR")]
    pub dist: Option<PathBuf>,
    #[command(flatten)]
    pub exposure: Exposure,
}

#[derive(Debug, Args)]
pub struct Simulate {
    /// The address to listen on; port 0 lets the system choose
    #[arg(long, value_name = "ADDR", default_value = "127.0.0.1:18080")]
    pub listen: String,
    /// community or professional; the other options default to what that edition does
    #[arg(long, value_name = "EDITION", default_value = "community")]
    pub edition: Edition,
    /// documented, sdk or both: the paths and shapes that exist
    #[arg(long)]
    pub dialect: Option<Dialect>,
    /// code or 401: how a signature is refused
    #[arg(long)]
    pub refusal: Option<Refusal>,
    /// slow-only, both or off: which clocks are refused
    #[arg(long, value_name = "RULE", value_parser = parse_clock)]
    pub clock: Option<ClockRule>,
    /// The secret that requests must be signed with
    #[arg(long, value_parser = secret)]
    pub secret: Option<Secret>,
    /// The same seed makes the same demo data
    #[arg(long)]
    pub seed: Option<u64>,
    /// fresh or demo: what the server holds at the start
    #[arg(long)]
    pub data: Option<Data>,
    #[command(flatten)]
    pub habits: SimulatedHabits,
}

/// What is not known of a professional server.
#[derive(Debug, Args)]
#[command(next_help_heading = "Habits of a professional server")]
pub struct SimulatedHabits {
    /// 253, no-value or null: the answer for a user setting that is not set
    #[arg(long, value_name = "SHAPE")]
    pub unset: Option<Unset>,
    /// How many new files arrive after each page
    #[arg(long, value_name = "N")]
    pub arriving: Option<u32>,
    /// inclusive or exclusive: whether a page has the files of its `fromTime`
    #[arg(long, value_name = "BOUND")]
    pub from_time: Option<FromTime>,
    /// The most rows that a page of files has; 0 for no such limit
    #[arg(long, value_name = "N")]
    pub count_cap: Option<u32>,
    /// given or left-out: the time in rows of files
    #[arg(long, value_name = "WHETHER")]
    pub row_time: Option<RowTime>,
    /// nested or flat: the conversation in rows of files
    #[arg(long, value_name = "SHAPE")]
    pub row_conversation: Option<RowConversation>,
    /// name or filename: the key of the name in rows of files
    #[arg(long, value_name = "KEY")]
    pub row_name: Option<RowName>,
    /// One row of files in so many has no `messageUid`; 0 for none
    #[arg(long, value_name = "N")]
    pub without_uid_every: Option<u32>,
}

impl SimulatedHabits {
    fn over(&self, usual: Habits) -> Habits {
        Habits {
            unset: self.unset.unwrap_or(usual.unset),
            arriving: self.arriving.unwrap_or(usual.arriving),
            from_time: self.from_time.unwrap_or(usual.from_time),
            count_cap: self.count_cap.unwrap_or(usual.count_cap),
            row_time: self.row_time.unwrap_or(usual.row_time),
            row_conversation: self.row_conversation.unwrap_or(usual.row_conversation),
            row_name: self.row_name.unwrap_or(usual.row_name),
            without_uid_every: self.without_uid_every.unwrap_or(usual.without_uid_every),
        }
    }
}

impl Simulate {
    /// The edition's own ways, except where something else was asked for.
    #[must_use]
    pub fn options(&self) -> Options {
        let usual = match self.edition {
            Edition::Community => Options::community(),
            Edition::Professional => Options::professional(),
        };
        Options {
            edition: self.edition,
            dialect: self.dialect.unwrap_or(usual.dialect),
            refusal: self.refusal.unwrap_or(usual.refusal),
            clock: self.clock.unwrap_or(usual.clock),
            secret: self.secret.clone().unwrap_or(usual.secret),
            seed: self.seed.unwrap_or(usual.seed),
            data: self.data.unwrap_or(usual.data),
            habits: self.habits.over(usual.habits),
        }
    }
}

#[allow(clippy::unnecessary_wraps, reason = "the shape that clap asks for")]
fn secret(text: &str) -> Result<Secret, std::convert::Infallible> {
    Ok(Secret::new(text))
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    fn simulate(args: &[&str]) -> Options {
        let all = ["firetower", "simulate"].iter().chain(args);
        match Cli::try_parse_from(all).unwrap().command {
            Command::Simulate(simulate) => simulate.options(),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn the_definition_holds_together() {
        Cli::command().debug_assert();
    }

    #[test]
    fn community_alone_means_what_the_real_one_does() {
        for options in [simulate(&[]), simulate(&["--edition", "community"])] {
            assert_eq!(options.edition, Edition::Community);
            assert_eq!(options.dialect, Dialect::Sdk);
            assert_eq!(options.refusal, Refusal::Code);
            assert_eq!(options.clock, ClockRule::SlowOnly);
            assert_eq!(options.secret.expose(), "123456");
            assert_eq!(options.data, Data::Fresh);
        }
    }

    #[test]
    fn each_trait_can_be_set_by_itself() {
        let options =
            simulate(&["--edition", "professional", "--refusal", "code", "--secret", "s", "--seed", "7"]);
        assert_eq!(options.edition, Edition::Professional);
        assert_eq!(options.dialect, Options::professional().dialect);
        assert_eq!(options.refusal, Refusal::Code);
        assert_eq!((options.secret.expose(), options.seed), ("s", 7));
        let options = simulate(&["--dialect", "documented", "--clock", "both", "--data", "demo"]);
        assert_eq!((options.dialect, options.clock), (Dialect::Documented, ClockRule::Both));
        assert_eq!(options.data, Data::Demo);
    }

    #[test]
    fn habits_are_set_one_by_one() {
        assert_eq!(simulate(&[]).habits, Habits::default());
        let habits = simulate(&["--unset", "null", "--arriving", "2", "--row-name", "filename"]).habits;
        let expected =
            Habits { unset: Unset::Null, arriving: 2, row_name: RowName::Filename, ..Habits::default() };
        assert_eq!(habits, expected);
    }

    #[test]
    fn wrong_values_are_explained_with_the_right_ones() {
        let error = |args: &[&str]| Cli::try_parse_from(args).unwrap_err().to_string();
        assert!(error(&["firetower", "simulate", "--dialect", "x"]).contains("documented"));
        assert!(error(&["firetower", "simulate", "--clock", "x"]).contains("slow-only"));
        let https = error(&["firetower", "serve", "--dist", "d", "--upstream", "a=https://x"]);
        assert!(https.contains("https upstreams are not supported"), "{https}");
        for option in ["--connect-src", "--file-src"] {
            let origin = error(&["firetower", "serve", "--dist", "d", option, "https://a; script-src *"]);
            assert!(origin.contains("https://im.example.com"), "{origin}");
        }
    }
}
