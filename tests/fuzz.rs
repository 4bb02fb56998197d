//! Random texts and schedules: no panic, no hang, no memory without bounds.
//!
//! `INTERLEAVE_FUZZ_SECONDS` is for how long (5 by default), `INTERLEAVE_FUZZ_SEED` the seed of the first input. Each input is written to a file
//! before it is tried: after an abort or a hang it is there.
#![cfg(not(any(target_family = "wasm", loom)))]

#[path = "fuzz/input.rs"]
mod input;
#[path = "differential/random.rs"]
mod random;

use input::Corpus;
use interleave::bytecode::{compile, disassemble};
use interleave::explore::Schedule;
use interleave::lang::{Source, load};
use interleave::machine::{Machine, Program, Runner, Time};
use random::Random;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};
use std::{env, fs};

/// How many operations a program may execute.
const OPERATIONS: u64 = 200_000;
/// How much memory it may take, in bytes.
const MEMORY: u64 = 1 << 26;
/// How long one input may take at most. A single operation can be slow: a power of great ints, say.
const PATIENCE: Duration = Duration::from_secs(20);

fn number(variable: &str) -> Option<u64> {
    let text = env::var(variable).ok()?;
    Some(
        text.parse()
            .unwrap_or_else(|error| panic!("{variable} is {text}: {error}")),
    )
}

/// Tries inputs until the time is over, and says which one panicked or took too long.
fn fuzz(name: &str, make: impl Fn(&mut Random) -> String, attempt: impl Fn(&str)) {
    let time = Duration::from_secs(number("INTERLEAVE_FUZZ_SECONDS").unwrap_or(5));
    let first = number("INTERLEAVE_FUZZ_SEED").unwrap_or(1);
    let file = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("fuzz-{name}.txt"));
    let began = Instant::now();
    let mut seed = first;
    while began.elapsed() < time {
        let input = make(&mut Random(seed));
        fs::write(&file, &input).expect("a file of the build");
        let start = Instant::now();
        let result = catch_unwind(AssertUnwindSafe(|| attempt(&input)));
        assert!(
            result.is_ok(),
            "{name}: seed {seed} panics; the input is in {}:\n{input}",
            file.display()
        );
        assert!(
            start.elapsed() < PATIENCE,
            "{name}: seed {seed} takes {:?}; the input is in {}",
            start.elapsed(),
            file.display()
        );
        seed = seed.wrapping_add(1);
    }
    println!("{name}: {} inputs", seed.wrapping_sub(first));
}

/// All that is done with a text: it is parsed, compiled, shown and run.
fn try_text(text: &str) {
    let source = Source::new("fuzz.py", text);
    match load(&source).and_then(|program| compile(&program)) {
        Ok(code) => {
            assert!(!disassemble(&code, &source).is_empty(), "nothing is shown");
        }
        Err(problems) => {
            assert!(!problems.is_empty(), "rejected without a reason");
            for problem in problems {
                assert!(!problem.render(&source).is_empty(), "no text");
            }
            return;
        }
    }
    if let Ok(program) = Program::load(&source) {
        let mut machine = Machine::new(&program);
        machine.memory = MEMORY;
        let mut operations = 0;
        Runner::new(Some(text.len() as u64)).run(&mut machine, |machine| {
            machine.printed.clear();
            operations += machine.executed;
            operations < OPERATIONS
        });
    }
}

/// The programs of the conformance tests.
fn programs() -> Vec<String> {
    let mut found = Vec::new();
    let mut folders = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/conformance")];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).expect("a folder of programs") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|ending| ending == "py") {
                found.push(fs::read_to_string(path).expect("a program"));
            }
        }
    }
    // Folders have no order of their own, and a seed is to mean the same everywhere.
    found.sort();
    found
}

#[test]
fn texts() {
    let corpus = Corpus::new(programs());
    fuzz("texts", |random| corpus.text(random), try_text);
}

const SCHEDULED: &str = "
from threading import Thread

counter = 0


def add():
    global counter
    for _ in range(3):
        counter += 1


threads = [Thread(target=add) for _ in range(2)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(counter)
";

#[test]
fn schedules() {
    let source = Source::new("fuzz.py", SCHEDULED);
    let program = Program::load(&source).expect("it is a program");
    let hash = program.schedule_hash(Time::Virtual);
    let make = |random: &mut Random| input::schedule(random, hash);
    fuzz("schedules", make, |text| {
        let Ok(schedule) = text.parse::<Schedule>() else {
            return;
        };
        let again = schedule.to_string().parse::<Schedule>();
        assert_eq!(again.as_ref(), Ok(&schedule), "as it is written, it reads");
        if schedule.check(hash, u32::MAX).is_err() {
            return;
        }
        let mut machine = Machine::new(&program);
        if let Err(stuck) = machine.follow(&schedule.runs) {
            assert!(stuck.run < schedule.runs.len(), "it is stuck in a run");
        }
    });
}
