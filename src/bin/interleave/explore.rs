//! `interleave explore`.

use super::command::{REJECTED, program};
use super::run::Switch;
use clap::{Args, ValueEnum};
use interleave::explore::{Budget, Exploration, Options as Search, Progress, Report};
use interleave::machine::{ModelOptions, Observe, ProgramModel, Switching, Time};
use std::io::{IsTerminal, Write};
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::{Duration, Instant};

/// How to explore a program.
#[derive(Args)]
pub struct Options {
    /// The program.
    file: PathBuf,
    /// What to observe: names of globals, separated by commas, or `output`; otherwise all globals that more than one actor touches.
    #[arg(long, value_delimiter = ',')]
    observe: Vec<String>,
    /// Where an actor may be interrupted.
    #[arg(long, value_enum, default_value = "any")]
    switch: Switch,
    /// What sleeping means.
    #[arg(long, value_enum, default_value = "free")]
    time: Clock,
    /// How many threads explore.
    #[arg(long, default_value = "1")]
    threads: usize,
    /// How many states are explored at most, before the search goes on with bounds.
    #[arg(long)]
    max_states: Option<u64>,
    /// Print one JSON object.
    #[arg(long)]
    json: bool,
}

/// What sleeping means.
#[derive(Clone, Copy, ValueEnum)]
enum Clock {
    /// A place to be switched at, and nothing else.
    Free,
    /// Time jumps where all wait.
    Virtual,
}

/// Explored, but no result.
const FAILED: u8 = 1;

/// How many steps are taken between two looks at the clock.
const SLICE: u64 = 50_000;

pub fn explore(options: &Options) -> ExitCode {
    let program = match program(&options.file) {
        Ok(program) => program,
        Err(code) => return code,
    };
    let observe = match options.observe.as_slice() {
        [] => Observe::Shared,
        [one] if one == "output" => Observe::Output,
        names => Observe::Names(names.to_vec()),
    };
    if let Observe::Names(names) = &observe {
        let globals = &program.modules[0].globals;
        for name in names {
            let first = name.split('.').next().unwrap_or(name);
            if !globals.iter().any(|global| global == first) {
                eprintln!(
                    "--observe {name}: the program has no such global; it has {}",
                    globals.join(", ")
                );
                return ExitCode::from(REJECTED);
            }
        }
    }
    let time = match options.time {
        Clock::Free => Time::Free,
        Clock::Virtual => Time::Virtual,
    };
    let switching: Switching = options.switch.into();
    let mut search = Search {
        program: program.schedule_hash(time),
        granularity: switching.granularity().to_owned(),
        several_threads: options.threads > 1,
        ..Search::default()
    };
    if let Some(states) = options.max_states {
        search.budget = Budget {
            states,
            ..search.budget
        };
    }
    let model = ProgramModel::new(
        &program,
        ModelOptions {
            observe,
            switching,
            time,
        },
    );
    let pool = rayon::ThreadPoolBuilder::new()
        .num_threads(options.threads.max(1))
        .build();
    let pool = match pool {
        Ok(pool) => pool,
        Err(error) => {
            eprintln!("--threads {}: {error}", options.threads);
            return ExitCode::from(FAILED);
        }
    };
    let watched = !options.json && std::io::stderr().is_terminal();
    match pool.install(|| finish(Exploration::new(model, search), watched)) {
        Ok(report) => {
            let text = if options.json {
                report.json()
            } else {
                report.to_string()
            };
            // Nobody listens any more: then nobody misses it.
            let _ = writeln!(std::io::stdout(), "{text}");
            ExitCode::SUCCESS
        }
        Err(message) => {
            eprintln!("{message}");
            ExitCode::from(FAILED)
        }
    }
}

fn finish(mut exploration: Exploration<ProgramModel>, watched: bool) -> Result<Report, String> {
    let begun = Instant::now();
    let mut shown = begun;
    loop {
        let progress = exploration
            .advance(SLICE)
            .map_err(|error| error.to_string())?;
        if watched && shown.elapsed() > Duration::from_millis(200) {
            shown = Instant::now();
            show(&progress, begun);
        }
        if progress.done {
            if watched {
                eprint!("\r\x1b[K");
            }
            return exploration.report().map_err(|error| error.to_string());
        }
    }
}

fn show(progress: &Progress, begun: Instant) {
    let rate = progress.states as f64 / begun.elapsed().as_secs_f64().max(1e-9);
    eprint!(
        "\r\x1b[K{} states, {} to look at, {} steps deep, {rate:.0} a second",
        progress.states, progress.frontier, progress.depth
    );
}
