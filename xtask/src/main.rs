//! `cargo xtask`: the one entry point for building, serving and testing.
//!
//! In reading order: [`step`] and [`command`] run things and report them, [`fingerprint`] tells what is out of date,
//! [`toolchain`] finds a compiler for Wasm, [`wasm`], [`npm`], [`site`] and [`package`] build, [`serve`], [`browsers`], [`spin`],
//! [`suite`], [`screenshots`] and [`mod@bench`] use what was built.

mod advice;
mod apt;
mod bench;
mod browsers;
mod command;
mod fingerprint;
mod npm;
mod package;
mod project;
mod screenshots;
mod serve;
mod site;
mod spin;
mod step;
mod suite;
mod summary;
mod toolchain;
mod wasm;

use std::ffi::OsString;
use std::process::ExitCode;

use anyhow::{Result, bail};

const USAGE: &str = "\
Usage: cargo xtask <command>

  serve [--port N] [--plain]  build what is out of date and serve the site on this machine
                                --port N   another port than 8080
                                --plain    without the isolation headers, as a plain static host would
  test [filter]               lints and every test; with a filter, only the tests whose name contains it
  screenshots [part of link]  pictures of each lab with each engine, wide and narrow, light and dark, for a person to look at
  fuzz [seconds]              random programs and schedules, for 60 seconds each unless told otherwise
  dist                        write dist/, a folder for any static host
  bench [name]                measure, in Node and in browsers; with a name only that: run, explore (Python programs
                                in the machine, against others), page (weight and time to the first run), record,
                                trials, socket, coroutine
  build                       what the others use";

enum Task {
    Build,
    Serve { port: u16, plain: bool },
    Test { filter: Option<String> },
    Screenshots { filter: Option<String> },
    Fuzz { seconds: u64 },
    Dist,
    Bench { name: Option<String> },
    Help,
}

fn main() -> ExitCode {
    let result = parse(std::env::args_os().skip(1).collect()).and_then(|task| match task {
        Task::Build => site::build(site::Target::Local).map(|()| ExitCode::SUCCESS),
        Task::Serve { port, plain } => serve::serve(port, plain).map(|()| ExitCode::SUCCESS),
        Task::Test { filter } => suite::test(filter.as_deref()),
        Task::Screenshots { filter } => {
            screenshots::take(filter.as_deref()).map(|()| ExitCode::SUCCESS)
        }
        Task::Fuzz { seconds } => suite::fuzz(seconds).map(|()| ExitCode::SUCCESS),
        Task::Dist => site::build(site::Target::Dist).map(|()| ExitCode::SUCCESS),
        Task::Bench { name } => bench::bench(name.as_deref()).map(|()| ExitCode::SUCCESS),
        Task::Help => {
            println!("{USAGE}");
            Ok(ExitCode::SUCCESS)
        }
    });
    result.unwrap_or_else(|error| {
        eprintln!("error: {error:#}");
        ExitCode::FAILURE
    })
}

fn parse(arguments: Vec<OsString>) -> Result<Task> {
    use lexopt::prelude::*;

    let mut parser = lexopt::Parser::from_args(arguments);
    let mut command = None;
    let (mut port, mut plain, mut filter) = (None, false, None);
    while let Some(argument) = parser.next()? {
        match argument {
            Short('h') | Long("help") => return Ok(Task::Help),
            Value(value) if command.is_none() => command = Some(value.string()?),
            Long("port") if command.as_deref() == Some("serve") => {
                port = Some(parser.value()?.parse()?)
            }
            Long("plain") if command.as_deref() == Some("serve") => plain = true,
            Value(value)
                if matches!(
                    command.as_deref(),
                    Some("test" | "bench" | "fuzz" | "screenshots")
                ) && filter.is_none() =>
            {
                filter = Some(value.string()?)
            }
            other => bail!("{}\n\n{USAGE}", other.unexpected()),
        }
    }
    Ok(match command.as_deref() {
        Some("build") => Task::Build,
        Some("serve") => Task::Serve {
            port: port.unwrap_or(8080),
            plain,
        },
        Some("test") => Task::Test { filter },
        Some("screenshots") => Task::Screenshots { filter },
        Some("fuzz") => Task::Fuzz {
            seconds: filter.as_deref().unwrap_or("60").parse()?,
        },
        Some("dist") => Task::Dist,
        Some("bench") => Task::Bench { name: filter },
        Some(other) => bail!("there is no command `{other}`\n\n{USAGE}"),
        None => bail!("a command is missing\n\n{USAGE}"),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(line: &str) -> Result<Task> {
        parse(line.split_whitespace().map(OsString::from).collect())
    }

    #[test]
    fn serve_takes_a_port_and_plain() {
        assert!(matches!(
            parsed("serve"),
            Ok(Task::Serve {
                port: 8080,
                plain: false
            })
        ));
        assert!(matches!(
            parsed("serve --plain --port 9000"),
            Ok(Task::Serve {
                port: 9000,
                plain: true
            })
        ));
        assert!(matches!(
            parsed("serve --port=9000"),
            Ok(Task::Serve {
                port: 9000,
                plain: false
            })
        ));
    }

    #[test]
    fn test_takes_one_filter() {
        assert!(matches!(parsed("test"), Ok(Task::Test { filter: None })));
        assert!(
            matches!(parsed("test mutex"), Ok(Task::Test { filter: Some(name) }) if name == "mutex")
        );
        assert!(parsed("test mutex ring").is_err());
    }

    #[test]
    fn fuzz_takes_seconds() {
        assert!(matches!(parsed("fuzz"), Ok(Task::Fuzz { seconds: 60 })));
        assert!(matches!(parsed("fuzz 7"), Ok(Task::Fuzz { seconds: 7 })));
        assert!(parsed("fuzz long").is_err());
    }

    #[test]
    fn an_unknown_argument_shows_the_usage() {
        for line in [
            "",
            "deploy",
            "serve --port eighty",
            "serve --port 70000",
            "build --plain",
            "dist now",
        ] {
            let error = parsed(line)
                .err()
                .map(|error| format!("{error:#}"))
                .unwrap_or_default();
            assert!(!error.is_empty(), "{line:?} was taken");
        }
        assert!(
            parsed("deploy")
                .err()
                .is_some_and(|error| error.to_string().contains("Usage:"))
        );
    }
}
