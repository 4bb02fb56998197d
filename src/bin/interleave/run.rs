//! `interleave run`.

use super::command::{REJECTED, program};
use clap::{Args, ValueEnum};
use interleave::explore::Schedule;
use interleave::machine::{End, Machine, Runner, Stream, Switching, Time};
use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::{Duration, Instant};

/// How to run a program.
#[derive(Args)]
pub struct Options {
    /// The program.
    file: PathBuf,
    /// Draw whose turn it is, and for how long.
    #[arg(long)]
    seed: Option<u64>,
    /// Where an actor may be interrupted.
    #[arg(long, value_enum, default_value = "any")]
    pub switch: Switch,
    /// Follow this schedule first, as `explore` prints it.
    #[arg(long)]
    schedule: Option<Schedule>,
    /// Let time pass as it does, rather than at once where all wait.
    #[arg(long)]
    real_time: bool,
    /// How much memory the program may take, in MiB: beyond that it gets a MemoryError.
    #[arg(long, default_value = "1024", value_parser = clap::value_parser!(u32).range(1..))]
    memory: u32,
}

/// Where an actor may be interrupted.
#[derive(Clone, Copy, ValueEnum)]
pub enum Switch {
    /// Before any operation, as in CPython up to 3.9 and in free-threaded builds.
    Any,
    /// Where a loop goes back and at calls, as in CPython from 3.10 on.
    Gil,
}

impl From<Switch> for Switching {
    fn from(switch: Switch) -> Self {
        match switch {
            Switch::Any => Self::Any,
            Switch::Gil => Self::Gil,
        }
    }
}

const DEADLOCK: u8 = 3;

pub fn run(options: &Options) -> ExitCode {
    let program = match program(&options.file) {
        Ok(program) => program,
        Err(code) => return code,
    };
    let mut machine = Machine::new(&program);
    machine.switching = options.switch.into();
    machine.seed = options.seed.unwrap_or_default();
    machine.memory = u64::from(options.memory) << 20;
    if let Some(schedule) = &options.schedule {
        machine.time = if schedule.program == program.schedule_hash(Time::Free) {
            Time::Free
        } else {
            Time::Virtual
        };
        let checked = schedule.check(program.schedule_hash(machine.time), u32::MAX);
        if let Err(error) = checked {
            eprintln!("{error}");
            return ExitCode::from(REJECTED);
        }
        if let Err(error) = machine.follow(&schedule.runs) {
            show(&mut machine);
            eprintln!("{error}");
            return ExitCode::from(REJECTED);
        }
    }
    let begun = Instant::now();
    let real_time = options.real_time;
    let end = Runner::new(options.seed).run(&mut machine, |machine| {
        show(machine);
        if real_time {
            let due = begun + Duration::from_nanos(machine.clock);
            std::thread::sleep(due.saturating_duration_since(Instant::now()));
        }
        true
    });
    let _ = std::io::stdout().flush();
    match end {
        End::Exit(code) => ExitCode::from(code as u8),
        End::Deadlock | End::Limit => {
            eprint!("{}", machine.deadlock_text());
            ExitCode::from(DEADLOCK)
        }
    }
}

fn show(machine: &mut Machine) {
    for (stream, text) in std::mem::take(&mut machine.printed) {
        // Nobody listens any more: then nobody misses it.
        let _ = match stream {
            Stream::Output => std::io::stdout().write_all(text.as_bytes()),
            Stream::Errors => std::io::stderr().write_all(text.as_bytes()),
        };
    }
}
